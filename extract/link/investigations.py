"""Groups that investigate an accident, under the accident's name (某市“6·17”较大中毒事故调查组) and bare after it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from extract.document import Span
from extract.link.bodies import agency
from extract.link.extent import Extents
from extract.link.setting import Setting
from extract.records import Entity, Mention

_GROUP: Final = re.compile(r"(?:事故|事件)(?:提级)?调查(?:评估)?组(?![长员])")
_AGAIN: Final = re.compile(
    r"(?:^|(?<=[，,。；;：:\n、 \u3000由经对向请]))(?P<name>(?:事故|事件)?(?:提级)?调查组)(?![长员])", re.MULTILINE
)
_SHORTEST: Final = 4


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
    for match in _GROUP.finditer(setting.masked):
        start = extents.start(match.start())
        words = setting.masked[start : match.start()]
        division = setting.gazetteer.starting(words, setting.home) if len(words) >= _SHORTEST else None
        if division is not None:
            yield Mention(Span(start, match.end()), agency(setting.masked[start : match.end()], division, None))


def _again(setting: Setting, after: int, group: Entity) -> Iterator[Mention]:
    """The same group by the end of its name, later in the text."""
    for match in _AGAIN.finditer(setting.masked, after):
        yield Mention(Span(*match.span("name")), group)
