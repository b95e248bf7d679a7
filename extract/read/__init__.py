"""Files of every format that offices use, read to the same thing: a Document."""

from __future__ import annotations

import hashlib
from pathlib import Path

from extract.document import Document
from extract.metadata import read_metadata
from extract.read.text import read_text
from extract.zones import find_furniture
from ontology.errors import InputError

FORMATS = frozenset({".txt", ".md", ".html", ".htm", ".pdf", ".docx", ".ofd", ".doc", ".wps"})


def read_document(path: Path, root: Path) -> Document:
    """The document in a file; its `source` is the path from `root`.

    Raises InputError, in one line that names the file, where the file cannot be read.
    """
    content = _content(path)
    source = path.relative_to(root).as_posix() if path.is_relative_to(root) else path.name
    text = read_text(content, path)
    furniture = find_furniture(text)
    metadata = read_metadata(text, source, furniture)
    return Document(source, text, hashlib.sha256(content).hexdigest(), "text/plain", metadata, furniture)


def _content(path: Path) -> bytes:
    try:
        content = path.read_bytes()
    except OSError as error:
        raise InputError(f"{path.name}: cannot be opened ({error.strerror})") from error
    if not content.strip():
        raise InputError(f"{path.name}: the file is empty")
    return content
