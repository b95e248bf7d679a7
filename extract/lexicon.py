"""The vocabularies compiled for matching: one automaton over every label, and the token types that labels have.

Which vocabulary becomes which token type stands in `lexicon.toml`; the words stand in `ontology/vocab/*.ttl`. So a
new word is a new label in a Turtle file and nothing else.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final

from ahocorasick_rs import AhoCorasick, MatchKind

from ontology.errors import InputError
from ontology.namespaces import ZR
from ontology.vocabulary import Concept, Vocabulary, load_vocabulary, vocabulary_hash

SETTINGS: Final = Path(__file__).with_name("lexicon.toml")
TEXT: Final = "TEXT"
TITLE: Final = "TITLE"
DOCUMENT_NUMBER: Final = "DOCUMENT_NUMBER"
MARK: Final = "MARK"

TokenType = str


@dataclass(frozen=True, slots=True)
class Entry:
    """What one label means: its token type, the type's code and the concepts that have the label, best first."""

    type: TokenType
    code: str
    concepts: tuple[str, ...]


@dataclass(frozen=True)
class Lexicon:
    """The compiled vocabulary.

    `automaton` matches leftmost-longest and answers with indexes into `entries`; `shapes` finds numbers, dates and the
    like, one named group a type, and in the group MARK the single characters whose types are `marks`; `codes` gives
    the one character that stands for a token type.
    """

    vocabulary: Vocabulary
    entries: tuple[Entry, ...]
    automaton: Any
    shapes: re.Pattern[str]
    marks: Mapping[str, TokenType]
    codes: Mapping[TokenType, str]
    hash: str

    def code_class(self, name: str) -> str:
        """A regular expression for one token of the type `name`, or of any type that begins with `name_`.

        Raises `KeyError` for a type that no vocabulary or shape has.
        """
        found = [code for type_, code in self.codes.items() if type_ == name or type_.startswith(name + "_")]
        if not found:
            raise KeyError(name)
        return "[" + "".join(map(re.escape, found)) + "]"


@cache
def load_lexicon() -> Lexicon:
    """The lexicon of the vocabularies as they stand when it is first asked for; compiled once for each process."""
    return compile_lexicon(load_vocabulary(), vocabulary_hash())


def concept_labels(concept: Concept, sources: Iterable[str]) -> Iterator[str]:
    """The labels of a concept from the named sources: preferred, alternative, hidden or a `zr:` property.

    A concept that says `zr:matched false` is a heading of its hierarchy and has none.
    """
    if concept.value(ZR + "matched") == "false":
        return
    for source in sources:
        if source == "preferred":
            yield concept.label_zh
        elif source == "alternative":
            yield from concept.alternative
        elif source == "hidden":
            yield from concept.hidden
        elif source.startswith("zr:"):
            yield from concept.properties.get(ZR + source.removeprefix("zr:"), ())
        else:
            raise InputError(f"{SETTINGS.name}: unknown source of labels {source!r}; see the head of the file")


def compile_lexicon(vocabulary: Vocabulary, digest: str) -> Lexicon:
    """The lexicon of a vocabulary; `digest` says which state of the files it is of."""
    settings = tomllib.loads(SETTINGS.read_text(encoding="utf-8"))
    senses: dict[str, list[tuple[TokenType, str]]] = {}
    types: dict[TokenType, None] = {TEXT: None}
    types.update((name, None) for name in settings["overlay"]["types"])
    types.update((shape["type"], None) for shape in settings["shapes"])
    types.update(dict.fromkeys(settings["marks"]))
    for words in settings["words"]:
        sources = words.get("labels", ["preferred", "alternative", "hidden"])
        types.setdefault(words["type"], None)
        for concept in vocabulary.scheme(words["scheme"]):
            type_ = words["type"]
            if words.get("by") == "concept":
                type_ += "_" + concept.name.upper().replace("-", "_")
                types.setdefault(type_, None)
            for label in concept_labels(concept, sources):
                if len(label) >= words.get("shortest", 2):
                    senses.setdefault(label, []).append((type_, concept.iri))
    codes = _codes(types)
    entries = [
        Entry(found[0][0], codes[found[0][0]], tuple(dict.fromkeys(iri for _, iri in found)))
        for found in senses.values()
    ]
    return Lexicon(
        vocabulary=vocabulary,
        entries=tuple(entries),
        automaton=AhoCorasick(list(senses) or ["\0"], matchkind=MatchKind.LeftmostLongest),
        shapes=_shapes(settings),
        marks={mark: type_ for type_, characters in settings["marks"].items() for mark in characters},
        codes=codes,
        hash=digest,
    )


def _shapes(settings: Mapping[str, Any]) -> re.Pattern[str]:
    """One pattern for all shapes, in their order, and for the marks; a look ahead passes over other characters."""
    marks = re.escape("".join(settings["marks"].values()))
    shapes = "|".join(f"(?P<{shape['type']}>{shape['pattern']})" for shape in settings["shapes"])
    return re.compile(f"(?=[{settings['opening']['characters']}{marks}])(?:{shapes}|(?P<{MARK}>[{marks}]))")


def _codes(types: Iterable[TokenType]) -> dict[TokenType, str]:
    """A letter for each type: letters that mean themselves in a regular expression, in the order of the types."""
    letters = (chr(number) for number in range(ord("A"), 0x1000) if chr(number).isalpha())
    return {type_: next(letters) for type_ in types}
