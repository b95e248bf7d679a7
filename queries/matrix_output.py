"""The duty matrix as an Excel workbook, as one HTML page, and as an SVG picture."""

from __future__ import annotations

from html import escape
from pathlib import Path

from graphs.export.palette import load_palette
from ontology.errors import InputError
from queries.duties import ROLE_LABELS, ROLE_LETTERS
from queries.matrix import LAW_MARK, Mark, Matrix

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
        "橙色列：同一地区两个以上部门监管而无牵头（多头）。黄色列：文件涉及而无部门牵头、监管或综合监管（空白）。",
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


def matrix_svg(matrix: Matrix) -> str:
    """The matrix as SVG: sector names run from below upwards, fonts are named and not embedded."""
    left = max(text_width(name) for name in matrix.departments) + 24
    head = max(text_width(_head(matrix, sector)) for sector in matrix.sectors) + 20
    widths = [
        max(_CELL, *(text_width(_letters(matrix, d, s)) + 10 for d in matrix.departments)) for s in matrix.sectors
    ]
    bottom = _TOP + head + _ROW * len(matrix.departments)
    width = max(left + sum(widths), *(text_width(line) for line in legend())) + 2 * _MARGIN
    parts = [_text(_MARGIN, 30, f"{matrix.place}安全生产职责矩阵", 'font-size="18" font-weight="bold"')]
    x = _MARGIN + left
    for sector, cell in zip(matrix.sectors, widths, strict=True):
        parts.append(_box(x, _TOP, cell, head, FILLS[matrix.marks[sector]]))
        foot = (x + cell / 2 + 4, _TOP + head - 8)
        parts.append(_text(*foot, _head(matrix, sector), f'transform="rotate(-90 {foot[0]:.1f} {foot[1]:.1f})"'))
        for i, department in enumerate(matrix.departments):
            y, letters = _TOP + head + i * _ROW, _letters(matrix, department, sector)
            parts.append(_box(x, y, cell, _ROW, OWNER_FILL if is_owner(letters) else "#FFFFFF"))
            if letters:
                parts.append(_text(x + cell / 2, y + 17, letters, 'text-anchor="middle"'))
        x += cell
    for i, department in enumerate(matrix.departments):
        y = _TOP + head + i * _ROW
        parts += [_box(_MARGIN, y, left, _ROW, "#FFFFFF"), _text(_MARGIN + 8, y + 17, department)]
    parts += [_text(_MARGIN, bottom + 28 + 20 * i, line, 'fill="#52606D"') for i, line in enumerate(legend())]
    height = bottom + 28 + 20 * len(legend()) + _MARGIN
    fonts = ", ".join(f"'{family}'" for family in load_palette().font_families)
    size = f'width="{width:.0f}" height="{height:.0f}" viewBox="0 0 {width:.0f} {height:.0f}"'
    opening = f'<svg xmlns="http://www.w3.org/2000/svg" {size} font-family="{fonts}, sans-serif" font-size="{_SIZE:g}">'
    ground = '<rect width="100%" height="100%" fill="#FFFFFF"/>'
    return "\n".join([opening, ground, *parts, "</svg>", ""])


def text_width(text: str) -> float:
    """About how wide a text is in pixels: Chinese characters are square, others a good half of that."""
    return sum(_SIZE if ord(character) > 0x2E7F else _SIZE * 0.56 for character in text)


def _letters(matrix: Matrix, department: str, sector: str) -> str:
    return matrix.cells.get((department, sector), "")


def _box(x: float, y: float, width: float, height: float, fill: str) -> str:
    return f'<rect x="{x:.1f}" y="{y:.1f}" width="{width:.1f}" height="{height:.1f}" fill="{fill}" stroke="#9AA5B1"/>'


def _text(x: float, y: float, text: str, attributes: str = "") -> str:
    return f'<text x="{x:.1f}" y="{y:.1f}" {attributes}>{escape(text)}</text>'


def is_owner(letters: str) -> bool:
    """Whether a cell says that its department leads, regulates or oversees."""
    return any(ROLE_LETTERS[role] in letters for role in ("lead", "regulate", "oversee"))


def _head(matrix: Matrix, sector: str) -> str:
    mark = matrix.marks[sector]
    return sector if mark is Mark.OWNED else f"{sector}（{mark}）"
