"""A graph cut into parts that can be validated alone: each document with what it refers to, then the inferred part.

The quads are kept as they were read: a store would turn `xsd:nonNegativeInteger` into `xsd:integer`, which shapes tell
apart.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from pyoxigraph import NamedNode, Quad, RdfFormat, Triple, parse

from ontology.errors import InputError
from ontology.namespaces import GRAPH_INFERENCE, GRAPH_REGISTER, GRAPH_VOCABULARY, MENTIONS_SUFFIX, RDF, SKOS, ZD, ZR

GRAPH_FILE = "zeren.nq"
_DOCUMENTS = ZD + "document/"
_TYPE = RDF + "type"
_SCHEME = NamedNode(SKOS + "ConceptScheme")


@dataclass(frozen=True, slots=True)
class Part:
    """A set of triples that is complete enough to be validated; `name` is a graph's IRI."""

    name: str
    triples: tuple[Triple, ...]


def read_graph(place: Path) -> list[Quad]:
    """The quads of a build's folder, or of a file of N-Quads, TriG, N-Triples or Turtle.

    Raises `InputError` where there is no graph or it cannot be read.
    """
    path = place / GRAPH_FILE if place.is_dir() else place
    if not path.is_file():
        raise InputError(f"{place}: no graph here; make one with: zeren build CORPUS --out {place}")
    form = RdfFormat.from_extension(path.suffix.removeprefix("."))
    if form is None:
        raise InputError(f"{path}: not a graph; give a build's folder or a .nq, .trig, .nt or .ttl file")
    try:
        return list(parse(path=path, format=form))
    except (SyntaxError, ValueError) as error:
        raise InputError(f"{path}: cannot be read as {form}: {error}") from error


def whole(quads: Iterable[Quad]) -> list[Triple]:
    """Every triple of every graph, in the order of the quads."""
    return list(dict.fromkeys(map(_triple, quads)))


def _triple(quad: Quad) -> Triple:
    return Triple(quad.subject, quad.predicate, quad.object)


def parts(quads: Iterable[Quad]) -> Iterator[Part]:
    """Each document's graph with its mentions and what they refer to, in the order of the documents; then inference.

    What is referred to comes from the register and the vocabulary, followed as far as it leads, save that a scheme does
    not bring along all its concepts.
    """
    graphs: dict[str, list[Triple]] = {}
    for quad in quads:
        graphs.setdefault(str(getattr(quad.graph_name, "value", "")), []).append(_triple(quad))
    described = _described([*graphs.get(GRAPH_REGISTER, ()), *graphs.get(GRAPH_VOCABULARY, ())])
    for name in sorted(graphs):
        if name.startswith(_DOCUMENTS) and not name.endswith(MENTIONS_SUFFIX):
            own = [*graphs[name], *graphs.get(name + MENTIONS_SUFFIX, ())]
            yield Part(name, tuple(dict.fromkeys([*own, *_referred(own, described)])))
    if GRAPH_INFERENCE in graphs:
        own = graphs[GRAPH_INFERENCE]
        origins = _origins(own, graphs)
        yield Part(GRAPH_INFERENCE, tuple(dict.fromkeys([*own, *origins, *_referred(own, described)])))


def _described(triples: Iterable[Triple]) -> dict[NamedNode, list[Triple]]:
    found: dict[NamedNode, list[Triple]] = {}
    for triple in triples:
        if isinstance(triple.subject, NamedNode):
            found.setdefault(triple.subject, []).append(triple)
    return found


def _origins(inferred: list[Triple], graphs: dict[str, list[Triple]]) -> Iterator[Triple]:
    """The types of the duties that inferred ones come from: all that validating an inferred one asks of them."""
    wanted = {triple.object for triple in inferred if triple.predicate.value == ZR + "inheritedFrom"}
    for triples in graphs.values():
        yield from (triple for triple in triples if triple.predicate.value == _TYPE and triple.subject in wanted)


def _referred(own: list[Triple], described: dict[NamedNode, list[Triple]]) -> Iterator[Triple]:
    nodes = (node for triple in own for node in (triple.subject, triple.object) if isinstance(node, NamedNode))
    waiting = list(dict.fromkeys(nodes))
    seen = set(waiting)
    while waiting:
        about = described.get(waiting.pop(), [])
        if any(triple.object == _SCHEME for triple in about):
            continue
        for triple in about:
            yield triple
            if isinstance(triple.object, NamedNode) and triple.object not in seen:
                seen.add(triple.object)
                waiting.append(triple.object)
