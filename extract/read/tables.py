"""Tables as lines of text: every row keeps the header of its columns."""

from __future__ import annotations

import re
from collections.abc import Sequence

_LONGEST_HEADER = 20
_SPACE = re.compile(r"\s+")
_STOPS = "。；;：:！？"


def table_lines(rows: Sequence[Sequence[str]], header: Sequence[str] | None = None) -> list[str]:
    """One line per row: `序号：1；单位：某局；职责：…。` under a header, the cells joined by ； without one.

    `header` is that of a table which goes on from another page. Empty cells are left out; a cell that repeats the one
    above it because it is merged should be given again by the caller. A row with nothing but its first cell is a
    line of its own.
    """
    cleaned = [[tidy_cell(cell) for cell in row] for row in rows]
    cleaned = [row for row in cleaned if any(row)]
    if not cleaned:
        return []
    heads = list(header) if header is not None and len(header) == len(cleaned[0]) else None
    lines: list[str] = []
    if heads is not None and cleaned[0] == heads:
        cleaned = cleaned[1:]
    elif heads is None and is_header(cleaned):
        heads = cleaned[0]
        lines.append("　".join(heads))
        cleaned = cleaned[1:]
    return lines + [_line(row, heads) for row in cleaned]


def is_header(rows: Sequence[Sequence[str]]) -> bool:
    """Whether the first row of a table names its columns: short cells, all filled, none a number or a sentence."""
    first = rows[0]
    return (
        len(rows) > 1
        and len(first) > 1
        and all(0 < len(cell) <= _LONGEST_HEADER and cell[-1] not in _STOPS for cell in first)
        and not any(cell.replace(".", "").isdigit() for cell in first)
        and len(set(first)) == len(first)
    )


def tidy_cell(cell: str | None) -> str:
    """A cell on one line; breaks between Chinese characters vanish."""
    words = _SPACE.sub(" ", (cell or "").strip())
    return re.sub(r"(?<=[^\x00-\x7f]) (?=[^\x00-\x7f])", "", words)


def _line(row: Sequence[str], heads: Sequence[str] | None) -> str:
    filled = [(index, cell) for index, cell in enumerate(row) if cell]
    cells = [cell for _, cell in filled]
    if len(filled) == 1 and len(row) > 1 and filled[0][0] == 0:
        return cells[0]
    if heads is not None:
        cells = [f"{heads[index]}：{cell}" if heads[index] else cell for index, cell in filled]
    joined = "；".join(cell.rstrip("；;。") for cell in cells)
    return joined + "。" if len(cells) > 1 or heads is not None else joined
