"""A built graph copied to another SPARQL 1.1 service, graph by graph."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph

from graphs.remote import RemoteStore
from graphs.store import STORE_FOLDER
from ontology.errors import InputError


@dataclass(frozen=True)
class UploadReport:
    """What was sent: graphs and quads written, and graphs emptied because the build no longer has them."""

    graphs: int
    quads: int
    emptied: int


def upload(build: Path, service: RemoteStore, progress: Callable[[int, int], None] | None = None) -> UploadReport:
    """Make the service hold exactly the graphs of the build among those whose names are Zeren's.

    Each graph is replaced by itself, so that a break leaves whole graphs of either build, and a second run mends it.
    Other graphs of the service are not touched.

    Args:
        build: the folder of a built graph.
        service: where it goes.
        progress: called with (graphs done, graphs in all).

    Raises:
        InputError: when there is no build, or the service refuses or cannot be reached.
    """
    folder = (build / STORE_FOLDER).resolve()
    if not (folder / "CURRENT").is_file():
        raise InputError(f"{build}: holds no built graph; run `zeren build CORPUS --out {build}` first")
    store = pyoxigraph.Store.read_only(str(folder))
    names = sorted(graph.value for graph in store.named_graphs() if isinstance(graph, pyoxigraph.NamedNode))
    stale = sorted(set(service.graphs()) - set(names))
    quads = 0
    for done, name in enumerate(names, start=1):
        quads += service.replace(name, _quads_of(store, name))
        if progress:
            progress(done, len(names))
    for name in stale:
        service.replace(name, ())
    return UploadReport(len(names), quads, len(stale))


def _quads_of(store: pyoxigraph.Store, name: str) -> Iterator[pyoxigraph.Quad]:
    return store.quads_for_pattern(None, None, None, pyoxigraph.NamedNode(name))
