"""Loading and five typical queries: Zeren's stores beside rdflib and the native oxigraph server.

    python -m benchmarks.store [BUILD] [--sizes 100000 1000000] [--limit 120] [--json FILE]

Prints seconds (best of three for queries) and the ratio to the store on disk. An engine that passes the limit for one
query is noted as such and not asked again.
"""

from __future__ import annotations

import argparse
import json
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
from rich.console import Console
from rich.table import Table

from benchmarks.relabelled import relabelled
from graphs.remote import RemoteStore
from graphs.store import LocalStore, Store, solutions_of
from ontology.namespaces import PREFIXES

PROLOGUE = "".join(f"PREFIX {prefix}: <{iri}>\n" for prefix, iri in PREFIXES.items())
QUERIES = {
    "duties of one agency, with passages": """SELECT ?matter ?text {
        ?a skos:prefLabel "甘肃省应急管理厅"@zh . ?d zr:bearer ?a ; a zr:Duty ; zr:matter ?matter ; zr:evidence ?p .
        ?p nif:anchorOf ?text }""",
    "duties by role and genre": """SELECT ?role ?genre (COUNT(?d) AS ?n) {
        ?d a zr:Duty ; zr:role ?role ; zr:evidence/nif:referenceContext/zr:genre ?genre } GROUP BY ?role ?genre""",
    "one matter, several bearers": """SELECT ?matter (COUNT(DISTINCT ?b) AS ?n) {
        ?d a zr:Duty ; zr:matter ?matter ; zr:bearer ?b } GROUP BY ?matter HAVING (COUNT(DISTINCT ?b) > 1)
        ORDER BY DESC(?n) LIMIT 20""",
    "bearers that no duty names as lead": """SELECT (COUNT(*) AS ?n) {
        { SELECT DISTINCT ?b { ?d zr:bearer ?b } }
        MINUS { SELECT DISTINCT ?b { ?e zr:bearer ?b ; zr:role <https://w3id.org/zeren/role/lead> } } }""",
    "one indicator, contradicting values": """SELECT ?i ?x ?y {
        ?a zr:indicator ?i ; zr:period ?t ; zr:division ?p ; zr:unit ?u ; zr:value ?x .
        ?b zr:indicator ?i ; zr:period ?t ; zr:division ?p ; zr:unit ?u ; zr:value ?y . FILTER(?x < ?y) }""",
}


class TimeIsUpError(Exception):
    """The time for one query is over."""


@contextmanager
def limited(seconds: int) -> Iterator[None]:
    def stop(_signal: int, _frame: object) -> None:
        raise TimeIsUpError

    signal.signal(signal.SIGALRM, stop)
    signal.alarm(seconds)
    try:
        yield
    finally:
        signal.alarm(0)


def timed(work: Callable[[], object], limit: int, times: int = 1) -> float | None:
    """The best time of several, in seconds; None when one passes the limit."""
    best = None
    for _ in range(times):
        started = time.perf_counter()
        try:
            with limited(limit):
                work()
        except TimeIsUpError:
            return None
        passed = time.perf_counter() - started
        best = passed if best is None else min(best, passed)
    return best


def ask(store: Store, query: str) -> Callable[[], object]:
    return lambda: sum(1 for _ in solutions_of(store.query(query)))


def measure_disk(graph: Path, limit: int, folder: Path) -> dict[str, float | None]:
    times: dict[str, float | None] = {}
    store = LocalStore.disk(folder / "disk", writable=True)
    times["load"] = timed(lambda: store.load_file(graph), limit * 10)
    store.close()
    return times | {name: timed(ask(store, query), limit, 3) for name, query in QUERIES.items()}


def measure_memory(graph: Path, limit: int, _folder: Path) -> dict[str, float | None]:
    store = LocalStore.memory()
    times: dict[str, float | None] = {"load": timed(lambda: store.load_file(graph), limit * 10)}
    return times | {name: timed(ask(store, query), limit, 3) for name, query in QUERIES.items()}


def measure_server(graph: Path, limit: int, folder: Path) -> dict[str, float | None]:
    program = Path(sys.executable).with_name("oxigraph")
    location = str(folder / "server")
    load = [str(program), "load", "--location", location, "--file", str(graph)]
    times: dict[str, float | None] = {
        "load": timed(lambda: subprocess.run(load, check=True, capture_output=True), limit * 10)
    }
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    command = [str(program), "serve-read-only", "--location", location, "--bind", f"127.0.0.1:{port}"]
    process = subprocess.Popen(command, stderr=subprocess.DEVNULL)
    try:
        address = f"http://127.0.0.1:{port}/query"
        for _ in range(100):
            try:
                httpx.get(address, params={"query": "ASK {}"})
                break
            except httpx.HTTPError:
                time.sleep(0.1)
        with RemoteStore(address, timeout=limit * 2) as store:
            return times | {name: timed(ask(store, query), limit, 3) for name, query in QUERIES.items()}
    finally:
        process.terminate()
        process.wait()


def measure_rdflib(graph: Path, limit: int, _folder: Path) -> dict[str, float | None]:
    import rdflib

    dataset = rdflib.Dataset(default_union=True)
    times: dict[str, float | None] = {"load": timed(lambda: dataset.parse(str(graph), format="nquads"), limit * 10)}
    if times["load"] is None:
        return times | dict.fromkeys(QUERIES)
    for name, query in QUERIES.items():
        times[name] = timed(lambda query=query: len(list(dataset.query(PROLOGUE + query))), limit)  # type: ignore[misc]
    return times


ENGINES = {
    "store on disk": measure_disk,
    "store in memory": measure_memory,
    "oxigraph server": measure_server,
    "rdflib": measure_rdflib,
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("build", type=Path, nargs="?", default=Path("build"))
    parser.add_argument("--sizes", type=int, nargs="+", default=[100_000, 1_000_000])
    parser.add_argument("--limit", type=int, default=120, help="seconds for one query; ten times as long for a load")
    parser.add_argument("--engines", nargs="+", choices=sorted(ENGINES), default=list(ENGINES))
    parser.add_argument("--json", type=Path)
    arguments = parser.parse_args()
    results: dict[str, dict[str, dict[str, float | None]]] = {}
    for size in arguments.sizes:
        folder = Path(tempfile.mkdtemp())
        try:
            graph = folder / "graph.nq"
            with graph.open("w", encoding="utf-8") as file:
                file.writelines(relabelled(arguments.build / "zeren.nq", size))
            found = {name: ENGINES[name](graph, arguments.limit, folder) for name in arguments.engines}
            results[str(size)] = found
            show(size, found)
        finally:
            shutil.rmtree(folder)
    if arguments.json:
        arguments.json.write_text(json.dumps(results, indent=1, ensure_ascii=False), encoding="utf-8")


def show(size: int, found: dict[str, dict[str, float | None]]) -> None:
    table = Table(title=f"{size} quads: seconds (times the first column)")
    table.add_column("job")
    for name in found:
        table.add_column(name, justify="right")
    first = next(iter(found.values()))
    for job in ("load", *QUERIES):
        cells = []
        for times in found.values():
            value, base = times[job], first[job]
            if value is None:
                cells.append("over the limit")
            else:
                cells.append(f"{value:.4f} ({value / base:.1f})" if base else f"{value:.4f}")
        table.add_row(job, *cells)
    Console(width=140).print(table)


if __name__ == "__main__":
    main()
