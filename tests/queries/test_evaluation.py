"""Scores by hand-made annotations: the arithmetic, the gate, and agreement with the independent scorer."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pyoxigraph
import pytest

from graphs.in_memory import graph_in_memory
from ontology.errors import InputError
from ontology.namespaces import ZD
from queries.evaluation.baseline import baseline_toml, drops, load_baseline
from queries.evaluation.gold import GoldDocument, find_quote, load_gold_folder
from queries.evaluation.report import differences_json, differences_table, layer_of, scores_json, scores_table
from queries.evaluation.scoring import Scores, evaluate, overlap, pair_spans, similarity

TEXT = "市水务局负责全市防汛工作,今年开展检查12次,隐患整改率下降3%。企业投入不足。依据《河道规定》执行。"

GRAPH = """
@prefix zr: <https://w3id.org/zeren/ns#> .
@prefix zd: <https://w3id.org/zeren/id/> .
@prefix nif: <http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix dct: <http://purl.org/dc/terms/> .
<DOC> a zr:Document ; dct:source "folder/one.txt" .
<DOC#char=0,4> nif:referenceContext <DOC> ; nif:beginIndex 0 ; nif:endIndex 4 ; zr:mentions zd:a .
zd:a a zr:Agency ; skos:prefLabel "临江市水务局"@zh .
<DOC#char=0,12> nif:referenceContext <DOC> ; nif:beginIndex 0 ; nif:endIndex 12 .
zd:d a zr:Duty ; zr:evidence <DOC#char=0,12> ; zr:bearer zd:a ; zr:role <https://w3id.org/zeren/role/execute> .
<DOC#char=13,21> nif:referenceContext <DOC> ; nif:beginIndex 13 ; nif:endIndex 21 .
zd:m a zr:Measure ; zr:evidence <DOC#char=13,21> ; zr:agent zd:a ; zr:status <https://w3id.org/zeren/status/planned> .
<DOC#char=17,22> nif:referenceContext <DOC> ; nif:beginIndex 17 ; nif:endIndex 22 .
zd:o a zr:Observation ; zr:evidence <DOC#char=17,22> ; zr:value 12 ; zr:unit "次" ; zr:indicator "检查次数"@zh .
"""


@pytest.fixture
def gold_folder(tmp_path: Path) -> Path:
    (tmp_path / "corpus").mkdir()
    (tmp_path / "corpus" / "one.txt").write_text(TEXT, encoding="utf-8")
    annotation = {
        "doc": "one.txt",
        "agencies": [{"name": "临江市水务局", "mentions": [{"quote": "市水务局"}]}],
        "systems": [],
        "campaigns": [],
        "documents": [{"title": "河道规定", "mentions": [{"quote": "《河道规定》"}]}],
        "duties": [{"quote": "市水务局负责全市防汛工作", "bearers": ["临江市水务局"], "role": "execute"}],
        "measures": [{"quote": "今年开展检查12次", "agents": ["临江市水务局"], "status": "done"}],
        "observations": [{"quote": "检查12次", "indicator": "检查次数", "value": 12, "unit": "次"}],
        "problems": [{"quote": "企业投入不足", "type": "principal"}],
    }
    (tmp_path / "one.json").write_text(json.dumps(annotation, ensure_ascii=False), encoding="utf-8")
    return tmp_path


@pytest.fixture
def gold(gold_folder: Path) -> list[GoldDocument]:
    return load_gold_folder(gold_folder, gold_folder / "corpus")


@pytest.fixture
def scores(gold: list[GoldDocument]) -> Scores:
    store = pyoxigraph.Store()
    store.load(GRAPH.replace("DOC", ZD + "document/folder/one.txt").encode(), pyoxigraph.RdfFormat.TURTLE)
    return evaluate(store, gold)


def test_evaluation_counts_what_agrees(scores: Scores) -> None:
    assert scores["agencies.linked"].f1 == 1.0
    assert scores["duties.full"].f1 == 1.0
    assert scores["measures.found"].f1 == 1.0
    assert scores["measures.full"].f1 == 0.0
    assert scores["observations.full"].f1 == 1.0
    assert (scores["problems.found"].recall, scores["problems.found"].annotated) == (0.0, 1)
    assert scores["documents.found"].recall == 0.0


def test_evaluation_shows_differences_in_context(scores: Scores, gold: list[GoldDocument]) -> None:
    found = differences_json(layer_of(scores, "problems.found"), gold)
    assert found["missed"][0]["quote"] == "企业投入不足"
    assert found["missed"][0]["before"].endswith("下降3%。")
    assert differences_table(layer_of(scores, "measures.full"), "measures.full", gold).row_count == 2
    assert scores_table(scores, "all").row_count == len(scores) == len(scores_json(scores))
    with pytest.raises(InputError, match="no layer 'duty'"):
        layer_of(scores, "duty")


def test_evaluation_gate_fails_on_a_drop(scores: Scores, tmp_path: Path) -> None:
    path = tmp_path / "accuracy.toml"
    path.write_text(baseline_toml(scores, "reports"), encoding="utf-8")
    kept = load_baseline(path, "reports")
    assert drops(scores, kept) == []
    kept["problems.found"] = 0.006
    kept["gone.found"] = 0.5
    assert [fault.split(":")[0] for fault in drops(scores, kept)] == ["gone.found", "problems.found"]
    with pytest.raises(InputError, match="no usable table"):
        load_baseline(path, "statutes")


def test_evaluation_bad_gold_is_named(tmp_path: Path, gold_folder: Path) -> None:
    with pytest.raises(InputError, match="holds no annotation"):
        load_gold_folder(tmp_path / "corpus", tmp_path)
    with pytest.raises(InputError, match="--corpus"):
        load_gold_folder(gold_folder, tmp_path / "elsewhere")
    with pytest.raises(InputError, match="occurrence 2"):
        find_quote(TEXT, "市水务局", 2, "x.json")
    (gold_folder / "one.json").write_text("[]", encoding="utf-8")
    with pytest.raises(InputError, match="not an annotation file"):
        load_gold_folder(gold_folder, gold_folder / "corpus")


def test_evaluation_arithmetic() -> None:
    assert overlap((0, 10), (5, 15)) == pytest.approx(1 / 3)
    assert overlap((0, 2), (3, 4)) == 0.0
    assert similarity("应急管理厅", "应急管理厅") == 1.0
    assert similarity("甲", "乙") == 0.0
    assert pair_spans([(0, 10), (0, 9)], [(0, 10)]) == [(0, 0)]
    assert pair_spans([(0, 10)], [(6, 16)]) == []


@pytest.mark.parametrize(("gold_folder_name", "documents"), [(".", "reports"), ("statutes", "statutes")])
def test_evaluation_agrees_with_the_independent_scorer(
    shared: Path, tmp_path: Path, gold_folder_name: str, documents: str
) -> None:
    annotations, corpus = shared / "gold" / gold_folder_name, shared / "corpus" / documents
    annotated = load_gold_folder(annotations, corpus)
    store = graph_in_memory([corpus / document.name for document in annotated], corpus)
    dumped, scored = tmp_path / "graph.nq", tmp_path / "scores.json"
    store.dump(str(dumped), pyoxigraph.RdfFormat.N_QUADS)
    scorer = [sys.executable, str(shared / "gold" / "score.py"), str(dumped), str(annotations), str(corpus)]
    subprocess.run([*scorer, "--json", str(scored)], check=True, capture_output=True)
    theirs = json.loads(scored.read_text(encoding="utf-8"))
    ours = scores_json(evaluate(store, annotated))
    assert theirs.keys() == ours.keys()
    for layer, rates in theirs.items():
        for short, long in (("p", "precision"), ("r", "recall"), ("f", "f1")):
            assert ours[layer][long] == pytest.approx(rates[short]), (layer, long)


def test_evaluation_command_fails_below_the_kept_figures(root: Path, gold_folder: Path) -> None:
    kept = gold_folder / "accuracy.toml"
    kept.write_text('[own]\n"documents.found" = 1.0\n"problems.found" = 2.0\n', encoding="utf-8")
    command = [sys.executable, "zeren.py", "evaluate", str(gold_folder), "--corpus", str(gold_folder / "corpus")]
    options = ["--baseline", str(kept), "--section", "own", "--json", "--misses", "documents.found"]
    done = subprocess.run([*command, *options], cwd=root, capture_output=True, text=True, check=False)
    assert done.returncode == 1, done.stderr
    assert "problems.found: F1" in done.stderr and "documents.found" not in done.stderr
    assert json.loads(done.stdout)["scores"]["documents.found"]["f1"] == 1.0
