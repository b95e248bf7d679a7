"""Rescue teams: volunteers under a brand in a place (蓝天救援队), and teams of mines and works."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

from extract.document import Span
from extract.link.alternatives import any_of
from extract.link.bodies import agency, short_name
from extract.link.divisions import COUNTY, PREFECTURE
from extract.link.prefixes import agencies_prefix
from extract.link.setting import Setting
from extract.records import Mention
from ontology.namespaces import concept

SETTINGS: Final = Path(__file__).with_name("rescue.toml")
TEAM: Final = concept("function", "rescue-team")
_LONGEST_PROPER: Final = 6


@dataclass(frozen=True, slots=True)
class Teams:
    """What `rescue.toml` holds, compiled: teams of a brand, rows of brands, teams of works, what stands beside them."""

    branded: re.Pattern[str]
    rows: re.Pattern[str]
    before_row: re.Pattern[str]
    works: re.Pattern[str]
    before_works: re.Pattern[str]
    vague: re.Pattern[str]


@cache
def load_teams() -> Teams:
    """The patterns, compiled once for each process."""
    settings = tomllib.loads(SETTINGS.read_text(encoding="utf-8"))
    brand, team = any_of(settings["brands"]), any_of(settings["teams"])
    return Teams(
        branded=re.compile(f"(?P<brand>{brand})(?:{team})(?!伍)"),
        rows=re.compile(f"(?P<row>(?:{brand})(?:[、和](?:{brand}))*){settings['row']}"),
        before_row=re.compile(settings["brands_before"]),
        works=re.compile(f"{settings['works']}(?!伍)"),
        before_works=re.compile(settings["works_before"]),
        vague=re.compile(settings["vague"]),
    )


def find_teams(setting: Setting) -> Iterator[Mention]:
    """Such teams outside of norms."""
    if setting.statute:
        return
    for match in load_teams().branded.finditer(setting.masked):
        yield _branded(setting, match)
    yield from _rows(setting)
    yield from _of_works(setting)


def _rows(setting: Setting) -> Iterator[Mention]:
    """蓝天、曙光等社会力量: each brand of a row is its team in the document's place."""
    text, teams = setting.masked, load_teams()
    for match in teams.rows.finditer(text):
        if setting.home is None or not teams.before_row.search(text[max(0, match.start() - 2) : match.start()]):
            continue
        position = match.start("row")
        for brand in re.split("[、和]", match["row"]):
            span = Span(position, position + len(brand))
            position = span.end + 1
            label = f"{short_name(setting.gazetteer, setting.home)}{brand}救援队"
            yield Mention(span, agency(label, setting.home, TEAM))


def _of_works(setting: Setting) -> Iterator[Mention]:
    """Teams of mines and works under a proper name."""
    text, teams = setting.masked, load_teams()
    for match in teams.works.finditer(text):
        for start in range(max(0, match.start() - _LONGEST_PROPER), match.start() - 1):
            proper = text[start : match.start()]
            if teams.before_works.search(text[max(0, start - 3) : start]) and _is_proper(proper):
                yield Mention(Span(start, match.end()), agency(text[start : match.end()], None, TEAM))
                break


def _branded(setting: Setting, match: re.Match[str]) -> Mention:
    """州蓝天救援队, 兴义蓝天救援队: with the full name of its place where one stands before it."""
    prefix = agencies_prefix(setting, match.start())
    if prefix.kind in {"division", "level"} and prefix.division is not None:
        label = setting.gazetteer.body_label(prefix.division) + match.group()
        return Mention(Span(prefix.start, match.end()), agency(label, prefix.division, TEAM))
    local = setting.home is not None and setting.gazetteer.level(setting.home) in {PREFECTURE, COUNTY}
    over = short_name(setting.gazetteer, setting.home) if local and setting.home is not None else ""
    return Mention(Span(*match.span()), agency(over + match.group(), setting.home if local else None, TEAM))


def _is_proper(words: str) -> bool:
    """Whether the words may be the proper name of a mine or works."""
    return all("\u4e00" <= character <= "\u9fff" for character in words) and not load_teams().vague.search(words)
