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
_FEWEST_WIDE = 20
_DAMAGED_SHARE = 0.05
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x19\x1b-\x1f]")


def decode(content: bytes, name: str) -> str:
    """The text of a file's bytes: by byte order mark, else strict UTF-8, else GB18030; the mark is dropped.

    Line ends stay as they are. Raises InputError, naming `name`, where no encoding fits or the file is not text.
    """
    _refuse_damaged(content, name)
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


def _refuse_damaged(content: bytes, name: str) -> None:
    """Raises InputError for UTF-8 with a few bad bytes, which GB18030 would read as other characters."""
    try:
        content.decode("utf-8")
    except UnicodeDecodeError as error:
        lenient = content[:_SAMPLE].decode("utf-8", "replace")
        wide = sum(character > "\u2e7f" and character != "\ufffd" for character in lenient)
        if wide > _FEWEST_WIDE and lenient.count("\ufffd") < wide * _DAMAGED_SHARE:
            message = f"{name}: UTF-8 with a damaged character at byte {error.start}; fetch it again or repair it"
            raise InputError(message) from error


def looks_binary(sample: str) -> bool:
    """Whether a sample holds more control characters than any text does."""
    if not sample:
        return False
    controls = len(_CONTROLS.findall(sample))
    return "\x00" in sample or controls > max(2, len(sample) * _MAXIMUM_CONTROL_SHARE)
