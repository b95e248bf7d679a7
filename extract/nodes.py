"""RDF statements as lines of canonical N-Quads: every term and line that extraction writes is built here.

A term is its text in N-Quads, so that a statement is a line put together from ready pieces, some ten times as fast as
one made of term objects. Terms that need checking or escaping go through pyoxigraph.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal
from functools import lru_cache
from typing import Final

from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, parse

from ontology.namespaces import RDF, SKOS, XSD

_DECIMAL: Final = f"^^<{XSD}decimal>"
_BOOLEAN: Final = f"^^<{XSD}boolean>"
_DATE: Final = f"^^<{XSD}date>"
_OFFSET: Final = f"^^<{XSD}nonNegativeInteger>"
_ESCAPED: Final = re.compile(r'[\x00-\x1f"\\\x7f]')


@lru_cache(maxsize=65536)
def node(iri: str) -> str:
    """The IRI as a term; raises ValueError for what is no IRI."""
    return str(NamedNode(iri))


def plain(text: str) -> str:
    """A string without a language: codes, paths, periods, rule names."""
    return str(Literal(text)) if _ESCAPED.search(text) else f'"{text}"'


def chinese(text: str) -> str:
    """A Chinese text."""
    return plain(text) + "@zh"


def offset(value: int) -> str:
    """A count of code points."""
    return f'"{value}"{_OFFSET}'


def boolean(value: bool) -> str:
    """True or false."""
    return f'"true"{_BOOLEAN}' if value else f'"false"{_BOOLEAN}'


def decimal(value: Decimal) -> str:
    """An exact number, without exponent and without trailing zeros."""
    text = f"{value:f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return f'"{"0" if text == "-0" else text}"{_DECIMAL}'


def date(value: str) -> str:
    """A day given as ISO 8601."""
    return plain(value) + _DATE


def quads_of(lines: Iterable[str]) -> Iterator[Quad]:
    """Lines of N-Quads as quads, in their order."""
    return parse("".join(lines).encode(), format=RdfFormat.N_QUADS)


class Writer:
    """Lines of one subject in one graph; every method gives what it writes."""

    __slots__ = ("graph", "subject")

    def __init__(self, subject: str, graph: str) -> None:
        self.subject = node(subject)
        self.graph = node(graph)

    def typed(self, class_iri: str, label: str) -> Iterator[str]:
        """The subject's class and Chinese label."""
        yield self.link(RDF + "type", class_iri)
        yield self.say(SKOS + "prefLabel", chinese(label))

    def say(self, predicate: str, value: str) -> str:
        """One statement with a ready term."""
        return f"{self.subject} {node(predicate)} {value} {self.graph} .\n"

    def link(self, predicate: str, target: str) -> str:
        """One statement that points to another node."""
        return f"{self.subject} {node(predicate)} {node(target)} {self.graph} .\n"

    def links(self, predicate: str, targets: tuple[str, ...]) -> Iterator[str]:
        """One statement per target, each target once."""
        for target in dict.fromkeys(targets):
            yield self.link(predicate, target)
