"""The numbers and words that open a heading or a list item: 第一章, 一、, （一）, 1., (1), ①, 一是, 首先."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import IntEnum
from functools import lru_cache

from extract.document import Span

_HAN = "零〇一二三四五六七八九十百千两"
_DIGIT = "0-9０-９"
_CIRCLES = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
_SPACE = r"[ \t\u00a0\u3000]*"


class MarkerStyle(IntEnum):
    """The styles of numbering, from the widest division of a text to the narrowest."""

    PART = 1
    CHAPTER = 2
    SECTION = 3
    ARTICLE = 4
    HAN = 5
    HAN_BRACKETED = 6
    DIGIT = 7
    DIGIT_BRACKETED = 8
    CIRCLE = 9
    ENUMERATION = 10


@dataclass(frozen=True, slots=True)
class Marker:
    """A marker found at a place: its style, its number (1 for the first), and its span without surrounding space."""

    style: MarkerStyle
    number: int
    span: Span


_LINE_PATTERNS: tuple[tuple[MarkerStyle, re.Pattern[str]], ...] = (
    (MarkerStyle.PART, re.compile(rf"第([{_HAN}]+|[{_DIGIT}]+)(?:编|部分)(?=[\s：:、]|$)[：:、]?")),
    (MarkerStyle.CHAPTER, re.compile(rf"第([{_HAN}]+|[{_DIGIT}]+)章(?=\s|$|[^节条款项的])")),
    (MarkerStyle.SECTION, re.compile(rf"第([{_HAN}]+)节(?=\s|$)")),
    (MarkerStyle.ARTICLE, re.compile(rf"第([{_HAN}]+)条(?:之[{_HAN}]+)?(?=\s|$)")),
    # 一、二级林区 is no heading: a second numeral follows and a noun of rank after it.
    (MarkerStyle.HAN, re.compile(rf"([{_HAN}]+)[、．.](?![{_HAN}]+(?:级|类|等|期|线|档|楼|层|季度|产))")),
    (MarkerStyle.HAN_BRACKETED, re.compile(rf"[（(]{_SPACE}([{_HAN}]+){_SPACE}[）)][、.．]?")),
    (MarkerStyle.DIGIT, re.compile(rf"([{_DIGIT}]{{1,2}}){_SPACE}[.．、](?![{_DIGIT}](?!\d{{3}}年))")),
    (
        MarkerStyle.DIGIT_BRACKETED,
        re.compile(rf"[（(]{_SPACE}([{_DIGIT}]{{1,2}}){_SPACE}[）)][、.．]?|([{_DIGIT}]{{1,2}})[）)]"),
    ),
    (MarkerStyle.CIRCLE, re.compile(rf"([{_CIRCLES}])[、.．]?")),
)
_ENUMERATION = re.compile(rf"(?<![第十百之其{_HAN}])([一二三四五六七八九十]{{1,3}})(?:是(?!否)|要(?=[\u4e00-\u9fff]))")
_ORDINAL = re.compile(r"(首先|其次|再次|最后|第[一二三四五六七八九十])(?=[，,])")
_ORDINALS = {"首先": 1, "其次": 2, "再次": 3, "最后": 4}
_INLINE = re.compile(
    rf"(?P<bracketed>[（(]{_SPACE}(?:[{_HAN}]{{1,3}}|[{_DIGIT}]{{1,2}}){_SPACE}[）)])|(?P<circle>[{_CIRCLES}])"
    rf"|(?P<digit>[{_DIGIT}]{{1,2}}[.．、](?![{_DIGIT}]))|(?P<han>(?<![{_HAN}])[一二三四五六七八九十]{{1,3}}、)"
)
# The first member of a list right behind a heading that lost its line break: 二、存在问题一是人员不足。
_EMBEDDED = re.compile(
    rf"[^，。；：、！？,;:()（）\s]{{2,30}}?\s?(?=一是(?!否)|[（(]{_SPACE}[一1１]{_SPACE}[）)]|[1１][.．、](?![{_DIGIT}]))"
)
_UNITS = {"十": 10, "百": 100, "千": 1000}
_VALUES = {character: value for value, character in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_LOST_ITEMS = 3
_FIRST = frozenset(_HAN + "0123456789０１２３４５６７８９" + _CIRCLES + "第（(")
_SEPARATORS = "。；;！？!?：:\n\r"


def number_of(numeral: str) -> int:
    """The value of a Chinese, ASCII, full-width or circled numeral (`二十一`, `12`, `１２`, `⑫`)."""
    if numeral in _CIRCLES:
        return _CIRCLES.index(numeral) + 1
    if numeral.isdecimal():
        return int(numeral)
    total = digit = 0
    for character in numeral:
        if character in _UNITS:
            total += (digit or 1) * _UNITS[character]
            digit = 0
        else:
            digit = _VALUES[character]
    return total + digit


@lru_cache(maxsize=4096)
def line_marker(text: str, start: int, end: int) -> Marker | None:
    """The marker with which `text[start:end]` begins, after white space and Markdown signs, or None."""
    begin = skip_signs(text, start, end)
    if begin >= end or text[begin] not in _FIRST:
        return None
    for style, pattern in _LINE_PATTERNS:
        match = pattern.match(text, begin, end)
        if match:
            numeral = next(group for group in match.groups() if group)
            return Marker(style, number_of(numeral), Span(match.start(), match.end()))
    return None


def inline_markers(text: str, start: int, end: int, opener: Marker | None = None) -> tuple[Marker, ...]:
    """The markers within `text[start:end]` that open items of a running list, in order.

    一是 needs a break before it; 二是 and what bears the next number do not, since pages lose full stops.
    Numbers count after a full stop, semicolon or colon; bracketed ones and 二、 also after white space, the latter when
    it follows on the one before. `opener` is the marker before `start`: behind it the first member of a narrower list
    may stand without any break (二、存在问题一是人员不足).
    """
    found = [*_enumerations(text, start, end), *_ordinals(text, start, end), *_numbered(text, start, end, opener)]
    starts = [start] if opener else []
    starts += [marker.span.end for marker in found if marker.style is MarkerStyle.HAN]
    for place in starts:
        embedded = _embedded(text, place, end)
        if embedded and not any(place <= marker.span.start <= embedded.span.start for marker in found):
            found += [embedded, *_enumerations(text, embedded.span.start, end)]
    places = {marker.span.start: marker for marker in found}
    return tuple(places[place] for place in sorted(places))


def _embedded(text: str, start: int, end: int) -> Marker | None:
    heading = _EMBEDDED.match(text, start, end)
    if not heading:
        return None
    if text.startswith("一是", heading.end()):
        return Marker(MarkerStyle.ENUMERATION, 1, Span(heading.end(), heading.end() + 2))
    return line_marker(text, heading.end(), end)


def skip_signs(text: str, start: int, end: int) -> int:
    """The first place at or after `start` that is neither white space nor a bullet or Markdown sign."""
    while start < end and (text[start].isspace() or text[start] in "#•·*>\u200b\ufeff"):
        start += 1
    return start


def _after_break(text: str, start: int, position: int, separators: str) -> bool:
    while position > start and text[position - 1].isspace():
        position -= 1
    return position == start or text[position - 1] in separators


def _enumerations(text: str, start: int, end: int) -> list[Marker]:
    found: list[Marker] = []
    previous = 0
    for match in _ENUMERATION.finditer(text, start, end):
        number = number_of(match[1])
        free = _after_break(text, start, match.start(), _SEPARATORS + "，,、")
        strong = match[0][-1] == "是"
        successor = number == previous + 1 and previous > 0
        first = match.start() == start
        near = number <= previous + _LOST_ITEMS or first
        free = free or (number == 1 and text[match.start() - 1 : match.start()].isspace())
        if (free and near and (strong or number == 1 or successor or first)) or (
            strong and (successor or (number == 2 and not previous))
        ):
            found.append(Marker(MarkerStyle.ENUMERATION, number, Span(match.start(), match.end())))
            previous = number
    return found


def _ordinals(text: str, start: int, end: int) -> list[Marker]:
    matches = [m for m in _ORDINAL.finditer(text, start, end) if _after_break(text, start, m.start(), _SEPARATORS)]
    if len(matches) < 2:
        return []
    return [
        Marker(MarkerStyle.ENUMERATION, _ORDINALS.get(m[1]) or number_of(m[1][1:]), Span(m.start(), m.end()))
        for m in matches
    ]


def _numbered(text: str, start: int, end: int, opener: Marker | None) -> list[Marker]:
    found: list[Marker] = []
    division = opener.number if opener and opener.style is MarkerStyle.HAN else 0
    for match in _INLINE.finditer(text, start, end):
        separators = _SEPARATORS if match.lastgroup != "digit" else "。；;：:\n"
        after_stop = _after_break(text, start, match.start(), separators)
        after_space = match.lastgroup in ("bracketed", "han") and text[match.start() - 1 : match.start()].isspace()
        if not after_stop and not after_space:
            continue
        marker = line_marker(text, match.start(), end)
        if marker is None:
            continue
        if marker.style is MarkerStyle.HAN:
            if marker.number not in (1, division + 1):
                continue
            division = marker.number
        found.append(marker)
    return found
