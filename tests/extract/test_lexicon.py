"""The vocabularies compiled for matching."""

from __future__ import annotations

import pytest

from extract.lexicon import concept_labels, load_lexicon
from ontology.errors import InputError
from ontology.namespaces import ZR
from ontology.vocabulary import Concept, load_vocabulary


def test_lexicon_is_compiled_once_for_a_state_of_the_files() -> None:
    assert load_lexicon() is load_lexicon()


def test_lexicon_every_entry_names_concepts_that_exist_and_has_its_types_code() -> None:
    lexicon = load_lexicon()
    assert lexicon.entries
    for entry in lexicon.entries:
        assert entry.concepts
        assert all(iri in lexicon.vocabulary.concepts for iri in entry.concepts)
        assert lexicon.codes[entry.type] == entry.code


def test_lexicon_codes_are_single_letters_and_distinct() -> None:
    codes = load_lexicon().codes
    assert len(set(codes.values())) == len(codes)
    assert all(len(code) == 1 and code.isalpha() for code in codes.values())


def test_lexicon_code_class_of_an_unknown_type_is_an_error() -> None:
    with pytest.raises(KeyError):
        load_lexicon().code_class("NO_SUCH_TYPE")


def test_concept_labels_leaves_out_headings_of_a_hierarchy() -> None:
    heading = Concept(iri="x", scheme="system", name="x", label_zh="责任原则", properties={ZR + "matched": ("false",)})
    leaf = Concept(iri="y", scheme="system", name="y", label_zh="党政同责", alternative=("同责",))
    assert list(concept_labels(heading, ["preferred"])) == []
    assert list(concept_labels(leaf, ["preferred", "alternative"])) == ["党政同责", "同责"]


def test_concept_labels_unknown_source_is_an_input_error() -> None:
    with pytest.raises(InputError, match="labels"):
        list(concept_labels(Concept(iri="x", scheme="system", name="x"), ["nickname"]))


def test_vocabularies_hold_what_the_composition_of_names_needs() -> None:
    vocabulary = load_vocabulary()
    functions = vocabulary.scheme("function")
    named = [c for c in functions if ZR + "nameStem" in c.properties or ZR + "bodyName" in c.properties]
    assert len(named) >= 150
    assert len([c for c in functions if ZR + "provincialName" in c.properties]) >= 60
    assert len([c for c in functions if ZR + "dissolved" in c.properties]) >= 15
    for concept in functions:
        for other in (
            *concept.properties.get(ZR + "succeedsFunction", ()),
            *concept.properties.get(ZR + "officeOf", ()),
        ):
            assert other in vocabulary.concepts, (concept.iri, other)


def test_vocabularies_hold_systems_with_their_parts() -> None:
    vocabulary = load_vocabulary()
    systems = vocabulary.scheme("system")
    assert len(systems) >= 100
    musts = vocabulary.concepts["https://w3id.org/zeren/system/three-musts"]
    parts = musts.properties["http://purl.org/dc/terms/hasPart"]
    assert {vocabulary.concepts[part].label_zh for part in parts} == {
        "管行业必须管安全",
        "管业务必须管安全",
        "管生产经营必须管安全",
    }
