"""How far the name of a campaign reaches to the left of its head."""

from __future__ import annotations

import re
from typing import Final

from extract.link.campaign_heads import load_heads
from extract.link.divisions import Gazetteer
from extract.link.extent import Extents
from extract.link.national_campaigns import load_national_campaigns
from extract.link.setting import Setting

_LONG_BYWORD: Final = 6
_ENUMERATION: Final = "、"
_JOINS: Final = ("和", "及")


def begin_of_name(setting: Setting, extents: Extents, head: int, floor: int) -> int:
    """Where the name of a head begins: after the last stop, a division, dates and counts, and across its row.

    A row belongs to the name where the name counts it (烟草、酒类两类专项整治), where its members begin alike, where 等
    sums it up, and where 和 joins two subjects to one head (粮库和冷库专项整治).
    """
    text = setting.masked
    start = after_division(setting.gazetteer, text, extents.start(head, floor), head)
    counted: object = re.search(r"[一二三四五六七八九十两\d]+(?:大?类|种|个|项)", text[start:head])
    if isinstance(counted, re.Match) and counted[0] == text[start:head]:
        return after_leading(text, start, head)
    if (joined := _across_join(setting, extents, start, head, floor)) is not None:
        return after_leading(text, joined, head)
    return after_leading(text, _across_row(setting, extents, start, head, floor, counted), head)


def after_leading(text: str, start: int, end: int) -> int:
    """The start of a name without dates, counts and the bodies that hold it."""
    leading = load_heads().leading.match(text, start, end)
    return leading.end() if leading else start


def _across_row(setting: Setting, extents: Extents, start: int, head: int, floor: int, counted: object) -> int:
    text, position = setting.masked, start
    if text[start - 1 : start] == "等" and load_heads().summed.match(text, start, head):
        last = max(extents.start(start - 1, floor), start - 15)
        if text[last - 1 : last] == _ENUMERATION and last < start - 1:
            counted, position = True, last
    while text[position - 1 : position] == _ENUMERATION and position > floor:
        previous = max(extents.start(position - 1, floor), position - 14)
        item = text[previous : position - 1]
        alike = len(item) >= 4 and item[:2] == text[position : position + 2]
        if not item or not (counted or alike) or load_heads().strong.search(item):
            break
        position = previous
    return position


def _across_join(setting: Setting, extents: Extents, start: int, head: int, floor: int) -> int | None:
    """The start of the first subject of several that share the head, or None where what stands before it is none.

    They share it where 和 joins the last one, or where all of the row is the object of a verb that begins a campaign
    (开展船厂、冷库、粮库专项整治).
    """
    heads, text = load_heads(), setting.masked
    if text[start - 1 : start] not in (*_JOINS, _ENUMERATION) or head - start < heads.settings["joined"]["shortest"]:
        return None
    joined = text[start - 1] in _JOINS
    position = start - 1
    first: int | None = None
    while position > floor and text[position : position + 1] in (*_JOINS, _ENUMERATION):
        previous = after_division(setting.gazetteer, text, extents.start(position, floor), position)
        if not _is_subject(text[previous:position], text[start:head]):
            return first if joined else None
        first, position = previous, previous - 1
    return first if joined or heads.begins.search(text, max(0, position - 3), position + 1) else None


def _is_subject(words: str, other: str) -> bool:
    """Whether these words can be what a campaign is about, and are no task, body or campaign of their own.

    A task is one where the other subject is a task as well.
    """
    heads = load_heads()
    quoted = words.endswith("”") and words.rpartition("“")[2].strip("”") in load_national_campaigns().labels
    both = heads.parallel.search(words) is not None and heads.parallel.search(other) is not None
    task = heads.strong.search(words) or (heads.no_subject.search(words) and not both)
    byword = words.startswith("“") and words.endswith("”") and len(words) >= _LONG_BYWORD
    byword = byword and heads.counting.search(words) is None
    return not quoted and not byword and not task and heads.subject.fullmatch(words) is not None


def after_division(gazetteer: Gazetteer, text: str, start: int, head: int) -> int:
    """The start of a name without the division that it begins with."""
    for length in range(min(12, head - start), 1, -1):
        if text[start : start + length] in gazetteer.sure:
            return start + length
    return start
