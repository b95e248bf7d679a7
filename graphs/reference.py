"""What every build has in common: the ontology and the vocabularies, as named graphs without blank nodes."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from pyoxigraph import (
    BlankNode,
    CanonicalizationAlgorithm,
    Dataset,
    Literal,
    NamedNode,
    Quad,
    RdfFormat,
    Triple,
    parse,
)

from ontology.namespaces import GRAPH_ONTOLOGY, GRAPH_VOCABULARY, ZEREN
from ontology.vocabulary import VOCABULARY_FOLDER, ontology_files

_SKOLEM = ZEREN + ".well-known/genid/"


def reference_quads() -> Iterator[Quad]:
    """The quads of every file of the ontology and the vocabularies.

    Blank nodes (OWL restrictions and lists) get IRIs made from the file's name and their RDFC-1.0 label, so that the
    graph is a plain set.
    """
    for path in ontology_files():
        graph = NamedNode(GRAPH_VOCABULARY if path.parent == VOCABULARY_FOLDER else GRAPH_ONTOLOGY)
        yield from _named(path, graph)


def _named(path: Path, graph: NamedNode) -> Iterator[Quad]:
    quads = list(parse(path=path, format=RdfFormat.TURTLE))
    if any(isinstance(term, BlankNode) for quad in quads for term in (quad.subject, quad.object)):
        dataset = Dataset(quads)
        dataset.canonicalize(CanonicalizationAlgorithm.RDFC_1_0)
        quads = list(dataset)
    stem = path.stem
    for quad in quads:
        subject, target = _skolem(quad.subject, stem), _skolem(quad.object, stem)
        if isinstance(subject, NamedNode) and not isinstance(target, Triple):
            yield Quad(subject, quad.predicate, target, graph)


def _skolem(term: NamedNode | BlankNode | Literal | Triple, stem: str) -> NamedNode | Literal | Triple:
    return NamedNode(f"{_SKOLEM}{stem}-{term.value}") if isinstance(term, BlankNode) else term
