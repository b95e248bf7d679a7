"""Pages for people: the query page, questions of the catalogue, nodes, and documents with a passage marked."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from urllib.parse import quote, unquote

import jinja2
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles

from ontology.namespaces import PREFIXES, ZD
from queries.endpoint.application import Routes
from queries.endpoint.caching import send
from queries.endpoint.negotiation import GRAPH, ROWS, NotAcceptableError, choose
from queries.endpoint.protocol import ProtocolError, inspect_query
from queries.endpoint.resources import Resources, compact, document_link, iri_of_path, link_of
from queries.endpoint.service import Service
from queries.question import load_catalogue

HERE = Path(__file__).parent
SECURITY = {
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; connect-src 'self'; "
        "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "X-Frame-Options": "DENY",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}
HTML = "text/html"
_RANGE = re.compile(r"(\d{1,9}),(\d{1,9})")


class Pages:
    """Handlers that answer in HTML, beside the machine routes of the same service."""

    def __init__(self, service: Service, machine: Routes) -> None:
        self._service = service
        self._machine = machine
        self._resources = Resources(service)
        loader = jinja2.FileSystemLoader(HERE / "templates")
        self._templates = jinja2.Environment(loader=loader, autoescape=True, undefined=jinja2.StrictUndefined)

    def _page(self, request: Request, template: str, **content: Any) -> Response:
        html = self._templates.get_template(template).render(build=self._service.build.tag, **content)
        return send(request, html.encode(), f"{HTML}; charset=utf-8", self._service.build.version, SECURITY)

    async def home(self, request: Request) -> Response:
        """The query form and the list of catalogue questions."""
        return self._page(
            request,
            "home.html",
            prefixes=sorted(PREFIXES.items()),
            questions=load_catalogue(),
            formats=[*ROWS, *GRAPH],
            settings=self._service.settings,
        )

    async def question(self, request: Request) -> Response:
        """A catalogue question: its form and, once it is asked, its answer as a table with passages."""
        number = request.path_params["number"]
        found = [question for question in load_catalogue() if str(question.number) == number]
        if not found:
            raise ProtocolError(404, "there is no such question")
        question = found[0]
        given = {name: value.strip() for name, value in request.query_params.items() if value.strip()}
        answer, fault = None, None
        if request.query_params or not question.parameters:
            try:
                answer = await self._service.ask(number, given)
            except ProtocolError as error:
                if error.status != 400:
                    raise
                fault = error.message
        page = {"question": question, "given": given, "answer": answer, "fault": fault, "link": _passage_link}
        return self._page(request, "question.html", **page)

    async def dereference(self, request: Request) -> Response:
        """303 from a node to the page or the data about it, by Accept (Cool URIs for the Semantic Web, W3C 2008)."""
        path = request.url.path.lstrip("/")
        iri = iri_of_path(unquote(path))
        if not await self._resources.known(iri):
            raise ProtocolError(404, f"nothing is known of {iri}")
        try:
            chosen = choose(request.headers.get("accept"), None, {"html": HTML, **GRAPH})
        except NotAcceptableError as error:
            raise ProtocolError(406, str(error)) from None
        target = f"/page/{path}" if chosen == HTML else f"/data/{path}"
        return RedirectResponse(target, 303, headers={"Vary": "Accept"})

    async def node(self, request: Request) -> Response:
        """A node as a page: statements, backlinks, evidence."""
        iri = iri_of_path(request.path_params["path"])
        if not await self._resources.known(iri):
            raise ProtocolError(404, f"nothing is known of {iri}")
        outgoing = await self._resources.outgoing(iri)
        names = [s.text for s in outgoing if s.property in {"skos:prefLabel", "rdfs:label", "dct:title"}]
        path = request.path_params["path"]
        return self._page(
            request,
            "node.html",
            iri=iri,
            name=names[0] if names else compact(iri),
            outgoing=outgoing,
            incoming=await self._resources.incoming(iri),
            evidence=await self._resources.evidence(iri),
            source=path.removeprefix("id/document/") if path.startswith("id/document/") else None,
            formats=GRAPH,
        )

    async def data(self, request: Request) -> Response:
        """A node as RDF."""
        iri = iri_of_path(request.path_params["path"])
        if not await self._resources.known(iri):
            raise ProtocolError(404, f"nothing is known of {iri}")
        operation = inspect_query(self._resources.data_query(iri), wanted=request.query_params.get("format"))
        return await self._machine.result(request, operation, {"Link": f"<{_ascii(iri)}>; rel=describes"})

    async def document(self, request: Request) -> Response:
        """The text of a document, with the passage `?char=START,END` (code points) marked."""
        source = request.path_params["source"]
        text = self._text(source)
        match = _RANGE.fullmatch(request.query_params.get("char", ""))
        begin, end = (int(match[1]), int(match[2])) if match else (0, 0)
        if not 0 <= begin <= end <= len(text):
            raise ProtocolError(404, f"the text has {len(text)} characters; there is no passage {begin},{end}")
        return self._page(
            request,
            "document.html",
            source=source,
            iri=iri_of_path("id/document/" + source),
            node=link_of(ZD + "document/" + source),
            before=text[:begin],
            passage=text[begin:end],
            after=text[end:],
        )

    def _text(self, source: str) -> str:
        folder = (self._service.build.folder / "text").resolve()
        path = (folder / f"{source}.txt").resolve() if "\0" not in source else folder
        if not path.is_relative_to(folder) or not path.is_file():
            raise ProtocolError(404, "there is no such document")
        return path.read_bytes().decode("utf-8")

    def routes(self) -> list[BaseRoute]:
        """Every route for people, the catch-all for nodes last."""
        guard = self._machine.guarded
        return [
            Route("/", guard("home", self.home), methods=["GET"]),
            Route("/questions/{number}", guard("question", self.question), methods=["GET"]),
            Route("/documents/{source:path}", guard("document", self.document), methods=["GET"]),
            Route("/page/{path:path}", guard("page", self.node), methods=["GET"]),
            Route("/data/{path:path}", guard("data", self.data), methods=["GET"]),
            Mount("/static", StaticFiles(directory=HERE / "static"), name="static"),
            Route("/ns", guard("dereference", self.dereference), methods=["GET"]),
            Route("/id/{path:path}", guard("dereference", self.dereference), methods=["GET"]),
            Route("/{scheme}/{path:path}", guard("dereference", self.dereference), methods=["GET"]),
        ]


def _passage_link(place: Mapping[str, Any]) -> str:
    return document_link(place["source"], f"{place['begin']},{place['end']}")


def _ascii(iri: str) -> str:
    return quote(iri, safe=":/#%?&=;,@!$'()*+~-._[]")
