"""Groups: collective bearers that name no single body (28个省安委会成员单位, 各县(市、区), 有关部门)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from extract.document import Span
from extract.link.kinds import group
from extract.link.phrases import load_phrase_words
from extract.link.setting import Setting
from extract.records import EntityClass, Mention

_NUMERALS = {"两": 2, "二": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9, "十": 10}


@cache
def _pattern() -> re.Pattern[str]:
    groups = load_phrase_words().settings["groups"]
    alternatives = "|".join(f"(?P<{name}>{pattern})" for name, pattern in groups.items())
    opening = load_phrase_words().settings["links"]["group_opening"]
    return re.compile(f"(?=[{opening}])(?:{alternatives})")


def find_groups(setting: Setting, agencies: tuple[Mention, ...]) -> Iterator[Mention]:
    """Every group by the patterns of `bearers.toml`, with its stated size and the body whose members it is."""
    ends = {mention.span.end: mention for mention in agencies if mention.entity.kind is EntityClass.AGENCY}
    text = setting.masked
    endings = tuple(load_phrase_words().settings["links"]["endings"])
    for match in _pattern().finditer(text):
        start = match.start()
        of = ends.get(start)
        count = _number(match["count"])
        if of is not None and (match.lastgroup in {"office", "vague"} or match["office"]):
            start = of.span.start
            counted = re.search(r"(\d+)个$", text[max(0, start - 6) : start])
            if counted:
                count, start = int(counted[1]), start - len(counted[0])
        elif match["each"] and match.group().endswith(endings):
            continue
        words = text[start : match.end()]
        yield Mention(Span(start, match.end()), group(setting, words, count))


def _number(written: str | None) -> int | None:
    if written is None:
        return None
    if written.isdigit():
        return int(written)
    if written in _NUMERALS:
        return _NUMERALS[written]
    if len(written) == 2 and written[0] == "十":
        return 10 + _NUMERALS.get(written[1], 0)
    return None
