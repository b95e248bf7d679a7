"""The genre of a document, by genres.toml."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files

from extract.document import Genre

_SAMPLE = 600
_ARTICLES = re.compile(r"(?:^|\n)[#\s\u3000]*第[一二三]条[\s\u3000]")
_PASSED = re.compile(r"届(?:全国)?人民代表大会(?:常务委员会)?第[^\s。]{1,6}次会议(?:通过|修订)\s*$", re.M)
_LAWS = (Genre.STATUTE, Genre.REGULATION)


@cache
def _patterns() -> tuple[tuple[Genre, re.Pattern[str]], ...]:
    data = tomllib.loads((files("extract") / "genres.toml").read_text(encoding="utf-8"))
    return tuple((Genre(entry["name"]), re.compile("|".join(entry["title"]))) for entry in data["genre"])


def find_genre(title: str | None, text: str) -> Genre:
    """The genre that the title names; laws and regulations must show articles; UNKNOWN where nothing tells."""
    has_articles = len(_ARTICLES.findall(text[:20000])) >= 2 or bool(_PASSED.search(text[:_SAMPLE]))
    for genre, pattern in _patterns():
        if title and pattern.search(title) and (genre not in _LAWS or has_articles):
            return genre
    return Genre.REGULATION if len(_ARTICLES.findall(text[:20000])) >= 2 else Genre.UNKNOWN
