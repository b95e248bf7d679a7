"""The loader: what a Turtle file says is what a concept holds."""

from __future__ import annotations

from pathlib import Path

import pytest

from extract.document import Genre
from extract.records import Status
from ontology.errors import InputError
from ontology.namespaces import SKOS, concept
from ontology.vocabulary import load_vocabulary, ontology_files, vocabulary_hash

HEAD = """@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix scheme: <https://w3id.org/zeren/scheme/> .
@prefix zr: <https://w3id.org/zeren/ns#> .
@prefix fruit: <https://w3id.org/zeren/fruit/> .
scheme:fruit a skos:ConceptScheme ; skos:prefLabel "水果"@zh, "fruit"@en .
"""
APPLE = """fruit:apple a skos:Concept ; skos:inScheme scheme:fruit ; skos:notation "1" ; skos:broader fruit:pome ;
    skos:prefLabel "苹果"@zh, "apple"@en ; skos:altLabel "红果"@zh, "a red one"@en ; skos:hiddenLabel "平果"@zh ;
    zr:colour "red", "green" .
fruit:pome a skos:Concept ; skos:inScheme scheme:fruit ; skos:prefLabel "梨果"@zh, "pome"@en .
"""


def write(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_vocabulary_concept_holds_what_the_file_says(tmp_path: Path) -> None:
    write(tmp_path, "fruits.ttl", HEAD + APPLE)
    vocabulary = load_vocabulary(tmp_path)
    apple = vocabulary.concepts[concept("fruit", "apple")]
    assert (apple.scheme, apple.name, apple.notation) == ("fruit", "apple", "1")
    assert (apple.label_zh, apple.label_en) == ("苹果", "apple")
    assert (apple.alternative, apple.hidden) == (("红果",), ("平果",))
    assert apple.labels == ("苹果", "红果", "平果")
    assert apple.broader == (concept("fruit", "pome"),)
    assert apple.properties["https://w3id.org/zeren/ns#colour"] == ("green", "red")
    assert apple.value("https://w3id.org/zeren/ns#colour") == "green"
    assert apple.value(SKOS + "scopeNote") is None
    assert vocabulary.ancestors(apple.iri) == (concept("fruit", "pome"),)
    assert [c.name for c in vocabulary.scheme("fruit")] == ["apple", "pome"]
    assert vocabulary.schemes["fruit"].files == ("fruits.ttl",)
    assert vocabulary.scheme("stone") == ()


def test_vocabulary_cycle_of_broader_ends(tmp_path: Path) -> None:
    write(tmp_path, "fruits.ttl", HEAD + APPLE + "fruit:pome skos:broader fruit:apple .\n")
    assert load_vocabulary(tmp_path).ancestors(concept("fruit", "apple")) == (concept("fruit", "pome"),)


def test_vocabulary_broken_turtle_names_the_file(tmp_path: Path) -> None:
    write(tmp_path, "broken.ttl", HEAD + "fruit:apple a ")
    with pytest.raises(InputError, match=r"broken\.ttl"):
        load_vocabulary(tmp_path)


def test_vocabulary_two_schemes_are_refused(tmp_path: Path) -> None:
    write(tmp_path, "fruits.ttl", HEAD + APPLE + "fruit:apple skos:inScheme scheme:stone .\n")
    with pytest.raises(InputError, match="two schemes"):
        load_vocabulary(tmp_path)


def test_vocabulary_hash_changes_with_the_bytes(tmp_path: Path) -> None:
    path = write(tmp_path, "fruits.ttl", HEAD + APPLE)
    before = vocabulary_hash(tmp_path)
    assert vocabulary_hash(tmp_path) == before
    path.write_text(HEAD, encoding="utf-8")
    assert vocabulary_hash(tmp_path) != before


def test_vocabulary_files_are_all_named() -> None:
    names = {path.name for path in ontology_files()}
    assert {"levels.ttl", "genres.ttl", "statuses.ttl", "instrument-statuses.ttl"} <= names


@pytest.mark.parametrize(("scheme", "values"), [("genre", Genre), ("status", Status)])
def test_vocabulary_has_a_concept_for_each_value_of_the_contract(
    scheme: str, values: type[Genre] | type[Status]
) -> None:
    assert {c.name for c in load_vocabulary().scheme(scheme)} == {value.value for value in values}


def test_vocabulary_instrument_statuses_are_the_four_of_the_contract() -> None:
    names = {c.name for c in load_vocabulary().scheme("instrument-status")}
    assert names == {"issued", "revised", "planned", "cited"}


def test_vocabulary_levels_are_ranked_from_the_nation_down() -> None:
    tops = [c for c in load_vocabulary().scheme("level") if not c.broader]
    ranked = [c.name for c in sorted(tops, key=lambda c: c.notation or "")]
    assert ranked == ["national", "province", "prefecture", "county", "township", "village", "enterprise"]
