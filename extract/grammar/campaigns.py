"""What a document says of a campaign: who leads it, who takes part, when, in which parts, for which sectors, on what.

Everything is read in the sentences that name the campaign; the patterns are in `campaigns.toml`.
"""

from __future__ import annotations

import calendar
import re
import tomllib
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final

from extract.context import Context
from extract.dates import find_period
from extract.document import Span
from extract.grammar.duty_details import concepts_in
from extract.records import Basis, CampaignStatement, Entity, EntityClass, Mention

PATTERN_FILE: Final = Path(__file__).with_name("campaigns.toml")
_BODIES: Final = (EntityClass.AGENCY, EntityClass.GROUP, EntityClass.KIND)
_NUMERALS: Final = {numeral: str(value) for value, numeral in enumerate("一二三四五六七八九十", start=1)} | {"两": "2"}
_WHOLE_YEAR: Final = re.compile(r"(\d{4})-01-01/\1-12-31")
_CLAUSE_END: Final = re.compile("[，,。；;]")


@dataclass(frozen=True, slots=True)
class CampaignGrammar:
    """The compiled patterns of `campaigns.toml`."""

    leads: re.Pattern[str]
    founded: re.Pattern[str]
    offices: re.Pattern[str]
    joined: re.Pattern[str]
    joins: re.Pattern[str]
    no_body: re.Pattern[str]
    counted: re.Pattern[str]
    phase: re.Pattern[str]
    quoted: re.Pattern[str]
    range: re.Pattern[str]
    months: re.Pattern[str]
    years: re.Pattern[str]
    month: re.Pattern[str]
    basis: re.Pattern[str]


@cache
def campaign_grammar() -> CampaignGrammar:
    """The patterns, compiled once."""
    data: dict[str, Any] = tomllib.loads(PATTERN_FILE.read_text(encoding="utf-8"))
    return CampaignGrammar(
        leads=re.compile(data["lead"]["after"]),
        founded=re.compile(data["lead"]["founded"]),
        offices=re.compile(data["lead"]["offices"]),
        joined=re.compile(data["participant"]["before"]),
        joins=re.compile(data["participant"]["after"]),
        no_body=re.compile(data["participant"]["not"]),
        counted=re.compile(data["parts"]["counted"]),
        phase=re.compile(data["parts"]["phase"]),
        quoted=re.compile(data["parts"]["quoted"]),
        range=re.compile(data["period"]["range"]),
        months=re.compile(data["period"]["months"]),
        years=re.compile(data["period"]["years"]),
        month=re.compile(data["period"]["month"]),
        basis=re.compile(data["basis"]["lead"]),
    )


def find_campaign_statements(context: Context) -> tuple[CampaignStatement, ...]:
    """One statement for each campaign that the document names, in the order of their first mention."""
    named: dict[Entity, list[Mention]] = {}
    for mention in context.mentions:
        if mention.entity.kind is EntityClass.CAMPAIGN:
            named.setdefault(mention.entity, []).append(mention)
    return tuple(_statement(context, campaign, mentions) for campaign, mentions in named.items())


def _statement(context: Context, campaign: Entity, mentions: list[Mention]) -> CampaignStatement:
    places = [(mention, sentence) for mention in mentions if (sentence := _sentence(context, mention)) is not None]
    leads = _unique(body for place in places for body in _leads(context, *place))
    taking_part = _unique(body for place in places for body in _participants(context, *place))
    basis = _basis(context, campaign, places)
    return CampaignStatement(
        campaign=campaign,
        leads=leads,
        participants=tuple(body for body in taking_part if body not in leads),
        period=next((period for place in places if (period := _period(context, *place))), None) or _titled(basis),
        parts=_unique((*campaign.parts, *(part for place in places for part in _parts(context, *place)))),
        sectors=concepts_in(context, (_clause(context, mention, sentence) for mention, sentence in places))[0],
        basis=basis,
    )


def _unique(entities: Iterable[Entity]) -> tuple[Entity, ...]:
    return tuple(dict.fromkeys(entities))


def _sentence(context: Context, mention: Mention) -> Span | None:
    """The sentence of a mention, from its first clause to its last; None in page furniture."""
    clause = context.outline.clause_at(mention.span.start)
    if clause is None or not clause.body:
        return None
    span: Span = context.outline.sentences[clause.sentence].span
    return span


def _clause(context: Context, mention: Mention, sentence: Span) -> Span:
    """The clause of the mention within its sentence."""
    cuts = [match.end() for match in _CLAUSE_END.finditer(context.text, sentence.start, sentence.end)]
    place = bisect_right(cuts, mention.span.start)
    start = cuts[place - 1] if place else sentence.start
    after = [cut for cut in cuts if cut > mention.span.end]
    return Span(start, after[0] - 1 if after else sentence.end)


def _reach(context: Context, mention: Mention, sentence: Span) -> Span:
    """From the clause of the campaign to the end of its sentence, or to the clause of the next campaign in it."""
    clause = _clause(context, mention, sentence)
    rest = Span(clause.end, max(clause.end, sentence.end))
    following = context.mentions_in(rest, EntityClass.CAMPAIGN)
    return Span(clause.start, _clause(context, following[0], sentence).start if following else rest.end)


def _leads(context: Context, mention: Mention, sentence: Span) -> Iterator[Entity]:
    """Bodies that 牵头 where the sentence speaks of the campaign, and the body set up for it in the sentence."""
    grammar, text = campaign_grammar(), context.text
    for body in context.mentions_in(_reach(context, mention, sentence), *_BODIES):
        if grammar.leads.match(text, body.span.end):
            yield body.entity
    for body in context.mentions_in(sentence, *_BODIES):
        founded = grammar.founded.search(text, max(sentence.start, body.span.start - 40), body.span.start)
        if grammar.offices.search(context.of(body.span)) and founded:
            yield body.entity


def _participants(context: Context, mention: Mention, sentence: Span) -> Iterator[Entity]:
    """Bodies between 会同, 联合, 组织 and the campaign in its clause, and those of a row before 配合, 参加."""
    grammar, text = campaign_grammar(), context.text
    reach = _reach(context, mention, sentence)
    joined = grammar.joined.search(text, reach.start, mention.span.start)
    found: list[Entity] = []
    row = -1
    for body in reversed(context.mentions_in(reach, *_BODIES)):
        between = joined is not None and joined.end() <= body.span.start and body.span.end <= mention.span.start
        in_row = text[body.span.end : body.span.end + 1] == "、" and body.span.end + 1 == row
        joins = grammar.joins.match(text, body.span.end) is not None or in_row
        row = body.span.start if joins else -1
        if (between or joins) and not grammar.no_body.search(body.entity.label):
            found.append(body.entity)
    yield from reversed(found)


def _parts(context: Context, mention: Mention, sentence: Span) -> Iterator[Entity]:
    """Number phrases (3个专题方案), phases and quoted sub-campaigns in the sentence of the campaign."""
    grammar, text = campaign_grammar(), context.text
    found: list[tuple[int, str]] = []
    for match in grammar.counted.finditer(text, sentence.start, sentence.end):
        found.append((match.start(), f"{_NUMERALS.get(match['number'], match['number'])}个{match['what']}"))
    found += [(match.start(), match[0]) for match in grammar.phase.finditer(text, sentence.start, sentence.end)]
    for match in grammar.quoted.finditer(text, sentence.start, sentence.end):
        if not mention.span.contains(Span(*match.span())):
            found.append((match.start(), match["part"]))
    for _, label in sorted(found):
        yield Entity(EntityClass.CAMPAIGN, f"{mention.entity.key}/{label}", label)


def _period(context: Context, mention: Mention, sentence: Span) -> str | None:
    """When the campaign runs: years or months that its clause states, or a stretch of months after it."""
    grammar = campaign_grammar()
    clause = _clause(context, mention, sentence)
    former = context.mentions_in(Span(sentence.start, clause.start), EntityClass.CAMPAIGN)
    words = context.text[clause.start if former else sentence.start : mention.span.end + 12]
    later = context.text[mention.span.end : _reach(context, mention, sentence).end]
    if stretch := grammar.range.search(words):
        begin = _months(int(stretch["year"]), int(stretch["first"]), 12)
        end = _months(int(stretch["until"]), 1, int(stretch["last"]))
        return begin.partition("/")[0] + "/" + end.partition("/")[2] if begin and end else None
    years = grammar.years.search(words)
    if years and years["first"] <= years["last"]:
        return f"{years['first']}-01-01/{years['last']}-12-31"
    year = _year(context)
    months = grammar.months.search(words) or grammar.months.search(later)
    if months and year:
        return _months(year, int(months["first"]), int(months["last"]))
    stated = find_period(words)
    if stated and not _WHOLE_YEAR.fullmatch(stated):
        return stated
    month = grammar.month.search(words)
    return _months(year, int(month["first"]), int(month["first"])) if month and year else None


def _titled(basis: tuple[Basis, ...]) -> str | None:
    """The years in the title of a plan: 实施方案（2024—2026年）."""
    years = next((found for rest in basis if (found := campaign_grammar().years.search(rest.instrument.label))), None)
    if years is None or years["first"] > years["last"]:
        return None
    return f"{years['first']}-01-01/{years['last']}-12-31"


def _year(context: Context) -> int | None:
    """The year that the document speaks of."""
    metadata = context.document.metadata
    stated = metadata.period or metadata.issued
    return int(stated[:4]) if stated else None


def _months(year: int, first: int, last: int) -> str | None:
    if not 1 <= first <= last <= 12:
        return None
    return f"{year}-{first:02d}-01/{year}-{last:02d}-{calendar.monthrange(year, last)[1]:02d}"


def _basis(context: Context, campaign: Entity, places: list[tuple[Mention, Span]]) -> tuple[Basis, ...]:
    """Instruments that the sentences of the campaign rest on, and those whose title names it."""
    grammar, text = campaign_grammar(), context.text
    found: dict[Basis, None] = {}
    for _, sentence in places:
        for instrument in context.mentions_in(sentence, EntityClass.INSTRUMENT):
            start = instrument.span.start - (text[instrument.span.start - 1 : instrument.span.start] == "《")
            if grammar.basis.search(text, max(sentence.start, start - 24), start):
                found[Basis(instrument.entity)] = None
    for instrument in context.mentions:
        if instrument.entity.kind is EntityClass.INSTRUMENT and campaign.label in instrument.entity.label:
            found[Basis(instrument.entity)] = None
    return tuple(found)
