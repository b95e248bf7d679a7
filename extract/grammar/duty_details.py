"""What else a duty says: its matter, sectors, hazards, systems, counterparties, basis, division, level and period."""

from __future__ import annotations

import re
import tomllib
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, Final

from extract.context import Context, remembered
from extract.dates import find_period
from extract.document import Span
from extract.grammar.bearer_entities import entity_at
from extract.grammar.bearers import bearer_grammar
from extract.records import Basis, Entity, EntityClass
from extract.tokens import Token
from ontology.namespaces import ZEREN

PATTERN_FILE: Final = Path(__file__).with_name("duty_details.toml")
_MARKER: Final = re.compile(r"^(?:[（(][一二三四五六七八九十\d]+[)）]|(?:\d+[.．])+\d*|[一二三四五六七八九十\d]+、)")
_SHORT: Final = 16
_JOINT: Final = re.compile("、|以及|和|与|及(?!时|其)|或者")
_SECTOR: Final = ZEREN + "sector/"
_HAZARD: Final = ZEREN + "hazard/"
_TOPICS: Final = (_SECTOR, _HAZARD)
_BODIES: Final = (EntityClass.AGENCY, EntityClass.KIND, EntityClass.GROUP, EntityClass.POST)


@dataclass(frozen=True, slots=True)
class DetailPatterns:
    """The compiled patterns of `duty_details.toml`."""

    lead: re.Pattern[str]
    bare: re.Pattern[str]
    object: re.Pattern[str]
    counterparty: re.Pattern[str]
    not_counterparty: re.Pattern[str]
    further: re.Pattern[str]
    basis: re.Pattern[str]


@cache
def detail_patterns() -> DetailPatterns:
    """The patterns, compiled once."""
    data: dict[str, Any] = tomllib.loads(PATTERN_FILE.read_text(encoding="utf-8"))
    return DetailPatterns(
        lead=re.compile(data["matter"]["lead"]),
        bare=re.compile(data["matter"]["bare"]),
        object=re.compile(data["matter"]["object"]),
        counterparty=re.compile(data["counterparty"]["lead"]),
        not_counterparty=re.compile(data["counterparty"]["not"]),
        further=re.compile(data["counterparty"]["further"]),
        basis=re.compile(data["basis"]["lead"]),
    )


def matter_of(text: str, predicate: Span, topic: Span | None = None) -> str:
    """What the duty is about: the object of supervision where the predicate names one, else the predicate itself.

    A predicate that says no more than 监督管理 or 协助 leaves the matter to the `topic` before it.
    """
    patterns = detail_patterns()
    match = patterns.object.match(text, predicate.start, predicate.end)
    if match is not None:
        return _tidy(match["matter"])
    lead = patterns.lead.match(text, predicate.start, predicate.end)
    start = lead.end() if lead else predicate.start
    matter = _tidy(text[start : predicate.end])
    if topic is not None and (not matter or patterns.bare.match(matter)):
        return _tidy(topic.of(text))
    return matter or _tidy(predicate.of(text))


def _tidy(words: str) -> str:
    return _MARKER.sub("", re.sub(r"\s+", "", words)).strip("，,、；;：:。")


def concepts_in(context: Context, spans: Iterable[Span]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The sector and the hazard concepts named in the spans, in their order and each once.

    Words within the name of a particular body say what it is for, not what the duty is about: they are passed over.
    """
    sectors: dict[str, None] = {}
    hazards: dict[str, None] = {}
    for span in spans:
        names: list[Span] | None = None
        for token, topics in _topics_in(context, span):
            if names is None:
                names = [mention.span for mention in context.mentions_in(span, EntityClass.AGENCY)]
            if any(name.contains(token.span) for name in names):
                continue
            for concept in topics:
                (sectors if concept.startswith(_SECTOR) else hazards)[concept] = None
    return tuple(sectors), tuple(hazards)


def _topics_in(context: Context, span: Span) -> Iterator[tuple[Token, tuple[str, ...]]]:
    """The tokens within the span that name sectors or hazards, each with these concepts."""
    starts, tokens = _topics(context)
    for index in range(bisect_left(starts, span.start), bisect_left(starts, span.end)):
        if tokens[index][0].end <= span.end:
            yield tokens[index]


@remembered
def _topics(context: Context) -> tuple[list[int], list[tuple[Token, tuple[str, ...]]]]:
    found = [(token, topics) for token in context.tokens if token.concepts and (topics := _of_topics(token.concepts))]
    return [token.start for token, _ in found], found


@lru_cache(maxsize=4096)
def _of_topics(concepts: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(concept for concept in concepts if concept.startswith(_TOPICS))


def systems_in(context: Context, span: Span) -> tuple[Entity, ...]:
    """The responsibility systems named in the span."""
    return tuple(dict.fromkeys(mention.entity for mention in context.mentions_in(span, EntityClass.SYSTEM)))


def counterparties_in(context: Context, span: Span, bearers: Sequence[Entity]) -> tuple[Entity, ...]:
    """The bodies to whom the duty is owed or with whom it is done: named right after 协助, 督促, 向 and the like."""
    patterns = detail_patterns()
    found: dict[Entity, None] = {}
    for match in patterns.counterparty.finditer(context.text, span.start, span.end):
        if not patterns.not_counterparty.match(context.text, match.end(), span.end):
            found |= dict.fromkeys(_listed_from(context, match.end(), span.end))
    return tuple(entity for entity in found if entity not in bearers)


def _listed_from(context: Context, start: int, end: int) -> Iterator[Entity]:
    """The bodies named one after another from `start`: 镇人民政府、街道办事处 and the like."""
    text = context.text
    mentions = context.mentions_in(Span(start, end), *_BODIES)
    position, tolerance = start, 2
    while True:
        named = next((m for m in mentions if position <= m.span.start <= position + tolerance), None)
        if named is not None:
            yield named.entity
            position = named.span.end
        else:
            stop = _phrase_end(text, position, end)
            if stop is None or (position > start and stop - position > _SHORT):
                return
            entity = entity_at(context, Span(position, stop))
            if entity is None:
                return
            yield entity
            position = stop
        joint = _JOINT.match(text, position, end)
        if joint is None:
            return
        position, tolerance = joint.end(), 0


def _phrase_end(text: str, start: int, end: int) -> int | None:
    """Where a bearer phrase that begins at `start` ends, if one does before the next punctuation."""
    match = bearer_grammar().phrase.match(text, start, end)
    if match is None:
        return None
    further = detail_patterns().further.match(text, match.end(), end)
    return further.end() if further else match.end()


def cited_basis(context: Context, sentence: Span) -> tuple[Basis, ...]:
    """The instruments in the sentence that come after 按照, 依据 and the like."""
    pattern = detail_patterns().basis
    found: dict[Basis, None] = {}
    for mention in context.mentions_in(sentence, EntityClass.INSTRUMENT):
        start = mention.span.start
        if context.text[start - 1 : start] == "《":
            start -= 1
        if pattern.search(context.text, max(sentence.start, start - 20), start):
            found[Basis(mention.entity)] = None
    return tuple(found)


def stated_period(context: Context, sentence: Span) -> str | None:
    """The interval that the sentence states, as ISO 8601."""
    return find_period(context.of(sentence)) if re.search(r"\d", context.of(sentence)) else None


def only_level(bearers: Sequence[Entity]) -> str | None:
    """The level of the bearers where they have but one between them."""
    levels = {level for bearer in bearers for level in bearer.levels}
    return levels.pop() if len(levels) == 1 else None
