"""Words without which a pattern cannot match, so that most patterns need not be tried on most sentences.

`(?P<who>.{0,40}?)签订.{0,40}?(?:责任书|承诺书)` is tried from every character of a sentence; to see first that the
sentence has no 签订 costs next to nothing. The words are read off the parsed pattern, so they follow its changes.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Final

_parser: Final[Any] = re._parser  # type: ignore[attr-defined]  # the only way to a parsed pattern
_REPEATS: Final = ("MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT")
_MOST_WORDS: Final = 80

Words = frozenset[str]


def needed_words(pattern: re.Pattern[str]) -> tuple[tuple[str, ...], ...]:
    """Groups of words such that every match of the pattern holds at least one word of each group.

    The groups with the longest words, which are the rarest, come first. Patterns whose flags let a letter stand for
    another have none.
    """
    if pattern.flags & re.IGNORECASE:
        return ()
    groups = set(_groups(_parser.parse(pattern.pattern, pattern.flags)))
    return tuple(tuple(sorted(words)) for words in sorted(groups, key=lambda words: (*_worth(words), sorted(words))))


def holds(needed: tuple[tuple[str, ...], ...], text: str, start: int, end: int) -> bool:
    """Whether there is at least one word of each group between two offsets."""
    for group in needed:
        for word in group:
            if text.find(word, start, end) >= 0:
                break
        else:
            return False
    return True


@dataclass(frozen=True, slots=True)
class Sifted:
    """A pattern that is tried only on stretches of text with the words that it needs."""

    pattern: re.Pattern[str]
    needed: tuple[tuple[str, ...], ...]

    def search(self, text: str, start: int = 0, end: int | None = None) -> re.Match[str] | None:
        """The first match between two offsets."""
        end = len(text) if end is None else end
        return self.pattern.search(text, start, end) if holds(self.needed, text, start, end) else None

    def finditer(self, text: str, start: int = 0, end: int | None = None) -> Iterator[re.Match[str]]:
        """Every match between two offsets, in order."""
        end = len(text) if end is None else end
        return self.pattern.finditer(text, start, end) if holds(self.needed, text, start, end) else iter(())

    def in_lines(self, text: str) -> Iterator[re.Match[str]]:
        """Every match in the text, in order, of a pattern that neither matches nor looks across the end of a line."""
        if not holds(self.needed, text, 0, len(text)):
            return
        start = 0
        while start < len(text):
            end = text.find("\n", start)
            end = len(text) if end < 0 else end
            yield from self.finditer(text, start, end)
            start = end + 1


def sifted(pattern: re.Pattern[str]) -> Sifted:
    """The pattern with the words that it needs."""
    return Sifted(pattern, needed_words(pattern))


def _groups(items: Iterable[Any]) -> Iterator[Words]:
    """What each part of a sequence needs; letters that follow one another are one word."""
    run = ""
    for operation, value in items:
        if str(operation) == "LITERAL":
            run += chr(value)
            continue
        if run:
            yield frozenset({run})
        run = ""
        yield from _of_part(str(operation), value)
    if run:
        yield frozenset({run})


def _of_part(operation: str, value: Any) -> Iterator[Words]:
    if operation == "IN":
        yield from _any_of({chr(member)} if str(kind) == "LITERAL" else None for kind, member in value)
    elif operation == "BRANCH":
        yield from _any_of(min(_groups(branch), key=_worth, default=None) for branch in value[1])
    elif operation == "SUBPATTERN" and not value[1] & re.IGNORECASE:
        yield from _groups(value[3])
    elif operation == "ATOMIC_GROUP":
        yield from _groups(value)
    elif operation in _REPEATS and value[0] > 0:
        yield from _groups(value[2])


def _any_of(parts: Iterable[set[str] | Words | None]) -> Iterator[Words]:
    """One group for parts of which one must match; words that hold another of them say nothing more."""
    found: set[str] = set()
    for words in parts:
        if not words:
            return
        found |= words
    shortest = {word for word in found if not any(other in word for other in found if other != word)}
    if len(shortest) <= _MOST_WORDS:
        yield frozenset(shortest)


def _worth(words: Words) -> tuple[int, int]:
    return -min(map(len, words)), len(words)
