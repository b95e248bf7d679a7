"""Campaigns: named, bounded efforts, linked to their fullest name in the document."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from extract.document import Span
from extract.link.campaign_names import Name, content, find_names, names_in_titles
from extract.link.national_campaigns import whole_of
from extract.link.setting import Setting
from extract.records import Entity, EntityClass, Mention

_LONGEST_NAME: Final = 40
_OFTEN: Final = 3
_TERM: Final = re.compile("[两三五]年")


def campaign(name: str, parts: tuple[Entity, ...] = ()) -> Entity:
    """The node of a campaign: its name is its key. What it is a part of by its name comes with it."""
    above = whole_of(name)
    whole = campaign(above) if above and above != name else None
    return Entity(EntityClass.CAMPAIGN, name, name, parts=parts, whole=whole)


def find_campaigns(setting: Setting) -> tuple[Mention, ...]:
    """Every mention of a campaign, linked to the fullest name that the document has for it; none in statutes."""
    if setting.statute:
        return ()
    titles = names_in_titles(setting)
    names = list(_agreed(find_names(setting, titles)))
    known = [name for name in names if name.sure and not name.bare]
    resolver = Resolver(known, titles)
    found: list[Mention] = []
    for name in names:
        full = resolver.resolve(name)
        if full is not None:
            found.append(Mention(name.span, campaign(full)))
    return tuple(found)


def _agreed(names: list[Name]) -> Iterator[Name]:
    """The names, where one that is written once ends with one that is written often, cut down to that one.

    So a word too many on the left (重点行业部门安全生产专项整治三年行动) does not make a campaign of its own.
    """
    counts = Counter(name.name for name in names if name.sure and not name.bare)
    often = sorted((name for name, count in counts.items() if count >= _OFTEN), key=lambda n: (-len(n), n))
    for name in names:
        common = next((o for o in often if name.name != o and name.name.endswith(o) and counts[name.name] == 1), None)
        if common is None or name.bare:
            yield name
        else:
            yield replace(name, span=Span(name.span.end - len(common), name.span.end), name=common)


class Resolver:
    """Which fullest name a mention stands for."""

    def __init__(self, known: list[Name], titles: tuple[str, ...]) -> None:
        self.known = known
        self.titles = titles
        self.names = tuple(dict.fromkeys(name.name for name in known))
        self.full: dict[str, str] = {}

    def resolve(self, name: Name) -> str | None:
        """The canonical name of a mention, or None where it is no campaign after all."""
        if name.bare:
            return self._antecedent(name)
        full = self._fullest(name.name)
        if name.sure:
            return full
        return full if full != name.name or self._in_row(name) or name.name in self.titles else None

    def _fullest(self, name: str) -> str:
        """The longest known name that holds this one, or says the same with more words."""
        if name not in self.full:
            self.full[name] = self._search(name)
        return self.full[name]

    def _search(self, name: str) -> str:
        own = content(name)
        best = name
        for other in (*self.names, *self.titles):
            if other == name or len(other) > _LONGEST_NAME:
                continue
            same = (
                name in other
                or (len(own) >= 4 and own == content(other))
                or _abridged(own, content(other))
                or _contracted(name, other)
            )
            if same and (len(other), other) > (len(best), best) and _compatible(name, other):
                best = other
        return best

    def _antecedent(self, name: Name) -> str | None:
        """The campaign named before (else after) whose name holds the bare head.

        三年专项整治 may stand for any action of three years, when none has these very words.
        """
        for words in (name.name, *_TERM.findall(name.name)):
            before = [n for n in self.known if n.span.start < name.span.start and words in n.name]
            if before:
                return self._fullest(before[-1].name)
            after = [n for n in self.known if words in n.name]
            if after and not name.indefinite:
                return self._fullest(after[0].name)
        return None

    def _in_row(self, name: Name) -> bool:
        """Whether a sure campaign stands next to it in an enumeration."""
        return any(
            0 <= name.span.start - other.span.end <= 1 or 0 <= other.span.start - name.span.end <= 1
            for other in self.known
        )


def _abridged(short: str, long: str) -> bool:
    """Whether the content of one name is the end of the other's (标准化提升 of 安全生产标准化提升)."""
    return len(short) >= 4 and short != long and long.endswith(short)


def _contracted(short: str, long: str) -> bool:
    """Whether a name of one head leaves words of the other out (综合示范县创建 of 全国综合减灾示范县创建)."""
    if len(short) < 6 or short[-4:] != long[-4:]:
        return False
    rest = iter(long)
    return all(character in rest for character in short)


def _compatible(name: str, other: str) -> bool:
    """Whether two names can be one: where both have a head of time it must agree, and the national one is no local one.

    A three-year action is no mere 专项整治 of another sort.
    """
    if name.startswith("全国") and not other.startswith("全国"):
        return False
    times = re.compile(r"三年|两年|五年|百日|执法年|安全生产月|宣传[月周日]")
    return not (own := times.findall(name)) or own == times.findall(other) or name in other
