"""The duty list (责任清单) of one agency, as an Excel workbook and as a Word document that an office can hand in."""

from __future__ import annotations

from pathlib import Path

from graphs.store import Store
from ontology.errors import InputError
from queries.duties import ROLE_LABELS, DutyRecord, duties_of_agency

BY_LAW = "法律法规赋予的职责"
BY_DOCUMENT = "文件规定的职责"
HEADS = ("序号", "职责事项", "责任类型", "行业领域", "责任制度", "依据及条款", "配合或相对方", "原文", "出处")
_EXCEL_WIDTHS = (6, 36, 14, 16, 18, 32, 22, 60, 30)
_WORD_WIDTHS = (1.0, 4.2, 1.8, 2.0, 2.0, 3.6, 2.6, 6.2, 3.0)


def duty_list(store: Store, agency: str, name: str) -> dict[str, tuple[DutyRecord, ...]]:
    """The duties of an agency (IRI) in two parts, law-given first; raises `InputError` when it has none."""
    records = duties_of_agency(store, agency)
    if not records:
        raise InputError(
            f"{name}: the graph holds no duty of this agency; `zeren ask 31` lists agencies with their duties"
        )
    parts = {
        BY_LAW: tuple(record for record in records if record.by_law),
        BY_DOCUMENT: tuple(record for record in records if not record.by_law),
    }
    return {title: part for title, part in parts.items() if part}


def write_duty_list(parts: dict[str, tuple[DutyRecord, ...]], name: str, path: Path) -> None:
    """Write the list as .xlsx or .docx by the file's suffix; raises `InputError` for another or a missing folder."""
    writers = {".xlsx": write_workbook, ".docx": write_document}
    if path.suffix not in writers:
        raise InputError(f"{path}: the duty list can be written as {', '.join(writers)}")
    if not path.parent.is_dir():
        raise InputError(f"{path}: there is no folder {path.parent}; make it first")
    beside = path.with_name(path.name + ".part")
    writers[path.suffix](parts, name, beside)
    beside.replace(path)


def row(number: int, record: DutyRecord) -> tuple[str, ...]:
    """The cells of one duty, in the order of `HEADS`."""
    articles = "、".join(record.articles)
    basis = "、".join(f"《{title}》" for title in record.bases) + articles
    return (
        str(number),
        record.matter,
        ROLE_LABELS[record.role],
        "、".join(record.sectors),
        "、".join(record.systems),
        basis or f"《{record.document}》",
        "、".join(record.counterparties),
        record.passage,
        f"{record.document}（字符 {record.begin}–{record.begin + len(record.passage)}）",
    )


def write_workbook(parts: dict[str, tuple[DutyRecord, ...]], name: str, path: Path) -> None:
    """Write the list as a workbook: one sheet, a heading for each part."""
    import xlsxwriter

    workbook = xlsxwriter.Workbook(str(path), {"strings_to_formulas": False, "strings_to_urls": False})
    sheet = workbook.add_worksheet("责任清单")
    title = workbook.add_format({"bold": True, "font_size": 16, "align": "center", "valign": "vcenter"})
    head = workbook.add_format({"bold": True, "border": 1, "bg_color": "#D9E2EC", "align": "center", "text_wrap": True})
    part_title = workbook.add_format({"bold": True, "border": 1, "bg_color": "#F1F5F9"})
    body = workbook.add_format({"border": 1, "text_wrap": True, "valign": "top"})
    sheet.merge_range(0, 0, 0, len(HEADS) - 1, f"{name}安全生产责任清单", title)
    sheet.set_row(0, 30)
    for i, (text, width) in enumerate(zip(HEADS, _EXCEL_WIDTHS, strict=True)):
        sheet.write(1, i, text, head)
        sheet.set_column(i, i, width)
    line = 2
    for heading, records in parts.items():
        sheet.merge_range(line, 0, line, len(HEADS) - 1, f"{heading}（{len(records)} 项）", part_title)
        line += 1
        for number, record in enumerate(records, start=1):
            for i, cell in enumerate(row(number, record)):
                sheet.write_string(line, i, cell, body)
            line += 1
    sheet.freeze_panes(2, 2)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0, 1)
    workbook.close()


def write_document(parts: dict[str, tuple[DutyRecord, ...]], name: str, path: Path) -> None:
    """Write the list as a Word document: A4 landscape, a heading and a table for each part."""
    from docx import Document
    from docx.enum.section import WD_ORIENT
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.oxml.ns import qn
    from docx.shared import Cm, Pt

    document = Document()
    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Cm(29.7), Cm(21.0)
    section.left_margin = section.right_margin = Cm(1.6)
    section.top_margin = section.bottom_margin = Cm(2.0)
    style = document.styles["Normal"]
    style.font.name, style.font.size = "FangSong", Pt(9)
    style.element.rPr.rFonts.set(qn("w:eastAsia"), "仿宋")
    heading = document.add_paragraph()
    heading.alignment = WD_ALIGN_PARAGRAPH.CENTER
    run = heading.add_run(f"{name}安全生产责任清单")
    run.bold, run.font.size = True, Pt(18)
    for title, records in parts.items():
        run = document.add_paragraph().add_run(f"{title}（{len(records)} 项）")
        run.bold, run.font.size = True, Pt(12)
        table = document.add_table(rows=1, cols=len(HEADS))
        table.style = "Table Grid"
        table.autofit = False
        _fill(table.rows[0], HEADS, bold=True)
        _mark_row(table.rows[0], "w:tblHeader")
        for number, record in enumerate(records, start=1):
            added = table.add_row()
            _fill(added, row(number, record))
            _mark_row(added, "w:cantSplit")
        for i, width in enumerate(_WORD_WIDTHS):
            table.columns[i].width = Cm(width)
            for cell in table.columns[i].cells:
                cell.width = Cm(width)
    document.save(str(path))


def _fill(table_row: object, cells: tuple[str, ...], bold: bool = False) -> None:
    for cell, text in zip(table_row.cells, cells, strict=True):  # type: ignore[attr-defined]
        cell.text = ""
        cell.paragraphs[0].add_run(text).bold = bold


def _mark_row(table_row: object, name: str) -> None:
    """Set a row's mark: `w:tblHeader` repeats it at the top of every page, `w:cantSplit` keeps it on one."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    mark = OxmlElement(name)
    mark.set(qn("w:val"), "true")
    table_row._tr.get_or_add_trPr().append(mark)  # type: ignore[attr-defined]
