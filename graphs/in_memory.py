"""The graph of a few documents, in memory, without a build folder."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pyoxigraph

from extract.emit import quads
from extract.pipeline import extract_file
from graphs.reference import reference_quads


def graph_in_memory(paths: Iterable[Path], root: Path) -> pyoxigraph.Store:
    """Extract the documents at `paths`, all within `root`, into a store that also holds ontology and vocabularies.

    Raises:
        InputError: when a file cannot be read as a document.
    """
    store = pyoxigraph.Store()
    store.bulk_extend(reference_quads())
    for path in paths:
        store.bulk_extend(quads(extract_file(path, root)))
    return store
