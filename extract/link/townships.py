"""Bodies of a town in its own document: 镇安委会, 街道党工委, 公共服务办, 派出所; names: `townships.toml`."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final

from extract.document import Span
from extract.link.alternatives import any_of
from extract.link.bodies import agency
from extract.link.branches import bureau_of
from extract.link.divisions import COUNTY, ZONE
from extract.link.institution_words import load_words
from extract.link.localities import GOVERNMENT, OFFICE, TOWNSHIP
from extract.link.setting import Setting
from extract.records import Mention

SETTINGS: Final = Path(__file__).with_name("townships.toml")
_LONGEST_TRADE: Final = 10
_WINDOW: Final = 8


@dataclass(frozen=True, slots=True)
class Town:
    """The town that a document speaks for: its name, the name without rank, the rank, and the county's name."""

    name: str
    place: str
    rank: str
    county: str
    police: str

    def named(self, template: str) -> str:
        """A full name from a template of `townships.toml`."""
        return template.format(town=self.county + self.name, place=self.place, county=self.county, police=self.police)


@dataclass(frozen=True)
class Townships:
    """What `townships.toml` holds, compiled."""

    organs: Mapping[str, str]
    offices: Mapping[str, str]
    stations: Mapping[str, str]
    sole: Mapping[str, str]
    any_head: str
    opening: re.Pattern[str]
    posts: re.Pattern[str]
    not_before: re.Pattern[str]
    itself: str
    beside: re.Pattern[str]
    speaker: re.Pattern[str]

    @property
    def bare(self) -> str:
        """A pattern of the bodies that stand without the word of rank."""
        return any_of((*self.offices, *self.stations, *self.sole))


@cache
def load_townships() -> Townships:
    """The names, compiled once for each process."""
    data: dict[str, Any] = tomllib.loads(SETTINGS.read_text(encoding="utf-8"))
    context = data["context"]
    return Townships(
        organs=data["organs"],
        offices=data["offices"],
        stations=data["stations"],
        sole=data["sole"],
        any_head=any_of(data["any"]["heads"]),
        opening=re.compile(context["opening"], re.MULTILINE),
        posts=re.compile(context["posts"]),
        not_before=re.compile(context["not_before"]),
        itself=context["itself"],
        beside=re.compile(context["beside"]),
        speaker=re.compile(context["speaker"]),
    )


def own_town(setting: Setting) -> Town | None:
    """The town that publisher, region or title name; None where the document does not speak for one."""
    metadata = setting.document.metadata
    named = (
        load_townships().speaker.search(words)
        for words in (metadata.publisher, metadata.region, metadata.title)
        if words
    )
    town = next((found for found in named if found), None)
    if town is None or setting.home is None:
        return None
    gazetteer = setting.gazetteer
    inner = gazetteer.level(setting.home) in {COUNTY, ZONE}
    county = gazetteer.body_label(setting.home) if inner and len(gazetteer.label(setting.home)) > 1 else ""
    return Town(town["name"], town["place"], town["rank"], county, bureau_of(setting) or county + "公安局")


def find_own_town(setting: Setting) -> Iterator[Mention]:
    """The bodies of the document's own town; none in norms."""
    town = None if setting.statute else own_town(setting)
    if town is None:
        return
    yield from _ranked(setting, town)
    yield from _bare(setting, town)
    yield from _itself(setting, town)


def _mention(setting: Setting, span: Span, name: str) -> Mention:
    ends = {"人民政府": GOVERNMENT, "办事处": OFFICE}
    function = next((function for end, function in ends.items() if name.endswith(end)), None)
    return Mention(span, agency(name, setting.home, function, TOWNSHIP))


def _ranked(setting: Setting, town: Town) -> Iterator[Mention]:
    """镇党委, 街道安委会, 望洪镇派出所: behind the word of rank, alone or with the town's name before it."""
    text, words = setting.masked, load_townships()
    known = any_of((*words.organs, *words.offices, *words.stations))
    own = f"(?:{re.escape(town.county)})?(?:{re.escape(town.place)}|[我本])?"
    trade = f"[\u4e00-\u9fff]{{2,{_LONGEST_TRADE}}}?(?:{words.any_head})"
    pattern = re.compile(f"(?P<own>{own}){town.rank}(?:(?P<known>{known})|(?P<any>{trade}))(?![员长书托])")
    for match in pattern.finditer(text):
        before = text[max(0, match.start() - _WINDOW) : match.start()]
        if not match["own"] and words.not_before.search(before):
            continue
        if match["known"] in words.stations and match["own"] == "":
            yield _mention(setting, Span(*match.span()), town.named(words.stations[match["known"]]))
        elif match["known"] is not None:
            name = words.organs.get(match["known"]) or "{town}" + words.offices.get(match["known"], match["known"])
            yield _mention(setting, Span(*match.span()), town.named(name))
            beside = words.beside.match(text, match.end()) if match["known"] in {"党委", "党工委"} else None
            if beside is not None:
                name = words.organs[beside["government"]]
                yield _mention(setting, Span(*beside.span("government")), town.named(name))
        elif match["any"] is not None and _is_own_trade(match["any"], words.any_head):
            yield _mention(setting, Span(*match.span()), town.named("{town}") + match["any"])


def _is_own_trade(name: str, heads: str) -> bool:
    """Whether a name is words of trades and a head (土地整备|中心)."""
    trades = load_words()
    return bool(trades.is_trade(re.sub(f"(?:{heads})$", "", name))) and not trades.breaks.search(name)


def _bare(setting: Setting, town: Town) -> Iterator[Mention]:
    """公共服务办, 派出所, 望洪派出所: without the word of rank, where a clause or the item of a row begins."""
    text, words = setting.masked, load_townships()
    pattern = re.compile(f"(?P<place>{re.escape(town.place)})?(?P<name>{words.bare})(?![\u4e00-\u9fff]?[长员])")
    for match in pattern.finditer(text):
        before = text[max(0, match.start() - _WINDOW) : match.start()]
        if not words.opening.search(before) or words.posts.match(text, match.end()):
            continue
        template = words.stations.get(match["name"]) or words.sole.get(match["name"])
        name = town.named(template or "{town}" + words.offices.get(match["name"], ""))
        yield _mention(setting, Span(*match.span()), name)


def _itself(setting: Setting, town: Town) -> Iterator[Mention]:
    """望洪镇在县委领导下…: the town's own name at the start of a clause, as its government or office."""
    opening = f"(?:^|(?<=[，,。；;：:\\n \u3000]))(?:{re.escape(town.county)})?{re.escape(town.name)}"
    body = "{town}办事处" if town.rank == "街道" else "{town}人民政府"
    for match in re.finditer(opening + load_townships().itself, setting.masked, re.MULTILINE):
        yield _mention(setting, Span(*match.span()), town.named(body))
