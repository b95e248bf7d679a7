"""Names of bodies without their division, compiled from the functions: 应急管理局, 安委办, 防汛抗旱指挥部 …

A form is what the text may write; its function says what the body is called in full at each level.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache, cached_property
from pathlib import Path
from typing import Any, Final

from ahocorasick_rs import AhoCorasick, MatchKind

from extract.link.divisions import COUNTY, NATIONAL, PREFECTURE, PROVINCE
from ontology.namespaces import ZR
from ontology.vocabulary import Concept, load_vocabulary

SETTINGS: Final = Path(__file__).with_name("agencies.toml")

_LEVEL_NAMES: Final = {
    NATIONAL: "nationalName",
    PROVINCE: "provincialName",
    PREFECTURE: "prefecturalName",
    COUNTY: "countyName",
}


_RANKS: Final = frozenset({"总队", "支队", "大队"})


@dataclass(frozen=True, slots=True)
class Form:
    """One way of writing a body of a function.

    `stem` is the part before the suffix as it goes into the full name, `suffix` the suffix in full; a complete name
    has no suffix and `stem` holds all of it. `kept` says that the wording is official as it stands. `national` marks
    names that only the national body has.
    """

    function: str
    stem: str
    suffix: str
    kept: bool
    national: bool = False
    written: str = ""


@dataclass(frozen=True)
class Names:
    """The forms of all bodies, and the automaton that finds them (leftmost-longest)."""

    functions: Mapping[str, Concept]
    labels: tuple[str, ...]
    forms: tuple[Form, ...]
    automaton: Any
    stems: Mapping[str, tuple[str, bool]]
    settings: Mapping[str, Any]

    @cached_property
    def by_label(self) -> Mapping[str, Form]:
        """The form of each label."""
        return dict(zip(self.labels, self.forms, strict=True))

    def official(self, function: str, level: str, municipality: bool) -> str | None:
        """What a body of the function is called at a level, without its division; None where there is none."""
        concept = self.functions[function]
        if municipality and level == PROVINCE:
            found = concept.value(ZR + "municipalityName") or concept.value(ZR + "prefecturalName")
            if found:
                return found
        found = concept.value(ZR + _LEVEL_NAMES.get(level, "countyName"))
        return found if found or level == NATIONAL else self._any_name(concept)

    @staticmethod
    def _any_name(concept: Concept) -> str | None:
        if ZR + "bodyName" in concept.properties:
            return concept.label_zh
        for name in ("prefecturalName", "countyName", "provincialName"):
            if found := concept.value(ZR + name):
                return found
        return None

    def full(self, form: Form, level: str, municipality: bool) -> str:
        """The full name of the body at a level, without its division."""
        if form.kept:
            return form.stem + form.suffix
        official = self.official(form.function, level, municipality)
        if official and (not form.suffix or official.endswith(form.suffix)):
            return official
        concept = self.functions[form.function]
        for name in _LEVEL_NAMES.values():
            other = concept.value(ZR + name)
            if other and other.endswith(form.suffix) and form.suffix in _RANKS and name != "nationalName":
                return other
        if form.suffix and ZR + "nameStem" in concept.properties:
            return concept.label_zh + form.suffix
        return official or form.stem + form.suffix


@cache
def load_names() -> Names:
    """The names of bodies, compiled once for each process."""
    settings = tomllib.loads(SETTINGS.read_text(encoding="utf-8"))
    functions = {c.iri: c for c in load_vocabulary().scheme("function")}
    found: dict[str, Form] = {}
    stems: dict[str, tuple[str, bool]] = {}
    ranked = sorted(functions.values(), key=lambda c: (ZR + "dissolved" in c.properties, c.notation or ""))
    living = [concept for concept in ranked if ZR + "dissolved" not in concept.properties]
    for group in (living, ranked[len(living) :]):
        for label, form in (pair for concept in group for pair in _complete(concept)):
            found.setdefault(label, form)
        for label, form in (pair for concept in group for pair in _offices(concept, functions)):
            found.setdefault(label, form)
        for label, form in (pair for concept in group for pair in _composed(concept, settings)):
            found.setdefault(label, form)
    for short, full in settings["written_out"].items():
        found[short] = replace(found[full], written=short)
    for concept in ranked:
        for stem, kept in _stems(concept):
            stems.setdefault(stem, (concept.iri, kept))
    return Names(
        functions=functions,
        labels=tuple(found),
        forms=tuple(found.values()),
        automaton=AhoCorasick(list(found), matchkind=MatchKind.LeftmostLongest),
        stems=stems,
        settings=settings,
    )


def _stems(concept: Concept) -> Iterator[tuple[str, bool]]:
    """The stems of a department and whether each stays as written."""
    own = concept.properties.get(ZR + "nameStem", ())
    if not own:
        return
    yield from ((stem, True) for stem in own)
    yield from ((stem, False) for stem in concept.alternative)


def _complete(concept: Concept) -> Iterator[tuple[str, Form]]:
    """Forms that need no suffix: complete names, short names, names of national bodies."""
    if national := concept.value(ZR + "nationalName"):
        yield national, Form(concept.iri, national, "", kept=True, national=True, written=national)
        for short in concept.properties.get(ZR + "nationalShortName", ()):
            yield short, Form(concept.iri, national, "", kept=True, national=True, written=short)
    for name in concept.properties.get(ZR + "bodyName", ()):
        if name not in {"委员会", "办公室", "办公厅", "人民政府"}:
            yield name, Form(concept.iri, name, "", kept=True, written=name)
    if ZR + "bodyName" in concept.properties:
        for short in concept.alternative:
            if short not in {"政府", "委办"}:
                yield short, Form(concept.iri, concept.label_zh, "", kept=False, written=short)
    for short in concept.hidden:
        yield short, Form(concept.iri, concept.label_zh, "委员会" if short.endswith("委") else "", False, written=short)
    for name in ("provincialName", "municipalityName", "prefecturalName", "countyName"):
        if (written := concept.value(ZR + name)) and len(written) > 2:
            yield written, Form(concept.iri, written, "", kept=True, written=written)


def _offices(concept: Concept, functions: Mapping[str, Concept]) -> Iterator[tuple[str, Form]]:
    """An office under a short form of its body: 安委会办公室."""
    for parent in concept.properties.get(ZR + "officeOf", ()):
        for short in functions[parent].alternative:
            for office in ("办公室", "办") if short.endswith(("委", "会", "指")) else ("办公室",):
                written = short + office
                yield written, Form(concept.iri, concept.label_zh, "", kept=False, written=written)


def _composed(concept: Concept, settings: Mapping[str, Any]) -> Iterator[tuple[str, Form]]:
    """Forms made of a stem and a suffix."""
    suffixes = settings["suffixes"]
    national = set(settings["national"]["suffixes"])
    own = _own_suffixes(concept, suffixes)
    for stem, kept in _stems(concept):
        for suffix, full in suffixes.items():
            if suffix in {"部", "总局", "署"} and suffix not in own:
                continue
            if full in {"总队", "支队", "大队", "中队"} and full not in own:
                continue
            if len(stem) < 2:
                continue
            only_national = suffix in national
            if only_national:
                name = concept.value(ZR + "nationalName") or stem + full
                yield stem + suffix, Form(concept.iri, name, "", kept=True, national=True, written=stem + suffix)
            else:
                yield stem + suffix, Form(concept.iri, stem, full, kept=kept, written=stem + suffix)


def _own_suffixes(concept: Concept, suffixes: Mapping[str, str]) -> set[str]:
    """The suffixes that bodies of the function have at some level; all ranks of a corps that has one."""
    names = [
        concept.value(ZR + name) or ""
        for name in ("nationalName", "provincialName", "municipalityName", "prefecturalName", "countyName")
    ]
    own = {suffix for suffix in suffixes for name in names if name.endswith(suffix)}
    if own & {"总队", "支队", "大队"}:
        own |= {"总队", "支队", "大队", "中队"}
    return own
