"""Ten minutes of full load on loopback with a slow query every second.

    python benchmarks/soak.py BUILD [--minutes 10]

Fails when a fast request is lost or refused, when worker processes pile up, or when the memory of server and workers
after the first minute grows by more than half.
"""

from __future__ import annotations

import argparse
import asyncio
import sys
import time
from collections import Counter
from pathlib import Path

import aiohttp
import psutil

sys.path.insert(0, str(Path(__file__).resolve().parent))
from endpoint import PREFIXES, QUERIES, ROOT, free_port, running

SLOW = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i FILTER(STR(?c) < STR(?f) && STR(?f) < STR(?i)) }"
FAST = ("one agency", "duties of 20")
WORKERS, TIME_LIMIT, CLIENTS = 3, 1.5, 16


def server_process() -> psutil.Process:
    return next(c for c in psutil.Process().children() if "serve" in c.cmdline())


def worker_count(server: psutil.Process) -> int:
    count = 0
    for child in server.children(recursive=True):
        try:
            count += "queries.endpoint.worker" in " ".join(child.cmdline())
        except psutil.NoSuchProcess:  # killed and not yet reaped
            continue
    return count


def memory(server: psutil.Process) -> int:
    total = 0
    for process in [server, *server.children(recursive=True)]:
        try:
            total += process.memory_info().rss
        except psutil.NoSuchProcess:
            continue
    return total


async def fast(session: aiohttp.ClientSession, url: str, end: float, seen: Counter[str]) -> None:
    queries = [QUERIES[name] for name in FAST]
    turn = 0
    while time.monotonic() < end:
        turn += 1
        try:
            async with session.get(url, params={"query": PREFIXES + queries[turn % len(queries)]}) as response:
                await response.read()
                seen[f"fast {response.status}"] += 1
        except aiohttp.ClientError as error:
            seen[f"fast lost ({type(error).__name__})"] += 1


async def slow(session: aiohttp.ClientSession, url: str, end: float, seen: Counter[str]) -> None:
    while time.monotonic() < end:
        started = time.monotonic()
        async with session.get(url, params={"query": SLOW}) as response:
            await response.read()
            seen[f"slow {response.status}"] += 1
        await asyncio.sleep(max(0.0, 1 - (time.monotonic() - started)))


async def watch(server: psutil.Process, end: float, samples: list[tuple[int, int]]) -> None:
    while time.monotonic() < end:
        await asyncio.sleep(5)
        samples.append((memory(server), worker_count(server)))
        own = server.memory_info().rss
        print(
            f"memory {samples[-1][0] / 2**20:.0f} MiB (server {own / 2**20:.0f}), workers {samples[-1][1]}",
            file=sys.stderr,
        )


async def soak(url: str, server: psutil.Process, seconds: float) -> tuple[Counter[str], list[tuple[int, int]]]:
    seen: Counter[str] = Counter()
    samples: list[tuple[int, int]] = []
    end = time.monotonic() + seconds
    async with aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=CLIENTS + 1)) as session:
        clients = [fast(session, url, end, seen) for _ in range(CLIENTS)]
        await asyncio.gather(slow(session, url, end, seen), watch(server, end, samples), *clients)
    return seen, samples


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("build", type=Path, nargs="?", default=ROOT / "build")
    parser.add_argument("--minutes", type=float, default=10)
    arguments = parser.parse_args()
    port = free_port()
    limits = ["--workers", str(WORKERS), "--time-limit", str(TIME_LIMIT), "--queue", "256"]
    command = [sys.executable, "zeren.py", "serve", str(arguments.build), "--port", str(port), *limits]
    with running(command, f"http://127.0.0.1:{port}/sparql") as url:
        server = server_process()
        seen, samples = asyncio.run(soak(url, server, arguments.minutes * 60))
        time.sleep(2)
        left = worker_count(server)
    settled = samples[min(len(samples) - 1, 11)][0]
    growth = samples[-1][0] / settled
    print(f"{dict(sorted(seen.items()))}; workers at the end {left}; memory {growth:.2f} of what it was after a minute")
    faults = [name for name in seen if name.startswith("fast") and name != "fast 200"]
    if faults or left != WORKERS or growth > 1.5 or max(count for _, count in samples) > 2 * WORKERS:
        raise SystemExit(f"the soak failed: {faults or 'memory or workers leak'}")


if __name__ == "__main__":
    main()
