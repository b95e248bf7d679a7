"""Bodies of places that no code names: towns, sub-districts and zones (三沙镇人民政府, 临港工业园管委会)."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final

from extract.document import Span
from extract.grammar.words import cut_before
from extract.link.alternatives import any_of
from extract.link.bodies import agency, committee, government, short_name
from extract.link.divisions import COUNTY, NATION, PREFECTURE, ZONE
from extract.link.extent import Extents
from extract.link.prefixes import agencies_prefix
from extract.link.setting import Setting
from extract.records import Entity, Mention
from ontology.namespaces import concept

SETTINGS: Final = Path(__file__).with_name("localities.toml")
TOWNSHIP: Final = concept("level", "township")
GOVERNMENT: Final = concept("function", "peoples-government")
OFFICE: Final = concept("function", "sub-district-office")
ADMINISTRATION: Final = concept("function", "administrative-committee")
_Zone = tuple[int, str | None, str | None]
_REPEATED: Final = re.compile(r"(?P<rank>[镇乡])(?P<again>(?P=rank)(?:人民)?政府)")
_DATE: Final = re.compile(r"\d\s?[年月日号时]")
_LONGEST_TOWN: Final = 4
_SHORTEST_STEM: Final = 2
_SIDES: Final = "东西南北中"
_LONGEST_ZONE: Final = 12
_MANAGES: Final = "管理委员会"
_FUNCTIONS: Final = {"人民政府": GOVERNMENT, "办事处": OFFICE, "街道办事处": OFFICE, _MANAGES: ADMINISTRATION}


@dataclass(frozen=True)
class Heads:
    """The ends of names of one sort of place, with the heads of its bodies written out."""

    pattern: re.Pattern[str]
    full: Mapping[str, str]
    vague: tuple[str, ...]
    ends: re.Pattern[str]
    common: frozenset[str]
    sole: frozenset[str]
    own: re.Pattern[str]
    written: Mapping[str, str]
    sole_of_city: frozenset[str]


@cache
def load_settings() -> dict[str, Any]:
    """What `localities.toml` holds, read once for each process."""
    return tomllib.loads(SETTINGS.read_text(encoding="utf-8"))


@cache
def load_heads(sort: str) -> Heads:
    """The heads of `town` or `zone`, compiled once for each process."""
    settings = load_settings()[sort]
    ends = settings["ranks"] if sort == "town" else settings["ends"]
    return Heads(
        re.compile(f"(?P<end>{any_of(ends)})(?P<head>{any_of(settings['heads'])})(?![员长公])"),
        settings["heads"],
        tuple(settings["vague"]),
        re.compile(f"(?:{any_of(ends)})$"),
        frozenset(settings.get("common", ())),
        frozenset(settings.get("sole", ())),
        _own_pattern(settings.get("own", ())),
        settings.get("written", {}),
        frozenset(settings.get("sole_of_city", ())),
    )


def _own_pattern(words: Iterable[str]) -> re.Pattern[str]:
    """Words for a body that stand after no name, but with or without 区 or 我区."""
    before = "(?:(?<![\u4e00-\u9fff])|(?<=[初由经报向在和与及对是按]))[我本]?区?"
    return re.compile(f"{before}(?P<own>{any_of(words) or '(?!)'})(?!会|主任|书记|副)")


def find_localities(setting: Setting) -> Iterator[Mention]:
    """Bodies of towns, sub-districts and zones under names of their own; vague ones, and all in norms, are none."""
    if setting.statute:
        return
    extents = Extents(setting.masked)
    yield from _towns(setting, extents)
    yield from _repeated(setting)
    yield from _own_zone_bodies(setting)
    yield from _villages(setting, extents)
    yield from _zones(setting, extents)


def _towns(setting: Setting, extents: Extents) -> Iterator[Mention]:
    heads = load_heads("town")
    text = setting.masked
    for match in heads.pattern.finditer(text):
        if match["head"] == "办" and (match["end"] != "街道" or text.startswith(("事", "法", "理"), match.end())):
            continue
        start = _start(setting, extents, match.start(), _LONGEST_TOWN)
        if start is None or text[start : match.start()].endswith(heads.vague):
            continue
        begin, division = _above(setting, start)
        full = heads.full[match["head"]]
        if match["end"] == "街道" and match["head"] in {"办", "街道办"}:
            full = "办事处"
        words = of_county(setting, begin, start) + text[start : match.end("end")]
        cut = match.end() if full else match.end("end") + len("党委")
        for name, span in _parts(full, Span(begin, cut), match.end()):
            yield Mention(span, _body(words, name, division))


def _body(place: str, name: str, division: str | None) -> Entity:
    """A body of a town; its party committee is named as those of divisions are."""
    party = load_settings()["party"]
    label = f"中共{place}{party[name]}" if name in party else place + name
    return agency(label, division, _FUNCTIONS.get(name), TOWNSHIP)


def _parts(full: str, span: Span, end: int) -> Iterator[tuple[str, Span]]:
    """The body with its span; 党委政府 and 党委、政府 are two, each with words of its own."""
    yield full or "党委", span
    if not full:
        yield "人民政府", Span(end - len("政府"), end)


def _repeated(setting: Setting) -> Iterator[Mention]:
    """陈埭镇镇政府: the government named again by its rank."""
    for match in _REPEATED.finditer(setting.masked):
        extents = Extents(setting.masked)
        start = _start(setting, extents, match.start("again"), _LONGEST_TOWN + 1)
        if start is None or setting.masked[start : match.start("again")] in load_heads("town").vague:
            continue
        begin, division = _above(setting, start)
        words = of_county(setting, begin, start) + setting.masked[start : match.start("again")]
        yield Mention(
            Span(match.start("again"), match.end()), agency(words + "人民政府", division, GOVERNMENT, TOWNSHIP)
        )


def _own_zone_bodies(setting: Setting) -> Iterator[Mention]:
    """管委会, 党工委 in the document of a functional zone: the zone's own."""
    home = setting.home
    if home is None or setting.gazetteer.level(home) != ZONE:
        return
    for match in load_heads("zone").own.finditer(setting.masked):
        body = government(home) if load_heads("zone").full[match["own"]] == _MANAGES else committee(home)
        yield Mention(Span(*match.span()), body)


def _villages(setting: Setting, extents: Extents) -> Iterator[Mention]:
    """灵岩村委会, 城东社区居委会: committees of villagers and residents under a name."""
    text, vague = setting.masked, load_heads("town").vague
    for match in re.finditer(any_of(load_settings()["villages"]["heads"]), text):
        start = extents.start(match.start())
        name = text[start : match.start()]
        if not 2 <= len(name) <= _LONGEST_TOWN or not name.isalpha() or name.endswith(vague) or name.startswith(vague):
            continue
        full = "村村民委员会" if match.group().startswith("村") else "社区居民委员会"
        yield Mention(Span(start, match.end()), agency(name + full, setting.home, None))


def _opens(text: str, start: int) -> bool:
    """Whether a name that begins at `start` has no word before it that it could belong to."""
    return not text[start - 1 : start].isalpha() or text[start - 1] in load_settings()["zone"]["led"]


def of_county(setting: Setting, begin: int, start: int) -> str:
    """The county of a town: as its name has it, else the document's own where it speaks for one."""
    gazetteer, home = setting.gazetteer, setting.home
    if begin < start:
        written = gazetteer.ending_at(setting.masked, start, home, unsure=True)
        county = written is not None and written[0] == begin and gazetteer.level(written[1]) == COUNTY
        return gazetteer.body_label(written[1]) if county and written else setting.masked[begin:start]
    spoken = home is not None and gazetteer.level(home) in {COUNTY, ZONE} and len(gazetteer.label(home)) > 1
    return gazetteer.body_label(home) if home is not None and spoken else ""


def _start(setting: Setting, extents: Extents, end: int, longest: int) -> int | None:
    """Where the name of a place that ends at `end` begins; None where no name stands there or its start is unclear."""
    start = extents.start(end)
    start = max([start, *(date.end() for date in _DATE.finditer(setting.masked, max(0, start - 3), end))])
    above = None
    for position in range(end - 1, max(start, end - longest) - 1, -1):
        found = setting.gazetteer.ending_at(setting.masked, position, setting.home)
        if found is not None and end - position >= 1 and setting.masked[position - 1] in "省市县区州旗":
            above = position
            break
    if above is not None:
        return above
    if end - start > longest:
        start += cut_before(setting.masked[start:end], longest)
    return start if 1 <= end - start <= longest and setting.masked[start : start + 1].isalpha() else None


def _above(setting: Setting, start: int) -> tuple[int, str | None]:
    """The division that stands before the name of a place, with where it begins; else that of the document."""
    prefix = agencies_prefix(setting, start)
    if prefix.kind == "division":
        return prefix.start, prefix.division
    return start, setting.home


def _zones(setting: Setting, extents: Extents) -> Iterator[Mention]:
    heads = load_heads("zone")
    text = setting.masked
    for match in heads.pattern.finditer(text):
        start = _start(setting, extents, match.start(), _LONGEST_ZONE)
        start = match.start() if start is None else start
        stem = text[start : match.start()]
        if (stem and stem.endswith(heads.vague)) or (
            not stem and text.endswith(tuple(load_settings()["zone"]["of_all"]), 0, start)
        ):
            continue
        known = setting.gazetteer.ending_at(text, match.end("end"), setting.home, unsure=True)
        if known is not None:
            zone: _Zone = known[0], setting.gazetteer.label(known[1]), known[1]
        else:
            zone = _own_zone(setting, start, match.end("end"))
        begin, name, division = zone
        if name is None:
            continue
        full = heads.full[match["head"]]
        yield Mention(Span(begin, match.end()), agency(name + full, division, _FUNCTIONS.get(full)))


def zone_body(setting: Setting, start: int, end: int) -> Entity | None:
    """The administrative committee of the zone named from `start` to `end`; None where that is no name."""
    known = setting.gazetteer.ending_at(setting.masked, end, setting.home, unsure=True)
    if known is not None and known[0] == start and setting.gazetteer.level(known[1]) == ZONE:
        return government(known[1])
    begin, name, division = _own_zone(setting, start, end)
    return agency(name + "管理委员会", division, ADMINISTRATION) if name is not None and begin == start else None


def _own_zone(setting: Setting, start: int, end: int) -> _Zone:
    """The zone of the document's division or of the one before it: 市高新区, 高新区 of a city, 临港工业园."""
    text, gazetteer = setting.masked, setting.gazetteer
    end_words = text[start:end]
    if text[start] in "省市县区州旗" and (own := setting.division_of(text[start])) is not None and end - start > 3:
        if gazetteer.level(own) == COUNTY and text[start + 1 : end] in load_heads("zone").sole:
            return (
                start,
                _of_city(setting, own, text[start + 1 : end]) or _of_county(setting, own, text[start + 1 : end]),
                own,
            )
        return start, _of_city(setting, own, text[start + 1 : end]) or gazetteer.label(own) + text[start + 1 : end], own
    prefix = agencies_prefix(setting, start)
    if prefix.kind == "level" and prefix.division is not None:
        found = _of_city(setting, prefix.division, end_words)
        if found is None and gazetteer.level(prefix.division) == COUNTY and end_words in load_heads("zone").sole:
            found = _of_county(setting, prefix.division, end_words)
        return prefix.start, found or gazetteer.label(prefix.division) + end_words, prefix.division
    if prefix.kind == "division" and prefix.division is not None:
        found = _of_city(setting, prefix.division, end_words)
        return prefix.start, found or text[prefix.start : end], prefix.division
    if setting.home is not None:
        sole = gazetteer.level(setting.home) == COUNTY and end_words in load_heads("zone").sole
        for iri in (setting.home,) if sole else gazetteer.chain(setting.home):
            if found := _of_city(setting, iri, end_words):
                return start, found, iri
    if len(load_heads("zone").ends.sub("", end_words)) < _SHORTEST_STEM:
        county = setting.home is not None and gazetteer.level(setting.home) == COUNTY
        if county and setting.home is not None and end_words in load_heads("zone").sole and _opens(text, start):
            return start, _of_county(setting, setting.home, end_words), setting.home
        city = setting.tiers.get(PREFECTURE) if setting.home == setting.tiers.get(PREFECTURE) else None
        if city is not None and end_words in load_heads("zone").sole_of_city and _opens(text, start):
            return start, _of_county(setting, city, end_words), city
        return start, None, None
    above = gazetteer.label(setting.home) if setting.home is not None and setting.home != NATION else ""
    stem = load_heads("zone").ends.sub("", end_words)
    return start, above + end_words if _needs_city(setting, stem, above) else end_words, setting.home


def _needs_city(setting: Setting, stem: str, city: str) -> bool:
    """Whether many zones have this name (北部生态), or it is short for a side of the city (柳东 in 柳州市)."""
    common = load_heads("zone").common
    parts = any(stem[:cut] in common and stem[cut:] in common for cut in range(len(stem)))
    known = setting.gazetteer.sure.get(stem) is not None
    side = (
        not known and city.endswith("市") and len(stem) == _SHORTEST_STEM and stem[0] == city[0] and stem[1] in _SIDES
    )
    return parts or side


def _of_county(setting: Setting, county: str, words: str) -> str:
    """The full name of the one zone of a county or city (经开区): 安平经济开发区, as zones bear its short name."""
    label, short = setting.gazetteer.label(county), short_name(setting.gazetteer, county)
    own = label[:-1] if short == label and len(label) > _SHORTEST_STEM else short
    return own + load_heads("zone").written.get(words, words)


def _of_city(setting: Setting, division: str, words: str) -> str | None:
    """The full name of the zone that a division has under these words (高新区)."""
    gazetteer = setting.gazetteer
    label = gazetteer.label(division)
    short = label[:-1] if len(label) > 2 else label
    for written in (label + words, short + words):
        found = gazetteer.sure.get(written, ())
        if len(found) == 1:
            return gazetteer.label(found[0])
    return None
