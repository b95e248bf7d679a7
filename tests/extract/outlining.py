"""Outlines of texts of the tests."""

from __future__ import annotations

from extract.document import Document
from extract.metadata import read_metadata
from extract.outline import Clause, Outline
from extract.structure import outline
from extract.zones import find_furniture


def read(text: str) -> tuple[Document, Outline]:
    """The document of the text, with its outline."""
    furniture = find_furniture(text)
    document = Document("page.txt", text, "0", metadata=read_metadata(text, "page.txt", furniture), furniture=furniture)
    return document, outline(document)


def clause(document: Document, found: Outline, words: str) -> Clause:
    """The clause of the outline that has just these words."""
    position = document.text.index(words)
    at = found.clause_at(position)
    assert at is not None
    assert at.span.of(document.text) == words
    return at
