"""Places that act or are addressed, as those who govern them: 爱辉区转移群众, 对临江镇约谈, 甲、乙三地政府."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final

from extract.document import Span
from extract.grammar.words import leads_with_verb
from extract.link.bodies import agency, government
from extract.link.divisions import NATION
from extract.link.extent import Extents
from extract.link.localities import GOVERNMENT as TOWN_GOVERNMENT
from extract.link.localities import OFFICE, TOWNSHIP, of_county, zone_body
from extract.link.setting import Setting
from extract.records import Entity, Mention

SETTINGS: Final = Path(__file__).with_name("acting.toml")
_FULL: Final = ("省", "市", "县", "区", "州", "旗", "盟")
_JOINTS: Final = frozenset("、和与及")
_SEPARATOR: Final = re.compile("[、，,及和与 　]")
_LONGEST_TOWN: Final = 6
_LONGEST_ZONE: Final = 14


@dataclass(frozen=True)
class Acts:
    """The patterns of `acting.toml`, compiled."""

    opening: re.Pattern[str]
    act: re.Pattern[str]
    never: re.Pattern[str]
    addressed: tuple[tuple[re.Pattern[str], re.Pattern[str]], ...]
    governments: re.Pattern[str]
    quantity: re.Pattern[str]
    town: re.Pattern[str]
    no_town: re.Pattern[str]
    zone: re.Pattern[str]
    whole: tuple[str, ...]
    bare_zone: re.Pattern[str]
    beside: tuple[re.Pattern[str], re.Pattern[str]]
    row_after: re.Pattern[str]
    row_before: str
    lines: Mapping[str, re.Pattern[str]]


@dataclass(frozen=True, slots=True)
class Place:
    """One item of a row: its span, the body that governs it (None for bodies), whether it is written in full.

    `zone` says that it is a zone, which under its bare word is none of the short names that may be ordinary words.
    """

    span: Span
    body: Entity | None
    full: bool
    zone: bool = False

    @property
    def named(self) -> bool:
        """Whether its words can be nothing but a name in a list of bodies."""
        return self.full or self.zone


@cache
def load_acts() -> Acts:
    """The patterns, compiled once for each process."""
    settings: Mapping[str, Any] = tomllib.loads(SETTINGS.read_text(encoding="utf-8"))
    act, town = settings["act"], settings["town"]
    ends = "|".join(sorted(settings["zone"]["ends"], key=len, reverse=True))
    return Acts(
        opening=re.compile(settings["opening"], re.MULTILINE),
        act=re.compile(f"{act['adverb']}*{act['verb']}"),
        never=re.compile(act["never"]),
        addressed=tuple((re.compile(pair["before"]), re.compile(pair["after"])) for pair in settings["addressed"]),
        governments=re.compile(act["governments"]),
        quantity=re.compile(act["quantity"]),
        town=re.compile(f"[\u4e00-\u9fff]{{1,{_LONGEST_TOWN}}}?{town['rank']}"),
        no_town=re.compile(town["none"]),
        zone=re.compile(f"[\u4e00-\u9fff]{{0,{_LONGEST_ZONE}}}?(?:{ends})"),
        whole=tuple(town["whole"]),
        bare_zone=re.compile(settings["zone"]["bare"]),
        row_after=re.compile(settings["row"]["after"]),
        row_before=settings["row"]["before"],
        lines={name: re.compile(pattern, re.MULTILINE) for name, pattern in settings["lines"].items()},
        beside=(re.compile(settings["zone"]["beside"]), re.compile(settings["zone"]["after"])),
    )


def find_acting(setting: Setting, bodies: Iterable[Mention]) -> Iterator[Mention]:
    """Places that act or are addressed. Norms name none; in documents of the nation a place is only a place."""
    if setting.statute or setting.home is None or setting.home == NATION:
        return
    finder = _Finder(setting, {body.span.start: body for body in bodies})
    yield from finder.subjects()
    yield from finder.addressed()
    yield from finder.governments()
    yield from finder.zones()
    yield from finder.before_committees()
    yield from finder.beside_bodies()
    yield from finder.lines()


class _Finder:
    def __init__(self, setting: Setting, bodies: Mapping[int, Mention]) -> None:
        self.setting = setting
        self.text = setting.masked
        self.bodies = bodies
        self.acts = load_acts()
        self.extents = Extents(self.text)

    def subjects(self) -> Iterator[Mention]:
        """爱辉区、逊克县转移群众: at the start of a clause, before an act."""
        for opening in self.acts.opening.finditer(self.text):
            row = self._row(opening.end())
            end = row[-1].span.end if row else opening.end()
            counted = self.acts.quantity.match(self.text, end) if len(row) > 1 else None
            if row and self._does(counted.end() if counted else end) and (len(row) > 1 or row[0].full):
                yield from _mentions(row)

    def _does(self, end: int) -> bool:
        """Whether an act follows."""
        act = self.acts.act.match(self.text, end)
        return act is not None and not self.acts.never.match(self.text, act.end())

    def addressed(self) -> Iterator[Mention]:
        """对临江镇、城关镇约谈, 会同临江镇: after a verb that addresses those who govern."""
        for before, after in self.acts.addressed:
            for trigger in before.finditer(self.text):
                row = self._row(trigger.end())
                if row and after.match(self.text, row[-1].span.end) and (len(row) > 1 or row[0].full):
                    yield from _mentions(row)

    def governments(self) -> Iterator[Mention]:
        """甲、乙、丙三地政府: each place is a government."""
        for match in self.acts.governments.finditer(self.text):
            row = self._row_ending(match.start())
            if len(row) > 1:
                yield from _mentions(row)

    def zones(self) -> Iterator[Mention]:
        """各乡镇、临港开发区: a zone in one row with towns or counties."""
        before, after = self.acts.beside
        for towns in before.finditer(self.text):
            zone = self._zone(towns.end())
            if zone is None or not (zone.full or _is_listed_zone(self.text, zone)):
                continue
            if after.match(self.text, zone.span.end) or self._does(zone.span.end):
                yield from _mentions([zone, *self._after(zone.span.end)])

    def before_committees(self) -> Iterator[Mention]:
        """临港开发区、高新区管委会: a zone before the administrative committee of another."""
        for start, body in self.bodies.items():
            if not body.entity.label.endswith("管理委员会") or self.text[start - 1 : start] not in _JOINTS or not start:
                continue
            begin = self.extents.start(start - 1)
            zone = self._zone(begin)
            if zone is not None and zone.span.end == start - 1:
                yield from _mentions([zone])

    def beside_bodies(self) -> Iterator[Mention]:
        """大柳塔镇、大保当镇、锦界园区管委会: places in one row with bodies."""
        for start, body in self.bodies.items():
            yield from _mentions(self._after(body.span.end))
            yield from _mentions(self._before(start))

    def lines(self) -> Iterator[Mention]:
        """各县区政府,临港开发区: and 责任单位:临港开发区、县水利局: the items of a line that addresses or charges."""
        told, label = self.acts.lines["told"], self.acts.lines["label"]
        found = [m for m in self.acts.lines["address"].finditer(self.text) if told.search(m["items"])]
        for match in (*found, *label.finditer(self.text)):
            starts = [match.start("items"), *(m.end() for m in _SEPARATOR.finditer(self.text, *match.span("items")))]
            places = (self._place(start) for start in starts)
            ends = self.acts.lines["ends"]
            yield from _mentions(p for p in places if p is not None and ends.match(self.text, p.span.end) and p.named)

    def _after(self, end: int) -> list[Place]:
        """The places in a row right after `end`, as long as the last one ends there."""
        found: list[Place] = []
        while self.text[end : end + 1] in _JOINTS and end < len(self.text):
            place = self._place(end + 1)
            if place is None or place.body is None or not self._ends_item(place.span.end):
                break
            found.append(place)
            end = place.span.end
        return found

    def _ends_item(self, end: int) -> bool:
        """Whether a place that ends at `end` is an item of a row or does something there."""
        return self.acts.row_after.match(self.text, end) is not None or self._does(end)

    def _before(self, start: int) -> list[Place]:
        """The places in a row right before `start`, nearest first."""
        found: list[Place] = []
        while self.text[start - 1 : start] in _JOINTS and start > 0:
            begins = range(max(0, start - 1 - _LONGEST_ZONE), start - len("某县"))
            places = (self._place(begin) for begin in begins if self._opens_item(begin))
            place = next((p for p in places if p is not None and p.span.end == start - 1), None)
            if place is None or place.body is None:
                break
            found.append(place)
            start = place.span.start
        return found

    def _opens_item(self, begin: int) -> bool:
        return begin == 0 or self.text[begin - 1] in self.acts.row_before

    def _row(self, start: int) -> list[Place]:
        """The places and bodies in a row that begin at `start`; none where the row holds anything else."""
        found: list[Place] = []
        position = start
        while (place := self._place(position)) is not None:
            found.append(place)
            position = place.span.end
            if self.text[position : position + 1] not in _JOINTS or self._place(position + 1) is None:
                break
            position += 1
        return found if any(place.body for place in found) else []

    def _row_ending(self, end: int) -> list[Place]:
        """The divisions in a row that ends at `end`, under their full or short names."""
        found: list[Place] = []
        position = end
        while step := self.setting.gazetteer.ending_at(self.text, position, self.setting.home, unsure=True):
            found.append(Place(Span(step[0], position), government(step[1]), full=True))
            position = step[0] - 1
            if self.text[position : position + 1] not in _JOINTS or position <= 0:
                break
        return found

    def _place(self, start: int) -> Place | None:
        """The division, town, zone or body that begins at `start`."""
        known = self.bodies.get(start)
        if known is not None:
            return Place(known.span, None, full=True)
        return self._town(start) or self._zone(start) or self._division(start)

    def _division(self, start: int) -> Place | None:
        """A division within the document's own, under its full name or a short one."""
        gazetteer, home = self.setting.gazetteer, self.setting.home
        if self.text[start : start + 2] not in gazetteer.openings:
            return None
        for end in range(min(len(self.text), start + gazetteer.longest), start + 1, -1):
            name = self.text[start:end]
            candidates = gazetteer.sure.get(name) or gazetteer.unsure.get(name)
            chosen = gazetteer.choose(candidates, home) if candidates else None
            if chosen is None or chosen == home or home not in gazetteer.chain(chosen):
                continue
            full = name.endswith(_FULL) and (len(name) > len("某县") or name.endswith("县"))
            return Place(Span(start, end), government(chosen), full)
        return None

    def _town(self, start: int) -> Place | None:
        match = self.acts.town.match(self.text, start)
        if match is None:
            return None
        begin = start + len(self._county(match.group()))
        name = self.text[begin : match.end()]
        if (
            leads_with_verb(name[: -len("镇")], ("v", "vn"))
            or len(name) < len("某某镇")
            or self.acts.no_town.search(name)
            or self._cut(begin, match.end())
        ):
            return None
        sub_district = name.endswith("街道")
        words = of_county(self.setting, start, begin) + name + ("办事处" if sub_district else "人民政府")
        function = OFFICE if sub_district else TOWN_GOVERNMENT
        return Place(Span(start, match.end()), agency(words, self.setting.home, function, TOWNSHIP), full=True)

    def _county(self, words: str) -> str:
        """The full name of a division that the words begin with, before the name of a town."""
        sure = self.setting.gazetteer.sure
        ends = range(len(words) - len("某镇"), 1, -1)
        return next((words[:end] for end in ends if words[:end] in sure and words[end - 1] in _FULL), "")

    def _cut(self, start: int, end: int) -> bool:
        """Whether a word that is no part of a name ends between `start` and `end`."""
        whole = next((word for word in self.acts.whole if self.text.startswith(word, start)), "")
        return self.extents.start(end - 1, start + len(whole)) > start + len(whole)

    def _zone(self, start: int) -> Place | None:
        match = self.acts.zone.match(self.text, start)
        if match is None or self._cut(start, match.end()):
            return None
        body = zone_body(self.setting, start, match.end())
        full = not self.acts.bare_zone.search(match.group())
        return Place(Span(start, match.end()), body, full, zone=True) if body is not None else None


def _is_listed_zone(text: str, zone: Place) -> bool:
    """Whether a bare zone (经开区) is one that the document's city is known to have."""
    return zone.zone and zone.body is not None and not zone.body.label.endswith(zone.span.of(text) + "管理委员会")


def _mentions(row: Iterable[Place]) -> Iterator[Mention]:
    """The governments of a row; bodies in it are found elsewhere."""
    return (Mention(place.span, place.body) for place in row if place.body is not None)
