"""Rows of tables in a text: `序号：1；责任单位：县公安局；责任事项：…。` under a line that names the columns.

The readers of files write tables so. A column of bodies before the matter is who the row is about, and heads it; owners
named after the matter (牵头单位：…) stay with their label, as they do in running text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from extract.document import Span
from extract.paragraphs import trimmed

_COLUMNS = re.compile(r"[^\s，。；：]{1,20}(?:\u3000[^\s，。；：]{1,20})+")
_NUMBER = re.compile(r"^(序号|编号|项次|序列|No\.?)$", re.I)
_BODY = re.compile(r"(单位|部门|主体|机构|成员单位|岗位|乡镇|街道|责任人|人员|姓名|职务|名称)$")
_SUPPORT = re.compile(r"^(配合|协助|参与|协办|备注|说明)")
_MATTER = re.compile(r"(职责|事项|任务|内容|措施|要求|分工|责任|工作|依据|目标|情况|问题|隐患|项目|行动)$")


@dataclass(frozen=True, slots=True)
class Cell:
    """One filled cell of a row: its column, its value, and the stretch with its label."""

    column: str
    value: Span
    whole: Span


@dataclass(frozen=True, slots=True)
class Row:
    """A row: the body that it is about, where its table names one first, and what it says."""

    bearer: Span | None
    contents: tuple[Span, ...]
    opens: bool


def columns_of(text: str, span: Span, following: Span | None) -> tuple[str, ...] | None:
    """The columns that a line names, if the next line is a row of their table; None for any other line."""
    if following is None or not _COLUMNS.fullmatch(text, span.start, span.end):
        return None
    columns = tuple(span.of(text).split("\u3000"))
    begins = any(text.startswith(column + "：", following.start) for column in columns)
    return columns if begins else None


def row_of(text: str, span: Span, columns: tuple[str, ...]) -> Row | None:
    """A line as a row of the table with these columns, or None where it is none."""
    cells = _cells(text, span, columns)
    if not cells:
        return None
    filled = [cell for cell in cells if not _NUMBER.match(cell.column)]
    first_matter = next((i for i, column in enumerate(columns) if _is_matter(column)), len(columns))
    heads = [column for column in columns[:first_matter] if _BODY.search(column) and not _SUPPORT.match(column)]
    bearer = next((cell for cell in filled if cell.column in heads[:1]), None)
    contents = [
        cell.value if _is_matter(cell.column) and not _SUPPORT.match(cell.column) else cell.whole
        for cell in filled
        if cell is not bearer
    ]
    opens = bearer is not None or not heads
    return Row(bearer.value if bearer else None, tuple(contents), opens)


def _is_matter(column: str) -> bool:
    return bool(_MATTER.search(column)) and not _BODY.search(column)


def _cells(text: str, span: Span, columns: tuple[str, ...]) -> list[Cell]:
    """The cells of a line, in the order of the columns; a label out of order belongs to the cell before it."""
    names = "|".join(re.escape(column) for column in sorted(columns, key=len, reverse=True))
    found: list[tuple[int, int, int]] = []
    for match in re.finditer(rf"(?:(?<=；)|(?<!.))({names})：", text[span.start : span.end]):
        index = columns.index(match[1])
        if not found or index > found[-1][0]:
            found.append((index, match.start(), match.end()))
    if not found or found[0][1] != 0:
        return []
    cells = []
    borders = [*(start for _, start, _ in found[1:]), len(span)]
    for (index, start, begin), border in zip(found, borders, strict=True):
        value = trimmed(text, span.start + begin, span.start + border)
        while value and text[value.end - 1] in "；。":
            value = trimmed(text, value.start, value.end - 1)
        if value:
            cells.append(Cell(columns[index], value, Span(span.start + start, value.end)))
    return cells
