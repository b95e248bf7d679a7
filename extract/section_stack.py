"""Which sections are open at a place of a text, while its segments go by."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from extract.document import Document, Genre, Span
from extract.headings import Segment
from extract.markers import MarkerStyle
from extract.outline import Section, Sense
from extract.senses import heading_sense, opens_section, paragraph_sense

_RANK = 10
_UNMARKED_RANK = 55
_OPENING_RANK = 15
_SHIFT_RANK = 95
_ROW_RANK = 97
_DIVISION_RANK = 5
_SPREAD = 6
_HAN_GAP = re.compile(r"(?<=[\u4e00-\u9fff])[ \t\u00a0\u3000]+(?=[\u4e00-\u9fff])")
_LEADS = (MarkerStyle.DIGIT, MarkerStyle.DIGIT_BRACKETED, MarkerStyle.CIRCLE)


@dataclass(frozen=True, slots=True)
class _Open:
    index: int
    rank: int
    style: MarkerStyle | None
    line: bool
    path: tuple[str, ...]


class SectionStack:
    """The open sections, from the document down, and the list of all sections so far."""

    def __init__(self, document: Document, base: Sense, introduction: Sense) -> None:
        self.document = document
        self.text = document.text
        title = document.metadata.title or ""
        whole = Span(0, len(self.text))
        self.sections = [Section(whole, None, None, title, 0, None, base)]
        self.base = base
        self.introduction = introduction
        self.open: list[_Open] = []
        self.last: Segment | None = None

    @property
    def current(self) -> int:
        """The index of the narrowest open section."""
        return self.open[-1].index if self.open else 0

    @property
    def sense(self) -> Sense:
        """The sense of the narrowest open section; before the first section, that of an introduction."""
        return self.sections[self.current].sense if self.open else self.introduction

    @property
    def path(self) -> tuple[str, ...]:
        """The labels of the open sections, from the widest."""
        return self.open[-1].path if self.open else ()

    def enter(self, segment: Segment, statute: bool) -> None:
        """Opens and closes sections as the segment demands."""
        if statute:
            if segment.marker and (segment.article or segment.division):
                self._marked(segment)
            elif segment.division:
                self._unmarked_division(segment)
        elif segment.marker:
            self._marked(segment)
        elif segment.unmarked:
            self._unmarked(segment)
        elif segment.first:
            self._paragraph(segment)
        self.last = segment

    def close(self) -> tuple[Section, ...]:
        """All sections, their spans closed."""
        self._pop_to(0, len(self.text))
        return tuple(self.sections)

    def _marked(self, segment: Segment) -> None:
        assert segment.marker is not None
        style, number = segment.marker.style, segment.marker.number
        rank = style * _RANK
        same = next((i for i in range(len(self.open) - 1, -1, -1) if self.open[i].style is style), None)
        if same is not None:
            keep = same
        elif number == 1 and self._encloses(style):
            keep = len(self.open)
        else:
            keep = next((i for i, item in enumerate(self.open) if item.rank >= rank), len(self.open))
        self._push(segment, keep, rank, style)

    def _encloses(self, style: MarkerStyle) -> bool:
        """Whether a list that starts here belongs below the narrowest section, whatever its marker.

        It does after a heading that has no text of its own yet, and below an item that began its own line.
        """
        if not self.open:
            return True
        last = self.last
        if last is not None and last.heading is not None and last.content is None and not last.unmarked:
            return True
        top = self.open[-1]
        return top.style is MarkerStyle.ENUMERATION and top.line and style in _LEADS

    def _unmarked_division(self, segment: Segment) -> None:
        """An attachment encloses all; a title before an article is a chapter that lost its number."""
        if segment.next_style is not MarkerStyle.ARTICLE:
            self._push(segment, 0, _DIVISION_RANK, None)
            return
        rank = MarkerStyle.CHAPTER * _RANK
        keep = next((i for i, item in enumerate(self.open) if item.rank >= rank), len(self.open))
        self._push(segment, keep, rank, MarkerStyle.CHAPTER)

    def _unmarked(self, segment: Segment) -> None:
        """A heading that lost its marker stands beside the parent of the list that follows it."""
        if segment.division:
            self._unmarked_division(segment)
            return
        if segment.row:
            keep = next((i for i, item in enumerate(self.open) if item.rank >= _ROW_RANK), len(self.open))
            self._push(segment, keep, _ROW_RANK, None)
            return
        below = next((i for i, item in enumerate(self.open) if item.style and item.style is segment.next_style), None)
        if below is not None and below > 0:
            parent = self.open[below - 1]
            self._push(segment, below - 1, parent.rank, parent.style)
            return
        keep = next((i for i, item in enumerate(self.open) if item.rank >= _UNMARKED_RANK), len(self.open))
        replaced = self.open[keep] if keep < len(self.open) else None
        if replaced is not None and replaced.style and replaced.style is not segment.next_style:
            self._push(segment, keep, replaced.rank, replaced.style)
        else:
            self._push(segment, keep, _UNMARKED_RANK, None)

    def _paragraph(self, segment: Segment) -> None:
        """An unmarked paragraph ends a list that ran inside the one before; its first words may open a section."""
        while self.open and not self.open[-1].line:
            self._pop_to(len(self.open) - 1, segment.span.start)
        words = segment.span.of(self.text)
        metadata = self.document.metadata
        if metadata.genre is Genre.MEETING_NEWS and opens_section(words):
            self._pop_to(0, segment.span.start)
            sense = paragraph_sense(words, Sense.BACKGROUND, metadata)
            self._add(segment, Span(segment.span.start, segment.span.start), 0, _OPENING_RANK, None, sense)
            return
        keep = next((i for i, item in enumerate(self.open) if item.rank >= _SHIFT_RANK), len(self.open))
        parent = self.sections[self.open[keep - 1].index].sense if keep else self.introduction
        sense = paragraph_sense(words, parent, metadata)
        if sense is not parent:
            self._pop_to(keep, segment.span.start)
            self._add(segment, Span(segment.span.start, segment.span.start), keep, _SHIFT_RANK, None, sense)

    def _push(self, segment: Segment, keep: int, rank: int, style: MarkerStyle | None) -> None:
        self._pop_to(keep, segment.span.start)
        title = self._title(segment.heading)
        parent = self.sections[self.current].sense if self.open else self.base
        sense = heading_sense(title, keep + 1, parent, self.document.metadata) if title else parent
        heading = Span(segment.span.start, segment.heading.end) if segment.heading else None
        self._add(segment, heading, keep, rank, style, sense)

    def _add(
        self, segment: Segment, heading: Span | None, keep: int, rank: int, style: MarkerStyle | None, sense: Sense
    ) -> None:
        marker = segment.marker.span.of(self.text) if segment.marker else None
        title = self._title(segment.heading)
        span = Span(segment.span.start, len(self.text))
        named = heading if heading and len(heading) else None
        self.sections.append(Section(span, named, marker, title, keep + 1, self.current if self.open else 0, sense))
        label = self.sections[-1].label
        path = (*self.path, label) if label else self.path
        self.open.append(_Open(len(self.sections) - 1, rank, style, segment.first and not segment.row, path))

    def _pop_to(self, keep: int, end: int) -> None:
        while len(self.open) > keep:
            item = self.open.pop()
            section = self.sections[item.index]
            self.sections[item.index] = replace(section, span=Span(section.span.start, end))

    def _title(self, heading: Span | None) -> str:
        """The heading's words; 总　　则 loses the space that only spreads it."""
        if heading is None:
            return ""
        words = " ".join(heading.of(self.text).split())
        return _HAN_GAP.sub("", words) if len(words) <= _SPREAD else words
