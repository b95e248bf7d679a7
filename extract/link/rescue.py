"""Rescue teams: volunteers under a brand in a place (蓝天救援队), and teams of mines and works."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
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
_BEFORE_BRAND: Final = re.compile(
    r"(?:^|[^\u4e00-\u9fff]|[和与及由请]|依托|会同|联合|组织|调派|协调|省|市|县|区|州|旗)$"
)


@cache
def load_teams() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """Teams of a brand, rows of brands, teams of works, and what stands before the last."""
    settings = tomllib.loads(SETTINGS.read_text(encoding="utf-8"))
    brand = any_of(settings["brands"])
    team = any_of(settings["teams"])
    return (
        re.compile(f"(?P<brand>{brand})(?:{team})(?!伍)"),
        re.compile(f"(?P<row>(?:{brand})(?:[、和](?:{brand}))*){settings['row']}"),
        re.compile(f"{settings['works']}(?!伍)"),
        re.compile(settings["works_before"]),
    )


def find_teams(setting: Setting) -> Iterator[Mention]:
    """Such teams outside of norms."""
    if setting.statute:
        return
    branded, rows, works, before_works = load_teams()
    text = setting.masked
    for match in branded.finditer(text):
        yield _branded(setting, match)
    for match in rows.finditer(text):
        if setting.home is None or not _BEFORE_BRAND.search(text[max(0, match.start() - 2) : match.start()]):
            continue
        position = match.start("row")
        for brand in re.split("[、和]", match["row"]):
            span = Span(position, position + len(brand))
            position = span.end + 1
            label = f"{short_name(setting.gazetteer, setting.home)}{brand}救援队"
            yield Mention(span, agency(label, setting.home, TEAM))
    for match in works.finditer(text):
        for start in range(max(0, match.start() - _LONGEST_PROPER), match.start() - 1):
            proper = text[start : match.start()]
            if before_works.search(text[max(0, start - 3) : start]) and _is_proper(proper):
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
    return all("\u4e00" <= character <= "\u9fff" for character in words) and not _VAGUE.search(words)


_VAGUE: Final = re.compile(
    r"各|全|有关|相关|专业|国家|省|市|县|区|州|旗|社会|企业|等|支|个|名|的|专职|兼职|加强|建|依托|整合|调|联合|会同|组织|协调|派|由|和|与"
)
