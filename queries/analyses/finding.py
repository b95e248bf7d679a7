"""What every analysis returns: a table for people, and the facts behind each row."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256

from pyoxigraph import Literal, NamedNode, Quad

from ontology.namespaces import DCT, GRAPH_ANALYSIS, PROV, RDF, SKOS, entity
from queries.ordering import Cell
from queries.question import Column
from queries.run import Answer, Row


@dataclass(frozen=True, slots=True)
class Finding:
    """One row: cells in the order of the columns, and the nodes (duties, documents, passages) it rests on."""

    cells: tuple[Cell, ...]
    facts: tuple[str, ...] = ()


def column(name: str, chinese: str, english: str, many: bool = False) -> Column:
    """A column of a result; `many` when its cells are lists."""
    return Column(name, chinese, english, many)


def answer(title: str, columns: Sequence[Column], findings: Iterable[Finding]) -> Answer:
    """The findings in the shape that all presentations take."""
    return Answer(title, tuple(columns), tuple(Row(found.cells, found.facts) for found in findings))


def finding_quads(name: str, result: Answer) -> Iterator[Quad]:
    """The rows as RDF in the analysis graph: one `prov:Entity` a row, derived from the facts it rests on.

    Args:
        name: of the analysis; it becomes `dct:type` and part of each node's name.
        result: the rows; those without facts are left out, since nothing in the graph bears them out.
    """
    graph = NamedNode(GRAPH_ANALYSIS)
    for row in result.rows:
        if not row.facts:
            continue
        text = "；".join("、".join(c) if isinstance(c, tuple) else str(c) for c in row.cells if c not in (None, ()))
        digest = sha256("\n".join((name, text, *row.facts)).encode()).hexdigest()[:24]
        node = NamedNode(entity("finding", f"{name}/{digest}"))
        yield Quad(node, NamedNode(RDF + "type"), NamedNode(PROV + "Entity"), graph)
        yield Quad(node, NamedNode(DCT + "type"), Literal(name), graph)
        yield Quad(node, NamedNode(SKOS + "prefLabel"), Literal(text, language="zh"), graph)
        for fact in row.facts:
            yield Quad(node, NamedNode(PROV + "wasDerivedFrom"), NamedNode(fact), graph)
