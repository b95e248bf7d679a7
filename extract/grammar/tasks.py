"""Which sentences hold tasks: some headings do, while sentences that only charge or that only name what follows do not.

（三）清理楼道杂物。（责任单位：甲局） gives its task in what reads like a heading. A heading with sections or
sentences of its own below it only names what they say.
"""

from __future__ import annotations

import re
from functools import cache

from extract.context import Context
from extract.document import Genre
from extract.grammar.assignment_duties import assignment_grammar
from extract.grammar.bracket_duties import shares_in
from extract.grammar.wording import wording
from extract.outline import Clause, Sense, Sentence

_TASKS = frozenset({Genre.PLAN, Genre.NOTICE, Genre.DUTY_ASSIGNMENT})
_DEMANDS = frozenset({Sense.PLANS, Sense.NORM})
_SHALLOWEST = 2
_SLOGAN = 6
_ITEM = 6


def leaf_headings(context: Context) -> frozenset[int]:
    """The indices of the clauses of headings that are tasks themselves."""
    if context.document.metadata.genre not in _TASKS:
        return frozenset()
    outline = context.outline
    inner = {section.parent for section in outline.sections}
    inner |= {
        clause.section for clause in outline.clauses if clause.body and not clause.heading and _tells(context, clause)
    }
    return frozenset(
        index
        for index, clause in enumerate(outline.clauses)
        if clause.heading
        and clause.sense in _DEMANDS
        and clause.section not in inner
        and outline.sections[clause.section].depth >= _SHALLOWEST
    )


def _tells(context: Context, clause: Clause) -> bool:
    """Whether a clause below a heading says more than who does it."""
    words = context.of(clause.span)
    if assignment_grammar().tag.search(words) or _words("charge").fullmatch(words):
        return False
    return not shares_in(context, clause.span)


def charges_only(context: Context, sentence: Sentence) -> bool:
    """Whether a sentence of a plan or notice says who is charged with what (甲局负责…): a duty and no task.

    So do all sentences of a section on duties (指挥部成员单位职责) and those that begin with a name and a colon.
    """
    genre = context.document.metadata.genre
    if genre is Genre.SUMMARY:
        return False
    words = sentence.span.of(context.text)
    if _words("charging").search(words) or _words("bearer_colon").match(words):
        return True
    if genre is Genre.DUTY_ASSIGNMENT:
        return False
    sections = context.outline.sections
    return any(
        _words("on_duties").search(sections[index].title) for index in context.outline.ancestors(sentence.section)
    )


def names_only(context: Context, sentence: Sentence) -> bool:
    """Whether a sentence is a slogan that opens an item: 二是明确任务，狠抓落实。 with what it means behind it."""
    clauses = [context.outline.clauses[index] for index in sentence.clauses]
    if any(clause.heading or len(clause.span) > _SLOGAN for clause in clauses):
        return False
    behind = context.text[sentence.span.end : sentence.span.end + 1]
    opens = _words("item_opening").search(context.text, max(0, sentence.span.start - _ITEM), sentence.span.start)
    return opens is not None and behind not in ("", "\n")


@cache
def _words(name: str) -> re.Pattern[str]:
    return re.compile(wording("measures")[name])
