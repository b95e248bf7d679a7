"""An answer as a table for people, or as CSV, JSON, Markdown or an Excel workbook."""

from __future__ import annotations

import csv
import io
import json
from decimal import Decimal
from pathlib import Path

from ontology.errors import InputError
from queries.ordering import Cell
from queries.run import Answer

FORMATS = ("table", "csv", "json", "markdown", "xlsx")

_LIST_JOIN = "；"
_WIDEST_COLUMN = 60
_NARROWEST_COLUMN = 8


def plain_text(cell: Cell, join: str = _LIST_JOIN) -> str:
    """A cell as text: lists joined, nothing for unknown, 是 and 否 for true and false."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "是" if cell else "否"
    if isinstance(cell, tuple):
        return join.join(cell)
    if isinstance(cell, Decimal):
        return format(cell, "f")
    return str(cell)


def present(answer: Answer, form: str, width: int | None = None, rows: int = 0) -> str:
    """The answer as text in one of `FORMATS` other than xlsx.

    For a table `width` is that of the terminal and `rows` how many rows it shows, 0 for all; the other formats are
    always whole.

    Raises `InputError` for another format.
    """
    match form:
        case "table":
            return _table(answer, width, rows)
        case "csv":
            return _csv(answer)
        case "json":
            return _json(answer)
        case "markdown":
            return _markdown(answer)
        case "xlsx":
            raise InputError("--format xlsx: a workbook needs a file; add --output FILE.xlsx")
    raise InputError(f"--format {form}: use one of {', '.join(FORMATS)}")


def write(answer: Answer, form: str, path: Path) -> None:
    """Write the answer to a file, beside it first and then renamed; raises `InputError` for a folder that is not."""
    if not path.parent.is_dir():
        raise InputError(f"{path}: there is no folder {path.parent}; make it first")
    beside = path.with_name(path.name + ".part")
    if form == "xlsx":
        _workbook(answer, beside)
    else:
        mark = "\ufeff" if form == "csv" else ""
        beside.write_text(mark + present(answer, form), encoding="utf-8", newline="")
    beside.replace(path)


def _table(answer: Answer, width: int | None, rows: int) -> str:
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(title=answer.title, title_justify="left", show_lines=True)
    shown = [i for i, _ in enumerate(answer.columns) if any(row.cells[i] not in (None, ()) for row in answer.rows)]
    for i in shown:
        table.add_column(answer.columns[i].chinese, overflow="fold")
    for row in answer.rows[: rows or None]:
        table.add_row(*(Text(plain_text(row.cells[i], "\n")) for i in shown))
    buffer = io.StringIO()
    console = Console(file=buffer, width=width or 160, color_system=None, legacy_windows=False)
    if answer.rows:
        console.print(table)
    else:
        console.print(Text(answer.title))
    cut = f"，只列出前 {rows} 条（--rows 0 列出全部）" if 0 < rows < len(answer.rows) else ""
    buffer.write(f"{len(answer.rows)} 条{cut}\n")
    return buffer.getvalue()


def _csv(answer: Answer) -> str:
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\n")
    writer.writerow([column.name for column in answer.columns] + ["facts"])
    for row in answer.rows:
        writer.writerow([plain_text(cell) for cell in row.cells] + [" ".join(row.facts)])
    return buffer.getvalue()


def _json(answer: Answer) -> str:
    rows = [
        {column.name: _plain_value(cell) for column, cell in zip(answer.columns, row.cells, strict=True)}
        | {"facts": list(row.facts)}
        for row in answer.rows
    ]
    columns = [{"name": c.name, "zh": c.chinese, "en": c.english} for c in answer.columns]
    return json.dumps({"question": answer.title, "columns": columns, "rows": rows}, ensure_ascii=False, indent=1) + "\n"


def _plain_value(cell: Cell) -> object:
    if isinstance(cell, tuple):
        return list(cell)
    if isinstance(cell, Decimal):
        return int(cell) if cell == cell.to_integral_value() else float(cell)
    return cell


def _markdown(answer: Answer) -> str:
    def escape(cell: Cell) -> str:
        text = plain_text(cell, "\n").replace("\\", "\\\\").replace("|", "\\|")
        return "<br>".join(text.replace("<", "&lt;").splitlines())

    lines = [f"### {answer.title}", "", "| " + " | ".join(column.chinese for column in answer.columns) + " |"]
    lines.append("|" + "---|" * len(answer.columns))
    lines += ["| " + " | ".join(escape(cell) for cell in row.cells) + " |" for row in answer.rows]
    return "\n".join(lines) + "\n"


def _workbook(answer: Answer, path: Path) -> None:
    import xlsxwriter

    workbook = xlsxwriter.Workbook(str(path), {"strings_to_formulas": False, "strings_to_urls": False})
    sheet = workbook.add_worksheet("答案")
    title = workbook.add_format({"bold": True, "font_size": 14})
    head = workbook.add_format({"bold": True, "bg_color": "#D9E2EC", "border": 1, "text_wrap": True, "valign": "top"})
    body = workbook.add_format({"border": 1, "text_wrap": True, "valign": "top"})
    sheet.write(0, 0, answer.title, title)
    for i, column in enumerate(answer.columns):
        sheet.write(2, i, column.chinese, head)
        longest = max((len(plain_text(row.cells[i])) for row in answer.rows), default=0)
        sheet.set_column(i, i, min(_WIDEST_COLUMN, max(_NARROWEST_COLUMN, 2 * len(column.chinese) + 2, longest * 1.6)))
    for j, row in enumerate(answer.rows, start=3):
        for i, cell in enumerate(row.cells):
            if isinstance(cell, int | Decimal) and not isinstance(cell, bool):
                sheet.write_number(j, i, float(cell), body)
            else:
                sheet.write_string(j, i, plain_text(cell, "\n"), body)
    sheet.freeze_panes(3, 0)
    if answer.rows:
        sheet.autofilter(2, 0, 2 + len(answer.rows), len(answer.columns) - 1)
    workbook.close()
