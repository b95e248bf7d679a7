"""The graph behind any SPARQL 1.1 service: queries, updates, and uploads by the graph store protocol."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from types import TracebackType
from typing import Self

import httpx
from pyoxigraph import (
    NamedNode,
    Quad,
    QueryBoolean,
    QueryResultsFormat,
    QuerySolutions,
    RdfFormat,
    Triple,
    parse,
    parse_query_results,
    serialize,
)
from tenacity import Retrying, retry_if_exception, stop_after_attempt, wait_exponential

from graphs.store import Answer, solutions_of
from ontology.errors import InputError
from ontology.namespaces import PREFIXES, ZEREN

CHUNK_QUADS = 20_000
HELD_QUADS = 400_000
BUSY = frozenset({429, 502, 503, 504})

_ROWS = "application/sparql-results+json"
_TRIPLES = "application/n-triples"
_NO_FORM = re.compile(r"<[^<>\s]*>|#[^\n]*|\b\w*:\w*")
_FORM = re.compile(r"\b(SELECT|ASK|CONSTRUCT|DESCRIBE)\b", re.IGNORECASE)
_VIRTUOSO_ASK = "__ASK_RETVAL"
_PROLOGUE = "".join(f"PREFIX {prefix}: <{iri}>\n" for prefix, iri in PREFIXES.items())


class RemoteStore:
    """A SPARQL 1.1 service.

    `query_url` answers queries; `update_url` and `graph_url` (graph store protocol, indirect identification) may be
    left out where the first ends in `/query`, as Oxigraph and Fuseki have it. The service must answer queries over
    the union of its named graphs: Virtuoso and GraphDB do, Oxigraph is asked to in each request. A service that is
    busy (429, 502, 503, 504) or cannot be reached is tried again up to `attempts` times, waiting longer each time.
    """

    def __init__(
        self,
        query_url: str,
        update_url: str | None = None,
        graph_url: str | None = None,
        *,
        auth: httpx.Auth | tuple[str, str] | None = None,
        timeout: float = 120.0,
        attempts: int = 5,
        wait: float = 0.5,
        chunk: int = CHUNK_QUADS,
    ) -> None:
        base = query_url.removesuffix("/query") if query_url.endswith("/query") else None
        self.query_url = query_url
        self.update_url = update_url or (f"{base}/update" if base is not None else None)
        self.graph_url = graph_url or (f"{base}/store" if base is not None else None)
        self.chunk = chunk
        self._client = httpx.Client(auth=auth, timeout=timeout, follow_redirects=True)
        self._retrying = Retrying(
            stop=stop_after_attempt(attempts),
            wait=wait_exponential(multiplier=wait, max=30),
            retry=retry_if_exception(_worth_another_try),
            reraise=True,
        )

    def query(self, text: str) -> Answer:
        """See `graphs.store.Store.query`."""
        response = self._send(
            "POST",
            self.query_url,
            params={"union-default-graph": ""},
            data={"query": _PROLOGUE + text},
            headers={"Accept": _TRIPLES if _makes_triples(text) else _ROWS},
        )
        media_type = response.headers.get("content-type", "").split(";")[0].strip()
        if media_type == _ROWS or media_type == "application/json":
            return _rows(response.content)
        rdf = RdfFormat.from_media_type(media_type) or RdfFormat.N_TRIPLES
        return (quad.triple for quad in parse(response.content, rdf))

    def update(self, text: str) -> None:
        """See `graphs.store.Store.update`."""
        self._send("POST", _given(self.update_url, "an update"), data={"update": _PROLOGUE + text})

    def load(self, quads: Iterable[Quad]) -> int:
        """Add quads, in chunks of one graph each; see `graphs.store.Store.load`."""
        number = 0
        for graph, triples in _chunks(quads, self.chunk):
            self._upload("POST", graph, triples)
            number += len(triples)
        return number

    def replace(self, graph: str, quads: Iterable[Quad]) -> int:
        """See `graphs.store.Store.replace`."""
        number = 0
        self._upload("PUT", graph, [])
        for name, triples in _chunks(quads, self.chunk):
            if name != graph:
                raise InputError(f"a quad of graph {name} was given to replace {graph}")
            self._upload("POST", graph, triples)
            number += len(triples)
        return number

    def dump(self, path: Path) -> None:
        """Write the graphs whose names are Zeren's; see `graphs.store.Store.dump`."""
        beside = path.with_name(path.name + ".part")
        with beside.open("wb") as file:
            for graph in self.graphs():
                response = self._send(
                    "GET",
                    _given(self.graph_url, "a dump"),
                    params={"graph": graph},
                    headers={"Accept": f"{_TRIPLES}, text/turtle;q=0.5"},
                )
                media_type = response.headers.get("content-type", "").split(";")[0].strip()
                name = NamedNode(graph)
                triples = parse(response.content, RdfFormat.from_media_type(media_type) or RdfFormat.N_TRIPLES)
                quads = (Quad(t.subject, t.predicate, t.object, name) for t in triples)
                serialize(quads, file, RdfFormat.N_QUADS)
        beside.replace(path)

    def graphs(self) -> list[str]:
        """The names of the graphs that are Zeren's, sorted."""
        text = f'SELECT DISTINCT ?g WHERE {{ GRAPH ?g {{ ?s ?p ?o }} FILTER(STRSTARTS(STR(?g), "{ZEREN}")) }}'
        return sorted(str(row["g"].value) for row in solutions_of(self.query(text)))

    def close(self) -> None:
        """Close the connections."""
        self._client.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _upload(self, method: str, graph: str, triples: list[Triple]) -> None:
        body = serialize(triples, format=RdfFormat.N_TRIPLES)
        self._send(
            method,
            _given(self.graph_url, "an upload"),
            params={"graph": graph},
            content=body,
            headers={"Content-Type": "text/turtle; charset=utf-8"},
        )

    def _send(self, method: str, url: str, **options: object) -> httpx.Response:
        try:
            return self._retrying(self._once, method, url, options)
        except httpx.HTTPStatusError as error:
            words = " ".join(error.response.text.split())[:300]
            raise InputError(f"{url} answered {error.response.status_code}: {words}") from error
        except httpx.HTTPError as error:
            raise InputError(f"{url} cannot be reached ({type(error).__name__}); is the service running?") from error

    def _once(self, method: str, url: str, options: dict[str, object]) -> httpx.Response:
        response = self._client.request(method, url, **options)  # type: ignore[arg-type]
        response.raise_for_status()
        return response


def _makes_triples(text: str) -> bool:
    """Whether the query is a CONSTRUCT or DESCRIBE; Virtuoso answers those with rows when rows are acceptable too."""
    form = _FORM.search(_NO_FORM.sub(" ", text))
    return form is not None and form[1].upper() in {"CONSTRUCT", "DESCRIBE"}


def _rows(content: bytes) -> QuerySolutions | QueryBoolean:
    """The result set; Virtuoso answers ASK with rows of one odd variable, of which there is one for true."""
    answer = parse_query_results(content, QueryResultsFormat.JSON)
    if isinstance(answer, QuerySolutions) and [variable.value for variable in answer.variables] == [_VIRTUOSO_ASK]:
        truth = json.dumps({"head": {}, "boolean": any(True for _ in answer)})
        return parse_query_results(truth, QueryResultsFormat.JSON)
    return answer


def _worth_another_try(error: BaseException) -> bool:
    if isinstance(error, httpx.HTTPStatusError):
        return error.response.status_code in BUSY
    return isinstance(error, httpx.ConnectError | httpx.ConnectTimeout | httpx.RemoteProtocolError)


def _given(url: str | None, purpose: str) -> str:
    if url is None:
        raise InputError(f"{purpose} needs the service's own address for it (update_url, graph_url)")
    return url


def _chunks(quads: Iterable[Quad], size: int) -> Iterator[tuple[str, list[Triple]]]:
    """Triples by graph, at most `size` at a time and at most HELD_QUADS held back in all."""
    waiting: dict[str, list[Triple]] = {}
    held = 0
    for quad in quads:
        if not isinstance(quad.graph_name, NamedNode):
            raise InputError("only quads of named graphs can be stored")
        triples = waiting.setdefault(quad.graph_name.value, [])
        triples.append(quad.triple)
        held += 1
        if len(triples) >= size:
            yield quad.graph_name.value, waiting.pop(quad.graph_name.value)
            held -= len(triples)
        elif held >= HELD_QUADS:
            yield from waiting.items()
            waiting, held = {}, 0
    yield from waiting.items()
