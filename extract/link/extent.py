"""How far a name that is known by its head reaches to the left."""

from __future__ import annotations

import tomllib
from bisect import bisect_right
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, Final

from ahocorasick_rs import AhoCorasick, MatchKind

SETTINGS: Final = Path(__file__).with_name("extent.toml")
LONGEST: Final = 30


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

        Only Chinese characters, digits, letters, pairs of quotation marks and + · - belong to a name; `floor` is the
        earliest start.
        """
        index = bisect_right(self.ends, head) - 1
        limit = max(floor, head - LONGEST, self.ends[index] if index >= 0 else 0)
        position = head
        closed: list[int] = []
        while position > limit and (_belongs(self.text[position - 1]) or self._inner(position - 1, bool(closed))):
            mark = self.text[position - 1]
            if mark in "”’":
                closed.append(position)
            elif mark in "“‘":
                if not closed:
                    break
                closed.pop()
            position -= 1
        return closed[-1] if closed else position

    def _inner(self, place: int, quoted: bool) -> bool:
        """Whether a mark that ends names elsewhere does not here: a point in a number, a comma in quotation marks."""
        around = self.text[place - 1 : place] + self.text[place + 1 : place + 2]
        return (self.text[place] == "." and around.isdigit()) or (quoted and self.text[place] in "、，,")


def _belongs(character: str) -> bool:
    if "\u4e00" <= character <= "\u9fff" or character in "“”‘’+·-":
        return True
    return character.isascii() and character.isalnum()
