"""Which sense a section, paragraph or sentence has, by the cue words of senses.toml."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from extract.document import Genre, Metadata
from extract.normalisation import normalise
from extract.outline import Sense

_ORDER = (Sense.PROBLEMS, Sense.PLANS, Sense.DONE, Sense.BACKGROUND, Sense.NORM)
_YEAR = re.compile(r"(20\d\d|19\d\d)年")
_LEAD = 60
_NORMS = (Genre.STATUTE, Genre.REGULATION)


@dataclass(frozen=True, slots=True)
class SenseCues:
    """The compiled patterns of senses.toml, by place, in the order in which they are tried."""

    places: dict[str, tuple[tuple[Sense, re.Pattern[str]], ...]]
    opening: re.Pattern[str]
    genre: dict[Genre, Sense]
    genre_title: dict[Genre, tuple[Sense, re.Pattern[str]]]

    def find(self, place: str, words: str) -> Sense | None:
        """The first sense whose pattern for `place` matches `words`."""
        normal = normalise(words).text
        return next((sense for sense, pattern in self.places[place] if pattern.search(normal)), None)

    def matches(self, place: str, sense: Sense, words: str) -> bool:
        """Whether `words` match the patterns of one sense."""
        return any(known is sense and pattern.search(words) for known, pattern in self.places[place])


@cache
def sense_cues() -> SenseCues:
    """The cue words, read once."""
    data = tomllib.loads((files("extract") / "senses.toml").read_text(encoding="utf-8"))
    places = {
        place: tuple((sense, re.compile("|".join(data[place][sense]))) for sense in _ORDER if sense in data[place])
        for place in ("heading", "heading_first_depth", "paragraph", "paragraph_meeting", "sentence")
    }
    genre = {Genre(name): Sense(sense) for name, sense in data["genre"].items()}
    titled = {
        Genre(name): (Sense(sense), re.compile(pattern))
        for name, senses in data["genre_title"].items()
        for sense, pattern in senses.items()
    }
    return SenseCues(places, re.compile(data["opening"]["pattern"]), genre, titled)


def base_sense(metadata: Metadata) -> Sense:
    """The sense of a document's sections where no word tells."""
    titled = sense_cues().genre_title.get(metadata.genre)
    if titled and metadata.title and titled[1].search(metadata.title):
        return titled[0]
    return sense_cues().genre[metadata.genre]


def introduction_sense(metadata: Metadata) -> Sense:
    """The sense of what stands before the first section of a document that has sections."""
    base = base_sense(metadata)
    return base if base is Sense.NORM and metadata.genre is not Genre.DUTY_ASSIGNMENT else Sense.BACKGROUND


def heading_sense(title: str, depth: int, parent: Sense, metadata: Metadata) -> Sense:
    """The sense of a section by its heading, else that of the section around it."""
    if metadata.genre in _NORMS:
        return parent
    cues = sense_cues()
    found = cues.find("heading", title)
    if found is Sense.PROBLEMS and cues.matches("heading", Sense.DONE, title):
        # 肯定成绩，正视问题: the text itself must tell which is which.
        return parent
    if found is None and depth == 1 and metadata.genre in (Genre.SUMMARY, Genre.UNKNOWN):
        found = _later_year(title, metadata) or cues.find("heading_first_depth", title)
    if found is None or (depth > 1 and not _may_change(found, parent, metadata)):
        return parent
    return _within_genre(found, parent, metadata)


def paragraph_sense(words: str, parent: Sense, metadata: Metadata) -> Sense:
    """The sense of an unmarked paragraph by the words that open it, else that of its section."""
    if metadata.genre in _NORMS or metadata.genre is Genre.DUTY_ASSIGNMENT:
        return parent
    meeting = metadata.genre is Genre.MEETING_NEWS
    found = sense_cues().find("paragraph_meeting", words[:_LEAD]) if meeting else None
    found = found or sense_cues().find("paragraph", words[:_LEAD])
    return parent if found is None else _within_genre(found, parent, metadata)


def sentence_sense(words: str, parent: Sense, metadata: Metadata) -> Sense:
    """The sense that a sentence gives to itself and to the rest of its paragraph."""
    if parent is Sense.NORM or metadata.genre in _NORMS:
        return parent
    if metadata.genre is Genre.MEETING_NEWS and opens_section(words):
        return paragraph_sense(words, parent, metadata)
    return sense_cues().find("sentence", words[:_LEAD]) or parent


def opens_section(words: str) -> bool:
    """Whether a paragraph of a meeting's news opens a section (会议强调，…)."""
    return bool(sense_cues().opening.match(words[:_LEAD]))


def _later_year(title: str, metadata: Metadata) -> Sense | None:
    """Plans, where the heading names a year after the period reported on."""
    year = _YEAR.search(title)
    if year and metadata.period and year[1] > metadata.period[:4]:
        return Sense.PLANS
    return None


def _may_change(found: Sense, parent: Sense, metadata: Metadata) -> bool:
    """Below the first depth only problems and plans stand out, and only against what was done or is general."""
    if metadata.genre is Genre.DUTY_ASSIGNMENT:
        return False
    return found in (Sense.PROBLEMS, Sense.PLANS) and parent in (Sense.DONE, Sense.BACKGROUND, Sense.PLANS)


def _within_genre(found: Sense, parent: Sense, metadata: Metadata) -> Sense:
    """A plan, notice or duty assignment stays what it is: only problems and background stand out from it.

    A plan may look back in a section of its own.
    """
    if metadata.genre is Genre.DUTY_ASSIGNMENT:
        return found if found is Sense.BACKGROUND else parent
    if metadata.genre is Genre.PLAN and found is Sense.DONE:
        return found
    if metadata.genre in (Genre.PLAN, Genre.NOTICE) and found not in (Sense.PROBLEMS, Sense.NORM, Sense.BACKGROUND):
        return Sense.PLANS
    return found
