"""Duties of a document: who is, was made, or shall be responsible for what.

The genre decides the grammar: statutes and regulations lay duties in articles, duty-assignment documents in lists of
bearers and tasks, all others report them. What a duty says beside its bearer and role is read alike for all.
"""

from __future__ import annotations

from typing import Any

from extract.context import Context
from extract.document import Genre, Span
from extract.grammar.assignment_duties import Tag, assignment_drafts, assignment_tags
from extract.grammar.bearer_entities import bearers_in, listed_in
from extract.grammar.bearers import class_of
from extract.grammar.bracket_duties import bracket_tags, shares_in
from extract.grammar.demand_duties import demand_findings
from extract.grammar.duty_details import (
    cited_basis,
    concepts_in,
    counterparties_in,
    matter_of,
    only_level,
    stated_period,
    systems_in,
)
from extract.grammar.norms import Draft, norm_patterns
from extract.grammar.report_duties import ReportFinding, bearers_of, named_in, quoted_drafts, report_findings
from extract.grammar.roles import decide_role
from extract.grammar.statute_duties import statute_drafts
from extract.outline import Sense
from extract.records import Basis, Duty, Entity, EntityClass

_SHORT_TOPIC = 40
STATUTES = frozenset({Genre.STATUTE, Genre.REGULATION})


def find_duties(context: Context) -> tuple[Duty, ...]:
    """The duties that the document states, sorted by their passage; each passage and rule once.

    Words that lay a duty on nobody whom the document names (no bearer, and no body that speaks) are none.
    """
    found = _statute(context) if context.document.metadata.genre in STATUTES else _report(context)
    unique = {(duty.span, duty.rule, duty.bearers): duty for duty in found if duty.bearers}
    return tuple(sorted(unique.values(), key=lambda duty: (duty.span, duty.rule)))


def _statute(context: Context) -> list[Duty]:
    """The duties of a statute, each resting on the article that lays it."""
    clauses = context.outline.clauses
    instrument = _statute_itself(context)
    several = {clause.article for clause in clauses if clause.paragraph is not None and clause.paragraph > 1}
    duties = []
    for draft in statute_drafts(context.text, clauses, _skipped_sections(context)):
        clause = clauses[draft.clause]
        if clause.article is None:
            continue
        duties.append(_duty(context, draft, Basis(instrument, _article(clause, several))))
    return duties


def _report(context: Context) -> list[Duty]:
    """The duties of a report, notice or plan; what a quoted law says is read as law."""
    drafts = [draft for draft in assignment_drafts(context) if not shares_in(context, draft.span)]
    quoted = [_duty(context, draft) for draft in (*quoted_drafts(context), *drafts)]
    quoted += [_tagged(context, tag) for tag in (*assignment_tags(context), *bracket_tags(context))]
    reported = list(report_findings(context))
    demanded = (f for f in demand_findings(context) if not any(_overlap(f.span, r.span) for r in reported))
    stated = [f for f in (*reported, *demanded) if context.outline.clauses[f.clause].sense is not Sense.HEAD]
    findings = sorted(stated, key=lambda finding: finding.span)
    found = [_reported(context, *pair) for pair in zip(findings, [None, *findings], strict=False)]
    apart = [duty for duty in found if not any(_overlap(duty.span, other.span) for other in quoted)]
    return [*quoted, *apart]


def _tagged(context: Context, tag: Tag) -> Duty:
    """The duty of a tag that names who does the task before it."""
    bearers = listed_in(context, tag.who)
    stretches = [tag.span, *_headings(context, tag.clause), *([tag.task] if tag.task else [])]
    sectors, hazards = concepts_in(context, stretches)
    return Duty(
        span=tag.span,
        rule=tag.rule,
        bearers=bearers,
        role=tag.role,
        matter=matter_of(context.text, tag.task or tag.span),
        systems=systems_in(context, tag.span),
        sectors=sectors,
        hazards=hazards,
        division=next((bearer.division for bearer in bearers if bearer.division), None),
        level=only_level(bearers),
    )


def _overlap(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end


def _reported(context: Context, finding: ReportFinding, before: ReportFinding | None) -> Duty:
    bearers, explicit = bearers_of(context, finding, before)
    owed = named_in(context, finding.counterparty) if finding.counterparty is not None else ()
    counterparties = owed or counterparties_in(context, finding.span, bearers)
    sectors, hazards = concepts_in(context, (finding.span, *_headings(context, finding.clause)))
    return Duty(
        span=finding.span,
        rule=f"{finding.family}-{finding.rule}",
        bearers=bearers,
        role=finding.role,
        matter=matter_of(context.text, _predicate(finding)),
        explicit=explicit,
        systems=systems_in(context, finding.span),
        counterparties=tuple(c for c in counterparties if not any(c.label in bearer.label for bearer in bearers)),
        basis=cited_basis(context, finding.span),
        sectors=sectors,
        hazards=hazards,
        division=next((bearer.division for bearer in bearers if bearer.division), None),
        level=only_level(bearers),
        period=stated_period(context, finding.span),
    )


def _predicate(finding: ReportFinding) -> Span:
    """The words of a demand after its bearer; other findings are taken whole."""
    if finding.family == "demand" and finding.who is not None and finding.span.contains(finding.who):
        return Span(finding.who.end, finding.span.end)
    return finding.span


def _duty(context: Context, draft: Draft, *basis: Basis) -> Duty:
    """The duty of a draft with everything that its words and its heading say, resting on `basis` first."""
    text = context.text
    bearers = bearers_in(context, draft.bearer)
    predicate = Span(draft.predicate, max(draft.span.end, draft.predicate))
    cue, role = decide_role(text, predicate.start, predicate.end, class_of(text, draft.bearer))
    topic = draft.topic or _task(context, draft)
    stretches = [predicate, *([topic] if topic else []), *_headings(context, draft.clause)]
    sectors, hazards = concepts_in(context, stretches)
    return Duty(
        span=draft.span,
        rule=f"{draft.rule}-{cue}",
        bearers=bearers,
        role=role,
        matter=_matter(text, draft, predicate, topic),
        explicit=draft.explicit,
        systems=systems_in(context, draft.span),
        counterparties=counterparties_in(context, predicate, bearers),
        basis=tuple(dict.fromkeys((*basis, *cited_basis(context, draft.span)))),
        sectors=sectors,
        hazards=hazards,
        division=next((bearer.division for bearer in bearers if bearer.division), None),
        level=only_level(bearers),
        period=stated_period(context, draft.span),
    )


def _matter(text: str, draft: Draft, predicate: Span, topic: Span | None) -> str:
    """What a draft is about; a list item under a ban with the word that bans it."""
    matter = matter_of(text, predicate, topic)
    if draft.banned and not norm_patterns().ban.match(matter):
        return f"禁止{matter.removesuffix('的')}"
    if draft.rule == "statute-agent" and topic is not None and len(topic) <= _SHORT_TOPIC:
        about = matter_of(text, topic)
        return matter if about in matter else f"{about}：{matter}"
    return matter


def _task(context: Context, draft: Draft) -> Span | None:
    """What a bare 甲局牵头 is about: the sentence before it in the paragraph, else the nearest heading.

    A heading that names the bearer says nothing of it.
    """
    if draft.rule.startswith("assignment") and (sentence := _sentence_before(context, draft.clause)) is not None:
        return sentence
    headings = _headings(context, draft.clause) if draft.rule.startswith("assignment") else []
    return next((heading for heading in headings if not _overlap(heading, draft.bearer)), None)


def _sentence_before(context: Context, clause: int) -> Span | None:
    """The sentence before that of the clause, where both stand in one paragraph."""
    outline = context.outline
    own: Span = outline.sentences[outline.clauses[clause].sentence].span
    before = next(
        (c for c in reversed(outline.clauses[:clause]) if c.sentence != outline.clauses[clause].sentence), None
    )
    if before is None or not before.body:
        return None
    sentence: Span = outline.sentences[before.sentence].span
    return None if "\n" in context.text[sentence.end : own.start] else sentence


def _headings(context: Context, clause: int) -> list[Span]:
    """The headings of the section of the clause and of those around it."""
    outline = context.outline
    sections = (outline.sections[index] for index in outline.ancestors(outline.clauses[clause].section))
    return [section.heading for section in sections if section.heading is not None]


def _statute_itself(context: Context) -> Entity:
    title = (context.document.metadata.title or context.document.source.rsplit("/", 1)[-1]).strip("《》")
    return Entity(EntityClass.INSTRUMENT, title, title)


def _article(clause: Any, several: set[str | None]) -> str:
    """The place in the statute as it is cited: 第十条第二款第三项; the paragraph only where the article has several."""
    words: str = clause.article
    if clause.paragraph is not None and clause.article in several:
        words += f"第{_numeral(clause.paragraph)}款"
    if clause.item is not None and clause.item.strip("（）()"):
        words += f"第{clause.item.strip('（）()')}项"
    return words


def _numeral(number: int) -> str:
    """A number below a hundred in Chinese."""
    digits = "零一二三四五六七八九"
    tens, ones = divmod(number, 10)
    if not tens:
        return digits[ones]
    return ("" if tens == 1 else digits[tens]) + "十" + (digits[ones] if ones else "")


def _skipped_sections(context: Context) -> frozenset[int]:
    """The chapters of penalties with everything below them."""
    skipped: set[int] = set()
    for index, section in enumerate(context.outline.sections):
        if section.parent in skipped or norm_patterns().skipped.search(section.title):
            skipped.add(index)
    return frozenset(skipped - {0})
