"""Which sectors a fact is about: those that its words name, else those named nearest around it.

Tried in this order, the first that names a sector decides: the passage; for problems what stands between the same
semicolons and brackets; the clause that opens the sentence by naming its field (危险化学品领域，…); the headings above.
Words in the title of an instrument count too: 《成品油市场管理办法》 is about 成品油.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from itertools import chain
from operator import itemgetter

from extract.context import Context, remembered
from extract.document import Span
from extract.grammar.wording import wording
from extract.outline import Clause
from extract.tokens import find_titles, tokenize

_BORDER_BEFORE = re.compile("[;\uff1b。:\uff1a(\uff08)\uff09]")
_BORDER_AFTER = re.compile("[;\uff1b。)\uff09]")
_SECTOR = "SECTOR"
_START = itemgetter(0)


@remembered
def sectors_in(context: Context, span: Span) -> tuple[str, ...]:
    """The sectors that the words of a stretch name, in its order and each once; titles are read too."""
    tokens = _sector_tokens(context)
    first = bisect_left(tokens, span.start, key=_START)
    last = bisect_left(tokens, span.end, first, key=_START)
    named = [(start, concept) for start, end, concept in tokens[first:last] if end <= span.end]
    words = context.of(span)
    for title, _ in find_titles(words):
        inner = title.of(words)[1:].rstrip("》")
        named += [
            (span.start + title.start, t.concepts[0])
            for t in tokenize(inner, context.lexicon)
            if _names(t.type, t.concepts)
        ]
    return tuple(dict.fromkeys(concept for _, concept in sorted(named)))


@remembered
def _sector_tokens(context: Context) -> list[tuple[int, int, str]]:
    """Where tokens that name sectors begin and end, and which sectors they name."""
    return [(t.start, t.end, t.concepts[0]) for t in context.tokens if _names(t.type, t.concepts)]


def sectors_of(context: Context, span: Span, clause: Clause, near: bool = False) -> tuple[str, ...]:
    """The sectors that a fact with this passage, in this clause, is about.

    With `near` what stands beside it between the same semicolons and brackets counts before the headings.
    """
    beside = (_beside(context, span, clause),) if near else ()
    found = (sectors_in(context, stretch) for stretch in chain((span,), beside, _around(context, clause)))
    return next((sectors for sectors in found if sectors), ())


def _beside(context: Context, span: Span, clause: Clause) -> Span:
    sentence = context.outline.sentences[clause.sentence].span
    borders = [m.end() for m in _BORDER_BEFORE.finditer(context.text, sentence.start, span.start)]
    after = _BORDER_AFTER.search(context.text, span.end, sentence.end)
    return Span(max(borders, default=sentence.start), after.start() if after else sentence.end)


def _around(context: Context, clause: Clause) -> Iterator[Span]:
    outline = context.outline
    sentence = outline.sentences[clause.sentence]
    first = outline.clauses[sentence.clauses[0]].span
    if re.search(wording("measures")["field"], context.of(first)):
        yield first
    for index in outline.ancestors(clause.section):
        heading = outline.sections[index].heading
        if heading is not None and index:
            yield heading


def _names(kind: str, concepts: tuple[str, ...]) -> bool:
    return kind == _SECTOR and bool(concepts)
