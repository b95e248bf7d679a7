"""The endpoint's state: which build it serves, its workers, its counters."""

from __future__ import annotations

import asyncio
import contextlib
import hashlib
import json
import logging
import time
from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram

from ontology.errors import InputError
from queries.endpoint.caching import Version
from queries.endpoint.negotiation import GRAPH, ROWS, NotAcceptableError, choose
from queries.endpoint.pool import Answer, BusyError, Pool, TimeLimitError, WorkerLostError
from queries.endpoint.protocol import Operation, ProtocolError
from queries.endpoint.settings import Settings

log = logging.getLogger("zeren.endpoint")
RELOAD_EVERY = 1.0
PAGE_ROWS = 500


@dataclass(frozen=True)
class Build:
    """A build on disk: its folder, the store's resolved folder, and its version, which changes with every build."""

    folder: Path
    store: Path
    version: Version

    @property
    def tag(self) -> str:
        """The hash that changes with every build."""
        return self.version.tag

    @classmethod
    def find(cls, folder: Path) -> Build:
        """The build in a folder as it stands now.

        Raises:
            InputError: when there is none.
        """
        store = folder / "store"
        if not store.exists():
            raise InputError(f"{folder}: holds no built graph; run `zeren build CORPUS --out {folder}` first")
        resolved = store.resolve()
        state = resolved.stat()
        quads = folder / "zeren.nq"
        size = quads.stat() if quads.exists() else state
        print_ = f"{resolved.name} {state.st_ino} {state.st_mtime_ns} {size.st_size} {size.st_mtime_ns}"
        tag = hashlib.sha256(print_.encode()).hexdigest()[:16]
        return cls(folder, resolved, Version(tag, max(state.st_mtime, size.st_mtime)))


class Metrics:
    """Counters in the Prometheus text format."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        self.requests = Counter(
            "zeren_requests_total", "Requests by route and status", ["route", "status"], registry=self.registry
        )
        self.seconds = Histogram("zeren_query_seconds", "Time per query", registry=self.registry)
        self.killed = Counter("zeren_queries_killed_total", "Queries ended by the time limit", registry=self.registry)
        self.waiting = Gauge("zeren_requests_waiting", "Requests waiting for a worker", registry=self.registry)
        self.workers = Gauge("zeren_workers", "Live worker processes", registry=self.registry)


class Service:
    """Runs query operations on the pool and keeps it on the newest build."""

    def __init__(self, folder: Path, settings: Settings) -> None:
        self.settings = settings
        self.build = Build.find(folder)
        self.pool = Pool(self.build.store, settings)
        self.metrics = Metrics()

    @contextlib.asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        """Workers up for the duration, following new builds."""
        await self.pool.open()
        watcher = asyncio.create_task(self._watch())
        try:
            yield
        finally:
            watcher.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await watcher
            await self.pool.close()

    async def _watch(self) -> None:
        while True:
            await asyncio.sleep(RELOAD_EVERY)
            with contextlib.suppress(InputError, OSError):
                current = Build.find(self.build.folder)
                if current.tag != self.build.tag:
                    self.build = current
                    await self.pool.move_to(current.store)
                    log.info("reloaded build=%s", current.tag)

    def media_type(self, operation: Operation, accept: str | None) -> str:
        """What to answer an operation with.

        Raises:
            ProtocolError: 406 when the client accepts none of the forms.
        """
        offers = ROWS if operation.form in {"SELECT", "ASK"} else GRAPH
        try:
            return choose(accept, operation.format, offers)
        except NotAcceptableError as error:
            raise ProtocolError(406, str(error)) from None

    async def run(self, operation: Operation, media_type: str) -> Answer:
        """Run an operation and return its serialised result.

        Raises:
            ProtocolError: 400 for a syntax error (the message names the position), 422 for a result that is too
                large or cannot be made, 503 when busy, 504 at the time limit.
        """
        job = {
            "query": operation.query,
            "base": self.settings.base,
            "union": operation.union,
            "default_graphs": operation.default_graphs,
            "named_graphs": operation.named_graphs,
            "media_type": media_type,
            "row_limit": self.settings.row_limit,
            "byte_limit": self.settings.byte_limit,
        }
        started = time.perf_counter()
        answer: Answer | None = None
        try:
            answer = await self._run(job)
            return self._checked(answer)
        finally:
            elapsed = time.perf_counter() - started
            self.metrics.seconds.observe(elapsed)
            self._log(operation, answer, elapsed)

    async def ask(self, number: str, given: Mapping[str, str]) -> Any:
        """The answer to a catalogue question, as `queries.endpoint.questions.answer_question` makes it.

        Raises:
            ProtocolError: 400 for what cannot be asked, with a suggestion; else as `run`.
        """
        job = {"question": number, "given": dict(given), "row_limit": PAGE_ROWS}
        answer = await self._run(job)
        if answer.head["status"] == "input":
            raise ProtocolError(400, answer.head["message"])
        return json.loads(self._checked(answer).body)

    async def _run(self, job: dict[str, object]) -> Answer:
        try:
            return await self.pool.run(job)
        except BusyError:
            raise ProtocolError(503, "all workers are busy; try again", {"Retry-After": "1"}) from None
        except TimeLimitError:
            self.metrics.killed.inc()
            limit = self.settings.time_limit
            raise ProtocolError(504, f"the query ran into the time limit of {limit:g} s and was ended") from None
        except WorkerLostError:
            message = "the query ended its worker twice; it probably needs more memory than is allowed"
            raise ProtocolError(503, message, {"Retry-After": "5"}) from None

    def _checked(self, answer: Answer) -> Answer:
        status, message = answer.head["status"], answer.head.get("message", "")
        if status == "syntax":
            raise ProtocolError(400, message)
        if status == "too-large":
            limit = self.settings.byte_limit
            raise ProtocolError(422, f"the result is larger than {limit} bytes; narrow the query or use LIMIT")
        if status != "ok":
            raise ProtocolError(422, f"the query cannot be answered: {message.splitlines()[0] if message else status}")
        return answer

    def _log(self, operation: Operation, answer: Answer | None, elapsed: float) -> None:
        digest = hashlib.sha256(operation.query.encode("utf-8", "surrogatepass")).hexdigest()[:12]
        head = answer.head if answer else {"status": "ended"}
        log.info(
            "query=%s form=%s status=%s rows=%s bytes=%s milliseconds=%.1f",
            digest,
            operation.form,
            head["status"],
            head.get("rows", "-"),
            head.get("size", "-"),
            elapsed * 1000,
        )
