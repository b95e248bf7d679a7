"""The SPARQL 1.1 Protocol, query operation (W3C Recommendation 2013, section 2.1), from request to query job."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import parse_qsl

import pyoxigraph
from starlette.requests import Request

from queries.endpoint.scan import asks_for_update, calls_service, is_volatile, keywords, names_dataset, query_form

FORM = "application/x-www-form-urlencoded"
QUERY = "application/sparql-query"
UPDATE = "application/sparql-update"


class ProtocolError(Exception):
    """A request that gets an error status and one line of explanation."""

    def __init__(self, status: int, message: str, headers: dict[str, str] | None = None) -> None:
        super().__init__(message)
        self.status = status
        self.message = message
        self.headers = headers or {}


@dataclass(frozen=True)
class Operation:
    """A query operation: text, dataset, wanted format, and the query form found in the text."""

    query: str
    form: str
    default_graphs: tuple[str, ...] = ()
    named_graphs: tuple[str, ...] = ()
    format: str | None = None
    union: bool = True
    volatile: bool = False


async def read_body(request: Request, limit: int) -> bytes:
    """The request's body.

    Raises:
        ProtocolError: 413 as soon as it is longer than `limit` bytes.
    """
    parts: list[bytes] = []
    size = 0
    async for chunk in request.stream():
        size += len(chunk)
        if size > limit:
            raise ProtocolError(413, f"the request is larger than {limit} bytes")
        parts.append(chunk)
    return b"".join(parts)


def _parameters(text: str) -> list[tuple[str, str]]:
    try:
        return parse_qsl(text, keep_blank_values=True, errors="strict", max_num_fields=1000)
    except UnicodeDecodeError:
        raise ProtocolError(400, "the parameters are not percent-encoded UTF-8") from None
    except ValueError:
        raise ProtocolError(400, "more than 1000 parameters") from None


def _decode(body: bytes) -> str:
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError as error:
        raise ProtocolError(400, f"the body is not UTF-8 (byte {error.start})") from None


async def read_operation(request: Request, limit: int) -> Operation | None:
    """The query operation of a request; None for a GET without parameters of a query (service description).

    Raises:
        ProtocolError: for everything that the protocol does not allow and for updates.
    """
    url = _parameters(request.url.query)
    if len(request.url.query) > limit:
        raise ProtocolError(414, f"the query string is longer than {limit} bytes; use POST")
    if request.method in {"GET", "HEAD"}:
        return _operation(url, optional=True)
    content_type = request.headers.get("content-type", "").split(";")[0].strip().lower()
    if content_type == FORM:
        return _operation(_parameters(_decode(await read_body(request, limit))) + url)
    if content_type == QUERY:
        if any(name == "query" for name, _ in url):
            raise ProtocolError(400, "two queries: one in the body, one in the URL")
        return _operation([("query", _decode(await read_body(request, limit))), *url])
    if content_type == UPDATE:
        raise ProtocolError(403, "this endpoint is read-only: updates are refused")
    raise ProtocolError(415, f"Content-Type must be {FORM} or {QUERY}")


def _operation(parameters: Sequence[tuple[str, str]], optional: bool = False) -> Operation | None:
    names = [name for name, _ in parameters]
    if "update" in names:
        raise ProtocolError(403, "this endpoint is read-only: updates are refused")
    queries = [value for name, value in parameters if name == "query"]
    if len(queries) > 1:
        raise ProtocolError(400, f"{len(queries)} queries in one request; send one")
    if not queries:
        if optional:
            return None
        raise ProtocolError(400, "no query: send it as the parameter `query` or as the body")
    default_graphs = _graphs(parameters, "default-graph-uri")
    named_graphs = _graphs(parameters, "named-graph-uri")
    formats = [value for name, value in parameters if name == "format" and value]
    return inspect_query(queries[0], default_graphs, named_graphs, formats[-1] if formats else None)


def inspect_query(
    query: str,
    default_graphs: tuple[str, ...] = (),
    named_graphs: tuple[str, ...] = (),
    wanted: str | None = None,
) -> Operation:
    """A query text as an operation that may be run.

    Raises:
        ProtocolError: for updates, for SERVICE, and for texts that hold no query form.
    """
    words = keywords(query)
    if asks_for_update(words):
        raise ProtocolError(403, "this endpoint is read-only: updates are refused")
    if calls_service(words):
        raise ProtocolError(403, "SERVICE is refused: this endpoint sends no request to others")
    form = query_form(words)
    if form is None:
        raise ProtocolError(400, "error at 1:1: not a query: no SELECT, ASK, CONSTRUCT or DESCRIBE in it")
    union = not (default_graphs or named_graphs or names_dataset(words))
    return Operation(query, form, default_graphs, named_graphs, wanted, union, is_volatile(words))


def _graphs(parameters: Sequence[tuple[str, str]], name: str) -> tuple[str, ...]:
    return tuple(absolute_iri(value, name) for key, value in parameters if key == name)


def absolute_iri(text: str, name: str) -> str:
    """The text itself.

    Raises:
        ProtocolError: 400 when it is not an absolute IRI (RFC 3987).
    """
    try:
        return str(pyoxigraph.NamedNode(text).value)
    except ValueError:
        raise ProtocolError(400, f"{name}: {text[:200]!r} is not an absolute IRI") from None
