"""What is extracted from real and example documents breaks no shape and contradicts no axiom."""

from __future__ import annotations

from pathlib import Path

import pytest
from pyoxigraph import Quad

from extract.emit import quads
from extract.pipeline import extract_file
from graphs.inference import infer
from graphs.reason_statements import distinct_concepts, sample
from graphs.reference import reference_quads
from graphs.store import LocalStore
from graphs.validate import validate
from graphs.validate_engines import Severity
from ontology.reasoner import axioms, check


def graph_of(folder: Path, paths: list[Path]) -> list[Quad]:
    said = [*reference_quads(), *(quad for path in paths for quad in quads(extract_file(path, folder)))]
    return list(dict.fromkeys([*said, *infer(LocalStore.memory(said))]))


@pytest.fixture(scope="module")
def example(root: Path) -> list[Quad]:
    folder = root / "examples" / "corpus"
    paths = sorted(path for path in folder.rglob("*") if path.suffix in {".txt", ".md", ".html"})
    assert len(paths) >= 3
    return graph_of(folder, paths)


@pytest.fixture(scope="module")
def real(corpus: Path) -> list[Quad]:
    reports = sorted((corpus / "reports").glob("*.txt"))
    statutes = sorted((corpus / "statutes").glob("*.md"))[::24]
    return graph_of(corpus, [*reports, *statutes])


def violations(graph: list[Quad]) -> list[tuple[str, str, str]]:
    report = validate(graph)
    assert report.triples > 10_000
    grave = (one for one in report.findings if one.finding.severity is Severity.VIOLATION)
    return [(one.shape, one.label, one.place.source) for one in grave]


def test_validate_example_has_no_violation(example: list[Quad]) -> None:
    assert violations(example) == []


def test_validate_real_documents_have_no_violation(real: list[Quad]) -> None:
    assert violations(real) == []


def test_validate_real_documents_show_what_a_person_should_see(real: list[Quad]) -> None:
    """Damaged figures, rates over one hundred and bearers that nobody names are in the reports."""
    seen = {one.shape for one in validate(real).findings}
    assert {"ObservationShape-intact", "ObservationShape-rate", "DutyShape-bearerNamed"} <= seen


def test_reason_example_is_consistent(example: list[Quad]) -> None:
    statements = sample(example, 100_000)
    assert statements.complete
    assert check(
        [*axioms(), *distinct_concepts(statements.statements), *statements.statements], coherence=False
    ).consistent


def test_reason_real_documents_are_consistent(real: list[Quad]) -> None:
    statements = sample(real, 15_000).statements
    assert len(statements) > 1000
    assert check([*axioms(), *distinct_concepts(statements), *statements], coherence=False).consistent


def test_validate_texts_that_disagree_are_set_side_by_side(tmp_path: Path) -> None:
    """Two summaries of one half-year count the accidents differently; both passages are shown."""
    said = {"厅总结.txt": "全省共发生生产安全事故120起", "安委办通报.txt": "全省共发生生产安全事故131起"}
    for name, figure in said.items():
        head = "甘肃省应急管理厅关于2020年上半年工作总结的报告\n甘肃省应急管理厅\n2020年7月10日\n"
        body = f"一、工作开展情况\n2020年上半年，{figure}。省应急管理厅开展了执法检查。\n"
        (tmp_path / name).write_text(head + body, encoding="utf-8")
    report = validate(graph_of(tmp_path, sorted(tmp_path.glob("*.txt"))))
    (found,) = report.contradictions
    assert {found.first_value, found.second_value} == {"120", "131"}
    assert {found.first_place.source, found.second_place.source} == set(said)
    assert "120起" in found.first_place.words + found.second_place.words
    assert found.division == "甘肃省"


def test_validate_text_that_rectifies_more_than_it_found_is_noticed(tmp_path: Path) -> None:
    head = "甘肃省应急管理厅关于2020年上半年工作总结的报告\n甘肃省应急管理厅\n2020年7月10日\n"
    body = "一、工作开展情况\n省应急管理厅开展了执法检查，排查安全隐患110处，整改安全隐患125处。\n"
    (tmp_path / "总结.txt").write_text(head + body, encoding="utf-8")
    seen = [
        one for one in validate(graph_of(tmp_path, [tmp_path / "总结.txt"])).findings if one.shape == "RectifiedShape"
    ]
    assert [(one.label, one.place.source) for one in seen] == [("125", "总结.txt")]
