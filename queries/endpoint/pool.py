"""A pool of killable worker processes over one store.

pyoxigraph can neither time out nor cancel a query, so each query runs in a process that is killed at the time limit
and replaced. A worker that dies by itself (or by somebody's hand) is replaced and its query run once more elsewhere,
which is safe because workers only read.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import struct
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tenacity import retry, retry_if_exception_type, stop_after_attempt, wait_exponential

from queries.endpoint.settings import Settings
from queries.endpoint.worker import frame

_LENGTH = struct.Struct(">I")
_START_LIMIT = 30.0


class BusyError(Exception):
    """All workers are busy and the queue is full."""


class TimeLimitError(Exception):
    """The query ran into the time limit and its worker was killed."""


class WorkerLostError(Exception):
    """Two workers in a row died while running the query."""


@dataclass(frozen=True)
class Answer:
    """What a worker said: the head of its answer and the serialised result."""

    head: dict[str, Any]
    body: bytes


class Worker:
    """One process and its two pipes."""

    def __init__(self, process: asyncio.subprocess.Process, store: Path) -> None:
        self._process = process
        self.store = store

    @classmethod
    async def start(cls, store: Path, memory: int) -> Worker:
        """Start a process and wait until it has opened the store."""
        environment = {**os.environ, "PYTHONPATH": os.pathsep.join(p for p in [str(Path.cwd()), *sys.path] if p)}
        process = await asyncio.create_subprocess_exec(
            sys.executable,
            "-m",
            "queries.endpoint.worker",
            str(store),
            str(memory),
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            env=environment,
            start_new_session=True,
        )
        worker = cls(process, store)
        try:
            await asyncio.wait_for(worker._head(), _START_LIMIT)
        except BaseException:
            await worker.kill()
            raise
        return worker

    @property
    def process_identifier(self) -> int:
        return self._process.pid

    @property
    def alive(self) -> bool:
        return self._process.returncode is None

    async def _head(self) -> dict[str, Any]:
        assert self._process.stdout is not None
        length = _LENGTH.unpack(await self._process.stdout.readexactly(_LENGTH.size))[0]
        decoded: dict[str, Any] = json.loads(await self._process.stdout.readexactly(length))
        return decoded

    async def ask(self, job: dict[str, Any]) -> Answer:
        """Run one job.

        Raises:
            EOFError, OSError, RuntimeError: when the process dies.
        """
        assert self._process.stdin is not None and self._process.stdout is not None
        self._process.stdin.write(frame(job))
        await self._process.stdin.drain()
        head = await self._head()
        return Answer(head, await self._process.stdout.readexactly(head["size"]))

    async def kill(self) -> None:
        """End the process at once and reap it."""
        with contextlib.suppress(ProcessLookupError):
            self._process.kill()
        await self._process.wait()


class Pool:
    """A fixed number of workers over one store, with a bounded queue before them."""

    def __init__(self, store: Path, settings: Settings) -> None:
        self._settings = settings
        self._store = store
        self._idle: asyncio.Queue[Worker] = asyncio.Queue()
        self._workers: set[Worker] = set()
        self._pending: set[asyncio.Task[None]] = set()
        self._waiting = 0
        self._closed = False
        self.killed = 0

    async def open(self) -> None:
        """Start all workers."""
        await asyncio.gather(*(self._add() for _ in range(self._settings.workers)))

    @property
    def waiting(self) -> int:
        """How many requests wait for a worker."""
        return self._waiting

    @property
    def process_identifiers(self) -> tuple[int, ...]:
        """The process of every live worker."""
        return tuple(sorted(worker.process_identifier for worker in self._workers if worker.alive))

    async def run(self, job: dict[str, Any]) -> Answer:
        """Run a job on the next free worker.

        Raises:
            BusyError, TimeLimitError, WorkerLostError
        """
        for attempt in (1, 2):
            worker = await self._take()
            try:
                answer = await asyncio.wait_for(worker.ask(job), self._settings.time_limit)
            except TimeoutError:
                self.killed += 1
                self._replace(worker)
                raise TimeLimitError from None
            except (EOFError, OSError, RuntimeError, json.JSONDecodeError):  # uvloop says RuntimeError of a closed pipe
                self._replace(worker)
                if attempt == 2:
                    raise WorkerLostError from None
            except BaseException:  # the client went away in the middle: the pipe is no longer at a frame's start
                self._replace(worker)
                raise
            else:
                self._give_back(worker)
                return answer
        raise WorkerLostError

    async def move_to(self, store: Path) -> None:
        """Serve another store from now on; running queries end on the old one."""
        self._store = store
        idle = [self._idle.get_nowait() for _ in range(self._idle.qsize())]
        for worker in idle:
            self._replace(worker)

    async def close(self) -> None:
        """End every worker."""
        self._closed = True
        await asyncio.gather(*(worker.kill() for worker in list(self._workers)), return_exceptions=True)
        await asyncio.gather(*self._pending, return_exceptions=True)

    async def _take(self) -> Worker:
        while True:
            if self._idle.empty() and self._waiting >= self._settings.queue:
                raise BusyError
            self._waiting += 1
            try:
                worker = await self._idle.get()
            finally:
                self._waiting -= 1
            if worker.alive and worker.store == self._store:
                return worker
            self._replace(worker)

    def _give_back(self, worker: Worker) -> None:
        if worker.store == self._store and not self._closed:
            self._idle.put_nowait(worker)
        else:
            self._replace(worker)

    def _replace(self, worker: Worker) -> None:
        task = asyncio.create_task(self._replace_now(worker))
        self._pending.add(task)
        task.add_done_callback(self._pending.discard)

    async def _replace_now(self, worker: Worker) -> None:
        await worker.kill()
        self._workers.discard(worker)
        if not self._closed:
            await self._add()

    @retry(
        retry=retry_if_exception_type((OSError, EOFError, TimeoutError)),
        stop=stop_after_attempt(8),
        wait=wait_exponential(multiplier=0.05, max=5),
        reraise=True,
    )
    async def _add(self) -> None:
        worker = await Worker.start(self._store, self._settings.memory)
        if self._closed:
            await worker.kill()
            return
        self._workers.add(worker)
        self._idle.put_nowait(worker)
