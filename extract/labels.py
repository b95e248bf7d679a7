"""A document's quads with the labels of the concepts in them, so that they can be read without the vocabularies."""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import NamedNode, Quad

from extract.emit import quads
from extract.nodes import Writer, quads_of
from extract.records import Extraction
from ontology.namespaces import GRAPH_VOCABULARY, SKOS
from ontology.vocabulary import load_vocabulary


def labelled_quads(extraction: Extraction) -> Iterator[Quad]:
    """What `quads` gives, each quad once, then class and Chinese label of every concept that is named in it."""
    concepts = load_vocabulary().concepts
    used: dict[str, None] = {}
    for quad in dict.fromkeys(quads(extraction)):
        yield quad
        for term in (quad.subject, quad.object):
            if isinstance(term, NamedNode) and term.value in concepts:
                used[term.value] = None
    for iri in used:
        yield from quads_of(Writer(iri, GRAPH_VOCABULARY).typed(SKOS + "Concept", concepts[iri].label_zh))
