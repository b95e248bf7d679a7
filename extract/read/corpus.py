"""Many files: which there are, and reading them in parallel, so that one bad file never stops the rest."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from extract.document import Document
from extract.read import FORMATS, read_document
from ontology.errors import InputError

_NOT_DOCUMENTS = ("readme", "license", "changelog")
_FILES_PER_WORKER = 4


@dataclass(frozen=True, slots=True)
class Reading:
    """What came of one file: its document, or the one line that says why there is none."""

    path: Path
    size: int
    document: Document | None
    error: str | None


def corpus_files(folder: Path) -> tuple[Path, ...]:
    """The files in a folder and below it that may be documents, sorted by their path within it.

    Hidden files, lock files of office programs and files named README, LICENSE or CHANGELOG are left out. A path to
    one file is that file. Raises InputError where there is nothing to read.
    """
    if folder.is_file():
        return (folder,)
    if not folder.is_dir():
        raise InputError(f"{folder}: no such file or folder")
    found = [path for path in folder.rglob("*") if path.is_file() and _is_document(path.relative_to(folder))]
    if not found:
        raise InputError(f"{folder}: no file here has one of the formats {', '.join(sorted(FORMATS))}")
    return tuple(sorted(found, key=lambda path: path.relative_to(folder).as_posix()))


def read_files(paths: Iterable[Path], root: Path, workers: int = 1) -> Iterator[Reading]:
    """The files' readings in the order of `paths`, whatever the number of workers (0: one per processor)."""
    read = partial(read_file, root=root)
    files = list(paths)
    count = min(workers if workers > 0 else os.cpu_count() or 1, max(1, len(files) // _FILES_PER_WORKER))
    if count == 1:
        yield from map(read, files)
        return
    done = 0
    try:
        with ProcessPoolExecutor(count) as pool:
            for reading in pool.map(read, files, chunksize=_FILES_PER_WORKER):
                done += 1
                yield reading
    except BrokenProcessPool:
        yield from (_alone(path, root) for path in files[done:])


def _alone(path: Path, root: Path) -> Reading:
    """One file read in a process of its own, after some file brought its process down."""
    try:
        with ProcessPoolExecutor(1) as pool:
            return pool.submit(read_file, path, root).result()
    except BrokenProcessPool:
        message = f"{path.name}: reading it brought the process down; save it anew in another format"
        return Reading(path, path.stat().st_size, None, message)


def read_file(path: Path, root: Path) -> Reading:
    """One file's reading; an InputError becomes its error."""
    size = path.stat().st_size if path.exists() else 0
    try:
        return Reading(path, size, read_document(path, root), None)
    except InputError as error:
        return Reading(path, size, None, str(error))


def _is_document(path: Path) -> bool:
    hidden = any(part.startswith((".", "~$")) for part in path.parts)
    return not hidden and path.suffix.lower() in FORMATS and path.stem.lower() not in _NOT_DOCUMENTS
