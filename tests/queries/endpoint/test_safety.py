"""What keeps the endpoint fit for the open network."""

from __future__ import annotations

import contextlib
import http.client
import re
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.parse import quote

import httpx
import psutil
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.queries.endpoint.conftest import TIME_LIMIT, Server, make_build, start_server, stop_server

P = "<http://example.org/p>"
ENDLESS = f"SELECT (COUNT(*) AS ?n) {{ ?a {P} ?x . ?b {P} ?y . ?c {P} ?z . ?d {P} ?w FILTER(?x + ?y + ?z + ?w < -1) }}"


def workers_of(server: Server) -> list[psutil.Process]:
    found = []
    for child in psutil.Process(server.process.pid).children(recursive=True):
        with contextlib.suppress(psutil.NoSuchProcess):  # killed, and not yet reaped or just gone
            if "queries.endpoint.worker" in " ".join(child.cmdline()):
                found.append(child)
    return found


def test_safety_slow_query_is_killed_and_its_worker_replaced(server: Server, client: httpx.Client) -> None:
    response = client.get("/sparql", params={"query": ENDLESS})
    assert response.status_code == 504
    assert "time limit" in response.text
    assert f"{TIME_LIMIT:g} s" in response.text
    assert client.get("/sparql", params={"query": "ASK {}"}).status_code == 200
    deadline = time.monotonic() + 60
    while (count := len(workers_of(server))) != 2 and time.monotonic() < deadline:
        time.sleep(0.05)
    assert count == 2


def test_safety_killed_worker_is_not_seen_by_clients(server: Server) -> None:
    statuses: list[int] = []
    stop = threading.Event()

    def ask() -> None:
        with server.client() as client:
            while not stop.is_set():
                statuses.append(client.get("/sparql", params={"query": "ASK { ?s ?p ?o }"}).status_code)

    threads = [threading.Thread(target=ask) for _ in range(3)]
    for thread in threads:
        thread.start()
    deadline = time.monotonic() + 120
    for _ in range(4):
        answered = len(statuses)
        while len(statuses) < answered + 5 and time.monotonic() < deadline:
            time.sleep(0.01)
        for worker in workers_of(server)[:1]:
            with contextlib.suppress(psutil.NoSuchProcess):
                worker.kill()
    answered = len(statuses)
    while len(statuses) < answered + 5 and time.monotonic() < deadline:
        time.sleep(0.01)
    stop.set()
    for thread in threads:
        thread.join()
    assert len(statuses) >= 25
    assert set(statuses) == {200}


def test_safety_busy_server_says_when_to_come_back(tmp_path: Path) -> None:
    server = start_server(
        make_build(tmp_path / "build"), tmp_path / "log", "--workers", "1", "--queue", "1", "--time-limit", "3"
    )
    try:
        with server.client() as client, ThreadPoolExecutor(6) as pool:
            tasks = [pool.submit(client.get, "/sparql", params={"query": ENDLESS}) for _ in range(6)]
            responses = [task.result() for task in tasks]
        refused = [r for r in responses if r.status_code == 503]
        assert refused and all(r.headers["retry-after"] == "1" for r in refused)
        assert {r.status_code for r in responses} <= {503, 504}
    finally:
        stop_server(server)


def test_safety_new_build_is_served_without_a_lost_request(tmp_path: Path) -> None:
    folder = make_build(tmp_path / "build", copies=5)
    server = start_server(folder, tmp_path / "log", "--workers", "2")
    query = "SELECT ?x { <http://example.org/build> <http://example.org/is> ?x }"
    seen: list[str] = []
    try:
        with server.client() as client:
            deadline = time.monotonic() + 60
            rebuilt = False
            while time.monotonic() < deadline and (not seen or seen[-1] != "second"):
                response = client.get("/sparql", params={"query": query})
                assert response.status_code == 200
                seen.append(response.json()["results"]["bindings"][0]["x"]["value"])
                if not rebuilt and len(seen) > 5:
                    make_build(folder, copies=5, marker="second")
                    rebuilt = True
        assert seen[0] == "first" and seen[-1] == "second"
    finally:
        stop_server(server)


@pytest.mark.parametrize(
    "query",
    [
        "ASK { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }",
        "ASK { SeRvIcE SILENT ?where { ?s ?p ?o } }",
        "SELECT * { ?s ?p 'SERVICE' . service <http://127.0.0.1:9/> {} }",
    ],
)
def test_safety_service_is_refused(client: httpx.Client, query: str) -> None:
    response = client.get("/sparql", params={"query": query})
    assert response.status_code == 403
    assert "SERVICE is refused" in response.text


def test_safety_the_word_service_in_data_is_no_service(client: httpx.Client) -> None:
    query = (
        "# SERVICE\nPREFIX service: <http://example.org/SERVICE/> ASK { ?service service:SERVICE 'SERVICE'@service }"
    )
    assert client.get("/sparql", params={"query": query}).status_code == 200


def test_safety_rows_are_cut_and_it_is_said(client: httpx.Client) -> None:
    response = client.get("/sparql", params={"query": f"SELECT * {{ ?s {P} ?o }}"})
    assert response.headers["x-zeren-row-limit"] == "500"
    assert response.headers["x-zeren-truncated"] == "rows"
    assert len(response.json()["results"]["bindings"]) == 500
    assert (
        "x-zeren-truncated"
        not in client.get("/sparql", params={"query": f"SELECT * {{ ?s {P} ?o }} LIMIT 500"}).headers
    )


def test_safety_large_requests_are_refused(client: httpx.Client) -> None:
    assert client.post("/sparql", data={"query": "ASK {} #" + "x" * 30_000}).status_code == 413
    assert client.get("/sparql", params={"query": "ASK {} #" + "x" * 25_000}).status_code == 414


@pytest.mark.parametrize(
    "path",
    [
        "/documents/../../store-first/CURRENT",
        "/documents/..%2f..%2fstore-first%2fCURRENT",
        "/documents/%2e%2e/%2e%2e/zeren.nq",
        "/documents//etc/passwd",
        "/documents/%00",
        "/static/../service.py",
        "/static/..%2fservice.py",
    ],
)
def test_safety_no_path_leads_out(server: Server, path: str) -> None:
    address = httpx.URL(server.url)
    connection = http.client.HTTPConnection(address.host, address.port or 80, timeout=20)
    connection.request("GET", path)
    assert connection.getresponse().status == 404


def test_safety_html_carries_security_headers(client: httpx.Client) -> None:
    response = client.get("/")
    assert "default-src 'none'" in response.headers["content-security-policy"]
    assert response.headers["x-content-type-options"] == "nosniff"
    assert not re.search(r"""(src|href|action)=["']?(https?:)?//""", response.text)


def test_safety_log_has_queries_and_no_addresses(server: Server, client: httpx.Client) -> None:
    client.get("/sparql", params={"query": "SELECT (42 AS ?logged) {}"})
    log = server.log.read_text(encoding="utf-8")
    assert re.search(r"query=[0-9a-f]{12} form=SELECT status=ok rows=1 bytes=\d+ milliseconds=", log)
    assert not re.search(r"127\.0\.0\.1:\d+ - ", log)


@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    method=st.sampled_from(["GET", "POST", "HEAD", "PUT", "OPTIONS"]),
    path=st.one_of(st.just("/sparql"), st.text(max_size=30).map(lambda t: "/" + t)),
    query=st.one_of(
        st.text(max_size=200),
        st.sampled_from(["SELECT * {", "ASK {}", "CONSTRUCT {?s ?p ?o} WHERE {?s ?p ?o} LIMIT 3"]),
        st.text("SELECTASK{}?$<>.;'\"\\#@ \n", max_size=120),
    ),
    accept=st.text(st.characters(min_codepoint=32, max_codepoint=126), max_size=40),
    content_type=st.sampled_from(
        ["application/x-www-form-urlencoded", "application/sparql-query", "", "a/b", "text/html"]
    ),
    wanted=st.sampled_from([None, "json", "csv", "turtle", "nonsense"]),
)
def test_safety_garbage_never_gives_a_server_error(
    client: httpx.Client, method: str, path: str, query: str, accept: str, content_type: str, wanted: str | None
) -> None:
    parameters = {"query": query} if method != "POST" else {}
    if wanted:
        parameters["format"] = wanted
    url = quote(path, errors="surrogatepass")
    body = {"content": query.encode("utf-8", "surrogatepass")} if method == "POST" else {}
    headers = {"Accept": accept.strip(), "Content-Type": content_type}
    response = client.request(method, url or "/", params=parameters, headers=headers, follow_redirects=False, **body)  # type: ignore[arg-type]
    assert response.status_code < 500, (response.status_code, response.text)
    assert "Traceback" not in response.text
