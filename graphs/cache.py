"""What was extracted from a document, kept until the document, the vocabularies or the rules change."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import extract
import ontology
from graphs.corpus import SourceFile
from ontology.vocabulary import vocabulary_hash

# Libraries that read files or cut text: another version may see another text.
READERS = (
    "ahocorasick-rs",
    "ofdkit",
    "onnxruntime",
    "pdfplumber",
    "pyoxigraph",
    "pypdfium2",
    "python-docx",
    "rapidocr",
    "selectolax",
)


def folder_hash(*folders: Path) -> str:
    """SHA-256 over the names and bytes of every file in the folders, compiled Python left out."""
    digest = sha256()
    for folder in folders:
        for path in sorted(folder.rglob("*")):
            if path.is_file() and "__pycache__" not in path.parts:
                digest.update(path.relative_to(folder).as_posix().encode() + b"\0")
                digest.update(sha256(path.read_bytes()).digest())
    return digest.hexdigest()


def rules_hash() -> str:
    """SHA-256 of all that decides what is extracted: code, patterns, vocabularies, reading libraries, Python."""
    here = Path(extract.__file__).parent
    names = Path(ontology.__file__).parent
    digest = sha256(folder_hash(here).encode())
    digest.update(vocabulary_hash().encode())
    for module in ("namespaces.py", "vocabulary.py"):
        digest.update((names / module).read_bytes())
    for library in READERS:
        digest.update(f"{library} {_version(library)}\n".encode())
    digest.update(repr(sys.version_info[:2]).encode())
    return digest.hexdigest()


def _version(library: str) -> str:
    try:
        return version(library)
    except PackageNotFoundError:
        return "absent"


@dataclass(frozen=True, slots=True)
class Cache:
    """A folder with, for each document seen, its lines (`.nq`) and its text (`.txt`)."""

    folder: Path
    rules: str

    def key(self, file: SourceFile) -> str:
        """The name under which the document's results are kept."""
        return sha256("\0".join((file.source, file.sha256, self.rules)).encode()).hexdigest()

    def lines(self, key: str) -> Path:
        """Where the document's sorted N-Quads are."""
        return self.folder / f"{key}.nq"

    def text(self, key: str) -> Path:
        """Where the document's decoded text is."""
        return self.folder / f"{key}.txt"

    def has(self, key: str) -> bool:
        """Whether the results are here; the lines are written last."""
        return self.lines(key).is_file() and self.text(key).is_file()

    def keep_only(self, keys: Iterable[str]) -> None:
        """Forget everything else, and what killed builds left behind."""
        wanted = set(keys)
        for path in self.folder.iterdir():
            if path.name.split(".")[0] not in wanted or path.suffix == ".part":
                path.unlink(missing_ok=True)


def write_text(text: str, path: Path) -> None:
    """Write beside and rename, with the characters as they are (no newline is translated)."""
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(f"{path.name}.{os.getpid()}.part")
    beside.write_bytes(text.encode("utf-8", "surrogatepass"))
    beside.replace(path)
