"""Which instruments a law says that it puts out of force (本条例自…起施行，《某某办法》同时废止)."""

from __future__ import annotations

import re
from collections.abc import Iterator

_REPEALS = re.compile("(?:同时|即行|随之|相应)废止")
_TITLE = re.compile(r"《((?:[^《》\n]|《[^《》\n]*》){2,80})》(?!\s*第)")
# 根据《某法》制定的《某办法》: what the other rests on stays in force.
_GROUND = re.compile(r"(?:根据|依据|依照|按照|遵照|执行|违反)[\s\u3000]*$")


def find_repeals(text: str) -> tuple[str, ...]:
    """The titles, without their marks, of the instruments that a law repeals, in the order of the text.

    Instruments of which it repeals single articles only are left out.
    """
    found: dict[str, None] = {}
    for sentence in _sentences(text):
        for title in _TITLE.finditer(sentence):
            if not _GROUND.search(sentence[: title.start()]):
                found[re.sub(r"\s", "", title[1])] = None
    return tuple(found)


def _sentences(text: str) -> Iterator[str]:
    """Each sentence up to the word that repeals; what follows up to the next such word is another."""
    end = 0
    for words in _REPEALS.finditer(text):
        start = max(end, text.rfind("。", end, words.start()) + 1, text.rfind("\n", end, words.start()) + 1)
        end = words.end()
        yield text[start:end]
