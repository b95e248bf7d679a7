"""Alternatives of a pattern: one of several words."""

from __future__ import annotations

import re
from collections.abc import Iterable


def any_of(words: Iterable[str]) -> str:
    """A pattern that matches any one of the words, the longest where several begin alike; empty for no words."""
    return "|".join(re.escape(word) for word in sorted(words, key=lambda word: (-len(word), word)))
