"""Every shape: what it passes, what it catches, and that nothing is misspelt."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pyoxigraph
import pytest
from pyoxigraph import BlankNode, NamedNode, Triple

from graphs.validate_engines import Engine, FastEngine, Finding, ReferenceEngine, messages, ntriples, read_turtle
from ontology.hygiene import shape_files
from ontology.namespaces import SH, ZEREN, ZR

FOLDER = Path(__file__).parent
BASE = FOLDER / "base.ttl"
CASES = sorted(FOLDER.glob("*/*.ttl"))
INVALID = [case for case in CASES if case.name.startswith("invalid-")]
VALID = [case for case in CASES if case.name.startswith("valid-")]
EXPECTATION = re.compile(r"^# expect (\S+) zr:(\S+) (Violation|Warning|Info)$", re.MULTILINE)
CLASSES = 16


def identifier(path: Path) -> str:
    return f"{path.parent.name}/{path.stem}"


def expected(case: Path) -> set[tuple[str, str, str]]:
    """(focus, shape, severity) of every expectation in the head of a case."""
    found = EXPECTATION.findall(case.read_text(encoding="utf-8"))
    assert found, f"{case} names nothing that it expects"
    return {
        (focus.strip("<>").replace("ex:", "https://example.org/"), ZR + shape, severity)
        for focus, shape, severity in found
    }


def seen(findings: list[Finding]) -> set[tuple[str, str, str]]:
    return {(f.focus, f.shape, f.severity.name.capitalize()) for f in findings}


@pytest.fixture(scope="module", params=[FastEngine, ReferenceEngine], ids=["fast", "reference"])
def engine(request: pytest.FixtureRequest) -> Engine:
    made: Engine = request.param()
    return made


@pytest.mark.parametrize("case", INVALID, ids=identifier)
def test_shapes_invalid_case_is_caught_for_the_right_reason(engine: Engine, case: Path) -> None:
    assert seen(engine.findings(ntriples(read_turtle([BASE, case])))) == expected(case)


@pytest.mark.parametrize("case", VALID, ids=identifier)
def test_shapes_valid_case_passes(engine: Engine, case: Path) -> None:
    assert engine.findings(ntriples(read_turtle([BASE, case]))) == []


def test_shapes_base_passes(engine: Engine) -> None:
    assert engine.findings(ntriples(read_turtle([BASE]))) == []


def test_shapes_counts_of_cases() -> None:
    assert len(INVALID) >= 100
    assert len(VALID) >= 16
    folders = Counter(case.parent.name for case in INVALID)
    assert len(folders) == CLASSES + 1
    assert min(folders.values()) >= 2
    assert {case.parent.name for case in VALID} == set(folders)


def declared() -> set[str]:
    ontology = shape_files()[0].parents[1]
    return {
        str(triple.subject.value)
        for triple in read_turtle([ontology / "core.ttl", ontology / "alignments.ttl"])
        if triple.predicate.value.endswith("#type") and isinstance(triple.subject, NamedNode)
    }


def undeclared(shapes: list[Triple]) -> list[str]:
    """Classes and properties that shapes speak of and the ontology does not declare."""
    names = {"targetClass", "class", "path", "inversePath", "lessThan", "disjoint", "targetSubjectsOf"}
    predicates = {SH + name for name in names}
    used = {
        triple.object.value
        for triple in shapes
        if triple.predicate.value in predicates and isinstance(triple.object, NamedNode)
    }
    return sorted(used - declared())


def test_shapes_targets_and_paths_are_declared() -> None:
    assert undeclared(read_turtle(shape_files())) == []


def test_shapes_planted_bad_target_is_found() -> None:
    planted = Triple(NamedNode(ZR + "DutyShape"), NamedNode(SH + "targetClass"), NamedNode(ZR + "Dutty"))
    assert undeclared([*read_turtle(shape_files()), planted]) == [ZR + "Dutty"]


def test_shapes_terms_in_constraints_are_declared() -> None:
    text = "\n".join(path.read_text(encoding="utf-8") for path in shape_files())
    queries = re.findall(r'sh:select """(.*?)"""', text, re.DOTALL)
    assert len(queries) >= 8
    prefixes = {
        "zr": ZR,
        "nif": "http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#",
        "org": "http://www.w3.org/ns/org#",
        "skos": "http://www.w3.org/2004/02/skos/core#",
        "dct": "http://purl.org/dc/terms/",
    }
    terms = {prefixes[p] + n for query in queries for p, n in re.findall(r"\b(zr|nif|org|skos|dct):(\w+)", query)}
    assert sorted(terms - declared()) == []


def targeted() -> dict[str, str]:
    """Shapes that put out findings of their own, with the file they stand in."""
    found: dict[str, str] = {}
    for path in shape_files():
        triples = read_turtle([path])
        carrying = {str(t.subject.value) for t in triples if t.predicate.value == SH + "message"}
        helpers = {
            str(t.object.value)
            for t in triples
            if t.predicate.value == SH + "property" and str(t.subject.value).endswith(("ConceptShape", "BearerShape"))
        }
        found |= dict.fromkeys(carrying - helpers, path.name)
    return found


def test_shapes_every_shape_has_a_failing_case() -> None:
    caught = {shape for case in INVALID for _, shape, _ in expected(case)}
    assert sorted(set(targeted()) - caught) == []


def test_shapes_one_file_for_each_class() -> None:
    names = {path.stem for path in shape_files()}
    classes = {case.parent.name for case in INVALID} - {"AcrossClasses"}
    assert classes <= names
    assert len(classes) == CLASSES


def test_shapes_speak_both_languages() -> None:
    texts = messages()
    assert len(texts) >= 100
    for shape, message in texts.items():
        assert re.search(r"[\u4e00-\u9fff]", message.chinese), shape
        assert re.fullmatch(r"[ -~]+", message.english), shape


def test_shapes_name_their_property_shapes() -> None:
    for triple in read_turtle(shape_files()):
        if triple.predicate.value == SH + "property" and not isinstance(triple.subject, BlankNode):
            assert isinstance(triple.object, NamedNode), triple
            assert triple.object.value.startswith(f"{triple.subject.value}-"), triple


def test_shapes_state_their_severity() -> None:
    triples = read_turtle(shape_files())
    severe = {t.subject for t in triples if t.predicate.value == SH + "severity"}
    assert {t.subject for t in triples if t.predicate.value == SH + "message"} == severe


def test_shapes_concepts_belong_to_schemes_of_zeren() -> None:
    schemes = [t.object.value for t in read_turtle(shape_files()) if t.predicate.value == SH + "hasValue"]
    assert len(schemes) == 12
    assert all(scheme.startswith(ZEREN + "scheme/") for scheme in schemes)


def test_shapes_parse_in_any_engine() -> None:
    assert pyoxigraph.serialize(read_turtle(shape_files()), format=pyoxigraph.RdfFormat.TURTLE)
