"""Organs within a body: party groups (厅党组), committees of a department (厅安委会), special committees, offices."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any, Final

from extract.document import Span
from extract.grammar.words import holds_adverb
from extract.link.alternatives import any_of
from extract.link.bodies import ADMINISTRATION, GOVERNMENT, PARTY, agency, government
from extract.link.divisions import NATION
from extract.link.institution_words import load_words
from extract.link.lists import plan_before
from extract.link.prefixes import agencies_prefix
from extract.link.setting import Setting
from extract.records import Entity, Mention
from extract.sifted import Sifted, sifted
from ontology.namespaces import concept

PARTY_BODY: Final = concept("function", "party-body")
SETTINGS: Final = Path(__file__).with_name("organs.toml")
TASK_FORCE: Final = "工作专班"


@dataclass(frozen=True)
class Organs:
    """The patterns of `organs.toml`, compiled."""

    party: re.Pattern[str]
    inner: re.Pattern[str]
    special: Sifted
    office: re.Pattern[str]
    bare: re.Pattern[str]
    speaking: re.Pattern[str]
    settings: Mapping[str, Any]


@cache
def load_organs() -> Organs:
    """The patterns, compiled once for each process."""
    settings = tomllib.loads(SETTINGS.read_text(encoding="utf-8"))
    party = settings["party"]
    return Organs(
        party=re.compile(f"(?P<end>{any_of(party['ends'])})(?!{party['posts']})"),
        inner=re.compile(f"(?P<end>{any_of(settings['inner']['ends'])})(?![员托])"),
        special=sifted(re.compile(settings["special"]["pattern"])),
        office=re.compile(settings["offices"]["name"]),
        bare=re.compile(settings["offices"]["bare"]),
        speaking=re.compile(settings["speaking"]["organ"]),
        settings=settings,
    )


def find_organs(setting: Setting, agencies: Iterable[Mention]) -> Iterator[Mention]:
    """Organs outside of norms; one that begins with one of `agencies` covers it."""
    if setting.statute:
        return
    ends = {mention.span.end: mention for mention in agencies}
    yield from _within(setting, ends, load_organs().party, load_organs().settings["party"]["ends"])
    yield from _within(setting, ends, load_organs().inner, load_organs().settings["inner"]["ends"])
    yield from _speaking(setting)
    yield from _offices(setting, ends)
    yield from _special(setting, ends)


def _within(
    setting: Setting, ends: Mapping[int, Mention], pattern: re.Pattern[str], full: Mapping[str, str]
) -> Iterator[Mention]:
    """市应急局党委, 厅党组, 局安委会: right behind a department, or behind the bare end of the speaker's name."""
    hosts = re.compile(load_organs().settings["party"]["hosts"])
    for match in pattern.finditer(setting.masked):
        host = ends.get(match.start())
        if host is None:
            host = _speaker_before(setting, match.start())
        if host is None or not hosts.search(host.entity.label) or _keeps_offices(host.entity):
            continue
        of_party = pattern is load_organs().party
        matter = plan_before(setting, host.span.start) if match["end"] == TASK_FORCE else ""
        name = ("中共" if of_party else "") + host.entity.label + matter + full[match["end"]]
        organ = _party_organ if of_party else _organ
        yield Mention(Span(host.span.start, match.end()), organ(host.entity, name))


def _speaking(setting: Setting) -> Iterator[Mention]:
    """首次党委会议, 机关党总支: party organs of the department that speaks, without its name."""
    actor, settings = setting.actor, load_organs().settings
    if actor is None or not re.search(settings["party"]["hosts"], actor.label) or actor.function in {GOVERNMENT, PARTY}:
        return
    before = re.compile(settings["speaking"]["before"])
    for match in load_organs().speaking.finditer(setting.masked):
        if before.search(setting.masked[max(0, match.start() - 1) : match.start()]):
            name = f"中共{actor.label}{settings['speaking']['ends'][match['end'] or match['office']]}"
            yield Mention(Span(*match.span()), _party_organ(actor, name))


def _party_organ(host: Entity, name: str) -> Entity:
    """A party organ of a department, under the department."""
    level = next(iter(host.levels), None)
    return replace(agency(name, host.division, PARTY_BODY, level), superior=host)


def _organ(host: Entity, name: str) -> Entity:
    return agency(name, host.division, None, next(iter(host.levels), None))


def _speaker_before(setting: Setting, position: int) -> Mention | None:
    """The speaker, where the bare end of its name stands before `position`: 厅 in 经厅党组研究."""
    actor, text = setting.actor, setting.masked
    own = next((end for end in load_organs().settings["own"]["ends"] if text.endswith(end, 0, position)), None)
    if actor is None or own is None or not actor.label.endswith(own):
        return None
    start = position - len(own)
    before = text[max(0, start - 1) : start]
    if before and before in load_organs().settings["inner"]["not_before"]:
        return None
    if len(own) > 1 and before.isalpha() and before not in load_organs().settings["own"]["lead"]:
        return None
    return Mention(Span(start - 1 if before and before in "我本" else start, position), actor)


def _offices(setting: Setting, ends: Mapping[int, Mention]) -> Iterator[Mention]:
    """县委目标绩效办, 市政府教育督导室; 政府督查室 alone is that of the document's division."""
    text, organs = setting.masked, load_organs()
    refused = re.compile(organs.settings["offices"]["no_name"])
    for end, host in ends.items():
        if host.entity.division in {None, NATION} or not _keeps_offices(host.entity):
            continue
        match = organs.office.match(text, end)
        if match is None or refused.search(match["name"]) or load_words().breaks.search(match["name"]):
            continue
        if holds_adverb(match["name"]):
            continue
        yield Mention(
            Span(host.span.start, match.end("name")), _organ(host.entity, host.entity.label + _full(match["name"]))
        )
    for match in organs.bare.finditer(text):
        if setting.home is not None and setting.home != NATION:
            over = government(setting.home)
            yield Mention(Span(*match.span()), _organ(over, over.label + _full(match["name"])))


def _keeps_offices(host: Entity) -> bool:
    """Whether the body is a party committee or a government, also of a zone (党工委督查室)."""
    return host.function in {GOVERNMENT, PARTY, ADMINISTRATION} or host.label.endswith("工作委员会")


def _full(name: str) -> str:
    """The name with its end written out."""
    full = load_organs().settings["offices"]["full"]
    end = next((end for end in full if name.endswith(end)), "")
    return name.removesuffix(end) + full[end] if end else name


def _special(setting: Setting, ends: Mapping[int, Mention]) -> Iterator[Mention]:
    """煤矿安全专委会: a special committee of the safety committee, by words of a trade."""
    if setting.home is None:
        return
    text, special = setting.masked, load_organs().settings["special"]
    words = load_words()
    leads = re.compile(special["leads"])
    vague = re.compile(special["vague"])
    for match in load_organs().special.in_lines(text):
        start = _trade_start(text, match.start(), match.end("name"), words.is_trade)
        if (
            start is None
            or match.end() in ends
            or vague.search(text[start : match.end("name")])
            or leads.fullmatch(text[start : match.end("name")])
        ):
            continue
        prefix = agencies_prefix(setting, start)
        division = prefix.division if prefix.kind in {"level", "division"} and prefix.division else setting.home
        begin = prefix.start if prefix.kind in {"level", "division"} and prefix.division else start
        over = "国务院" if division == NATION else setting.gazetteer.body_label(division)
        matter = text[start : match.end("name")].removesuffix("安全")
        name = f"{over}安全生产委员会{matter}安全专业委员会" + ("办公室" if match["office"] else "")
        yield Mention(Span(begin, match.end()), agency(name, division, None))


def _trade_start(text: str, start: int, end: int, is_trade: Any) -> int | None:
    """Where the longest run of words of trades that ends at `end` begins."""
    return next((position for position in range(start, end - 1) if is_trade(text[position:end])), None)
