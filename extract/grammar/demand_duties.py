"""Duties as notices, plans and reports demand them of somebody by name: 各镇要督促企业整改; 监理单位必须旁站.

The rules are the kinds of `demand_duties.toml`, each with an example and a counterexample, and

- `demand-norm`: whatever a bearer must do (应当, 必须, 不得)
- `demand-shared`: what each of many departments in a row is told to do

What is only an action to come (各镇要开展演练) is a measure. A clause without a bearer goes on with the one before it
in the paragraph. What is told of a meeting demands nothing, save where it shares out tasks.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final

from extract.context import Context
from extract.document import Genre, Span
from extract.grammar.bearers import BearerClass, class_of, find_subject
from extract.grammar.norms import norm_patterns
from extract.grammar.report_duties import ReportFinding, report_grammar
from extract.grammar.roles import decide_role
from extract.outline import Sense
from extract.records import Role

RULE_FILE: Final = Path(__file__).with_name("demand_duties.toml")
_SILENT: Final = frozenset({Sense.HEAD, Sense.FOOT, Sense.PROBLEMS})
_NO_DEMANDS: Final = frozenset({Genre.STATUTE, Genre.REGULATION})


@dataclass(frozen=True, slots=True)
class DemandKind:
    """One kind of demand: what the words after the modal must and must not have, and for which bearers."""

    name: str
    role: Role
    pattern: re.Pattern[str]
    without: re.Pattern[str] | None
    bearers: frozenset[BearerClass]
    example: str
    counterexample: str


@dataclass(frozen=True, slots=True)
class DemandGrammar:
    """The compiled patterns of `demand_duties.toml`."""

    territory: re.Pattern[str]
    modal: re.Pattern[str]
    adverbs: re.Pattern[str]
    elided: re.Pattern[str]
    preamble: re.Pattern[str]
    told: re.Pattern[str]
    strong: re.Pattern[str]
    departments: int
    kinds: tuple[DemandKind, ...]


@dataclass(frozen=True, slots=True)
class Bearer:
    """Who is spoken to: the phrase, its class, and the modal that follows it."""

    span: Span
    kind: BearerClass
    modal: str


@cache
def demand_grammar() -> DemandGrammar:
    """The patterns, compiled once."""
    data: dict[str, Any] = tomllib.loads(RULE_FILE.read_text(encoding="utf-8"))
    bearer = data["bearer"]
    return DemandGrammar(
        territory=re.compile(rf"(?P<who>{bearer['territory']})(?={bearer['modal']})"),
        modal=re.compile(bearer["modal"]),
        adverbs=re.compile(bearer["adverbs"]),
        elided=re.compile(bearer["elided"]),
        preamble=re.compile(bearer["preamble"]),
        told=re.compile(bearer["told"]),
        strong=re.compile(data["strong"]["modal"]),
        departments=data["shared"]["departments"],
        kinds=tuple(
            DemandKind(
                name=line["name"],
                role=Role(line["role"]),
                pattern=re.compile(line["pattern"]),
                without=re.compile(line["not"]) if "not" in line else None,
                bearers=frozenset(BearerClass(name) for name in line.get("bearers", ())),
                example=line["example"],
                counterexample=line["counterexample"],
            )
            for line in data["kind"]
        ),
    )


def demand_findings(context: Context) -> Iterator[ReportFinding]:
    """The duties that the document demands of somebody, in the order of the text."""
    if context.document.metadata.genre in _NO_DEMANDS:
        return
    clauses = context.outline.clauses
    holder: Bearer | None = None
    before: tuple[int, int] | None = None
    shared = _shared_lines(context)
    for sentence in context.outline.sentences:
        inside = [i for i in sentence.clauses if clauses[i].body and not clauses[i].heading]
        if not inside or clauses[inside[0]].sense in _SILENT:
            holder = None
            continue
        start = clauses[inside[0]].span.start
        place = (sentence.section, context.text.rfind("\n", 0, start))
        if place != before or not demand_grammar().elided.match(context.text, start):
            holder = None
        before = place
        if context.document.metadata.genre is Genre.MEETING_NEWS and place[1] not in shared:
            continue
        reader = _Sentence(context.text, [(i, clauses[i].span) for i in inside], holder, place[1] in shared)
        yield from reader.findings()
        holder = reader.holder


def _shared_lines(context: Context) -> frozenset[int]:
    """Where the lines begin that give several departments each its task."""
    enough, text = demand_grammar().departments, context.text
    addressed: dict[int, set[str]] = {}
    for clause in context.outline.clauses:
        if not clause.body or clause.heading:
            continue
        line = text.rfind("\n", 0, clause.span.start)
        if line not in addressed:
            many = text.count("部门", line + 1, _line_end(text, line + 1)) >= enough - 1
            addressed[line] = set() if many else {""}
        if "" in addressed[line]:
            continue
        bearer = bearer_at(text, clause.span)
        if bearer is not None and bearer.kind is BearerClass.DEPARTMENT:
            addressed[line].add(bearer.span.of(text))
    return frozenset(line for line, names in addressed.items() if len(names) >= enough)


def _line_end(text: str, start: int) -> int:
    end = text.find("\n", start)
    return end if end >= 0 else len(text)


class _Sentence:
    """Reads the clauses of one sentence; `holder` is who is spoken to, at first that of the sentence before."""

    def __init__(self, text: str, clauses: Sequence[tuple[int, Span]], holder: Bearer | None, shared: bool) -> None:
        self.text = text
        self.clauses = clauses
        self.holder = holder
        self.shared = shared
        self.grammar = demand_grammar()

    def findings(self) -> Iterator[ReportFinding]:
        """What the sentence demands."""
        taken = -1
        opening: int | None = None
        for number, (index, span) in enumerate(self.clauses):
            if self.grammar.told.search(self.text, span.start, span.end):
                self.holder = None
                continue
            bearer = bearer_at(self.text, span, self.shared)
            own = bearer is not None
            self.holder = bearer or (None if self._speaks_of_another(span) else self.holder)
            if self.holder is None or number <= taken:
                continue
            last, kind, role = self._demand(number, own)
            if kind is None and (own or opening is not None) and self._spirit(number, own):
                opening = opening if opening is not None else self.holder.span.start
                continue
            begin, opening = opening, None
            if kind is None or report_grammar().weakness.search(self.text, span.start, span.end):
                continue
            taken = last
            start = self.holder.span.start if own else span.start if begin is None else begin
            found = Span(start, self.clauses[last][1].end)
            explicit = own or begin is not None
            yield ReportFinding(found, kind, role, self.holder.span, None, index, not explicit, "demand")

    def _spirit(self, number: int, own: bool) -> bool:
        """Whether the clause only says in what spirit its bearer is to act."""
        span, holder = self.clauses[number][1], self.holder
        assert holder is not None
        modal = self.grammar.modal.match(self.text, holder.span.end, span.end) if own else None
        begin = modal.start("modal") + len(modal["modal"]) if modal else span.start
        return self.grammar.preamble.match(self.text, begin, span.end) is not None

    def _speaks_of_another(self, span: Span) -> bool:
        """Whether the clause has a subject of its own that nothing is demanded of."""
        return find_subject(self.text, span) is not None

    def _demand(self, number: int, own: bool) -> tuple[int, str | None, Role]:
        """The last clause of the demand, the name of its kind and its role; no name where nothing is demanded."""
        span, holder = self.clauses[number][1], self.holder
        assert holder is not None
        start = holder.span.end if own else span.start
        modal = self.grammar.modal.match(self.text, start, span.end)
        begin = modal.start("modal") + len(modal["modal"]) if modal else start
        adverbs = self.grammar.adverbs.match(self.text, begin, span.end)
        begin = adverbs.end() if adverbs else begin
        for kind in self.grammar.kinds:
            if kind.bearers and holder.kind not in kind.bearers:
                continue
            match = kind.pattern.match(self.text, begin, span.end)
            if match and not (kind.without and kind.without.search(self.text, match.start(), span.end)):
                return self._end(number, kind), kind.name, kind.role
        if own and (modal or self.shared):
            must = modal is not None and self.grammar.strong.fullmatch(modal["modal"]) is not None
            if must or (self.shared and holder.kind is BearerClass.DEPARTMENT):
                role = decide_role(self.text, start, span.end, holder.kind)[1]
                return self._end(number, None), "norm" if must else "shared", role
        return number, None, Role.EXECUTE

    def _end(self, number: int, kind: DemandKind | None) -> int:
        """The last clause of the demand: what must be goes on to the end, a kind with bans and with itself."""
        last = number
        for follow in range(number + 1, len(self.clauses)):
            span = self.clauses[follow][1]
            if bearer_at(self.text, span) is not None or self._speaks_of_another(span):
                break
            if kind is not None and not self._goes_on(kind, span):
                break
            last = follow
        return last

    def _goes_on(self, kind: DemandKind, span: Span) -> bool:
        if norm_patterns().ban.match(self.text, span.start, span.end):
            return True
        adverbs = self.grammar.adverbs.match(self.text, span.start, span.end)
        begin = adverbs.end() if adverbs else span.start
        return kind.role is Role.REGULATE and kind.pattern.match(self.text, begin, span.end) is not None


def bearer_at(text: str, span: Span, shared: bool = False) -> Bearer | None:
    """Who is spoken to at the beginning of the clause: a bearer followed by a modal, which `shared` tasks may lack."""
    grammar = demand_grammar()
    territory = grammar.territory.match(text, span.start, span.end)
    subject = find_subject(text, span)
    if territory is not None:
        phrase, end, kind = Span(*territory.span("who")), territory.end("who"), BearerClass.GOVERNMENT
    elif subject is not None:
        phrase, end, kind = subject.span, subject.predicate, class_of(text, subject.span)
    else:
        return None
    modal = grammar.modal.match(text, end, span.end)
    if modal is None:
        return Bearer(phrase, kind, "") if shared and kind is BearerClass.DEPARTMENT else None
    return Bearer(phrase, kind, modal["modal"])
