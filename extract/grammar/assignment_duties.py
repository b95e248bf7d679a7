"""Duties as duty-assignment documents, notices and plans share them out.

Rules, each with an example:

- `assignment-bearer`, `assignment-agent`: 县水务局负责水库调度；由县住建局牵头、县公安局配合
- `assignment-tag`: （责任单位：县林业局、各乡镇政府）

Names that stand before what their bearers have to do are read by `labelled_duties`. The words are in
`assignment_duties.toml`.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import groupby
from pathlib import Path
from typing import Any, Final

from extract.context import Context, remembered
from extract.document import Genre, Metadata, Span
from extract.grammar.bearers import Subject, find_agent, find_subject
from extract.grammar.labelled_duties import SHARING, Labels
from extract.grammar.norms import Draft, Paragraph, Piece, pieces_of
from extract.outline import Sense
from extract.records import Role
from extract.sifted import Sifted, sifted

PATTERN_FILE: Final = Path(__file__).with_name("assignment_duties.toml")
_SHARE_END: Final = re.compile("(?<=牵头|负责|配合|协助)、")
_SILENT: Final = frozenset({Sense.HEAD, Sense.FOOT, Sense.PROBLEMS})


@dataclass(frozen=True, slots=True)
class AssignmentGrammar:
    """The compiled patterns of `assignment_duties.toml`."""

    agency: re.Pattern[str]
    charged: re.Pattern[str]
    charged_by_name: re.Pattern[str]
    worth: re.Pattern[str]
    attitude: re.Pattern[str]
    contingency: re.Pattern[str]
    bodies: re.Pattern[str]
    not_bodies: re.Pattern[str]
    tag: Sifted
    tag_heading: re.Pattern[str]
    tag_roles: tuple[tuple[re.Pattern[str], Role], ...]


@dataclass(frozen=True, slots=True)
class Tag:
    """A tag that names who does the task before it: its passage, its bearers, its role, the task, its clause."""

    span: Span
    who: Span
    role: Role
    task: Span | None
    clause: int
    rule: str = "assignment-tag"


@cache
def assignment_grammar() -> AssignmentGrammar:
    """The patterns, compiled once."""
    data: dict[str, Any] = tomllib.loads(PATTERN_FILE.read_text(encoding="utf-8"))
    subject = data["subject"]
    agency = rf"{subject['lead']}(?P<subject>(?!{subject['not_agency']}){subject['agency']})(?={subject['charge']})"
    return AssignmentGrammar(
        agency=re.compile(agency),
        charged=re.compile(subject["charged"]),
        charged_by_name=re.compile(subject["charged_by_name"]),
        worth=re.compile(subject["worth"]),
        attitude=re.compile(subject["attitude"]),
        contingency=re.compile(data["plan"]["contingency"]),
        bodies=re.compile(data["heading"]["bodies"]),
        not_bodies=re.compile(data["heading"]["not_bodies"]),
        tag=sifted(re.compile(data["tag"]["pattern"])),
        tag_heading=re.compile(data["tag"]["heading"]),
        tag_roles=tuple((re.compile(line["words"]), Role(line["role"])) for line in data["tag"]["role"]),
    )


@dataclass(frozen=True, slots=True)
class Reading:
    """A sentence as the grammar of norms reads it: its clauses, what they lay on whom, and where its line begins."""

    members: list[tuple[int, Any]]
    pieces: list[Piece]
    drafts: list[Draft]
    shares: bool
    line: int


def assignment_drafts(context: Context) -> list[Draft]:
    """The duties given to a named body in a sentence of its own, or by a label that names bodies."""
    readings = list(_readings(context))
    listed = _listed(context, readings)
    labels = Labels(context)
    found: list[Draft] = []
    for reading in readings:
        named = _named(context, reading, reading.line in listed)
        found += labels.drafts(reading.members, reading.pieces, named) if reading.shares else named
    return found


def _readings(context: Context) -> Iterator[Reading]:
    genre, text = context.document.metadata.genre, context.text
    clauses = context.outline.clauses
    for _, group in groupby(enumerate(clauses), key=lambda pair: (pair[1].section, pair[1].sentence)):
        members = [(index, clause) for index, clause in group if clause.body]
        if not members or members[0][1].sense in _SILENT or genre is Genre.MEETING_NEWS:
            continue
        start, end = members[0][1].span.start, members[-1][1].span.end
        shares = _shares(genre, members[0][1].sense)
        if not shares and not assignment_grammar().worth.search(text, start, end):
            continue
        if assignment_grammar().tag.search(text, start, end):
            continue
        pieces = [part for piece in pieces_of(text, members) for part in _parted(text, piece)]
        drafts = Paragraph(text, pieces, _named_subject, _named_agent).read()
        yield Reading(members, pieces, drafts, shares, text.rfind("\n", 0, start))


def _listed(context: Context, readings: Sequence[Reading]) -> frozenset[int]:
    """Where the lines begin that charge several bodies by name, so that what else they say of one is its charge too."""
    by_name = assignment_grammar().charged_by_name
    charged: dict[int, set[Span]] = {}
    for reading in readings:
        for draft in reading.drafts if reading.shares else ():
            if draft.explicit and by_name.match(context.text[draft.predicate : draft.span.end]):
                charged.setdefault(reading.line, set()).add(draft.bearer)
    return frozenset(line for line, bearers in charged.items() if len(bearers) > 1)


def _named(context: Context, reading: Reading, listed: bool) -> list[Draft]:
    """The drafts of a sentence that charge somebody by name, and what goes on with these in another role."""
    charged = {
        draft.bearer for draft in reading.drafts if draft.explicit and _charged(context, draft, reading.shares, listed)
    }
    kept = [
        _renamed(draft)
        for draft in reading.drafts
        if draft.bearer in charged and (draft.explicit or draft.rule == "statute-split")
    ]
    if reading.shares:
        return [_part_of(context.text, draft, reading.pieces) for draft in kept]
    return [_clause_of(draft, reading.pieces) for draft in kept]


def _part_of(text: str, draft: Draft, pieces: Sequence[Piece]) -> Draft:
    """A duty up to the semicolon after which the next is charged, or to 组成 where it says who makes up a body."""
    if text.startswith("组成", draft.bearer.end):
        end = draft.bearer.end + len("组成")
        return replace(draft, span=Span(draft.span.start, end), predicate=draft.bearer.end)
    ends = (p.span.end for p in pieces if p.after == "；" and draft.predicate < p.span.end < draft.span.end)
    return draft.until(next(ends, draft.span.end))


def _clause_of(draft: Draft, pieces: Sequence[Piece]) -> Draft:
    """A duty that a report states in passing: no more than the clause that names who bears it."""
    end = next(piece.span.end for piece in pieces if piece.span.end > draft.predicate)
    return draft.until(min(end, draft.span.end))


def _shares(genre: Genre, sense: Sense) -> bool:
    return sense is Sense.PLANS or (genre in SHARING and sense not in (Sense.HEAD, Sense.FOOT, Sense.BACKGROUND))


def _parted(text: str, piece: Piece) -> Iterator[Piece]:
    """甲局牵头、乙局配合 as two clauses."""
    start = piece.span.start
    before = piece.before
    for match in _SHARE_END.finditer(text, piece.span.start, piece.span.end):
        yield Piece(piece.index, Span(start, match.start()), before, "，")
        start, before = match.end(), "，"
    yield Piece(piece.index, Span(start, piece.span.end), before, piece.after)


def _named_subject(text: str, span: Span) -> Subject | None:
    match = assignment_grammar().agency.match(text, span.start, span.end)
    if match is None or text.startswith("由", span.start):
        return None if text.startswith("由", span.start) else find_subject(text, span)
    return Subject(Span(*match.span("subject")), match.start("subject"), match.end())


def _named_agent(text: str, span: Span) -> Subject | None:
    by = text.find("由", span.start, span.end)
    if by < 0:
        return None
    match = assignment_grammar().agency.match(text, by, span.end)
    if match is None:
        return find_agent(text, span)
    return Subject(Span(*match.span("subject")), by, match.end())


def _charged(context: Context, draft: Draft, shares: bool, listed: bool) -> bool:
    """Whether the words give a charge; where tasks are not shared out, a mere action is a measure."""
    grammar = assignment_grammar()
    words = context.text[draft.predicate : draft.span.end]
    if grammar.attitude.match(words):
        return False
    if not shares:
        return grammar.charged_by_name.match(words) is not None
    return listed or _normative(context.document.metadata) or grammar.charged.match(words) is not None


def _normative(metadata: Metadata) -> bool:
    """Whether whatever the document says of a body lays a duty on it: duty lists, and plans for the case of need."""
    if metadata.genre is Genre.DUTY_ASSIGNMENT:
        return True
    title = metadata.title or ""
    return metadata.genre is Genre.PLAN and assignment_grammar().contingency.search(title) is not None


def _renamed(draft: Draft) -> Draft:
    return replace(draft, rule=draft.rule.replace("statute", "assignment"))


@remembered
def assignment_tags(context: Context) -> tuple[Tag, ...]:
    """The tags of a document: 责任单位：甲局、乙局, in brackets, as a line, or as a heading with the names below."""
    return tuple(_tags(context))


def _tags(context: Context) -> Iterator[Tag]:
    grammar = assignment_grammar()
    outline = context.outline
    for index, clause in enumerate(outline.clauses):
        if not clause.body:
            continue
        if clause.heading and grammar.tag_heading.fullmatch(context.of(clause.span)):
            below = outline.clauses[index + 1] if index + 1 < len(outline.clauses) else None
            if below is not None and below.section == clause.section and not below.heading:
                parent = outline.sections[clause.section].parent
                task = outline.sections[parent].heading if parent else None
                yield Tag(
                    Span(clause.span.start, below.span.end), below.span, _role(context.of(clause.span)), task, index
                )
            continue
        for match in grammar.tag.finditer(context.text, clause.span.start, clause.span.end):
            yield Tag(Span(*match.span()), _trimmed(match), _role(match["tag"]), task_before(context, index), index)


def _trimmed(match: re.Match[str]) -> Span:
    return Span(match.start("who"), match.start("who") + len(match["who"].rstrip()))


def _role(tag: str) -> Role:
    return next(role for pattern, role in assignment_grammar().tag_roles if pattern.search(tag))


def task_before(context: Context, index: int) -> Span | None:
    """The task that a tag follows: the sentence before it in the section that is no tag, else the section's heading."""
    outline = context.outline
    clause = outline.clauses[index]
    for before in reversed(outline.clauses[:index]):
        if before.section != clause.section or not before.body:
            break
        sentence: Span = outline.sentences[before.sentence].span
        if before.sentence != clause.sentence and not _tags_only(context.of(sentence)):
            return sentence
    heading: Span | None = outline.sections[clause.section].heading
    return heading


def _tags_only(words: str) -> bool:
    """Whether a sentence is nothing but a tag or a bracket, which the next tag does not speak of."""
    return assignment_grammar().tag.pattern.match(words) is not None or words.startswith(("（", "("))
