"""Paragraphs cut into segments: what a marker opens, with its heading and its content."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from extract.document import Document, Genre, Span
from extract.markers import Marker, MarkerStyle, inline_markers, line_marker
from extract.paragraphs import trimmed
from extract.sentences import sentence_spans
from extract.table_rows import Row, columns_of, row_of
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
_ISSUED = re.compile(r"(?:印发|转发|公布|发布)(.+?)的?(?:通知|公告|通告)$")
_FEWEST = 4
# What a label names before its value (责任单位：县商务局) is no heading.
_LABEL = re.compile(r"(单位|部门|机关|时限|时间|阶段|领导|人员?|范围|对象|地点|电话)$")
# A task with its owners behind it, （牵头单位：县商务局）, is content and not a heading.
_TAG = re.compile(
    r"[\s（(【\[]*(?:牵头|责任|配合|参加|参与|主管|落实|承办|协办|督导|完成)[\u4e00-\u9fff]{0,6}[】\]]?\s*[:：]"
    r"|\s*[（(][^（）()]{0,80}(?:牵头|负责|配合|落实|责任单位)[^（）()]{0,80}[）)][。；]?\s*$"
)
# An item that begins with what its bearer does is no heading, however short.
_DUTY = re.compile(r"(负责|承担|会同|配合|协助|参与|牵头负责|组织协调|依法|按照)")


@dataclass(frozen=True, slots=True)
class Segment:
    """A paragraph or the part of one that a marker opens.

    `marker` is None where none opens it; `heading` is the heading's text without marker and final stop, `content` the
    rest. `first` says that the segment begins its paragraph. `unmarked` is for headings without a marker,
    `row`
    for rows of tables, `division` for the parts and chapters of a law and for attachments. `next_style` is the style
    of the marker that follows.
    """

    block: Block
    span: Span
    first: bool
    marker: Marker | None = None
    heading: Span | None = None
    content: Span | None = None
    unmarked: bool = False
    next_style: MarkerStyle | None = None
    article: str | None = None
    division: bool = False
    row: bool = False


def segments(document: Document, found: tuple[Block, ...]) -> Iterator[Segment]:
    """The segments of a document in order; blocks of head, foot and furniture are one segment each."""
    body = [i for i, block in enumerate(found) if block.zone is Zone.BODY and not block.furniture]
    following = dict(pairwise([*body, -1]))
    segmenter = _Segmenter(document)
    for index, block in enumerate(found):
        if index not in following:
            yield Segment(block, block.span, first=True, content=block.span)
            continue
        after = found[following[index]] if following[index] >= 0 else None
        yield from segmenter.segments(block, after)


class _Segmenter:
    """Cuts one block after another. `habits` tells for each style whether the list at hand is one of items."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.text = document.text
        self.statute = document.metadata.genre in _STATUTES
        issued = _ISSUED.search(document.metadata.title or "")
        self.issued = issued[1].strip("《》") if issued else ""
        self.items: dict[MarkerStyle, bool] = {}
        self.columns: tuple[str, ...] | None = None

    def segments(self, block: Block, after: Block | None) -> Iterator[Segment]:
        """The segments of one block of the body; `after` is the next such block."""
        text, span = self.text, block.span
        opener = line_marker(text, span.start, span.end)
        following = line_marker(text, after.span.start, after.span.end) if after else None
        if opener and opener.style <= MarkerStyle.ARTICLE:
            yield from self._law_line(block, opener)
            return
        if opener is None and self.columns:
            row = row_of(text, span, self.columns)
            if row:
                yield from self._row(block, row)
                return
        if opener is None and not self.statute:
            columns = columns_of(text, span, after.span if after else None)
            if columns:
                self.columns = columns
                yield Segment(block, span, True, None, None, span)
                return
        if opener is None:
            alone = self._divided(block, following) if self.statute else self._unmarked(block, after, following)
            if alone:
                yield alone
                return
        markers = list(inline_markers(text, opener.span.end if opener else span.start, span.end, opener))
        if opener is None and markers and markers[0].span.start == span.start:
            opener = markers.pop(0)
        bounds = [*markers, following]
        start, current = span.start, opener
        for marker in bounds:
            inside = marker is not None and marker.span.start < span.end
            end = marker.span.start if marker and inside else span.end
            whole = trimmed(text, start, end)
            if whole:
                yield self._segment(block, whole, current, marker, inside or after is not None)
            start, current = end, marker
            if not inside:
                return

    def _segment(
        self, block: Block, whole: Span, marker: Marker | None, following: Marker | None, followed: bool
    ) -> Segment:
        first = whole.start == block.span.start
        content = trimmed(self.text, marker.span.end if marker else whole.start, whole.end)
        style = following.style if following else None
        if marker is None or content is None or self.statute:
            return Segment(block, whole, first, marker, None, content, next_style=style)
        heading = self._heading(marker, content, following, followed, first)
        if len(content) >= _FEWEST:
            self.items[marker.style] = heading is None
        rest = self._after_stop(heading.end, content.end) if heading else content
        if heading and rest and _TAG.match(rest.of(self.text)):
            heading, rest = None, content
            self.items[marker.style] = True
        return Segment(block, whole, first, marker, heading, rest, next_style=style)

    def _heading(
        self, marker: Marker, content: Span, following: Marker | None, followed: bool, first: bool
    ) -> Span | None:
        """The heading of a marked segment without its stop, or None where the segment is an item of a list.

        A line without a stop is a heading; so is a short first sentence with more behind it, and the name before an
        early colon (县应急管理局：负责…). Topics of 一是 are single clauses.
        """
        enumeration = marker.style is MarkerStyle.ENUMERATION
        run_in = self._before_colon(content)
        if run_in:
            return run_in
        sentence = sentence_spans(self.text, content)[0]
        if sentence.end == content.end:
            if enumeration and not (following and following.style is not marker.style and followed and first):
                return None
            return self._lone(marker, content, following, followed, first)
        longest = _LONGEST_TOPIC if enumeration else _LONGEST_HEADING
        if self.text[sentence.end - 1] not in _STOPS or len(sentence) - 1 > longest:
            return None
        words = sentence.of(self.text)
        if enumeration and any(character in "，,；;" for character in words):
            return None
        if self.document.metadata.genre is Genre.DUTY_ASSIGNMENT and _DUTY.match(words):
            return None
        return Span(sentence.start, sentence.end - 1)

    def _lone(
        self, marker: Marker, content: Span, following: Marker | None, followed: bool, first: bool
    ) -> Span | None:
        """A segment of one sentence: a heading when it has no stop, or when text or a narrower list follows it.

        A list whose earlier members are items goes on as one.
        """
        listed = marker.number > 1 and self.items.get(marker.style, False)
        if len(content) > _LONGEST_HEADING or not followed or _DUTY.match(content.of(self.text)):
            return None
        narrower = following is not None and following.style > marker.style
        stop = self.text[content.end - 1]
        if stop not in _BREAKS:
            return None if listed and not narrower else content
        if stop != "。" or len(content) > _LONGEST_TOPIC or listed:
            return None
        if narrower or (first and following is None):
            return Span(content.start, content.end - 1)
        return None

    def _before_colon(self, content: Span) -> Span | None:
        """What stands before an early colon, where it names a body or a topic and more follows."""
        match = _COLON.search(self.text, content.start, min(content.end, content.start + _LONGEST_BEARER))
        if not match or not self.text[match.end() : content.end].strip():
            return None
        before = trimmed(self.text, content.start, match.start())
        if before is None or any(character in "，,。；;“《（(" for character in before.of(self.text)):
            return None
        return None if _LABEL.search(before.of(self.text)) else before

    def _after_stop(self, start: int, end: int) -> Span | None:
        while start < end and (self.text[start] in _STOPS + "：:" or self.text[start].isspace()):
            start += 1
        return trimmed(self.text, start, end)

    def _law_line(self, block: Block, opener: Marker) -> Iterator[Segment]:
        """A line that opens a part, chapter, section or article of a law."""
        text, span = self.text, block.span
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

    def _row(self, block: Block, row: Row) -> Iterator[Segment]:
        """A row of a table: what it is about, then one segment for each of its other cells."""
        start = block.span.start
        end = row.bearer.end if row.bearer else start
        if row.opens:
            first = None if row.bearer else next(iter(row.contents), None)
            end = first.end if first else end
            yield Segment(block, Span(start, end), True, None, row.bearer, first, unmarked=True, row=True)
        for content in row.contents:
            if content.start >= end:
                yield Segment(block, content, False, None, None, content)

    def _divided(self, block: Block, following: Marker | None) -> Segment | None:
        """A line of a law that begins a division without a marker: an attachment, or a title before an article."""
        words = block.span.of(self.text)
        article = following is not None and following.style is MarkerStyle.ARTICLE
        title = article and len(words) <= _LONGEST_UNMARKED and not any(c in _BREAKS for c in words)
        if not title and not _ATTACHMENT.fullmatch(words):
            return None
        style = MarkerStyle.ARTICLE if title else None
        return Segment(block, block.span, True, None, block.span, unmarked=True, division=True, next_style=style)

    def _prints_issued(self, words: str) -> bool:
        """Whether a line is the title of what the document issues: 关于印发《某方案》的通知 prints 某方案 below."""
        alike = words in self.issued or self.issued in words
        return bool(self.issued) and _FEWEST <= len(words) <= _LONGEST_HEADING and alike and words[-1] not in _BREAKS

    def _unmarked(self, block: Block, after: Block | None, following: Marker | None) -> Segment | None:
        """A heading without a marker: of an attachment, of a printed document, of a section, or a bearer's name."""
        span = block.span
        words = span.of(self.text)
        style = following.style if following else None
        if _ATTACHMENT.fullmatch(words) or self._prints_issued(words):
            return Segment(block, span, True, None, span, None, unmarked=True, division=True)
        short = _FEWEST <= len(words) <= _LONGEST_UNMARKED and words[-1] not in _BREAKS + "）)、—-"
        leads = after is not None and (following is not None or len(after.span) > _LONGEST_UNMARKED)
        if short and leads and not any(c in "。；;：:" for c in words):
            return Segment(block, span, True, None, span, None, unmarked=True, next_style=style)
        if self.document.metadata.genre is Genre.DUTY_ASSIGNMENT:
            run_in = self._before_colon(span)
            if run_in:
                rest = self._after_stop(run_in.end, span.end)
                return Segment(block, span, True, None, run_in, rest, unmarked=True, next_style=style)
        return None
