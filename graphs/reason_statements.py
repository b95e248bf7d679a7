"""What of a graph a reasoner can use: class memberships and relations, without texts and labels."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from pyoxigraph import BlankNode, Literal, NamedNode, Quad, Triple

from ontology.namespaces import (
    GRAPH_INFERENCE,
    GRAPH_ONTOLOGY,
    GRAPH_REGISTER,
    GRAPH_VOCABULARY,
    MENTIONS_SUFFIX,
    OWL,
    RDF,
    SKOS,
    ZD,
    ZEREN,
)
from ontology.reasoner import axioms

_TYPE = NamedNode(RDF + "type")
_DOCUMENTS = ZD + "document/"
_EXCLUSIVE_SCHEMES = ("role", "status")  # the schemes of functional properties


@dataclass(frozen=True, slots=True)
class Sample:
    """Statements for the reasoner, and of how many documents out of how many they are."""

    statements: tuple[Triple, ...]
    documents: int
    of_documents: int

    @property
    def complete(self) -> bool:
        """Whether every document is in it."""
        return self.documents == self.of_documents


def sample(quads: Iterable[Quad], limit: int) -> Sample:
    """Whole documents, in the order of their names, while they and the register come to at most `limit` statements.

    The first document is always in it. Register and inference are cut to what these documents speak of.
    """
    graphs: dict[str, list[Triple]] = {}
    known = _properties()
    for quad in quads:
        graph = str(getattr(quad.graph_name, "value", ""))
        triple = Triple(quad.subject, quad.predicate, quad.object)
        if graph != GRAPH_ONTOLOGY and _says_something(triple, known):
            graphs.setdefault(graph, []).append(triple)
    names = sorted(name for name in graphs if name.startswith(_DOCUMENTS) and not name.endswith(MENTIONS_SUFFIX))
    chosen: list[Triple] = []
    taken = 0
    for name in names:
        own = [*graphs[name], *graphs.get(name + MENTIONS_SUFFIX, ())]
        if taken and len(chosen) + len(own) > limit:
            break
        chosen += own
        taken += 1
    chosen += _about(chosen, [*graphs.get(GRAPH_REGISTER, ()), *graphs.get(GRAPH_INFERENCE, ())])
    chosen += _types(chosen, graphs.get(GRAPH_VOCABULARY, []))
    return Sample(tuple(sorted(set(chosen), key=str)), taken, len(names))


def _properties() -> frozenset[str]:
    """The properties that axioms speak of; all others are annotations to a reasoner."""
    sorts = {OWL + "ObjectProperty", OWL + "DatatypeProperty"}
    return frozenset(
        triple.subject.value
        for triple in axioms()
        if isinstance(triple.subject, NamedNode) and triple.predicate == _TYPE and _value(triple.object) in sorts
    )


def _value(term: object) -> str:
    return term.value if isinstance(term, NamedNode | Literal) else ""


def _says_something(triple: Triple, known: frozenset[str]) -> bool:
    if triple.predicate == _TYPE:
        return not _value(triple.object).startswith(RDF)
    if triple.predicate.value not in known or triple.predicate.value.startswith(SKOS):
        return False
    return not (isinstance(triple.object, Literal) and triple.object.language)


def _about(chosen: Sequence[Triple], source: Iterable[Triple]) -> Iterator[Triple]:
    """What a source says of the nodes in `chosen`, followed one step after another."""
    described: dict[object, list[Triple]] = {}
    for triple in source:
        described.setdefault(triple.subject, []).append(triple)
    seen = {node for triple in chosen for node in (triple.subject, triple.object)}
    waiting = sorted((node for node in seen if isinstance(node, NamedNode)), key=str)
    while waiting:
        for triple in described.get(waiting.pop(), ()):
            yield triple
            if isinstance(triple.object, NamedNode) and triple.object not in seen:
                seen.add(triple.object)
                waiting.append(triple.object)


def _types(chosen: Sequence[Triple], vocabulary: Iterable[Triple]) -> Iterator[Triple]:
    """The classes of the concepts that are used."""
    used = {node for triple in chosen for node in (triple.subject, triple.object)}
    yield from (triple for triple in vocabulary if triple.predicate == _TYPE and triple.subject in used)


def distinct_concepts(statements: Iterable[Triple]) -> list[Triple]:
    """Axioms that the concepts of the exclusive schemes in use differ from one another, which OWL does not assume."""
    found: dict[str, set[str]] = {}
    for triple in statements:
        for scheme in _EXCLUSIVE_SCHEMES:
            if _value(triple.object).startswith(f"{ZEREN}{scheme}/"):
                found.setdefault(scheme, set()).add(_value(triple.object))
    made: list[Triple] = []
    for scheme, concepts in sorted(found.items()):
        if len(concepts) > 1:
            made += _all_different(scheme, sorted(concepts))
    return made


def _all_different(scheme: str, concepts: Sequence[str]) -> list[Triple]:
    axiom = BlankNode(f"different{scheme}")
    cells = [BlankNode(f"different{scheme}{number}") for number in range(len(concepts))]
    made = [
        Triple(axiom, _TYPE, NamedNode(OWL + "AllDifferent")),
        Triple(axiom, NamedNode(OWL + "distinctMembers"), cells[0]),
    ]
    for number, concept in enumerate(concepts):
        rest = cells[number + 1] if number + 1 < len(cells) else NamedNode(RDF + "nil")
        made.append(Triple(cells[number], NamedNode(RDF + "first"), NamedNode(concept)))
        made.append(Triple(cells[number], NamedNode(RDF + "rest"), rest))
    return made
