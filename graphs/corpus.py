"""Which files of a folder are documents."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import file_digest
from pathlib import Path

from ontology.errors import InputError


@dataclass(frozen=True, slots=True, order=True)
class SourceFile:
    """A file of the corpus: its path from the corpus folder with `/`, where it is, its size in bytes, its SHA-256."""

    source: str
    path: Path
    size: int
    sha256: str


def source_files(corpus: Path, out: Path | None = None) -> list[SourceFile]:
    """Every file in the folder and below, sorted by path; hidden files, `README*` and what lies in `out` are not taken.

    Raises `InputError` when the folder does not exist or has no document. A file that cannot be opened is given with
    an empty checksum, so that reading it says why.
    """
    if not corpus.is_dir():
        raise InputError(f"{corpus}: not a folder; give the folder that holds the documents")
    found = []
    results = out.resolve() if out is not None else None
    for path in corpus.rglob("*"):
        parts = path.relative_to(corpus).parts
        if results is not None and path.resolve().is_relative_to(results):
            continue
        if path.is_file() and not any(part.startswith(".") for part in parts) and path.stem.upper() != "README":
            found.append(_source_file(path, "/".join(parts)))
    if not found:
        raise InputError(f"{corpus}: no documents in this folder")
    return sorted(found)


def _source_file(path: Path, source: str) -> SourceFile:
    try:
        with path.open("rb") as file:
            return SourceFile(source, path, path.stat().st_size, file_digest(file, "sha256").hexdigest())
    except OSError:
        return SourceFile(source, path, 0, "")
