"""The genre of a document, by genres.toml."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files

from extract.document import Genre

_SAMPLE = 3000
_ARTICLES = re.compile(r"(?:^|\n)[#\s\u3000]*第[一二三]条[\s\u3000]")
_LAWS = (Genre.STATUTE, Genre.REGULATION)


@cache
def _patterns() -> tuple[tuple[Genre, re.Pattern[str]], ...]:
    data = tomllib.loads((files("extract") / "genres.toml").read_text(encoding="utf-8"))
    return tuple((Genre(entry["name"]), re.compile("|".join(entry["title"]))) for entry in data["genre"])


def find_genre(title: str | None, text: str) -> Genre:
    """The genre that the title names; laws and regulations must show articles; UNKNOWN where nothing tells."""
    has_articles = len(_ARTICLES.findall(text[:20000])) >= 2
    for genre, pattern in _patterns():
        if title and pattern.search(title) and (genre not in _LAWS or has_articles):
            return genre
    return Genre.REGULATION if has_articles else Genre.UNKNOWN
