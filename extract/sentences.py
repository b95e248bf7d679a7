"""Sentences and clauses of a stretch of text, aware of 《》 “” （）.

A sentence ends at 。！？!? or with its stretch; at ；; too where the caller says so (statutes and list items). A clause
is cut at ，,；; and at the ends of sentences, never inside a closed pair of brackets, title marks or quotation marks.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator

from extract.document import Span
from extract.paragraphs import trimmed

_PAIRS = {
    "《": "》",
    "“": "”",
    "（": "）",
    "(": ")",
    "「": "」",
    "『": "』",
    "〈": "〉",
    "【": "】",
    "‘": "’",
    "[": "]",
}
_CLOSERS = {"）": "(（", ")": "(（"} | {closer: opener for opener, closer in _PAIRS.items() if closer not in "）)"}
_BRACKET = re.compile("[" + re.escape("".join(_PAIRS) + "".join(_CLOSERS)) + "]")
_FULL_STOPS = "。！？!?"
_SEMICOLONS = "；;"
_COMMAS = "，,"
_CUT = re.compile(r"[。！？!?；;，,]")
_STOP = re.compile(r"[。！？]")
# Quoted or bracketed text with this many full stops is a passage of its own, not a term: it is cut like any other.
_PASSAGE_STOPS = 2
_TRAILING = "。！？!?；;，,：:、 \t\u00a0\u3000\n\r\u200b\ufeff"
_LEADING = " \t\u00a0\u3000\n\r\u200b\ufeff，,；;。、：:"


def sentence_spans(text: str, stretch: Span, semicolons: bool = False) -> tuple[Span, ...]:
    """The sentences of a stretch, white space around them excluded, final punctuation included."""
    stops = _FULL_STOPS + (_SEMICOLONS if semicolons else "")
    found: list[Span] = []
    start = stretch.start
    for position in _cuts(text, stretch, stops):
        end = _closing(text, position + 1, stretch.end, stops)
        if end > start:
            _add(text, start, end, found)
            start = end
    _add(text, start, stretch.end, found)
    return tuple(found)


def clause_spans(text: str, sentence: Span) -> tuple[Span, ...]:
    """The clauses of a sentence, without the punctuation that separates them and without white space."""
    found: list[Span] = []
    start = sentence.start
    for position in [*_cuts(text, sentence, _FULL_STOPS + _SEMICOLONS + _COMMAS), sentence.end]:
        begin, end = start, position
        while begin < end and (text[begin] in _LEADING or text[begin].isspace()):
            begin += 1
        while end > begin and (text[end - 1] in _TRAILING or text[end - 1].isspace()):
            end -= 1
        if any(character not in _CLOSERS for character in text[begin:end]):
            found.append(Span(begin, end))
        start = position + 1
    return tuple(found)


def protected(text: str, stretch: Span) -> tuple[Span, ...]:
    """The outermost closed pairs of brackets in a stretch, sorted; an opener without its closer protects nothing."""
    stack: list[tuple[str, int]] = []
    pairs: list[Span] = []
    for match in _BRACKET.finditer(text, stretch.start, stretch.end):
        character = match[0]
        if character in _PAIRS:
            stack.append((character, match.start()))
            continue
        openers = _CLOSERS[character]
        depth = next((i for i in range(len(stack) - 1, -1, -1) if stack[i][0] in openers), None)
        if depth is not None:
            pairs.append(Span(stack[depth][1], match.end()))
            del stack[depth:]
    terms = [pair for pair in pairs if len(_STOP.findall(text, pair.start, pair.end)) < _PASSAGE_STOPS]
    outermost: list[Span] = []
    for pair in sorted(terms, key=lambda span: (span.start, -span.end)):
        if not outermost or pair.start >= outermost[-1].end:
            outermost.append(pair)
    return tuple(outermost)


def _cuts(text: str, stretch: Span, characters: str) -> Iterator[int]:
    closed = protected(text, stretch)
    starts = [span.start for span in closed]
    for match in _CUT.finditer(text, stretch.start, stretch.end):
        position = match.start()
        if match[0] not in characters:
            continue
        index = bisect_right(starts, position) - 1
        if index >= 0 and position < closed[index].end:
            continue
        if match[0] == "," and _groups_digits(text, position):
            continue
        yield position


def _closing(text: str, position: int, end: int, stops: str) -> int:
    """Where a sentence ends: further stops and closing marks right behind the stop belong to it."""
    while position < end and text[position] in stops + "”’」』）)":
        position += 1
    return position


def _groups_digits(text: str, position: int) -> bool:
    """Whether the ASCII comma at `position` groups thousands (1,400)."""
    after = text[position + 1 : position + 5]
    before = text[max(0, position - 4) : position]
    return (
        len(after) >= 3
        and after[:3].isascii()
        and after[:3].isdigit()
        and not after[3:4].isdigit()
        and bool(re.search(r"(?<!\d)[1-9]\d{0,2}$", before))
    )


def _add(text: str, start: int, end: int, found: list[Span]) -> None:
    span = trimmed(text, start, end)
    if span:
        found.append(span)
