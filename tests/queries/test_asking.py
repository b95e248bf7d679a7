"""`zeren ask` as a user types it: names, parameters, near misses, formats, evidence."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from openpyxl import load_workbook
from pyoxigraph import RdfFormat, parse
from typer.testing import CliRunner

from graphs.store import Store, open_store
from ontology.errors import InputError
from ontology.namespaces import NIF
from queries.command import read_parameters
from queries.question import find_question, load_catalogue, read_question
from queries.resolution import resolve
from zeren import application

HERE = Path(__file__).parent
FIXTURE = HERE / "fixture.trig"
runner = CliRunner()


@pytest.fixture(scope="module")
def store() -> Store:
    return open_store(FIXTURE)


def run(*words: str) -> str:
    result = runner.invoke(application, ["ask", *words, "--store", str(FIXTURE)])
    assert result.exit_code == 0, result.exception
    return result.stdout


def test_fixture_passages_stand_where_they_say() -> None:
    anchors: dict[str, str] = {}
    for quad in parse(path=FIXTURE, format=RdfFormat.TRIG):
        if quad.predicate.value == NIF + "anchorOf":
            anchors[quad.subject.value] = quad.object.value
    assert len(anchors) > 40
    for passage, words in anchors.items():
        document, _, place = passage.partition("#char=")
        start, end = (int(number) for number in place.split(","))
        text = (HERE / "corpus" / document.split("/document/")[1]).read_text(encoding="utf-8")
        assert text[start:end] == words


def test_ask_without_a_question_lists_all_of_them() -> None:
    rows = list(csv.DictReader(io.StringIO(run("--format", "csv"))))
    assert [row["number"] for row in rows] == [str(question.number) for question in load_catalogue()]
    assert "--agency" in rows[0]["parameters"]


def test_ask_by_number_name_and_beginning_of_a_name_agree() -> None:
    by_number = run("2", "--sector", "燃气", "--format", "csv")
    assert by_number == run("who-owns-a-matter", "--sector", "燃气", "--format", "csv")
    assert by_number == run("who-owns", "--sector=燃气", "--format", "csv")


@pytest.mark.parametrize("typed", ["燃气", "城镇燃气", "gas", "https://w3id.org/zeren/sector/gas"])
def test_ask_takes_labels_aliases_and_iris(typed: str) -> None:
    assert run("2", "--sector", typed, "--format", "csv") == run("2", "--sector", "燃气", "--format", "csv")


def test_ask_takes_the_code_of_a_division() -> None:
    assert run("9", "--division", "990100", "--format", "csv") == run("9", "--division", "云陵市", "--format", "csv")


def test_ask_evidence_gives_document_place_and_wording() -> None:
    rows = list(csv.DictReader(io.StringIO(run("2", "--matter", "大型游乐设施", "--evidence", "--format", "csv"))))
    assert rows[0]["evidenceDocument"] == "青岚省安全生产条例"
    assert rows[0]["evidencePlace"] == "第七条（字符 150–180）"
    assert rows[0]["evidencePassage"] == "县级以上人民政府市场监督管理部门负责大型游乐设施安全监督管理"


def test_ask_evidence_names_the_heading_in_a_report() -> None:
    rows = list(csv.DictReader(io.StringIO(run("2", "--matter", "小型游乐设施", "--evidence", "--format", "csv"))))
    assert "一、主要工作（字符 37–58）" in [row["evidencePlace"] for row in rows]


def test_ask_evidence_covers_every_row_of_every_question() -> None:
    needed = {1: "云陵市应急管理局", 22: "云陵市应急管理局2023年工作总结", 29: "燃气"}
    without_passage = {12, 23, 31}  # a missing level, a reform of functions, an island: nothing says these
    for question in load_catalogue():
        words = []
        for parameter in question.parameters:
            if parameter.required:
                value = "云陵市应急管理局2024年工作总结" if parameter.name == "to" else needed[question.number]
                words += [f"--{parameter.name}", value]
        rows = json.loads(run(str(question.number), *words, "--evidence", "--format", "json"))["rows"]
        assert rows, question.number
        if question.number not in without_passage:
            assert all(row["evidencePassage"] and row["evidenceDocument"] for row in rows), question.number


def test_ask_table_on_the_screen_is_cut_and_says_so() -> None:
    whole = run("2", "--rows", "0")
    rows = json.loads(run("2", "--format", "json"))["rows"]
    assert whole.endswith(f"\n{len(rows)} 条\n")
    cut = run("2", "--rows", "2")
    assert cut.endswith(f"\n{len(rows)} 条，只列出前 2 条（--rows 0 列出全部）\n")
    assert len(cut) < len(whole)
    assert len(list(csv.reader(io.StringIO(run("2", "--rows", "2", "--format", "csv"))))) == len(rows) + 1


def test_ask_table_shows_chinese_heads_and_count() -> None:
    shown = run("13")
    assert "签订方" in shown
    assert "石桥县人民政府" in shown
    assert shown.rstrip().endswith("3 条")


def test_ask_markdown_keeps_bars_inside_cells() -> None:
    lines = run("6", "--format", "markdown").splitlines()
    assert lines[2].startswith("| 地区 | ")
    assert lines[4].count("|") == lines[2].count("|")


def test_ask_workbook_opens_and_numbers_are_numbers(tmp_path: Path) -> None:
    path = tmp_path / "answer.xlsx"
    result = runner.invoke(
        application, ["ask", "26", "--store", str(FIXTURE), "--format", "xlsx", "--output", str(path)]
    )
    assert result.exit_code == 0
    sheet = load_workbook(path).active
    heads = [cell.value for cell in sheet[3]]
    assert heads[:3] == ["地区", "区划代码", "期间"]
    assert sheet.cell(4, heads.index("数值") + 1).value == 8
    assert list(tmp_path.iterdir()) == [path]


def test_ask_sparql_prints_a_query_without_running_it() -> None:
    text = run("2", "--sector", "燃气", "--sparql")
    assert "VALUES ?sector { <https://w3id.org/zeren/sector/gas> }" in text
    assert "VALUES ?matter" not in text


@pytest.mark.parametrize(
    ("kind", "typed", "hint"),
    [
        ("agency", "云陵市应急局", "云陵市应急管理局"),
        ("agency", "市应急管理局", "白溪市应急管理局"),
        ("sector", "燃汽", "燃气"),
        ("division", "青岚", "青岚省"),
        ("fact", "law-7", "whole IRI"),
        ("sector", "", "empty"),
        ("system", "not there at all", "names none like it"),
        ("division", "https://exa mple", "not an IRI"),
    ],
)
def test_near_misses_say_what_was_meant(store: Store, kind: str, typed: str, hint: str) -> None:
    if (kind, typed) == ("division", "青岚"):
        assert [node.value for node in resolve(store, kind, typed)] == ["https://w3id.org/zeren/division/990000"]
        return
    with pytest.raises(InputError, match=hint):
        resolve(store, kind, typed)


@pytest.mark.parametrize(("typed", "hint"), [("who", "who-owns-a-matter"), ("99", "1 to"), ("whoowns", "who-owns")])
def test_unknown_questions_are_refused_with_a_hint(typed: str, hint: str) -> None:
    with pytest.raises(InputError, match=hint):
        find_question(typed, load_catalogue())


@pytest.mark.parametrize(
    ("words", "hint"),
    [
        (["燃气"], "--name value"),
        (["--sector"], "a value is missing"),
        (["--sector", "--matter"], "a value is missing"),
        (["--sector", "a", "--sector", "b"], "twice"),
    ],
)
def test_parameters_that_cannot_be_read_are_refused(words: list[str], hint: str) -> None:
    with pytest.raises(InputError, match=hint):
        read_parameters(words)


def test_unknown_and_missing_parameters_are_refused() -> None:
    for words, hint in [(["1"], "needs --agency"), (["1", "--matter", "x"], "no such parameter")]:
        result = runner.invoke(application, ["ask", *words, "--store", str(FIXTURE)])
        assert isinstance(result.exception, InputError)
        assert hint in str(result.exception)


def test_unknown_formats_are_refused() -> None:
    for words, hint in [(["--format", "pdf"], "use one of"), (["--format", "xlsx"], "needs a file")]:
        result = runner.invoke(application, ["ask", "13", "--store", str(FIXTURE), *words])
        assert isinstance(result.exception, InputError)
        assert hint in str(result.exception)


def test_a_store_that_is_not_there_is_refused(tmp_path: Path) -> None:
    result = runner.invoke(application, ["ask", "13", "--store", str(tmp_path / "none")])
    assert isinstance(result.exception, InputError)
    assert "zeren build" in str(result.exception)


def test_a_broken_header_names_file_and_line(tmp_path: Path) -> None:
    path = tmp_path / "001_bad.rq"
    path.write_text("# 1 问题\n# question\n# colunm x: 甲 · a\nSELECT * {}", encoding="utf-8")
    with pytest.raises(InputError, match="colunm"):
        read_question(path)
