"""Phrases of collective bearers, read from their head to the left: level words, lines of work, quantities."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final

from ahocorasick_rs import AhoCorasick, MatchKind

from extract.document import Span
from extract.link.names import load_names

SETTINGS: Final = Path(__file__).with_name("bearers.toml")
_COMPOSED: Final = frozenset({"department", "government", "member"})
_APEX: Final = frozenset({"国务院", "国家", "中央"})


@dataclass(frozen=True, slots=True)
class Phrase:
    """A collective bearer in the text.

    `head` is its last word; `stems` are the lines of work, `levels` the level concepts' names, `links` the words of
    quantity (各, 有关, 等) in it.
    """

    span: Span
    head: str
    sort: str
    stems: tuple[str, ...]
    levels: tuple[str, ...]
    links: tuple[str, ...]


@dataclass(frozen=True)
class PhraseWords:
    """The words that phrases are made of: heads with their sort, and what may stand left of them.

    `lengths` says by their last character how long words on the left are, `vague` are the words that leave open who
    is meant, `responsible` finds bodies named by their duty, `not_after` are the characters that make a word of level
    the end of another word.
    """

    settings: Mapping[str, Any]
    automaton: Any
    heads: tuple[tuple[str, str], ...]
    left: Mapping[str, str]
    lengths: Mapping[str, tuple[int, ...]]
    vague: frozenset[str]
    departments: frozenset[str]
    responsible: re.Pattern[str]
    not_after: Mapping[str, frozenset[str]]


@cache
def load_phrase_words() -> PhraseWords:
    """The words of collective bearers, compiled once for each process."""
    settings = tomllib.loads(SETTINGS.read_text(encoding="utf-8"))
    heads: dict[str, str] = {}
    for sort, words in settings["heads"].items():
        heads.update(dict.fromkeys(words, sort))
    for sort, words in settings["kinds"].items():
        for word in words:
            heads.setdefault(word, sort)
    left: dict[str, str] = {}
    for stem in (*load_names().stems, *settings["stems"]["words"]):
        left[stem] = "stem"
    left.update(dict.fromkeys(settings["levels"], "level"))
    left.update({half_width(word): "level" for word in settings["levels"]})
    left.update(dict.fromkeys(settings["links"]["words"], "link"))
    left.update(dict.fromkeys(settings["links"]["joints"], "joint"))
    left.update(dict.fromkeys(settings["heads"]["government"], "government"))
    heads.update({half_width(word): sort for word, sort in heads.items()})
    words = tuple(heads.items())
    return PhraseWords(
        settings=settings,
        automaton=AhoCorasick([word for word, _ in words], matchkind=MatchKind.LeftmostLongest),
        heads=words,
        left=left,
        lengths=_lengths(left),
        vague=frozenset(settings["links"]["vague"]),
        departments=frozenset(settings["heads"]["department"]),
        responsible=re.compile("|".join(settings["responsible"]["patterns"])),
        not_after={word: frozenset(characters) for word, characters in settings["not_after"].items()},
    )


def half_width(word: str) -> str:
    """The word with brackets as some pages write them: 县(市、区)."""
    return word.replace("（", "(").replace("）", ")")


def _lengths(left: Iterable[str]) -> dict[str, tuple[int, ...]]:
    """By the last character of the words: how long such words are, longest first."""
    found: dict[str, set[int]] = {}
    for word in left:
        found.setdefault(word[-1], set()).add(len(word))
    return {last: tuple(sorted(lengths, reverse=True)) for last, lengths in found.items()}


def find_phrases(text: str) -> Iterator[Phrase]:
    """Every head in the text with all that belongs to it on its left; bare heads of bodies are left out."""
    words = load_phrase_words()
    for index, start, end in words.automaton.find_matches_as_indexes(text):
        head, sort = words.heads[index]
        if sort == "department":
            start = _head_start(text, words, start, end)
            head = text[start:end]
        phrase = _grow(text, words, head, sort, start, end)
        if phrase is not None:
            yield phrase


def _head_start(text: str, words: PhraseWords, start: int, end: int) -> int:
    """Where the head begins: later where only then a line of work fits (市场监督管理|部门, not 市场|监督管理部门)."""
    before = _word_before(text, start, words)
    if before is not None and before[1] == "stem":
        return start
    for later in range(start + 1, end):
        if text[later:end] in words.departments:
            work = _word_before(text, later, words)
            if work is not None and work[1] == "stem" and later - len(work[0]) < start:
                return later
    return start


def _grow(text: str, words: PhraseWords, head: str, sort: str, start: int, end: int) -> Phrase | None:
    position = start
    parts: list[tuple[str, str]] = []
    while True:
        step = _word_before(text, position, words)
        if step is None or (step[1] == "joint" and text[position - 1] == "，"):
            break
        if sort not in _COMPOSED and step[1] not in {"link", "level"}:
            break
        if step[1] == "stem" and any(kind in {"level", "government"} for _, kind in parts):
            break
        if (step[0] in _APEX or step[1] == "government") and parts and parts[-1][1] == "joint":
            break
        parts.append(step)
        position -= len(step[0])
    while parts and (parts[-1][1] == "joint" or parts[-1][0] in {"等", "的", "及其", "和其他", "以及其他"}):
        position += len(parts.pop()[0])
    stems = tuple(word for word, kind in reversed(parts) if kind == "stem")
    levels = tuple(word for word, kind in reversed(parts) if kind == "level")
    links = tuple(word for word, kind in reversed(parts) if kind == "link")
    if sort in {"department", "member"} and not (stems or levels or links):
        return None
    return Phrase(Span(position, end), head, sort, stems, levels, links)


def extend_left(text: str, start: int) -> tuple[int, tuple[str, ...]]:
    """Where the level words (县级以上地方人民政府 …) that stand before `start` begin, and which they are."""
    words = load_phrase_words()
    position = start
    levels: list[str] = []
    while True:
        step = _word_before(text, position, words)
        if step is None or (step[1] not in {"level", "government"} and step[0] not in {"其他", "和其他", "及其他"}):
            return position, tuple(levels[::-1])
        if step[1] == "level":
            levels.append(step[0])
        position -= len(step[0])


def _word_before(text: str, end: int, words: PhraseWords) -> tuple[str, str] | None:
    """The longest word of a phrase that ends at `end`, with its kind."""
    if end == 0:
        return None
    for length in words.lengths.get(text[end - 1], ()):
        word = text[end - length : end]
        kind = words.left.get(word) if length <= end else None
        if kind is not None and text[max(0, end - length - 1) : end - length] not in words.not_after.get(word, ()):
            return word, kind
    return None
