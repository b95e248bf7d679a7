"""PDF files: text by PDFium, ruled tables by pdfplumber; scans by OCR where that extra is installed."""

from __future__ import annotations

import io
import itertools
import logging
from pathlib import Path
from typing import Any

import pypdfium2
import pypdfium2.raw

from extract.read.columns import Box, Row, rows_in_columns
from extract.read.extracted import Extracted
from extract.read.pages import join_pages
from extract.read.tables import table_lines, tidy_cell
from ontology.errors import InputError

logging.getLogger("pdfminer").setLevel(logging.ERROR)

_MOST_PAGES = 2000
_FEWEST_CHARACTERS = 16
_FEWEST_RULES = 6
# An indent is two characters wide; a title or date in the middle or at the right is further in.
_INDENT = 1.0
_WIDEST_INDENT = 3.5


def read_pdf(content: bytes, path: Path) -> Extracted:
    """The text of a PDF, one paragraph or table row per line.

    Raises InputError for damaged and encrypted files, and for scans where OCR is not installed.
    """
    name = path.name
    document = _open(content, name)
    try:
        if len(document) > _MOST_PAGES:
            raise InputError(f"{name}: more than {_MOST_PAGES} pages; split it")
        pages = [_lines(document[index]) for index in range(len(document))]
        ruled = [index for index in range(len(document)) if _rules(document[index]) >= _FEWEST_RULES]
        title = (document.get_metadata_dict(skip_empty=True) or {}).get("Title")
        if sum(len(line.strip()) for page in pages for line in page) < _FEWEST_CHARACTERS * max(1, len(pages)):
            return _scanned(document, name)
    except pypdfium2.PdfiumError as error:
        raise InputError(f"{name}: the PDF is damaged; fetch it again or print it to a new PDF") from error
    finally:
        document.close()
    if ruled:
        _set_tables(content, name, pages, ruled)
    return Extracted(join_pages(pages), "application/pdf", _useful(title))


def _open(content: bytes, name: str) -> Any:
    try:
        return pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower():
            raise InputError(f"{name}: the PDF is protected by a password; save it without one") from error
        raise InputError(f"{name}: the PDF is damaged or cut off; fetch it again") from error


def _lines(page: Any) -> list[str]:
    """The lines of a page; one that begins further right than the text's edge begins with white space."""
    textpage = page.get_textpage()
    rows = rows_in_columns(_boxes(textpage, page.get_height()))
    if rows is not None:
        return [_row(textpage, row, page.get_height()) for row in rows]
    text = str(textpage.get_text_range())
    edges = _edges(textpage, text) if len(text) == textpage.count_chars() else {}
    margin = sorted(left for left, _ in edges.values())[len(edges) // 10] if edges else 0.0
    lines: list[str] = []
    position = 0
    for line in text.split("\n"):
        left, size = edges.get(position, (0.0, 0.0))
        words = _clean(line)
        indented = size > 0 and _INDENT * size < left - margin < _WIDEST_INDENT * size
        lines.append(("\u3000" if indented else "") + words.strip())
        position += len(line) + 1
    return lines


def _boxes(textpage: Any, height: float) -> list[Box]:
    """Where the stretches of text of a page stand; PDF counts from below."""
    found = []
    for index in range(textpage.count_rects()):
        left, bottom, right, top = textpage.get_rect(index)
        if right > left and top > bottom:
            found.append(Box(left, height - top, right, height - bottom))
    return found


def _row(textpage: Any, row: Row, height: float) -> str:
    box = row.box
    words = textpage.get_text_bounded(box.left - 1, height - box.bottom, box.right + 1, height - box.top)
    indented = _INDENT * box.height < box.left - row.margin < _WIDEST_INDENT * box.height
    return ("\u3000" if indented else "") + "".join(_clean(words).split("\n")).strip()


def _clean(words: str) -> str:
    """The words without the marks that PDFium puts for what it cannot tell and for soft hyphens."""
    return words.replace("\r", "").replace("\x00", "").replace("\ufffe", "")


def _edges(textpage: Any, text: str) -> dict[int, tuple[float, float]]:
    """For each line, by the place where it begins: its left edge and the height of its first character, in points."""
    edges = {}
    position = 0
    for line in text.split("\n"):
        blank = len(line) - len(line.lstrip())
        if line.strip():
            left, bottom, _, top = textpage.get_charbox(position + blank, loose=True)
            edges[position] = (left, top - bottom)
        position += len(line) + 1
    return edges


def _rules(page: Any) -> int:
    """How many drawn paths a page has: ruled tables have many."""
    paths = 0
    for _ in page.get_objects(filter=[pypdfium2.raw.FPDF_PAGEOBJ_PATH], max_depth=2):
        paths += 1
        if paths >= _FEWEST_RULES:
            break
    return paths


def _useful(title: str | None) -> str | None:
    """The title in the file's properties, unless a program made it up."""
    if (
        not title
        or len(title) < 5
        or "." in title[-6:]
        or title.lower().startswith(("microsoft", "untitled", "无标题"))
    ):
        return None
    return title if any("\u4e00" <= character <= "\u9fff" for character in title) else None


def _set_tables(content: bytes, name: str, pages: list[list[str]], ruled: list[int]) -> None:
    """Puts table rows with their headers in the place of the cells' lines, on the pages that have rules."""
    import pdfplumber
    from pdfplumber.utils.exceptions import PdfminerException

    header: list[str] | None = None
    try:
        with pdfplumber.open(io.BytesIO(content)) as plumbed:
            for index in ruled:
                lines, header = _tabled(plumbed.pages[index], header)
                if lines:
                    pages[index] = lines
    except (PdfminerException, ValueError, KeyError, IndexError, TypeError, AttributeError) as error:
        raise InputError(f"{name}: a table of the PDF cannot be read; print it to a new PDF") from error


def _tabled(page: Any, header: list[str] | None) -> tuple[list[str], list[str] | None]:
    """A page's lines from top to bottom, tables as rows; and the header of a table that reaches its end."""
    tables = [table for table in page.find_tables() if len(table.rows) > 1 and len(table.rows[0].cells) > 1]
    if not tables:
        return [], None
    rest = page
    for table in tables:
        rest = rest.outside_bbox(_within(table.bbox, page.bbox))
    placed = [(line["top"], str(line["text"])) for line in rest.extract_text_lines()]
    first = True
    for table in sorted(tables, key=lambda found: found.bbox[1]):
        rows = [[tidy_cell(cell) for cell in row] for row in table.extract()]
        _fill_merged(rows)
        above = any(top < table.bbox[1] for top, _ in placed)
        carried = header if first and not above else None
        lines = table_lines(rows, carried)
        if rows and not (carried and len(carried) == len(rows[0])):
            header = rows[0]
        placed += [(table.bbox[1] + order / 1000, line) for order, line in enumerate(["", *lines, ""])]
        first = False
    return [line for _, line in sorted(placed, key=lambda pair: pair[0])], header


def _within(box: tuple[float, ...], page: tuple[float, ...]) -> tuple[float, ...]:
    return max(box[0], page[0]), max(box[1], page[1]), min(box[2], page[2]), min(box[3], page[3])


def _fill_merged(rows: list[list[str]]) -> None:
    """A first cell that is empty because it is merged with the one above takes its text."""
    for above, row in itertools.pairwise(rows):
        if row and not row[0] and any(row[1:]) and len(row) == len(above):
            row[0] = above[0]


def _scanned(document: Any, name: str) -> Extracted:
    try:
        from extract.read.ocr import recognise
    except ImportError as error:
        message = f"{name}: a scan without text; recognising it needs pip install 'zeren[ocr]' ({error})"
        raise InputError(message) from error
    text = join_pages([recognise(document[index]) for index in range(len(document))])
    if not text.strip():
        raise InputError(f"{name}: a scan in which no text was recognised; scan it at 300 dpi or more")
    return Extracted(text, "application/pdf")
