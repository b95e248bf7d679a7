"""Names of administrative divisions that follow from where a division lies."""

from __future__ import annotations

from ontology.vocabulary import Vocabulary

NATION = "000000"


def full_name(vocabulary: Vocabulary, iri: str) -> str:
    """The name from the province down, without the nation: 福建省泉州市 for 泉州市.

    A division that is not in the vocabulary raises `KeyError`.
    """
    above = [vocabulary.concepts[ancestor] for ancestor in reversed(vocabulary.ancestors(iri))]
    own = vocabulary.concepts[iri]
    return "".join(division.label_zh for division in (*above, own) if division.name != NATION) or own.label_zh


def within(vocabulary: Vocabulary, iri: str, region: str) -> bool:
    """Whether the division is the region or lies in it."""
    return iri == region or region in vocabulary.ancestors(iri)
