"""Paragraphs in our own words whose bodies are marked in the text: [[words]], [[words|name]], [[words|name|name]]."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from extract.document import Genre
from extract.records import EntityClass
from tests.extract.mentioning import document, mentions_of

FOLDER = Path(__file__).with_name("paragraphs")
_MARK = re.compile(r"\[\[(?P<words>[^\]|]+)(?P<names>(?:\|[^\]|]+)*)\]\]")
Named = tuple[int, int, str]


@dataclass(frozen=True)
class Paragraph:
    """A text without its marks, where it comes from, and the bodies that it names as (start, end, name)."""

    title: str
    text: str
    region: str | None
    publisher: str | None
    genre: Genre
    bodies: frozenset[Named]

    def found(self) -> frozenset[Named]:
        """The bodies that are found in it."""
        read = document(self.text, self.region, self.publisher, self.genre)
        found = mentions_of(read, EntityClass.AGENCY)
        return frozenset((m.span.start, m.span.end, m.entity.label) for m in found)


def load_paragraphs(name: str) -> Iterator[Paragraph]:
    """The paragraphs of one file in `paragraphs`."""
    data = tomllib.loads((FOLDER / f"{name}.toml").read_text(encoding="utf-8"))
    for entry in data["paragraph"]:
        text, bodies = unmark(entry["text"])
        yield Paragraph(
            title=entry["title"],
            text=text,
            region=entry.get("region"),
            publisher=entry.get("publisher"),
            genre=Genre(entry["genre"]),
            bodies=frozenset(bodies),
        )


def unmark(marked: str) -> tuple[str, list[Named]]:
    """The text without marks, and what they say."""
    pieces: list[str] = []
    bodies: list[Named] = []
    length = position = 0
    for match in _MARK.finditer(marked):
        pieces.append(marked[position : match.start()])
        length += len(pieces[-1])
        names = match["names"].split("|")[1:] or [match["words"]]
        bodies += [(length, length + len(match["words"]), name) for name in names]
        pieces.append(match["words"])
        length += len(match["words"])
        position = match.end()
    pieces.append(marked[position:])
    return "".join(pieces), bodies
