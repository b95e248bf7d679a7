"""The words that names of institutions are made of: heads, words of trades, brands; data: `institutions.toml`."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final

from ahocorasick_rs import AhoCorasick, MatchKind

from extract.link.alternatives import any_of
from extract.link.names import load_names
from extract.link.phrases import load_phrase_words
from ontology.vocabulary import load_vocabulary

SETTINGS: Final = Path(__file__).with_name("institutions.toml")
_SCHEMES: Final = ("sector", "hazard")


@dataclass(frozen=True)
class Words:
    """The words of institutions' names, compiled. `trades` are indexed by their last character."""

    heads: Any
    labels: tuple[str, ...]
    full: Mapping[str, str]
    followers: Mapping[str, str]
    trades: Mapping[str, tuple[str, ...]]
    breaks: re.Pattern[str]
    brand: re.Pattern[str]
    national: re.Pattern[str]
    bureau: re.Pattern[str]
    units: tuple[str, ...]
    firms: frozenset[str]
    of_nation: frozenset[str]
    ministry: tuple[str, ...]
    named: frozenset[str]
    alone: frozenset[str]
    generic: tuple[str, ...]
    facility: re.Pattern[str]
    facility_heads: Mapping[str, str]
    tasks: tuple[str, ...]
    coordinators: tuple[str, ...]
    office_hosts: str
    schools: frozenset[str]
    region: re.Pattern[str]
    before_actor: re.Pattern[str]
    act: re.Pattern[str]

    def is_trade(self, words: str) -> bool:
        """Whether the words are nothing but words of trades."""
        open_ends = [len(words)]
        seen = set(open_ends)
        while open_ends:
            end = open_ends.pop()
            for word in self.trades.get(words[end - 1 : end], ()):
                if words.endswith(word, 0, end) and end - len(word) not in seen:
                    seen.add(end - len(word))
                    open_ends.append(end - len(word))
        return 0 in seen

    def continued(self, head: str, following: str) -> bool:
        """Whether the word goes on after a head, so that it is none (安全局面, 处置)."""
        return bool(following) and any(
            following in after for end, after in self.followers.items() if head.endswith(end)
        )


@cache
def load_words() -> Words:
    """The words of institutions' names, compiled once for each process."""
    settings = tomllib.loads(SETTINGS.read_text(encoding="utf-8"))
    written = dict.fromkeys(settings["heads"]["written"])
    full = {**{head: head for head in written}, **settings["heads"]["short"]}
    labels = tuple(full)
    national = settings["national"]
    sorts, facilities = settings["sorts"], settings["facilities"]
    return Words(
        heads=AhoCorasick(list(labels), matchkind=MatchKind.LeftmostLongest),
        labels=labels,
        full=full,
        followers=settings["followers"],
        trades=_by_last(_trades(settings)),
        breaks=re.compile(any_of(settings["breaks"]["words"]) + "|(?<!感染)的"),
        brand=_brand(settings["brands"]),
        bureau=re.compile(national["bureau"]),
        national=re.compile(f"(?:{'|'.join(national['prefixes'])})(?!{'|'.join(national['not_followed'])})"),
        units=tuple(sorts["units"]),
        firms=frozenset(sorts["firms"]),
        of_nation=frozenset(sorts["national"]),
        ministry=tuple(sorts["ministry"]),
        named=frozenset(sorts["named"]),
        alone=frozenset(sorts["alone"]),
        generic=tuple(settings["generic"]["words"]),
        facility=re.compile(f"(?:{any_of(facilities['words'])})(?P<head>{any_of(facilities['heads'])})"),
        facility_heads=facilities["full"],
        tasks=tuple(sorts["tasks"]),
        coordinators=tuple(sorts["coordinators"]),
        office_hosts=sorts["office_hosts"],
        schools=frozenset(sorts["schools"]),
        region=re.compile(any_of(settings["regions"]["words"])),
        before_actor=re.compile(settings["actors"]["before"]),
        act=re.compile(settings["actors"]["act"]),
    )


def _brand(brands: Mapping[str, Any]) -> re.Pattern[str]:
    """A brand, a place or other words, and the head of a branch, with a part of the branch behind it."""
    names, heads, parts = (any_of(brands[key]) for key in ("names", "heads", "parts"))
    middle = "[\u4e00-\u9fff]"
    return re.compile(f"(?:{names}){middle}{{0,14}}?(?:{heads})(?:{middle}{{1,6}}?(?:{parts}))?")


def _trades(settings: Mapping[str, Any]) -> Iterator[str]:
    yield from settings["trades"]["words"]
    yield from settings["trades"]["joints"]
    yield from load_names().stems
    yield from load_phrase_words().settings["stems"]["words"]
    for scheme in _SCHEMES:
        for known in load_vocabulary().scheme(scheme):
            yield from (known.label_zh, *known.alternative)


def _by_last(words: Iterable[str]) -> dict[str, tuple[str, ...]]:
    found: dict[str, dict[str, None]] = {}
    for word in words:
        if word:
            found.setdefault(word[-1], {})[word] = None
    return {last: tuple(sorted(group, key=len, reverse=True)) for last, group in found.items()}
