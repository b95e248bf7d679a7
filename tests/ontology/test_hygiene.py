"""Hygiene rules: the repository keeps them, and each catches a planted fault."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from pyoxigraph import DefaultGraph, NamedNode, RdfFormat, Store

from ontology.errors import InputError
from ontology.hygiene import SHAPES_GRAPH, faults, load, prefixed, rules

PREFIXES = """
@prefix dct: <http://purl.org/dc/terms/> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
@prefix zr: <https://w3id.org/zeren/ns#> .
@prefix role: <https://w3id.org/zeren/role/> .
@prefix scheme: <https://w3id.org/zeren/scheme/> .
"""
SOUND_TERM = 'rdfs:label "甲物"@zh, "Thing"@en ; skos:definition "乙。"@zh, "Something else."@en'
SOUND_CONCEPT = 'skos:prefLabel "己"@zh, "six"@en ; skos:notation "6" ; skos:definition "庚。"@zh'

# A rule's name without its number, a planted fault, and the subject that must be named.
PLANTED = [
    ("term_without_label", 'zr:Thing a owl:Class ; rdfs:label "甲物"@zh .', "zr:Thing"),
    ("term_with_two_labels", f'zr:Thing a owl:Class ; {SOUND_TERM} ; rdfs:label "丙物"@zh .', "zr:Thing"),
    ("term_without_definition", 'zr:Thing a owl:Class ; skos:definition "乙。"@zh .', "zr:Thing"),
    (
        "circular_definition",
        'zr:thing a owl:ObjectProperty ; rdfs:label "责任方"@zh ; skos:definition "承担责任的责任方。"@zh .',
        "zr:thing",
    ),
    (
        "circular_definition",
        'zr:Thing a owl:Class ; rdfs:label "Thing"@en ; skos:definition "A thing that is there."@en .',
        "zr:Thing",
    ),
    ("definition_without_full_stop", 'zr:Thing a owl:Class ; skos:definition "乙"@zh .', "zr:Thing"),
    (
        "two_terms_with_one_label",
        'zr:A a owl:Class ; rdfs:label "甲"@zh . zr:B a owl:Class ; rdfs:label "甲"@zh .',
        "zr:A",
    ),
    ("name_of_class_not_capitalised", "zr:thing a owl:Class .", "zr:thing"),
    ("name_of_property_capitalised", "zr:Is-of a owl:ObjectProperty .", "zr:Is-of"),
    ("cycle_of_classes", "zr:A rdfs:subClassOf zr:B . zr:B rdfs:subClassOf zr:A .", "zr:A"),
    ("cycle_of_properties", "zr:a rdfs:subPropertyOf zr:b . zr:b rdfs:subPropertyOf zr:a .", "zr:a"),
    ("class_disjoint_with_its_superclass", "zr:A rdfs:subClassOf zr:B . zr:B owl:disjointWith zr:A .", "zr:A"),
    ("undeclared_term", "zr:Thing rdfs:subClassOf zr:Dutty . zr:Thing a owl:Class .", "zr:Dutty"),
    ("undeclared_term", 'role:x zr:dutty "1" .', "zr:dutty"),
    ("outside_term_not_declared", "zr:Thing rdfs:subClassOf <http://www.w3.org/ns/org#Office> .", "org:Office"),
    ("property_of_two_sorts", "zr:a a owl:ObjectProperty, owl:AnnotationProperty .", "zr:a"),
    ("class_used_as_individual", "zr:Thing a owl:Class, skos:Concept .", "zr:Thing"),
    ("property_without_domain_and_range", "zr:a a owl:ObjectProperty .", "zr:a"),
    ("range_outside_owl_datatypes", "zr:a a owl:DatatypeProperty ; rdfs:range xsd:date .", "zr:a"),
    ("range_outside_owl_datatypes", 'zr:a a owl:DatatypeProperty . role:x zr:a "2020-01-01"^^xsd:date .', "zr:a"),
    ("concept_without_label", 'role:x a skos:Concept ; skos:inScheme scheme:role ; skos:prefLabel "己"@zh .', "role/x"),
    ("concept_with_two_preferred_labels", 'role:x skos:prefLabel "己"@zh, "庚"@zh .', "role/x"),
    ("label_without_language", 'role:x skos:altLabel "己" .', "role/x"),
    ("label_with_stray_space", 'role:x skos:altLabel "己 "@zh .', "role/x"),
    ("alternative_label_repeats_preferred", 'role:x skos:prefLabel "己"@zh ; skos:altLabel "己"@zh .', "role/x"),
    ("concept_without_scheme", f"role:x a skos:Concept ; {SOUND_CONCEPT} .", "role/x"),
    (
        "concept_in_scheme_of_another_name",
        f"role:x a skos:Concept ; skos:inScheme scheme:status ; {SOUND_CONCEPT} .",
        "role/x",
    ),
    ("scheme_not_declared", "role:x skos:inScheme scheme:rolle .", "scheme/rolle"),
    ("scheme_without_top_concept", "scheme:rolle a skos:ConceptScheme .", "scheme/rolle"),
    ("orphan_concept", f"role:x a skos:Concept ; {SOUND_CONCEPT} .", "role/x"),
    ("cycle_of_concepts", "role:x skos:broader role:y . role:y skos:broader role:x .", "role/x"),
    ("broader_concept_missing", "role:x skos:inScheme scheme:role ; skos:broader role:nobody .", "role/x"),
    ("related_concept_also_broader", "role:x skos:related role:y ; skos:broader role:y .", "role/x"),
    ("concept_without_notation", "role:x a skos:Concept .", "role/x"),
    (
        "two_concepts_with_one_notation",
        'role:x skos:inScheme scheme:role ; skos:notation "6" . role:y skos:inScheme scheme:role ; skos:notation "6" .',
        "role/x",
    ),
    ("concept_without_definition", "role:x a skos:Concept ; skos:inScheme scheme:role .", "role/x"),
    (
        "two_concepts_with_one_preferred_label",
        'role:x skos:inScheme scheme:role ; skos:prefLabel "己"@zh . '
        'role:y skos:inScheme scheme:role ; skos:prefLabel "己"@zh .',
        "role/x",
    ),
]
PROFILE = tomllib.loads(Path(__file__).with_name("profile.toml").read_text(encoding="utf-8"))
PLANTED_PROFILE = [(case["rule"], case["turtle"], case["subject"]) for case in PROFILE["forbidden"]]
PLANTED_USE = [
    ("unused_concept", "role:x a skos:Concept ; zr:matched false .", "role/x"),
    ("unused_concept", "scheme:role skos:hasTopConcept role:x . role:x a skos:Concept ; zr:matched false .", "role/x"),
    ("unused_term", f"zr:thing a owl:ObjectProperty ; {SOUND_TERM} .", "zr:thing"),
]
PLANTED_SHAPES = [
    ("undeclared_term_in_shapes", "zr:DutyShape a sh:NodeShape ; sh:targetClass zr:Dutty .", "zr:Dutty"),
    ("shape_without_message", 'zr:DutyShape sh:severity sh:Info ; sh:message "坏"@zh .', "zr:DutyShape"),
    ("shape_without_use", "zr:DutyShape-more a sh:PropertyShape .", "zr:DutyShape-more"),
]


def broken(store: Store) -> set[tuple[str, str]]:
    return {(fault.rule.name.partition("_")[2], fault.subject) for fault in faults(store)}


def test_hygiene_repository_keeps_every_rule() -> None:
    assert [(fault.rule.name, fault.subject, fault.detail) for fault in faults(load())] == []


def test_hygiene_counts_of_rules_and_their_heads() -> None:
    found = rules()
    assert len(found) >= 53
    assert len(PLANTED_PROFILE) >= 35
    assert [rule.name[:3] for rule in found] == [f"{number:03d}" for number in range(1, len(found) + 1)]
    for rule in found:
        assert rule.english.isascii() and rule.english.endswith("."), rule.name
        assert rule.chinese.endswith("。"), rule.name


def test_hygiene_every_rule_has_a_planted_fault() -> None:
    planted = {name for name, _, _ in (*PLANTED, *PLANTED_PROFILE, *PLANTED_USE, *PLANTED_SHAPES)}
    assert {rule.name.partition("_")[2] for rule in rules()} == planted


def planted(turtle: str) -> Store:
    store = load((), ())
    store.load((PREFIXES + turtle).encode(), RdfFormat.TURTLE, to_graph=DefaultGraph())
    return store


@pytest.mark.parametrize(
    ("rule", "turtle", "subject"),
    [*PLANTED, *PLANTED_PROFILE, *PLANTED_USE],
    ids=lambda value: value if "_" in value else "",
)
def test_hygiene_planted_fault_is_found(rule: str, turtle: str, subject: str) -> None:
    assert any(name == rule and found.endswith(subject) for name, found in broken(planted(turtle)))


@pytest.mark.parametrize("turtle", PROFILE["allowed"]["turtle"])
def test_hygiene_what_owl_2_dl_allows_breaks_no_rule_of_the_profile(turtle: str) -> None:
    profile = {name for name, _, _ in PLANTED_PROFILE} | {"range_outside_owl_datatypes", "property_of_two_sorts"}
    assert {name for name, _ in broken(planted(turtle))} & profile == set()


@pytest.mark.parametrize(
    "turtle",
    [
        "role:x a skos:Concept .",
        "role:x a skos:Concept ; zr:matched false . role:y skos:broader role:x .",
        'role:x a skos:Concept ; zr:matched false ; skos:editorialNote "因故保留。"@zh .',
        "zr:a a owl:ObjectProperty . role:x zr:a role:y .",
    ],
)
def test_hygiene_what_is_of_use_is_not_called_unused(turtle: str) -> None:
    assert {name for name, _ in broken(planted(turtle))} & {"unused_concept", "unused_term"} == set()


def test_hygiene_term_in_a_constraint_of_a_shape_is_used() -> None:
    store = planted("zr:thing a owl:ObjectProperty . zr:thin a owl:ObjectProperty .")
    shape = 'zr:S sh:sparql [ sh:select "SELECT $this { $this zr:thing ?x }" ] .'
    store.load((PREFIXES + shape).encode(), RdfFormat.TURTLE, to_graph=NamedNode(SHAPES_GRAPH))
    assert {subject for name, subject in broken(store) if name == "unused_term"} == {"zr:thin"}


@pytest.mark.parametrize(("rule", "turtle", "subject"), PLANTED_SHAPES, ids=lambda value: value if "_" in value else "")
def test_hygiene_planted_bad_shape_is_found(rule: str, turtle: str, subject: str) -> None:
    store = load((), ())
    store.load((PREFIXES + turtle).encode(), RdfFormat.TURTLE, to_graph=NamedNode(SHAPES_GRAPH))
    assert (rule, subject) in broken(store)


def test_hygiene_file_that_is_no_turtle_is_named(tmp_path: Path) -> None:
    bad = tmp_path / "roles.ttl"
    bad.write_text("role:x a .", encoding="utf-8")
    with pytest.raises(InputError, match=r"roles\.ttl"):
        load([bad], ())


def test_hygiene_rule_without_head_is_named(tmp_path: Path) -> None:
    (tmp_path / "001_bare.rq").write_text("SELECT ?subject ?detail {}", encoding="utf-8")
    with pytest.raises(InputError, match="001_bare"):
        rules(tmp_path)


def test_hygiene_prefixed_names() -> None:
    assert prefixed("https://w3id.org/zeren/ns#Duty") == "zr:Duty"
    assert prefixed("https://example.org/x") == "https://example.org/x"
