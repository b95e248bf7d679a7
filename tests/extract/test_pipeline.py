"""From files to facts through the pipeline and the command that a user types."""

from __future__ import annotations

import gc
import json
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import RdfFormat, Store

from extract.context import Context, remembered
from extract.emit import quads
from extract.pipeline import contextualize, extract_document, extract_file, uncollected
from extract.presentation import FACTS
from extract.records import Extraction
from tests.extract.reports import report

REPORT = "抚州市应急管理局2022年工作总结.txt"


@pytest.fixture(scope="module")
def examples(root: Path) -> Path:
    return root / "examples" / "corpus"


@pytest.fixture(scope="module")
def extraction(examples: Path) -> Extraction:
    return extract_file(examples / REPORT, examples)


def zeren(root: Path, *arguments: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run([sys.executable, str(root / "zeren.py"), *arguments], capture_output=True, check=False)


def assert_sound(extraction: Extraction) -> None:
    """Every passage lies within the text, is not blank at its ends, and each kind of fact is sorted."""
    text = extraction.document.text
    for name in ("duties", "measures", "observations", "problems", "mentions"):
        spans = [record.span for record in getattr(extraction, name)]
        assert spans == sorted(spans), name
        for span in spans:
            assert 0 <= span.start < span.end <= len(text)
            passage = text[span.start : span.end]
            assert passage == passage.strip(), (name, passage)
            assert "\n\n" not in passage


def test_pipeline_finds_every_kind_in_a_report(extraction: Extraction) -> None:
    for name in ("mentions", "duties", "measures", "observations", "problems"):
        assert getattr(extraction, name), name
    assert_sound(extraction)


def test_pipeline_facts_know_the_headings_above_them(extraction: Extraction) -> None:
    text = extraction.document.text
    for figure in extraction.observations:
        for label in extraction.headings.get(figure.span, ()):
            assert 0 <= text.find(label.split(" ")[-1]) <= figure.span.start
    assert any(len(path) > 1 for path in extraction.headings.values())


def test_pipeline_same_input_same_quads(examples: Path, extraction: Extraction) -> None:
    again = extract_file(examples / REPORT, examples)
    assert again == extraction
    assert list(quads(again)) == list(quads(extraction))


def test_pipeline_leaves_no_cycles_of_objects_behind(examples: Path, extraction: Extraction) -> None:
    gc.collect()
    with uncollected():
        assert not gc.isenabled()
        again = extract_document(extraction.document)
        assert gc.collect() == 0
    assert gc.isenabled()
    assert again.duties == extraction.duties


def test_context_is_asked_once_for_each_argument(extraction: Extraction) -> None:
    asked: list[int] = []

    @remembered
    def half(context: Context, number: int) -> int:
        asked.append(number)
        return number // 2

    first, second = contextualize(extraction.document), contextualize(extraction.document)
    assert [half(first, 6), half(first, 6), half(first, 8), half(second, 6)] == [3, 3, 4, 3]
    assert asked == [6, 8, 6]


def test_pipeline_every_fact_names_its_rule(extraction: Extraction) -> None:
    for name in ("duties", "measures", "observations", "problems"):
        assert all(record.rule for record in getattr(extraction, name))


def test_pipeline_document_without_facts_is_empty() -> None:
    extraction = extract_document(report("春天来了。").document)
    assert not extraction.measures
    assert not extraction.observations
    assert not extraction.problems


WORDS = """
一是 （二） 市水利局 各县（市、区） 会同 由 对 将 已 组织 开展 印发 《预案》 的 了 排查隐患 120处 3.5万余条
、 ， 。 ； ： 同比分别下降 12% (其中 ) “ ” 监管力量 薄弱 不到位
仍存在 问题 部分企业 确保 治本攻坚三年行动 0起 5增加到6名 1. ①
"""
PIECES = [*WORDS.split(), "\n\n", "二、存在问题\n", "三、下一步打算\n", " "]


@settings(max_examples=80, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=40))
def test_pipeline_any_order_of_words_gives_sound_passages(pieces: list[str]) -> None:
    assert_sound(extract_document(report("".join(pieces)).document))


def test_pipeline_real_reports_are_sound(corpus: Path) -> None:
    files = sorted((corpus / "reports").glob("*.txt"))
    assert len(files) >= 5
    for file in files:
        extraction = extract_file(file, corpus)
        assert_sound(extraction)
        assert len(extraction.measures) >= 50


def test_pipeline_real_statutes_have_duties_alone(corpus: Path) -> None:
    for file in sorted((corpus / "statutes").glob("*.md"))[:6]:
        extraction = extract_file(file, corpus)
        assert_sound(extraction)
        assert extraction.duties
        assert not extraction.measures
        assert not extraction.observations
        assert not extraction.problems


def test_extract_json_passages_are_the_text_at_their_offsets(root: Path, examples: Path) -> None:
    done = zeren(root, "extract", str(examples / REPORT), "--format", "json")
    assert done.returncode == 0
    assert done.stderr == b""
    (found,) = json.loads(done.stdout)
    text = extract_file(examples / REPORT, examples).document.text
    assert found["source"] == REPORT
    spans = [record["span"] for name in ("measures", "observations", "problems", "duties") for record in found[name]]
    assert len(spans) > 50
    assert all(text[span["start"] : span["end"]] == span["text"] for span in spans)


def test_extract_table_shows_passages(root: Path, examples: Path) -> None:
    done = zeren(root, "extract", str(examples / REPORT))
    assert done.returncode == 0
    words = done.stdout.decode()
    for name in ("measures", "observations", "problems"):
        assert name in words
    assert "排查隐患" in words


def test_extract_folder_to_quads_with_a_graph_for_each_document(root: Path, examples: Path, tmp_path: Path) -> None:
    for name in (REPORT, "南丰县2023年应急管理工作计划.txt"):
        (tmp_path / name).write_bytes((examples / name).read_bytes())
    done = zeren(root, "extract", str(tmp_path), "--format", "nquads")
    store = Store()
    store.bulk_load(done.stdout, format=RdfFormat.N_QUADS)
    rows = store.query(
        "PREFIX zr: <https://w3id.org/zeren/ns#> "
        "SELECT (COUNT(DISTINCT ?g) AS ?n) WHERE { GRAPH ?g { ?d a zr:Document } }"
    )
    assert next(iter(rows))["n"].value == "2"


def test_extract_turtle_is_readable(root: Path, examples: Path) -> None:
    done = zeren(root, "extract", str(examples / REPORT), "--format", "turtle")
    store = Store()
    store.bulk_load(done.stdout, format=RdfFormat.TURTLE)
    assert store.query("PREFIX zr: <https://w3id.org/zeren/ns#> ASK { ?m a zr:Measure ; zr:evidence ?p }")


def test_extract_unknown_format_is_refused_in_one_line(root: Path, examples: Path) -> None:
    done = zeren(root, "extract", str(examples / REPORT), "--format", "xml")
    assert done.returncode == 2
    assert done.stderr.decode().count("\n") == 1
    assert "choose one of table, json, nquads, turtle" in done.stderr.decode()


def test_extract_unreadable_file_is_named_and_the_rest_goes_on(root: Path, examples: Path, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes((examples / REPORT).read_bytes())
    (tmp_path / "b.pdf").write_bytes(b"%PDF-1.4 broken")
    done = zeren(root, "extract", str(tmp_path), "--format", "json")
    assert done.returncode == 1
    assert len(json.loads(done.stdout)) == 1
    assert "b.pdf" in done.stderr.decode()


def test_extract_missing_path(root: Path, tmp_path: Path) -> None:
    done = zeren(root, "extract", str(tmp_path / "none.txt"))
    assert done.returncode == 2
    assert "none.txt" in done.stderr.decode()


def test_extract_facts_cover_the_records() -> None:
    assert set(FACTS) < set(Extraction.__dataclass_fields__)
