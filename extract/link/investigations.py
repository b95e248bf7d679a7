"""Groups that investigate an accident, under the accident's name (某市“6·17”较大中毒事故调查组) and bare after it."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Final

from extract.document import Span
from extract.link.bodies import agency
from extract.link.extent import Extents
from extract.link.setting import Setting
from extract.records import Entity, Mention

SETTINGS: Final = Path(__file__).with_name("investigations.toml")
_SHORTEST: Final = 4


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    settings = tomllib.loads(SETTINGS.read_text(encoding="utf-8"))
    return {name: re.compile(pattern) for name, pattern in settings.items()}


def find_investigations(setting: Setting) -> Iterator[Mention]:
    """Such groups outside of norms; a bare 调查组 only where the text names just one of them before."""
    if setting.statute:
        return
    named = list(_named(setting))
    yield from named
    groups = {mention.entity.key: mention.entity for mention in named}
    if len(groups) == 1:
        yield from _again(setting, named[0].span.end, next(iter(groups.values())))


def _named(setting: Setting) -> Iterator[Mention]:
    """Groups under a name that begins with a division."""
    extents = Extents(setting.masked)
    for match in _patterns()["group"].finditer(setting.masked):
        start = extents.start(match.start())
        words = setting.masked[start : match.start()]
        division = setting.gazetteer.starting(words, setting.home) if len(words) >= _SHORTEST else None
        if division is not None:
            yield Mention(Span(start, match.end()), agency(setting.masked[start : match.end()], division, None))


def _again(setting: Setting, after: int, group: Entity) -> Iterator[Mention]:
    """The same group by the end of its name, later in the text."""
    for match in _patterns()["again"].finditer(setting.masked, after):
        yield Mention(Span(*match.span("name")), group)
