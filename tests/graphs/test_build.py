"""A folder of documents becomes the same graph every time, whatever happens on the way."""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pyoxigraph
import pytest
from typer.testing import CliRunner

from graphs.build import build
from graphs.doubt import doubt_prevails
from graphs.lines import merge, write_lines
from graphs.lock import exclusive
from graphs.store import LocalStore, open_store, solutions_of
from ontology.errors import InputError
from ontology.namespaces import GRAPH_METADATA, GRAPH_ONTOLOGY, GRAPH_REGISTER, GRAPH_VOCABULARY, ZR
from tests.readers import slow_toy, toy
from zeren import application

LABELS = "SELECT DISTINCT ?n WHERE { ?a a zr:Agency ; skos:prefLabel ?n } ORDER BY ?n"


@pytest.fixture
def documents(tmp_path: Path) -> Path:
    folder = tmp_path / "corpus"
    for number in range(12):
        path = folder / ("北" if number % 2 else "南") / f"文件 {number}.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"甲{number}局负责事项{number}\n共同局负责救援\n" * (number + 1), encoding="utf-8")
    return folder


def agencies(out: Path) -> list[str]:
    return [row["n"].value for row in solutions_of(open_store(out).query(LABELS))]  # type: ignore[union-attr]


def graph_bytes(out: Path) -> bytes:
    return (out / "zeren.nq").read_bytes()


def test_build_writes_graph_texts_metadata_and_store(documents: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    report = build(documents, out, extractor=toy)
    assert (report.documents, report.extracted, report.reused, report.failures) == (12, 12, 0, ())
    lines = graph_bytes(out).splitlines(keepends=True)
    assert lines == sorted(set(lines))
    assert len(lines) == report.quads
    quads = list(pyoxigraph.parse(path=out / "zeren.nq"))
    metadata = list(pyoxigraph.parse(path=out / "metadata.nq"))
    assert not [q for q in quads + metadata if "_:" in str(q.subject) + str(q.object)[:2]]
    names = {quad.graph_name.value for quad in quads}
    assert {GRAPH_REGISTER, GRAPH_ONTOLOGY, GRAPH_VOCABULARY} < names
    assert GRAPH_METADATA not in names
    assert {quad.graph_name.value for quad in metadata} == {GRAPH_METADATA}
    store = open_store(out)
    assert isinstance(store, LocalStore)
    assert len(store) == len(quads) + len(metadata)
    texts = {p.relative_to(out / "text").as_posix(): p.read_bytes() for p in (out / "text").rglob("*") if p.is_file()}
    assert texts == {
        f"{p.relative_to(documents).as_posix()}.txt": p.read_bytes() for p in documents.rglob("*") if p.is_file()
    }


def test_build_metadata_says_how_large_from_what_and_when(documents: Path, tmp_path: Path) -> None:
    (documents / "坏.txt").write_text("!\n", encoding="utf-8")
    report = build(documents, tmp_path / "out", extractor=toy)
    store = open_store(tmp_path / "out" / "metadata.nq")

    def values(pattern: str) -> list[str]:
        return sorted(row["x"].value for row in solutions_of(store.query(f"SELECT ?x WHERE {{ {pattern} }}")))  # type: ignore[union-attr]

    assert values("?d a dcat:Dataset ; void:triples ?x") == [str(report.quads)]
    assert values("?d a dcat:Dataset ; void:documents ?x") == ["12"]
    assert sum(int(x) for x in values("?d void:subset/void:triples ?x")) == report.quads
    used = "?b prov:used/skos:prefLabel ?x"
    assert values(used) == ["documents", "inference", "ontology", "rules", "vocabularies"]
    assert len(values("?b prov:startedAtTime ?t ; prov:endedAtTime ?x")) == 1
    assert values("?b zr:failure/skos:prefLabel ?x") == ["坏.txt"]
    assert values("?b prov:wasAssociatedWith/dct:hasVersion ?x")


def test_build_same_bytes_for_any_workers_and_order(documents: Path, tmp_path: Path) -> None:
    shuffled = tmp_path / "elsewhere" / "corpus"
    paths = sorted(p for p in documents.rglob("*") if p.is_file())
    random.Random(7).shuffle(paths)
    for path in paths:
        target = shuffled / path.relative_to(documents)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, target)
    build(documents, tmp_path / "one", 1, extractor=toy)
    build(shuffled, tmp_path / "two", 2, extractor=toy)
    assert graph_bytes(tmp_path / "one") == graph_bytes(tmp_path / "two")


def test_build_again_does_nothing_when_nothing_changed(documents: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    build(documents, out, extractor=toy)
    before = {p: p.stat().st_mtime_ns for p in out.rglob("*") if p.name != "lock"}
    report = build(documents, out, extractor=toy)
    assert report.unchanged
    assert report.extracted == 0
    assert {p: p.stat().st_mtime_ns for p in out.rglob("*") if p.name != "lock"} == before


def test_build_into_the_corpus_does_not_read_its_own_results(documents: Path) -> None:
    out = documents / "graph"
    assert build(documents, out, extractor=toy).documents == 12
    (documents / "新.txt").write_text("新局负责事项\n", encoding="utf-8")
    report = build(documents, out, extractor=toy)
    assert (report.documents, report.extracted) == (13, 1)


def test_build_lost_result_is_made_again(documents: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    build(documents, out, extractor=toy)
    first = graph_bytes(out)
    for lost in ("zeren.nq", "store", "text/南/文件 0.txt.txt", ".build/manifest.json"):
        (out / lost).unlink()
        report = build(documents, out, extractor=toy)
        assert not report.unchanged
        assert report.extracted == 0
        assert (out / lost).exists()
        assert graph_bytes(out) == first


def test_build_changed_document_alone_is_extracted(documents: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    build(documents, out, extractor=toy)
    (documents / "南" / "文件 0.txt").write_text("乙局负责新事项\n", encoding="utf-8")
    report = build(documents, out, extractor=toy)
    assert (report.extracted, report.reused) == (1, 11)
    assert "乙局" in agencies(out)
    assert "甲0局" not in agencies(out)
    build(documents, tmp_path / "fresh", extractor=toy)
    assert graph_bytes(out) == graph_bytes(tmp_path / "fresh")


def test_build_removed_document_leaves_nothing(documents: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    build(documents, out, extractor=toy)
    (documents / "北" / "文件 3.txt").unlink()
    build(documents, out, extractor=toy)
    for path in [p for p in out.rglob("*") if p.is_file() and p.suffix in {".nq", ".txt", ".json"}]:
        assert "文件%203" not in path.read_text(encoding="utf-8"), path
        assert "甲3局" not in path.read_text(encoding="utf-8"), path
    assert not (out / "text" / "北" / "文件 3.txt.txt").exists()
    assert "甲3局" not in agencies(out)
    assert "共同局" in agencies(out)


def test_build_bad_documents_are_reported_and_the_rest_goes_on(documents: Path, tmp_path: Path) -> None:
    (documents / "坏.txt").write_text("!\n", encoding="utf-8")
    (documents / "错.txt").write_text("!!\n", encoding="utf-8")
    (documents / "崩.txt").write_text("!!!\n", encoding="utf-8")
    report = build(documents, tmp_path / "out", 2, extractor=toy)
    assert report.documents == 12
    assert [failure.source for failure in report.failures] == ["坏.txt", "崩.txt", "错.txt"]
    assert "repair it" in report.failures[0].message
    assert "ended its process" in report.failures[1].message
    assert report.failures[2].message == "RuntimeError: a fault in a rule"
    (documents / "坏.txt").unlink()
    (documents / "错.txt").unlink()
    (documents / "崩.txt").unlink()
    build(documents, tmp_path / "good", extractor=toy)
    assert graph_bytes(tmp_path / "out") == graph_bytes(tmp_path / "good")


def test_build_reader_keeps_the_old_store_open(documents: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    build(documents, out, extractor=toy)
    reader = open_store(out)
    for path in documents.rglob("文件*"):
        path.unlink()
    (documents / "新.txt").write_text("新局负责事项\n", encoding="utf-8")
    build(documents, out, extractor=toy)
    old = [row["n"].value for row in solutions_of(reader.query(LABELS))]  # type: ignore[union-attr]
    assert "甲11局" in old
    assert agencies(out) == ["新局"]


def test_build_second_at_once_is_refused(documents: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    with (
        exclusive(out / ".build" / "lock"),
        pytest.raises(InputError, match=f"another build is running here .process {os.getpid()}"),
    ):
        build(documents, out, extractor=toy)
    build(documents, out, extractor=toy)


KILLED = """
import sys
from pathlib import Path
from graphs.build import build
from tests.readers import slow_toy
if __name__ == "__main__":
    build(Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3]), extractor=slow_toy)
"""


def start(documents: Path, out: Path, workers: int, root: Path, script: Path) -> subprocess.Popen[bytes]:
    script.write_text(KILLED, encoding="utf-8")
    environment = {**os.environ, "PYTHONPATH": str(root)}
    return subprocess.Popen([sys.executable, str(script), str(documents), str(out), str(workers)], env=environment)


@pytest.mark.parametrize("workers", [1, 2])
def test_build_killed_at_any_moment_ends_in_the_same_bytes(
    documents: Path, tmp_path: Path, root: Path, workers: int
) -> None:
    build(documents, tmp_path / "whole", extractor=toy)
    out = tmp_path / "out"
    first = documents / "南" / "文件 0.txt"
    words = first.read_bytes()
    first.write_text("旧局负责旧事项\n", encoding="utf-8")
    build(documents, out, extractor=toy)
    first.write_bytes(words)
    shutil.rmtree(out / ".build" / "cache")
    moments = random.Random(workers)
    killed = 0
    for _ in range(6):
        process = start(documents, out, workers, root, tmp_path / "run.py")
        time.sleep(moments.uniform(0.15, 1.0))
        if process.poll() is None:
            process.send_signal(signal.SIGKILL)
            killed += 1
        process.wait()
        assert "共同局" in agencies(out)
    assert killed
    build(documents, out, workers, extractor=slow_toy)
    assert graph_bytes(out) == graph_bytes(tmp_path / "whole")
    assert "旧局" not in agencies(out)
    assert not [p for p in out.rglob("*") if p.suffix in {".part", ".merge"}]
    assert len(list((out / ".build" / "stores").iterdir())) <= 2


def test_build_command_reports_and_sets_the_exit_code(tmp_path: Path) -> None:
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    (corpus / "空.txt").write_bytes(b"")
    answer = CliRunner().invoke(application, ["build", str(corpus), "--out", str(tmp_path / "out")])
    assert answer.exit_code == 1
    assert "空.txt" in answer.stderr
    assert "documents: 0 (1 extracted, 0 reused)" in answer.stdout
    missing = CliRunner().invoke(application, ["build", str(tmp_path / "none"), "--out", str(tmp_path / "out")])
    assert isinstance(missing.exception, InputError)


def test_build_node_that_one_document_leaves_open_is_unresolved(tmp_path: Path) -> None:
    said = f"<urn:a> <{ZR}resolved> " + '"{}"^^<http://www.w3.org/2001/XMLSchema#boolean> <urn:register> .\n'
    other = f'<urn:b> <{ZR}resolved> "true"^^<http://www.w3.org/2001/XMLSchema#boolean> <urn:register> .\n'
    write_lines([said.format("true").encode(), other.encode()], tmp_path / "one.nq")
    write_lines([said.format("false").encode()], tmp_path / "two.nq")
    assert merge([tmp_path / "one.nq", tmp_path / "two.nq"], tmp_path / "all.nq", doubt_prevails) == 2
    assert (tmp_path / "all.nq").read_text() == said.format("false") + other
