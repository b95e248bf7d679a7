"""Paragraphs: lines of a text, joined again where a page broke them at a fixed width."""

from __future__ import annotations

import re
from dataclasses import dataclass

from extract.document import Span
from extract.markers import line_marker

_LINE = re.compile(r"[^\n\r\f\v\x1c-\x1e\x85\u2028\u2029]+")
_END = "。！？!?；;：:…”）)》】.\"'"
# Every white space of Unicode, and what is invisible.
_BLANK = "".join(chr(code) for code in range(0x3001) if chr(code).isspace()) + "\u200b\ufeff\u2060"
_BLANKS = frozenset(_BLANK)
# No paragraph ends so.
_OPEN_END = "，、"
_WIDEST_WRAP = 120
_NARROWEST_WRAP = 15
_FULL_SHARE = 0.85
_WRAPPED_SHARE = 0.4
_FEWEST_LINES = 6


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph: its span without surrounding white space, and whether it stood alone on one line."""

    span: Span
    lines: int = 1


def paragraphs(text: str) -> tuple[Paragraph, ...]:
    """The paragraphs of a text, in order; white space between them belongs to none.

    A line is a paragraph, unless it ends with a comma or the text was wrapped at a fixed width and the line is full and
    has no final stop: then it is joined with what follows, up to a blank line or a marker.
    """
    lines = [span for match in _LINE.finditer(text) if (span := trimmed(text, match.start(), match.end()))]
    width = wrap_width(text, lines)
    joined: list[Paragraph] = []
    for line in lines:
        last = joined[-1] if joined else None
        if last and _continues(text, last, line, width):
            joined[-1] = Paragraph(Span(last.span.start, line.end), last.lines + 1)
        else:
            joined.append(Paragraph(line))
    return tuple(joined)


def trimmed(text: str, start: int, end: int) -> Span | None:
    """The stretch without surrounding white space, or None when nothing else is in it."""
    if start < end and text[start] not in _BLANKS and text[end - 1] not in _BLANKS:
        return Span(start, end)
    words = text[start:end]
    left = words.lstrip(_BLANK)
    if not left:
        return None
    return Span(end - len(left), start + len(words.rstrip(_BLANK)))


def wrap_width(text: str, lines: list[Span]) -> int | None:
    """The width at which lines were broken, or None when the lines are paragraphs already.

    Broken lines show by their number: many are as long as the longest and end without a stop.
    """
    if len(lines) < _FEWEST_LINES:
        return None
    lengths = sorted(len(line) for line in lines)
    widest = lengths[int(len(lengths) * 0.98)] if len(lengths) > 50 else lengths[-1]
    if not _NARROWEST_WRAP <= widest <= _WIDEST_WRAP:
        return None
    full = sum(_FULL_SHARE * widest <= len(line) <= widest and text[line.end - 1] not in _END for line in lines)
    return widest if full >= _WRAPPED_SHARE * len(lengths) else None


def _continues(text: str, before: Paragraph, line: Span, width: int | None) -> bool:
    open_end = text[before.span.end - 1] in _OPEN_END
    if width is None and not open_end:
        return False
    gap = text[before.span.end : line.start]
    if "\t" in text[before.span.start : before.span.end].lstrip() or "\t" in text[line.start : line.end]:
        return False  # cells of a table
    if gap.count("\n") > 1 or gap.count("\r") > 1 + gap.count("\n") or "\f" in gap:
        return False
    last_line = text.rfind("\n", before.span.start, before.span.end) + 1
    length = before.span.end - max(before.span.start, last_line)
    full = width is not None and length >= _FULL_SHARE * width and text[before.span.end - 1] not in _END
    if not full and not open_end:
        return False
    return line_marker(text, line.start, line.end) is None
