"""Branches of a city's bureau in a district, and police stations: 滨江区公安分局, 城东派出所."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Final

from extract.document import Span
from extract.link.agencies import Prefix, agencies_prefix
from extract.link.bodies import agency
from extract.link.divisions import COUNTY, PREFECTURE, PROVINCE, Gazetteer
from extract.link.extent import Extents
from extract.link.names import load_names
from extract.link.setting import Setting
from extract.records import Mention
from extract.sifted import Sifted, sifted
from ontology.namespaces import ZR, concept

POLICE: Final = concept("function", "public-security")
_STATION: Final = "派出所"
_LONGEST_STATION: Final = 4


@cache
def _stem() -> Sifted:
    stems = sorted(load_names().stems, key=len, reverse=True)
    return sifted(re.compile(f"(?P<stem>{'|'.join(map(re.escape, stems))})分局(?![长面])"))


def find_branches(setting: Setting, bodies: Sequence[Mention]) -> Iterator[Mention]:
    """Branches under their official names: the city's bureau, then the district (南通市公安局崇川区分局)."""
    if setting.statute:
        return
    ends = {body.span.end: body for body in bodies}
    for match in _stem().finditer(setting.masked):
        prefix = agencies_prefix(setting, match.start())
        if prefix.kind in {"division", "level"} and prefix.division is not None:
            name = _branch(setting, prefix, match)
            if name is not None:
                branch = agency(name, prefix.division, _function(match["stem"]))
                ends[match.end()] = Mention(Span(prefix.start, match.end()), branch)
                yield ends[match.end()]
    yield from _stations(setting, ends)


def _function(stem: str) -> str:
    return load_names().stems[stem][0]


def _branch(setting: Setting, prefix: Prefix, match: re.Match[str]) -> str | None:
    gazetteer = setting.gazetteer
    assert prefix.division is not None
    city = _city_above(gazetteer, prefix.division)
    if city is None:
        return None
    bureau = load_names().official(_function(match["stem"]), PREFECTURE, gazetteer.is_municipality(city))
    written = setting.masked[prefix.start : match.start()]
    place = gazetteer.label(prefix.division) if prefix.kind == "level" else written
    return f"{gazetteer.label(city)}{bureau}{place}分局" if bureau else None


def _city_above(gazetteer: Gazetteer, division: str) -> str | None:
    """The city that a district or county belongs to."""
    if gazetteer.level(division) in {PREFECTURE, PROVINCE}:
        return None
    above = gazetteer.chain(division)[1:2]
    return above[0] if above and gazetteer.label(above[0]).endswith(("市", "州", "盟")) else None


def _stations(setting: Setting, ends: dict[int, Mention]) -> Iterator[Mention]:
    """城东派出所, under its bureau where that stands before it or the document speaks for a county."""
    text, extents = setting.masked, Extents(setting.masked)
    vague = tuple(load_names().settings["stations"]["vague"])
    for match in re.finditer(_STATION, text):
        near = range(max(0, match.start() - _LONGEST_STATION), match.start() - 1)
        parent = next((ends[position] for position in near if position in ends), None)
        if parent is not None and not text[parent.span.end : match.start()].isalpha():
            parent = None
        start = parent.span.end if parent else extents.start(match.start())
        name = text[start : match.start()]
        if (
            not name.isalpha()
            or not 2 <= len(name) <= _LONGEST_STATION
            or name.endswith(vague)
            or name.startswith(vague)
        ):
            continue
        begin = parent.span.start if parent else start
        bureau = parent.entity.label if parent else _bureau(setting)
        division = parent.entity.division if parent else setting.home
        yield Mention(Span(begin, match.end()), agency(bureau + name + _STATION, division, POLICE))


def _bureau(setting: Setting) -> str:
    """The police bureau of the county that the document speaks for, empty where it speaks for another division."""
    gazetteer, home = setting.gazetteer, setting.home
    if home is None or gazetteer.level(home) != COUNTY or ZR + "level" not in gazetteer.concepts[home].properties:
        return ""
    label, city = gazetteer.label(home), _city_above(gazetteer, home)
    if label.endswith("区") and city is not None:
        return f"{gazetteer.label(city)}公安局{label}分局"
    return f"{label}公安局"
