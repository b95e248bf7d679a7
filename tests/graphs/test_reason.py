"""Reasoning over a graph: what is looked at, what clashes, and how that is said."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import BlankNode, NamedNode, Quad, RdfFormat, Triple, parse, serialize
from typer.testing import CliRunner

from graphs import reason_conflict
from graphs.reason import reason
from graphs.reason_conflict import find_conflict, smallest, split_axioms
from graphs.reason_statements import distinct_concepts, sample
from graphs.reason_words import Narrator
from graphs.store import LocalStore
from graphs.validate_places import Places
from ontology.errors import InputError
from ontology.namespaces import GRAPH_REGISTER, GRAPH_VOCABULARY, PREFIXES, ZD
from ontology.reasoner import axioms, check
from zeren import application

HEAD = "".join(f"@prefix {prefix}: <{iri}> .\n" for prefix, iri in PREFIXES.items())
DOCUMENT = ZD + "document/reports/a.txt"
SAID = f"""<{DOCUMENT}> a zr:Document ; dct:source "reports/a.txt" ; zr:length "40"^^xsd:nonNegativeInteger .
    <{DOCUMENT}#char=2,10> a zr:Passage ; nif:referenceContext <{DOCUMENT}> ; nif:anchorOf "应急部门负责消防"@zh ;
        nif:beginIndex "2"^^xsd:nonNegativeInteger ; nif:endIndex "10"^^xsd:nonNegativeInteger .
    zd:duty a zr:Duty ; skos:prefLabel "消防工作"@zh ; zr:evidence <{DOCUMENT}#char=2,10> ;
        zr:bearer zd:甲市应急管理局 ;
        zr:role <https://w3id.org/zeren/role/lead> ; zr:matter "消防工作"@zh ."""
REGISTER = """zd:甲市应急管理局 a zr:Agency ; skos:prefLabel "甲市应急管理局"@zh ; zr:division zd:甲市 .
    zd:甲市 a zr:Division ; skos:prefLabel "甲市"@zh . zd:无关 a zr:Agency ; skos:prefLabel "无关"@zh ."""


def quads(text: str, graph: str) -> list[Quad]:
    name = NamedNode(graph)
    return [Quad(q.subject, q.predicate, q.object, name) for q in parse((HEAD + text).encode(), RdfFormat.TURTLE)]


def small_graph(more: str = "", more_register: str = "") -> list[Quad]:
    return [*quads(SAID + more, DOCUMENT), *quads(REGISTER + more_register, GRAPH_REGISTER)]


@given(st.sets(st.integers(0, 60), min_size=1, max_size=5), st.integers(61, 90))
def test_smallest_finds_exactly_the_culprits(culprits: set[int], size: int) -> None:
    found = smallest(range(size), lambda chosen: culprits <= set(chosen))
    assert sorted(found) == sorted(culprits)


def test_smallest_asks_few_questions() -> None:
    asked = 0

    def conflicting(chosen: Sequence[int]) -> bool:
        nonlocal asked
        asked += 1
        return {17, 803} <= set(chosen)

    assert smallest(range(1000), conflicting) == [17, 803]
    assert asked <= 50


def test_reason_small_graph_is_consistent() -> None:
    found = reason(small_graph())
    assert found.consistent
    assert (found.sample.documents, found.sample.of_documents, found.sample.complete) == (1, 1, True)


def test_reason_planted_inconsistency_is_explained(tmp_path: Path) -> None:
    """The duty's bearer is a division according to the register: the clash is of four things and needs all of them."""
    graph = small_graph("zd:duty zr:bearer zd:甲市 .")
    written = serialize(graph, format=RdfFormat.N_QUADS)
    assert written is not None
    (tmp_path / "zeren.nq").write_bytes(written)
    outcome = CliRunner().invoke(application, ["reason", str(tmp_path)])
    assert outcome.exit_code == 1
    told = outcome.output.splitlines()
    assert "  图中说：“消防工作”的责任方是“甲市”。" in told
    assert "    reports/a.txt 2–10: 应急部门负责消防" in told
    assert "  “责任方”所指的都是“责任主体”。" in told
    assert any("没有什么同属其中两类" in line for line in told)
    assert not any("无关" in line or "甲市应急管理局" in line for line in told)
    assert told[-1] == "以上不能都成立；去掉任何一条，其余即可并存。"


def test_reason_conflict_of_the_ontology_alone_has_no_statements(monkeypatch: pytest.MonkeyPatch) -> None:
    theory = """zr:A a owl:Class . zr:B a owl:Class . zr:C a owl:Class .
        zr:A owl:disjointWith zr:B . zr:A rdfs:subClassOf zr:C .
        zd:x a zr:A, zr:B . zd:y a zr:C ."""
    monkeypatch.setattr(
        reason_conflict, "axioms", lambda: [Triple(q.subject, q.predicate, q.object) for q in quads(theory, ZD)]
    )
    found = find_conflict([])
    assert found.statements == ()
    told = {" ".join(term.value.rsplit("#")[-1].rsplit("/")[-1] for term in triple) for (triple,) in found.axioms}
    assert told == {"A disjointWith B", "x type A", "x type B"}


def test_reason_two_roles_for_one_duty_are_inconsistent() -> None:
    graph = small_graph("zd:duty zr:role <https://w3id.org/zeren/role/support> .")
    found = reason(graph, explain=False)
    assert not found.consistent
    assert found.statements == ()


def test_reason_sample_takes_whole_documents() -> None:
    other = [
        Quad(q.subject, q.predicate, q.object, NamedNode(ZD + "document/reports/b.txt")) for q in quads(SAID, DOCUMENT)
    ]
    one = sample([*small_graph(), *other], 5)
    assert (one.documents, one.of_documents, one.complete) == (1, 2, False)
    names = {triple.subject.value for triple in one.statements if isinstance(triple.subject, NamedNode)}
    assert ZD + "duty" in names and ZD + "甲市" in names
    assert ZD + "无关" not in names


def test_reason_sample_leaves_texts_and_labels_out() -> None:
    concept = quads("zd:甲市 skos:broader zd:乙省 ; a skos:Concept .", GRAPH_VOCABULARY)
    used = {triple.predicate.value for triple in sample([*small_graph(), *concept], 1000).statements}
    assert used.isdisjoint({PREFIXES["skos"] + "prefLabel", PREFIXES["zr"] + "matter", PREFIXES["nif"] + "anchorOf"})
    assert PREFIXES["skos"] + "broader" not in used
    assert PREFIXES["zr"] + "bearer" in used


def test_reason_bad_input(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no graph here"):
        reason(tmp_path)
    with pytest.raises(InputError, match="above zero"):
        reason(small_graph(), limit=0)


def test_split_axioms_keep_blank_nodes_together() -> None:
    declared, theory = split_axioms(axioms())
    assert len(declared) > 100
    for axiom in theory:
        blank = {node for t in axiom for node in (t.subject, t.object) if isinstance(node, BlankNode)}
        assert blank or len(axiom) == 1
    assert sum(map(len, theory)) + len(declared) == len(axioms())


def test_narrator_has_words_for_every_axiom() -> None:
    roles = [
        Triple(
            NamedNode(ZD + "duty"), NamedNode(PREFIXES["zr"] + "role"), NamedNode(f"https://w3id.org/zeren/role/{r}")
        )
        for r in ("lead", "support")
    ]
    _, theory = split_axioms([*axioms(), *distinct_concepts(roles)])
    narrator = Narrator(Places(LocalStore.memory(small_graph())))
    logical = {
        "subClassOf",
        "domain",
        "range",
        "members",
        "disjointWith",
        "distinctMembers",
        "inverseOf",
        "propertyChainAxiom",
    }
    told = 0
    for axiom in theory:
        if any(t.predicate.value.rsplit("#", 1)[-1] in logical for t in axiom):
            sentence = narrator.axiom(axiom)
            assert not sentence.chinese.startswith("本体规定"), axiom
            assert "_:" not in sentence.chinese + sentence.english, sentence
            assert sentence.chinese.endswith("。") and sentence.english.endswith(".")
            told += 1
    assert told >= 100


def test_reason_real_build_of_own_texts_is_consistent() -> None:
    """What extraction writes fits the ontology."""
    from extract.document import Document, Genre, Metadata
    from extract.emit import quads as quads_of
    from extract.pipeline import extract_document

    text = (
        "甘肃省应急管理厅工作总结\n省应急管理厅牵头开展危险化学品专项整治，排查隐患12处，整改10处。"
        "市场监管部门负责配合。存在监管力量不足的问题。\n"
    )
    metadata = Metadata(title="工作总结", publisher="甘肃省应急管理厅", region="甘肃省", genre=Genre.SUMMARY)
    extraction = extract_document(Document("reports/own.txt", text, "0" * 64, metadata=metadata))
    found = sample(quads_of(extraction), 10_000)
    assert found.documents == 1
    assert check([*axioms(), *found.statements], coherence=False).consistent
