"""What a graph says of one document, layer by layer, read by the terms of the contract alone."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import pyoxigraph

from ontology.namespaces import DCT, NIF, SKOS, ZR
from queries.evaluation.gold import Span

_PROLOGUE = f"PREFIX zr: <{ZR}> PREFIX nif: <{NIF}> PREFIX skos: <{SKOS}> PREFIX dct: <{DCT}> "
MENTION_CLASSES = {
    "agencies": "zr:Agency",
    "systems": "zr:ResponsibilitySystem",
    "campaigns": "zr:Campaign",
    "documents": "zr:Instrument",
}
FACT_CLASSES: Mapping[str, tuple[str, tuple[str, ...]]] = {
    "duties": ("zr:Duty", ("bearer", "role")),
    "measures": ("zr:Measure", ("agent", "status")),
    "observations": ("zr:Observation", ("value", "unit", "change", "indicator")),
    "problems": ("zr:Problem", ("kind",)),
}


@dataclass
class PredictedFact:
    """A fact of the graph: the hull of its evidence, and per property its labels and local names."""

    span: Span
    labels: dict[str, set[str]] = field(default_factory=dict)
    names: dict[str, set[str]] = field(default_factory=dict)

    def either(self, prop: str) -> set[str]:
        """Labels and local names of a property's values together."""
        return self.labels.get(prop, set()) | self.names.get(prop, set())


def local_name(value: str) -> str:
    """What follows the last `#` and the last `/`."""
    return value.rsplit("#", 1)[-1].rsplit("/", 1)[-1]


class PredictedDocument:
    """The predicted layers of the document whose `dct:source` ends in a file name."""

    def __init__(self, store: pyoxigraph.Store, file_name: str) -> None:
        self._store = store
        literal = pyoxigraph.Literal(file_name)
        rows = self._rows(f"?d a zr:Document ; dct:source ?s . FILTER(STRENDS(STR(?s), {literal}))", "?d")
        self.iri = sorted(row[0] for row in rows)[0] if rows else None

    def _rows(self, pattern: str, variables: str) -> list[tuple[str, ...]]:
        query = f"{_PROLOGUE} SELECT DISTINCT {variables} WHERE {{ {pattern} }}"
        solutions = self._store.query(query, use_default_graph_as_union=True)
        assert isinstance(solutions, pyoxigraph.QuerySolutions)
        return [tuple("" if term is None else str(getattr(term, "value", term)) for term in row) for row in solutions]

    @property
    def _passage(self) -> str:
        return f"?p nif:referenceContext <{self.iri}> ; nif:beginIndex ?s ; nif:endIndex ?e ."

    def mentions(self, layer: str) -> set[tuple[int, int, str]]:
        """(start, end, canonical name) of every mention of an entity layer."""
        if self.iri is None:
            return set()
        pattern = f"{self._passage} ?p zr:mentions ?x . ?x a {MENTION_CLASSES[layer]} ; skos:prefLabel ?n"
        return {(int(start), int(end), name) for start, end, name in self._rows(pattern, "?s ?e ?n")}

    def facts(self, layer: str) -> list[PredictedFact]:
        """Every fact of a layer, in order of its span and node."""
        if self.iri is None:
            return []
        class_name, properties = FACT_CLASSES[layer]
        found: dict[str, PredictedFact] = {}
        for node, start, end in self._rows(f"{self._passage} ?x a {class_name} ; zr:evidence ?p", "?x ?s ?e"):
            fact = found.setdefault(node, PredictedFact((int(start), int(end))))
            fact.span = (min(fact.span[0], int(start)), max(fact.span[1], int(end)))
        for prop in properties:
            pattern = (
                f"{self._passage} ?x a {class_name} ; zr:evidence ?p ; zr:{prop} ?v . "
                "OPTIONAL { ?v skos:prefLabel ?n }"
            )
            for node, value, label in self._rows(pattern, "?x ?v ?n"):
                fact = found[node]
                fact.labels.setdefault(prop, set()).add(label or local_name(value))
                if label:
                    fact.names.setdefault(prop, set()).add(local_name(value))
        return [found[node] for node in sorted(found, key=lambda node: (found[node].span, node))]
