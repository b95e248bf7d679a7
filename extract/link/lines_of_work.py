"""Bodies that a list names by their lines of work alone: 省交通、卫健、商务等13个行业领域, 由公安、住建等部门参加."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import Any, Final

from extract.document import Span
from extract.link.agencies import Prefix, agencies_prefix
from extract.link.bodies import branch_of, named
from extract.link.divisions import NATION, PROVINCE
from extract.link.meaning import Meaning
from extract.link.names import Form, Names, load_names
from extract.link.setting import Setting
from extract.records import Entity, Mention

_WINDOW: Final = 12
_SHORTEST_LINE: Final = 2
_FEWEST_SURE: Final = 3
_HEAD_WITHIN: Final = 18


def find_lines_of_work(setting: Setting, agencies: Iterable[Mention]) -> Iterator[Mention]:
    """Such bodies outside of norms; `agencies` are those found by their own names, which give a list its division."""
    if setting.statute:
        return
    names = load_names()
    ends = {mention.span.end: mention for mention in agencies}
    yield from _by_head(setting, names, ends)
    yield from _by_trigger(setting, names, ends)


@cache
def _list_heads() -> tuple[re.Pattern[str], re.Pattern[str]]:
    settings = load_names().settings["lists"]
    words = sorted(settings["heads"], key=len, reverse=True)
    return re.compile("|".join(map(re.escape, words))), re.compile(settings["head_lead"])


def _head_start(text: str, start: int) -> int:
    """Where the head of a list begins with its quantity (等13个 before 行业领域)."""
    window = max(0, start - _WINDOW)
    lead = _list_heads()[1].search(text[window:start])
    return window + lead.start() if lead else start


def _by_head(setting: Setting, names: Names, ends: Mapping[int, Mention]) -> Iterator[Mention]:
    """省交通、卫健、商务等13个行业领域: a level word, division or body of one, lines of work, one head."""
    text, joints = setting.masked, _list_settings()["joints"]
    for head in _list_heads()[0].finditer(text):
        end = _head_start(text, head.start())
        items = list(_stems_before(setting, names, end))
        if not items:
            continue
        first = items[-1][0].start
        prefix = agencies_prefix(setting, first)
        before = ends.get(first - 1) if first and text[first - 1] in joints else None
        if len(items) == 1 and (before is None or text[end : end + 1] != "等"):
            continue
        if prefix.kind == "none" and before is not None and before.entity.division not in {None, NATION}:
            prefix = Prefix(first, before.entity.division, "level")
        if prefix.kind == "none" and _is_of_own(setting, first, head, len(items)):
            prefix = Prefix(first, setting.home, "level")
        if prefix.kind in {"level", "division"} and prefix.division is not None:
            yield from _bodies(setting, names, items, prefix)


def _is_of_own(setting: Setting, first: int, head: re.Match[str], size: int) -> bool:
    """Whether 公安、住建等部门 names the bodies of the document's own city or county.

    What stands for a kind is none: sectors (等行业领域, 等重点单位), bodies of other levels (各级公安、交通部门), the
    rest of a list with an item that is no line of work. A pair (公安、交通部门) speaks of any, but where 等 follows it
    or a body acts with them; in a document of the nation every list does.
    """
    if setting.home is None or setting.home == NATION:
        return False
    words, text = _list_settings(), setting.masked
    lead = text[_head_start(text, head.start()) : head.start()]
    if head.group() not in words["own_heads"] or re.search(words["sectors"], lead):
        return False
    window = text[max(0, first - _WINDOW) : first]
    if re.search(words["other_bodies"], window):
        return False
    pair = size < _FEWEST_SURE and (lead[:1] != "等" or setting.gazetteer.level(setting.home) == PROVINCE)
    return not pair or re.search(words["together"], window) is not None


def _list_settings() -> Mapping[str, Any]:
    """What the data says of lists."""
    found: Mapping[str, Any] = load_names().settings["lists"]
    return found


def _by_trigger(setting: Setting, names: Names, ends: Mapping[int, Mention]) -> Iterator[Mention]:
    """联合林草、公安、森林消防在清明期间, 防汛办与水务、气象会商, 配合单位：公安、民政: lists without a head."""
    if setting.home is None:
        return
    text, patterns = setting.masked, _list_patterns()
    for match in patterns["opening"].finditer(text):
        items = list(_stems_from(setting, names, match.end()))
        if len(items) < 2 or patterns["no_body"].match(text, items[-1][0].end):
            continue
        end = items[-1][0].end
        head = _list_heads()[0].search(text, end, end + _HEAD_WITHIN)
        if head is not None and _head_start(text, head.start()) <= end:
            continue
        beside = match["beside"] is not None and match.start() in ends
        if (match["gathered"] or beside) and not patterns["act"].match(text, end):
            continue
        if match["label"] and not patterns["closing"].match(text, end):
            continue
        if match["beside"] and not beside:
            continue
        division = ends[match.start()].entity.division if beside else setting.home
        if division is not None and division != NATION:
            yield from _bodies(setting, names, items[::-1], Prefix(items[0][0].start, division, "level"))


@cache
def _list_patterns() -> Mapping[str, re.Pattern[str]]:
    """What opens a list without a head, and what must or must not follow it."""
    settings = _list_settings()
    sorts = {name: f"(?P<{name}>{settings[name]})" for name in ("label", "gathered", "beside")}
    triggers = "|".join(map(re.escape, settings["triggers"]))
    return {
        "opening": re.compile("|".join((sorts["label"], triggers, sorts["gathered"], sorts["beside"]))),
        **{name: re.compile(settings[name]) for name in ("act", "closing", "no_body")},
    }


def _bodies(setting: Setting, names: Names, items: list[tuple[Span, str]], prefix: Prefix) -> Iterator[Mention]:
    """One body for each line of work; the first of the list takes the prefix into its span."""
    assert prefix.division is not None
    for index, (span, stem) in enumerate(items):
        begin = prefix.start if index == len(items) - 1 else span.start
        yield Mention(Span(begin, span.end), by_stem(setting, names, stem, prefix.division))


def by_stem(setting: Setting, names: Names, stem: str, division: str) -> Entity:
    """The body of a line of work in a division."""
    whole = names.settings["lists"]["whole"].get(stem) or _offices().get(stem)
    if whole is not None and whole in names.settings["branches"]:
        return branch_of(setting.gazetteer, names.settings["branches"][whole], division)
    if whole is not None:
        return named(names, setting.gazetteer, names.by_label[whole], division)
    function, kept = names.stems[stem]
    form = Form(function, stem, "", kept=False)
    if kept and stem != names.functions[function].label_zh:
        form = Form(function, stem, "局", kept=True)
    elif division != NATION:
        form = Meaning(setting).of_line(form, division)
    return named(names, setting.gazetteer, form, division)


def _stems_before(setting: Setting, names: Names, end: int) -> Iterator[tuple[Span, str]]:
    """The lines of work enumerated right before `end`, nearest first."""
    text, joints = setting.masked, names.settings["lists"]["joints"]
    position = end
    while True:
        stem = _stem_ending(text, position, names)
        if stem is None:
            return
        yield Span(position - len(stem), position), stem
        position -= len(stem)
        if text[position - 1 : position] not in joints or position == 0:
            return
        position -= 1


def _stems_from(setting: Setting, names: Names, start: int) -> Iterator[tuple[Span, str]]:
    """The lines of work enumerated from `start` on."""
    text, joints = setting.masked, names.settings["lists"]["joints"]
    position = start
    while True:
        stem = next(
            (words for n in range(12, 1, -1) if (words := text[position : position + n]) in _lines()),
            None,
        )
        if stem is None:
            return
        yield Span(position, position + len(stem)), stem
        position += len(stem)
        if text[position : position + 1] not in joints or position >= len(text):
            return
        position += 1


@cache
def _lines() -> frozenset[str]:
    """The lines of work that may stand in a list for their bodies."""
    names = load_names()
    return frozenset(names.stems) | frozenset(names.settings["lists"]["whole"]) | frozenset(_offices())


def is_line_of_work(words: str) -> bool:
    """Whether the words stand for bodies in a list."""
    return words in _lines()


@cache
def _offices() -> Mapping[str, str]:
    """The bodies without a stem of their own by their lines of work: 文广局 of 文广, 口岸办 of 口岸."""
    names = load_names()
    whole = names.settings["lists"]["whole"]
    found: dict[str, str] = {}
    for end in names.settings["lists"]["ends"]:
        for label in names.labels:
            line = label.removesuffix(end)
            if line != label and len(line) >= _SHORTEST_LINE and line not in names.stems and line not in whole:
                found.setdefault(line, label)
    return found


def _stem_ending(text: str, end: int, names: Names) -> str | None:
    return next((text[end - n : end] for n in range(12, 1, -1) if end >= n and text[end - n : end] in _lines()), None)
