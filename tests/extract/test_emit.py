"""Records become quads by the contract."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import rdflib
from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, Store, serialize

from extract.emit import lines, quads
from extract.labels import labelled_quads
from extract.nodes import decimal, plain
from extract.records import Extraction
from extract.region import region_iri
from ontology.namespaces import GRAPH_REGISTER, GRAPH_VOCABULARY, NIF, PROV, RDF, SKOS, ZR, concept
from tests.sample import BUREAU, TEXT, sample

FACTS = ("Duty", "Measure", "Observation", "Problem")


def emitted(extraction: Extraction | None = None) -> Store:
    store = Store()
    store.extend(quads(extraction or sample()))
    return store


def subjects(store: Store, class_iri: str) -> list[NamedNode]:
    found = store.quads_for_pattern(None, NamedNode(RDF + "type"), NamedNode(class_iri), None)
    return [quad.subject for quad in found if isinstance(quad.subject, NamedNode)]


def values(store: Store, subject: NamedNode, predicate: str) -> list[str]:
    return sorted(str(q.object.value) for q in store.quads_for_pattern(subject, NamedNode(predicate), None, None))  # type: ignore[union-attr]


def test_emit_every_fact_has_evidence_rule_and_activity() -> None:
    store = emitted()
    facts = [subject for name in FACTS for subject in subjects(store, ZR + name)]
    assert len(facts) == 6
    for fact in facts:
        assert len(values(store, fact, ZR + "evidence")) == 1
        assert len(values(store, fact, ZR + "rule")) == 1
        assert len(values(store, fact, PROV + "wasGeneratedBy")) == 1
        assert len(values(store, fact, SKOS + "prefLabel")) == 1


def test_emit_passages_show_the_text_at_their_offsets() -> None:
    store = emitted()
    passages = set(subjects(store, ZR + "Passage"))
    assert len(passages) == 13
    for passage in passages:
        (begin,), (end,) = values(store, passage, NIF + "beginIndex"), values(store, passage, NIF + "endIndex")
        assert values(store, passage, NIF + "anchorOf") == [TEXT[int(begin) : int(end)]]
        assert passage.value.endswith(f"#char={begin},{end}")


def test_emit_no_blank_nodes_and_no_default_graph() -> None:
    for quad in quads(sample()):
        assert not isinstance(quad.subject, BlankNode)
        assert not isinstance(quad.object, BlankNode)
        assert isinstance(quad.graph_name, NamedNode)


def test_emit_same_extraction_gives_same_quads() -> None:
    assert list(quads(sample())) == list(quads(sample()))


def test_emit_facts_never_depend_on_the_mentions_graph() -> None:
    extraction = sample()
    with_mentions = {quad for quad in quads(extraction) if not quad.graph_name.value.endswith("/mentions")}  # type: ignore[union-attr]
    alone = set(quads(replace(extraction, mentions=())))
    document_graph = NamedNode(extraction.document.iri)
    assert {q for q in with_mentions if q.graph_name == document_graph} == {
        q for q in alone if q.graph_name == document_graph
    }


def test_emit_every_linked_entity_has_class_and_label() -> None:
    store = emitted()
    for predicate in ("bearer", "agent", "concerns", "lead", "participant", "serves", "basis", "issuer"):
        quads_found = list(store.quads_for_pattern(None, NamedNode(ZR + predicate), None, None))
        assert quads_found, predicate
        for quad in quads_found:
            assert isinstance(quad.object, NamedNode)
            assert values(store, quad.object, RDF + "type")
            assert values(store, quad.object, SKOS + "prefLabel")


def test_emit_register_keeps_the_wordings() -> None:
    store = emitted()
    assert values(store, NamedNode(BUREAU.iri), SKOS + "altLabel") == ["市应急管理局"]
    graph = NamedNode(GRAPH_REGISTER)
    assert list(store.quads_for_pattern(NamedNode(BUREAU.iri), NamedNode(ZR + "division"), None, graph))


def test_emit_vocabulary_concept_gets_a_class_but_no_second_label() -> None:
    store = emitted()
    (system,) = set(subjects(store, ZR + "ResponsibilitySystem"))
    assert system.value.startswith("https://w3id.org/zeren/system/")
    assert values(store, system, SKOS + "prefLabel") == []


def test_emit_twin_facts_stay_two() -> None:
    extraction = sample()
    doubled = replace(extraction, duties=(*extraction.duties, extraction.duties[0]))
    assert len(subjects(emitted(doubled), ZR + "Duty")) == len(extraction.duties) + 1


def test_emit_implied_agent_is_not_explicit() -> None:
    store = emitted()
    (measure,) = subjects(store, ZR + "Measure")
    assert values(store, measure, ZR + "agent") == [BUREAU.iri]
    assert values(store, measure, ZR + "explicitAgent") == []
    assert values(store, measure, ZR + "explicit") == ["false"]


def test_emit_numbers_are_exact_decimals_without_trailing_zeros() -> None:
    xsd_decimal = NamedNode("http://www.w3.org/2001/XMLSchema#decimal")
    for given, expected in (("12.50", "12.5"), ("1E+3", "1000"), ("-0.0", "0"), ("-27.47", "-27.47"), ("0.10", "0.1")):
        assert decimal(Decimal(given)) == str(Literal(expected, datatype=xsd_decimal))


def test_emit_lines_are_those_that_the_serializer_writes() -> None:
    said = sample()
    metadata = replace(said.document.metadata, title='引"号"、反\\斜\t线\n与\x01\x7f')
    extraction = replace(said, document=replace(said.document, metadata=metadata))
    written = list(lines(extraction))
    assert any("\\u0001" in line for line in written)
    assert "".join(written).encode() == serialize(quads(extraction), format=RdfFormat.N_QUADS)


def test_nodes_literals_are_escaped_as_by_the_store() -> None:
    for character in map(chr, range(0x180)):
        assert plain(f"字{character}") == str(Literal(f"字{character}"))


def test_emit_rdflib_reads_the_same_statements() -> None:
    unique = set(quads(sample()))
    data = serialize(unique, format=RdfFormat.N_QUADS)
    assert data is not None
    dataset = rdflib.Dataset()
    dataset.parse(data=data, format="nquads")
    assert len(list(dataset.quads((None, None, None, None)))) == len(unique)
    count = dataset.query(
        "SELECT (COUNT(*) AS ?n) WHERE { GRAPH ?g { ?d a <https://w3id.org/zeren/ns#Duty> } }"
    ).bindings
    assert int(next(iter(count[0].values()))) == 3


def test_emit_region_becomes_the_division_that_has_this_full_name() -> None:
    extraction = sample()
    metadata = replace(extraction.document.metadata, region="福建省泉州市")
    known = emitted(replace(extraction, document=replace(extraction.document, metadata=metadata)))
    document_node = NamedNode(extraction.document.iri)
    assert values(known, document_node, ZR + "region") == [concept("division", "350500")]
    assert values(emitted(), document_node, ZR + "regionName") == ["青山省青山市"]
    assert values(emitted(), document_node, ZR + "region") == []


def test_region_name_of_several_divisions_is_none_of_them() -> None:
    assert region_iri("中华人民共和国") == concept("division", "000000")
    assert region_iri("吉林省长春市朝阳区") == concept("division", "220104")
    assert region_iri("朝阳区") is None
    assert region_iri("无此市") is None


def test_labels_of_used_concepts_come_along() -> None:
    extraction = sample()
    found = {
        quad.subject.value: quad.object.value  # type: ignore[union-attr]
        for quad in labelled_quads(extraction)
        if quad.graph_name == NamedNode(GRAPH_VOCABULARY) and quad.predicate.value == SKOS + "prefLabel"
    }
    assert found[concept("level", "prefecture")] == "市级"
    assert found[concept("unit", "percent")] == "%"
    assert concept("division", "350500") not in found


def test_emit_evidence_carries_the_headings_above_it() -> None:
    made = sample()
    span = made.duties[0].span
    store = emitted(replace(made, headings={span: ("一、工作开展情况", "（一）责任落实")}))
    passage = NamedNode(made.document.passage_iri(span))
    assert values(store, passage, ZR + "heading") == ["一、工作开展情况 > （一）责任落实"]
    assert not values(emitted(), passage, ZR + "heading")
