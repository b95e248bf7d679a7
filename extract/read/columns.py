"""Pages printed in two columns, as gazettes are: their lines in reading order.

A page is cut by recursive whitespace as in an XY-cut, one level deep: what crosses the middle stands alone, and between
such lines a gutter that nothing crosses parts a left from a right column, when both hold running text.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

_MIDDLE = (0.35, 0.65)
_NARROW = 0.6
_FEWEST_LEFT, _FEWEST_RIGHT = 4, 2
_FILLED = 0.85
_FILLED_SHARE = 0.5
_SAME_ROW = 0.5


@dataclass(frozen=True, slots=True)
class Box:
    """Where a stretch of text stands on a page, in points; `top` is less than `bottom`."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def height(self) -> float:
        """How high the letters are."""
        return self.bottom - self.top

    def around(self, other: Box) -> Box:
        """The box around this one and another."""
        return Box(
            min(self.left, other.left),
            min(self.top, other.top),
            max(self.right, other.right),
            max(self.bottom, other.bottom),
        )


@dataclass(frozen=True, slots=True)
class Row:
    """A printed line, with the left edge of the column that it stands in."""

    box: Box
    margin: float


def rows_in_columns(boxes: Sequence[Box]) -> list[Row] | None:
    """The rows of a page in reading order; None for a page that is not printed in two columns."""
    if len(boxes) < _FEWEST_LEFT + _FEWEST_RIGHT:
        return None
    left, right = min(box.left for box in boxes), max(box.right for box in boxes)
    rows: list[Row] = []
    parted = False
    for band in _bands(boxes, left, right):
        gutter = _gutter(band, left, right)
        if gutter is None:
            rows += [Row(box, left) for box in _rows(band)]
            continue
        parted = True
        for side in ([b for b in band if b.right <= gutter], [b for b in band if b.left >= gutter]):
            margin = min(box.left for box in side)
            rows += [Row(box, margin) for box in _rows(side)]
    return rows if parted else None


def _bands(boxes: Sequence[Box], left: float, right: float) -> list[list[Box]]:
    """The boxes from top to bottom, parted by the rows that are wide or reach over the middle."""
    bands: list[list[Box]] = [[]]
    wide = False
    for box in sorted(boxes, key=lambda box: (box.top, box.left)):
        crosses = box.right - box.left > _NARROW * (right - left) or box.left < (left + right) / 2 < box.right
        if crosses != wide and bands[-1]:
            bands.append([])
        wide = crosses
        bands[-1].append(box)
    return bands


def _gutter(band: Sequence[Box], left: float, right: float) -> float | None:
    """The middle of the widest gap near the page's middle that no box of the band reaches into."""
    low, high = (left + share * (right - left) for share in _MIDDLE)
    ends = sorted({box.right for box in band if low <= box.right <= high})
    best, width = None, 0.0
    for end in ends:
        beyond = [box.left for box in band if box.left > end]
        if not beyond or any(box.left < end < box.right for box in band):
            continue
        if min(beyond) - end > width:
            best, width = (end + min(beyond)) / 2, min(beyond) - end
    size = sorted(box.height for box in band)[len(band) // 2]
    if best is None or width < size:
        return None
    sides = [b for b in band if b.right <= best], [b for b in band if b.left >= best]
    if any(len(_rows(side)) < fewest for side, fewest in zip(sides, (_FEWEST_LEFT, _FEWEST_RIGHT), strict=True)):
        return None
    return best if all(_is_running_text(_rows(side)) for side in sides) else None


def _is_running_text(rows: Sequence[Box]) -> bool:
    """Whether most rows fill their column: the rows of a table and of labelled values do not."""
    width = max(row.right for row in rows) - min(row.left for row in rows)
    return sum(row.right - row.left >= _FILLED * width for row in rows) >= _FILLED_SHARE * len(rows)


def _rows(boxes: Sequence[Box]) -> list[Box]:
    """Boxes at one height joined, from top to bottom."""
    rows: list[Box] = []
    for box in sorted(boxes, key=lambda box: (box.top + box.bottom) / 2):
        last = rows[-1] if rows else None
        if last is not None and (box.top + box.bottom) / 2 - last.top < last.height * _SAME_ROW + box.height * 0.25:
            rows[-1] = Box(
                min(last.left, box.left),
                min(last.top, box.top),
                max(last.right, box.right),
                max(last.bottom, box.bottom),
            )
        else:
            rows.append(box)
    return rows
