"""Every question answers as its expected file says, on two engines, and says truly what it uses."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest
import rdflib
from pyoxigraph import NamedNode, RdfFormat, parse

from graphs.store import LocalStore, open_store
from ontology.namespaces import OWL, PREFIXES, RDF, ZEREN, ZR
from queries.presentation import present
from queries.question import CATALOGUE, Question, load_catalogue
from queries.resolution import resolve
from queries.run import ask, bind

HERE = Path(__file__).parent
CASES = tomllib.loads((HERE / "cases.toml").read_text(encoding="utf-8"))["case"]
QUESTIONS = load_catalogue()

TERM = re.compile(r"(?<![\w?:<])([a-z][\w-]*):([A-Za-z][\w-]*)")
ELSEWHERE = {
    "Fact": "no node is typed with it",
    "Bearer": "no node is typed with it",
    "Failure": "of the build, told by zeren build",
    "failure": "of the build, told by zeren build",
    "heading": "of passages, told with the evidence of every answer",
}


def body(question: Question) -> str:
    return "\n".join(line for line in question.text.splitlines() if not line.startswith(("#", "PREFIX")))


@pytest.fixture(scope="module")
def store() -> LocalStore:
    opened = open_store(HERE / "fixture.trig")
    assert isinstance(opened, LocalStore)
    return opened


@pytest.fixture(scope="module")
def dataset() -> rdflib.Dataset:
    graph = rdflib.Dataset(default_union=True)
    graph.parse(HERE / "fixture.trig", format="trig")
    return graph


def question(number: int) -> Question:
    return next(question for question in QUESTIONS if question.number == number)


def test_catalogue_has_the_thirty_one_questions_and_no_gaps() -> None:
    assert [question.number for question in QUESTIONS] == list(range(1, len(QUESTIONS) + 1))
    assert len(QUESTIONS) >= 31
    assert len({question.name for question in QUESTIONS}) == len(QUESTIONS)
    assert {case["question"] for case in CASES} == {question.number for question in QUESTIONS}


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_question_gives_the_expected_rows(store: LocalStore, case: dict) -> None:
    answer = ask(store, question(case["question"]), case["given"])
    expected = (HERE / "expected" / f"{case['name']}.csv").read_text(encoding="utf-8")
    assert present(answer, "csv") == expected
    assert answer.rows


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_question_gives_the_same_rows_on_rdflib(store: LocalStore, dataset: rdflib.Dataset, case: dict) -> None:
    asked = question(case["question"])
    values = {name: resolve(store, asked.parameter(name).type, text) for name, text in case["given"].items()}
    text = bind(asked, values)
    names = [(column.name, "|" if column.many else None) for column in asked.columns] + [("fact", " ")]

    def plain(value: object, separator: str | None) -> str:
        word = "" if value is None else str(value)
        return word if separator is None else separator.join(sorted({part for part in word.split(separator) if part}))

    here = sorted(
        tuple(plain(row[name].value if row[name] is not None else None, sep) for name, sep in names)
        for row in store.query(text)
    )
    there = sorted(tuple(plain(row[name], sep) for name, sep in names) for row in dataset.query(text))
    assert here == there


@pytest.mark.parametrize("question", QUESTIONS, ids=[str(question.number) for question in QUESTIONS])
def test_question_header_is_true_of_its_query(question: Question) -> None:
    text = body(question)
    selected = text.split("WHERE", 1)[0]
    names = re.findall(r"AS \?(\w+)\)", selected) + re.findall(r"\?(\w+)", re.sub(r"\(.*?AS \?\w+\)", "", selected))
    assert set(names) == {column.name for column in question.columns} | {"fact"}
    terms = {f"{prefix}:{name}" for prefix, name in TERM.findall(re.sub(r'"[^"]*"', '""', text))}
    assert set(question.terms) == terms
    declared = dict(re.findall(r"PREFIX ([\w-]+): <(.+)>", question.text))
    assert set(declared) == {term.split(":")[0] for term in terms}
    for prefix, namespace in declared.items():
        assert namespace == PREFIXES.get(prefix, f"{ZEREN}{prefix}/")
    for parameter in question.parameters:
        assert f"VALUES ?{parameter.name} {{ UNDEF }}\n" in text
    bound = re.findall(r"VALUES \?(\w+) \{ UNDEF \}", text)
    assert set(bound) == {parameter.name for parameter in question.parameters}
    assert "ORDER BY" in text
    assert "# graphs: " in question.text


def test_gap_questions_subtract_distinct_rows() -> None:
    for number in (4, 5, 6, 27):
        assert re.search(r"MINUS \{\s+SELECT DISTINCT", body(question(number)))


def terms_of(path: Path, kinds: set[str]) -> set[str]:
    """The local names in our namespace that an ontology file declares as one of `kinds`."""
    return {
        quad.subject.value.removeprefix(ZR)
        for quad in parse(path=path, format=RdfFormat.TURTLE)
        if quad.predicate.value == RDF + "type"
        and isinstance(quad.object, NamedNode)
        and quad.object.value in kinds
        and isinstance(quad.subject, NamedNode)
        and quad.subject.value.startswith(ZR)
    }


def test_every_term_of_the_ontology_occurs_in_some_question(root: Path) -> None:
    kinds = {OWL + "Class", OWL + "ObjectProperty", OWL + "DatatypeProperty"}
    declared = terms_of(root / "ontology" / "core.ttl", kinds)
    lexicon = terms_of(root / "ontology" / "lexicon.ttl", {OWL + "AnnotationProperty"})
    used = {term.removeprefix("zr:") for question in QUESTIONS for term in question.terms if term.startswith("zr:")}
    assert len(declared) > 50
    assert declared - used - set(ELSEWHERE) == set()
    assert used - declared - lexicon == set()


def test_no_text_of_a_user_can_change_the_query(store: LocalStore) -> None:
    asked = question(2)
    hostile = 'x") || true) } UNION { ?fact ?a ?b . FILTER("y\\" \n } #'
    assert ask(store, asked, {"matter": hostile}).rows == ()
    bound = bind(asked, {"matter": resolve(store, "text", hostile)})
    rows = list(store.query(bound))
    assert rows == []
    assert bound.count("VALUES ?matter") == 1


def test_catalogue_folder_holds_only_questions() -> None:
    assert {path.suffix for path in CATALOGUE.iterdir()} == {".rq"}
    assert all(re.fullmatch(r"\d{3}_[a-z-]+\.rq", path.name) for path in CATALOGUE.iterdir())
