"""Paragraphs cut into segments: what a marker opens, with its heading and its content."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from extract.document import Document, Genre, Span
from extract.markers import Marker, MarkerStyle, inline_markers, line_marker
from extract.paragraphs import trimmed
from extract.senses import opens_section
from extract.sentences import sentence_spans
from extract.zones import Block, Zone

_LONGEST_HEADING = 60
_LONGEST_TOPIC = 45
_LONGEST_UNMARKED = 40
_LONGEST_BEARER = 40
_STOPS = "。！？!?"
_BREAKS = _STOPS + "；;，,：:、"
_DIVISIONS = (MarkerStyle.PART, MarkerStyle.CHAPTER, MarkerStyle.SECTION)
_STATUTES = (Genre.STATUTE, Genre.REGULATION)
_ATTACHMENT = re.compile(
    r"附\s*[件表图录则]\s*(\d{1,2}|[一二三四五六七八九十]+)?\s*[:：]?([^。；]{0,40}[^。；：:，])?$"
)
_COLON = re.compile(r"[：:]")


@dataclass(frozen=True, slots=True)
class Segment:
    """A paragraph or the part of one that a marker opens.

    `marker` is None where none opens it; `heading` is the heading's text without marker and final stop, `content` the
    rest. `first` says that the segment begins its paragraph. `unmarked` is for headings without a marker, `opening` for
    the paragraphs of a meeting's news that open sections. `next_style` is the style of the marker that follows.
    """

    block: Block
    span: Span
    first: bool
    marker: Marker | None = None
    heading: Span | None = None
    content: Span | None = None
    unmarked: bool = False
    opening: bool = False
    next_style: MarkerStyle | None = None
    article: str | None = None
    division: bool = False


def segments(document: Document, found: tuple[Block, ...]) -> Iterator[Segment]:
    """The segments of a document in order; blocks of head, foot and furniture are one segment each."""
    body = [i for i, block in enumerate(found) if block.zone is Zone.BODY and not block.furniture]
    following = dict(pairwise([*body, -1]))
    for index, block in enumerate(found):
        if index not in following:
            yield Segment(block, block.span, first=True, content=block.span)
            continue
        after = found[following[index]] if following[index] >= 0 else None
        yield from _body(document, block, after)


def _body(document: Document, block: Block, after: Block | None) -> Iterator[Segment]:
    text, span = document.text, block.span
    opener = line_marker(text, span.start, span.end)
    next_marker = line_marker(text, after.span.start, after.span.end) if after else None
    statute = document.metadata.genre in _STATUTES
    if opener and opener.style <= MarkerStyle.ARTICLE:
        yield from _statute_line(text, block, opener)
        return
    if opener is None and statute and _divides(span.of(text), next_marker):
        yield Segment(block, span, True, None, span, None, unmarked=True, division=True)
        return
    if opener is None and not statute:
        special = _unmarked(document, block, after, next_marker)
        if special:
            yield special
            return
    begin = opener.span.end if opener else span.start
    markers = [marker for marker in inline_markers(text, begin, span.end) if marker.span.start > span.start]
    if opener is None:
        leading = inline_markers(text, span.start, span.end)
        opener = leading[0] if leading and leading[0].span.start == span.start else None
        markers = [marker for marker in leading if marker is not opener]
    borders = [*(marker.span.start for marker in markers), span.end]
    current: Marker | None = opener
    start = span.start
    for index, border in enumerate(borders):
        whole = trimmed(text, start, border)
        if whole:
            last = index == len(borders) - 1
            yield _segment(text, block, whole, current, after, next_marker if last else markers[index], statute)
        start = border
        current = markers[index] if index < len(markers) else None


def _divides(words: str, next_marker: Marker | None) -> bool:
    """Whether a line of a statute begins a division without a marker: an attachment, or a title before an article."""
    if _ATTACHMENT.fullmatch(words):
        return True
    article = next_marker is not None and next_marker.style is MarkerStyle.ARTICLE
    return article and len(words) <= _LONGEST_UNMARKED and not any(c in _BREAKS for c in words)


def _segment(
    text: str,
    block: Block,
    whole: Span,
    marker: Marker | None,
    after: Block | None,
    next_marker: Marker | None,
    statute: bool,
) -> Segment:
    first = whole.start == block.span.start
    content = trimmed(text, marker.span.end if marker else whole.start, whole.end)
    inline = next_marker is not None and next_marker.span.start < block.span.end
    style = next_marker.style if next_marker else None
    if marker is None or content is None or statute:
        return Segment(block, whole, first, marker, None, content, next_style=style)
    heading = _heading(text, marker, content, after is not None or inline, next_marker)
    rest = trimmed(text, heading.end, content.end) if heading else content
    if heading:
        rest = _after_stop(text, heading.end, content.end)
    return Segment(block, whole, first, marker, heading, rest, next_style=style)


def _heading(text: str, marker: Marker, content: Span, followed: bool, next_marker: Marker | None) -> Span | None:
    """The heading of a marked segment without its stop, or None where the segment is an item of a list.

    A line without a stop is a heading; so is a short first sentence with more behind it, and the name before an early
    colon (县应急管理局：负责…). Topics of 一是 are single clauses.
    """
    enumeration = marker.style is MarkerStyle.ENUMERATION
    longest = _LONGEST_TOPIC if enumeration else _LONGEST_HEADING
    run_in = _before_colon(text, content)
    if run_in:
        return run_in
    sentence = sentence_spans(text, content)[0]
    if sentence.end == content.end:
        return _lone(text, marker, content, followed, next_marker)
    if text[sentence.end - 1] not in _STOPS or len(sentence) - 1 > longest:
        return None
    if enumeration and any(character in "，,；;" for character in sentence.of(text)):
        return None
    return Span(sentence.start, sentence.end - 1)


def _lone(text: str, marker: Marker, content: Span, followed: bool, next_marker: Marker | None) -> Span | None:
    """A segment of one sentence: a heading when it has no stop, or when unmarked text follows on the next lines."""
    stop = text[content.end - 1]
    length = len(content)
    if marker.style is MarkerStyle.ENUMERATION or length > _LONGEST_HEADING or not followed:
        return None
    if stop not in _BREAKS:
        return content
    sibling = next_marker is not None and next_marker.style == marker.style
    if stop == "。" and not sibling and length <= _LONGEST_TOPIC:
        return Span(content.start, content.end - 1)
    return None


def _before_colon(text: str, content: Span) -> Span | None:
    match = _COLON.search(text, content.start, min(content.end, content.start + _LONGEST_BEARER))
    if not match or match.end() >= content.end or not text[match.end() : content.end].strip():
        return None
    before = trimmed(text, content.start, match.start())
    if before is None or any(character in "，,。；;“《（(" for character in before.of(text)):
        return None
    return before


def _after_stop(text: str, start: int, end: int) -> Span | None:
    while start < end and (text[start] in _STOPS + "：:" or text[start].isspace()):
        start += 1
    return trimmed(text, start, end)


def _statute_line(text: str, block: Block, opener: Marker) -> Iterator[Segment]:
    span = block.span
    content = trimmed(text, opener.span.end, span.end)
    if opener.style in _DIVISIONS:
        yield Segment(block, span, True, opener, content, None, division=True)
        return
    article = opener.span.of(text)
    if content is None:
        yield Segment(block, span, True, opener, None, None, article=article)
        return
    markers = [m for m in inline_markers(text, content.start, content.end) if m.style is MarkerStyle.HAN_BRACKETED]
    borders = [*(marker.span.start for marker in markers), span.end]
    first = trimmed(text, content.start, borders[0])
    yield Segment(block, Span(span.start, borders[0]), True, opener, None, first, article=article)
    for index, marker in enumerate(markers):
        whole = Span(marker.span.start, borders[index + 1])
        yield Segment(block, whole, False, marker, None, trimmed(text, marker.span.end, whole.end))


def _unmarked(document: Document, block: Block, after: Block | None, next_marker: Marker | None) -> Segment | None:
    """A heading without a marker, the opening of a meeting's news section, or a bearer before a colon."""
    text, span = document.text, block.span
    words = span.of(text)
    style = next_marker.style if next_marker else None
    if _ATTACHMENT.fullmatch(words):
        return Segment(block, span, True, None, span, None, unmarked=True, next_style=None)
    short = len(words) <= _LONGEST_UNMARKED and words[-1] not in _BREAKS + "）)、—-" and len(words) >= 4
    if short and after is not None and not any(c in "。；;：:" for c in words):
        followed = next_marker is not None or len(after.span) > _LONGEST_UNMARKED
        if followed:
            return Segment(block, span, True, None, span, None, unmarked=True, next_style=style)
    if document.metadata.genre is Genre.DUTY_ASSIGNMENT:
        run_in = _before_colon(text, span)
        if run_in:
            rest = _after_stop(text, run_in.end, span.end)
            return Segment(block, span, True, None, run_in, rest, unmarked=True, next_style=style)
    if document.metadata.genre is Genre.MEETING_NEWS and opens_section(words):
        return None
    return None
