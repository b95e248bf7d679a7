"""A document as every later step sees it: decoded text, metadata, and which stretches are page furniture."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

from ontology.namespaces import entity


@dataclass(frozen=True, slots=True, order=True, init=False)
class Span:
    """A stretch of a document's text: code points, `start` included, `end` excluded."""

    start: int
    end: int

    def __init__(self, start: int, end: int) -> None:
        _set_start(self, start)
        _set_end(self, end)

    def __len__(self) -> int:
        return self.end - self.start

    def of(self, text: str) -> str:
        """The characters of `text` that the span covers."""
        return text[self.start : self.end]

    def contains(self, other: Span) -> bool:
        """Whether `other` lies within this span."""
        return self.start <= other.start and other.end <= self.end


# A document has spans by the ten thousand: to fill the slots so takes half the time of what a frozen dataclass does.
_set_start: Final[Callable[[Span, int], None]] = vars(Span)["start"].__set__
_set_end: Final[Callable[[Span, int], None]] = vars(Span)["end"].__set__


class Genre(StrEnum):
    """What sort of document it is; the values are concepts of the genre vocabulary."""

    SUMMARY = "summary"
    PLAN = "plan"
    NOTICE = "notice"
    DUTY_ASSIGNMENT = "duty-assignment"
    MEETING_NEWS = "meeting-news"
    STATUTE = "statute"
    REGULATION = "regulation"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Metadata:
    """What the head and foot of the page say. Unknown stays None.

    Dates are ISO 8601 (`2020-08-03`); the period is an ISO 8601 interval (`2020-01-01/2020-06-30`); the region is
    the full name of the division that speaks, from the province down (`福建省泉州市`). `repeals` are the titles of the
    instruments that a law puts out of force.
    """

    title: str | None = None
    publisher: str | None = None
    issued: str | None = None
    published: str | None = None
    region: str | None = None
    period: str | None = None
    genre: Genre = Genre.UNKNOWN
    index_number: str | None = None
    document_number: str | None = None
    addressees: tuple[str, ...] = ()
    repeals: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Document:
    """One file, read.

    `source` is the path within the corpus with `/` as separator; `text` is the decoded file for text formats and the
    extracted text for the others; `sha256` is of the file's bytes; `furniture` are the spans of `text` that are menus,
    links, counters and the like, sorted and disjoint.
    """

    source: str
    text: str
    sha256: str
    media_type: str = "text/plain"
    metadata: Metadata = field(default_factory=Metadata)
    furniture: tuple[Span, ...] = ()

    @property
    def iri(self) -> str:
        """The document's node, which is also the name of its graph."""
        return entity("document", self.source)

    def passage_iri(self, span: Span) -> str:
        """The node of a passage, by the text fragment identifiers of RFC 5147."""
        return f"{self.iri}#char={span.start},{span.end}"
