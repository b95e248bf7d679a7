"""Buildings, gauges, projects and headcounts under the names of bodies: they are no bodies."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

from extract.link.setting import Setting
from extract.records import EntityClass, Mention

SETTINGS: Final = Path(__file__).with_name("premises.toml")
_WINDOW: Final = 14


@dataclass(frozen=True, slots=True)
class Premise:
    """The patterns that together say that a name is none of a body here."""

    name: re.Pattern[str]
    before: re.Pattern[str]
    after: re.Pattern[str]

    def meant(self, text: str, start: int, end: int) -> bool:
        """Whether the name from `start` to `end` is meant so."""
        return bool(
            self.name.search(text, start, end)
            and self.after.match(text, end)
            and self.before.search(text, max(0, start - _WINDOW), start)
        )


@cache
def load_premises() -> tuple[Premise, ...]:
    """The patterns of `premises.toml`, compiled once for each process."""
    rows = tomllib.loads(SETTINGS.read_text(encoding="utf-8"))["premises"]
    return tuple(Premise(*(re.compile(row.get(key, "")) for key in ("name", "before", "after"))) for row in rows)


def without_premises(setting: Setting, bodies: Iterable[Mention]) -> Iterator[Mention]:
    """The bodies whose names mean no building, gauge, project or headcount."""
    text, premises = setting.masked, load_premises()
    for body in bodies:
        agency = body.entity.kind is EntityClass.AGENCY and not setting.statute
        if not (agency and any(p.meant(text, body.span.start, body.span.end) for p in premises)):
            yield body
