"""The example notebook runs on the example build and shows what it promises."""

from __future__ import annotations

from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient

from graphs.build import build

NOTEBOOKS = sorted((Path(__file__).resolve().parents[2] / "examples").glob("*.ipynb"))


def test_there_is_a_notebook() -> None:
    assert NOTEBOOKS


@pytest.mark.parametrize("path", NOTEBOOKS, ids=[path.stem for path in NOTEBOOKS])
def test_notebook_runs_on_the_example_build(
    path: Path, root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "build"
    build(root / "examples" / "corpus", folder, 1)
    monkeypatch.setenv("ZEREN_STORE", str(folder))
    monkeypatch.setenv("PYTHONPATH", str(root))
    notebook = nbformat.read(path, as_version=4)
    NotebookClient(notebook, timeout=300, resources={"metadata": {"path": str(root)}}).execute()
    outputs = [output for cell in notebook.cells if cell.cell_type == "code" for output in cell.outputs]
    tables = [output for output in outputs if "text/html" in output.get("data", {})]
    pictures = [output for output in outputs if "image/svg+xml" in output.get("data", {})]
    assert len(tables) == 3
    assert all("<tbody>" in table["data"]["text/html"] and "<td>" in table["data"]["text/html"] for table in tables)
    assert len(pictures) == 2
