"""Working groups within a body, alone or in rows: those that it sets up, and those that a plan gives each its duty."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Final

from extract.document import Span
from extract.link.alternatives import any_of
from extract.link.bodies import agency
from extract.link.setting import Setting
from extract.records import Mention

SETTINGS: Final = Path(__file__).with_name("working_groups.toml")
_REACH: Final = 24
_FEWEST_PLANNED: Final = 3


@cache
def _patterns(sort: str) -> dict[str, re.Pattern[str]]:
    settings = tomllib.loads(SETTINGS.read_text(encoding="utf-8"))[sort]
    return {name: re.compile(pattern) for name, pattern in settings.items()}


def find_founded_groups(setting: Setting, bodies: Sequence[Mention]) -> Iterator[Mention]:
    """市防指成立综合协调组、监测预警组: a row of groups, each under the one of `bodies` that sets them up."""
    patterns, text = _patterns("founded"), setting.masked
    for match in patterns["row"].finditer(text):
        near = [body for body in bodies if match.start() - _REACH <= body.span.end <= match.start()]
        if near and not patterns["broken"].search(text[near[-1].span.end : match.start()]):
            over = near[-1].entity
            for span in _items(text, Span(*match.span("row")), patterns["joint"]):
                yield Mention(span, agency(over.label + span.of(text), over.division, None))


def find_planned_groups(setting: Setting, bodies: Sequence[Mention]) -> Iterator[Mention]:
    """抢险救援组: the groups and offices of a headquarters, where a plan gives each its duty, and rows of them."""
    patterns, text = _patterns("planned"), setting.masked
    spans = [Span(*match.span("name")) for match in patterns["group"].finditer(text)]
    names = {span.of(text) for span in spans}
    if len(names) < _FEWEST_PLANNED:
        return
    heads = [body.entity for body in bodies if patterns["headquarters"].search(body.entity.label)]
    over = heads[0].label if heads else setting.gazetteer.label(setting.home) if setting.home else ""
    for span in (*spans, *_in_rows(text, {name for name in names if name.endswith("组")})):
        yield Mention(span, agency(over + span.of(text), setting.home, None))


def _in_rows(text: str, names: set[str]) -> Iterator[Span]:
    """Where the names stand in rows of several of them."""
    if not names:
        return
    known = any_of(names)
    row = re.compile(f"(?:{known})(?:[、和](?:{known})){{{_FEWEST_PLANNED - 1},}}")
    for found in row.finditer(text):
        for item in re.finditer(known, found.group()):
            yield Span(found.start() + item.start(), found.start() + item.end())


def _items(text: str, row: Span, joint: re.Pattern[str]) -> Iterator[Span]:
    """The items of a row that a joint of one character parts."""
    start = row.start
    for found in joint.finditer(row.of(text)):
        yield Span(start, row.start + found.start())
        start = row.start + found.end()
    yield Span(start, row.end)
