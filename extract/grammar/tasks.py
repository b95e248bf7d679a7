"""Headings that are themselves the task: items of a plan or a sharing-out with nothing below but who does it.

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
from extract.outline import Clause, Sense

_TASKS = frozenset({Genre.PLAN, Genre.NOTICE, Genre.DUTY_ASSIGNMENT})
_DEMANDS = frozenset({Sense.PLANS, Sense.NORM})
_SHALLOWEST = 2


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
    if assignment_grammar().tag.search(words) or _charge().fullmatch(words):
        return False
    return not shares_in(context, clause.span)


@cache
def _charge() -> re.Pattern[str]:
    return re.compile(wording("measures")["charge"])
