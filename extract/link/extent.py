"""How far a name that is known by its head reaches to the left."""

from __future__ import annotations

import re
import tomllib
from bisect import bisect_right
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, Final

from ahocorasick_rs import AhoCorasick, MatchKind

SETTINGS: Final = Path(__file__).with_name("extent.toml")
LONGEST: Final = 30
_OPENING: Final = {"”": "“", "’": "‘"}
_BROKEN: Final = re.compile("[。；;\n]")


@dataclass(frozen=True)
class Stops:
    """Words after which a name begins, compiled; `keep` marks words that only look like one."""

    automaton: Any
    keep: tuple[bool, ...]


@cache
def load_stops() -> Stops:
    """The stop words, compiled once for each process."""
    settings = tomllib.loads(SETTINGS.read_text(encoding="utf-8"))["stops"]
    words = {**dict.fromkeys(settings["verbs"], False), **dict.fromkeys(settings["keep"], True)}
    return Stops(AhoCorasick(list(words), matchkind=MatchKind.LeftmostLongest), tuple(words.values()))


@lru_cache(maxsize=16)
def stop_ends(text: str) -> tuple[int, ...]:
    """Where the stop words of the text end, in order."""
    stops = load_stops()
    return tuple(end for index, _, end in stops.automaton.find_matches_as_indexes(text) if not stops.keep[index])


class Extents:
    """Where names may begin in one text."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.ends = stop_ends(text)

    def start(self, head: int, floor: int = 0) -> int:
        """The leftmost character of a name whose head begins at `head`: after the last stop, within one run of words.

        Only Chinese characters, digits, letters and + · - belong to a name, and all that a pair of quotation marks
        holds; `floor` is the earliest start.
        """
        position = head
        while True:
            limit = max(floor, head - LONGEST, self._stop(position))
            while position > limit and self._belongs(position - 1):
                position -= 1
            opening = self._opening(position - 1, max(floor, head - LONGEST)) if position > limit else None
            if opening is None:
                return position
            position = opening

    def _stop(self, position: int) -> int:
        index = bisect_right(self.ends, position) - 1
        return self.ends[index] if index >= 0 else 0

    def _opening(self, closing: int, floor: int) -> int | None:
        """Where the quotation mark stands that the one at `closing` closes; None where there is no such pair."""
        opening = _OPENING.get(self.text[closing])
        if opening is None:
            return None
        place = self.text.rfind(opening, floor, closing)
        return place if place >= 0 and not _BROKEN.search(self.text, place, closing) else None

    def _belongs(self, place: int) -> bool:
        character = self.text[place]
        if "\u4e00" <= character <= "\u9fff" or character in "+·-":
            return True
        around = self.text[place - 1 : place] + self.text[place + 1 : place + 2]
        return (character.isascii() and character.isalnum()) or (character == "." and around.isdigit())
