"""Real SPARQL services for the tests: the oxigraph server of the wheel, and Virtuoso where Debian has it."""

from __future__ import annotations

import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from graphs.remote import RemoteStore

VIRTUOSO_SETTINGS = """
[Database]
DatabaseFile = {folder}/virtuoso.db
ErrorLogFile = {folder}/virtuoso.log
LockFile = {folder}/virtuoso.lck
TransactionFile = {folder}/virtuoso.trx
xa_persistent_file = {folder}/virtuoso.pxa
[TempDatabase]
DatabaseFile = {folder}/temporary.db
TransactionFile = {folder}/temporary.trx
[Parameters]
ServerPort = {port}
DisableUnixSocket = 1
NumberOfBuffers = 20000
MaxDirtyBuffers = 15000
DirsAllowed = {folder}
[HTTPServer]
ServerPort = {http}
ServerRoot = {folder}
MaxClientConnections = 10
[SPARQL]
ResultSetMaxRows = 1000000
"""


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def wait_for(url: str, process: subprocess.Popen[bytes], seconds: float) -> bool:
    """Whether the service answers before the time is over and while its process lives."""
    end = time.monotonic() + seconds
    while time.monotonic() < end and process.poll() is None:
        try:
            if httpx.get(url, params={"query": "ASK { ?s ?p ?o }"}, timeout=5).status_code == 200:
                return True
        except httpx.HTTPError:
            time.sleep(0.2)
    return False


@pytest.fixture(scope="session")
def oxigraph_process(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of an oxigraph server that lives as long as the tests."""
    program = Path(sys.executable).with_name("oxigraph")
    if not program.exists():
        pytest.skip("the oxigraph wheel is not installed")
    port = free_port()
    folder = tmp_path_factory.mktemp("oxigraph")
    command = [str(program), "serve", "--location", str(folder), "--bind", f"127.0.0.1:{port}"]
    process = subprocess.Popen(command, stderr=subprocess.DEVNULL)
    try:
        assert wait_for(f"http://127.0.0.1:{port}/query", process, 30)
        yield f"http://127.0.0.1:{port}/query"
    finally:
        process.terminate()
        process.wait(20)


@pytest.fixture
def oxigraph_server(oxigraph_process: str) -> str:
    """The address of an oxigraph server without data, whatever earlier tests left in it."""
    update = oxigraph_process.removesuffix("/query") + "/update"
    httpx.post(update, data={"update": "DROP ALL"}, timeout=30).raise_for_status()
    return oxigraph_process


def virtuoso_program() -> str | None:
    """Virtuoso's server, installed from Debian when it is missing and we may."""
    found = shutil.which("virtuoso-t")
    apt = shutil.which("apt-get")
    if found is None and apt is not None:
        subprocess.run(
            [apt, "install", "-y", "-q", "virtuoso-opensource"],
            capture_output=True,
            env={"DEBIAN_FRONTEND": "noninteractive", "PATH": "/usr/sbin:/usr/bin:/sbin:/bin"},
            timeout=300,
            check=False,
        )
        found = shutil.which("virtuoso-t")
    return found


@pytest.fixture(scope="session")
def virtuoso_store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RemoteStore]:
    """A store behind a Virtuoso server without data; skips where Virtuoso cannot be had."""
    program = virtuoso_program()
    if program is None:
        pytest.skip("virtuoso-opensource is not here and could not be installed by apt-get")
    folder = tmp_path_factory.mktemp("virtuoso")
    http = free_port()
    settings = folder / "virtuoso.ini"
    settings.write_text(VIRTUOSO_SETTINGS.format(folder=folder, port=free_port(), http=http), encoding="utf-8")
    process = subprocess.Popen(
        [program, "+foreground", "+configfile", str(settings)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        if not wait_for(f"http://127.0.0.1:{http}/sparql", process, 90):
            pytest.skip("virtuoso-opensource is here but did not start")
        base = f"http://127.0.0.1:{http}/sparql"
        auth = httpx.DigestAuth("dba", "dba")
        with RemoteStore(base, f"{base}-auth", f"{base}-graph-crud-auth", auth=auth, chunk=7) as store:
            yield store
    finally:
        process.terminate()
        process.wait(60)
