"""Bodies named again by the end of their names: 领导小组 after 市渔港整治工作领导小组, 区指挥部, 园区管委会."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any, Final

from extract.document import Span
from extract.link.bodies import agency
from extract.link.names import load_names
from extract.link.prefixes import agencies_prefix
from extract.link.setting import Setting
from extract.link.working_groups import find_planned_groups
from extract.records import Entity, Mention

_LONGEST_ZONE: Final = 10
_SHORTEST_AGAIN: Final = 3


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    settings: dict[str, Any] = load_names().settings["anaphora"]
    return {name: re.compile(pattern) for name, pattern in settings.items()}


def find_named_again(setting: Setting, bodies: Sequence[Mention]) -> Iterator[Mention]:
    """Later mentions of bodies by the end of their names alone; outside of norms."""
    if setting.statute:
        return
    yield from _heads(setting, bodies)
    yield from _zones(setting, bodies)
    yield from _tails(setting, bodies)
    yield from _same_words(setting, bodies)
    yield from find_planned_groups(setting, bodies)


def _heads(setting: Setting, bodies: Sequence[Mention]) -> Iterator[Mention]:
    """领导小组 and 领导小组办公室, where one such body was named before; 区指挥部 in any case."""
    text = setting.masked
    for match in _patterns()["head"].finditer(text):
        start = match.start()
        division: str | None = None
        if match["level"]:
            prefix = agencies_prefix(setting, match.start("head"))
            if prefix.kind != "level" or prefix.division is None or prefix.start != start:
                continue
            division = prefix.division
        elif not _patterns()["before"].search(text[max(0, start - 3) : start]):
            continue
        found = _last(bodies, start, match["head"], division)
        if found is None and division is not None:
            words = setting.gazetteer.body_label(division) + match["head"]
            found = agency(words, division, None, setting.tiers_level(division))
        if found is not None:
            yield Mention(Span(start, match.end()), _office(found, match["office"]))


def _office(body: Entity, office: str | None) -> Entity:
    return agency(body.label + office, body.division, None, next(iter(body.levels), None)) if office else body


def _last(bodies: Sequence[Mention], before: int, head: str, division: str | None) -> Entity | None:
    """The only body named before whose name ends with the head, of the division where one is asked for."""
    found = {
        body.entity.key: body.entity
        for body in bodies
        if body.entity.label.endswith(head)
        and body.span.end <= before
        and (division is None or body.entity.division == division)
    }
    return next(iter(found.values())) if len(found) == 1 else None


def _zones(setting: Setting, bodies: Sequence[Mention]) -> Iterator[Mention]:
    """园区管委会 and 开发区管委会 after a zone that the text names in full."""
    text = setting.masked
    for match in _patterns()["zone"].finditer(text):
        named = None
        for found in _patterns()["zone_name"].finditer(text, 0, match.start()):
            for start in range(max(0, found.start() - _LONGEST_ZONE), found.start() + 1):
                prefix = agencies_prefix(setting, start)
                if prefix.kind == "division" and text[prefix.start : found.end()].isalpha():
                    named = text[prefix.start : found.end()], prefix.division
                    break
        if named is not None:
            yield Mention(Span(*match.span()), agency(named[0] + "管理委员会", named[1], None))


def _tails(setting: Setting, bodies: Sequence[Mention]) -> Iterator[Mention]:
    """应急保障组 after 滨江区疫情防控应急保障组: the last words of a long name."""
    text = setting.masked
    seen: set[str] = set()
    for body in bodies:
        name = body.entity.label
        match = _patterns()["tail"].search(name)
        if match is None or body.entity.function is not None or match["tail"] in seen:
            continue
        seen.add(match["tail"])
        start = text.find(match["tail"], body.span.end)
        while start >= 0:
            if not _patterns()["counted"].search(text, max(0, start - len("第十二个")), start):
                yield Mention(Span(start, start + len(match["tail"])), body.entity)
            start = text.find(match["tail"], start + len(match["tail"]))


def _same_words(setting: Setting, bodies: Sequence[Mention]) -> Iterator[Mention]:
    """A body that only its neighbours or prefix gave away, wherever else its words stand."""
    text = setting.masked
    seen: set[str] = set()
    for body in bodies:
        words = body.span.of(text)
        if body.entity.function is not None or len(words) < _SHORTEST_AGAIN or words in seen:
            continue
        seen.add(words)
        start = text.find(words)
        while start >= 0:
            if not words.endswith(("党组", "党委")) or _is_party_group(text, start, start + len(words)):
                yield Mention(Span(start, start + len(words)), body.entity)
            start = text.find(words, start + len(words))


def _is_party_group(text: str, start: int, end: int) -> bool:
    """Whether the words stand for the speaker's party group: not for a post in it, nor for that of another body."""
    before = text[max(0, start - 1) : start]
    alone = not before.isalpha() or before in load_names().settings["party_lead"]["characters"]
    return alone and not _patterns()["post"].match(text, end)
