"""Duties that stand behind or below the name of who bears them: 县教育局：组织避险演练.

Rules, each with an example:

- `assignment-heading`: 一、县教育局 / （一）组织避险演练
- `assignment-label`: 县教育局：组织避险演练；疏散组。负责转移群众
- `assignment-list`: 县教育局履行下列职责：（一）组织避险演练
- a label of its own paragraph is also who was charged in the sentence before: 县教育局负责演练。负责宣传

A label holds for its paragraph; one that is a paragraph by itself holds for the items, or the one paragraph, below it;
a heading for its section. The words are in `labelled_duties.toml`.
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
from extract.grammar.bearers import bearer_grammar, class_of, find_subject
from extract.grammar.norms import Draft, Piece, after_connective, norm_patterns
from extract.grammar.roles import decide_role

PATTERN_FILE: Final = Path(__file__).with_name("labelled_duties.toml")
SHARING: Final = frozenset({Genre.DUTY_ASSIGNMENT, Genre.NOTICE, Genre.PLAN})


@dataclass(frozen=True, slots=True)
class LabelGrammar:
    """The compiled patterns of `labelled_duties.toml`."""

    body: re.Pattern[str]
    unit: re.Pattern[str]
    possessive: re.Pattern[str]
    founded: re.Pattern[str]
    composed: re.Pattern[str]
    not_label: re.Pattern[str]
    within: re.Pattern[str]
    cue: re.Pattern[str]
    shared: re.Pattern[str]
    verb: re.Pattern[str]
    strong: re.Pattern[str]
    told: re.Pattern[str]
    none: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class Label:
    """Who bears what follows, and how far that goes.

    `rest` is where the duties begin in the label's own clause, or its end. `section` is the section in which the label
    stands, None where it holds for no more than its paragraph. `items` says that it holds for list items alone, `unit`
    that only a charge in so many words counts, `titled` that the word for duties stands beside it.
    """

    bearer: Span
    rule: str
    rest: int
    section: int | None = None
    items: bool = False
    unit: bool = False
    titled: bool = False


@cache
def label_grammar() -> LabelGrammar:
    """The patterns, compiled once."""
    data: dict[str, Any] = tomllib.loads(PATTERN_FILE.read_text(encoding="utf-8"))
    label, charge = data["label"], data["charge"]
    ending = rf"{label['titled']}(?:(?P<colon>[：:]\s*)(?P<rest>.*))?$"
    return LabelGrammar(
        body=re.compile(rf"{label['number']}(?P<who>{label['body']}){ending}", re.S),
        unit=re.compile(rf"{label['number']}(?P<who>{label['unit']}){ending}", re.S),
        possessive=re.compile(rf"{label['possessive']}(?:(?P<colon>[：:]\s*)(?P<rest>.*))?$", re.S),
        founded=re.compile(label["founded"]),
        composed=re.compile(label["composed"]),
        not_label=re.compile(label["not_label"]),
        within=re.compile(label["within"]),
        cue=re.compile(data["cut"]["cue"]),
        shared=re.compile(data["cut"]["shared"]),
        verb=re.compile(charge["verb"]),
        strong=re.compile(charge["strong"]),
        told=re.compile(charge["told"]),
        none=re.compile(charge["none"]),
    )


class Labels:
    """Reads a document's sentences in order and remembers which label holds."""

    def __init__(self, context: Context) -> None:
        self.context = context
        self.text = context.text
        self.outline = context.outline
        self.sharing = context.document.metadata.genre in SHARING
        self.held: Label | None = None
        self.line = 0
        self.spare = 0
        self.another = False
        self.section = -1
        self.before: Span | None = None

    def drafts(self, members: Sequence[tuple[int, Any]], pieces: Sequence[Piece], named: list[Draft]) -> list[Draft]:
        """The duties of a sentence: those that name their bearer, given as `named`, else those of its label."""
        first = members[0][1]
        if first.section != self.section:
            self.section, self.before = first.section, None
        line = self.text.rfind("\n", 0, first.span.start)
        opens, self.line = line != self.line, line
        label = self._label(first, opens, len(members))
        if label is not None:
            self.held, self.spare = label, 1
        elif self.held is not None and not self._holds(first, opens):
            self.held = None
        named = [] if label is not None and label.titled else named
        silent = named or first.heading or self.held is None or self._apart(first, opens)
        found = [] if silent or self.held is None else list(self._below(pieces, self.held))
        found += self._after(pieces, named)
        self._remember(members, named)
        return [*named, *found]

    def _after(self, pieces: Sequence[Piece], named: Sequence[Draft]) -> list[Draft]:
        """What else, after a semicolon, a sentence charges the body with that it named last."""
        if not named or not self.sharing:
            return []
        end = max(draft.span.end for draft in named)
        rest = [piece for piece in pieces if piece.span.start >= end]
        if not rest:
            return []
        if self.held is not None and self.text.endswith("组成", 0, end):
            return list(self._below(rest, self.held))
        if rest[0].before not in "。；":
            return []
        return list(self._below(rest, Label(named[-1].bearer, "assignment-label", end, unit=True)))

    def _apart(self, clause: Any, opens: bool) -> bool:
        """Whether the clause stands in a paragraph that speaks of another body than the heading above it."""
        if opens:
            subject = find_subject(self.text, clause.span) or label_grammar().composed.match(
                self.text, clause.span.start
            )
            self.another = subject is not None
        return self.another and self.held is not None and self.held.rule == "assignment-heading"

    def _remember(self, members: Sequence[tuple[int, Any]], named: Sequence[Draft]) -> None:
        """Keep in mind who was spoken of, for the sentences after this one."""
        start, end = members[0][1].span.start, members[-1][1].span.end
        if named and self.sharing:
            self.held = Label(named[-1].bearer, "assignment-label", named[-1].span.end, unit=True)
        composed = label_grammar().composed.match(self.text, start, end)
        if composed is not None:
            self.held = Label(Span(*composed.span("body")), "assignment-label", end, unit=True)
        self._introduced(members, named)
        founded = label_grammar().founded.search(self.text, start, end)
        subject = find_subject(self.text, members[0][1].span)
        if founded is not None:
            self.before = Span(*founded.span("body"))
        elif named or subject is not None:
            self.before = named[-1].bearer if named else subject.span if subject is not None else None

    def _label(self, clause: Any, opens: bool, length: int) -> Label | None:
        """The label that a sentence opens with, if it does; `length` is the number of its clauses."""
        text, span, grammar = self.text, clause.span, label_grammar()
        if not opens and self.text[clause.span.start - 1] not in "。：: ）)\u3000" and not clause.heading:
            return None
        possessive = grammar.possessive.match(text, span.start, span.end)
        if possessive is not None:
            return self._possessive(clause, possessive)
        if grammar.not_label.match(text, span.start):
            return None
        for pattern, unit in ((grammar.body, False), (grammar.unit, True)):
            match = pattern.match(text, span.start, span.end)
            if match is None or (not match["title"] and grammar.within.search(match["who"])):
                continue
            who = Span(*match.span("who"))
            rule = "assignment-heading" if clause.heading else "assignment-label"
            if not match["rest"]:
                alone = length == 1 and text[span.end : span.end + 1] in "。：:\n "
                inline = clause.heading and text[span.end :].split("\n", 1)[0].strip("：:。 ")
                return Label(who, rule, span.end, None if inline else clause.section, unit=unit) if alone else None
            if self._charges(match.start("rest"), span.end, unit):
                return Label(who, rule, match.start("rest"), unit=unit, titled=bool(match["title"]))
        return None

    def _possessive(self, clause: Any, match: re.Match[str]) -> Label | None:
        bearer = self.held.bearer if self.held is not None else self.before or self._above(clause.section)
        if bearer is None:
            return None
        if match["rest"]:
            return Label(bearer, "assignment-label", match.start("rest"))
        return Label(bearer, "assignment-label", clause.span.end, clause.section)

    def _above(self, section: int) -> Span | None:
        """The body that the nearest heading names."""
        for index in self.outline.ancestors(section):
            heading = self.outline.sections[index].heading
            if heading is None or index == 0:
                continue
            title = self.outline.sections[index].title
            start = self.text.find(title, heading.start, heading.end)
            for pattern in (label_grammar().body, label_grammar().unit):
                match = pattern.match(self.text, start, heading.end) if start >= 0 else None
                if match is not None and not match["rest"] and not label_grammar().within.search(match["who"]):
                    return Span(*match.span("who"))
        return None

    def _holds(self, clause: Any, opens: bool) -> bool:
        """Whether the label goes on to hold for a sentence."""
        held = self.held
        assert held is not None
        if not opens:
            return True
        if held.section is None or clause.heading:
            return False
        if clause.section != held.section:
            return held.section != 0 and held.section in self.outline.ancestors(clause.section)
        self.spare -= 1
        return held.rule == "assignment-heading" or (self.spare >= 0 and not held.items)

    def _introduced(self, members: Sequence[tuple[int, Any]], named: Sequence[Draft]) -> None:
        """A sentence that ends in 履行下列职责 makes its bearer the label of the items below it."""
        last = members[-1][1]
        patterns = norm_patterns()
        if (
            not named
            or named[-1].span.end != last.span.end
            or self.text[last.span.end : last.span.end + 1] not in "：:"
        ):
            return
        words = (self.text, last.span.start, last.span.end)
        if (patterns.duties.search(*words) and not patterns.others.search(*words)) or patterns.possessive.fullmatch(
            *words
        ):
            self.held = Label(named[-1].bearer, "assignment-list", last.span.end, last.section, items=True)

    def _below(self, pieces: Sequence[Piece], label: Label) -> Iterator[Draft]:
        """One duty for each part of a sentence between semicolons that says what to do."""
        begin: Piece | None = None
        end = 0
        for piece in pieces:
            if piece.span.end <= label.rest:
                continue
            if piece.before in ("。", "；", "") or begin is None or self._changes(begin, end, piece, label):
                yield from self._under(begin, end, label)
                begin = piece
            end = piece.span.end
        yield from self._under(begin, end, label)

    def _changes(self, begin: Piece, end: int, piece: Piece, label: Label) -> bool:
        """Whether a clause has another role than what stands before it, and says so by the word that it begins with."""
        cue, shared = label_grammar().cue, label_grammar().shared
        start = max(begin.span.start, label.rest)
        ends = shared.match(self.text, start, begin.span.end) is not None
        if cue.match(self.text, piece.span.start, piece.span.end) is None and not ends:
            return False
        if not self._charges(start, end, label.unit):
            return False
        kind = class_of(self.text, label.bearer)
        now = decide_role(self.text, after_connective(self.text, piece.span), piece.span.end, kind)[1]
        return now is not decide_role(self.text, start, end, kind)[1]

    def _under(self, piece: Piece | None, end: int, label: Label) -> Iterator[Draft]:
        if piece is None:
            return
        start = max(piece.span.start, label.rest)
        if self._charges(start, end, label.unit):
            start = after_connective(self.text, Span(start, end))
            yield Draft(Span(start, end), label.bearer, start, label.rule, piece.index, explicit=False)

    def _charges(self, start: int, end: int, unit: bool) -> bool:
        """Whether the words say what to do; the name of a part of a body needs a charge in so many words."""
        grammar = label_grammar()
        if not self.sharing:
            return grammar.told.match(self.text, start, end) is not None
        if unit:
            return grammar.strong.match(self.text, start, end) is not None
        lead = grammar.verb.match(self.text, start, end)
        begins = lead.end() if lead else start
        if grammar.none.match(self.text, begins, end):
            return False
        acts = bearer_grammar().opener.match(self.text, begins, end) or grammar.strong.match(self.text, begins, end)
        return acts is not None
