"""What the graph says of one node: the queries behind its pages and its data."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import quote, unquote

from ontology.namespaces import NIF, PREFIXES, RDFS, SKOS, ZD, ZEREN, ZR, key
from queries.endpoint.negotiation import ROWS
from queries.endpoint.protocol import absolute_iri, inspect_query
from queries.endpoint.service import Service

_LABELS = f"OPTIONAL {{ ?node <{SKOS}prefLabel>|<{RDFS}label> ?label FILTER(LANG(?label) IN ('zh', '')) }}"
_OUTGOING = (
    "SELECT ?property ?node (SAMPLE(?label) AS ?name) WHERE {{ <{iri}> ?property ?node . "
    + _LABELS.replace("{", "{{").replace("}", "}}")
    + " }} GROUP BY ?property ?node ORDER BY ?property ?node LIMIT {limit}"
)
_INCOMING = (
    "SELECT ?property ?node (SAMPLE(?label) AS ?name) WHERE {{ ?node ?property <{iri}> . "
    "FILTER(?property NOT IN (<"
    + ZR
    + "mentions>, <"
    + NIF
    + "referenceContext>)) "
    + _LABELS.replace("{", "{{").replace("}", "}}")
    + " }} GROUP BY ?property ?node ORDER BY ?property ?node LIMIT {limit}"
)
_EVIDENCE = (
    "SELECT DISTINCT ?fact ?document ?begin ?end ?text WHERE {{ "
    "{{ BIND(<{iri}> AS ?fact) <{iri}> <" + ZR + "evidence> ?passage }} UNION "
    "{{ ?fact ?relation <{iri}> ; <" + ZR + "evidence> ?passage }} "
    "?passage <" + NIF + "referenceContext> ?document ; <" + NIF + "beginIndex> ?begin ; <" + NIF + "endIndex> ?end ; "
    "<" + NIF + "anchorOf> ?text }} ORDER BY ?document ?begin LIMIT {limit}"
)
_DATA = (
    "CONSTRUCT {{ <{iri}> ?p ?o . ?s ?q <{iri}> . ?e ?ep ?eo . }} WHERE {{ "
    "{{ <{iri}> ?p ?o }} UNION {{ SELECT ?s ?q WHERE {{ ?s ?q <{iri}> }} LIMIT {limit} }} UNION "
    "{{ <{iri}> <" + ZR + "evidence> ?e . ?e ?ep ?eo }} }}"
)
LIMIT = 500


@dataclass(frozen=True)
class Statement:
    """A property and a value (or subject), ready to show: text and, for nodes, where its page is."""

    property: str
    property_link: str
    text: str
    link: str | None


@dataclass(frozen=True)
class Evidence:
    """A passage: the fact, the document's path, the code points, the words."""

    fact_link: str
    source: str
    link: str
    begin: int
    end: int
    text: str


def iri_of_path(path: str) -> str:
    """The IRI that a request path under the namespace stands for; the path comes percent-decoded."""
    return absolute_iri(ZEREN + key(path), "path")


def link_of(iri: str) -> str:
    """Where this server shows a node: a local page for our IRIs, the IRI itself for others.

    Passages lead to their document with the passage marked.
    """
    base, _, fragment = iri.partition("#")
    if base.startswith(ZD + "document/") and fragment.startswith("char="):
        return document_link(base[len(ZD + "document/") :], fragment[len("char=") :])
    if iri.startswith(ZEREN):
        return "/" + quote(unquote(base[len(ZEREN) :])) + (f"#{quote(fragment)}" if fragment else "")
    return iri


def document_link(source: str, characters: str) -> str:
    """The page of a document's text with a passage marked; `source` as it stands in the IRI."""
    return f"/documents/{quote(unquote(source))}?char={characters}#passage"


def compact(iri: str) -> str:
    """The IRI as a prefixed name where a prefix is known."""
    for prefix, namespace in PREFIXES.items():
        if iri.startswith(namespace) and iri != namespace:
            return f"{prefix}:{unquote(iri[len(namespace) :])}"
    return iri


class Resources:
    """Reads nodes through a service's workers."""

    def __init__(self, service: Service) -> None:
        self._service = service

    async def rows(self, query: str) -> list[Mapping[str, Mapping[str, str]]]:
        """The bindings of a SELECT query, as in SPARQL results JSON."""
        answer = await self._service.run(inspect_query(query), ROWS["json"])
        found: list[Mapping[str, Mapping[str, str]]] = json.loads(answer.body)["results"]["bindings"]
        return found

    async def outgoing(self, iri: str) -> list[Statement]:
        """What is said of the node."""
        return [_statement(row) for row in await self.rows(_OUTGOING.format(iri=iri, limit=LIMIT))]

    async def incoming(self, iri: str) -> list[Statement]:
        """What is said with the node as value, mentions left out."""
        return [_statement(row) for row in await self.rows(_INCOMING.format(iri=iri, limit=LIMIT))]

    async def evidence(self, iri: str) -> list[Evidence]:
        """The passages behind the node itself and behind the facts that name it."""
        rows = await self.rows(_EVIDENCE.format(iri=iri, limit=LIMIT))
        return [_evidence(row) for row in rows]

    def data_query(self, iri: str) -> str:
        """A CONSTRUCT of everything said of and with the node, and its evidence."""
        return _DATA.format(iri=iri, limit=LIMIT)

    async def known(self, iri: str) -> bool:
        """Whether the graph says anything of the node."""
        query = f"SELECT ?p WHERE {{ {{ <{iri}> ?p ?o }} UNION {{ ?s ?p <{iri}> }} }} LIMIT 1"
        return bool(await self.rows(query))


def _statement(row: Mapping[str, Mapping[str, str]]) -> Statement:
    node = row["node"]
    is_node = node["type"] == "uri"
    name = row.get("name", {}).get("value")
    text = name or (compact(node["value"]) if is_node else node["value"])
    link = link_of(node["value"]) if is_node else None
    return Statement(compact(row["property"]["value"]), link_of(row["property"]["value"]), text, link)


def _evidence(row: Mapping[str, Mapping[str, str]]) -> Evidence:
    begin, end = int(row["begin"]["value"]), int(row["end"]["value"])
    source = row["document"]["value"].removeprefix(ZD + "document/")
    return Evidence(
        link_of(row["fact"]["value"]),
        unquote(source),
        document_link(source, f"{begin},{end}"),
        begin,
        end,
        row["text"]["value"],
    )
