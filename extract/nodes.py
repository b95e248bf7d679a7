"""RDF terms and quads, made once and shared: every node of a graph that extraction writes is built here."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache

from pyoxigraph import Literal, NamedNode, Quad

from ontology.namespaces import RDF, SKOS, XSD

_DECIMAL = NamedNode(XSD + "decimal")
_BOOLEAN = NamedNode(XSD + "boolean")
_DATE = NamedNode(XSD + "date")
_OFFSET = NamedNode(XSD + "nonNegativeInteger")

Term = NamedNode | Literal


@lru_cache(maxsize=65536)
def node(iri: str) -> NamedNode:
    """The IRI as a term; raises ValueError for what is no IRI."""
    return NamedNode(iri)


def chinese(text: str) -> Literal:
    """A Chinese text."""
    return Literal(text, language="zh")


def plain(text: str) -> Literal:
    """A string without a language: codes, paths, periods, rule names."""
    return Literal(text)


def offset(value: int) -> Literal:
    """A count of code points."""
    return Literal(str(value), datatype=_OFFSET)


def boolean(value: bool) -> Literal:
    """True or false."""
    return Literal("true" if value else "false", datatype=_BOOLEAN)


def decimal(value: Decimal) -> Literal:
    """An exact number, without exponent and without trailing zeros."""
    text = f"{value:f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return Literal("0" if text == "-0" else text, datatype=_DECIMAL)


def date(value: str) -> Literal:
    """A day given as ISO 8601."""
    return Literal(value, datatype=_DATE)


class Writer:
    """Quads of one subject in one graph; every method yields what it writes."""

    __slots__ = ("graph", "subject")

    def __init__(self, subject: str, graph: str) -> None:
        self.subject = node(subject)
        self.graph = node(graph)

    def typed(self, class_iri: str, label: str) -> Iterator[Quad]:
        """The subject's class and Chinese label."""
        yield self.link(RDF + "type", class_iri)
        yield self.say(SKOS + "prefLabel", chinese(label))

    def say(self, predicate: str, value: Term) -> Quad:
        """One statement with a ready term."""
        return Quad(self.subject, node(predicate), value, self.graph)

    def link(self, predicate: str, target: str) -> Quad:
        """One statement that points to another node."""
        return Quad(self.subject, node(predicate), node(target), self.graph)

    def links(self, predicate: str, targets: tuple[str, ...]) -> Iterator[Quad]:
        """One statement per target, each target once."""
        for target in dict.fromkeys(targets):
            yield self.link(predicate, target)
