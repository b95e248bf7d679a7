"""PDF pages in two columns are read column by column; labelled values and tables without rules row by row."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from extract.read import read_document
from extract.read.columns import Box, rows_in_columns

TITLE = "青山县人民政府关于做好防汛抗旱工作的通知"
PARAGRAPHS = [
    "一、压实防汛责任。各乡镇人民政府对本辖区防汛工作负总责，主要负责人是第一责任人，要把责任落实到村组和每一处隐患点。",
    "二、排查风险隐患。县水务局牵头排查水库、河道和山洪沟，县自然资源局负责排查地质灾害点，发现问题立即整改，建立台账。",
    "三、做好应急准备。县应急管理局储备抢险物资，组织抢险队伍开展演练，县气象局及时发布预警信息，确保传到每家每户。",
    "四、严肃工作纪律。严格执行值班值守制度，重要情况立即报告，对迟报瞒报造成后果的，依法依规追究责任。",
]
LINES_IN_COLUMN = 13
WIDTH = 14


def lines(paragraphs: list[str]) -> list[tuple[bool, str]]:
    """The printed lines, each with whether it opens a paragraph and is indented by two characters."""
    found = []
    for paragraph in paragraphs:
        found.append((True, paragraph[: WIDTH - 2]))
        rest = paragraph[WIDTH - 2 :]
        found += [(False, rest[start : start + WIDTH]) for start in range(0, len(rest), WIDTH)]
    return found


def gazette(by_row: bool) -> bytes:
    """A page with a title over two columns, drawn column after column or row by row, as programs do both."""
    canvas_module = pytest.importorskip("reportlab.pdfgen.canvas", reason="reportlab writes the PDF of this test")
    from reportlab.pdfbase.cidfonts import UnicodeCIDFont
    from reportlab.pdfbase.pdfmetrics import registerFont

    registerFont(UnicodeCIDFont("STSong-Light"))
    stream = io.BytesIO()
    canvas = canvas_module.Canvas(stream, pagesize=(595, 842))
    canvas.setFont("STSong-Light", 18)
    canvas.drawCentredString(297, 760, TITLE)
    canvas.setFont("STSong-Light", 14)
    placed = []
    for place, (opens, words) in enumerate(lines(PARAGRAPHS)):
        column, row = divmod(place, LINES_IN_COLUMN)
        placed.append((row, column, (80 if column == 0 else 316) + (28 if opens else 0), words))
    for row, _, left, words in sorted(placed) if by_row else placed:
        canvas.drawString(left, 710 - 24 * row, words)
    canvas.drawCentredString(297, 40, "- 1 -")
    canvas.save()
    return stream.getvalue()


@pytest.mark.parametrize("by_row", [False, True], ids=["column by column", "row by row"])
def test_read_pdf_in_two_columns_in_reading_order(tmp_path: Path, by_row: bool) -> None:
    pytest.importorskip("pypdfium2", reason="the extra pdf is not installed")
    assert LINES_IN_COLUMN < len(lines(PARAGRAPHS)) <= 2 * LINES_IN_COLUMN
    (tmp_path / "gazette.pdf").write_bytes(gazette(by_row))
    assert read_document(tmp_path / "gazette.pdf", tmp_path).text.splitlines() == [TITLE, *PARAGRAPHS]


def column(left: float, width: float, rows: int, top: float = 100) -> list[Box]:
    return [Box(left, top + 20 * row, left + width, top + 20 * row + 12) for row in range(rows)]


def test_columns_order_and_margins() -> None:
    title, foot = Box(150, 50, 450, 64), Box(120, 400, 480, 412)
    left, right = column(80, 200, 6), column(320, 200, 4)
    found = rows_in_columns([foot, *right, *left, title])
    assert found is not None
    assert [row.box for row in found] == [title, *left, *right, foot]
    assert [row.margin for row in found] == [80, *[80] * 6, *[320] * 4, 80]


@pytest.mark.parametrize(
    "boxes",
    [
        column(80, 440, 10),
        [*column(80, 200, 3), *column(320, 200, 3)],
        [*(Box(80, y, 80 + w, y + 12) for y, w in zip(range(100, 220, 20), (60, 110, 90, 200, 70, 100), strict=True)),
         *column(320, 200, 6)],
        [*column(80, 230, 6), *column(312, 200, 6)],
        [],
    ],
    ids=["one column", "few rows", "values of labels", "no gutter", "nothing"],
)  # fmt: skip
def test_columns_that_are_none(boxes: list[Box]) -> None:
    assert rows_in_columns(boxes) is None
