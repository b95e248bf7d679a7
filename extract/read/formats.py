"""Which format a file is in, by its bytes and not by its name, and which reader reads it."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from importlib import import_module
from pathlib import Path

from extract.read.extracted import Extracted
from extract.read.text import decode
from ontology.errors import InputError

FORMATS = frozenset({".txt", ".md", ".html", ".htm", ".pdf", ".docx", ".ofd", ".doc", ".wps", ".rtf"})
_LARGEST_TEXT = 20 * 2**20
_LARGEST_FILE = 200 * 2**20
_LARGEST_UNPACKED = 400 * 2**20
_LARGEST_RATIO = 200
_MOST_PARTS = 20_000
_MARKUP = re.compile(
    r"\s*(<!--.*?-->\s*)*(<\?xml[^>]*>\s*)?(<!doctype\s+html|<html[\s>]|<head[\s>]|<body[\s>])", re.I | re.S
)
_Reader = Callable[[bytes, Path], Extracted]
_READERS = {
    "html": ("extract.read.html", "read_html"),
    "pdf": ("extract.read.pdf", "read_pdf"),
    "docx": ("extract.read.docx", "read_docx"),
    "ofd": ("extract.read.ofd", "read_ofd"),
    "office": ("extract.read.office", "read_office"),
}
_EXTRAS = {
    "selectolax": "zeren",
    "pypdfium2": "zeren[pdf]",
    "pdfplumber": "zeren[pdf]",
    "docx": "zeren",
    "ofdkit": "zeren[ofd]",
}


def extract(content: bytes, path: Path) -> Extracted:
    """The text of a file's bytes; raises InputError where they cannot be read as any known format."""
    name = path.name
    if not content.strip(b" \t\r\n\x00"):
        raise InputError(f"{name}: the file is empty; fetch it again")
    if len(content) > _LARGEST_FILE:
        raise InputError(f"{name}: larger than {_LARGEST_FILE >> 20} MB; split it or give the text alone")
    kind = sniff(content, name)
    if kind in _READERS:
        return _read(kind, content, path)
    if len(content) > _LARGEST_TEXT:
        raise InputError(f"{name}: text of more than {_LARGEST_TEXT >> 20} MB is no single document; split it")
    text = decode(content, name)
    if path.suffix.lower() != ".md" and _MARKUP.match(text[:5000]):
        return _read("html", content, path)
    return Extracted(text, "text/markdown" if path.suffix.lower() == ".md" else "text/plain")


def sniff(content: bytes, name: str) -> str:
    """The format of a file by its first bytes: pdf, docx, ofd, office (.doc, .wps, .rtf) or text.

    Raises InputError for archives and for formats that hold no text.
    """
    start = content[:1024].lstrip(b"\xef\xbb\xbf \t\r\n")
    if start.startswith(b"%PDF-") or b"%PDF-" in content[:1024]:
        return "pdf"
    if content.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _zipped(content, name)
    if content.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        if "EncryptedPackage".encode("utf-16-le") in content:
            raise InputError(f"{name}: the file is protected by a password; save it without one")
        return "office"
    if start.startswith(b"{\\rtf"):
        return "office"
    for mark, kind in _FOREIGN:
        if content.startswith(mark):
            raise InputError(f"{name}: this is {kind}, not a document; give a text, HTML, PDF, DOCX or OFD file")
    return "html" if Path(name).suffix.lower() in (".html", ".htm") else "text"


_FOREIGN = (
    (b"\x89PNG", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF8", "a GIF picture"),
    (b"II*\x00", "a TIFF picture"),
    (b"MM\x00*", "a TIFF picture"),
    (b"Rar!", "a RAR archive"),
    (b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"\x7fELF", "a program"),
    (b"MZ\x90", "a program"),
    (b"SQLite format 3", "a database"),
)


def _zipped(content: bytes, name: str) -> str:
    """The format of a ZIP container, checked for bombs before anything is unpacked."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = archive.infolist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise InputError(f"{name}: the file is damaged or cut off; fetch it again") from error
    unpacked = sum(part.file_size for part in parts)
    packed = max(1, sum(part.compress_size for part in parts))
    bomb = unpacked > 2**24 and unpacked / packed > _LARGEST_RATIO
    if bomb or unpacked > _LARGEST_UNPACKED or len(parts) > _MOST_PARTS:
        raise InputError(f"{name}: unpacks to {unpacked >> 20} MB, as no document does; do not open it")
    if any(part.flag_bits & 1 for part in parts):
        raise InputError(f"{name}: the file is protected by a password; save it without one")
    names = {part.filename.replace("\\", "/").lstrip("/") for part in parts}
    if "word/document.xml" in names:
        return "docx"
    if any(part.lower() == "ofd.xml" for part in names):
        return "ofd"
    if any(part.startswith(("xl/", "ppt/")) for part in names):
        raise InputError(f"{name}: this is a workbook or slides; save the text as DOCX or PDF")
    raise InputError(f"{name}: this is a ZIP archive without a document in it; unpack it first")


def _read(kind: str, content: bytes, path: Path) -> Extracted:
    reader = _reader(kind, path.name)
    try:
        return reader(content, path)
    except InputError:
        raise
    except Exception as error:
        # Parsers of foreign formats raise anything at all when a file is damaged; one file must not end the corpus.
        kind_of_error = type(error).__name__
        message = f"{path.name}: the file is damaged or of an unknown make ({kind_of_error}); save it anew"
        raise InputError(message) from error


def _reader(kind: str, name: str) -> _Reader:
    module, function = _READERS[kind]
    try:
        reader: _Reader = getattr(import_module(module), function)
    except ModuleNotFoundError as error:
        extra = _EXTRAS.get((error.name or "").split(".")[0])
        if extra is None:
            raise
        raise InputError(
            f"{name}: reading this format needs the package {error.name}; pip install '{extra}'"
        ) from error
    return reader
