"""Divisions that a text names as places."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any, Final

from ahocorasick_rs import AhoCorasick, MatchKind

from extract.document import Span
from extract.link.divisions import COUNTY, ZONE, Gazetteer, division_entity, load_gazetteer, within_word
from extract.link.setting import Setting
from extract.records import Mention

_FULL: Final = re.compile(r"(?:[省市州县区旗盟]|地区|新区|示范区|开发区)$")
_OF_PERSON: Final = re.compile(r"(?:[厅局市省县区州镇乡部处科所院会]长|书记|主任|同志|组长|专员|总监)$")
_ROW: Final = "、和与及（(）)"


@dataclass(frozen=True)
class Places:
    """The names of divisions, compiled."""

    automaton: Any
    names: tuple[str, ...]


@cache
def load_places() -> Places:
    """The safe names of divisions, compiled once for each process."""
    names = tuple(load_gazetteer().sure)
    return Places(AhoCorasick(list(names), matchkind=MatchKind.LeftmostLongest), names)


def find_places(setting: Setting, bodies: Iterable[Mention]) -> Iterator[Mention]:
    """Every division outside the names of bodies.

    A county's short name counts only in a row of places, since it may be an ordinary word; a name that several
    divisions have means the one nearest to the document's own.
    """
    places, gazetteer, text = load_places(), setting.gazetteer, setting.masked
    taken = sorted((m.span for m in bodies), key=lambda s: s.start)
    position = 0
    for index, start, end in places.automaton.find_matches_as_indexes(text):
        while position < len(taken) and taken[position].end <= start:
            position += 1
        if position < len(taken) and taken[position].start < end:
            continue
        name = places.names[index]
        chosen = meant(name, setting.home)
        if chosen is None or within_word(text, start):
            continue
        if _FULL.search(name) or _is_safe(gazetteer, chosen, text, start, end):
            yield Mention(Span(start, end), division_entity(chosen))


@lru_cache(maxsize=16384)
def meant(name: str, home: str | None) -> str | None:
    """The division that a safe name means in a document of `home`; None where it is unclear or another word."""
    gazetteer = load_gazetteer()
    chosen = gazetteer.choose(gazetteer.sure[name], home)
    return chosen if chosen is not None and gazetteer.near_enough(name, chosen, home) else None


def _is_safe(gazetteer: Gazetteer, chosen: str, text: str, start: int, end: int) -> bool:
    if _OF_PERSON.search(text, max(0, start - 3), start):
        return False
    if gazetteer.level(chosen) not in {COUNTY, ZONE}:
        return True
    return text[start - 1 : start] in _ROW and text[end : end + 1] in _ROW
