"""The command behind `zeren serve`: an ASGI server over the endpoint."""

from __future__ import annotations

import logging
from pathlib import Path

import uvicorn

from ontology.errors import InputError
from queries.endpoint.settings import Settings
from queries.endpoint.site import site

KEEP_ALIVE_SECONDS = 15


def serve(folder: Path, host: str, port: int, settings: Settings) -> None:
    """Serve the build in a folder until interrupted.

    One log line per query goes to standard error; client addresses are logged only when the settings say so.

    Raises:
        InputError: when the folder holds no build or the address cannot be bound.
    """
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(name)s %(message)s")
    logging.getLogger("httpx").setLevel(logging.WARNING)
    configuration = uvicorn.Config(
        site(folder, settings),
        host=host,
        port=port,
        access_log=settings.log_addresses,
        server_header=False,
        timeout_keep_alive=KEEP_ALIVE_SECONDS,
        log_config=None,
        h11_max_incomplete_event_size=settings.request_limit * 2,
    )
    server = uvicorn.Server(configuration)
    try:
        server.run()
    except SystemExit as error:
        raise InputError(
            f"{host}:{port}: the server could not start; is the port free? choose another with --port"
        ) from error
