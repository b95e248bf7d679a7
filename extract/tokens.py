"""A text cut into typed tokens, and patterns over the string of their codes.

Every character belongs to exactly one token: words of the vocabularies, numbers, dates, titles 《…》, punctuation, and
TEXT for what is between them. Each token type has a one-character code, so that a grammar rule is an ordinary regular
expression over the codes and its matches map back to spans of the text.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from operator import itemgetter
from typing import Final, NamedTuple

from extract.document import Span
from extract.lexicon import DOCUMENT_NUMBER, MARK, TEXT, TITLE, Lexicon, TokenType, load_lexicon
from extract.records import EntityClass, Mention

LONGEST_TITLE: Final = 150
_START: Final = itemgetter(0)
_LONGEST_ISSUER: Final = 10
# Makes a token in a third of the time that its class takes.
_new: Final = tuple.__new__
_TITLE_PIECE: Final = re.compile(r"[《》。\n]")
_OVERLAY: Final = {
    EntityClass.AGENCY: "AGENCY",
    EntityClass.GROUP: "GROUP",
    EntityClass.KIND: "KIND",
    EntityClass.POST: "POST",
    EntityClass.SYSTEM: "SYSTEM",
    EntityClass.CAMPAIGN: "CAMPAIGN",
    EntityClass.INSTRUMENT: "TITLE",
    EntityClass.DIVISION: "DIVISION",
}


class Token(NamedTuple):
    """A typed stretch of text. `concepts` are the concepts that the words name, best first; `code` is the type's."""

    start: int
    end: int
    type: TokenType
    concepts: tuple[str, ...]
    code: str

    @property
    def span(self) -> Span:
        """The code points that the token covers."""
        return Span(self.start, self.end)


Policy = Callable[[list[Token]], Iterator[Token]]


def leftmost_longest(pieces: list[Token]) -> Iterator[Token]:
    """Overlap policy: the piece that begins first wins, of those the longest, of those the first given."""
    best: Token | None = None
    for piece in sorted(pieces, key=_START):
        if best is None or (piece[0] == best[0] and piece[1] > best[1]):
            best = piece
        elif piece[0] >= best[1]:
            yield best
            best = piece
    if best is not None:
        yield best


def titles_first(pieces: list[Token]) -> Iterator[Token]:
    """Overlap policy: titles 《…》 win over all that touches them; the rest is leftmost-longest."""
    titles = [piece for piece in pieces if piece.type == TITLE]
    if not titles:
        yield from leftmost_longest(pieces)
        return
    starts = [title.start for title in titles]
    kept = titles[:]
    for piece in pieces:
        index = bisect_left(starts, piece.end) - 1
        if piece.type != TITLE and (index < 0 or titles[index].end <= piece.start):
            kept.append(piece)
    yield from leftmost_longest(kept)


def find_titles(text: str) -> tuple[tuple[Span, bool], ...]:
    """Every 《…》 with its marks, inner titles not counted, and whether it was closed.

    A title ends with the mark that closes its first; one that is not closed before the end of the sentence or
    paragraph (at most 150 characters) ends there.
    """
    found: list[tuple[Span, bool]] = []
    position = text.find("《")
    while position >= 0:
        depth, end, closed = 0, len(text), False
        for piece in _TITLE_PIECE.finditer(text, position, min(len(text), position + LONGEST_TITLE)):
            mark = piece.group()
            if mark == "《":
                depth += 1
            elif mark == "》":
                depth -= 1
                if depth == 0:
                    end, closed = piece.end(), True
                    break
            else:
                end = piece.start()
                break
        if not closed:
            end = _unclosed_end(text, position, end)
        found.append((Span(position, end), closed))
        position = text.find("《", end)
    return tuple(found)


def _unclosed_end(text: str, start: int, end: int) -> int:
    """Where a title without its closing mark ends: an inner 》 (the outer was lost), else the sentence's end."""
    end = min(end, start + LONGEST_TITLE, len(text))
    last = text.rfind("》", start, end)
    if last >= 0:
        return last + 1
    second = text.find("《", start + 1, end)
    return second if second >= 0 else end


def tokenize(text: str, lexicon: Lexicon, policy: Policy = titles_first) -> tuple[Token, ...]:
    """The tokens of `text`, in order, covering every character once. `policy` decides between overlapping pieces."""
    entries, codes, marks = lexicon.entries, lexicon.codes, lexicon.marks
    pieces = [Token(span.start, span.end, TITLE, (), codes[TITLE]) for span, _ in find_titles(text)]
    for index, start, end in lexicon.automaton.find_matches_as_indexes(text):
        entry = entries[index]
        pieces.append(_new(Token, (start, end, entry.type, entry.concepts, entry.code)))
    for match in lexicon.shapes.finditer(text):
        type_ = match.lastgroup or TEXT
        start, end = match.span()
        if type_ == MARK:
            type_ = marks[text[start]]
        elif type_ == DOCUMENT_NUMBER:
            start = _issuer_start(text, start)
        pieces.append(_new(Token, (start, end, type_, (), codes[type_])))
    return tuple(_tile(policy(pieces), 0, len(text), codes[TEXT]))


def _issuer_start(text: str, end: int) -> int:
    """Where the issuer's short name before the year of a document number begins (苏安〔2023〕12号)."""
    start = end
    while start > 0 and end - start < _LONGEST_ISSUER and "\u4e00" <= text[start - 1] <= "\u9fff":
        start -= 1
    return start


def overlay(tokens: Sequence[Token], mentions: Iterable[Mention], lexicon: Lexicon) -> tuple[Token, ...]:
    """The tokens with mentions laid over them: one token for each mention, typed by what it names.

    Where mentions overlap the longest of those that begin first is laid; words that a mention cuts are dropped and
    what is left of them is TEXT. The tokens still cover every character once.
    """
    if not tokens:
        return ()
    codes = lexicon.codes
    laid: list[Token] = []
    position = 0
    for mention in sorted(mentions, key=lambda m: (m.span.start, -m.span.end)):
        if mention.span.start >= position:
            type_ = _OVERLAY[mention.entity.kind]
            laid.append(Token(mention.span.start, mention.span.end, type_, (mention.entity.iri,), codes[type_]))
            position = mention.span.end
    starts = [piece.start for piece in laid]
    pieces = laid[:]
    for token in tokens:
        index = bisect_left(starts, token.end) - 1
        if token.type != TEXT and (index < 0 or laid[index].end <= token.start):
            pieces.append(token)
    return tuple(_tile(leftmost_longest(pieces), tokens[0].start, tokens[-1].end, codes[TEXT]))


def _tile(pieces: Iterable[Token], start: int, end: int, text_code: str) -> Iterator[Token]:
    position = start
    for piece in pieces:
        if piece[0] > position:
            yield _new(Token, (position, piece[0], TEXT, (), text_code))
        yield piece
        position = piece[1]
    if position < end:
        yield Token(position, end, TEXT, (), text_code)


def code_string(tokens: Iterable[Token]) -> str:
    """One character for each token."""
    return "".join(token.code for token in tokens)


@dataclass(frozen=True, slots=True)
class TokenMatch:
    """Where a token pattern matched."""

    tokens: Sequence[Token]
    match: re.Match[str]

    def span(self, group: str | int = 0) -> Span | None:
        """The stretch of text that a group covers; None where the group took no part or no token."""
        first, last = self.match.span(group)
        if first < 0 or first == last:
            return None
        return Span(self.tokens[first].start, self.tokens[last - 1].end)

    def group(self, group: str | int = 0) -> Sequence[Token]:
        """The tokens of a group; empty where it took no part."""
        first, last = self.match.span(group)
        return self.tokens[first:last] if first >= 0 else ()


class TokenPattern:
    """A regular expression over token types.

    `<TYPE>` stands for one token of the type or of a narrower one (`<VERB>` for every `VERB_…`), `<ANY>` for any
    token; all else is the syntax of `re`, white space ignored: `(?P<who><AGENCY>) <VERB_LEAD> (?P<matter><ANY>*?)
    <STOP>`. Raises `KeyError` for a type that does not exist.
    """

    _NAME = re.compile(r"(?<!\(\?P)(?<!\(\?P=)<([A-Z][A-Z_]*)>")

    def __init__(self, pattern: str) -> None:
        self.pattern = pattern
        self._compiled()

    def finditer(self, tokens: Sequence[Token], codes: str | None = None) -> Iterator[TokenMatch]:
        """Every match in a run of tokens, left to right; `codes` may be given where the caller has the string."""
        for match in self._compiled().finditer(code_string(tokens) if codes is None else codes):
            yield TokenMatch(tokens, match)

    def _compiled(self) -> re.Pattern[str]:
        return _compile_pattern(self.pattern)


@lru_cache(maxsize=1024)
def _compile_pattern(pattern: str) -> re.Pattern[str]:
    lexicon = load_lexicon()

    def expand(name: re.Match[str]) -> str:
        return "." if name[1] == "ANY" else lexicon.code_class(name[1])

    return re.compile(TokenPattern._NAME.sub(expand, pattern), re.VERBOSE | re.DOTALL)
