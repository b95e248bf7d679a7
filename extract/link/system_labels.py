"""What makes a responsibility system in a text: the labels of the vocabulary and the settings of `systems.toml`."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final

from ahocorasick_rs import AhoCorasick, MatchKind

from extract.lexicon import concept_labels
from extract.sifted import Sifted, sifted
from ontology.namespaces import DCT, ZR
from ontology.vocabulary import Concept, load_vocabulary

SETTINGS: Final = Path(__file__).with_name("systems.toml")
QUOTES: Final = '“”‘’"'
_FIELD: Final = 8
_SIGNED: Final = 14
_SAME_NAME: Final = ("preferred", "alternative", "hidden")
_OWN_NAME: Final = ("zr:narrowerLabel",)
_NEVER: Final = re.compile(r"(?!)")


@dataclass(frozen=True)
class Label:
    """A label of a system without quotation marks; `own` where it is the name of a sort of the system."""

    words: str
    concept: Concept
    weak: bool
    own: bool


@dataclass(frozen=True, slots=True)
class Hit:
    """Where a label stands in the text without quotation marks."""

    start: int
    end: int
    label: Label


@dataclass(frozen=True)
class Weak:
    """When a weak label is a system: what stands before or after it, what must not; `known` once the text names it."""

    before: re.Pattern[str]
    after: re.Pattern[str]
    never_before: re.Pattern[str]
    never_after: re.Pattern[str]
    known: bool


@dataclass(frozen=True, slots=True)
class Grown:
    """A head from which a name grows to the left; `over_labels` where the name is surer than a label within it."""

    head: re.Pattern[str]
    shortest: int
    with_level: bool
    over_labels: bool


@dataclass(frozen=True)
class Systems:
    """The vocabulary of systems, compiled: labels without quotation marks, which of them are weak, the patterns."""

    automaton: Any
    labels: tuple[Label, ...]
    weak: Mapping[str, Weak]
    grown: tuple[Grown, ...]
    whole: tuple[tuple[Sifted, str | None, str | None], ...]
    fuller: tuple[str, ...]
    fields: re.Pattern[str]
    fielded: tuple[str, ...]
    general: re.Pattern[str]
    letters: tuple[str, ...]
    signed: re.Pattern[str]
    unspecific: re.Pattern[str]
    summary: re.Pattern[str]
    wholes: Mapping[str, Concept]
    leading: str
    counted: re.Pattern[str]
    bearer: re.Pattern[str]
    counted_bearer: re.Pattern[str]
    marked: re.Pattern[str]
    verb: re.Pattern[str]
    verb_subject: str

    def about(self, plain: str, hit: Hit) -> str:
        """The words right before a label that belong to its name: a field of work, what a signed letter is about."""
        field = self.fields.search(plain, max(0, hit.start - _FIELD), hit.start)
        if field is not None and hit.label.words.endswith(self.fielded):
            return field[0]
        signed = self.signed.search(plain, max(0, hit.start - _SIGNED), hit.start)
        if signed is None or hit.label.words not in self.letters or self.unspecific.search(signed["about"]):
            return ""
        return signed["about"]


@cache
def load_systems() -> Systems:
    """The systems, compiled once for each process."""
    settings = tomllib.loads(SETTINGS.read_text(encoding="utf-8"))
    labels: dict[str, Label] = {}
    wholes: dict[str, Concept] = {}
    for concept in load_vocabulary().scheme("system"):
        weak = concept.properties.get(ZR + "weakLabel", ())
        for label in concept_labels(concept, _SAME_NAME):
            words = unquoted(label)
            labels.setdefault(words, Label(words, concept, label in weak, own=False))
        for label in concept_labels(concept, _OWN_NAME):
            words = unquoted(label)
            labels.setdefault(words, Label(words, concept, label in weak, own=True))
        for part in concept.properties.get(DCT + "hasPart", ()):
            wholes[part] = concept
    return Systems(
        automaton=AhoCorasick(list(labels), matchkind=MatchKind.LeftmostLongest),
        labels=tuple(labels.values()),
        weak={label: weak_rule(rule) for label, rule in settings["weak"].items()},
        grown=tuple(_grown(rule) for rule in settings["grown"]),
        whole=tuple(
            (sifted(re.compile(rule["pattern"])), rule.get("system"), rule.get("under")) for rule in settings["whole"]
        ),
        fuller=tuple(settings["fuller"]["endings"]),
        fields=re.compile(f"(?:{settings['field']['special']})$"),
        fielded=tuple(settings["field"]["endings"]),
        letters=tuple(settings["field"]["letters"]),
        signed=re.compile(settings["field"]["signed"]),
        unspecific=re.compile(settings["field"]["unspecific"]),
        general=re.compile(f"(?:{settings['field']['general']})(?=[{QUOTES}])"),
        summary=re.compile(settings["summary"]["pattern"]),
        wholes=wholes,
        leading=settings["leading"]["words"],
        counted=re.compile(settings["counted"]["before"]),
        bearer=re.compile(settings["counted"]["bearer"]),
        counted_bearer=re.compile(_counted_bearer(settings["counted"])),
        marked=re.compile(settings["marks"]["names"]),
        verb=re.compile(settings["verb"]["pattern"]),
        verb_subject=settings["verb"]["subject"],
    )


def _grown(rule: Mapping[str, Any]) -> Grown:
    with_level, over_labels = bool(rule.get("with_level")), bool(rule.get("over_labels"))
    return Grown(re.compile(rule["head"]), rule["shortest"], with_level, over_labels)


def _counted_bearer(settings: Mapping[str, str]) -> str:
    """What counts enterprises, and the enterprises, at the beginning of a name."""
    return settings["before"].removesuffix("$") + settings["bearer"]


def unquoted(words: str) -> str:
    """The words without quotation marks."""
    for mark in QUOTES:
        words = words.replace(mark, "")
    return words


def weak_rule(rule: Mapping[str, Any]) -> Weak:
    """A rule of the settings, compiled; what it does not name never matches."""

    def pattern(name: str) -> re.Pattern[str]:
        return re.compile(rule[name]) if name in rule else _NEVER

    return Weak(
        before=pattern("before"),
        after=pattern("after"),
        never_before=pattern("never_before"),
        never_after=pattern("never_after"),
        known=bool(rule.get("known")),
    )
