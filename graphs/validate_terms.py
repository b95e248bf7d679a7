"""Classes and properties that nobody declared: shapes are silent about what is misspelt."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from pyoxigraph import NamedNode, Quad

from graphs.validate_engines import Finding, Message, Severity
from ontology.namespaces import OWL, RDF, RDFS, SH, ZR
from ontology.reasoner import axioms

SHAPE = ZR + "DeclaredTerm"
MESSAGE = Message(
    "用到的类或者属性没有在本体中声明，可能是写错了。",
    "A class or property is used that the ontology does not declare; it may be misspelt.",
)
_LANGUAGES = (OWL, RDF, RDFS, SH)
_TYPE = RDF + "type"


def undeclared_terms(quads: Iterable[Quad]) -> list[Finding]:
    """One finding for each undeclared term, about the first node (by IRI) that uses it; the term is the value."""
    users: dict[str, str] = {}
    for quad in quads:
        terms = [quad.predicate.value]
        if quad.predicate.value == _TYPE and isinstance(quad.object, NamedNode):
            terms.append(quad.object.value)
        for term in terms:
            if term not in _declared() and not term.startswith(_LANGUAGES):
                user = quad.subject.value if isinstance(quad.subject, NamedNode) else "_:blank"
                users[term] = min(users.get(term, user), user)
    return [Finding(Severity.VIOLATION, SHAPE, user, "", f"<{term}>", SHAPE) for term, user in sorted(users.items())]


@cache
def _declared() -> frozenset[str]:
    return frozenset(
        triple.subject.value
        for triple in axioms()
        if triple.predicate.value == _TYPE and isinstance(triple.subject, NamedNode)
    )
