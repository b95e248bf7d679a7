"""Duties as reports, notices and plans state them: signed for, made clear, passed on, laid on somebody by name.

The rules are in `report_duties.toml`, each with an example and a counterexample. They are searched sentence by
sentence in the order of the file; what one rule took, a later one leaves alone. Laws quoted in a report are read by
the grammar of statutes.
"""

from __future__ import annotations

import itertools
import re
import tomllib
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final

from extract.context import Context
from extract.document import Span
from extract.grammar.bearer_entities import bearers_in
from extract.grammar.bearers import bearer_grammar, classify, find_agent, find_subject
from extract.grammar.norms import Draft, Paragraph, Piece
from extract.grammar.roles import decide_role
from extract.records import Entity, EntityClass, Role
from extract.sifted import Sifted, sifted

RULE_FILE: Final = Path(__file__).with_name("report_duties.toml")
_LITTLE: Final = r"[^，,。；;：\n]{0,40}?"
_MUCH: Final = r"[^，,。；;：\n]{0,60}"
_LONGEST_NAME = 24
_BODIES: Final = (EntityClass.AGENCY, EntityClass.GROUP, EntityClass.KIND, EntityClass.POST)


@dataclass(frozen=True, slots=True)
class ReportRule:
    """One line of the table; `role` is None where the word in the group `what` decides."""

    name: str
    role: Role | None
    pattern: Sifted
    without: re.Pattern[str] | None
    example: str
    counterexample: str


@dataclass(frozen=True, slots=True)
class ReportFinding:
    """A duty found by a rule: its passage, who bears it and to whom, as stretches of text or None where elided.

    `elided` says that the bearer was named before the passage; `family` is what the name of the rule begins with.
    """

    span: Span
    rule: str
    role: Role
    who: Span | None
    counterparty: Span | None
    clause: int
    elided: bool = False
    family: str = "report"


@dataclass(frozen=True, slots=True)
class ReportGrammar:
    """The compiled rules, the words that rule a sentence out, and a cheap test for sentences worth reading."""

    rules: tuple[ReportRule, ...]
    named: re.Pattern[str]
    weakness: re.Pattern[str]
    lead: re.Pattern[str]
    before: re.Pattern[str]
    charge: re.Pattern[str]
    shared: re.Pattern[str]
    share: re.Pattern[str]
    share_roles: tuple[tuple[re.Pattern[str], Role], ...]
    worth: re.Pattern[str]


@cache
def report_grammar() -> ReportGrammar:
    """The rules, compiled once."""
    data: dict[str, Any] = tomllib.loads(RULE_FILE.read_text(encoding="utf-8"))
    return ReportGrammar(
        rules=tuple(_rule(line) for line in data["rule"]),
        named=re.compile(f"《[^》]*》|{data['exclude']['slogan']}"),
        weakness=re.compile(data["exclude"]["weakness"]),
        lead=re.compile(data["exclude"]["lead"]),
        before=re.compile(data["exclude"]["before"]),
        charge=re.compile(data["shares"]["charge"]),
        shared=re.compile(data["shares"]["verb"]),
        share=re.compile(data["shares"]["part"]),
        share_roles=tuple((re.compile(line["words"]), Role(line["role"])) for line in data["shares"]["role"]),
        worth=re.compile(data["exclude"]["worth"]),
    )


def _rule(line: dict[str, Any]) -> ReportRule:
    return ReportRule(
        name=line["name"],
        role=Role(line["role"]) if "role" in line else None,
        pattern=sifted(_compiled(line["pattern"])),
        without=_compiled(line["not"]) if "not" in line else None,
        example=line["example"],
        counterexample=line["counterexample"],
    )


def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern.replace("「?", "「").replace("「", _LITTLE).replace("『", _MUCH))


def report_findings(context: Context) -> Iterator[ReportFinding]:
    """The duties of a report by its rules, sentence by sentence."""
    grammar = report_grammar()
    clauses = context.outline.clauses
    for sentence in context.outline.sentences:
        inside = [index for index in sentence.clauses if clauses[index].body and not clauses[index].heading]
        if inside and grammar.worth.search(context.text, sentence.span.start, sentence.span.end):
            yield from _in_sentence(context.text, [(index, clauses[index].span) for index in inside])


def _in_sentence(text: str, clauses: Sequence[tuple[int, Span]]) -> Iterator[ReportFinding]:
    grammar = report_grammar()
    start, end = clauses[0][1].start, clauses[-1][1].end
    taken: list[Span] = []
    titles = [Span(*title.span()) for title in grammar.named.finditer(text[start:end])]
    titles = [Span(title.start + start, title.end + start) for title in titles]
    for rule in grammar.rules:
        for match in rule.pattern.finditer(text, start, end):
            if match.end() == match.start() or any(title.contains(Span(*match.span())) for title in titles):
                continue
            index, span = _clauses_of(text, clauses, Span(*match.span()))
            if any(span.start < other.end and other.start < span.end for other in taken):
                continue
            if grammar.weakness.search(text, span.start, span.end):
                continue
            if "who" in match.re.groupindex and match["who"] and _broken(match["who"]):
                continue
            if rule.without is not None and rule.without.search(text, match.start(), match.end()):
                continue
            taken.append(span)
            role = rule.role or decide_role(text, match.start("what"), span.end, classify(match["who"]))[1]
            finding = ReportFinding(span, rule.name, role, _group(match, "who"), _group(match, "counterparty"), index)
            yield from _shares(text, finding)


def _broken(words: str) -> bool:
    """Whether the words begin or end within a title, a quotation or a bracket."""
    if not re.search(r"[\u4e00-\u9fff]{2}", words):
        return False
    return any(words.count(left) != words.count(right) for left, right in ("《》", "“”", "（）", "()"))


def _shares(text: str, finding: ReportFinding) -> Iterator[ReportFinding]:
    """One finding for each share of a clause that deals out responsibility: 属地责任、部门责任和企业责任."""
    grammar = report_grammar()
    verb = grammar.shared.search(text, finding.span.start, finding.span.end)
    shares: list[tuple[Span, Role]] = []
    start = verb.end() if verb else finding.span.end
    for part in re.finditer("[^、和及与]+", text[start : finding.span.end]):
        role = next((role for words, role in grammar.share_roles if words.search(part[0])), None)
        if role is None or not grammar.share.search(part[0]):
            break
        shares.append((Span(start + part.start(), start + part.end()), role))
    if len({role for _, role in shares}) < 2 or shares[-1][0].end != finding.span.end:
        yield finding
        return
    for number, (who, role) in enumerate(shares):
        span = who if number else Span(finding.span.start, who.end)
        yield ReportFinding(span, "share", role, who, None, finding.clause)


def _clauses_of(text: str, clauses: Sequence[tuple[int, Span]], match: Span) -> tuple[int, Span]:
    """The run of clauses that a match touches, without connectives before it, and the index of the first."""
    starts = [span.start for _, span in clauses]
    first = max(bisect_right(starts, match.start) - 1, 0)
    last = max(bisect_right(starts, match.end - 1) - 1, first)
    begin, end = clauses[first][1].start, clauses[last][1].end
    lead = report_grammar().lead.match(text, begin, end)
    return clauses[first][0], Span(lead.end() if lead else begin, end)


def _group(match: re.Match[str], name: str) -> Span | None:
    if name not in match.re.groupindex or match.start(name) < 0 or match.end(name) == match.start(name):
        return None
    return Span(match.start(name), match.end(name))


def bearers_of(
    context: Context, finding: ReportFinding, before: ReportFinding | None = None
) -> tuple[tuple[Entity, ...], bool]:
    """Who bears the duty and whether the passage says so; an elided bearer is looked for around the passage.

    `before` is the finding before in the document: in the same sentence, its bearers are those of a duty without one.
    """
    objects = finding.role is Role.CONTACT and finding.who and _in_name_of_system(context, finding.who)
    if finding.who is not None and not objects:
        named = named_in(context, finding.who)
        if named:
            return named, not finding.elided
    if before is not None and before.who is not None and finding.role is Role.PRINCIPAL:
        clauses = context.outline.clauses
        if clauses[before.clause].sentence == clauses[finding.clause].sentence:
            return named_in(context, before.who), False
    return elided_bearer(context, finding), False


def named_in(context: Context, span: Span) -> tuple[Entity, ...]:
    """The bodies named in a stretch of text, by name or by kind."""
    together = context.text.find("会同", span.start + 1, span.end)
    span = Span(span.start, together) if together > 0 else span
    by = context.text.rfind("由", span.start + 1, span.end)
    if by > 0 and find_agent(context.text, Span(by, len(context.text))) is not None:
        span = Span(by + 1, span.end)
    words = span.of(context.text)
    if re.fullmatch(r"\s*我(?:们|[局厅委办部队市县区])", words):
        return (context.actor,) if context.actor is not None else ()
    lead = report_grammar().before.match(words)
    start = span.start + (lead.end() if lead else 0)
    end = max(span.start + _last_head(words), *(m.span.end for m in context.mentions_in(span, *_BODIES)), span.start)
    if start >= end or not re.search(r"[\u4e00-\u9fff]{2}", context.text[start:end]):
        return ()
    found = (entity for part in _counted(context.text, Span(start, end)) for entity in bearers_in(context, part))
    return tuple(dict.fromkeys(found))


def _in_name_of_system(context: Context, span: Span) -> bool:
    """Whether the words belong to the name of a system and name nobody: 重大危险源安全 in 重大危险源安全包保责任制."""
    around = Span(span.start, min(span.end + _LONGEST_NAME, len(context.text)))
    systems = context.mentions_in(around, EntityClass.SYSTEM)
    return any(m.span.start == span.start and m.span.end > span.end for m in systems)


def _last_head(words: str) -> int:
    """Where the last word for a body ends; where there is none, what is before the word for its responsibility."""
    ends = [match.end() for match in bearer_grammar().head.finditer(words)]
    if ends:
        return ends[-1]
    charge = report_grammar().charge.search(words)
    return charge.start() if charge else len(words)


def _counted(text: str, span: Span) -> Iterator[Span]:
    """The parts of a list whose members carry a number of their own: 10个乡镇、15家企业."""
    starts = [match.start() for match in re.finditer(r"\d+多?余?[个家户名座处]", span.of(text))]
    if len(starts) < 2:
        yield span
        return
    cuts = [0, *starts[1:], len(span)]
    for first, last in itertools.pairwise(cuts):
        words = text[span.start + first : span.start + last]
        yield Span(span.start + first, span.start + first + len(words.rstrip("、和及与，, ")))


def elided_bearer(context: Context, finding: ReportFinding) -> tuple[Entity, ...]:
    """The body that the sentence begins with, else one named in the headings above, else the one that speaks."""
    outline = context.outline
    clause = outline.clauses[finding.clause]
    sentence = outline.sentences[clause.sentence]
    for mention in context.mentions_in(Span(sentence.span.start, finding.span.end), EntityClass.AGENCY):
        owed = finding.counterparty is not None and finding.counterparty.contains(mention.span)
        if mention.span.start <= sentence.span.start + 6 and not owed:
            return (mention.entity,)
    subject = find_subject(context.text, outline.clauses[sentence.clauses[0]].span)
    if subject is not None and subject.span.start < finding.span.start:
        return named_in(context, subject.span)
    for section in outline.ancestors(clause.section):
        heading = outline.sections[section].heading
        if heading is not None and section != 0:
            named = context.mentions_in(heading, EntityClass.AGENCY)
            if named:
                return (named[0].entity,)
    return (context.actor,) if context.actor is not None else ()


def quoted_drafts(context: Context) -> Iterator[Draft]:
    """The duties laid by a law that the text quotes between “ and ”."""
    text = context.text
    clauses = context.outline.clauses
    for quote in re.finditer(r"“([^”\n]{12,300})”", text):
        if not re.search("应当|必须|不得|实施监督管理|由", quote[1]):
            continue
        clause = context.outline.clause_at(quote.start())
        if clause is None or not clause.body:
            continue
        index = bisect_right([c.span.start for c in clauses], quote.start()) - 1
        yield from Paragraph(text, list(_quoted_pieces(text, index, Span(*quote.span(1))))).read()


def _quoted_pieces(text: str, index: int, span: Span) -> Iterator[Piece]:
    before = ""
    marks = {",": "，", ";": "；"}
    for part in re.finditer(r"([^，,；;。]+)([，,；;。]?)", span.of(text)):
        start = span.start + part.start(1)
        after = marks.get(part[2], part[2])
        yield Piece(index, Span(start, start + len(part[1])), before, after)
        before = after
