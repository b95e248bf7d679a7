"""A text in one width and without accidental white space, with a map back: no offset of the document ever moves.

Full-width digits, letters and signs become ASCII (１２％ → 12%), ASCII punctuation next to Chinese becomes Chinese
(部署,落实 → 部署，落实), white space and line breaks between Chinese characters vanish, other runs of white space
become one space, and invisible characters vanish.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass

from extract.document import Span

_HAN = "\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_MARKS = "，。；：！？、“”‘’（）《》〈〉【】「」『』…—"
_WIDE = f"[{_HAN}{_MARKS}]"
_NARROW_TO_WIDE = {",": "，", ";": "；", ":": "：", "!": "！", "?": "？", "(": "（", ")": "）"}
_SPECIAL = re.compile(
    r"(?P<gap>[\s\u200b-\u200f\u2060\ufeff\u00ad]+)"
    r"|(?P<full>[\uff04-\uff07\uff0a\uff0b\uff0d-\uff19\uff1c-\uff1e\uff20-\uff3b\uff3d\uff3f-\uff5b\uff5d])"
    rf"|(?P<narrow>(?<={_WIDE})[,;:!?()]|[,;:!?()](?={_WIDE}))"
)
_EDGE = re.compile(_WIDE)
_VISIBLE = re.compile(r"\s")
_FULL_WIDTH_OFFSET = 0xFEE0


@dataclass(frozen=True, slots=True)
class Normalised:
    """A normalised text; `starts` and `origins` give where stretches of it begin, here and in the original."""

    text: str
    length: int
    starts: tuple[int, ...]
    origins: tuple[int, ...]

    def origin(self, offset: int) -> int:
        """The original offset of the character at `offset`; the end of the text maps to the end of the original."""
        if offset >= len(self.text):
            return self.length
        index = bisect_right(self.starts, offset) - 1
        return self.origins[index] + offset - self.starts[index]

    def span(self, start: int, end: int) -> Span:
        """The original stretch of `text[start:end]`: from its first character to behind its last."""
        if end <= start:
            return Span(self.origin(start), self.origin(start))
        return Span(self.origin(start), self.origin(end - 1) + 1)


def normalise(text: str) -> Normalised:
    """The text normalised, with its map."""
    parts: list[str] = []
    starts, origins = [0], [0]
    position = length = 0
    for match in _SPECIAL.finditer(text):
        parts.append(text[position : match.start()])
        length += match.start() - position
        replaced = _replacement(text, match)
        position = match.end()
        if len(replaced) == match.end() - match.start():
            parts.append(replaced)
            length += len(replaced)
            continue
        for character in replaced:
            starts.append(length)
            origins.append(match.start())
            parts.append(character)
            length += 1
        starts.append(length)
        origins.append(position)
    parts.append(text[position:])
    return Normalised("".join(parts), len(text), tuple(starts), tuple(origins))


def _replacement(text: str, match: re.Match[str]) -> str:
    found = match[0]
    if match["full"]:
        return chr(ord(found) - _FULL_WIDTH_OFFSET)
    if match["narrow"]:
        return _NARROW_TO_WIDE[found]
    before, after = text[match.start() - 1 : match.start()], text[match.end() : match.end() + 1]
    if not before or not after or _EDGE.match(before) or _EDGE.match(after) or not _VISIBLE.search(found):
        return ""
    return " "
