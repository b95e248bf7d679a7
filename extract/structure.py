"""From a document to its outline."""

from __future__ import annotations

from collections.abc import Sequence

from extract.document import Document, Genre, Span
from extract.headings import Segment, segments
from extract.markers import MarkerStyle, skip_signs
from extract.outline import Clause, Outline, Section, Sense, Sentence
from extract.section_stack import SectionStack
from extract.senses import base_sense, introduction_sense, sentence_sense
from extract.sentences import clause_spans, split
from extract.zones import Zone, blocks

__all__ = ["Clause", "Outline", "Section", "Sense", "Sentence", "outline"]

_STATUTES = (Genre.STATUTE, Genre.REGULATION)


def outline(document: Document) -> Outline:
    """The sections, sentences and clauses of a document.

    The first section is the document itself. Sentences end at 。！？ or with their paragraph, in statutes and list
    items at ；too. Headings and furniture have clauses as well, marked as such, so that every character that is not a
    separator, a list marker or white space belongs to exactly one clause.
    """
    return _Builder(document).build()


class _Builder:
    """One pass over the segments of a document."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.text = document.text
        self.segments = tuple(segments(document, blocks(document)))
        divided = any(segment.heading or segment.division for segment in self.segments)
        base = base_sense(document.metadata)
        introduction = introduction_sense(document.metadata) if divided else base
        self.stack = SectionStack(document, base, introduction)
        self.statute = document.metadata.genre in _STATUTES
        self.sentences: list[Sentence] = []
        self.clauses: list[Clause] = []
        self.article: str | None = None
        self.paragraph: int | None = None
        self.stems: dict[int, int] = {}
        self.pending_stem: int | None = None

    def build(self) -> Outline:
        for segment in self.segments:
            if segment.block.furniture or segment.block.zone is not Zone.BODY:
                self._outside(segment)
            else:
                self._inside(segment)
        return Outline(self.stack.close(), tuple(self.sentences), tuple(self.clauses))

    def _outside(self, segment: Segment) -> None:
        zone = segment.block.zone
        sense = {Zone.HEAD: Sense.HEAD, Zone.FOOT: Sense.FOOT}.get(zone, self.stack.sense)
        span = segment.span
        if segment.block.furniture:
            self._add(span, sense, [span], body=False)
            return
        start = skip_signs(self.text, span.start, span.end)
        self._add(span, sense, clause_spans(self.text, Span(start, span.end)))

    def _inside(self, segment: Segment) -> None:
        self.stack.enter(segment, statute=self.statute)
        self._locate(segment)
        item = self._item(segment)
        stem = self._stem(segment, item)
        if segment.heading:
            spans = clause_spans(self.text, segment.heading)
            self._add(segment.heading, self.stack.sense, spans, heading=True, item=item, stem=stem)
        if segment.content:
            self._content(segment.content, item, stem)
        colon = segment.span.of(self.text).rstrip().endswith(("：", ":"))
        self.pending_stem = len(self.clauses) - 1 if colon and self.clauses else None

    def _content(self, content: Span, item: str | None, stem: int | None) -> None:
        sense = self.stack.sense
        for span, clauses in split(self.text, content, semicolons=self.statute or item is not None):
            sense = sentence_sense(span.of(self.text), sense, self.document.metadata)
            self._add(span, sense, clauses, item=item, stem=stem)

    def _locate(self, segment: Segment) -> None:
        """Article and paragraph (款) of a statute: items do not count as paragraphs."""
        if not self.statute:
            return
        if segment.article:
            self.article, self.paragraph = segment.article, 1
        elif segment.division:
            self.article = self.paragraph = None
        elif self.article and segment.first and segment.marker is None and not self._is_item(segment):
            self.paragraph = (self.paragraph or 0) + 1

    def _is_item(self, segment: Segment) -> bool:
        """Whether an unmarked paragraph of a statute is an item that lost its marker."""
        listed = self.pending_stem is not None or MarkerStyle.HAN_BRACKETED in self.stems
        return listed and self.text[segment.span.end - 1] in "；;"

    def _item(self, segment: Segment) -> str | None:
        if segment.marker is None or segment.article or segment.division or (segment.heading and not self.statute):
            return None
        return segment.marker.span.of(self.text)

    def _stem(self, segment: Segment, item: str | None) -> int | None:
        """The clause that introduces the list that an item belongs to; lists nest by the style of their markers.

        In statutes a list goes on to the end of its article, over paragraphs between the items; a paragraph that ends
        like an item is one, its marker lost.
        """
        if self.statute and (segment.article or segment.division):
            self.stems.clear()
            return None
        if segment.marker is None or item is None:
            return self._unmarked_stem(segment) if segment.marker is None and segment.first else None
        style = segment.marker.style
        starts = segment.marker.number == 1 or style not in self.stems
        before = len(self.clauses) - 1 if self.statute and segment.marker.number == 1 else None
        stem = self.pending_stem if self.pending_stem is not None else before
        if stem is not None and starts:
            self.stems[style] = stem
        for narrower in [known for known in self.stems if known > style]:
            del self.stems[narrower]
        return self.stems.get(style)

    def _unmarked_stem(self, segment: Segment) -> int | None:
        if not self.statute:
            self.stems.clear()
            return None
        if not self._is_item(segment):
            return None
        if self.pending_stem is not None:
            self.stems[MarkerStyle.HAN_BRACKETED] = self.pending_stem
        return self.stems.get(MarkerStyle.HAN_BRACKETED)

    def _add(
        self,
        span: Span,
        sense: Sense,
        spans: Sequence[Span],
        *,
        heading: bool = False,
        body: bool = True,
        item: str | None = None,
        stem: int | None = None,
    ) -> None:
        """One sentence with its clauses; a stretch of punctuation alone has none and is left between pieces."""
        first = len(self.clauses)
        path = () if sense in (Sense.HEAD, Sense.FOOT) else self.stack.path
        section = self.stack.current if path or sense not in (Sense.HEAD, Sense.FOOT) else 0
        if not spans:
            return
        for clause in spans:
            self.clauses.append(
                Clause(
                    clause,
                    len(self.sentences),
                    section,
                    path,
                    sense,
                    self.article,
                    self.paragraph,
                    item,
                    stem,
                    heading,
                    body,
                )
            )
        self.sentences.append(Sentence(span, section, range(first, len(self.clauses))))
