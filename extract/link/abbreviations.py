"""Short names that a text defines for a body: …指挥部(以下简称“市指挥部”)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache

from extract.document import Span
from extract.link.bodies import agency
from extract.link.names import load_names
from extract.link.setting import Setting
from extract.records import Entity, Mention


@cache
def _definition() -> re.Pattern[str]:
    return re.compile(load_names().settings["abbreviations"]["definition"])


def definitions(setting: Setting, bodies: Iterable[Mention]) -> dict[str, tuple[Span, Entity]]:
    """The short names that the text defines right after a body, with where that stands."""
    found: dict[str, tuple[Span, Entity]] = {}
    for body in bodies:
        match = _definition().match(setting.masked, body.span.end)
        if match is not None:
            group = "name" if match["name"] else "other"
            found.setdefault(match[group], (Span(*match.span(group)), body.entity))
    return found


def find_abbreviated(setting: Setting, bodies: Sequence[Mention]) -> Iterator[Mention]:
    """Every place from its definition on at which a defined short name stands, linked to the body."""
    text = setting.masked
    wider = {(body.span.end, body.entity.key) for body in bodies if body.entity.label.endswith(body.span.of(text))}
    for name, (where, entity) in definitions(setting, bodies).items():
        start = where.start
        while start >= 0:
            end = start + len(name)
            office = text.startswith("办公室", end) and not name.endswith("办公室")
            body = agency(entity.label + "办公室", entity.division, None) if office else entity
            if (end, entity.key) not in wider or not entity.label.endswith(name):
                yield Mention(Span(start, end + len("办公室") * office), body)
            start = text.find(name, start + len(name))
