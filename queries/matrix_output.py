"""The duty matrix as an Excel workbook, as one HTML page, and as a drawing."""

from __future__ import annotations

from html import escape
from pathlib import Path

from graphs.export.drawing import Box, Drawing, Text, text_width
from queries.duties import ROLE_LABELS, ROLE_LETTERS
from queries.matrix import LAW_MARK, Mark, Matrix

FILLS = {Mark.OWNED: "#EAF1F7", Mark.OVERLAP: "#F6C7B6", Mark.GAP: "#F3E3A2"}
OWNER_FILL = "#CFE3D4"
_CELL, _ROW, _SIZE = 34.0, 26.0, 12.0


def legend() -> tuple[str, ...]:
    """The meaning of letters and colours, a line each."""
    letters = "　".join(f"{letter} {ROLE_LABELS[role]}" for role, letter in ROLE_LETTERS.items())
    return (
        letters,
        f"{LAW_MARK} 表示法律法规赋予，其余为文件写明；绿色单元格为牵头、监管或综合监管。",
        "橙色列：两个以上部门监管而无牵头（多头）。黄色列：文件涉及而无部门牵头、监管或综合监管（空白）。",
    )


def write_workbook(matrix: Matrix, path: Path) -> None:
    """Write the matrix as a workbook with a sheet for the matrix and one for the legend."""
    import xlsxwriter

    workbook = xlsxwriter.Workbook(str(path), {"strings_to_formulas": False})
    sheet = workbook.add_worksheet("责任矩阵")
    title = workbook.add_format({"bold": True, "font_size": 14})
    side = workbook.add_format({"border": 1, "valign": "vcenter"})
    heads = {
        mark: workbook.add_format(
            {"bold": True, "border": 1, "rotation": 90, "bg_color": fill, "valign": "bottom", "align": "center"}
        )
        for mark, fill in FILLS.items()
    }
    plain = {"border": 1, "align": "center", "valign": "vcenter"}
    body = workbook.add_format(plain)
    owned = workbook.add_format({**plain, "bg_color": OWNER_FILL, "bold": True})
    sheet.write(0, 0, f"{matrix.place}安全生产职责矩阵", title)
    sheet.write(2, 0, "部门 ＼ 行业领域", side)
    for j, sector in enumerate(matrix.sectors, start=1):
        mark = matrix.marks[sector]
        sheet.write(2, j, sector if mark is Mark.OWNED else f"{sector}（{mark}）", heads[mark])
    for i, department in enumerate(matrix.departments, start=3):
        sheet.write(i, 0, department, side)
        for j, sector in enumerate(matrix.sectors, start=1):
            letters = matrix.cells.get((department, sector), "")
            sheet.write_string(i, j, letters, owned if is_owner(letters) else body)
    sheet.set_column(0, 0, max(len(name) for name in matrix.departments) * 2 + 2)
    sheet.set_column(1, len(matrix.sectors), 6)
    sheet.set_row(2, max(len(name) for name in matrix.sectors) * 14 + 50)
    sheet.freeze_panes(3, 1)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    notes = workbook.add_worksheet("说明")
    notes.set_column(0, 0, 120)
    for i, line in enumerate(legend()):
        notes.write(i, 0, line)
    workbook.close()


def matrix_html(matrix: Matrix) -> str:
    """The matrix as a page that needs nothing from outside."""
    heads = "".join(
        f'<th style="background:{FILLS[matrix.marks[s]]}"><span>{escape(s)}'
        + (f"<b>{matrix.marks[s]}</b>" if matrix.marks[s] is not Mark.OWNED else "")
        + "</span></th>"
        for s in matrix.sectors
    )
    rows = []
    for department in matrix.departments:
        cells = []
        for sector in matrix.sectors:
            letters = matrix.cells.get((department, sector), "")
            count = len(matrix.facts.get((department, sector), ()))
            hint = f' title="{escape(department)}｜{escape(sector)}：{count} 条职责"' if letters else ""
            cells.append(f"<td{' class=o' if is_owner(letters) else ''}{hint}>{letters}</td>")
        rows.append(f"<tr><th scope=row>{escape(department)}</th>{''.join(cells)}</tr>")
    title = f"{escape(matrix.place)}安全生产职责矩阵"
    notes = "".join(f"<p>{escape(line)}</p>" for line in legend())
    return f"""<!doctype html>
<html lang="zh-Hans"><head><meta charset="utf-8"><title>{title}</title><style>
body{{font:14px/1.5 "Noto Sans CJK SC","Microsoft YaHei","PingFang SC",sans-serif;margin:2em;color:#1f2933}}
table{{border-collapse:collapse}}td,th{{border:1px solid #9aa5b1;padding:3px 6px;text-align:center}}
thead th{{vertical-align:bottom;font-weight:600}}thead span{{writing-mode:vertical-rl}}thead b{{color:#a33}}
tbody th{{text-align:left;font-weight:400;position:sticky;left:0;background:#fff;white-space:nowrap}}
td.o{{background:{OWNER_FILL};font-weight:600}}p{{max-width:60em;margin:.3em 0;color:#52606d}}
div{{overflow-x:auto}}</style></head>
<body><h1>{title}</h1>{notes}<div><table><thead><tr><th>部门 ＼ 行业领域</th>{heads}</tr></thead>
<tbody>{"".join(rows)}</tbody></table></div></body></html>
"""


def matrix_drawing(matrix: Matrix) -> Drawing:
    """The matrix as a drawing of boxes and text, sector names written from below upwards."""
    left = max(text_width(name, _SIZE) for name in matrix.departments) + 24
    widths = [
        max(_CELL, *(text_width(matrix.cells.get((d, s), ""), _SIZE) + 10 for d in matrix.departments))
        for s in matrix.sectors
    ]
    head = max(text_width(_head(matrix, sector), _SIZE) for sector in matrix.sectors) + 20
    top = 44.0
    width = max(left + sum(widths), *(text_width(line, _SIZE) for line in legend())) + 40
    drawing = Drawing(width, top + head + _ROW * len(matrix.departments) + 100)
    drawing.add(Text(20, 28, f"{matrix.place}安全生产职责矩阵", 18, bold=True))
    x = 20 + left
    for sector, cell in zip(matrix.sectors, widths, strict=True):
        drawing.add(Box(x, top, cell, head, FILLS[matrix.marks[sector]], "#9AA5B1"))
        drawing.add(Text(x + cell / 2 + 4, top + head - 8, _head(matrix, sector), _SIZE, rotate=-90))
        x += cell
    for i, department in enumerate(matrix.departments):
        y = top + head + i * _ROW
        drawing.add(Box(20, y, left, _ROW, "#FFFFFF", "#9AA5B1"))
        drawing.add(Text(28, y + 17, department, _SIZE))
        x = 20 + left
        for sector, cell in zip(matrix.sectors, widths, strict=True):
            letters = matrix.cells.get((department, sector), "")
            drawing.add(Box(x, y, cell, _ROW, OWNER_FILL if is_owner(letters) else "#FFFFFF", "#9AA5B1"))
            if letters:
                drawing.add(Text(x + cell / 2, y + 17, letters, _SIZE, anchor="middle"))
            x += cell
    for i, line in enumerate(legend()):
        drawing.add(Text(20, top + head + _ROW * len(matrix.departments) + 28 + i * 20, line, _SIZE, color="#52606D"))
    return drawing


def is_owner(letters: str) -> bool:
    """Whether a cell says that its department leads, regulates or oversees."""
    return any(ROLE_LETTERS[role] in letters for role in ("lead", "regulate", "oversee"))


def _head(matrix: Matrix, sector: str) -> str:
    mark = matrix.marks[sector]
    return sector if mark is Mark.OWNED else f"{sector}（{mark}）"
