"""The endpoint's routes for machines: /sparql, the Graph Store read side, VoID, health and metrics."""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable

from prometheus_client import CONTENT_TYPE_LATEST, generate_latest
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from ontology.namespaces import GRAPH_METADATA
from queries.endpoint.caching import Version, send
from queries.endpoint.description import service_description
from queries.endpoint.negotiation import GRAPH, ROWS, NotAcceptableError, choose
from queries.endpoint.protocol import FORM, QUERY, Operation, ProtocolError, absolute_iri, inspect_query, read_operation
from queries.endpoint.service import Service
from queries.endpoint.settings import Settings

Handler = Callable[[Request], Awaitable[Response]]
_GRAPHS = "SELECT ?g (COUNT(*) AS ?n) WHERE { GRAPH ?g { ?s ?p ?o } } GROUP BY ?g ORDER BY ?g"
_TRIPLES = "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }"


def limits(settings: Settings) -> dict[str, str]:
    """The headers that announce the limits of every query."""
    return {
        "X-Zeren-Row-Limit": str(settings.row_limit),
        "X-Zeren-Byte-Limit": str(settings.byte_limit),
        "X-Zeren-Time-Limit": f"{settings.time_limit:g}",
    }


def error_response(error: ProtocolError) -> Response:
    """One line of plain text; never a stack trace."""
    headers = {"X-Content-Type-Options": "nosniff", **(error.headers or {})}
    return Response(error.message + "\n", error.status, headers, "text/plain")


class Routes:
    """Handlers bound to one service."""

    def __init__(self, service: Service) -> None:
        self.service = service

    def guarded(self, name: str, handler: Handler) -> Handler:
        """A handler whose protocol errors become responses and whose outcome is counted."""

        async def run(request: Request) -> Response:
            try:
                response = await handler(request)
            except ProtocolError as error:
                response = error_response(error)
            self.service.metrics.requests.labels(name, str(response.status_code)).inc()
            return response

        return run

    async def sparql(self, request: Request) -> Response:
        """SPARQL 1.1 Protocol; a GET without a query is answered by the service description or the query page."""
        operation = await read_operation(request, self.service.settings.request_limit)
        if operation is None:
            if "text/html" in request.headers.get("accept", ""):
                return RedirectResponse("/", 303)
            return await self.describe(request)
        return await self.result(request, operation)

    async def result(self, request: Request, operation: Operation, headers: dict[str, str] | None = None) -> Response:
        """The answer to a query operation in the form that the request accepts."""
        media_type = self.service.media_type(operation, request.headers.get("accept"))
        version = self.service.build.version
        if operation.volatile:
            version = Version(version.tag, None)
        answer = await self.service.run(operation, media_type)
        extra = {**limits(self.service.settings), **(headers or {})}
        if answer.head.get("truncated"):
            extra["X-Zeren-Truncated"] = answer.head["truncated"]
        return send(request, answer.body, _with_charset(media_type), version, extra)

    async def describe(self, request: Request) -> Response:
        """The service description in any RDF format."""
        media_type = self._graph_type(request)
        answer = await self.service.run(inspect_query(_GRAPHS), ROWS["json"])
        rows = json.loads(answer.body)["results"]["bindings"]
        graphs = [(row["g"]["value"], int(row["n"]["value"])) for row in rows]
        endpoint = str(request.url.replace(query="", fragment=""))
        description = service_description(endpoint, graphs)
        short = {"text/turtle": "turtle", "application/n-triples": "nt", "application/ld+json": "json-ld"}
        body = description.serialize(format=short.get(media_type, "xml"), encoding="utf-8")
        return send(request, body, _with_charset(media_type), self.service.build.version)

    async def graph_store(self, request: Request) -> Response:
        """The read side of the SPARQL 1.1 Graph Store HTTP Protocol, by indirect graph identification."""
        names = request.query_params.getlist("graph")
        if ("default" in request.query_params) == bool(names) or len(names) > 1:
            raise ProtocolError(400, "name one graph: ?graph=IRI or ?default")
        graphs = tuple(absolute_iri(name, "graph") for name in names)
        operation = inspect_query(_TRIPLES, default_graphs=graphs, wanted=request.query_params.get("format"))
        if names and not await self._exists(names[0]):
            raise ProtocolError(404, f"there is no graph {names[0]}")
        return await self.result(request, operation)

    async def options(self, request: Request) -> Response:
        """What may be done with a route, for clients that ask without the headers of a browser's preflight."""
        posting = {"Allow": "GET, HEAD, POST, OPTIONS", "Accept-Post": f"{FORM}, {QUERY}"}
        headers = posting if request.url.path == "/sparql" else {"Allow": "GET, HEAD, OPTIONS"}
        return Response(status_code=204, headers=headers)

    async def _exists(self, name: str) -> bool:
        operation = inspect_query("ASK { ?s ?p ?o }", default_graphs=(name,))
        answer = await self.service.run(operation, ROWS["json"])
        return bool(json.loads(answer.body)["boolean"])

    async def void(self, request: Request) -> Response:
        """The DCAT and VoID description that the build wrote."""
        operation = inspect_query(_TRIPLES, default_graphs=(GRAPH_METADATA,))
        return await self.result(request, operation)

    async def health(self, request: Request) -> Response:
        """200 with the build's hash when a worker answers, 503 otherwise."""
        await self.service.run(inspect_query("ASK {}"), ROWS["json"])
        content = {
            "status": "ok",
            "build": self.service.build.tag,
            "workers": len(self.service.pool.process_identifiers),
        }
        return Response(
            json.dumps(content) + "\n", headers={"Cache-Control": "no-store"}, media_type="application/json"
        )

    async def metrics(self, request: Request) -> Response:
        """Prometheus text format."""
        metrics = self.service.metrics
        metrics.waiting.set(self.service.pool.waiting)
        metrics.workers.set(len(self.service.pool.process_identifiers))
        return Response(generate_latest(metrics.registry), headers={"Content-Type": CONTENT_TYPE_LATEST})

    def _graph_type(self, request: Request) -> str:
        try:
            return choose(request.headers.get("accept"), request.query_params.get("format"), GRAPH)
        except NotAcceptableError as error:
            raise ProtocolError(406, str(error)) from None

    def routes(self) -> list[Route]:
        """Every route for machines."""
        machine = ("/sparql", "/rdf-graph-store", "/.well-known/void", "/health", "/metrics")
        asked = [Route(path, self.guarded("options", self.options), methods=["OPTIONS"]) for path in machine]
        return [
            Route("/sparql", self.guarded("sparql", self.sparql), methods=["GET", "POST"]),
            Route("/rdf-graph-store", self.guarded("graph-store", self.graph_store), methods=["GET"]),
            Route("/.well-known/void", self.guarded("void", self.void), methods=["GET"]),
            Route("/health", self.guarded("health", self.health), methods=["GET"]),
            Route("/metrics", self.guarded("metrics", self.metrics), methods=["GET"]),
            *asked,
        ]


def _with_charset(media_type: str) -> str:
    return f"{media_type}; charset=utf-8" if media_type.startswith("text/") else media_type
