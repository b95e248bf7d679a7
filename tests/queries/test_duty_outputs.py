"""The duty matrix and the duty list: what they say, and that the files open."""

from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree

import pytest
from docx import Document
from openpyxl import load_workbook
from typer.testing import CliRunner

from graphs.store import Store, open_store
from ontology.errors import InputError
from queries.duty_list import BY_DOCUMENT, BY_LAW, HEADS, duty_list
from queries.matrix import Mark, Matrix, duty_matrix
from queries.matrix_layout import blocks, is_owner
from zeren import application

FIXTURE = Path(__file__).parent / "fixture.trig"
PROVINCE = "https://w3id.org/zeren/division/990000"
CITY = "https://w3id.org/zeren/division/990200"
AGENCY = "https://w3id.org/zeren/id/agency/云陵市市场监督管理局"
runner = CliRunner()


@pytest.fixture(scope="module")
def store() -> Store:
    return open_store(FIXTURE)


@pytest.fixture(scope="module")
def matrix(store: Store) -> Matrix:
    return duty_matrix(store, PROVINCE, "青岚省", below=True)


def run(*words: str) -> None:
    result = runner.invoke(application, [*words, "--store", str(FIXTURE)])
    if result.exception is not None:
        raise result.exception


def test_matrix_cells_tell_law_from_document(matrix: Matrix) -> None:
    assert matrix.cells["云陵市住房和城乡建设局", "燃气"] == "管管°"
    assert matrix.cells["云陵市市场监督管理局", "燃气"] == "配°"
    assert matrix.cells["云陵市应急管理局", "燃气"] == "牵"
    assert ("白溪市商务局", "燃气") not in matrix.cells


def test_matrix_marks_overlaps_and_gaps(store: Store, matrix: Matrix) -> None:
    assert matrix.marks["成品油"] is Mark.OVERLAP
    assert matrix.marks["燃气"] is Mark.OWNED
    assert matrix.marks["游乐设施"] is Mark.OWNED  # two owners, in two cities
    assert matrix.marks["电动自行车"] is Mark.GAP
    city = duty_matrix(store, CITY, "白溪市")
    assert city.marks["燃气"] is Mark.GAP
    assert city.marks["游乐设施"] is Mark.OWNED


def test_matrix_of_a_place_without_duties_is_refused(store: Store) -> None:
    with pytest.raises(InputError, match="--below"):
        duty_matrix(store, "https://w3id.org/zeren/division/999999", "无此地")


def test_matrix_files_open_and_agree(tmp_path: Path) -> None:
    files = [tmp_path / f"matrix{suffix}" for suffix in (".xlsx", ".html", ".svg")]
    run("matrix", "--division", "青岚省", "--below", *(word for file in files for word in ("--output", str(file))))
    sheet = load_workbook(files[0])["责任矩阵"]
    heads = [cell.value for cell in sheet[3]]
    assert "成品油（多头）" in heads
    assert "电动自行车（空白）" in heads
    row = next(row for row in sheet.iter_rows(min_row=4, values_only=True) if row[0] == "云陵市住房和城乡建设局")
    assert row[heads.index("燃气")] == "管管°"
    page = files[1].read_text(encoding="utf-8")
    assert "http" not in page
    assert "云陵市住房和城乡建设局" in page
    picture = ElementTree.fromstring(files[2].read_text(encoding="utf-8"))
    words = {text.text for text in picture.iter("{http://www.w3.org/2000/svg}text")}
    assert {"管管°", "成品油（多头）", "云陵市应急管理局"} <= words
    assert sorted(tmp_path.iterdir()) == sorted(files)


def test_duty_list_tells_law_from_document(store: Store) -> None:
    parts = duty_list(store, AGENCY, "云陵市市场监督管理局")
    assert [record.matter for record in parts[BY_LAW]] == ["城镇燃气安全监督管理", "大型游乐设施安全监督管理"]
    assert [record.matter for record in parts[BY_DOCUMENT]] == ["小型游乐设施安全监管"]
    assert parts[BY_LAW][0].counterparties == ("县级以上人民政府住房城乡建设部门",)


def test_duty_list_files_open_and_agree(tmp_path: Path) -> None:
    book, word = tmp_path / "list.xlsx", tmp_path / "list.docx"
    run("duty-list", "--agency", "云陵市市场监督管理局", "--output", str(book), "--output", str(word))
    sheet = load_workbook(book)["责任清单"]
    rows = [[cell or "" for cell in row] for row in sheet.iter_rows(values_only=True)]
    assert rows[0][0] == "云陵市市场监督管理局安全生产责任清单"
    assert tuple(rows[1]) == HEADS
    assert rows[2][0] == f"{BY_LAW}（2 项）"
    assert rows[3][5] == "《青岚省安全生产条例》第六条"
    document = Document(str(word))
    assert [len(table.rows) for table in document.tables] == [3, 2]
    assert [cell.text for cell in document.tables[1].rows[1].cells][1] == "小型游乐设施安全监管"
    assert [cell.text for cell in document.tables[0].rows[1].cells] == rows[3]
    assert "w:tblHeader" in document.tables[0].rows[0]._tr.xml
    assert all("w:cantSplit" in row._tr.xml for row in document.tables[0].rows[1:])


def test_matrix_runs_its_longer_side_down_in_blocks() -> None:
    sectors = tuple(f"领域{i}" for i in range(40))
    departments = tuple(f"部门{i}" for i in range(30))
    matrix = Matrix("某市", departments, sectors, {("部门3", "领域7"): "管°"}, dict.fromkeys(sectors, Mark.OWNED), {})
    first, second = blocks(matrix)
    assert (first.rows, first.columns, second.columns) == (sectors, departments[:24], departments[24:])
    assert first.letters("领域7", "部门3") == "管°"
    (turned,) = blocks(Matrix("某市", departments, sectors[:5], {}, dict.fromkeys(sectors, Mark.GAP), {}))
    assert (turned.rows, turned.head("领域1", False), turned.head("部门1", True)) == (
        departments,
        "领域1（空白）",
        "部门1",
    )


def test_matrix_government_is_no_rival_of_its_departments(store: Store) -> None:
    matrix = duty_matrix(store, PROVINCE, "青岚省", below=True)
    assert not any(
        mark is Mark.OVERLAP and sum(is_owner(matrix.cells.get((name, sector), "")) for name in matrix.departments) < 2
        for sector, mark in matrix.marks.items()
    )


@pytest.mark.parametrize(
    ("words", "hint"),
    [
        (["matrix", "--division", "青岚省", "--below", "--output", "matrix.pdf"], ".xlsx, .html, .svg"),
        (["duty-list", "--agency", "云陵市应急管理局", "--output", "list.pdf"], ".xlsx, .docx"),
        (["duty-list", "--agency", "云陵市应急管理局", "--output", "no/such/list.docx"], "no folder"),
        (["duty-list", "--agency", "云陵市商务局"], "no such agency"),
        (["duty-list", "--agency", "青岚省人民政府"], "no duty"),
    ],
)
def test_what_cannot_be_written_is_refused(words: list[str], hint: str) -> None:
    with pytest.raises(InputError, match=hint):
        run(*words)
