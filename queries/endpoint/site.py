"""The whole endpoint, machine routes and pages, as one ASGI application."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from queries.endpoint.application import Routes, limits
from queries.endpoint.pages import Pages
from queries.endpoint.service import Service, log
from queries.endpoint.settings import Settings


async def _unexpected(_request: Request, error: Exception) -> Response:
    log.error("unexpected %s: %s", type(error).__name__, error)
    return PlainTextResponse("the server met an unexpected condition\n", 500)


def site(folder: Path, settings: Settings | None = None) -> Starlette:
    """The endpoint over the build in a folder.

    Raises:
        InputError: when the folder holds no build.
    """
    service = Service(folder, settings or Settings())
    machine = Routes(service)

    @asynccontextmanager
    async def lifespan(_app: Starlette) -> AsyncIterator[None]:
        async with service.running():
            yield

    cors = Middleware(
        CORSMiddleware,
        allow_origins=["*"],
        allow_methods=["GET", "HEAD", "POST", "OPTIONS"],
        allow_headers=["*"],
        expose_headers=["ETag", *limits(service.settings), "X-Zeren-Truncated", "Retry-After"],
    )
    app = Starlette(
        routes=[*machine.routes(), *Pages(service, machine).routes()],
        middleware=[cors],
        exception_handlers={Exception: _unexpected},
        lifespan=lifespan,
    )
    app.state.service = service
    return app
