"""Pages of printed documents to running text: lines joined to paragraphs, page numbers and running heads left out."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from extract.markers import line_marker

_PAGE_NUMBER = re.compile(r"[\s\-—–_·•.第共/页]*\d{1,4}[\s\-—–_·•.页/]*(共?\s*\d{1,4}\s*页?)?[\s\-—–_]*")
_END = "。！？!?；;：:”）)》】"
_FULL = 0.88
_FEWEST_INDENTS = 0.08
_REPEATS = 3
_MARGIN_LINES = 2
_NARROWEST = 12
# The first line of a paragraph is indented by two Chinese characters, which count with what it fills of its row.
_INDENT = 4
_WIDE = re.compile(r"[^\x00-\xff]")


def join_pages(pages: Sequence[Sequence[str]]) -> str:
    """The lines of pages as text, one paragraph per line.

    A line that fills the width of the page goes on in the next, over page ends too, unless it ends a sentence; where
    first lines of paragraphs are indented (begin with white space) the indent decides instead. Lines at the margins
    that only number the page or repeat on most pages are left out.
    """
    kept = [_without_margins(page, _running(pages)) for page in pages]
    lines = [line for page in kept for line in page]
    width = _width(lines)
    indents = _uses_indents(lines)
    paragraphs: list[str] = []
    last, filled = "", 0
    for line in lines:
        if not line.strip():
            last = ""
            continue
        words = line.strip()
        starts = indents and line[:1].isspace()
        if paragraphs and last and not starts and _goes_on(last, filled, words, width, indents):
            paragraphs[-1] += _joint(paragraphs[-1], words) + words
        else:
            paragraphs.append(words)
        last, filled = words, measure(words) + (_INDENT if starts else 0)
    return "\n".join(paragraphs) + ("\n" if paragraphs else "")


def measure(line: str) -> int:
    """The width of a line in half characters: a Chinese character counts two."""
    return len(line) + len(_WIDE.findall(line))


def _width(lines: Sequence[str]) -> int:
    widths = sorted(measure(line.strip()) for line in lines if line.strip())
    return widths[int(len(widths) * 0.9)] if widths else 0


def _uses_indents(lines: Sequence[str]) -> bool:
    """Whether some lines are indented and some are not, so that indents mean something."""
    filled = [line for line in lines if line.strip()]
    indented = sum(line[:1].isspace() for line in filled)
    return _FEWEST_INDENTS * len(filled) <= indented <= (1 - _FEWEST_INDENTS) * len(filled)


def _goes_on(last: str, filled: int, line: str, width: int, indents: bool) -> bool:
    if width < _NARROWEST * 2 or filled < _FULL * width or (last[-1] in _END and not indents):
        return False
    return line_marker(line, 0, len(line)) is None


def _joint(before: str, after: str) -> str:
    both_narrow = before[-1:].isascii() and after[:1].isascii()
    return " " if both_narrow and (before[-1:].isalpha() or after[:1].isalpha()) else ""


def _running(pages: Sequence[Sequence[str]]) -> set[str]:
    """The lines that stand at the margins of most pages."""
    counts: Counter[str] = Counter()
    for page in pages:
        filled = [line.strip() for line in page if line.strip()]
        counts.update({*filled[:_MARGIN_LINES], *filled[-_MARGIN_LINES:]})
    return {line for line, count in counts.items() if count >= _REPEATS and count * 2 > len(pages)}


def _without_margins(page: Sequence[str], running: set[str]) -> list[str]:
    filled = [index for index, line in enumerate(page) if line.strip()]
    margins = {*filled[:_MARGIN_LINES], *filled[-_MARGIN_LINES:]}
    edges = {*filled[:1], *filled[-1:]}
    return [
        line
        for index, line in enumerate(page)
        if not (index in margins and line.strip() in running)
        and not (index in edges and _PAGE_NUMBER.fullmatch(line.strip()))
    ]
