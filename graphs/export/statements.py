"""The graph, or all about some of its nodes, as RDF files."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from pyoxigraph import RdfFormat, Triple, serialize

from graphs.store import Store, triples_of
from ontology.namespaces import PREFIXES

FORMATS = {"turtle": RdfFormat.TURTLE, "jsonld": RdfFormat.JSON_LD, "nquads": RdfFormat.N_QUADS}
BATCH = 200


def all_triples(store: Store) -> Iterator[Triple]:
    """Every triple of every graph, each once."""
    return triples_of(store.query("CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }"))


def triples_about(store: Store, nodes: Iterable[str]) -> set[Triple]:
    """What is said of the nodes, of the facts that name one of them, and of those facts' passages."""
    wanted = sorted(set(nodes))
    found: set[Triple] = set()
    for start in range(0, len(wanted), BATCH):
        values = " ".join(f"<{node}>" for node in wanted[start : start + BATCH])
        query = (
            f"CONSTRUCT {{ ?s ?p ?o }} WHERE {{ VALUES ?node {{ {values} }} "
            "{ BIND(?node AS ?s) ?s ?p ?o } UNION { ?s zr:evidence ?e ; ?any ?node ; ?p ?o } UNION "
            "{ ?fact ?any ?node ; zr:evidence ?s . ?s ?p ?o } }"
        )
        found |= set(triples_of(store.query(query)))
    return found


def write_statements(statements: Iterable[Triple], form: str, path: Path) -> None:
    """Write triples in one of `FORMATS`, sorted, so that equal graphs make equal files."""
    ordered = sorted(statements, key=str)
    prefixes = PREFIXES if form in {"turtle", "jsonld"} else None
    path.write_bytes(serialize(ordered, format=FORMATS[form], prefixes=prefixes) or b"")
