"""Files of every format that offices use, read to the same thing: a Document."""

from __future__ import annotations

import hashlib
from pathlib import Path

from extract.document import Document
from extract.metadata import Hints, read_metadata
from extract.read.formats import FORMATS, extract
from extract.zones import find_furniture
from ontology.errors import InputError

__all__ = ["FORMATS", "read_document"]


def read_document(path: Path, root: Path) -> Document:
    """The document in a file; its `source` is the path from `root`.

    For .txt and .md the text is the decoded file, so that offsets count its code points; for the others it is the
    extracted text. Raises InputError, in one line that names the file, where the file cannot be read.
    """
    content = _content(path)
    source = path.relative_to(root).as_posix() if path.is_relative_to(root) else path.name
    extracted = extract(content, path)
    furniture = find_furniture(extracted.text)
    hints = Hints(extracted.title, extracted.publisher, extracted.published)
    metadata = read_metadata(extracted.text, source, furniture, hints)
    digest = hashlib.sha256(content).hexdigest()
    return Document(source, extracted.text, digest, extracted.media_type, metadata, furniture)


def _content(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise InputError(f"{path.name}: cannot be opened ({error.strerror}); check its name and permissions") from error
