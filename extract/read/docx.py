"""DOCX files: paragraphs with their automatic numbers, and tables as rows that keep their header."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

import docx
from docx.opc.exceptions import OpcError
from docx.table import Table
from docx.text.paragraph import Paragraph
from lxml.etree import LxmlError

from extract.read.extracted import Extracted
from extract.read.numbering import Numbering
from extract.read.tables import table_lines
from ontology.errors import InputError


def read_docx(content: bytes, path: Path) -> Extracted:
    """The text of a DOCX document, one paragraph or table row per line, with the numbers that Word would show.

    Raises InputError where the file is damaged or holds no text.
    """
    try:
        document = docx.Document(io.BytesIO(content))
        lines = list(_lines(document))
        title = document.core_properties.title
    except (OpcError, LxmlError, BadZipFile, KeyError, ValueError, AttributeError, OSError, IndexError) as error:
        raise InputError(
            f"{path.name}: the DOCX file is damaged; open it in an office program and save it again"
        ) from error
    if not lines:
        raise InputError(f"{path.name}: the DOCX file holds no text; if it holds pictures, print it to PDF")
    media = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    return Extracted("\n".join(lines) + "\n", media, title if title and len(title) > 4 else None)


def _lines(document: Any) -> Iterator[str]:
    numbering = Numbering(document)
    for block in document.iter_inner_content():
        if isinstance(block, Paragraph):
            words = block.text.strip()
            if words:
                label = numbering.label(block)
                for index, line in enumerate(words.splitlines()):
                    if line.strip():
                        yield (label if index == 0 else "") + line.strip()
        elif isinstance(block, Table):
            yield from table_lines(_rows(block))


def _rows(table: Table) -> list[list[str]]:
    """The cells of a table; a cell merged over several rows stands in each, one merged over columns in the first."""
    rows: list[list[str]] = []
    for row in table.rows:
        cells: list[str] = []
        before = None
        for cell in row.cells:
            cells.append("" if cell._tc is before else cell.text)
            before = cell._tc
        rows.append(cells)
    return rows
