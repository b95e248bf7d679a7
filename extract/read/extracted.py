"""What a format's reader gives: the text, and what the format itself says of the document."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Extracted:
    """The text of a file.

    `title`, `publisher` and `published` (ISO 8601) are what the format's own metadata say, None where it is silent.
    """

    text: str
    media_type: str
    title: str | None = None
    publisher: str | None = None
    published: str | None = None
