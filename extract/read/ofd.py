"""OFD files, the national format for fixed layout (GB/T 33190), by ofdkit."""

from __future__ import annotations

from pathlib import Path

import ofdkit

from extract.read.extracted import Extracted
from extract.read.pages import join_pages
from ontology.errors import InputError


def read_ofd(content: bytes, path: Path) -> Extracted:
    """The text of an OFD document, one paragraph per line; raises InputError where it is damaged or holds none."""
    try:
        with ofdkit.open(content) as document:
            pages = [page.text().splitlines() for page in document.pages]
            title = document.info.title
    except ofdkit.OFDError as error:
        raise InputError(f"{path.name}: the OFD file is damaged; fetch it again or print it to PDF") from error
    text = join_pages(pages)
    if not text.strip():
        raise InputError(f"{path.name}: the OFD file holds no text; print it to PDF and read that with zeren[ocr]")
    return Extracted(text, "application/ofd", title or None)
