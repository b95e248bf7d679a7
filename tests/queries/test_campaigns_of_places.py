"""One campaign in documents of different places and levels: its local names are found under the national one."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from typer.testing import CliRunner

from graphs.store import LocalStore, open_store, solutions_of
from queries.analyses.run import run_analysis
from zeren import application

NATIONAL = "安全生产治本攻坚三年行动"
TEXTS = {
    "江苏省.txt": (
        "江苏省应急管理厅2024年工作总结\n\n一、主要工作\n\n"
        "全面推进安全生产治本攻坚三年行动,开展检查。\n\n2024年12月30日\n"
    ),
    "南通市.txt": (
        "南通市应急管理局2025年工作总结\n\n一、主要工作\n\n"
        "深入开展渔业系统安全生产治本攻坚三年行动,排查渔船200艘。层层签订渔船安全责任书。\n\n2025年12月30日\n"
    ),
}
runner = CliRunner()


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("places")
    corpus = folder / "corpus"
    corpus.mkdir()
    for name, text in TEXTS.items():
        (corpus / name).write_text(text, encoding="utf-8")
    result = runner.invoke(application, ["build", str(corpus), "--out", str(folder / "graph"), "--workers", "1"])
    assert result.exit_code == 0, result.output
    return folder / "graph"


@pytest.fixture(scope="module")
def store(built: Path) -> LocalStore:
    return open_store(built)


def rows(number: int, built: Path) -> list[dict[str, str]]:
    words = ["ask", str(number), "--campaign", NATIONAL, "--format", "csv", "--store", str(built)]
    result = runner.invoke(application, words)
    assert result.exit_code == 0, result.output
    return list(csv.DictReader(io.StringIO(result.stdout)))


def test_campaign_in_different_places_under_its_local_names(built: Path) -> None:
    assert [(row["campaignLabel"], row["placeLabel"]) for row in rows(16, built)] == [
        (NATIONAL, "江苏省"),
        ("渔业系统" + NATIONAL, "南通市"),
    ]


def test_measures_of_a_local_campaign_serve_the_national_one(built: Path) -> None:
    assert {row["placeLabel"] for row in rows(17, built)} == {"江苏省", "南通市"}


def test_spread_counts_local_names_of_a_campaign(store: LocalStore) -> None:
    found = {item.cells[0]: item.cells[1] for item in run_analysis("spread", store).rows}
    assert found[NATIONAL] == 2


def test_local_name_is_a_part_in_the_register(store: LocalStore) -> None:
    query = "SELECT ?p ?w { ?part dct:isPartOf ?whole . ?part skos:prefLabel ?p . ?whole skos:prefLabel ?w }"
    assert {(row["p"].value, row["w"].value) for row in solutions_of(store.query(query))} == {
        ("渔业系统" + NATIONAL, NATIONAL)
    }


def test_letter_of_its_own_name_is_found_under_the_system(built: Path) -> None:
    words = ["ask", "20", "--system", "目标责任书", "--format", "csv", "--store", str(built)]
    found = list(csv.DictReader(io.StringIO(runner.invoke(application, words).stdout)))
    assert [row["partLabel"] for row in found] != []
