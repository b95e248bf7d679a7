"""Extraction of many documents: in this process or in several, each document's quads into the cache."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path

from extract.emit import lines
from extract.records import Extraction
from graphs.cache import Cache, write_text
from graphs.corpus import SourceFile
from graphs.lines import sorted_lines, write_lines
from ontology.errors import InputError

Extractor = Callable[[Path, Path], Extraction]

WAITING_PER_WORKER = 4


@dataclass(frozen=True, slots=True, order=True)
class Failure:
    """A document that could not be extracted, and why, in one line."""

    source: str
    message: str


@dataclass(frozen=True, slots=True)
class Task:
    """One document to extract into the cache."""

    file: SourceFile
    root: Path
    cache: Cache
    extractor: Extractor


def extract_all(tasks: Sequence[Task], workers: int) -> Iterator[tuple[SourceFile, Failure | None]]:
    """Run the tasks, the largest documents first; each file as it is done, with its failure if it failed.

    A document that brings its process down fails alone: those that were under way with it are tried again one by one.
    """
    ordered = sorted(tasks, key=lambda task: (-task.file.size, task.file.source))
    if workers <= 1 or len(ordered) <= 1:
        for task in ordered:
            yield task.file, run(task)
        return
    left = {task.file.source: task for task in ordered}
    try:
        for file, failure in _in_processes(ordered, workers):
            del left[file.source]
            yield file, failure
    except BrokenProcessPool:
        for task in left.values():
            yield task.file, _alone(task)


def _in_processes(tasks: Sequence[Task], workers: int) -> Iterator[tuple[SourceFile, Failure | None]]:
    waiting = list(tasks)[::-1]
    with ProcessPoolExecutor(min(workers, len(tasks)), mp_context=get_context("spawn")) as pool:
        running: dict[Future[Failure | None], Task] = {}
        while waiting or running:
            while waiting and len(running) < workers * WAITING_PER_WORKER:
                task = waiting.pop()
                running[pool.submit(run, task)] = task
            done, _ = wait(running, return_when=FIRST_COMPLETED)
            for future in done:
                yield running.pop(future).file, future.result()


def _alone(task: Task) -> Failure | None:
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        try:
            return pool.submit(run, task).result()
        except BrokenProcessPool:
            return Failure(task.file.source, "extraction of this document ended its process; look at the file")


def run(task: Task) -> Failure | None:
    """Extract one document and put its text and its lines into the cache."""
    source = task.file.source
    try:
        extraction = task.extractor(task.file.path, task.root)
        said = sorted_lines(lines(extraction))
    except InputError as error:
        return Failure(source, str(error))
    except Exception as error:  # one bad document must not stop the others
        words = " ".join(str(error).split())
        return Failure(source, f"{type(error).__name__}: {words}" if words else type(error).__name__)
    key = task.cache.key(task.file)
    write_text(extraction.document.text, task.cache.text(key))
    write_lines(said, task.cache.lines(key))
    return None
