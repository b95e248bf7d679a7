"""Text files: .txt and .md. The decoded file is the text; nothing is removed, so that offsets count its code points."""

from __future__ import annotations

import codecs
import re

from ontology.errors import InputError

# UTF-32 first: its little-endian mark begins with that of UTF-16.
_BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_MAXIMUM_CONTROL_SHARE = 0.01
_SAMPLE = 65536
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x19\x1b-\x1f]")


def decode(content: bytes, name: str) -> str:
    """The text of a file's bytes: by byte order mark, else strict UTF-8, else GB18030; the mark is dropped.

    Line ends stay as they are. Raises InputError, naming `name`, where no encoding fits or the file is not text.
    """
    encoding = next((known for mark, known in _BYTE_ORDER_MARKS if content.startswith(mark)), None)
    for candidate in (encoding,) if encoding else ("utf-8", "gb18030"):
        try:
            text = content.decode(candidate)
        except UnicodeDecodeError:
            continue
        if looks_binary(text[:_SAMPLE]):
            break
        return text
    raise InputError(f"{name}: this is not a text file in UTF-8, UTF-16 or GB18030; save it as text or give its format")


def looks_binary(sample: str) -> bool:
    """Whether a sample holds more control characters than any text does."""
    if not sample:
        return False
    controls = len(_CONTROLS.findall(sample))
    return "\x00" in sample or controls > max(2, len(sample) * _MAXIMUM_CONTROL_SHARE)
