"""Negotiation, caching, the service description, the Graph Store read side, linked data and documents."""

from __future__ import annotations

import gzip
from email.utils import parsedate_to_datetime

import httpx
import pytest
import zstandard
from rdflib import RDF, Graph, URIRef

from tests.queries.endpoint.conftest import SOURCE, TEXT, Server

ROWS = "SELECT ?s WHERE { ?s ?p ?o } ORDER BY ?s LIMIT 60"
AGENCY = "/id/agency/临江市应急管理局"


@pytest.mark.parametrize(
    ("accept", "expected"),
    [
        ("text/csv;q=0.2, application/sparql-results+xml;q=0.9", "application/sparql-results+xml"),
        ("application/json", "application/sparql-results+json"),
        ("text/html,application/xhtml+xml,*/*;q=0.8", "application/sparql-results+json"),
        ("text/*", "text/csv"),
    ],
)
def test_forms_quality_values_decide(client: httpx.Client, accept: str, expected: str) -> None:
    response = client.get("/sparql", params={"query": ROWS}, headers={"Accept": accept})
    assert response.headers["content-type"].split(";")[0] == expected


def test_forms_format_parameter_wins_and_nonsense_is_not_acceptable(client: httpx.Client) -> None:
    response = client.get("/sparql", params={"query": ROWS, "format": "csv"}, headers={"Accept": "application/json"})
    assert response.text.startswith("s\r\n")
    assert client.get("/sparql", params={"query": ROWS, "format": "turtle"}).status_code == 406
    assert client.get("/sparql", params={"query": ROWS}, headers={"Accept": "image/png"}).status_code == 406


def test_forms_etag_answers_not_modified(client: httpx.Client) -> None:
    first = client.get("/sparql", params={"query": ROWS})
    again = client.get("/sparql", params={"query": ROWS}, headers={"If-None-Match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    other = client.get(
        "/sparql", params={"query": ROWS + " OFFSET 1"}, headers={"If-None-Match": first.headers["etag"]}
    )
    assert other.status_code == 200


@pytest.mark.parametrize("path", ["/sparql?query=ASK%7B%7D", "/", "/.well-known/void"])
def test_forms_last_modified_is_the_date_of_the_build(client: httpx.Client, path: str) -> None:
    first = client.get(path)
    assert parsedate_to_datetime(first.headers["last-modified"]).year >= 2024
    since = {"If-Modified-Since": first.headers["last-modified"]}
    assert (client.get(path, headers=since).status_code, client.get(path, headers=since).content) == (304, b"")
    before = {"If-Modified-Since": "Wed, 01 Jan 2020 00:00:00 GMT"}
    assert client.get(path, headers=before).status_code == 200
    assert client.get(path, headers={"If-Modified-Since": "yesterday"}).status_code == 200
    # The tag is the better judge: where it is sent the date says nothing.
    assert client.get(path, headers={**since, "If-None-Match": '"other"'}).status_code == 200
    assert client.get(path, headers={"If-None-Match": "*"}).status_code == 304
    assert client.get(path, headers={"If-None-Match": "W/" + first.headers["etag"]}).status_code == 304


@pytest.mark.parametrize("function", ["NOW()", "rand()", "STRUUID()"])
def test_forms_what_changes_by_itself_has_no_date(client: httpx.Client, function: str) -> None:
    query = {"query": f"SELECT ({function} AS ?x) {{}}"}
    first = client.get("/sparql", params=query)
    assert "last-modified" not in first.headers
    tag = {"If-None-Match": first.headers["etag"], "If-Modified-Since": "Wed, 01 Jan 2200 00:00:00 GMT"}
    assert client.get("/sparql", params=query, headers=tag).status_code == 200


@pytest.mark.parametrize("path", ["/sparql?query=ASK%7B%7D", "/", "/rdf-graph-store?default"])
def test_forms_head_has_the_headers_of_get_and_no_body(client: httpx.Client, path: str) -> None:
    get, head = client.get(path), client.head(path)
    assert head.content == b""
    for name in ("etag", "last-modified", "content-type", "content-length", "vary", "x-content-type-options"):
        assert head.headers[name] == get.headers[name]


def test_forms_options_without_a_browser_name_what_is_allowed(client: httpx.Client) -> None:
    answer = client.options("/sparql")
    assert (answer.status_code, answer.headers["allow"]) == (204, "GET, HEAD, POST, OPTIONS")
    assert "application/sparql-query" in answer.headers["accept-post"]
    assert client.options("/rdf-graph-store").headers["allow"] == "GET, HEAD, OPTIONS"
    asked = {"Origin": "https://example.org", "Access-Control-Request-Method": "POST"}
    assert client.options("/sparql", headers=asked).headers["access-control-allow-origin"] == "*"


def test_forms_compression_follows_the_client(server: Server) -> None:
    plain = httpx.get(server.url + "/sparql", params={"query": ROWS}, headers={"Accept-Encoding": "identity"}).content
    for coding, restore in (("gzip", gzip.decompress), ("zstd", zstandard.ZstdDecompressor().decompress)):
        with httpx.stream(
            "GET", server.url + "/sparql", params={"query": ROWS}, headers={"Accept-Encoding": coding}
        ) as response:
            raw = b"".join(response.iter_raw())
            assert response.headers["content-encoding"] == coding
        assert restore(raw) == plain


def test_forms_head_has_headers_and_no_body(client: httpx.Client) -> None:
    response = client.head("/sparql", params={"query": ROWS})
    assert response.status_code == 200
    assert int(response.headers["content-length"]) > 0 and response.content == b""


def test_forms_cross_origin_requests_are_allowed(client: httpx.Client) -> None:
    response = client.get("/sparql", params={"query": "ASK {}"}, headers={"Origin": "https://example.org"})
    assert response.headers["access-control-allow-origin"] == "*"


def test_forms_service_description_names_every_graph(client: httpx.Client) -> None:
    response = client.get("/sparql", headers={"Accept": "text/turtle"})
    graph = Graph().parse(data=response.text, format="turtle")
    described = "http://www.w3.org/ns/sparql-service-description#"
    assert len(list(graph.subjects(RDF.type, URIRef(described + "Service")))) == 1
    names = {str(o) for o in graph.objects(None, URIRef(described + "name"))}
    assert "https://w3id.org/zeren/id/graph/register" in names


def test_forms_graph_store_reads_one_graph(client: httpx.Client) -> None:
    response = client.get("/rdf-graph-store", params={"graph": "https://w3id.org/zeren/id/graph/register"})
    assert len(Graph().parse(data=response.text, format="turtle")) == 4
    assert client.get("/rdf-graph-store", params={"graph": "http://example.org/none"}).status_code == 404
    assert client.get("/rdf-graph-store").status_code == 400
    assert client.get("/rdf-graph-store?default", headers={"Accept": "application/n-triples"}).status_code == 200
    assert client.put("/rdf-graph-store", params={"default": ""}).status_code == 405


def test_forms_void_is_served(client: httpx.Client) -> None:
    response = client.get("/.well-known/void", headers={"Accept": "text/turtle"})
    assert "图谱" in response.text


def test_forms_nodes_redirect_to_page_or_data(client: httpx.Client) -> None:
    page = client.get(AGENCY, headers={"Accept": "text/html"})
    data = client.get(AGENCY, headers={"Accept": "text/turtle"})
    assert page.status_code == data.status_code == 303
    html = client.get(page.headers["location"])
    assert "临江市应急管理局负责全市安全生产综合监管" in html.text
    turtle = client.get(data.headers["location"], headers={"Accept": "text/turtle"})
    graph = Graph().parse(data=turtle.text, format="turtle")
    assert (None, None, URIRef("https://w3id.org/zeren/id/agency/临江市应急管理局")) in graph
    assert client.get("/page/id/agency/无此机构").status_code == 404


def test_forms_documents_mark_the_passage(client: httpx.Client) -> None:
    response = client.get(f"/documents/{SOURCE}", params={"char": "0,20"})
    assert f'<mark id="passage">{TEXT[:20]}</mark>' in response.text
    assert client.get(f"/documents/{SOURCE}", params={"char": "0,9999"}).status_code == 404
    assert client.get("/documents/none.txt").status_code == 404


def test_forms_health_and_metrics(client: httpx.Client) -> None:
    assert client.get("/health").json()["status"] == "ok"
    text = client.get("/metrics").text
    assert 'zeren_requests_total{route="sparql",status="200"}' in text
    assert "zeren_workers 2.0" in text


def test_forms_a_question_is_answered_without_scripts(client: httpx.Client) -> None:
    form = client.get("/questions/1")
    assert 'name="agency"' in form.text and "<table>" not in form.text
    answer = client.get("/questions/1", params={"agency": "临江市应急管理局"})
    assert answer.status_code == 200
    assert "全市安全生产" in answer.text
    assert "/documents/" in answer.text and "char=0,20" in answer.text
    mistaken = client.get("/questions/1", params={"agency": "临江市应急管里局"})
    assert 'role="alert"' in mistaken.text and "临江市应急管理局" in mistaken.text
    assert client.get("/questions/99").status_code == 404
