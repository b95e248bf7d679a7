"""The genre of a document, by genres.toml."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from extract.document import Genre
from extract.normalisation import normalise

_HEAD = 600
_OPENING = 3000
_ARTICLE_SAMPLE = 20000
_ARTICLES = re.compile(r"(?:^|\n)[#\s\u3000]*第[一二三四五六七八九十百零]{1,5}条[\s\u3000]")
_PASSED = re.compile(r"届(?:全国)?人民代表大会(?:常务委员会)?第[^\s。]{1,6}次会议(?:通过|修订)\s*$", re.M)
_LAWS = (Genre.STATUTE, Genre.REGULATION)


@dataclass(frozen=True, slots=True)
class _Cues:
    genre: Genre
    title: re.Pattern[str] | None
    text: re.Pattern[str] | None


@cache
def _cues() -> tuple[_Cues, ...]:
    data = tomllib.loads((files("extract") / "genres.toml").read_text(encoding="utf-8"))
    return tuple(_Cues(Genre(e["name"]), _compiled(e["title"]), _compiled(e.get("text"))) for e in data["genre"])


def _compiled(patterns: list[str] | None) -> re.Pattern[str] | None:
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns)) if patterns else None


def find_genre(title: str | None, text: str) -> Genre:
    """The genre that the title names, else the one that the opening of the text speaks like, else UNKNOWN.

    Laws and regulations must show articles or say who passed them.
    """
    articles = len(_ARTICLES.findall(text[:_ARTICLE_SAMPLE])) >= 2
    law = articles or bool(_PASSED.search(text[:_HEAD]))
    words = normalise(title or "").text
    for cues in _cues():
        if words and cues.title and cues.title.search(words) and (cues.genre not in _LAWS or law):
            return cues.genre
    if articles:
        return Genre.REGULATION
    opening = text[:_OPENING]
    counts = [(len(cues.text.findall(opening)), cues.genre) for cues in _cues() if cues.text]
    best = max((count for count, _ in counts), default=0)
    return next((genre for count, genre in counts if count == best and best), Genre.UNKNOWN)
