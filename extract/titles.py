"""The title of a document, from the lines of its head."""

from __future__ import annotations

import re

from extract.document import Span
from extract.fields import field_patterns, field_values
from extract.markers import line_marker
from extract.paragraphs import paragraphs
from extract.zones import is_field

_HEAD_LINES = 30
_LONGEST = 100
_SHORTEST = 5
_LONGEST_PART = 45
_MOST_LINES = 4
_STOPS = "。；;！!？?，,：:、"
_BODY = re.compile(r"(厅|局|委员会|办公室|政府|指挥部|领导小组|公司|党委|委|办)$")


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
        if (
            len(line) > _LONGEST
            or line[-1] in "。；;：:"
            or line_marker(text, paragraph.span.start, paragraph.span.end)
        ):
            if found:
                break
            first = tidy(line.split(maxsplit=1)[0])
            if field_patterns().title_noun.search(first) and len(first) < _LONGEST_PART:
                # A page that lost all its line breaks: the title ends at the first space.
                return [(first, title_score(first))]
            continue
        found.append((tidy(line), title_score(tidy(line))))
    return found


def title_score(line: str) -> int:
    """How much a line looks like a title: by its noun, its year or 关于, its length; below 0 it cannot be one."""
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
    """The title with the lines around it over which a page broke it.

    A body's name stands alone before 关于…; a line that ends with 关于, 印发, 的 or a closing 》 goes on in the next.
    """
    words = [line for line, _ in lines]
    first = last = words.index(title)
    while first and _leads_on(words[first - 1], words[first]):
        first -= 1
    while last + 1 < len(words) and last - first < _MOST_LINES and _leads_on(words[last], words[last + 1]):
        last += 1
    whole = "".join(words[first : last + 1])
    return whole if len(whole) <= _LONGEST else title


def _leads_on(line: str, following: str) -> bool:
    if len(following) > _LONGEST_PART or is_field(following) or "〔" in following:
        return False
    if _BODY.search(line) and len(line) < _LONGEST_PART and following.startswith(("关于", "转发", "印发")):
        return True
    broken = line.endswith(("关于", "印发", "转发", "的", "和", "及", "与", "、", "《"))
    quoted = line.endswith("》") and following.startswith(("的", "通知"))
    noun = field_patterns().title_noun.search(line)
    return broken or quoted or (line.startswith(("关于", "转发")) and not noun and not following.startswith("各"))
