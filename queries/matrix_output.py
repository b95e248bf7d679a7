"""The duty matrix as an Excel workbook, as one HTML page, and as an SVG picture."""

from __future__ import annotations

from html import escape
from pathlib import Path
from typing import Any

from graphs.export.palette import load_palette
from ontology.errors import InputError
from queries.duties import ROLE_LABELS, ROLE_LETTERS
from queries.matrix import LAW_MARK, Mark, Matrix
from queries.matrix_layout import Block, blocks, is_owner

FILLS = {Mark.OWNED: "#EAF1F7", Mark.OVERLAP: "#F6C7B6", Mark.GAP: "#F3E3A2"}
OWNER_FILL = "#CFE3D4"
SUFFIXES = (".xlsx", ".html", ".svg")
_CELL, _ROW, _SIZE, _TOP, _MARGIN = 34.0, 26.0, 12.0, 44.0, 20.0


def legend() -> tuple[str, ...]:
    """The meaning of letters and colours, a line each."""
    letters = "　".join(f"{letter} {ROLE_LABELS[role]}" for role, letter in ROLE_LETTERS.items())
    return (
        letters,
        f"{LAW_MARK} 表示法律法规赋予，其余为文件写明；绿色单元格为牵头、监管或综合监管。",
        "橙色领域：同一地区两个以上部门监管而无牵头（多头）。黄色领域：文件涉及而无部门监管或负责实施（空白）。",
    )


def write_matrix(matrix: Matrix, path: Path) -> None:
    """Write the matrix in the format that the suffix names, beside the file first and then renamed.

    Raises `InputError` for another suffix or a folder that is not there.
    """
    if path.suffix not in SUFFIXES:
        raise InputError(f"{path}: the matrix can be written as {', '.join(SUFFIXES)}")
    if not path.parent.is_dir():
        raise InputError(f"{path}: there is no folder {path.parent}; make it first")
    beside = path.with_name(path.name + ".part")
    if path.suffix == ".xlsx":
        write_workbook(matrix, beside)
    else:
        beside.write_text(matrix_html(matrix) if path.suffix == ".html" else matrix_svg(matrix), encoding="utf-8")
    beside.replace(path)


def write_workbook(matrix: Matrix, path: Path) -> None:
    """Write the matrix as a workbook: a sheet for each block of columns, the last for the legend."""
    import xlsxwriter

    workbook = xlsxwriter.Workbook(str(path), {"strings_to_formulas": False})
    parts = blocks(matrix)
    for number, block in enumerate(parts, start=1):
        sheet = workbook.add_worksheet("责任矩阵" if len(parts) == 1 else f"责任矩阵{number}")
        _fill_sheet(workbook, sheet, block)
    notes = workbook.add_worksheet("说明")
    notes.set_column(0, 0, 120)
    for i, line in enumerate(legend()):
        notes.write(i, 0, line)
    workbook.close()


def _fill_sheet(workbook: Any, sheet: Any, block: Block) -> None:
    plain = {"border": 1, "valign": "vcenter"}
    upright = {**plain, "bold": True, "rotation": 90, "valign": "bottom", "align": "center"}
    side = {mark: workbook.add_format({**plain, "bg_color": fill}) for mark, fill in FILLS.items()}
    heads = {mark: workbook.add_format({**upright, "bg_color": fill}) for mark, fill in FILLS.items()}
    body = workbook.add_format({**plain, "align": "center"})
    owned = workbook.add_format({**plain, "align": "center", "bg_color": OWNER_FILL, "bold": True})
    title = workbook.add_format({"bold": True, "font_size": 14})
    sheet.write(0, 0, f"{block.matrix.place}安全生产职责矩阵", title)
    sheet.write(2, 0, block.corner, workbook.add_format(plain))
    for j, column in enumerate(block.columns, start=1):
        sheet.write(2, j, block.head(column, False), heads[block.mark(column, False) or Mark.OWNED])
    for i, row in enumerate(block.rows, start=3):
        sheet.write(i, 0, block.head(row, True), side[block.mark(row, True) or Mark.OWNED])
        for j, column in enumerate(block.columns, start=1):
            letters = block.letters(row, column)
            sheet.write_string(i, j, letters, owned if is_owner(letters) else body)
    sheet.set_column(0, 0, max(len(block.head(row, True)) for row in block.rows) * 2 + 2)
    for j, column in enumerate(block.columns, start=1):
        sheet.set_column(j, j, max(5, *(1.4 * len(block.letters(row, column)) for row in block.rows)))
    sheet.set_row(2, max(len(block.head(column, False)) for column in block.columns) * 12 + 16)
    sheet.freeze_panes(3, 1)
    sheet.repeat_rows(2)
    sheet.repeat_columns(0)
    sheet.set_paper(9)
    if not block.sectors_down:
        sheet.set_landscape()
    sheet.fit_to_pages(1, 0)


def matrix_html(matrix: Matrix) -> str:
    """The matrix as a page that needs nothing from outside, a table for each block of columns."""
    title = f"{escape(matrix.place)}安全生产职责矩阵"
    notes = "".join(f"<p>{escape(line)}</p>" for line in legend())
    tables = "".join(f"<div>{_table(block)}</div>" for block in blocks(matrix))
    return f"""<!doctype html>
<html lang="zh-Hans"><head><meta charset="utf-8"><title>{title}</title><style>
body{{font:14px/1.5 "Noto Sans CJK SC","Microsoft YaHei","PingFang SC",sans-serif;margin:2em;color:#1f2933}}
table{{border-collapse:collapse}}td,th{{border:1px solid #9aa5b1;padding:3px 6px;text-align:center}}
thead th{{vertical-align:bottom;font-weight:600;position:sticky;top:0;background:#fff}}
thead span{{writing-mode:vertical-rl;white-space:nowrap}}thead b,tbody b{{color:#a33;font-weight:600}}
tbody th{{text-align:left;font-weight:400;position:sticky;left:0;background:#fff;white-space:nowrap}}
td.o{{background:{OWNER_FILL};font-weight:600}}p{{max-width:60em;margin:.3em 0;color:#52606d}}
div{{margin:1em 0}}tr:hover td,tr:hover th{{outline:1px solid #52606d}}</style></head>
<body><h1>{title}</h1>{notes}{tables}</body></html>
"""


def _table(block: Block) -> str:
    heads = "".join(
        f"<th{_fill(block, name, False)}><span>{_html(block, name, False)}</span></th>" for name in block.columns
    )
    rows = []
    for row in block.rows:
        cells = []
        for column in block.columns:
            letters = block.letters(row, column)
            hint = f' title="{escape(row)}｜{escape(column)}：{block.duties(row, column)} 条职责"' if letters else ""
            cells.append(f"<td{' class=o' if is_owner(letters) else ''}{hint}>{letters}</td>")
        rows.append(f"<tr><th scope=row{_fill(block, row, True)}>{_html(block, row, True)}</th>{''.join(cells)}</tr>")
    return f"<table><thead><tr><th>{block.corner}</th>{heads}</tr></thead>\n<tbody>{''.join(rows)}</tbody></table>"


def _fill(block: Block, name: str, is_row: bool) -> str:
    mark = block.mark(name, is_row)
    return f' style="background:{FILLS[mark]}"' if mark is not None else ""


def _html(block: Block, name: str, is_row: bool) -> str:
    mark = block.mark(name, is_row)
    return escape(name) + (f" <b>{mark}</b>" if mark not in (None, Mark.OWNED) else "")


def matrix_svg(matrix: Matrix) -> str:
    """The matrix as SVG, blocks of columns one below the other; fonts are named and not embedded."""
    parts = [_text(_MARGIN, 30, f"{matrix.place}安全生产职责矩阵", 'font-size="18" font-weight="bold"')]
    top, width = _TOP, max(text_width(line) for line in legend()) + 2 * _MARGIN
    for block in blocks(matrix):
        drawn, right, bottom = _draw(block, top)
        parts += drawn
        width, top = max(width, right + _MARGIN), bottom + _TOP
    parts += [_text(_MARGIN, top - 16 + 20 * i, line, 'fill="#52606D"') for i, line in enumerate(legend())]
    height = top - 16 + 20 * len(legend()) + _MARGIN
    fonts = ", ".join(f"'{family}'" for family in load_palette().font_families)
    size = f'width="{width:.0f}" height="{height:.0f}" viewBox="0 0 {width:.0f} {height:.0f}"'
    opening = f'<svg xmlns="http://www.w3.org/2000/svg" {size} font-family="{fonts}, sans-serif" font-size="{_SIZE:g}">'
    ground = '<rect width="100%" height="100%" fill="#FFFFFF"/>'
    return "\n".join([opening, ground, *parts, "</svg>", ""])


def _draw(block: Block, top: float) -> tuple[list[str], float, float]:
    """The elements of a block, and where its right and lower edges are."""
    left = max(text_width(block.head(row, True)) for row in block.rows) + 24
    head = max(text_width(block.head(column, False)) for column in block.columns) + 20
    parts = []
    x = _MARGIN + left
    for column in block.columns:
        cell = max(_CELL, *(text_width(block.letters(row, column)) + 10 for row in block.rows))
        parts.append(_box(x, top, cell, head, FILLS[block.mark(column, False) or Mark.OWNED]))
        foot = (x + cell / 2 + 4, top + head - 8)
        turned = f'transform="rotate(-90 {foot[0]:.1f} {foot[1]:.1f})"'
        parts.append(_text(*foot, block.head(column, False), turned))
        for i, row in enumerate(block.rows):
            y, letters = top + head + i * _ROW, block.letters(row, column)
            parts.append(_box(x, y, cell, _ROW, OWNER_FILL if is_owner(letters) else "#FFFFFF"))
            if letters:
                parts.append(_text(x + cell / 2, y + 17, letters, 'text-anchor="middle"'))
        x += cell
    for i, row in enumerate(block.rows):
        y, mark = top + head + i * _ROW, block.mark(row, True)
        fill = FILLS[mark] if mark is not None else "#FFFFFF"
        parts += [_box(_MARGIN, y, left, _ROW, fill), _text(_MARGIN + 8, y + 17, block.head(row, True))]
    return parts, x, top + head + _ROW * len(block.rows)


def text_width(text: str) -> float:
    """About how wide a text is in pixels: Chinese characters are square, others a good half of that."""
    return sum(_SIZE if ord(character) > 0x2E7F else _SIZE * 0.56 for character in text)


def _box(x: float, y: float, width: float, height: float, fill: str) -> str:
    return f'<rect x="{x:.1f}" y="{y:.1f}" width="{width:.1f}" height="{height:.1f}" fill="{fill}" stroke="#9AA5B1"/>'


def _text(x: float, y: float, text: str, attributes: str = "") -> str:
    return f'<text x="{x:.1f}" y="{y:.1f}" {attributes}>{escape(text)}</text>'
