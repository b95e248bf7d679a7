"""The grammar of norms: who shall do what, read through one paragraph from left to right.

A duty begins at its bearer and ends where the sentence ends, another bearer begins, or the role changes. Rights,
definitions, conditions and penalties are none. Statutes, duty lists and quoted laws are read by it; the patterns are
in `statute_duties.toml`.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any, Final

from extract.document import Span
from extract.grammar.bearers import (
    BearerClass,
    Subject,
    bearer_grammar,
    class_of,
    classify,
    find_agent,
    find_bare_subject,
    find_subject,
    label_of,
)
from extract.grammar.roles import decide_role
from extract.records import Role

_BEFORE_AGENT: Final = re.compile("并且|并|则|应当(?=由)")
_MANNER: Final = re.compile("依法|依照|依据|按照|根据|在")
_BEFORE_SPLIT: Final = re.compile("并且|并|同时|且")
_BAN: Final = re.compile("(?:禁止|严禁)(?=任何|其他|非)")
PATTERN_FILE: Final = Path(__file__).with_name("statute_duties.toml")


@dataclass(frozen=True, slots=True)
class Draft:
    """A duty before it is told what it means: where it stands, who bears it, where its predicate begins.

    `clause` is the index of the outline's clause in which it begins; `topic` is what stands before 由 or, for a clause
    that says no more than that somebody helps, before the bearer. `banned` says that the words
    name what the bearer must not do.
    """

    span: Span
    bearer: Span
    predicate: int
    rule: str
    clause: int
    explicit: bool = True
    topic: Span | None = None
    banned: bool = False

    def until(self, end: int) -> Draft:
        """The same duty with another end."""
        return replace(self, span=Span(self.span.start, end))


@dataclass(frozen=True, slots=True)
class NormPatterns:
    """The compiled patterns of `statute_duties.toml`."""

    modal: re.Pattern[str]
    strong: re.Pattern[str]
    condition: re.Pattern[str]
    exception: re.Pattern[str]
    circumstance: re.Pattern[str]
    elided: re.Pattern[str]
    ban: re.Pattern[str]
    joined: re.Pattern[str]
    created: re.Pattern[str]
    held: re.Pattern[str]
    charged: re.Pattern[str]
    commit: re.Pattern[str]
    named: re.Pattern[str]
    right: re.Pattern[str]
    description: re.Pattern[str]
    penalty: re.Pattern[str]
    sanction: re.Pattern[str]
    purpose: re.Pattern[str]
    share: re.Pattern[str]
    adds: re.Pattern[str]
    payment: re.Pattern[str]
    manner: re.Pattern[str]
    headship: re.Pattern[str]
    principle: re.Pattern[str]
    skipped: re.Pattern[str]
    duties: re.Pattern[str]
    others: re.Pattern[str]
    titled: re.Pattern[str]
    possessive: re.Pattern[str]
    splits: tuple[re.Pattern[str], ...]


@cache
def norm_patterns() -> NormPatterns:
    """The patterns, compiled once."""
    data: dict[str, Any] = tomllib.loads(PATTERN_FILE.read_text(encoding="utf-8"))
    named = {
        "headship": data["headship"]["pattern"],
        "principle": data["principle"]["pattern"],
        **data["predicate"],
        **data["item"],
        **data["section"],
        **data["list"],
        **data["clause"],
    }
    wanted = [name for name in NormPatterns.__dataclass_fields__ if name != "splits"]
    compiled = {name: re.compile(named[name]) for name in wanted}
    return NormPatterns(splits=tuple(re.compile(line["start"]) for line in data["split"]), **compiled)


@dataclass(frozen=True, slots=True)
class Piece:
    """A clause of a paragraph as this grammar needs it: its index, its span and the punctuation before and after."""

    index: int
    span: Span
    before: str
    after: str


Finder = Callable[[str, Span], Subject | None]


class Paragraph:
    """Reads one paragraph or list item from left to right; `drafts` are the duties found so far."""

    def __init__(
        self, text: str, pieces: Sequence[Piece], subject: Finder = find_subject, agent: Finder = find_agent
    ) -> None:
        self.text = text
        self.pieces = pieces
        self.find_subject = subject
        self.find_agent = agent
        self.patterns = norm_patterns()
        self.drafts: list[Draft] = []
        self.unit: Draft | None = None
        self.length = 0
        self.pending: Subject | None = None
        self.bare: Subject | None = None
        self.holder: Subject | None = None
        self.free = False
        self.opening: int | None = None
        self.suspended: Draft | None = None
        self.topic: Span | None = None

    def read(self) -> list[Draft]:
        """The duties of the paragraph, in order."""
        for piece in self.pieces:
            if piece.before in ("。", ""):
                self._close()
                self.pending = self.bare = self.opening = None
                self.topic = None
            elif piece.before == "；":
                self.topic = None
                if self.unit is not None:
                    unit, self.unit = self.unit, None
                    self._close()
                    self.suspended = unit
                self.pending = self.bare = None
            self._clause(piece)
        self._close()
        return self.drafts

    def _close(self) -> None:
        for unit in (self.suspended, self.unit):
            if unit is None or self.patterns.penalty.search(self.text, unit.predicate, unit.span.end):
                continue
            if self.patterns.purpose.search(self.text, unit.predicate, unit.span.end):
                continue
            if not self.patterns.manner.match(self.text, unit.predicate, unit.span.end):
                self.drafts.append(unit)
        self.unit = self.suspended = None

    def _clause(self, piece: Piece) -> None:
        modal = self.patterns.modal.search(self.text, piece.span.start, piece.span.end) is not None
        agent = self.find_agent(self.text, piece.span)
        subject = self.find_subject(self.text, piece.span)
        if self._conditional(piece.span, modal) and (agent is None or self._nominal(piece.span)):
            if subject is not None:
                self.pending = subject
            if self.opening is None:
                self.opening = piece.span.start
            return
        if subject is not None and (agent is None or not self._by(piece, subject, agent)):
            self._own(piece, self._joined(piece, subject), modal)
        elif agent is not None:
            self._agent(piece, agent)
        else:
            self._without(piece, modal)

    def _by(self, piece: Piece, subject: Subject, agent: Subject) -> bool:
        """Whether the clause says of its subject what another does with it: 指挥长应当由镇长担任。."""
        if agent.start <= subject.predicate:
            return True
        between = self.text[subject.predicate : agent.start]
        return piece.after != "，" and between in ("应当", "应", "必须", "均应当")

    def _nominal(self, span: Span) -> bool:
        """Whether the clause, though it names who acts, only says in which case: 由县水务局建设的，."""
        return self.text.endswith("的", span.start, span.end)

    def _conditional(self, span: Span, modal: bool) -> bool:
        patterns = self.patterns
        if patterns.condition.search(self.text, span.start, span.end):
            return True
        if patterns.exception.match(self.text, span.start, span.end):
            return True
        return not modal and patterns.circumstance.search(self.text, span.start, span.end) is not None

    def _joined(self, piece: Piece, subject: Subject) -> Subject:
        """The subject together with a bearer that stood alone in the clause before."""
        bare, self.bare = self.bare, None
        if bare is not None and self.patterns.joined.match(self.text, piece.span.start):
            return Subject(Span(bare.span.start, subject.span.end), bare.start, subject.predicate)
        return subject

    def _listed(self, piece: Piece) -> Subject | None:
        """A bearer alone in its clause together with one that stands alone in the next: 甲单位，以及乙单位，应当."""
        joined = self.patterns.joined.match(self.text, piece.span.start, piece.span.end)
        start = joined.end() if joined else piece.span.start
        following = find_bare_subject(self.text, Span(start, piece.span.end))
        if self.bare is None or following is None or following.start != start:
            return None
        return Subject(Span(self.bare.span.start, following.span.end), self.bare.start, following.predicate)

    def _own(self, piece: Piece, subject: Subject, modal: bool) -> None:
        """A clause with a bearer of its own."""
        patterns = self.patterns
        self.pending, self.free = None, False
        if patterns.right.match(self.text, subject.predicate, piece.span.end):
            self._close()
            self.pending = self.holder = subject
            self.free, self.opening = True, None
            return
        if patterns.description.match(self.text, subject.predicate, piece.span.end):
            self._close()
            self.pending = subject
            return
        if not modal and self._kind(subject) is BearerClass.PRINCIPAL:
            self.pending = subject
            self.opening = subject.start
            return
        self._open(piece, subject, subject.start, "statute-bearer")

    def _agent(self, piece: Piece, agent: Subject) -> None:
        """A clause with a bearer after 由, where the duty begins; what stands before is what it is about."""
        if self.patterns.payment.search(self.text, piece.span.start, agent.start):
            return
        if self.text.startswith("本单位", agent.span.start) and self.pending is not None:
            self._open(piece, self.pending, self.pending.start, "statute-bearer", agent.predicate)
            return
        if agent.start > piece.span.start and not _BEFORE_AGENT.match(self.text, piece.span.start):
            started = self.topic if self.topic is not None and piece.before == "，" else None
            begins = started.start if started and _MANNER.match(self.text, piece.span.start) else piece.span.start
            self.topic = Span(begins, agent.start)
        held = self.patterns.held.match(self.text, agent.predicate, piece.span.end) is not None
        self._open(piece, agent, piece.span.start if held else agent.start, "statute-agent")

    def _open(
        self, piece: Piece, subject: Subject, start: int, rule: str, predicate: int | None = None, explicit: bool = True
    ) -> None:
        self._close()
        self.holder, self.free = subject, False
        self.length = 1
        at = subject.predicate if predicate is None else predicate
        self.unit = Draft(Span(start, piece.span.end), subject.span, at, rule, piece.index, explicit, self.topic)

    def _without(self, piece: Piece, modal: bool) -> None:
        """A clause without a bearer: it goes on with the one before, or begins with an elided one."""
        text, patterns, span = self.text, self.patterns, piece.span
        banned = self._banned(piece)
        if banned:
            return
        right = patterns.right.match(text, span.start, span.end) is not None
        if self.bare is None and self.unit is None and self.pending is None and piece.after == "，":
            self.bare = find_bare_subject(text, span)
            if self.bare is not None:
                return
        elif not modal and piece.after == "，" and (listed := self._listed(piece)) is not None:
            self.bare = listed
            return
        if self.unit is None and self.pending is None and self.bare is None and not modal:
            self.topic = span
        bare, self.bare = self.bare, None
        begins = modal or bearer_grammar().opener.match(text, span.start, span.end) is not None
        if bare is not None and begins and not right and self._acts(bare, piece, modal):
            self._open(piece, bare, bare.start, "statute-bearer", span.start)
        elif self.unit is not None:
            self._go_on(piece, right, modal)
        elif self.suspended is not None and self.pending is None and modal and not right:
            self.unit, self.suspended = self.suspended.until(span.end), None
        elif self.pending is not None and not right and self._acts(self.pending, piece, modal):
            start = self.pending.start if not self.free or self.opening is None else self.opening
            self._open(piece, self.pending, start, "statute-bearer", span.start)
        elif self.holder is not None and modal and not right and self.topic is None and self._elides(piece):
            start = span.start if self.opening is None else self.opening
            self._open(piece, self.holder, start, "statute-elided", span.start, explicit=False)

    def _go_on(self, piece: Piece, right: bool, modal: bool) -> None:
        unit = self.unit
        assert unit is not None
        if right:
            if self.length == 1 and not self.patterns.modal.search(self.text, unit.predicate, unit.span.end):
                self.unit = None
            else:
                self._close()
            return
        if self._commands(unit, piece):
            return
        if self.text.startswith("作出", unit.span.start) or self._changes_role(unit, piece.span):
            holder = Subject(unit.bearer, piece.span.start, piece.span.start)
            begins = _BEFORE_SPLIT.match(self.text, piece.span.start)
            self._open(piece, holder, begins.end() if begins else piece.span.start, "statute-split", None, False)
            return
        self.length += 1
        self.unit = unit.until(piece.span.end)

    def _commands(self, unit: Draft, piece: Piece) -> bool:
        """Whether the clause says what the headquarters set up in the clause before is for; if so, it is opened."""
        created = self.patterns.created.match(self.text, unit.predicate, unit.span.end)
        if created is None or not self.patterns.charged.match(self.text, piece.span.start, piece.span.end):
            return False
        body = Span(*created.span("body"))
        if classify(label_of(body.of(self.text))) is not BearerClass.COMMISSION:
            return False
        self._open(piece, Subject(body, piece.span.start, piece.span.start), piece.span.start, "statute-created")
        return True

    def _changes_role(self, unit: Draft, clause: Span) -> bool:
        """Whether the clause begins with another role than the duty that it would go on."""
        if self.patterns.manner.match(self.text, unit.predicate, unit.span.end):
            return False
        for split in self.patterns.splits:
            if split.match(self.text, clause.start, clause.end):
                again = split.match(self.text, unit.predicate, unit.span.end) is not None
                return not again and self._role(unit, unit.predicate, unit.span.end) is not self._role(
                    unit, after_connective(self.text, clause), clause.end
                )
        if self.patterns.named.match(self.text, clause.start, clause.end):
            return self.patterns.commit.search(self.text, unit.predicate, unit.span.end) is not None
        return False

    def _role(self, unit: Draft, start: int, end: int) -> Role:
        return decide_role(self.text, start, end, class_of(self.text, unit.bearer))[1]

    def _acts(self, subject: Subject, piece: Piece, modal: bool) -> bool:
        """Whether the clause says what the subject does by law; an enterprise or person needs a modal for that."""
        if self.patterns.description.match(self.text, piece.span.start, piece.span.end):
            return False
        if self.free:
            return self.patterns.strong.search(self.text, piece.span.start, piece.span.end) is not None
        return modal or self._kind(subject) is not BearerClass.PRINCIPAL

    def _elides(self, piece: Piece) -> bool:
        """Whether the clause goes on with the bearer of the sentence before."""
        start = piece.span.start if self.opening is None else self.opening
        if self.holder is None or self.patterns.elided.match(self.text, start) is None:
            return False
        banned = self.patterns.ban.search(self.text, piece.span.start, piece.span.end) is not None
        return not banned or self._kind(self.holder) is BearerClass.PRINCIPAL

    def _banned(self, piece: Piece) -> bool:
        match = _BAN.match(self.text, piece.span.start, piece.span.end)
        if match is None:
            return False
        subject = self.find_subject(self.text, Span(match.end(), piece.span.end))
        if subject is None:
            return False
        self._open(piece, subject, piece.span.start, "statute-ban")
        return True

    def _kind(self, subject: Subject) -> BearerClass:
        return class_of(self.text, subject.span)


def after_connective(text: str, clause: Span) -> int:
    """Where a clause begins after 并, 同时 and the like."""
    match = _BEFORE_SPLIT.match(text, clause.start, clause.end)
    return match.end() if match else clause.start


def pieces_of(text: str, members: Sequence[tuple[int, Any]]) -> Iterator[Piece]:
    """The clauses of a paragraph, given with their indices, as pieces with the punctuation between them."""
    before = ""
    for number, (index, clause) in enumerate(members):
        following = members[number + 1][1].span.start if number + 1 < len(members) else clause.span.end + 2
        after = next((mark for mark in text[clause.span.end : following] if mark in "，。；：,;！？\n"), "")
        after = {",": "，", ";": "；", "！": "。", "？": "。", "\n": "。", "：": "，"}.get(after, after)
        yield Piece(index, clause.span, before, after)
        before = after
