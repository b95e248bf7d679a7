"""The register of a built graph."""

from __future__ import annotations

from pathlib import Path

import pytest

from graphs.frequencies import is_build, show_build_register
from ontology.errors import InputError
from ontology.namespaces import GRAPH_REGISTER, RDF, SKOS, ZD, ZR

BUREAU, OFFICE = f"{ZD}agency/甲局", f"{ZD}agency/乙办"


def statements() -> str:
    """A small build: the bureau is named twice, the office once."""
    lines = []
    for node, label in ((BUREAU, "甲局"), (OFFICE, "乙办")):
        lines.append(f"<{node}> <{RDF}type> <{ZR}Agency> <{GRAPH_REGISTER}> .")
        lines.append(f'<{node}> <{SKOS}prefLabel> "{label}"@zh <{GRAPH_REGISTER}> .')
    for number, node in enumerate((BUREAU, BUREAU, OFFICE)):
        passage = f"{ZD}document/a.txt#char={number},{number + 2}"
        lines.append(f"<{passage}> <{ZR}mentions> <{node}> <{ZD}document/a.txt/mentions> .")
    return "\n".join(lines) + "\n"


def test_register_of_a_build_counts_passages(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "zeren.nq"
    file.write_text(statements(), encoding="utf-8")
    assert is_build(file)
    show_build_register(file, (), 10)
    assert capsys.readouterr().out.splitlines() == ["2\tAgency\t甲局", "1\tAgency\t乙办"]
    show_build_register(file, ("system",), 10)
    assert capsys.readouterr().out == ""


def test_register_of_a_build_names_an_unknown_class(tmp_path: Path) -> None:
    file = tmp_path / "zeren.nq"
    file.write_text(statements(), encoding="utf-8")
    with pytest.raises(InputError, match="planet"):
        show_build_register(file, ("planet",), 10)


def test_is_build_tells_documents_from_graphs(tmp_path: Path) -> None:
    assert not is_build(tmp_path)
    (tmp_path / "store").mkdir()
    assert is_build(tmp_path)
