"""A small build on disk and a real server process on a loopback port."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import httpx
import pyoxigraph
import pytest

ROOT = Path(__file__).resolve().parents[3]
TEXT = "临江市应急管理局负责全市安全生产综合监管。\n市水务局牵头防汛工作，市气象局配合。\n"
SOURCE = "通知/临江市分工(2023).txt"
TIME_LIMIT = 2.0

GRAPH = """
@prefix zr: <https://w3id.org/zeren/ns#> .
@prefix zd: <https://w3id.org/zeren/id/> .
@prefix nif: <http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix dct: <http://purl.org/dc/terms/> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
@prefix role: <https://w3id.org/zeren/role/> .
@prefix void: <http://rdfs.org/ns/void#> .

<DOC> {
  <DOC> a zr:Document ; dct:source "SOURCE" ; dct:title "临江市分工"@zh .
  <DOC#char=0,20> nif:referenceContext <DOC> ; nif:beginIndex 0 ; nif:endIndex 20 ;
    nif:anchorOf "临江市应急管理局负责全市安全生产综合监管"@zh .
  zd:duty/one a zr:Duty ; zr:bearer <https://w3id.org/zeren/id/agency/临江市应急管理局> ; zr:role role:oversee ;
    zr:matter "全市安全生产"@zh ; zr:evidence <DOC#char=0,20> .
}
<https://w3id.org/zeren/id/graph/register> {
  <https://w3id.org/zeren/id/agency/临江市应急管理局> a zr:Agency ; skos:prefLabel "临江市应急管理局"@zh .
  <https://w3id.org/zeren/id/agency/临江市水务局> a zr:Agency ; skos:prefLabel "临江市水务局"@zh .
}
<https://w3id.org/zeren/vocabulary> { role:oversee skos:prefLabel "综合监管"@zh, "oversee"@en . }
<https://w3id.org/zeren/id/graph/metadata> {
  <https://w3id.org/zeren/id/dataset> a void:Dataset ; dct:title "图谱"@zh .
}
"""


def make_build(folder: Path, copies: int = 600, marker: str = "first") -> Path:
    """Write a build: store, text, and enough filler for a query that cannot end in time."""
    folder.mkdir(parents=True, exist_ok=True)
    document = f"https://w3id.org/zeren/id/document/{SOURCE}"
    store = pyoxigraph.Store(str(folder / f"store-{marker}"))
    trig = (
        GRAPH.replace("DOC", document)
        .replace("SOURCE", SOURCE)
        .replace("zd:duty/one", "<https://w3id.org/zeren/id/duty/one>")
    )
    store.load(trig.encode(), pyoxigraph.RdfFormat.TRIG)
    node, graph = pyoxigraph.NamedNode, pyoxigraph.NamedNode("http://example.org/filler")
    store.extend(
        pyoxigraph.Quad(node(f"http://example.org/{i}"), node("http://example.org/p"), pyoxigraph.Literal(i), graph)
        for i in range(copies)
    )
    store.add(
        pyoxigraph.Quad(
            node("http://example.org/build"), node("http://example.org/is"), pyoxigraph.Literal(marker), graph
        )
    )
    store.flush()
    del store
    link = folder / "store.new"
    link.symlink_to(f"store-{marker}")
    link.rename(folder / "store")
    text = folder / "text" / f"{SOURCE}.txt"
    text.parent.mkdir(parents=True, exist_ok=True)
    text.write_text(TEXT, encoding="utf-8")
    return folder


@dataclass
class Server:
    """A running server: where it listens, its build, its process and its log."""

    url: str
    folder: Path
    process: subprocess.Popen[bytes]
    log: Path

    def client(self) -> httpx.Client:
        return httpx.Client(base_url=self.url, timeout=20, trust_env=False)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def start_server(folder: Path, log: Path, *options: str) -> Server:
    port = free_port()
    command = [sys.executable, "zeren.py", "serve", str(folder), "--port", str(port), *options]
    with log.open("wb") as stream:
        process = subprocess.Popen(
            command, cwd=ROOT, stderr=stream, stdout=stream, env={**os.environ, "PYTHONPATH": str(ROOT)}
        )
    server = Server(f"http://127.0.0.1:{port}", folder, process, log)
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        if process.poll() is not None:
            raise RuntimeError(log.read_text(encoding="utf-8"))
        try:
            httpx.get(server.url + "/health", timeout=2, trust_env=False).raise_for_status()
            return server
        except httpx.HTTPError:
            time.sleep(0.1)
    raise RuntimeError("the server did not come up: " + log.read_text(encoding="utf-8"))


def stop_server(server: Server) -> None:
    server.process.send_signal(signal.SIGTERM)
    server.process.wait(20)


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    folder = make_build(tmp_path_factory.mktemp("build"))
    limits = ("--time-limit", str(TIME_LIMIT), "--row-limit", "500", "--workers", "2", "--request-limit", "20000")
    running = start_server(folder, tmp_path_factory.mktemp("log") / "server.log", *limits)
    yield running
    stop_server(running)


@pytest.fixture
def client(server: Server) -> Iterator[httpx.Client]:
    with server.client() as opened:
        yield opened
