"""Real clients against the real server."""

from __future__ import annotations

import json
import shutil
import subprocess

import pytest
from rdflib import Graph, URIRef
from rdflib.plugins.stores.sparqlstore import SPARQLStore
from SPARQLWrapper import JSON, POST, TURTLE, SPARQLWrapper

from tests.queries.endpoint.conftest import Server

AGENCIES = "PREFIX zr: <https://w3id.org/zeren/ns#> SELECT ?a WHERE { ?a a zr:Agency } ORDER BY ?a"
NAME = "https://w3id.org/zeren/id/agency/临江市应急管理局"


def test_clients_sparqlwrapper_reads_rows_and_graphs(server: Server) -> None:
    wrapper = SPARQLWrapper(server.url + "/sparql")
    wrapper.setQuery(AGENCIES)
    wrapper.setReturnFormat(JSON)
    rows = wrapper.query().convert()["results"]["bindings"]
    assert rows[0]["a"]["value"] == NAME
    wrapper.setMethod(POST)
    wrapper.setQuery(f"DESCRIBE <{NAME}>")
    wrapper.setReturnFormat(TURTLE)
    described = Graph().parse(data=wrapper.query().convert(), format="turtle")
    assert {str(s) for s in described.subjects()} == {NAME}


def test_clients_rdflib_sparqlstore_queries_a_named_graph(server: Server) -> None:
    store = SPARQLStore(server.url + "/sparql", returnFormat="json")
    graph = Graph(store, identifier=URIRef("https://w3id.org/zeren/id/graph/register"))
    assert len(list(graph.query(AGENCIES))) == 2
    assert (
        str(next(graph.objects(URIRef(NAME), URIRef("http://www.w3.org/2004/02/skos/core#prefLabel"))))
        == "临江市应急管理局"
    )


def test_clients_curl(server: Server) -> None:
    curl = shutil.which("curl")
    if curl is None:
        pytest.skip("curl is not installed")
    command = [curl, "-sS", "--fail-with-body", "--compressed", "--data-urlencode", "query=" + AGENCIES]
    out = subprocess.run([*command, server.url + "/sparql"], capture_output=True, check=True, timeout=30).stdout
    assert len(json.loads(out)["results"]["bindings"]) == 2
