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
