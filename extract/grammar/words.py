"""Borders of words in running Chinese text, for phrases that are cut where no mark or known word says."""

from __future__ import annotations

from functools import cache, lru_cache

import rjieba


@cache
def _segmenter() -> rjieba.Jieba:
    return rjieba.Jieba()


@lru_cache(maxsize=4096)
def word_starts(phrase: str) -> tuple[int, ...]:
    """Where the words of a phrase begin, in code points, ascending; (0,) for one word, () for an empty phrase.

    Words are those of jieba's dictionary, without its guesses at unknown words, so that a phrase is always cut alike.
    """
    starts, position = [], 0
    for word in _segmenter().cut(phrase, False):
        starts.append(position)
        position += len(word)
    return tuple(starts)


def cut_before(phrase: str, longest: int) -> int:
    """Where the last words of a phrase begin that together have at most `longest` characters; 0 if all of it fits.

    A last word that is longer than that is kept whole.
    """
    starts = word_starts(phrase)
    return next((start for start in starts if len(phrase) - start <= longest), starts[-1] if starts else 0)


@lru_cache(maxsize=4096)
def holds_adverb(phrase: str) -> bool:
    """Whether a phrase has an adverb of two characters or more in it, so that it is no name (直接|盯, 亲自|抓)."""
    return any(len(word) > 1 and tag in {"d", "ad"} for word, tag in _segmenter().tag(phrase, False))


@lru_cache(maxsize=4096)
def ends_with_verb(phrase: str) -> bool:
    """Whether a common noun and a verb of one character make up a phrase, so that it is no name (中层|包, 干部|联)."""
    words = _segmenter().tag(phrase, False)
    return len(words) > 1 and words[0][1] == "n" and len(words[-1][0]) == 1 and words[-1][1] == "v"


@lru_cache(maxsize=4096)
def leads_with_verb(phrase: str, tags: tuple[str, ...] = ("v",)) -> bool:
    """Whether a phrase of several words begins with a verb, so that it is no name (打通|市…, 检查|张江).

    The first word must have two characters or more and one of the tags in jieba's dictionary; a phrase of one word is
    none.
    """
    words = _segmenter().tag(phrase, False)
    return len(words) > 1 and len(words[0][0]) > 1 and words[0][1] in tags
