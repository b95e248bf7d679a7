"""The title of a document, from the lines of its head."""

from __future__ import annotations

import re
from itertools import pairwise

from extract.document import Span
from extract.fields import field_patterns, field_values
from extract.markers import line_marker
from extract.paragraphs import paragraphs
from extract.zones import is_field

_HEAD_LINES = 30
_LONGEST = 100
_SHORTEST = 5
_STOPS = "。；;！!？?，,：:、"
_BODY = re.compile(r"(厅|局|委员会|办公室|政府|指挥部|领导小组|公司|党委|委|办)$")
_CONTINUED = re.compile(r"^(关于|转发|印发|20\d\d年)|(的(通知|报告|意见|方案|函|决定|通报|公告))$")
_ARTICLE = re.compile(r"第一条\s")


def find_title(text: str, furniture: tuple[Span, ...], hint: str | None = None) -> str | None:
    """The title of a document, or None.

    `hint` is what the file's own format names as title (an HTML title, a DOCX property); it is used where a line of
    the head agrees with it or no line looks like a title. A Markdown heading of the first rank is the title.
    """
    marked = re.match(r"\s*#\s+([^\n\r]+)", text)
    if marked:
        return tidy(marked[1])
    labelled = next((v for v in field_values(text[:2000], "title") if len(v) >= _SHORTEST), None)
    if labelled:
        return tidy(labelled)
    lines = _candidates(text, furniture)
    best = max(lines, key=lambda pair: pair[1], default=None)
    if best and best[1] > 0:
        return _joined(lines, best[0])
    if hint:
        return tidy(hint)
    return best[0] if best and best[1] == 0 else None


def tidy(title: str) -> str:
    """A title without white space between Chinese characters and around it."""
    joined = re.sub(r"(?<=[^\x00-\x7f])\s+(?=[^\x00-\x7f])", "", title.strip(" \t\u00a0\u3000#*"))
    return " ".join(joined.split())


def _candidates(text: str, furniture: tuple[Span, ...]) -> list[tuple[str, int]]:
    """The lines of the head that may be the title, with a score; body text ends the search."""
    found: list[tuple[str, int]] = []
    for paragraph in paragraphs(text[:6000])[:_HEAD_LINES]:
        line = paragraph.span.of(text)
        if any(f.start <= paragraph.span.start and paragraph.span.end <= f.end for f in furniture) or is_field(line):
            continue
        if len(line) > _LONGEST or line[-1] in "。；;" or line_marker(text, paragraph.span.start, paragraph.span.end):
            if found:
                break
            continue
        found.append((tidy(line), _score(tidy(line))))
    return found


def _score(line: str) -> int:
    if len(line) < _SHORTEST or line[-1] in _STOPS or ">" in line or "·" in line[:1]:
        return -1
    score = 0
    if field_patterns().title_noun.search(line):
        score += 3
    if "关于" in line or re.search(r"(19|20)\d{2}年", line):
        score += 2
    if len(line) >= 10:
        score += 1
    return score


def _joined(lines: list[tuple[str, int]], title: str) -> str:
    """The title with the line before it, where a page broke it (某市安全生产委员会 / 关于印发…的通知)."""
    for (before, _), (line, _) in pairwise(lines):
        if line == title and line.startswith(("关于", "转发", "印发")) and _BODY.search(before) and len(before) < 40:
            return before + line
    return title
