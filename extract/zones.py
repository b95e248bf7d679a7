"""Which paragraphs are the head of a page, which its body, which its foot, and which are furniture."""

from __future__ import annotations

import re
import tomllib
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files

from extract.document import Document, Genre, Span
from extract.fields import is_row_of_fields
from extract.markers import MarkerStyle, line_marker
from extract.paragraphs import Paragraph, paragraphs, trimmed


class Zone(StrEnum):
    """Where on the page a paragraph stands."""

    HEAD = "head"
    BODY = "body"
    FOOT = "foot"


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, or the part of one that is furniture or not, with its zone."""

    span: Span
    zone: Zone
    furniture: bool = False


@dataclass(frozen=True, slots=True)
class PagePatterns:
    """The compiled patterns of furniture.toml."""

    line: re.Pattern[str]
    within: re.Pattern[str]
    last: re.Pattern[str]
    last_lines: re.Pattern[str]
    signature: re.Pattern[str]
    date: re.Pattern[str]
    field: re.Pattern[str]
    attachment: re.Pattern[str]
    attachment_list: re.Pattern[str]


_LONGEST_HEAD_LINE = 60
STATUTE_HEAD_END = "<!-- INFO END -->"
_MOST_ATTACHMENTS = 30
_LAST_LINES = 12
_STOPS = "。；;！!？?"


@cache
def page_patterns() -> PagePatterns:
    """The patterns of page furniture and of the lines of head and foot, read once."""
    data = tomllib.loads((files("extract") / "furniture.toml").read_text(encoding="utf-8"))
    compiled = {name: re.compile("|".join(f"(?:{p})" for p in data[name]), re.IGNORECASE) for name in data}
    return PagePatterns(**compiled)


def find_furniture(text: str) -> tuple[Span, ...]:
    """The stretches of a text that are menus, links, counters and the like, sorted and disjoint."""
    patterns = page_patterns()
    spans = [paragraph.span for paragraph in paragraphs(text)]
    found: list[Span] = []
    for index, span in enumerate(spans):
        line = span.of(text)
        late = len(spans) - index <= _LAST_LINES and index > _LAST_LINES
        if (
            len(line) <= _LONGEST_HEAD_LINE * 3
            and not line.endswith("。")
            and (patterns.line.fullmatch(line) or (late and patterns.last_lines.fullmatch(line)))
        ):
            found.append(span)
        elif len(line) <= _LONGEST_HEAD_LINE * 3:
            found += [
                Span(span.start + m.start(), span.start + m.end()) for m in patterns.within.finditer(line) if m[0]
            ]
    last = next((i for i in range(len(spans) - 1, -1, -1) if patterns.last.fullmatch(spans[i].of(text))), None)
    if last is not None and _is_tail(text, spans[last + 1 :]):
        found += spans[last + 1 :]
    found += [Span(m.start(), m.end()) for m in re.finditer(re.escape(STATUTE_HEAD_END), text)]
    return merged(found)


def merged(spans: list[Span]) -> tuple[Span, ...]:
    """The spans sorted, those that touch or overlap made one."""
    result: list[Span] = []
    for span in sorted(spans):
        if result and span.start <= result[-1].end:
            result[-1] = Span(result[-1].start, max(result[-1].end, span.end))
        else:
            result.append(span)
    return tuple(result)


def blocks(document: Document) -> tuple[Block, ...]:
    """The paragraphs of a document in order, cut at the borders of furniture, each with its zone."""
    text = document.text
    found = paragraphs(text)
    head = _head_length(document, found)
    foot = _foot_start(document, found, head)
    starts = [span.start for span in document.furniture]
    result: list[Block] = []
    for index, paragraph in enumerate(found):
        zone = Zone.HEAD if index < head else Zone.FOOT if index >= foot else Zone.BODY
        if zone is Zone.BODY and (_is_signature(text, found, index) or _lists_attachment(text, found, index)):
            zone = Zone.FOOT
        result += _cut(document, paragraph.span, zone, starts)
    return tuple(result)


def is_field(line: str) -> bool:
    """Whether a line of head or foot is a labelled value (来源：…, 索引号：…)."""
    return bool(page_patterns().field.match(line)) or is_row_of_fields(line)


def _cut(document: Document, span: Span, zone: Zone, starts: list[int]) -> list[Block]:
    index = max(0, bisect_left(starts, span.start) - 1)
    position, result = span.start, []
    for furniture in (document.furniture[i] for i in range(index, len(document.furniture))):
        if furniture.start >= span.end:
            break
        if furniture.end <= position:
            continue
        before = trimmed(document.text, position, max(position, furniture.start))
        if before:
            result.append(Block(before, zone))
        inside = trimmed(document.text, max(position, furniture.start), min(span.end, furniture.end))
        if inside:
            result.append(Block(inside, zone, furniture=True))
        position = furniture.end
    rest = trimmed(document.text, position, span.end) if position < span.end else None
    if rest:
        result.append(Block(rest, zone))
    return result


def _head_length(document: Document, found: tuple[Paragraph, ...]) -> int:
    """How many paragraphs belong to the head: all before the first that reads like the text itself."""
    text = document.text
    end = text.find(STATUTE_HEAD_END)
    if end >= 0:
        return sum(1 for paragraph in found if paragraph.span.start <= end)
    if document.metadata.genre in (Genre.STATUTE, Genre.REGULATION):
        return _before_articles(text, found)
    length = 0
    for index, paragraph in enumerate(found):
        line = paragraph.span.of(text)
        if _is_furniture(document, paragraph.span) or is_field(line) or _in_title(line, document.metadata.title):
            length = index + 1
            continue
        if (
            len(line) > _LONGEST_HEAD_LINE
            or any(stop in line for stop in "。；")
            or line_marker(text, *_ends(paragraph.span))
        ):
            break
        addressed = line[-1] in ":：" and not line[:-1].endswith("如下")
        if length == index and (addressed or page_patterns().date.fullmatch(line)):
            length = index + 1
    return length if length < len(found) else 0


def _before_articles(text: str, found: tuple[Paragraph, ...]) -> int:
    """How many paragraphs of a law stand before its first article and the divisions that it opens; contents too."""
    markers = [line_marker(text, *_ends(paragraph.span)) for paragraph in found]
    first = next((i for i, marker in enumerate(markers) if marker and marker.style is MarkerStyle.ARTICLE), 0)
    while first:
        before = markers[first - 1]
        if before is None or before.number != 1 or before.style > MarkerStyle.SECTION:
            break
        first -= 1
    return first


def _foot_start(document: Document, found: tuple[Paragraph, ...], head: int) -> int:
    start = len(found)
    for index in range(len(found) - 1, head - 1, -1):
        line = found[index].span.of(document.text)
        if not (_is_furniture(document, found[index].span) or _is_foot_line(line)):
            break
        start = index
    return start


def _is_foot_line(line: str) -> bool:
    patterns = page_patterns()
    if len(line) > _LONGEST_HEAD_LINE * 2:
        return False
    return bool(
        patterns.date.fullmatch(line)
        or patterns.signature.fullmatch(line)
        or patterns.attachment.match(line)
        or is_field(line)
    )


def _is_signature(text: str, found: tuple[Paragraph, ...], index: int) -> bool:
    """A lone date, or a lone name of a body right before one, also where attachments follow."""
    patterns = page_patterns()
    line = found[index].span.of(text)
    if patterns.date.fullmatch(line):
        return True
    following = found[index + 1].span.of(text) if index + 1 < len(found) else ""
    return bool(patterns.signature.fullmatch(line) and patterns.date.fullmatch(following))


def _lists_attachment(text: str, found: tuple[Paragraph, ...], index: int) -> bool:
    """A line of the list of attachments: 附件：1.… and the numbered lines right below it."""
    markers = (MarkerStyle.DIGIT, MarkerStyle.DIGIT_BRACKETED)
    for position in range(index, max(-1, index - _MOST_ATTACHMENTS), -1):
        span = found[position].span
        line = span.of(text)
        if len(line) > _LONGEST_HEAD_LINE * 2 or line[-1] in _STOPS:
            return False
        if page_patterns().attachment_list.match(line):
            return True
        marker = line_marker(text, *_ends(span))
        if marker is None or marker.style not in markers or marker.number < 2:
            return False
    return False


def _is_furniture(document: Document, span: Span) -> bool:
    index = bisect_right(document.furniture, span.start, key=_start) - 1
    return index >= 0 and document.furniture[index].contains(span)


def _start(span: Span) -> int:
    return span.start


def _is_tail(text: str, spans: list[Span]) -> bool:
    return all(len(span) <= _LONGEST_HEAD_LINE and text[span.end - 1] not in _STOPS for span in spans)


def _in_title(line: str, title: str | None) -> bool:
    if not title:
        return False
    plain = re.sub(r"[\s#]+", "", line)
    return len(plain) >= 4 and plain in re.sub(r"\s+", "", title)


def _ends(span: Span) -> tuple[int, int]:
    return span.start, span.end
