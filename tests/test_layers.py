"""Who may import whom."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

ALLOWED = {
    "ontology": {"ontology"},
    "extract": {"ontology", "extract"},
    "graphs": {"ontology", "extract", "graphs"},
    "queries": {"ontology", "graphs", "queries"},
}


def forbidden_imports(package: str, source: str) -> list[str]:
    """The names of our packages that `source`, a module of `package`, imports against the rules."""
    found: list[str] = []
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            names = [node.module or ""]
        else:
            continue
        tops = {name.split(".")[0] for name in names}
        found += sorted(top for top in tops if top in {*ALLOWED, "zeren"} and top not in ALLOWED[package])
    return found


@pytest.mark.parametrize("package", sorted(ALLOWED))
def test_layers_import_only_what_lies_below(root: Path, package: str) -> None:
    modules = sorted((root / package).rglob("*.py"))
    assert modules
    faults = {str(m): bad for m in modules if (bad := forbidden_imports(package, m.read_text(encoding="utf-8")))}
    assert not faults


def test_layers_planted_forbidden_import_is_found() -> None:
    assert forbidden_imports("extract", "from graphs.store import open_store") == ["graphs"]
    assert forbidden_imports("ontology", "import extract.tokens") == ["extract"]
    assert forbidden_imports("queries", "import zeren") == ["zeren"]
    assert forbidden_imports("graphs", "from extract.records import Duty") == []


def test_layers_no_rooms_for_leftovers(root: Path) -> None:
    for package in ALLOWED:
        for module in (root / package).rglob("*"):
            assert module.stem not in {"utils", "util", "common", "helpers", "misc"}, module
