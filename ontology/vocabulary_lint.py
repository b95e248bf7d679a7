"""Faults of the vocabularies that would make matching wrong or lose a concept.

What is really ambiguous is declared (`zr:ambiguousLabel`, or `zr:weakLabel` for a label that is an ordinary word too);
what is not declared and collides is a fault.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from ontology.namespaces import SKOS, ZEREN, ZR
from ontology.vocabulary import AMBIGUOUS_LABEL, SCHEME_PREFIX, Concept, Vocabulary

_DECLARATIONS: Final = (AMBIGUOUS_LABEL, ZR + "weakLabel")
_TOP: Final = SKOS + "topConceptOf"
_OUTSIDE: Final = (SCHEME_PREFIX, ZR, ZEREN + "id/")


@dataclass(frozen=True, slots=True, order=True)
class Fault:
    """One thing that is wrong: in which scheme, by which rule, with which concept, and what to do."""

    scheme: str
    rule: str
    concept: str
    message: str


def lint(vocabulary: Vocabulary) -> tuple[Fault, ...]:
    """Every fault of every scheme, sorted."""
    found: list[Fault] = []
    for name, scheme in vocabulary.schemes.items():
        members = vocabulary.scheme(name)
        if not (scheme.label_zh and scheme.label_en):
            found.append(Fault(name, "scheme", scheme.iri, "declare the scheme with a label in zh and en"))
        found += _collisions(members)
        for concept in members:
            found += _labels(concept, scheme.shortest)
            found += _place(concept, vocabulary)
            found += _references(concept, vocabulary)
    return tuple(sorted(found))


def _declared(concept: Concept) -> frozenset[str]:
    return frozenset(label for iri in _DECLARATIONS for label in concept.properties.get(iri, ()))


def _collisions(members: tuple[Concept, ...]) -> Iterator[Fault]:
    bearers: dict[str, list[Concept]] = defaultdict(list)
    for concept in members:
        for label in concept.labels:
            bearers[label].append(concept)
    for label, concepts in bearers.items():
        silent = [concept for concept in concepts if label not in _declared(concept)]
        if len(concepts) > 1 and silent:
            names = ", ".join(concept.name for concept in concepts)
            message = f"{label} names {names}: keep it in one, or declare it with zr:ambiguousLabel in each"
            yield Fault(silent[0].scheme, "collision", silent[0].iri, message)


def _labels(concept: Concept, shortest: int) -> Iterator[Fault]:
    if not concept.label_zh or not concept.label_en:
        yield Fault(concept.scheme, "label", concept.iri, "give it a preferred label in zh and in en")
    for label in concept.labels:
        if len(label) < shortest and label not in _declared(concept):
            message = f"{label} is too short to match safely: drop it or declare it with zr:ambiguousLabel"
            yield Fault(concept.scheme, "short", concept.iri, message)
    several = [label for label in concept.hidden if label in (concept.label_zh, *concept.alternative)]
    several += [label for label in concept.alternative if label == concept.label_zh]
    for label in several:
        yield Fault(concept.scheme, "repeat", concept.iri, f"{label} stands twice: keep one of its labels")


def _place(concept: Concept, vocabulary: Vocabulary) -> Iterator[Fault]:
    if not concept.broader and _TOP not in concept.properties:
        yield Fault(concept.scheme, "orphan", concept.iri, "give it skos:broader or skos:topConceptOf")
    for above in concept.broader:
        known = vocabulary.concepts.get(above)
        if known is None or known.scheme != concept.scheme:
            yield Fault(concept.scheme, "orphan", concept.iri, f"broader {above} is no concept of the scheme")


def _references(concept: Concept, vocabulary: Vocabulary) -> Iterator[Fault]:
    for iri, values in concept.properties.items():
        for value in values:
            if value.startswith(ZEREN) and not value.startswith(_OUTSIDE) and value not in vocabulary.concepts:
                message = f"{iri.rsplit('#', 1)[-1].rsplit('/', 1)[-1]} points to {value}, which is no concept"
                yield Fault(concept.scheme, "reference", concept.iri, message)
