"""A build copied to real services."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Quad, Store

from graphs.remote import RemoteStore
from graphs.store import solutions_of
from graphs.upload import UploadReport, upload
from ontology.errors import InputError
from ontology.namespaces import ZD, ZR

FIRST, SECOND, OTHER = ZD + "graph/upload-first", ZD + "graph/upload-second", "http://example.org/not-ours"


def make_build(folder: Path, contents: dict[str, int]) -> Path:
    folder.mkdir()
    store = Store(str(folder / "store"))
    for graph, number in contents.items():
        for i in range(number):
            store.add(
                Quad(
                    NamedNode(f"{ZD}duty/{i}"),
                    NamedNode(ZR + "matter"),
                    Literal("防汛", language="zh"),
                    NamedNode(graph),
                )
            )
    store.flush()
    return folder


def sizes(service: RemoteStore) -> dict[str, int]:
    rows = solutions_of(service.query("SELECT ?g (COUNT(*) AS ?n) { GRAPH ?g { ?s zr:matter ?o } } GROUP BY ?g"))
    return {row["g"].value: int(row["n"].value) for row in rows}


def test_upload_replaces_ours_and_leaves_others(oxigraph_server: str, tmp_path: Path) -> None:
    with RemoteStore(oxigraph_server, chunk=3) as service:
        service.load([Quad(NamedNode(ZD + "duty/x"), NamedNode(ZR + "matter"), Literal("旧"), NamedNode(OTHER))])
        assert upload(make_build(tmp_path / "one", {FIRST: 8, SECOND: 2}), service) == UploadReport(2, 10, 0)
        assert sizes(service) == {FIRST: 8, SECOND: 2, OTHER: 1}
        steps: list[tuple[int, int]] = []
        report = upload(
            make_build(tmp_path / "two", {FIRST: 1}), service, lambda done, total: steps.append((done, total))
        )
        assert report == UploadReport(1, 1, 1) and steps == [(1, 1)]
        assert sizes(service) == {FIRST: 1, OTHER: 1}
        upload(make_build(tmp_path / "none", {}), service)


def test_upload_command_publishes_to_virtuoso(virtuoso_store: RemoteStore, tmp_path: Path, root: Path) -> None:
    build = make_build(tmp_path / "build", {FIRST: 5})
    query = virtuoso_store.query_url
    command = [sys.executable, "zeren.py", "publish", query, "--build", str(build), "--user", "dba", "--digest"]
    addresses = ["--update-url", f"{query}-auth", "--graph-url", f"{query}-graph-crud-auth"]
    secret = {**os.environ, "ZEREN_PASSWORD": "dba"}
    done = subprocess.run([*command, *addresses], cwd=root, env=secret, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert "5 quads" in done.stdout
    assert sizes(virtuoso_store)[FIRST] == 5
    virtuoso_store.replace(FIRST, ())


def test_upload_says_what_is_missing(oxigraph_server: str, tmp_path: Path) -> None:
    with RemoteStore(oxigraph_server) as service, pytest.raises(InputError, match="holds no built graph"):
        upload(tmp_path, service)
    with (
        RemoteStore("http://127.0.0.1:9/query", attempts=1) as service,
        pytest.raises(InputError, match="cannot be reached"),
    ):
        upload(make_build(tmp_path / "b", {FIRST: 1}), service)
