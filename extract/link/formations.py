"""Formations within a body: the working groups that it sets up in a row, and a corps named by its rank alone (支队)."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

from extract.document import Span
from extract.link.acts import is_subject
from extract.link.bodies import agency, named
from extract.link.divisions import COUNTY, PREFECTURE
from extract.link.names import Form, load_names
from extract.link.setting import Setting
from extract.link.working_groups import find_founded_groups
from extract.records import Entity, EntityClass, Mention

SETTINGS: Final = Path(__file__).with_name("formations.toml")
_SHARE: Final = 0.6
_FEWEST: Final = 1


@dataclass(frozen=True, slots=True)
class Ranks:
    """What `formations.toml` holds, compiled: rank and head of a detachment, the county's head, what leads to one."""

    rank: re.Pattern[str]
    head: str
    county: str
    led: re.Pattern[str]


@cache
def load_ranks() -> Ranks:
    """The ranks, compiled once for each process."""
    settings = tomllib.loads(SETTINGS.read_text(encoding="utf-8"))
    return Ranks(re.compile(settings["rank"]), settings["head"], settings["county"], re.compile(settings["led"]))


def find_formations(setting: Setting, bodies: Sequence[Mention]) -> Iterator[Mention]:
    """Such formations outside of norms; `bodies` are those found otherwise."""
    if setting.statute:
        return
    agencies = [body for body in bodies if body.entity.kind is EntityClass.AGENCY]
    yield from find_founded_groups(setting, agencies)
    yield from _corps(setting, agencies)


def _corps(setting: Setting, bodies: Sequence[Mention]) -> Iterator[Mention]:
    """支队 and 秦河大队 in a text that speaks of one corps: its detachment, and that of the county."""
    home = setting.home
    if home is None or setting.gazetteer.level(home) != PREFECTURE:
        return
    corps = _main_corps(home, bodies)
    if corps is not None and corps.function is not None:
        yield from _detachment(setting, home, corps)
        yield from _brigades(setting, home, corps.function)


def _detachment(setting: Setting, home: str, corps: Entity) -> Iterator[Mention]:
    """支队 and 支队党委, where a clause is led by them."""
    text, ranks = setting.masked, load_ranks()
    for match in ranks.rank.finditer(text):
        before = ranks.led.search(text[max(0, match.start() - 2) : match.start()])
        if before and (match["party"] or is_subject(text, *match.span()) or before.group()):
            label = f"中共{corps.label}委员会" if match["party"] else corps.label
            yield Mention(Span(*match.span()), agency(label, home, None) if match["party"] else corps)


def _brigades(setting: Setting, home: str, function: str) -> Iterator[Mention]:
    """秦河大队: the brigade of a county of the corps' city."""
    text, gazetteer, ranks = setting.masked, setting.gazetteer, load_ranks()
    form = Form(function, "", ranks.county, kept=False)
    for match in re.finditer(ranks.county, text):
        place = gazetteer.ending_at(text, match.start(), home, unsure=True)
        if place is None or gazetteer.level(place[1]) != COUNTY or home not in gazetteer.chain(place[1]):
            continue
        if ranks.led.search(text[max(0, place[0] - 2) : place[0]]):
            yield Mention(Span(place[0], match.end()), named(load_names(), gazetteer, form, place[1]))


def _main_corps(home: str, bodies: Sequence[Mention]) -> Entity | None:
    """The detachment of the division that the text speaks of by far the most; None where it is open."""
    over = (body.entity.superior or body.entity for body in bodies)
    heads = (one for body, head in zip(bodies, over, strict=True) for one in dict.fromkeys((body.entity, head)))
    counts = Counter(entity for entity in heads if entity.division == home and entity.label.endswith(load_ranks().head))
    ranked = counts.most_common(1)
    if not ranked or ranked[0][1] < _FEWEST or ranked[0][1] < _SHARE * counts.total():
        return None
    return ranked[0][0]
