"""Responsibility systems: those of the vocabulary by their labels, new ones by patterns."""

from __future__ import annotations

import re
import tomllib
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, Final

from ahocorasick_rs import AhoCorasick, MatchKind

from extract.document import Span
from extract.lexicon import concept_labels
from extract.link.extent import Extents
from extract.link.setting import Setting
from extract.records import Entity, EntityClass, Mention
from ontology.namespaces import DCT, ZR
from ontology.vocabulary import Concept, load_vocabulary

SETTINGS: Final = Path(__file__).with_name("systems.toml")
_QUOTES: Final = '“”‘’"'
_QUOTE: Final = re.compile(f"[{_QUOTES}]")
_OPEN: Final = {"“": "”", "‘": "’", '"': '"'}
_LEVELS: Final = "省州县区旗"
_JOINTS: Final = "、和与及"


@dataclass(frozen=True)
class Systems:
    """The vocabulary of systems, compiled: labels without quotation marks, which of them are weak, the patterns."""

    automaton: Any
    labels: tuple[tuple[Concept, bool], ...]
    weak: Mapping[str, tuple[re.Pattern[str] | None, re.Pattern[str] | None]]
    grown: tuple[tuple[re.Pattern[str], int], ...]
    whole: re.Pattern[str]
    summary: re.Pattern[str]
    wholes: Mapping[str, Concept]


@cache
def load_systems() -> Systems:
    """The systems, compiled once for each process."""
    settings = tomllib.loads(SETTINGS.read_text(encoding="utf-8"))
    labels: dict[str, tuple[Concept, bool]] = {}
    wholes: dict[str, Concept] = {}
    for concept in load_vocabulary().scheme("system"):
        weak = concept.properties.get(ZR + "weakLabel", ())
        for label in concept_labels(concept, ("preferred", "alternative", "hidden")):
            labels.setdefault(_unquoted(label), (concept, label in weak))
        for part in concept.properties.get(DCT + "hasPart", ()):
            wholes[part] = concept
    return Systems(
        automaton=AhoCorasick(list(labels), matchkind=MatchKind.LeftmostLongest),
        labels=tuple(labels.values()),
        weak={label: _contexts(rule) for label, rule in settings["weak"].items()},
        grown=tuple((re.compile(rule["head"]), rule["shortest"]) for rule in settings["grown"]),
        whole=re.compile("|".join(rule["pattern"] for rule in settings["whole"])),
        summary=re.compile(settings["summary"]["pattern"]),
        wholes=wholes,
    )


def find_systems(setting: Setting) -> tuple[Mention, ...]:
    """Every responsibility system, without overlaps: labels first, then patterns where no label stands."""
    found = list(_by_label(setting))
    for mention in (*_by_whole_pattern(setting), *_by_head(setting)):
        rivals = [m for m in found if m.span.start < mention.span.end and mention.span.start < m.span.end]
        if all(mention.span.contains(rival.span) and rival.span.end < mention.span.end for rival in rivals):
            found = [m for m in found if m not in rivals]
            found.append(mention)
    return tuple(sorted(found, key=lambda m: m.span))


@lru_cache(maxsize=4096)
def system_entity(iri: str) -> Entity:
    """The node of a system of the vocabulary, with its parts."""
    concept = load_vocabulary().concepts[iri]
    parts = tuple(system_entity(part) for part in concept.properties.get(DCT + "hasPart", ()))
    return Entity(EntityClass.SYSTEM, concept.label_zh, concept.label_zh, concept=iri, parts=parts)


def new_system(name: str) -> Entity:
    """The node of a system that the vocabulary does not have, or has under this very name without its marks."""
    return Entity(EntityClass.SYSTEM, name, name)


def _by_label(setting: Setting) -> Iterator[Mention]:
    systems, text = load_systems(), setting.masked
    marks = [match.start() - number for number, match in enumerate(_QUOTE.finditer(text))]
    plain = _unquoted(text)
    hits = [
        (start, end, *systems.labels[index]) for index, start, end in systems.automaton.find_matches_as_indexes(plain)
    ]
    strong = [(start, end) for start, end, _, weak in hits if not weak]
    position = 0
    for number, (start, end, concept, weak) in enumerate(hits):
        if start < position or (weak and not _confirmed(systems, plain, start, end, strong)):
            continue
        whole = systems.wholes.get(concept.iri)
        last = _last_part(systems, plain, hits, number, whole) if whole is not None else None
        if whole is not None and last is not None:
            end, concept = last, whole
        position = end
        span = _balanced(text, start + bisect_right(marks, start), end + bisect_right(marks, end - 1))
        if whole is not None and last is not None:
            summary = systems.summary.match(text[span.end : span.end + 12])
            span = Span(span.start, span.end + summary.end()) if summary else span
        yield Mention(span, system_entity(concept.iri))


def _last_part(
    systems: Systems, plain: str, hits: list[tuple[int, int, Concept, bool]], number: int, whole: Concept
) -> int | None:
    """Where a row of the parts of one system ends (执法公示制度、全过程记录制度); None for a part alone."""
    end, last = hits[number][1], None
    for start, after, concept, _ in hits[number + 1 :]:
        between = plain[end:start]
        if len(between) > 1 or between not in _JOINTS or systems.wholes.get(concept.iri) is not whole:
            break
        end = last = after
    return last


def _confirmed(systems: Systems, plain: str, start: int, end: int, strong: list[tuple[int, int]]) -> bool:
    """Whether the context makes a weak label a system: its own patterns, or a system in the same enumeration."""
    before, after = systems.weak.get(plain[start:end], (None, None))
    if before is not None and before.search(plain[max(0, start - 24) : start]):
        return True
    if after is not None and after.match(plain[end : end + 12]):
        return True
    for other_start, other_end in strong:
        between = plain[other_end:start] if other_end <= start else plain[end:other_start]
        if 0 < len(between) <= 6 and "、" in between and not re.search(r"[，,。；;：:\n]", between):
            return True
    return False


def _by_whole_pattern(setting: Setting) -> Iterator[Mention]:
    for match in load_systems().whole.finditer(setting.masked):
        span = _balanced(setting.masked, match.start(), match.end())
        yield Mention(span, named_system(span.of(setting.masked)))


def _by_head(setting: Setting) -> Iterator[Mention]:
    extents = None
    for pattern, shortest in load_systems().grown:
        for match in pattern.finditer(setting.masked):
            extents = extents or Extents(setting.masked)
            start = extents.start(match.start())
            if setting.masked[start] in _LEVELS and match.start() - start > 2:
                start += 1
            span = _balanced(setting.masked, start, match.end())
            name = _unquoted(span.of(setting.masked))
            if len(name) >= shortest and len(name) <= 20:
                yield Mention(span, named_system(name))


def named_system(words: str) -> Entity:
    """The node for words that a pattern found: of the vocabulary where it has them, else a new one."""
    name = _unquoted(words)
    vocabulary = _labels().get(name)
    return system_entity(vocabulary) if vocabulary else new_system(name)


@cache
def _labels() -> Mapping[str, str]:
    return {
        _unquoted(label): concept.iri
        for concept in load_vocabulary().scheme("system")
        for label in concept_labels(concept, ("preferred", "alternative", "hidden"))
    }


def _balanced(text: str, start: int, end: int) -> Span:
    """The span with a quotation mark added where it holds only the other one of the pair."""
    inner = text[start:end]
    for opening, closing in _OPEN.items():
        if opening == closing:
            continue
        if inner.count(closing) > inner.count(opening) and text[start - 1 : start] == opening:
            start -= 1
        if inner.count(opening) > inner.count(closing) and text[end : end + 1] == closing:
            end += 1
    return Span(start, end)


def _unquoted(words: str) -> str:
    for mark in _QUOTES:
        words = words.replace(mark, "")
    return words


def _contexts(rule: Mapping[str, str]) -> tuple[re.Pattern[str] | None, re.Pattern[str] | None]:
    before, after = rule.get("before"), rule.get("after")
    return re.compile(before) if before else None, re.compile(after.lstrip("^")) if after else None
