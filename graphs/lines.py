"""Canonical N-Quads as sorted, unique lines: the form in which parts of a graph are kept and put together.

The lines are those of RDF 1.1 canonical N-Quads, sorted by their UTF-8 bytes (which is the order of code points), so
that the same set of quads is the same file. Without blank nodes this is what RDFC-1.0 gives.
"""

from __future__ import annotations

import heapq
import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path

from pyoxigraph import BlankNode, DefaultGraph, Quad, RdfFormat, serialize

OPEN_FILES = 200


def lines_of(quads: Iterable[Quad]) -> list[bytes]:
    """The quads as sorted lines, each once.

    Raises ValueError for a blank node or a quad outside every named graph: neither may be in what Zeren makes.
    """
    unique = set(quads)
    for quad in unique:
        if isinstance(quad.subject, BlankNode) or isinstance(quad.object, BlankNode):
            raise ValueError(f"a blank node in {quad}")
        if isinstance(quad.graph_name, DefaultGraph):
            raise ValueError(f"no named graph for {quad}")
    data = serialize(unique, format=RdfFormat.N_QUADS) or b""
    return sorted(data.splitlines(keepends=True))


def sorted_lines(lines: Iterable[str]) -> list[bytes]:
    """Lines of canonical N-Quads, as extraction writes them, sorted and each once."""
    return [line.encode() for line in sorted(set(lines))]


def write_lines(lines: Iterable[bytes], path: Path) -> int:
    """Write lines beside `path` and rename; the number of lines."""
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(f"{path.name}.{os.getpid()}.part")
    number = 0
    with beside.open("wb", buffering=1 << 20) as file:
        for line in lines:
            file.write(line)
            number += 1
    beside.replace(path)
    return number


def merge(paths: Sequence[Path], target: Path, weed: Callable[[Iterator[bytes]], Iterator[bytes]] = iter) -> int:
    """Put sorted files together as one sorted file without repeats; the number of lines. Memory stays small.

    `weed` may leave out lines of the whole, which it gets in order.
    """
    parts = list(paths)
    temporary: list[Path] = []
    while len(parts) > OPEN_FILES:
        joined: list[Path] = []
        for first in range(0, len(parts), OPEN_FILES):
            part = target.with_name(f"{target.name}.{len(temporary)}.merge")
            temporary.append(part)
            _merge_some(parts[first : first + OPEN_FILES], part)
            joined.append(part)
        parts = joined
    number = _merge_some(parts, target, weed)
    for part in temporary:
        part.unlink()
    return number


def _merge_some(paths: Sequence[Path], target: Path, weed: Callable[[Iterator[bytes]], Iterator[bytes]] = iter) -> int:
    with ExitStack() as stack:
        files = [stack.enter_context(path.open("rb", buffering=1 << 16)) for path in paths]
        return write_lines(weed(_unique(heapq.merge(*files))), target)


def _unique(lines: Iterable[bytes]) -> Iterator[bytes]:
    last = b""
    for line in lines:
        if line != last:
            yield line
            last = line
