"""Figures that measure something: 共发生事故233起,死亡235人,同比分别下降42.61%、27.47%.

Rules, each with an example:

- `noun-number`: 督促整改隐患4803条; the phrase before the number says what is counted.
- `number-noun`: 22户重点企业; the phrase after it does.
- `number-alone`: 361个; the noun comes from the figure before or from the phrase that follows a list of numbers.
- `percentage`: 整改率99.9%; a level, never a change.
- `money-without-unit`: 5万资金. `number-noun-without-unit`: 11部门.
- `zero-report`: 事故零报告.
- `lost-separators`: 759426402; digits that ran together are flagged as damaged, never taken apart.

Changes (同比下降) belong to the figure that they are about and are no figures themselves.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import cache

from extract.context import Context
from extract.document import Genre, Span
from extract.grammar.changes import Change, resolve_changes
from extract.grammar.figures import Figure, figure, noun_before
from extract.grammar.indicators import Naming, indicator_concept
from extract.grammar.numbers import Quantity, quantities
from extract.grammar.wording import pattern
from extract.outline import Clause, Sense, Sentence
from extract.records import Observation
from extract.region import region_iri
from extract.sifted import sifted
from ontology.namespaces import concept
from ontology.vocabulary import load_vocabulary

_SEGMENT_END = re.compile("[;\uff1b]")
_QUOTED = sifted(re.compile("“[^”]{0,60}”|‘[^’]{0,60}’|《[^》]{0,80}》|「[^」]{0,60}」|[a-zA-Z]+://\\S+"))
_BROKEN_DATE = re.compile("(?<!\\d)\\d{3,}日|(?<!\\d)(?:19|20)\\d{3,}月")
_LONG_INTEGER = 5
_BARE_COUNT = 3
_SAME_COUNT = 4
_NO_FIGURES = frozenset({Genre.STATUTE, Genre.REGULATION})
_NO_FIGURE_SENSES = frozenset({Sense.HEAD, Sense.FOOT, Sense.NORM})


def find_observations(context: Context) -> tuple[Observation, ...]:
    """Every figure of a document, sorted by passage. Statutes have none: their numbers are thresholds."""
    if context.document.metadata.genre in _NO_FIGURES:
        return ()
    broken = _BROKEN_DATE.search(context.text) is not None
    found: list[Observation] = []
    for sentence in context.outline.sentences:
        if sentence.clauses and _reports(context.outline.clauses[sentence.clauses[0]]):
            found += _Sentence(context, sentence, broken).observations()
    return _first_said(context, sorted(found, key=lambda o: o.span))


def _first_said(context: Context, found: list[Observation]) -> tuple[Observation, ...]:
    """Without figures in Chinese numerals that only point back: 两次地震 said again is no second figure."""
    kept: list[Observation] = []
    seen: set[str] = set()
    for observation in found:
        words = observation.span.of(context.text)
        if words[0] in "一二两三四五六七八九十" and len(words) > _BARE_COUNT:
            if words[:_SAME_COUNT] in seen:
                continue
            seen.add(words[:_SAME_COUNT])
        kept.append(observation)
    return tuple(kept)


def _reports(clause: Clause) -> bool:
    return clause.body and clause.sense not in _NO_FIGURE_SENSES


class _Sentence:
    """The figures of one sentence. `broken` says that the page lost characters beside digits."""

    def __init__(self, context: Context, sentence: Sentence, broken: bool) -> None:
        self.context = context
        self.text = context.text
        self.span = sentence.span
        self.sense = context.outline.clauses[sentence.clauses[0]].sense
        self.broken = broken
        self.naming = Naming(self.text, self.span)

    def observations(self) -> Iterator[Observation]:
        """The figures of the sentence with their changes, in order."""
        found = _unquoted(self.text, self.span)
        for segment in _segments(self.text, self.span):
            yield from self._segment(segment, [q for q in found if segment.contains(q.span)])
        for made in _zero_reports(self.text, self.span):
            yield self._observation(made, None)

    def _segment(self, segment: Span, found: list[Quantity]) -> Iterator[Observation]:
        changes, amounts = resolve_changes(self.text, segment.start, found)
        left = segment.start
        for index, quantity in enumerate(found):
            following = found[index + 1 : index + 2]
            pair = _from_to(self.text, left, quantity, following[0]) if following else ()
            for made in pair:
                yield self._observation(made, None)
                left = made.span.end
            if quantity.span.end > left and index not in amounts and not pair:
                single = figure(self.text, quantity, segment, left)
                if single is not None:
                    yield self._observation(single, changes.get(index))
                    left = max(left, single.span.end)
            left = max(left, quantity.span.end)

    def _observation(self, made: Figure, change: Change | None) -> Observation:
        indicator = self.naming.name(made)
        change = change or Change()
        digits = made.quantity.number.of(self.text)
        long = self.broken and len(digits) >= _LONG_INTEGER and digits.isdigit()
        rated = change.rate is not None
        actor = self.context.actor
        return Observation(
            span=made.span,
            rule=made.rule,
            indicator=indicator,
            indicator_concept=indicator_concept(indicator, made.unit),
            value=made.quantity.value,
            unit=unit_iri(made.unit),
            approximate=made.quantity.approximate,
            change=change.rate if rated else change.difference,
            change_unit=unit_iri(change.unit or made.unit) if change != Change() else None,
            change_absolute=change.difference if rated else None,
            period=self._period(made.span),
            division=self._division(made.span) or (actor.division if actor else None),
            damaged=made.damaged or long,
        )

    def _division(self, figure_span: Span) -> str | None:
        """The division that the sentence counts over, where it is above the document's own (全省 in a city's text)."""
        region = region_iri(self.context.document.metadata.region or "")
        scopes = pattern("figures", "whole_of").findall(self.text, self.span.start, figure_span.start)
        if region is None or not scopes:
            return None
        vocabulary = load_vocabulary()
        for iri in (region, *vocabulary.ancestors(region)):
            if iri in vocabulary.concepts and vocabulary.concepts[iri].label_zh.endswith(scopes[-1]):
                return None if iri == region else iri
        return None

    def _period(self, figure_span: Span) -> str | None:
        """The year that the sentence names before the figure, else the document's period where it reports on it."""
        years = pattern("figures", "year").findall(self.text, self.span.start, figure_span.start)
        if years:
            return f"{years[-1]}-01-01/{years[-1]}-12-31"
        reported = self.sense in (Sense.DONE, Sense.BACKGROUND)
        return self.context.document.metadata.period if reported else None


def _from_to(text: str, left: int, first: Quantity, second: Quantity) -> tuple[Figure, ...]:
    """编制由5名增加到6名: two figures of one noun, before and after."""
    if (
        not second.unit
        or first.unit not in ("", second.unit)
        or not pattern("figures", "growth").fullmatch(text, first.span.end, second.span.start)
    ):
        return ()
    noun = noun_before(text, first.span.start, left)
    if first.explicit_unit:
        opening = Span(min(noun.start, first.span.start), first.span.end)
        remark = Figure(first, opening, noun.of(text), True, first.unit, "from-to", remark="(变动前)")
        return remark, Figure(second, second.span, noun.of(text), True, second.unit, "from-to")
    span = Span(min(noun.start, first.span.start), second.span.end)
    before = Figure(first, span, noun.of(text), True, first.unit or second.unit, "from-to", remark="(变动前)")
    return before, Figure(second, span, noun.of(text), True, second.unit, "from-to")


def _unquoted(text: str, sentence: Span) -> list[Quantity]:
    quoted = [Span(m.start(), m.end()) for m in _QUOTED.finditer(text, sentence.start, sentence.end)]
    return [q for q in quantities(text, sentence.start, sentence.end) if not any(s.contains(q.span) for s in quoted)]


def _segments(text: str, sentence: Span) -> Iterator[Span]:
    start = sentence.start
    for match in _SEGMENT_END.finditer(text, sentence.start, sentence.end):
        yield Span(start, match.start())
        start = match.end()
    yield Span(start, sentence.end)


@cache
def _unit_iris() -> dict[str, str]:
    return {label: unit.iri for unit in load_vocabulary().scheme("unit") for label in unit.labels}


def unit_iri(label: str) -> str:
    """The concept of a unit by any of its labels; a unit that the vocabulary lacks gets a node of its own name."""
    return _unit_iris().get(label) or concept("unit", label or "unknown")


def _zero_reports(text: str, sentence: Span) -> Iterator[Figure]:
    """全省实现森林火灾零报告: none happened."""
    for match in pattern("figures", "zero_report").finditer(text, sentence.start, sentence.end):
        verb = pattern("figures", "zero_verb").search(text, match.start(), match.end())
        start = verb.end() if verb else match.start()
        noun = text[start : match.end() - 3]
        if pattern("figures", "zero_event").search(noun):
            number = Span(match.end() - 3, match.end() - 2)
            quantity = Quantity(number, number, Decimal(0), "起", chinese=True)
            yield Figure(quantity, Span(start, match.end()), noun, True, "起", "zero-report")
