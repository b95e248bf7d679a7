"""The W3C SPARQL 1.1 protocol test cases, by their names, re-expressed against our own server."""

from __future__ import annotations

import httpx
import pytest
from rdflib import Graph

QUERY = "application/sparql-query"
FORM = "application/x-www-form-urlencoded"
JSON = "application/sparql-results+json"
REGISTER = "https://w3id.org/zeren/id/graph/register"
VOCABULARY = "https://w3id.org/zeren/vocabulary"
AGENCY = "<https://w3id.org/zeren/ns#Agency>"
ASK_AGENCY = f"ASK {{ ?x a {AGENCY} }}"
ASK_NAMED = f"ASK {{ GRAPH ?g {{ ?x a {AGENCY} }} }}"


def boolean(response: httpx.Response) -> bool:
    assert response.status_code == 200, response.text
    return bool(response.json()["boolean"])


def test_query_get(client: httpx.Client) -> None:
    response = client.get("/sparql", params={"query": "ASK {}"})
    assert response.headers["content-type"].startswith(JSON)
    assert boolean(response)


def test_query_post_form(client: httpx.Client) -> None:
    assert boolean(client.post("/sparql", data={"query": "ASK {}"}))


def test_query_post_direct(client: httpx.Client) -> None:
    assert boolean(client.post("/sparql", content="ASK {}", headers={"Content-Type": QUERY}))


def test_query_dataset_default_graphs_get(client: httpx.Client) -> None:
    both = [("query", ASK_AGENCY), ("default-graph-uri", VOCABULARY), ("default-graph-uri", REGISTER)]
    assert boolean(client.get("/sparql", params=both))
    assert not boolean(client.get("/sparql", params=both[:2]))


def test_query_dataset_default_graphs_post(client: httpx.Client) -> None:
    headers = {"Content-Type": QUERY}
    inside = client.post("/sparql", params={"default-graph-uri": REGISTER}, content=ASK_AGENCY, headers=headers)
    outside = client.post("/sparql", params={"default-graph-uri": VOCABULARY}, content=ASK_AGENCY, headers=headers)
    assert boolean(inside) and not boolean(outside)


def test_query_dataset_named_graphs_get(client: httpx.Client) -> None:
    assert boolean(client.get("/sparql", params={"query": ASK_NAMED, "named-graph-uri": REGISTER}))
    assert not boolean(client.get("/sparql", params={"query": ASK_NAMED, "named-graph-uri": VOCABULARY}))


def test_query_dataset_named_graphs_post(client: httpx.Client) -> None:
    assert boolean(client.post("/sparql", data={"query": ASK_NAMED, "named-graph-uri": REGISTER}))
    assert not boolean(client.post("/sparql", data={"query": ASK_NAMED, "named-graph-uri": VOCABULARY}))


def test_query_dataset_full(client: httpx.Client) -> None:
    query = f"ASK {{ ?x a {AGENCY} . GRAPH ?g {{ ?role ?p ?label }} FILTER(LANG(?label) = 'en') }}"
    dataset = {"default-graph-uri": REGISTER, "named-graph-uri": VOCABULARY}
    assert boolean(client.get("/sparql", params={"query": query, **dataset}))


def test_query_multiple_dataset(client: httpx.Client) -> None:
    """The protocol's dataset wins over the one in the query."""
    query = f"ASK FROM <{VOCABULARY}> {{ ?x a {AGENCY} }}"
    assert not boolean(client.get("/sparql", params={"query": query}))
    assert boolean(client.get("/sparql", params={"query": query, "default-graph-uri": REGISTER}))


@pytest.mark.parametrize(
    "media_type", [JSON, "application/sparql-results+xml", "text/tab-separated-values", "text/csv"]
)
def test_query_content_type_select(client: httpx.Client, media_type: str) -> None:
    response = client.get("/sparql", params={"query": "SELECT (1 AS ?one) {}"}, headers={"Accept": media_type})
    assert response.status_code == 200
    assert response.headers["content-type"].split(";")[0] == media_type
    assert "one" in response.text and "1" in response.text


@pytest.mark.parametrize("media_type", [JSON, "application/sparql-results+xml"])
def test_query_content_type_ask(client: httpx.Client, media_type: str) -> None:
    response = client.get("/sparql", params={"query": "ASK {}"}, headers={"Accept": media_type})
    assert response.headers["content-type"].split(";")[0] == media_type
    assert "true" in response.text


@pytest.mark.parametrize(
    "form", ["DESCRIBE <http://example.org/1>", "CONSTRUCT WHERE { <http://example.org/1> ?p ?o }"]
)
@pytest.mark.parametrize(
    ("media_type", "parser"),
    [
        ("text/turtle", "turtle"),
        ("application/n-triples", "nt"),
        ("application/ld+json", "json-ld"),
        ("application/rdf+xml", "xml"),
    ],
)
def test_query_content_type_describe_and_construct(
    client: httpx.Client, form: str, media_type: str, parser: str
) -> None:
    response = client.get("/sparql", params={"query": form}, headers={"Accept": media_type})
    assert response.headers["content-type"].split(";")[0] == media_type
    assert len(Graph().parse(data=response.text, format=parser)) == 1


def test_bad_query_method(client: httpx.Client) -> None:
    response = client.put("/sparql", params={"query": "ASK {}"})
    assert response.status_code == 405
    assert "GET" in response.headers["allow"]


def test_bad_multiple_queries(client: httpx.Client) -> None:
    assert client.get("/sparql", params=[("query", "ASK {}"), ("query", "SELECT * {}")]).status_code == 400


def test_bad_query_wrong_media_type(client: httpx.Client) -> None:
    assert client.post("/sparql", content="ASK {}", headers={"Content-Type": "text/plain"}).status_code == 415


def test_bad_query_missing_form_type(client: httpx.Client) -> None:
    assert client.post("/sparql", content="query=ASK%20%7B%7D").status_code == 415


def test_bad_query_missing_direct_type(client: httpx.Client) -> None:
    assert client.post("/sparql", content="ASK {}").status_code == 415


def test_bad_query_non_utf8(client: httpx.Client) -> None:
    body = "ASK {}".encode("utf-16")
    assert client.post("/sparql", content=body, headers={"Content-Type": QUERY}).status_code == 400
    assert client.get("/sparql?query=%FF%FE").status_code == 400


def test_bad_query_syntax(client: httpx.Client) -> None:
    response = client.get("/sparql", params={"query": "ASK {\n  ?s ?p }"})
    assert response.status_code == 400
    assert "2:" in response.text


UPDATE = "INSERT DATA { <http://example.org/s> <http://example.org/p> 1 }"
UPDATE_CASES = [
    "update_dataset_default_graph",
    "update_dataset_default_graphs",
    "update_dataset_named_graphs",
    "update_dataset_full",
    "update_post_form",
    "update_post_direct",
    "update_base_uri",
    "bad_update_get",
    "bad_multiple_updates",
    "bad_update_wrong_media_type",
    "bad_update_missing_form_type",
    "bad_update_non_utf8",
    "bad_update_syntax",
    "bad_update_dataset_conflict",
]


@pytest.mark.parametrize("case", UPDATE_CASES)
def test_update_cases_are_refused_because_the_service_is_read_only(client: httpx.Client, case: str) -> None:
    """The suite's update cases presuppose a writable service; here each must be refused, and change nothing."""
    dataset = {"using-graph-uri": "http://example.org/g"} if "dataset" in case else {}
    if case == "bad_update_get":
        response = client.get("/sparql", params={"update": UPDATE})
    elif case == "bad_multiple_updates":
        response = client.post("/sparql", data={"update": [UPDATE, UPDATE]})
    elif case in {"update_post_direct", "bad_update_syntax", "bad_update_non_utf8"}:
        body = UPDATE.encode("utf-16" if "utf8" in case else "utf-8")
        response = client.post("/sparql", content=body, headers={"Content-Type": "application/sparql-update"})
    elif case == "bad_update_wrong_media_type":
        response = client.post("/sparql", content=UPDATE, headers={"Content-Type": "text/plain"})
    elif case == "bad_update_missing_form_type":
        response = client.post("/sparql", content="update=" + UPDATE)
    else:
        response = client.post("/sparql", data={"update": UPDATE, **dataset})
    assert response.status_code in {403, 415}, response.text
    assert not boolean(client.get("/sparql", params={"query": "ASK { <http://example.org/s> ?p ?o }"}))


@pytest.mark.parametrize("update", [UPDATE, "LOAD <http://example.org/x>", "PREFIX a: <b:c>\nCLEAR ALL", "DROP ALL"])
def test_update_as_query_is_refused(client: httpx.Client, update: str) -> None:
    response = client.post("/sparql", data={"query": update})
    assert response.status_code == 403
    assert "read-only" in response.text
