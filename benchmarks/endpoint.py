"""The endpoint beside rdflib-endpoint and the native oxigraph server, over the same graph on loopback.

    python benchmarks/endpoint.py BUILD [--seconds 5]

Prints requests per second, median and 99th percentile of the time per request for three queries at 1, 16 and 64
connections, and the ratio of the rate to the endpoint's own.
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import os
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import aiohttp
from rich.console import Console
from rich.table import Table

ROOT = Path(__file__).resolve().parents[1]
PREFIXES = (
    "PREFIX zr: <https://w3id.org/zeren/ns#> PREFIX skos: <http://www.w3.org/2004/02/skos/core#> "
    "PREFIX nif: <http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#> "
)
QUERIES = {
    "one agency": "SELECT ?l { ?a a zr:Agency ; skos:prefLabel ?l } LIMIT 1",
    "duties of 20": (
        "SELECT ?b ?r ?m ?t { ?d a zr:Duty ; zr:bearer ?b ; zr:role ?r ; zr:matter ?m ; zr:evidence ?e . "
        "?e nif:anchorOf ?t } LIMIT 20"
    ),
    "duties by bearer": (
        "SELECT ?b (COUNT(?d) AS ?n) { ?d a zr:Duty ; zr:bearer ?b } GROUP BY ?b ORDER BY DESC(?n) LIMIT 20"
    ),
}
RDFLIB_ENDPOINT = """
import sys, uvicorn
from rdflib import Dataset
from rdflib_endpoint import SparqlEndpoint
graph = Dataset(default_union=True)
graph.parse(sys.argv[1], format="nquads")
uvicorn.run(SparqlEndpoint(graph=graph, path="/sparql"), port=int(sys.argv[2]), log_level="error")
"""


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextlib.contextmanager
def running(command: list[str], url: str) -> Iterator[str]:
    """The process, once its service answers."""
    with tempfile.TemporaryFile() as log:
        process = subprocess.Popen(
            command, cwd=ROOT, stdout=log, stderr=log, env={**os.environ, "PYTHONPATH": str(ROOT)}
        )
        try:
            asyncio.run(wait_for(url, process))
            yield url
        finally:
            process.terminate()
            process.wait(30)


async def wait_for(url: str, process: subprocess.Popen[bytes]) -> None:
    async with aiohttp.ClientSession() as session:
        for _ in range(3000):
            if process.poll() is not None:
                raise SystemExit(f"{process.args} ended at once")
            with contextlib.suppress(aiohttp.ClientError):
                async with session.get(url, params={"query": "ASK { ?s ?p ?o }"}) as response:
                    if response.status == 200:
                        return
            await asyncio.sleep(0.1)
    raise SystemExit(f"{url} does not answer")


async def load(url: str, query: str, connections: int, seconds: float) -> list[float]:
    """The time of each request in seconds, sent back to back on so many connections."""
    times: list[float] = []
    connector = aiohttp.TCPConnector(limit=connections)
    headers = {"Accept": "application/sparql-results+json"}

    async def one(session: aiohttp.ClientSession, end: float) -> None:
        while (started := time.perf_counter()) < end:
            async with session.get(url, params={"query": query}) as response:
                body = await response.read()
                if response.status != 200:
                    raise SystemExit(f"{url}: {response.status} {body[:200]!r}")
            times.append(time.perf_counter() - started)

    async with aiohttp.ClientSession(connector=connector, headers=headers) as session:
        end = time.perf_counter() + seconds
        await asyncio.gather(*(one(session, end) for _ in range(connections)))
    return times


def services(build: Path, scratch: Path) -> Iterator[tuple[str, list[str], str]]:
    """Name, command and query address of each service."""
    port = free_port()
    zeren = [sys.executable, "zeren.py", "serve", str(build), "--port", str(port), "--queue", "256"]
    yield "zeren", zeren, f"http://127.0.0.1:{port}/sparql"
    oxigraph = shutil.which("oxigraph", path=str(Path(sys.executable).parent))
    if oxigraph:
        location = scratch / "oxigraph"
        load_quads = [oxigraph, "load", "--location", str(location), "--file", str(build / "zeren.nq")]
        subprocess.run(load_quads, check=True, capture_output=True)
        port = free_port()
        command = [
            oxigraph,
            "serve-read-only",
            "--location",
            str(location),
            "--bind",
            f"127.0.0.1:{port}",
            "--union-default-graph",
        ]
        yield "oxigraph server", command, f"http://127.0.0.1:{port}/query"
    port = free_port()
    rdflib = [sys.executable, "-c", RDFLIB_ENDPOINT, str(build / "zeren.nq"), str(port)]
    yield "rdflib-endpoint", rdflib, f"http://127.0.0.1:{port}/sparql"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("build", type=Path, nargs="?", default=ROOT / "build")
    parser.add_argument("--seconds", type=float, default=5)
    arguments = parser.parse_args()
    table = Table(title=f"requests on loopback, {os.cpu_count()} cores shared by client and service")
    for heading in ("query", "connections", "service", "requests/s", "p50 ms", "p99 ms", "rate / zeren"):
        table.add_column(heading, justify="left" if heading in {"query", "service"} else "right")
    results: dict[tuple[str, int], list[tuple[str, float, float, float]]] = {}
    with tempfile.TemporaryDirectory() as scratch:
        for name, command, url in services(arguments.build, Path(scratch)):
            with running(command, url):
                for label, query in QUERIES.items():
                    for connections in (1, 16, 64):
                        times = asyncio.run(load(url, PREFIXES + query, connections, arguments.seconds))
                        cuts = statistics.quantiles(times, n=100) if len(times) > 1 else [times[0]] * 99
                        row = (name, len(times) / arguments.seconds, cuts[49] * 1000, cuts[98] * 1000)
                        results.setdefault((label, connections), []).append(row)
    for (label, connections), rows in results.items():
        own = rows[0][1]
        for name, rate, median, worst in rows:
            table.add_row(
                label, str(connections), name, f"{rate:.0f}", f"{median:.1f}", f"{worst:.1f}", f"{rate / own:.2f}"
            )
    Console(width=120).print(table)


if __name__ == "__main__":
    main()
