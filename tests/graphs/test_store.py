"""The one interface over memory, disk, an oxigraph server and Virtuoso."""

from __future__ import annotations

import http.server
import threading
from collections.abc import Iterator
from pathlib import Path

import pyoxigraph
import pytest
from pyoxigraph import Literal, NamedNode, Quad

from extract.emit import quads
from graphs.remote import RemoteStore
from graphs.store import LocalStore, Store, open_store, solutions_of, triples_of
from ontology.errors import InputError
from ontology.namespaces import GRAPH_ANALYSIS, XSD, ZR
from tests.sample import BUREAU, sample

KINDS = ("memory", "disk", "oxigraph", "virtuoso")
BEARERS = "SELECT ?label WHERE { ?duty a zr:Duty ; zr:bearer/skos:prefLabel ?label } ORDER BY ?label"


def kept(quad: Quad) -> Quad:
    """The quad as stores keep it: Oxigraph turns every kind of whole number into xsd:integer."""
    term = quad.object
    if isinstance(term, Literal) and term.datatype.value == XSD + "nonNegativeInteger":
        term = Literal(term.value, datatype=NamedNode(XSD + "integer"))
    return Quad(quad.subject, quad.predicate, term, quad.graph_name)


@pytest.fixture(params=KINDS)
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    """Each kind of store, holding the sample and nothing else."""
    opened: Store
    if request.param == "memory":
        opened = LocalStore.memory()
    elif request.param == "disk":
        opened = LocalStore.disk(tmp_path / "store", writable=True)
    elif request.param == "oxigraph":
        opened = RemoteStore(request.getfixturevalue("oxigraph_server"), chunk=7)
    else:
        opened = request.getfixturevalue("virtuoso_store")
    for graph in {quad.graph_name.value for quad in quads(sample())} | {GRAPH_ANALYSIS}:  # type: ignore[union-attr]
        opened.replace(graph, [])
    opened.load(set(quads(sample())))
    yield opened


def labels(store: Store) -> list[str]:
    return [row["label"].value for row in solutions_of(store.query(BEARERS))]  # type: ignore[union-attr]


def test_store_query_sees_all_graphs_as_one(store: Store) -> None:
    assert labels(store) == ["有关部门", "青山市应急管理局", "青山市应急管理局", "青山市消防救援支队"]


def test_store_ask_and_construct(store: Store) -> None:
    assert bool(store.query("ASK { ?duty zr:role <https://w3id.org/zeren/role/lead> }"))
    assert not bool(store.query("ASK { ?duty zr:role <https://w3id.org/zeren/role/none> }"))
    made = list(triples_of(store.query("CONSTRUCT { ?b zr:bears ?d } WHERE { ?d zr:bearer ?b }")))
    assert len(made) == 4
    assert NamedNode(BUREAU.iri) in {triple.subject for triple in made}


def test_store_update_and_replace_change_only_their_graph(store: Store) -> None:
    store.update(f'INSERT DATA {{ GRAPH <{GRAPH_ANALYSIS}> {{ <{BUREAU.iri}> zr:degree "3" }} }}')
    assert bool(store.query(f'ASK {{ GRAPH <{GRAPH_ANALYSIS}> {{ <{BUREAU.iri}> zr:degree "3" }} }}'))
    quad = Quad(NamedNode(BUREAU.iri), NamedNode(ZR + "degree"), Literal("4"), NamedNode(GRAPH_ANALYSIS))
    assert store.replace(GRAPH_ANALYSIS, [quad]) == 1
    rows = solutions_of(store.query("SELECT ?n WHERE { ?s zr:degree ?n }"))
    assert [row["n"].value for row in rows] == ["4"]  # type: ignore[union-attr]
    assert len(labels(store)) == 4


def test_store_dump_gives_back_what_was_loaded(store: Store, tmp_path: Path) -> None:
    target = tmp_path / "dump.nq"
    store.dump(target)
    assert {kept(quad) for quad in pyoxigraph.parse(path=target)} == {kept(quad) for quad in quads(sample())}


def test_store_query_that_is_no_sparql_is_an_input_error(store: Store) -> None:
    with pytest.raises(InputError):
        list(solutions_of(store.query("SELECT WHERE {")))


def test_store_read_only_folder_refuses_writing(tmp_path: Path) -> None:
    with LocalStore.disk(tmp_path / "store", writable=True) as writer:
        writer.load(quads(sample()))
    del writer
    reader = open_store(tmp_path)
    assert len(labels(reader)) == 4
    with pytest.raises(InputError, match="reading only"):
        reader.update("CLEAR ALL")
    with pytest.raises(InputError, match="reading only"):
        reader.load([])


def test_store_file_and_missing_folder(tmp_path: Path) -> None:
    LocalStore.memory(quads(sample())).dump(tmp_path / "graph.nq")
    assert len(labels(open_store(tmp_path / "graph.nq"))) == 4
    with pytest.raises(InputError, match="no store"):
        open_store(tmp_path / "nothing")
    (tmp_path / "bad.nq").write_text("not rdf\n")
    with pytest.raises(InputError, match=r"bad\.nq"):
        open_store(tmp_path / "bad.nq")


class _Flaky(http.server.BaseHTTPRequestHandler):
    failures = 2
    seen = 0

    def do_POST(self) -> None:
        type(self).seen += 1
        self.rfile.read(int(self.headers["Content-Length"]))
        if self.seen <= self.failures:
            self.send_response(503)
            self.end_headers()
            return
        self.send_response(200)
        self.send_header("Content-Type", "application/sparql-results+json")
        self.end_headers()
        self.wfile.write(b'{"head":{},"boolean":true}')

    def log_message(self, *_arguments: object) -> None:
        pass


def test_store_busy_service_is_asked_again_and_a_dead_one_named() -> None:
    server = http.server.HTTPServer(("127.0.0.1", 0), _Flaky)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    address = f"http://127.0.0.1:{server.server_port}/query"
    try:
        assert bool(RemoteStore(address, wait=0.01).query("ASK { ?s ?p ?o }"))
        assert _Flaky.seen == 3
        _Flaky.seen = 0
        with pytest.raises(InputError, match="503"):
            RemoteStore(address, wait=0.01, attempts=2).query("ASK { ?s ?p ?o }")
    finally:
        server.shutdown()
        server.server_close()
    with pytest.raises(InputError, match="cannot be reached"):
        RemoteStore(address, wait=0.01, attempts=2).query("ASK { ?s ?p ?o }")


def test_store_default_graph_is_refused_by_a_service(oxigraph_server: str) -> None:
    quad = Quad(NamedNode("https://example.org/s"), NamedNode("https://example.org/p"), Literal("o"))
    with pytest.raises(InputError, match="named graphs"):
        RemoteStore(oxigraph_server).load([quad])


def test_store_compacted_says_the_same_and_only_where_it_may_be_written(tmp_path: Path) -> None:
    with LocalStore.disk(tmp_path / "store", writable=True) as store:
        for quad in quads(sample()):
            store.load([quad])
        before = sorted(map(str, store.inner))
        store.compact()
        assert sorted(map(str, store.inner)) == before
    del store
    with LocalStore.disk(tmp_path / "store") as reading, pytest.raises(InputError):
        reading.compact()
