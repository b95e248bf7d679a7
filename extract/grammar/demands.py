"""Which sentences say what somebody has to do, whatever the section around them is about.

要, 应当, 必须 before the verb make a demand of a clause and of those behind it in its sentence. A paragraph that
opens with a demand demands throughout, and so does a document most of whose paragraphs do.
"""

from __future__ import annotations

import re
from functools import cache

from extract.context import Context
from extract.document import Genre
from extract.grammar.predicates import alternatives, opens_with_verb
from extract.grammar.wording import wording
from extract.outline import Sense, Sentence

_REPORTING = frozenset({Sense.DONE, Sense.BACKGROUND})
_TOLD = frozenset({Genre.MEETING_NEWS, Genre.UNKNOWN})
_FEWEST_PARAGRAPHS = 2
_NEAR = 16


class Demands:
    """The paragraphs of one document that demand, though their sections do not say so."""

    def __init__(self, context: Context) -> None:
        self._text = context.text
        opened = _opening_sentences(context)
        self._paragraphs = {start for start, demand in opened.items() if demand}
        many = len(self._paragraphs)
        told = context.document.metadata.genre in _TOLD
        self._all = not told and many >= _FEWEST_PARAGRAPHS and many * 2 >= len(opened)

    def whole(self, sentence: Sentence) -> bool:
        """Whether the sentence stands in a paragraph that demands throughout."""
        return self._all or _paragraph(self._text, sentence) in self._paragraphs


def _paragraph(text: str, sentence: Sentence) -> int:
    return text.rfind("\n", 0, sentence.span.start)


def _opening_sentences(context: Context) -> dict[int, bool]:
    """Whether the first sentence of each paragraph that reports demands something."""
    opened: dict[int, bool] = {}
    for sentence in context.outline.sentences:
        first = context.outline.clauses[sentence.clauses[0]]
        if first.sense in _REPORTING and first.body and not first.heading:
            opened.setdefault(_paragraph(context.text, sentence), _opens(context, sentence))
    return opened


def _opens(context: Context, sentence: Sentence) -> bool:
    """Whether the sentence opens with a demand: 要 stands near the start of its first or second clause, or 会议强调."""
    text = context.text
    if alternatives("speaking").match(text, sentence.span.start, sentence.span.end):
        return True
    spans = (context.outline.clauses[index].span for index in sentence.clauses[:2])
    return any(
        is_demand(text, span.start, min(span.end, span.start + _NEAR))
        for span in spans
        if text.startswith("要", span.start) or not opens_with_verb(text, span.start, span.end)
    )


def is_demand(text: str, start: int, end: int) -> bool:
    """Whether a word of obligation stands between two offsets, and not within an attribute (应当备案的企业)."""
    return any("的" not in text[match.end() : end] for match in _modal().finditer(text, start, end))


@cache
def _modal() -> re.Pattern[str]:
    return re.compile(wording("measures")["obligation"])
