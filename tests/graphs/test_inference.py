"""Each rule concludes what it should, and not what looks like it."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pytest
from pyoxigraph import NamedNode, Quad, RdfFormat, parse

from graphs.inference import RULES_FOLDER, Rule, infer, load_rules
from graphs.store import LocalStore
from ontology.namespaces import DCT, GRAPH_INFERENCE, ORG, PROV, RDF, ZD, ZR

FIXTURE = Path(__file__).with_name("inference.trig")


@pytest.fixture(scope="module")
def inferred() -> list[Quad]:
    return infer(LocalStore.memory(parse(path=FIXTURE, format=RdfFormat.TRIG)))


def name(term: object) -> str:
    assert isinstance(term, NamedNode)
    return term.value.rsplit("/", 1)[-1]


def pairs(quads: Iterable[Quad], predicate: str) -> set[tuple[str, str]]:
    return {(name(q.subject), name(q.object)) for q in quads if q.predicate.value == predicate}


def inherited(quads: list[Quad], rule: str) -> set[tuple[str, str]]:
    """Agency and duty of every inherited duty that the rule concluded."""
    by_node: dict[str, dict[str, str]] = {}
    for quad in quads:
        if name(quad.subject) and f"{ZD}inherited/" in quad.subject.value:  # type: ignore[union-attr]
            node = by_node.setdefault(quad.subject.value, {})  # type: ignore[union-attr]
            node[quad.predicate.value] = quad.object.value.rsplit("/", 1)[-1]  # type: ignore[union-attr]
    return {(n[ZR + "appliesTo"], n[ZR + "inheritedFrom"]) for n in by_node.values() if n[ZR + "rule"] == rule}


def test_rules_later_version_replaces_earlier_of_the_same_region(inferred: list[Quad]) -> None:
    assert pairs(inferred, DCT + "replaces") == {("law-2021", "law-2014"), ("code-2022", "measures-2010")}


def test_rules_statute_in_force_gives_the_wording_of_the_instrument_of_its_title(inferred: list[Quad]) -> None:
    assert pairs(inferred, ZR + "realizes") == {("code-2022", "code"), ("code-2022", "whole-code")}


def test_rules_agency_is_of_kinds_with_its_function_level_and_scope(inferred: list[Quad]) -> None:
    kinds = pairs(inferred, ZR + "kind")
    assert {kind for agency, kind in kinds if agency == "county"} == {"departments", "former", "local", "bare"}
    assert {kind for agency, kind in kinds if agency == "stranger"} == {"departments", "former"}
    assert {kind for agency, kind in kinds if agency in {"ministry", "government", "committee"}} == set()


def test_rules_kind_without_level_is_of_departments_within_its_scope(inferred: list[Quad]) -> None:
    kinds = pairs(inferred, ZR + "kind")
    assert {agency for agency, kind in kinds if kind == "bare"} == {"province", "unseen", "county", "known"}
    assert not {kind for _, kind in kinds} & {"relative", "anyone", "elsewhere"}


def test_rules_duties_are_inherited_within_the_statutes_territory(inferred: list[Quad]) -> None:
    assert inherited(inferred, "030_inherited_duty") == {
        ("province", "national"),
        ("province", "former"),
        ("province", "provincial"),
        ("county", "national"),
        ("county", "former"),
        ("county", "provincial"),
        ("county", "local"),
        ("stranger", "national"),
        ("stranger", "former"),
    }


def test_rules_designation_passes_its_duties_to_the_body_that_it_means(inferred: list[Quad]) -> None:
    assert inherited(inferred, "040_duty_of_designation") == {("ministry", "designated")}


def test_rules_administrative_superior_is_the_nearest_known(inferred: list[Quad]) -> None:
    found = pairs(inferred, ORG + "subOrganizationOf")
    assert found == {
        ("office", "committee"),
        ("committee", "government"),
        ("county", "government"),
        ("government", "provincial-government"),
        ("province", "provincial-government"),
        ("provincial-government", "council"),
        ("ministry", "council"),
        ("designation", "council"),
    }


def test_rules_professional_superior_has_the_same_function_above(inferred: list[Quad]) -> None:
    found = pairs(inferred, ZR + "professionalSuperior")
    assert ("county", "unseen") in found
    assert ("unseen", "province") in found
    assert ("province", "ministry") in found
    assert ("county", "province") not in found
    assert "designation" not in {superior for _, superior in found}
    assert not {agency for agency, _ in found} & {"government", "provincial-government", "council"}


def test_rules_collective_bodies_stand_on_the_levels_that_their_names_show(inferred: list[Quad]) -> None:
    assert pairs(inferred, ZR + "level") == {
        ("towns", "township"),
        ("offices", "province"),
        ("both", "prefecture"),
        ("both", "county"),
        ("cities", "prefecture"),
        ("keeper", "county"),
    }


def test_rules_agency_succeeds_the_one_whose_function_its_own_took_over(inferred: list[Quad]) -> None:
    assert pairs(inferred, ZR + "succeeds") == {("county", "predecessor")}


def test_rules_part_of_a_part_is_a_part_and_circles_end(inferred: list[Quad]) -> None:
    assert pairs(inferred, DCT + "hasPart") == {("whole", "piece"), ("part", "whole"), ("piece", "part")}


def test_rules_every_conclusion_says_from_what_and_by_which_rule(inferred: list[Quad]) -> None:
    stated = {
        (subject, predicate, target)
        for statement in {q.subject for q in inferred if q.predicate.value == RDF + "subject"}
        for subject, predicate, target in [
            tuple(
                next(q.object for q in inferred if q.subject == statement and q.predicate.value == RDF + part)
                for part in ("subject", "predicate", "object")
            )
        ]
    }
    nodes = {q.subject for q in inferred if q.predicate.value == ZR + "rule"}
    names = {rule.name for rule in load_rules()}
    for node in nodes:
        about = [q for q in inferred if q.subject == node]
        assert next(q.object.value for q in about if q.predicate.value == ZR + "rule") in names  # type: ignore[union-attr]
        assert [q for q in about if q.predicate.value == PROV + "wasDerivedFrom"]
    plain = {(q.subject, q.predicate, q.object) for q in inferred if q.subject not in nodes}
    assert plain == stated
    assert {quad.graph_name.value for quad in inferred} == {GRAPH_INFERENCE}  # type: ignore[union-attr]


def test_rules_conclude_the_same_again_and_nothing_more() -> None:
    first = LocalStore.memory(parse(path=FIXTURE, format=RdfFormat.TRIG))
    second = LocalStore.memory(parse(path=FIXTURE, format=RdfFormat.TRIG))
    assert set(infer(first)) == set(infer(second))


def test_rules_files_say_what_they_do_and_name_themselves() -> None:
    rules = load_rules()
    assert len(rules) == 11
    assert [rule.name for rule in rules] == sorted(path.stem for path in RULES_FOLDER.glob("*.rq"))
    for rule in rules:
        assert rule.sense
        assert f'zr:rule "{rule.name}"' in rule.query


def test_rules_blank_node_is_refused() -> None:
    bad = Rule("999_bad", "坏", "CONSTRUCT { ?s zr:about [] } WHERE { ?s a zr:Agency }")
    with pytest.raises(ValueError, match="999_bad"):
        infer(LocalStore.memory(parse(path=FIXTURE, format=RdfFormat.TRIG)), (bad,))
