"""The outline of a document: sections, sentences and clauses, each with its span in the document's text."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from extract.document import Span


class Sense(StrEnum):
    """What a stretch of a document talks about."""

    DONE = "done"
    PROBLEMS = "problems"
    PLANS = "plans"
    BACKGROUND = "background"
    NORM = "norm"
    HEAD = "head"
    FOOT = "foot"


@dataclass(frozen=True, slots=True)
class Section:
    """A heading or numbered item with everything below it.

    `span` holds the heading, the section's own text and its subsections; `heading` is the heading's text with its
    marker, `title` without it. `parent` is an index into the outline's sections. The first section is the document.
    """

    span: Span
    heading: Span | None
    marker: str | None
    title: str
    depth: int
    parent: int | None
    sense: Sense

    @property
    def label(self) -> str:
        """Marker and title as a reader would cite them: `（二）全面组织排查`, `第三条`, `一是`."""
        if self.marker and self.title:
            space = " " if self.marker.startswith("第") else ""
            return f"{self.marker}{space}{self.title}"
        return self.title or self.marker or ""


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence with its final punctuation; `clauses` is a range of indices into the outline's clauses."""

    span: Span
    section: int
    clauses: range


@dataclass(frozen=True, slots=True)
class Clause:
    """The stretch between two cuts of a sentence, without separators, list markers and surrounding white space.

    `sentence` and `section` are indices into the outline; `path` is the labels of the sections around it, from the
    widest, the document itself left out. `article` (`第十条`), `paragraph` (from 1) and `item` (`（三）`, `一是`)
    say where in a statute or list it stands; `stem` is the index of the clause that introduces the list
    (`应当履行下列职责`). `heading` says that it is part of a heading; `body` is False for page furniture.
    """

    span: Span
    sentence: int
    section: int
    path: tuple[str, ...]
    sense: Sense
    article: str | None = None
    paragraph: int | None = None
    item: str | None = None
    stem: int | None = None
    heading: bool = False
    body: bool = True


class PieceKind(StrEnum):
    """What a character of the text belongs to."""

    CLAUSE = "clause"
    FURNITURE = "furniture"
    BETWEEN = "between"


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of the text of one kind; the pieces of an outline join to the whole text."""

    span: Span
    kind: PieceKind


@dataclass(frozen=True)
class Outline:
    """Sections, sentences and clauses of one document, each sorted by span."""

    sections: tuple[Section, ...]
    sentences: tuple[Sentence, ...]
    clauses: tuple[Clause, ...]

    def pieces(self, length: int) -> Iterator[Piece]:
        """Every character of a text of `length` code points in exactly one piece.

        What lies between clauses is markers, separators and white space.
        """
        position = 0
        for clause in self.clauses:
            if clause.span.start > position:
                yield Piece(Span(position, clause.span.start), PieceKind.BETWEEN)
            yield Piece(clause.span, PieceKind.CLAUSE if clause.body else PieceKind.FURNITURE)
            position = clause.span.end
        if position < length:
            yield Piece(Span(position, length), PieceKind.BETWEEN)

    def clause_at(self, position: int) -> Clause | None:
        """The clause that holds the character at `position`, or None between clauses."""
        index = bisect_right(self._clause_starts, position) - 1
        if index >= 0 and position < self.clauses[index].span.end:
            return self.clauses[index]
        return None

    def headings_of(self, spans: Iterable[Span]) -> dict[Span, tuple[str, ...]]:
        """The path of the clause in which each span begins; spans outside clauses or under no heading are left out."""
        begun = ((span, self.clause_at(span.start)) for span in spans)
        return {span: clause.path for span, clause in begun if clause is not None and clause.path}

    def ancestors(self, section: int) -> Iterator[int]:
        """The indices of a section and those around it, from the narrowest."""
        current: int | None = section
        while current is not None:
            yield current
            current = self.sections[current].parent

    @cached_property
    def _clause_starts(self) -> list[int]:
        return [clause.span.start for clause in self.clauses]
