"""Scanned PDFs: pages that are pictures, read by the extra ocr where it is installed."""

from __future__ import annotations

import importlib.util
import io
import sys
from pathlib import Path
from typing import Any

import pytest

from extract.document import Genre
from extract.outline import Sense
from extract.read import read_document
from extract.structure import outline
from ontology.errors import InputError

TITLE = "青山县应急管理局2023年上半年工作总结"
FIRST = [
    "一、工作开展情况",
    "（一）压实责任。县应急管理局与12个乡镇签订责任书，印发了职责清单，并对落实情况逐月开展督导检查，及时通报结果。",
    "（二）排查隐患。上半年共检查企业86家，督促整改隐患235条。",
]
SECOND = [
    "二、存在问题",
    "部分企业主体责任落实不到位，基层监管人员不足。",
    "三、下半年工作计划",
    "继续开展专项整治，修订应急预案。",
]
WIDTH = 30

recognising = pytest.mark.skipif(
    importlib.util.find_spec("rapidocr") is None,
    reason="the extra ocr is not installed (make ocr): scans are not tested",
)


def wrapped(paragraph: str) -> list[str]:
    """The printed lines of a paragraph, the first indented by two characters."""
    indented = "\u3000\u3000" + paragraph
    return [indented[start : start + WIDTH] for start in range(0, len(indented), WIDTH)]


def page(title: str | None, paragraphs: list[str], number: int) -> Any:
    drawing = pytest.importorskip("PIL.ImageDraw", reason="Pillow draws the scans of these tests")
    from PIL import Image, ImageFont

    from graphs.export.fonts import find_font

    picture = Image.new("RGB", (1240, 900), "white")
    pen = drawing.Draw(picture)
    font = ImageFont.truetype(str(find_font()[0]), 34)
    lines = [line for paragraph in paragraphs for line in wrapped(paragraph)]
    for index, line in enumerate(lines):
        indent = len(line) - len(line.lstrip())
        pen.text((90 + 34 * indent, 180 + index * 64), line.lstrip(), font=font, fill="black")
    if title:
        pen.text((620 - 17 * len(title) + 40, 80), title, font=font, fill="black")
    pen.text((590, 830), f"- {number} -", font=font, fill="black")
    return picture


def scan(*pages: Any) -> bytes:
    stream = io.BytesIO()
    pages[0].save(stream, format="PDF", resolution=150, save_all=True, append_images=list(pages[1:]))
    return stream.getvalue()


@recognising
def test_read_scan_gives_paragraphs_metadata_and_outline(tmp_path: Path) -> None:
    path = tmp_path / "scan.pdf"
    path.write_bytes(scan(page(TITLE, FIRST, 1), page(None, SECOND, 2)))
    document = read_document(path, tmp_path)
    assert document.metadata.title == TITLE
    assert (document.metadata.genre, document.metadata.period) == (Genre.SUMMARY, "2023-01-01/2023-06-30")
    lines = [line.replace("(", "（").replace(")", "）").replace(",", "，") for line in document.text.splitlines()]
    assert lines == [TITLE, *FIRST, *SECOND]
    senses = {section.label: section.sense for section in outline(document).sections}
    assert senses["二、存在问题"] is Sense.PROBLEMS
    assert senses["三、下半年工作计划"] is Sense.PLANS


@recognising
def test_read_blank_scan_is_named(tmp_path: Path) -> None:
    image = pytest.importorskip("PIL.Image", reason="Pillow draws the scan of this test")
    (tmp_path / "blank.pdf").write_bytes(scan(image.new("RGB", (600, 400), "white")))
    with pytest.raises(InputError, match=r"blank\.pdf: a scan in which no text was recognised"):
        read_document(tmp_path / "blank.pdf", tmp_path)


def test_read_scan_without_the_extra_says_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    image = pytest.importorskip("PIL.Image", reason="Pillow draws the scan of this test")
    (tmp_path / "scan.pdf").write_bytes(scan(image.new("RGB", (300, 200), "white")))
    monkeypatch.setitem(sys.modules, "rapidocr", None)
    monkeypatch.delitem(sys.modules, "extract.read.ocr", raising=False)
    with pytest.raises(InputError, match=r"zeren\[ocr\]"):
        read_document(tmp_path / "scan.pdf", tmp_path)
