"""The ontology as pyLODE renders it; run as a program, it prints the page."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator

import rdflib
from pylode import OntPub
from pyoxigraph import Literal, NamedNode, Triple

from ontology.hygiene import prefixed
from ontology.namespaces import GRAPH_ONTOLOGY, OWL, RDF, RDFS, SKOS, ZR
from ontology.reasoner import axioms


def render() -> str:
    """The classes and properties of Zeren as HTML, each under one name in both languages."""
    graph = rdflib.Graph()
    blank: dict[str, str] = {}  # names in the order of the files, so that the page is the same every time
    for triple in _without_unions(list(_own(axioms()))):
        graph.add(tuple(_rdflib(term, blank) for term in triple))
    return str(OntPub(ontology=graph).make_html())


def _own(triples: Iterable[Triple]) -> Iterator[Triple]:
    """What is said of our own terms, with the two labels of each as one."""
    label = RDFS + "label"
    names: dict[NamedNode, dict[str, str]] = {}
    for triple in triples:
        subject = triple.subject
        if isinstance(subject, NamedNode) and not subject.value.startswith((ZR, GRAPH_ONTOLOGY)):
            continue
        if triple.predicate.value == label and isinstance(subject, NamedNode) and isinstance(triple.object, Literal):
            names.setdefault(subject, {})[triple.object.language or ""] = triple.object.value
        else:
            yield triple
    for subject, name in names.items():
        yield Triple(subject, NamedNode(label), Literal(f"{name.get('zh', '')} {name.get('en', '')}".strip()))


def _without_unions(triples: list[Triple]) -> Iterator[Triple]:
    """A range that is a union as a note in words: pyLODE prints the members of a union in the order of chance."""
    unions: set[object] = {triple.subject for triple in triples if triple.predicate.value == OWL + "unionOf"}
    firsts: dict[object, object] = {
        triple.subject: triple.object for triple in triples if triple.predicate.value == RDF + "first"
    }
    rests: dict[object, object] = {
        triple.subject: triple.object for triple in triples if triple.predicate.value == RDF + "rest"
    }
    heads: dict[object, object] = {
        triple.subject: triple.object for triple in triples if triple.predicate.value == OWL + "unionOf"
    }
    for triple in triples:
        if triple.subject in unions:
            continue
        if triple.object not in unions:
            yield triple
            continue
        names, cell = [], heads[triple.object]
        while cell in firsts:
            names.append(prefixed(str(getattr(firsts[cell], "value", ""))))
            cell = rests[cell]
        yield Triple(triple.subject, NamedNode(SKOS + "scopeNote"), Literal("值域 range: " + " | ".join(names)))


def _rdflib(term: object, blank: dict[str, str]):  # type: ignore[no-untyped-def]
    if isinstance(term, NamedNode):
        return rdflib.URIRef(term.value)
    if isinstance(term, Literal):
        datatype = None if term.language else rdflib.URIRef(term.datatype.value)
        return rdflib.Literal(term.value, lang=term.language, datatype=datatype)
    return rdflib.BNode(blank.setdefault(str(term), f"b{len(blank)}"))


if __name__ == "__main__":
    sys.stdout.write(render())
