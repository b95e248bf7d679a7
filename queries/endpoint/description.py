"""What the endpoint says of itself: SPARQL 1.1 Service Description (W3C Recommendation 2013)."""

from __future__ import annotations

from rdflib import RDF, Graph, Literal, Namespace, URIRef

from ontology.namespaces import PREFIXES, VOID
from queries.endpoint.negotiation import GRAPH, ROWS

SD = Namespace("http://www.w3.org/ns/sparql-service-description#")
_FORMATS = "http://www.w3.org/ns/formats/"
_FORMAT_NAMES = (
    "SPARQL_Results_JSON",
    "SPARQL_Results_XML",
    "SPARQL_Results_CSV",
    "SPARQL_Results_TSV",
    "Turtle",
    "N-Triples",
    "JSON-LD",
    "RDF_XML",
)
assert len(_FORMAT_NAMES) == len(ROWS) + len(GRAPH)


def service_description(endpoint: str, graphs: list[tuple[str, int]]) -> Graph:
    """The description as a graph without blank nodes.

    Args:
        endpoint: the IRI of the query service.
        graphs: name and number of triples of each named graph.
    """
    description = Graph()
    for prefix in ("void", "zr", "zd"):
        description.bind(prefix, PREFIXES[prefix])
    description.bind("sd", SD)
    service, dataset, union = URIRef(endpoint), URIRef(endpoint + "#dataset"), URIRef(endpoint + "#union")
    description.add((service, RDF.type, SD.Service))
    description.add((service, SD.endpoint, service))
    description.add((service, SD.supportedLanguage, SD.SPARQL11Query))
    description.add((service, SD.feature, SD.UnionDefaultGraph))
    for name in _FORMAT_NAMES:
        description.add((service, SD.resultFormat, URIRef(_FORMATS + name)))
    description.add((service, SD.defaultDataset, dataset))
    description.add((dataset, RDF.type, SD.Dataset))
    description.add((dataset, SD.defaultGraph, union))
    description.add((union, RDF.type, SD.Graph))
    description.add((union, URIRef(VOID + "triples"), Literal(sum(size for _, size in graphs))))
    for name, size in graphs:
        named, graph = URIRef(f"{name}#named-graph"), URIRef(f"{name}#graph")
        description.add((dataset, SD.namedGraph, named))
        description.add((named, RDF.type, SD.NamedGraph))
        description.add((named, SD.name, URIRef(name)))
        description.add((named, SD.graph, graph))
        description.add((graph, RDF.type, SD.Graph))
        description.add((graph, URIRef(VOID + "triples"), Literal(size)))
    return description
