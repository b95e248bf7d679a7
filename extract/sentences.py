"""Sentences and clauses of a stretch of text, aware of 《》 “” （）.

A sentence ends at 。！？!? or with its stretch; at ；; too where the caller says so (statutes and list items). A clause
is cut at ，,；; and at the ends of sentences, never inside a closed pair of brackets, title marks or quotation marks.
"""

from __future__ import annotations

import re
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
_CUT = re.compile(r"[。！？!?；;，,]")
_STOP = re.compile(r"[。！？]")
# Quoted or bracketed text with this many full stops is a passage of its own, not a term: it is cut like any other.
_PASSAGE_STOPS = 2
_TRAILING = "。！？!?；;，,：:、 \t\u00a0\u3000\n\r\u200b\ufeff"
_LEADING = " \t\u00a0\u3000\n\r\u200b\ufeff，,；;。、：:"


def split(text: str, stretch: Span, semicolons: bool = False) -> list[tuple[Span, tuple[Span, ...]]]:
    """The sentences of a stretch, each with its clauses.

    Sentences have their final punctuation and no white space around them; clauses have neither the punctuation that
    separates them nor white space. With `semicolons` a sentence ends at ；too.
    """
    stops = _FULL_STOPS + (_SEMICOLONS if semicolons else "")
    found: list[tuple[Span, tuple[Span, ...]]] = []
    clauses: list[Span] = []
    start = begin = stretch.start
    for position in _cuts(text, stretch):
        _add_clause(text, begin, position, clauses)
        begin = position + 1
        if text[position] in stops and begin > start:
            end = _closing(text, begin, stretch.end, stops)
            _add_sentence(text, start, end, clauses, found)
            start, clauses = end, []
            begin = max(begin, end)
    _add_clause(text, begin, stretch.end, clauses)
    _add_sentence(text, start, stretch.end, clauses, found)
    return found


def sentence_spans(text: str, stretch: Span, semicolons: bool = False) -> tuple[Span, ...]:
    """The sentences of a stretch, white space around them excluded, final punctuation included."""
    return tuple(sentence for sentence, _ in split(text, stretch, semicolons))


def clause_spans(text: str, stretch: Span) -> tuple[Span, ...]:
    """The clauses of a stretch, whatever sentences it holds."""
    return tuple(clause for _, clauses in split(text, stretch) for clause in clauses)


def protected(text: str, stretch: Span) -> tuple[Span, ...]:
    """The outermost closed pairs of brackets in a stretch, sorted; an opener without its closer protects nothing."""
    if not _BRACKET.search(text, stretch.start, stretch.end):
        return ()
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


def _cuts(text: str, stretch: Span) -> Iterator[int]:
    """The places of commas, semicolons and full stops outside closed brackets."""
    closed = protected(text, stretch)
    ahead = iter((*closed, Span(stretch.end, stretch.end)))
    pair = next(ahead)
    for match in _CUT.finditer(text, stretch.start, stretch.end):
        position = match.start()
        while position >= pair.end and pair.start < stretch.end:
            pair = next(ahead)
        if pair.start <= position < pair.end or (match[0] == "," and _groups_digits(text, position)):
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


def _add_clause(text: str, start: int, end: int, found: list[Span]) -> None:
    while start < end and (text[start] in _LEADING or text[start].isspace()):
        start += 1
    while end > start and (text[end - 1] in _TRAILING or text[end - 1].isspace()):
        end -= 1
    if start < end and (end - start > 2 or any(character not in _CLOSERS for character in text[start:end])):
        found.append(Span(start, end))


def _add_sentence(
    text: str, start: int, end: int, clauses: list[Span], found: list[tuple[Span, tuple[Span, ...]]]
) -> None:
    span = trimmed(text, start, end)
    if span:
        found.append((span, tuple(clauses)))
