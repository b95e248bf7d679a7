"""Two SHACL engines behind one interface: triples in, findings out.

`ReferenceEngine` is pyshacl, complete and slow; `FastEngine` is the compiled `shacl` package. Both read the shapes of
`ontology/shapes`, and tests hold their findings equal.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import IntEnum
from functools import cache
from pathlib import Path
from typing import Protocol

import pyoxigraph
from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, Triple

from ontology.hygiene import shape_files
from ontology.namespaces import RDFS, SH
from ontology.reasoner import axioms

_BLANK = "_:blank"


class Severity(IntEnum):
    """How grave a finding is, in the order of SHACL."""

    INFO = 1
    WARNING = 2
    VIOLATION = 3

    @property
    def iri(self) -> str:
        return SH + self.name.capitalize()


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """One result of validation.

    `focus`, `shape` and `component` are IRIs; `path` is the property's IRI or empty; `value` is the offending term in
    N-Triples syntax or empty. A blank node, whose label means nothing outside one run, is written `_:blank`.
    """

    severity: Severity
    shape: str
    focus: str
    path: str
    value: str
    component: str


def ntriples(triples: Iterable[Triple]) -> str:
    """Triples as N-Triples text, the form in which engines take data."""
    written = pyoxigraph.serialize(triples, format=RdfFormat.N_TRIPLES)
    assert written is not None
    return written.decode()


class Engine(Protocol):
    """Anything that checks triples against the shapes."""

    @property
    def name(self) -> str:
        """How the engine is called on the command line."""

    def findings(self, data: str) -> list[Finding]:
        """The findings on N-Triples text, sorted, each once. Subclass axioms of the ontology are added to the data."""


def read_turtle(paths: Iterable[Path]) -> list[Triple]:
    """The triples of some Turtle files."""
    return [
        Triple(quad.subject, quad.predicate, quad.object)
        for path in paths
        for quad in pyoxigraph.parse(path=path, format=RdfFormat.TURTLE, rename_blank_nodes=True)
    ]


@cache
def _class_axioms() -> str:
    """`rdfs:subClassOf` between named classes, which `sh:class` and `sh:targetClass` follow."""
    below = NamedNode(RDFS + "subClassOf")
    return ntriples(triple for triple in axioms() if triple.predicate == below and isinstance(triple.object, NamedNode))


@dataclass(frozen=True, slots=True)
class Message:
    """What a shape tells people."""

    chinese: str
    english: str


@cache
def messages() -> dict[str, Message]:
    """The messages of every named shape by its IRI."""
    texts: dict[str, dict[str, str]] = {}
    for triple in read_turtle(shape_files()):
        if triple.predicate.value == SH + "message" and isinstance(triple.subject, NamedNode | BlankNode):
            assert isinstance(triple.object, Literal)
            texts.setdefault(str(triple.subject.value), {})[triple.object.language or ""] = triple.object.value
    return {shape: Message(text.get("zh", ""), text.get("en", "")) for shape, text in texts.items()}


class FastEngine:
    """The compiled engine; one run over a graph of any size."""

    name = "fast"

    def __init__(self, shapes: Sequence[Path] | None = None) -> None:
        import shacl

        self._shapes = shacl.Shapes.from_text(ntriples(read_turtle(shapes or shape_files())), format="ntriples")

    def findings(self, data: str) -> list[Finding]:
        """See `Engine.findings`."""
        report = self._shapes.validate_text(data + _class_axioms(), format="ntriples")
        found = {
            Finding(
                Severity[result.severity.upper()],
                _bare(result.source_shape or result.root_shape or ""),
                _bare(result.focus_node),
                _property(result.path or ""),
                _BLANK if (result.value or "").startswith("_:") else result.value or "",
                _bare(result.component_iri),
            )
            for result in report.results
        }
        return sorted(found)


def _property(path: str) -> str:
    """The property of a path that is one; empty for a longer path, which is a blank node in a report."""
    bare = _bare(path)
    return "" if bare == _BLANK or any(mark in bare for mark in "<>^ ") else bare


def _bare(term: str) -> str:
    if term.startswith("_:"):
        return _BLANK
    return term[1:-1] if term.startswith("<") else term


class ReferenceEngine:
    """pyshacl on an rdflib graph in memory; for one document at a time."""

    name = "reference"

    def __init__(self, shapes: Sequence[Path] | None = None) -> None:
        import rdflib

        self._shapes = rdflib.Graph()
        for path in shapes or shape_files():
            self._shapes.parse(path, format="turtle")

    def findings(self, data: str) -> list[Finding]:
        """See `Engine.findings`."""
        import pyshacl
        import rdflib

        graph = rdflib.Graph()
        graph.parse(data=data + _class_axioms(), format="nt")
        _, report, _ = pyshacl.validate(graph, shacl_graph=self._shapes, inference="none")
        if not isinstance(report, rdflib.Graph):
            raise RuntimeError(f"pyshacl gave no report graph: {report}")
        shacl = rdflib.Namespace(SH)
        top = report.objects(None, shacl.result)
        return sorted({_finding(report, result) for result in top})


def _finding(report: object, result: object) -> Finding:
    import rdflib

    assert isinstance(report, rdflib.Graph)
    assert isinstance(result, rdflib.term.Node)

    def part(name: str) -> str:
        node = report.value(result, rdflib.URIRef(SH + name))
        return _BLANK if isinstance(node, rdflib.BNode) else "" if node is None else str(node)

    value = report.value(result, rdflib.URIRef(SH + "value"))
    literal = isinstance(value, rdflib.URIRef | rdflib.Literal)
    return Finding(
        Severity[part("resultSeverity").removeprefix(SH).upper()],
        part("sourceShape"),
        part("focusNode"),
        _property(part("resultPath")),
        value.n3() if literal and value is not None else part("value"),
        part("sourceConstraintComponent"),
    )


def engine(name: str) -> Engine:
    """The engine of that name: `fast` or `reference`. Raises KeyError for another name."""
    made: dict[str, type[FastEngine | ReferenceEngine]] = {"fast": FastEngine, "reference": ReferenceEngine}
    return made[name]()
