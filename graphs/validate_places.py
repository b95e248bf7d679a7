"""Where in which document a finding lies, so that a person can look it up."""

from __future__ import annotations

from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode, QuerySolution, QuerySolutions

from graphs.store import LocalStore

# The passage of a node: itself, its evidence, or a place that mentions it or states a fact about it.
_ROUTES = (
    "?node a zr:Passage . BIND (?node AS ?passage)",
    "?node zr:evidence ?passage .",
    "?node zr:inheritedFrom/zr:evidence ?passage .",
    "?passage zr:mentions ?node .",
    "?fact ?property ?node ; zr:evidence ?passage .",
)
_PASSAGE = """SELECT ?node ?source ?begin ?end ?words ?passage WHERE {
    ROUTE
    ?passage nif:beginIndex ?begin ; nif:endIndex ?end ; nif:referenceContext/dct:source ?source .
    OPTIONAL { ?passage nif:anchorOf ?words }
} ORDER BY ?source ?begin ?end LIMIT 1"""
_SOURCE = """SELECT ?node ?source WHERE {
    { ?node dct:source ?source } UNION { ?document dct:publisher ?node ; dct:source ?source }
} ORDER BY ?source LIMIT 1"""
_LABEL = (
    "SELECT ?node ?label WHERE { ?node skos:prefLabel ?label . FILTER (LANG(?label) = 'zh') } ORDER BY ?label LIMIT 1"
)


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A stretch of a document: its path in the corpus, code-point offsets and words; empty where none is known.

    `passage` is the IRI. A finding about a document as a whole has its source and no passage.
    """

    source: str = ""
    begin: int = 0
    end: int = 0
    words: str = ""
    passage: str = ""


class Places:
    """Looks places up in a store, each once."""

    def __init__(self, store: LocalStore) -> None:
        self._store = store
        self._known: dict[str, Place] = {}

    def of(self, node: str) -> Place:
        """The place of a fact, passage, document or entity (its first one, by document and offset)."""
        if node not in self._known:
            self._known[node] = self._look(node)
        return self._known[node]

    def label(self, node: str) -> str:
        """The Chinese label of a node, or the end of its IRI."""
        row = self._first(_LABEL, node)
        return _text(row, "label") if row is not None else node.rsplit("/", 1)[-1].rsplit("#", 1)[-1]

    def _look(self, node: str) -> Place:
        for route in _ROUTES:
            row = self._first(_PASSAGE.replace("ROUTE", route), node)
            if row is not None:
                begin, end = int(_text(row, "begin")), int(_text(row, "end"))
                return Place(_text(row, "source"), begin, end, _text(row, "words"), _text(row, "passage"))
        row = self._first(_SOURCE, node)
        return Place(_text(row, "source")) if row is not None else Place()

    def _first(self, query: str, node: str) -> QuerySolution | None:
        if node.startswith("_:"):
            return None
        rows = self._store.query(query, {"node": NamedNode(node)})
        assert isinstance(rows, QuerySolutions)
        return next(iter(rows), None)


def _text(row: QuerySolution, name: str) -> str:
    term = row[name]
    return term.value if isinstance(term, NamedNode | Literal) else ""
