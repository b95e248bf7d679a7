"""Offices inside the department that speaks: 危化科, 质安处."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Final

from extract.document import Span
from extract.link.acts import is_subject
from extract.link.alternatives import any_of
from extract.link.bodies import agency
from extract.link.names import load_names
from extract.link.setting import Setting
from extract.records import Entity, Mention
from extract.sifted import Sifted, sifted
from ontology.namespaces import ZR, concept

SETTINGS: Final = Path(__file__).with_name("offices.toml")
_DEPARTMENT: Final = concept("function", "government-department")
_SUFFIXES: Final = "厅局委"
_JOINTS: Final = frozenset("、和与及")


@dataclass(frozen=True)
class Offices:
    """What `offices.toml` holds, compiled."""

    full: Mapping[str, str]
    office: Sifted
    before: re.Pattern[str]
    row: re.Pattern[str]
    acts: re.Pattern[str]
    another: re.Pattern[str]


@cache
def load_offices() -> Offices:
    """The names and patterns, compiled once for each process."""
    settings = tomllib.loads(SETTINGS.read_text(encoding="utf-8"))
    patterns, names = settings["patterns"], settings["names"]
    full = {**{name: name for name in (*settings["written"]["names"], *names.values())}, **names}
    known = any_of(full)
    name = f"(?:{known})(?:(?:和|与)?(?:{known}|{patterns['tasks']}))?"
    return Offices(
        full=full,
        office=sifted(re.compile(f"(?P<own>[{_SUFFIXES}])?(?P<name>{name})(?P<end>{patterns['ends']})")),
        before=re.compile(patterns["before"]),
        row=re.compile(patterns["row"]),
        acts=re.compile(patterns["acts"]),
        another=re.compile(patterns["another"]),
    )


def office_name(words: str) -> str:
    """The full name of an office: 烟花爆竹安全监督管理科 of 烟花科."""
    return load_offices().full.get(words[:-1], words[:-1]) + words[-1]


def find_offices(setting: Setting) -> Iterator[Mention]:
    """Such offices in documents of a department, outside of norms."""
    actor = setting.actor
    if setting.statute or actor is None or not _is_department(actor):
        return
    yield from _rooms(setting, actor)


def _is_department(actor: Entity) -> bool:
    known = load_names().functions.get(actor.function or "")
    return known is not None and ZR + "nameStem" in known.properties and _DEPARTMENT in known.broader


def _inside(actor: Entity, words: str) -> Entity:
    body = agency(actor.label + words, actor.division, None, next(iter(actor.levels), None))
    return replace(body, superior=actor)


def _rooms(setting: Setting, actor: Entity) -> Iterator[Mention]:
    """危化科: an office that acts, or stands in a row with one that does."""
    offices, text = load_offices(), setting.masked
    ends_so = actor.label.removesuffix("员会")[-1]
    found = [
        match
        for match in offices.office.in_lines(text)
        if match["own"] in (None, ends_so) and offices.before.search(text[max(0, match.start() - 6) : match.start()])
    ]
    starts = {match.start() for match in found}
    acting: set[int] = set()
    for match in reversed(found):
        row = offices.row.match(text, match.end())
        labelled = text[match.start() - 1 : match.start()] in {":", "："} and row is not None
        joined = row is not None and row.group() in _JOINTS
        next_one = joined and (match.end() + 1 in starts or offices.another.match(text, match.end() + 1))
        if labelled or next_one or offices.acts.match(text, match.end()) or is_subject(text, *match.span()):
            acting.add(match.start())
    ends = {match.end() for match in found}
    for match in found:
        last = text[match.start() - 1 : match.start()] in _JOINTS and match.start() - 1 in ends
        if match.start() in acting or last:
            yield Mention(Span(*match.span()), _inside(actor, _written_out(setting, match)))


def _written_out(setting: Setting, match: re.Match[str]) -> str:
    """The full name: what the text writes out elsewhere, else the usual one."""
    name, end = match["name"], match["end"]
    longer = re.compile(rf"(?<![\u4e00-\u9fff])[\u4e00-\u9fff]{{{len(name) + 1},14}}{end}(?![\u4e00-\u9fff])")
    found = {other[1:] if other[0] in _SUFFIXES else other for other in longer.findall(setting.document.text)}
    written = {other for other in found if other != name + end and _shortens(name, other.removesuffix(end))}
    return written.pop() if len(written) == 1 else load_offices().full.get(name, name) + end


def _shortens(name: str, other: str) -> bool:
    """Whether the other name holds this one: in one piece, or from its first character on with some left out."""
    rest = iter(other)
    return name in other or (other.startswith(name[0]) and all(character in rest for character in name))
