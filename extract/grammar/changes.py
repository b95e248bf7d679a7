"""Changes of figures: which percentages and differences belong to which figure, and with what sign.

同比分别下降42.61%、27.47% names two changes for the two figures before it; 减少17起、33人,分别下降8.21%、26.61%
gives the difference and the rate of the same two. Separators that a page lost (28.9%37.3%) change nothing.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache

from extract.grammar.numbers import Quantity
from extract.grammar.wording import pattern, wording

PERCENT = "%"
POINTS = "个百分点"
_GLUE = "[、,\uff0c和及与了约近\\s]*"
_BREAK = re.compile("[,\uff0c、;\uff1b:\uff1a。(\uff08]")
_SEGMENT_END = re.compile("[。;\uff1b\n]")
_BESIDE = 4
_NAMED_UNITS = {"起数": "起", "次数": "次", "人数": "人"}


@dataclass(frozen=True, slots=True)
class Change:
    """How a figure changed: the rate in per cent (or in points, by `unit`), and the difference in its own unit."""

    rate: Decimal | None = None
    unit: str | None = None
    difference: Decimal | None = None


@dataclass(frozen=True, slots=True)
class _Group:
    """Changes said together, and the words between the last comma and the verb of change, which may name them."""

    amounts: tuple[tuple[Decimal, str], ...]
    name: str
    first: int

    @property
    def relative(self) -> bool:
        return self.amounts[0][1] in (PERCENT, POINTS)


@cache
def _verb_pattern() -> re.Pattern[str]:
    words = wording("figures")
    down, up = "|".join(words["down"]), "|".join(words["up"])
    return re.compile(f"(?:(?P<down>{down})|(?P<up>{up}))(?:了|约|近|幅度?为?|率为?)?$")


@cache
def _level_pattern() -> re.Pattern[str]:
    return re.compile("|".join(wording("figures")["level"]))


@cache
def _comparison_pattern() -> re.Pattern[str]:
    return re.compile("|".join(wording("figures")["comparison"]))


def resolve_changes(text: str, start: int, found: Sequence[Quantity]) -> tuple[dict[int, Change], frozenset[int]]:
    """The changes among the quantities of one segment of a sentence that begins at offset `start`.

    Returns the change of each figure by its index, and the indexes of the quantities that are themselves changes.
    """
    groups = _groups(text, start, found)
    amounts = {index for group in groups for index in range(group.first, group.first + len(group.amounts))}
    changes: dict[int, Change] = {}
    previous: tuple[_Group, list[int]] | None = None
    for group in groups:
        targets = _targets(text, group, previous, found, amounts, changes)
        for target, (amount, unit) in zip(targets, group.amounts, strict=False):
            old = changes.get(target, Change())
            if group.relative:
                changes[target] = replace(old, rate=amount, unit=unit) if old.rate is None else old
            elif old.difference is None:
                changes[target] = replace(old, difference=amount)
        previous = (group, targets)
    changes.update(_unchanged(text, start, found, amounts, changes))
    return changes, frozenset(amounts)


def _unchanged(
    text: str, start: int, found: Sequence[Quantity], amounts: set[int], changes: dict[int, Change]
) -> dict[int, Change]:
    """死亡人数同比持平: no change of the figure that it names, or of the only one that it can be about."""
    if not found:
        return {}
    end = _SEGMENT_END.search(text, found[-1].span.end)
    level: dict[int, Change] = {}
    for match in _level_pattern().finditer(text, start, end.start() if end else len(text)):
        name = _name(text[start : match.start()])
        before = [index for index in _countable(found, amounts) if found[index].span.end <= match.start()]
        pending = [index for index in before if index not in changes and (not name or _named(text, name, found[index]))]
        if len(pending) == 1:
            level[pending[0]] = Change(rate=Decimal(0), unit=PERCENT)
    return level


def _countable(found: Sequence[Quantity], amounts: set[int]) -> list[int]:
    times = wording("figures")["units_of_time"]
    return [i for i, q in enumerate(found) if i not in amounts and q.unit != PERCENT and q.unit and q.unit not in times]


def _groups(text: str, start: int, found: Sequence[Quantity]) -> list[_Group]:
    groups: list[_Group] = []
    sign = 0
    for index, quantity in enumerate(found):
        gap_start = found[index - 1].span.end if index else start
        before = text[gap_start : quantity.span.start]
        match = _verb_pattern().search(before)
        last = groups[-1] if groups else None
        follows = last is not None and last.first + len(last.amounts) == index
        if match is None:
            if follows and last is not None and re.fullmatch(_GLUE, before) and _alike(last, quantity):
                groups[-1] = replace(last, amounts=(*last.amounts, (sign * quantity.value, quantity.unit)))
            continue
        if not _is_change(text, start, quantity):
            continue
        sign = -1 if match["down"] else 1
        amount = (sign * quantity.value, quantity.unit)
        name = _name(before[: match.start()])
        second = _comparison_pattern().search(before, 0, match.start()) if follows else None
        name = name or (second[0] if second else "")
        if follows and last is not None and not name and _alike(last, quantity):
            groups[-1] = replace(last, amounts=(*last.amounts, amount))
        else:
            groups.append(_Group((amount,), name, index))
    return groups


def _is_change(text: str, start: int, quantity: Quantity) -> bool:
    """A rate after a verb of change is one; a count is one only where something is compared."""
    if quantity.unit in (PERCENT, POINTS):
        return True
    return bool(quantity.unit) and _comparison_pattern().search(text, start, quantity.span.start) is not None


def _alike(group: _Group, quantity: Quantity) -> bool:
    relative = quantity.unit in (PERCENT, POINTS)
    return bool(quantity.unit) and group.relative == relative


def _name(before: str) -> str:
    """What is said to change: the words since the last comma, less comparison and adverbs."""
    last = _BREAK.split(before)[-1]
    return pattern("figures", "change_filler").sub("", _comparison_pattern().sub("", last)).strip()


def _targets(
    text: str,
    group: _Group,
    previous: tuple[_Group, list[int]] | None,
    found: Sequence[Quantity],
    amounts: set[int],
    changes: dict[int, Change],
) -> list[int]:
    count = len(group.amounts)
    if previous is not None and not group.name:
        before, targets = previous
        if before.first + len(before.amounts) == group.first and before.relative != group.relative:
            return targets[-count:] if len(targets) >= count else targets
    points = group.amounts[0][1] == POINTS
    pending = [
        index
        for index in range(group.first)
        if index not in amounts
        and index not in changes
        and (found[index].unit == PERCENT) == points
        and found[index].explicit_unit
        and found[index].unit not in wording("figures")["units_of_time"]
    ]
    if group.name:
        pending = [index for index in pending if _named(text, group.name, found[index])]
    return pending[-count:] if len(pending) >= count else []


def _named(text: str, name: str, quantity: Quantity) -> bool:
    """Whether the name of what changed is that of the figure: by a word beside its number, else by its unit."""
    if pattern("figures", "subset").search(name):
        return False
    beside = text[max(0, quantity.span.start - _BESIDE) : quantity.span.end + _BESIDE]
    word = next((word for word in wording("figures")["change_words"] if word in name), None)
    if word is not None:
        return word in beside
    units = [unit for word, unit in _NAMED_UNITS.items() if word in name]
    return quantity.unit in units
