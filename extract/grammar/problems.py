"""Problems: weaknesses and difficulties that a document states, each by the clause that states it.

A clause of a section on problems is one when it says that something is lacking, slack, behind or in conflict; elsewhere
only when it says in so many words that a problem remains. Rules are named after what decided the kind
(`overlap-words`, `principal-subject` …); their patterns, each with an example, stand in `wording/problems.toml`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from extract.context import Context, remembered
from extract.document import Genre, Span
from extract.grammar.actors import named_first
from extract.grammar.predicates import BODIES, masked
from extract.grammar.sectors import sectors_of
from extract.grammar.wording import wording
from extract.outline import Clause, Sense, Sentence
from extract.records import Entity, Problem, ProblemKind
from extract.sifted import Sifted, sifted

_NO_PROBLEMS = frozenset({Genre.STATUTE, Genre.REGULATION})
_ELSEWHERE = frozenset({Sense.DONE, Sense.BACKGROUND})
_BRACKET_END = re.compile("[(\uff08][^()\uff08\uff09]{8,}[)\uff09]$")
_INNER = re.compile("[^,\uff0c;\uff1b:\uff1a()\uff08\uff09]+?(?=等?(?:[,\uff0c;\uff1b]|[)\uff09]))")
_LONGEST_PARALLEL = 14
_SHORT_END = 9
_PREDICATE = 4
_LONGEST_DESCRIPTION = 3
_SEMICOLON = re.compile("[;\uff1b]")
_JOINT = re.compile("[、和及与]?")


@dataclass(frozen=True, slots=True)
class KindRule:
    """How one kind of problem is told: by the words of the clause, and by who it speaks of."""

    kind: ProblemKind
    name: str
    words: re.Pattern[str]
    subject: re.Pattern[str] | None
    unless: re.Pattern[str] | None
    example: str

    def decides(self, clause: str, subject: str) -> bool:
        """Whether the rule holds for a clause about `subject`."""
        if self.unless is not None and self.unless.search(clause):
            return False
        if self.subject is not None and not self.subject.search(subject):
            return False
        return self.words.search(clause) is not None


def find_problems(context: Context) -> tuple[Problem, ...]:
    """Every problem that a document states, sorted by passage; none in statutes."""
    if context.document.metadata.genre in _NO_PROBLEMS:
        return ()
    found: list[Problem] = []
    for sentence in context.outline.sentences:
        found += _in_sentence(context, sentence)
    return tuple(sorted(found, key=lambda p: p.span))


def problem_kind(clause: str, subject: str = "") -> tuple[ProblemKind, str]:
    """The kind of the problem that a clause states about `subject`, and the name of the rule that decided it."""
    for rule in kind_rules():
        if rule.decides(clause, subject):
            return rule.kind, rule.name
    return ProblemKind.OTHER, "other-words"


def _in_sentence(context: Context, sentence: Sentence) -> Iterator[Problem]:
    pieces = [piece for index in sentence.clauses for piece in _pieces(context, context.outline.clauses[index])]
    for piece in merged(context.text, pieces):
        clause = context.outline.clause_at(piece.start) or context.outline.clauses[sentence.clauses[0]]
        subject, concerns = _subject(context, sentence, piece, clause)
        kind, rule = problem_kind(piece.of(context.text), subject)
        sectors = sectors_of(context, piece, clause, near=True)
        yield Problem(span=piece, rule=rule, kind=kind, concerns=concerns, sectors=sectors)


def _subject(context: Context, sentence: Sentence, piece: Span, clause: Clause) -> tuple[str, tuple[Entity, ...]]:
    """Who a problem is about: whom it names, else whom the nearest clause before it in the sentence names."""
    found = _spoken_of(context, piece, clause.span.start)
    for index in reversed(sentence.clauses):
        before = context.outline.clauses[index].span
        if not found[0] and before.end <= piece.start:
            opening = _wording("openings").match(context.text, before.start, before.end)
            found = _spoken_of(context, Span(opening.end() if opening else before.start, before.end), before.start)
            apart = _SEMICOLON.search(context.text, before.end, piece.start) is not None
            if apart and not _wording("continuing").match(context.text, piece.start):
                found = (found[0], ())
    return found


@dataclass(frozen=True, slots=True)
class Piece:
    """A clause or part of one, and whether it states a problem."""

    span: Span
    states: bool


def _pieces(context: Context, clause: Clause) -> Iterator[Piece]:
    text = context.text
    if not clause.body:
        return
    listed = list(_listed(context, clause))
    if listed:
        yield from listed
        return
    opening = _wording("openings").match(text, clause.span.start, clause.span.end)
    start = opening.end() if opening else clause.span.start
    leading = _wording("leading").match(text, start, clause.span.end - 1)
    start = leading.end() if leading else start
    bracket = _BRACKET_END.search(text, start, clause.span.end)
    span = Span(start, bracket.start() if bracket else clause.span.end)
    states = _states_problem(context, clause, span)
    joined = _wording("joined").search(text, span.start, span.end) if states else None
    if joined and _pattern("lack").search(text, joined.end("and"), joined.start("tail")):
        yield Piece(Span(span.start, joined.start("and")), True)
        yield Piece(Span(joined.end("and"), joined.start("tail")), True)
    else:
        yield Piece(span, states)
    if bracket and states:
        yield from (Piece(inner, True) for inner in _within(text, bracket))


def _listed(context: Context, clause: Clause) -> Iterator[Piece]:
    """The problems that a clause lists: 针对甲不严、乙不合理等问题; 甲不健全、乙未落实等问题还存在."""
    text, inside = context.text, clause.sense is Sense.PROBLEMS
    span = clause.span
    match = _wording("listed_in_problems" if inside else "listed").match(text, span.start, span.end)
    if match is None or clause.heading:
        return
    parts = list(re.compile("[^、]+").finditer(text, match.start("list"), match.end("list")))
    stating = [part for part in parts if _pattern("lack" if inside else "failing").search(part[0])]
    if not inside or (len(parts) > 1 and len(stating) == len(parts)):
        yield from (Piece(Span(part.start(), part.end()), True) for part in stating)


def _within(text: str, bracket: re.Match[str]) -> Iterator[Span]:
    """The problems that a bracket behind a clause gives as examples: (如:甲未明确乙;丙缺乏丁)."""
    for part in _INNER.finditer(text, bracket.start() + 1, bracket.end()):
        opening = _wording("openings").match(text, part.start(), part.end())
        span = Span(opening.end() if opening else part.start(), part.end())
        if _pattern("lack").search(masked(text, span.start, span.end)):
            yield span


def merged(text: str, pieces: list[Piece]) -> list[Span]:
    """The problems among the pieces of one sentence, where several clauses state one problem taken together.

    A clause that hangs on the one before (以…代替…的现象普遍), one that repeats its pattern (…逐级减少,…逐级降低) and
    the short end of a description (地形复杂,事故多发) are joined to what they belong to.
    """
    found: list[Span] = []
    for index, piece in enumerate(pieces):
        if not piece.states:
            continue
        before = pieces[index - 1] if index else None
        if (
            found
            and before
            and before.states
            and found[-1].end == before.span.end
            and _belongs(text, before.span, piece.span)
        ):
            found[-1] = Span(found[-1].start, piece.span.end)
        else:
            found.append(Span(_described(text, pieces, index), piece.span.end))
    return found


def _belongs(text: str, before: Span, span: Span) -> bool:
    if _wording("hanging").match(text, span.start, span.end) or _wording("causing").match(
        text, before.start, before.end
    ):
        return True
    first, second = before.of(text), span.of(text)
    if abs(len(first) - len(second)) > 1 or max(len(first), len(second)) > _LONGEST_PARALLEL:
        return False
    said = [
        {words[i : i + 2] for i in range(max(0, len(words) - _PREDICATE), len(words) - 1)} for words in (first, second)
    ]
    return bool((said[0] & said[1]).difference(wording("problems")["common"]))


def _described(text: str, pieces: list[Piece], index: int) -> int:
    """Where a problem begins whose last clause is short: with the description before it, back to an adverbial."""
    start = pieces[index].span.start
    if len(pieces[index].span) > _SHORT_END:
        return start
    for piece in reversed(pieces[max(0, index - _LONGEST_DESCRIPTION) : index]):
        separator = text[piece.span.end : start].strip()
        if piece.states or separator not in (",", "\uff0c") or _wording("adverbial").search(piece.span.of(text)):
            break
        start = piece.span.start
    return start


def _states_problem(context: Context, clause: Clause, span: Span) -> bool:
    words = span.of(context.text)
    if clause.sense is Sense.PROBLEMS:
        if clause.heading and not _item_heading(clause):
            return False
        lacks = _pattern("lack").search(words) is not None or _fails(context, span)
        return lacks and _pattern("no_problem").search(words) is None
    if not clause.heading and _wording("cause").search(words) is not None:
        return True
    if clause.sense not in _ELSEWHERE:
        return False
    if not clause.heading and _wording("stated").search(words) is not None:
        return True
    if _fails(context, span):
        return True
    below = not clause.heading and _in_problems(context, clause)
    return below and _pattern("lack").search(words) is not None and _pattern("no_problem").search(words) is None


def _fails(context: Context, span: Span) -> bool:
    """Whether a clause says by its verb or its end that something was not done, or not well."""
    words = masked(context.text, span.start, span.end)
    return _failing().search(words) is not None and not _pattern("not_failing").search(words)


def _in_problems(context: Context, clause: Clause) -> bool:
    """Whether the clause stands on a section on problems, or below a heading that states one (主体责任不落实)."""
    if clause.sense is Sense.PROBLEMS:
        return True
    return clause.sense in _ELSEWHERE and _heading_fails(context, clause.section)


@remembered
def _heading_fails(context: Context, section: int) -> bool:
    heading = context.outline.sections[section].heading
    if heading is None or not section:
        return False
    title = context.of(heading)
    return _failing().search(title) is not None and not _pattern("not_failing").search(title)


def _item_heading(clause: Clause) -> bool:
    """一是基础薄弱。 states a problem itself, while （一）能力亟待加强 only names what is below it."""
    return clause.item is not None or (bool(clause.path) and clause.path[-1][:2].endswith(("是", "要")))


def _spoken_of(context: Context, clause: Span, start: int) -> tuple[str, tuple[Entity, ...]]:
    """Who the clause is about: the bodies that it begins with, else a phrase such as 部分企业, else its subject.

    `start` is where the clause begins of which the stretch may be a part.
    """
    text = context.text
    bodies: list[Entity] = []
    end = clause.start
    for mention in context.mentions_in(clause, *BODIES):
        if mention.span.start >= end and not _JOINT.fullmatch(text, end, mention.span.start):
            break
        bodies.append(mention.entity)
        end = max(end, mention.span.end)
    if bodies:
        return text[clause.start : end], tuple({body.iri: body for body in bodies}.values())
    phrase = _wording("about").search(masked(text, clause.start, clause.end))
    if phrase:
        return phrase[0], ()
    named = named_first(context, Span(start, clause.end)) if start <= clause.start else ()
    return "、".join(entity.label for entity in named), named


@cache
def _pattern(name: str) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{entry})" for entry in wording("problems")[name]))


@cache
def _failing() -> Sifted:
    return sifted(_pattern("failing"))


@cache
def _wording(name: str) -> re.Pattern[str]:
    return re.compile(wording("problems")[name])


@cache
def kind_rules() -> tuple[KindRule, ...]:
    """The rules of kinds in the order in which they are tried."""

    def compiled(words: str | None) -> re.Pattern[str] | None:
        return re.compile(words) if words else None

    return tuple(
        KindRule(
            ProblemKind(rule["kind"]),
            rule["name"],
            re.compile(rule["words"]),
            compiled(rule.get("subject")),
            compiled(rule.get("unless")),
            rule["example"],
        )
        for rule in wording("problems")["kinds"]
    )
