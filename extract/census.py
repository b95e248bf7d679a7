"""The register of a corpus: how often each body, kind and other entity is named, in which words and documents."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import nullcontext
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from rich.console import Console
from rich.progress import Progress
from rich.table import Table

from extract.marking import classes
from extract.pipeline import contextualize
from extract.read import read_document
from extract.read.corpus import corpus_files
from extract.records import Entity, EntityClass
from ontology.errors import InputError


@dataclass
class Entry:
    """One entity: how often it is named, how it is written, and in how many documents."""

    entity: Entity
    count: int = 0
    written: Counter[str] = field(default_factory=Counter)
    documents: int = 0

    def add(self, other: Entry) -> None:
        """Take another count of the same entity in."""
        self.count += other.count
        self.written.update(other.written)
        self.documents += other.documents


@dataclass(frozen=True)
class Census:
    """The entries, most named first, and one line for each file that could not be read."""

    entries: tuple[Entry, ...]
    documents: int
    failures: tuple[str, ...]


def take_census(
    paths: Sequence[Path],
    root: Path,
    kinds: Iterable[EntityClass],
    workers: int = 1,
    progress: Callable[[], None] | None = None,
) -> Census:
    """Count the entities of the given classes over the files; `progress` is called after each file."""
    count = partial(count_file, root=root, kinds=frozenset(kinds))
    found: dict[str, Entry] = {}
    failures: list[str] = []
    for entries in _counted(count, paths, workers):
        if progress is not None:
            progress()
        if isinstance(entries, str):
            failures.append(entries)
            continue
        for entry in entries:
            found.setdefault(entry.entity.iri, Entry(entry.entity)).add(entry)
    ordered = sorted(found.values(), key=lambda e: (-e.count, e.entity.iri))
    return Census(tuple(ordered), len(paths) - len(failures), tuple(failures))


def count_file(path: Path, root: Path, kinds: frozenset[EntityClass]) -> list[Entry] | str:
    """The entities of one file, or the line that says why it cannot be read."""
    try:
        context = contextualize(read_document(path, root))
    except InputError as error:
        return str(error)
    found: dict[str, Entry] = {}
    for mention in context.mentions:
        if mention.entity.kind in kinds:
            entry = found.setdefault(mention.entity.iri, Entry(mention.entity, documents=1))
            entry.count += 1
            entry.written[" ".join(mention.span.of(context.text).split())] += 1
    return list(found.values())


def show_register(path: Path, names: Sequence[str], limit: int, workers: int) -> None:
    """Print the entities that a file or folder names most often; unreadable files are named on standard error."""
    kinds = classes(names) or (EntityClass.AGENCY, EntityClass.KIND)
    files = corpus_files(path)
    root = path if path.is_dir() else path.parent
    errors = Console(stderr=True)
    with Progress(console=errors, transient=True) if errors.is_terminal else nullcontext() as bar:
        task = bar.add_task("reading", total=len(files)) if bar else None
        step = partial(bar.advance, task) if bar and task is not None else None
        census = take_census(files, root, kinds, workers, step)
    for failure in census.failures:
        print(f"zeren: {failure}", file=sys.stderr)
    show(census.entries[:limit], f"{len(census.entries)} entities in {census.documents} documents")


def show(entries: Iterable[Entry], caption: str) -> None:
    """A table on a terminal, tab-separated rows in a pipe."""
    console = Console()
    if not console.is_terminal:
        for entry in entries:
            print("\t".join((str(entry.count), entry.entity.kind.value, _name(entry), _written(entry))))
        return
    table = Table("n", "class", "entity", "written", "documents", box=None, header_style="bold", caption=caption)
    for entry in entries:
        row = (str(entry.count), entry.entity.kind.value, _name(entry), _written(entry), str(entry.documents))
        table.add_row(*row)
    console.print(table)


def _written(entry: Entry) -> str:
    ordered = sorted(entry.written.items(), key=lambda pair: (-pair[1], pair[0]))
    return " | ".join(f"{words} {count}" for words, count in ordered[:6])


def _counted(
    count: Callable[[Path], list[Entry] | str], paths: Sequence[Path], workers: int
) -> Iterator[list[Entry] | str]:
    if workers <= 1 or len(paths) < 2:
        yield from map(count, paths)
        return
    with ProcessPoolExecutor(workers) as pool:
        yield from pool.map(count, paths, chunksize=4)


def _name(entry: Entry) -> str:
    """The label; of a kind its key, which says the division in which it holds."""
    return entry.entity.key if entry.entity.kind is EntityClass.KIND else entry.entity.label
