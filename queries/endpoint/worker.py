"""The process that runs queries: opens a store read-only, answers one job at a time on its standard streams.

A job and an answer are frames: a four-byte big-endian length, a JSON object of that length; an answer's object names
the `size` of the body that follows it. The parent ends a query by killing this process.
"""

from __future__ import annotations

import json
import resource
import struct
import sys
from collections.abc import Iterator
from typing import IO, Any

import pyoxigraph as ox

from ontology.errors import InputError
from queries.endpoint.serialization import Written, write_rows

_LENGTH = struct.Struct(">I")
_RDF = {
    "text/turtle": ox.RdfFormat.TURTLE,
    "application/n-triples": ox.RdfFormat.N_TRIPLES,
    "application/ld+json": ox.RdfFormat.JSON_LD,
    "application/rdf+xml": ox.RdfFormat.RDF_XML,
}
_BOOLEAN = {
    "application/sparql-results+json": ox.QueryResultsFormat.JSON,
    "application/sparql-results+xml": ox.QueryResultsFormat.XML,
    "text/csv": ox.QueryResultsFormat.CSV,
    "text/tab-separated-values": ox.QueryResultsFormat.TSV,
}


class TooLargeError(Exception):
    """The serialised graph passes the byte limit."""


class _LimitedSink:
    def __init__(self, limit: int) -> None:
        self.parts: list[bytes] = []
        self._left = limit

    def write(self, data: bytes) -> int:
        self._left -= len(data)
        if self._left < 0:
            raise TooLargeError
        self.parts.append(bytes(data))
        return len(data)

    def flush(self) -> None:
        """Nothing is held back."""


def read_frame(stream: IO[bytes]) -> dict[str, Any] | None:
    """The next JSON object of a stream, or None at its end."""
    head = stream.read(_LENGTH.size)
    if len(head) < _LENGTH.size:
        return None
    decoded: dict[str, Any] = json.loads(stream.read(_LENGTH.unpack(head)[0]))
    return decoded


def frame(content: dict[str, Any]) -> bytes:
    """A JSON object with its length before it."""
    data = json.dumps(content, ensure_ascii=False).encode()
    return _LENGTH.pack(len(data)) + data


def run(store: ox.Store, job: dict[str, Any]) -> Written:
    """Run one query job and serialise its result.

    Raises:
        SyntaxError: when the query is not SPARQL 1.1; the message names the position.
        TooLargeError: when a graph result passes the byte limit.
    """
    dataset: dict[str, Any] = {}
    if job["default_graphs"] or job["named_graphs"]:
        dataset["default_graph"] = [ox.NamedNode(iri) for iri in job["default_graphs"]]
        dataset["named_graphs"] = [ox.NamedNode(iri) for iri in job["named_graphs"]]
    result = store.query(job["query"], base_iri=job["base"] or None, use_default_graph_as_union=job["union"], **dataset)
    if isinstance(result, ox.QueryBoolean):
        return Written(result.serialize(format=_BOOLEAN[job["media_type"]]) or b"", 1)
    if isinstance(result, ox.QueryTriples):
        sink = _LimitedSink(job["byte_limit"])
        result.serialize(sink, _RDF[job["media_type"]])  # type: ignore[arg-type]
        return Written(b"".join(sink.parts), 0)
    return _select(result, job)


def run_question(store: ox.Store, job: dict[str, Any]) -> Written:
    """Answer a question of the catalogue; raises `InputError` for what cannot be asked."""
    from queries.endpoint.questions import answer_question

    return Written(answer_question(store, job["question"], job["given"], job["row_limit"]), 0)


def _select(result: ox.QuerySolutions, job: dict[str, Any]) -> Written:
    names = [variable.value for variable in result.variables]

    def rows() -> Iterator[list[Any]]:
        for solution in result:
            yield list(solution)

    return write_rows(names, rows(), job["media_type"], job["row_limit"], job["byte_limit"])


def answer(store: ox.Store, job: dict[str, Any]) -> bytes:
    """The frames that answer a job; whatever goes wrong becomes a status, never an exception."""
    try:
        written = run_question(store, job) if "question" in job else run(store, job)
    except InputError as error:
        return frame({"status": "input", "message": str(error), "size": 0})
    except SyntaxError as error:
        return frame({"status": "syntax", "message": str(error), "size": 0})
    except TooLargeError:
        return frame({"status": "too-large", "message": "", "size": 0})
    except (OSError, ValueError, RuntimeError) as error:
        status = "too-large" if isinstance(error.__cause__, TooLargeError) else "refused"
        return frame({"status": status, "message": str(error), "size": 0})
    head = {"status": "ok", "rows": written.rows, "truncated": written.truncated, "size": len(written.body)}
    return frame(head) + written.body


def main() -> None:
    """Serve jobs until standard input ends: `python -m queries.endpoint.worker STORE MEMORY`."""
    path, memory = sys.argv[1], int(sys.argv[2])
    if memory:
        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    store = ox.Store.read_only(path)
    sys.stdout.buffer.write(frame({"status": "ready"}))
    sys.stdout.buffer.flush()
    while (job := read_frame(sys.stdin.buffer)) is not None:
        sys.stdout.buffer.write(answer(store, job))
        sys.stdout.buffer.flush()


if __name__ == "__main__":
    main()
