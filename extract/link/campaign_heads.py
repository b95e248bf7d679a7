"""The heads and shapes by which campaigns are known, compiled, and what a name of one is."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, Final

from ahocorasick_rs import AhoCorasick, MatchKind

from extract.document import Span

SETTINGS: Final = Path(__file__).with_name("campaigns.toml")
_YEAR: Final = re.compile("20\\d{2}年度?")


@dataclass(frozen=True)
class Heads:
    """The settings of campaigns, compiled."""

    settings: Mapping[str, Any]
    sorts: tuple[tuple[bool, Any], ...]
    strong: re.Pattern[str]
    shapes: Mapping[str, re.Pattern[str]]
    statute: re.Pattern[str]
    title: re.Pattern[str]
    title_leading: re.Pattern[str]
    whole: re.Pattern[str]
    empty: re.Pattern[str]
    leading: re.Pattern[str]
    counted: re.Pattern[str]
    counted_alone: re.Pattern[str]
    manner: re.Pattern[str]
    ordinary: re.Pattern[str]
    summed: re.Pattern[str]
    subject: re.Pattern[str]
    counting: re.Pattern[str]
    no_subject: re.Pattern[str]
    parallel: re.Pattern[str]
    begins: re.Pattern[str]
    indefinite: re.Pattern[str]
    framed: re.Pattern[str]
    echoed: re.Pattern[str]
    beside: re.Pattern[str]
    held: re.Pattern[str]
    own: re.Pattern[str]
    byword: re.Pattern[str]
    launched: re.Pattern[str]
    ended: re.Pattern[str]
    inner: re.Pattern[str]
    further: re.Pattern[str]
    bodies: re.Pattern[str]
    noun: re.Pattern[str]
    routine: re.Pattern[str]
    repeated: re.Pattern[str]
    defined: re.Pattern[str]
    core: re.Pattern[str]
    filler: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class Name:
    """A stretch that may name a campaign.

    `sure` is False for weak heads; `bare` says that it is a head alone, `indefinite` that it is none of a campaign
    named later (开展专项整治), `alone` that it is a name of its own where it refers to none (“百日攻坚”), `echo` that
    it speaks of the campaign just named (“百日攻坚”期间).
    """

    span: Span
    name: str
    sure: bool
    bare: bool
    indefinite: bool = False
    alone: bool = False
    echo: bool = False


@cache
def load_heads() -> Heads:
    """The heads and shapes of campaigns, compiled once for each process."""
    settings = tomllib.loads(SETTINGS.read_text(encoding="utf-8"))
    strong, weak = settings["heads"]["strong"], settings["heads"]["weak"]
    return Heads(
        settings=settings,
        sorts=tuple(
            (sure, AhoCorasick(words, matchkind=MatchKind.LeftmostLongest))
            for sure, words in ((True, strong), (False, weak))
        ),
        strong=_alternatives(strong),
        shapes={name: re.compile(pattern) for name, pattern in settings["shapes"].items()},
        statute=re.compile(settings["titles"]["statute"]),
        title=re.compile(settings["titles"]["pattern"]),
        whole=re.compile(settings["titles"]["whole"]),
        title_leading=re.compile(settings["titles"]["leading"]),
        empty=_alternatives(settings["content"]["empty"]),
        leading=re.compile(settings["heads"]["leading"]),
        counted=re.compile(settings["slogans"]["counted"]),
        counted_alone=re.compile(settings["slogans"]["counted_alone"]),
        manner=re.compile(settings["slogans"]["manner"]),
        ordinary=re.compile(settings["ordinary"]["pattern"]),
        held=re.compile(settings["slogans"]["held"]),
        indefinite=re.compile(settings["bare"]["indefinite"]),
        framed=re.compile(settings["bare"]["framed"]),
        beside=re.compile(settings["bare"]["joined"]),
        echoed=re.compile(settings["bare"]["echoed"]),
        summed=re.compile(settings["heads"]["summed"]),
        subject=re.compile(settings["joined"]["subject"]),
        counting=re.compile(settings["joined"]["counting"]),
        no_subject=re.compile(settings["joined"]["no_subject"]),
        parallel=re.compile(settings["joined"]["parallel"]),
        begins=re.compile(settings["joined"]["begins"]),
        byword=re.compile(settings["marks"]["byword"]),
        launched=re.compile(settings["references"]["launched"]),
        ended=re.compile(settings["references"]["ended"]),
        own=re.compile(settings["marks"]["own"]),
        inner=re.compile(settings["marks"]["inner"]),
        further=re.compile(settings["heads"]["further"]),
        noun=re.compile(settings["heads"]["noun"]),
        bodies=re.compile(settings["heads"]["bodies"]),
        routine=re.compile(settings["ordinary"]["routine"]),
        repeated=re.compile(settings["ordinary"]["repeated"]),
        defined=re.compile(settings["references"]["defined"]),
        core=re.compile(settings["references"]["core"]),
        filler=re.compile(settings["references"]["filler"]),
    )


@lru_cache(maxsize=8192)
def content(name: str) -> str:
    """What of a name tells campaigns apart."""
    return load_heads().empty.sub("", name)


@lru_cache(maxsize=8192)
def canonical(words: str) -> str:
    """A name as it is written, without years and without the quotation marks that open it or enclose all of it.

    Marks within a name stay (煤矿“一通三防”专项整治), save around words that are known without them (安全宣传“五进”).
    A row in marks keeps them.
    """
    heads = load_heads()
    name = _YEAR.sub("", words.strip("+-· "))
    plain = name.replace("“", "").replace("”", "")
    if "”“" in name:
        return name
    if name.startswith("“") or name.count("“") != name.count("”"):
        return plain
    return heads.inner.sub(lambda match: match[1] if heads.own.match(match[0]) else match[0], name)


def _alternatives(words: Iterable[str]) -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, sorted(words, key=len, reverse=True))))
