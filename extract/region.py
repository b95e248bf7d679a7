"""The division that a full name stands for."""

from __future__ import annotations

from functools import cache

from ontology.namespaces import DCT
from ontology.vocabulary import Concept, Vocabulary, load_vocabulary


def region_iri(name: str) -> str | None:
    """The division's concept for a name such as `福建省泉州市`; None when no or several divisions are so called.

    The names of the divisions above may be left out, from the left (`泉州市`).
    """
    return _by_name().get("".join(name.split()))


@cache
def _by_name() -> dict[str, str]:
    vocabulary = load_vocabulary()
    found: dict[str, set[str]] = {}
    for division in vocabulary.scheme("division"):
        if DCT + "isReplacedBy" not in division.properties:
            for name in _names(division, vocabulary):
                found.setdefault(name, set()).add(division.iri)
    return {name: next(iter(iris)) for name, iris in found.items() if len(iris) == 1}


def _names(division: Concept, vocabulary: Vocabulary) -> set[str]:
    """The division's own labels, each alone and after the labels of those above it, the nation left out."""
    above = [vocabulary.concepts[iri] for iri in vocabulary.ancestors(division.iri) if iri in vocabulary.concepts]
    prefixes = [""]
    for higher in above:
        if higher.broader:
            prefixes.append(higher.label_zh + prefixes[-1])
    return {prefix + label for prefix in prefixes for label in (division.label_zh, *division.alternative) if label}
