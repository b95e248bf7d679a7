"""Official names of a place and a time: what a short form stands for in one province, before or after a reform."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final

from extract.document import Metadata
from extract.link.divisions import COUNTY, NATION, PREFECTURE, PROVINCE, Gazetteer
from extract.link.names import Form
from ontology.namespaces import concept

SETTINGS: Final = Path(__file__).with_name("official_names.toml")
_LEVELS: Final = {"province": PROVINCE, "prefecture": PREFECTURE, "county": COUNTY}


@dataclass(frozen=True, slots=True)
class OfficialName:
    """A name without its division, and where and when it holds; empty provinces, levels and months mean any."""

    function: str
    name: str
    provinces: frozenset[str]
    cities: frozenset[str]
    levels: frozenset[str]
    since: str
    until: str
    short: str

    def holds(self, around: frozenset[str], level: str, month: str | None) -> bool:
        """Whether bodies of that level in those divisions were called so in that month; unknown months are today's."""
        return (
            (not self.provinces or bool(self.provinces & around))
            and (not self.cities or bool(self.cities & around))
            and (not self.levels or level in self.levels)
            and (not self.since or month is None or month >= self.since)
            and (not self.until or (month is not None and month <= self.until))
        )


@cache
def load_official_names() -> Mapping[str, tuple[OfficialName, ...]]:
    """The names by function, in the order of the file."""
    found: dict[str, list[OfficialName]] = {}
    for row in load_settings()["name"]:
        function = concept("function", row["function"])
        found.setdefault(function, []).append(
            OfficialName(
                function=function,
                name=row["name"],
                provinces=frozenset(row.get("provinces", ())),
                cities=frozenset(row.get("cities", ())),
                levels=frozenset(_LEVELS[level] for level in row.get("levels", ())),
                since=row.get("since", ""),
                until=row.get("until", ""),
                short=row.get("short", ""),
            )
        )
    return {function: tuple(names) for function, names in found.items()}


@cache
def load_settings() -> Mapping[str, Any]:
    """What `official_names.toml` holds."""
    return tomllib.loads(SETTINGS.read_text(encoding="utf-8"))


def official_name(
    gazetteer: Gazetteer, form: Form, division: str, level: str, month: str | None, own: bool = False
) -> str | None:
    """The name of the body of a short form in a division in that month; None where none is special.

    With `own`, only names that are for that one short form count.
    """
    shorts = {form.written} if own else {"", form.written}
    names = [n for n in load_official_names().get(form.function, ()) if n.short in shorts]
    if not names or division == NATION:
        return None
    around = frozenset(gazetteer.label(iri) for iri in gazetteer.chain(division))
    return next((n.name for n in names if n.holds(around, level, month)), None)


def province_of(gazetteer: Gazetteer, division: str | None) -> str:
    """The name of the province that the division lies in, empty where none is known."""
    for iri in gazetteer.chain(division):
        if gazetteer.level(iri) == PROVINCE:
            return gazetteer.label(iri)
    return ""


def month_of(metadata: Metadata) -> str | None:
    """The month that a document speaks of: the end of its period where it was issued later."""
    ends = [metadata.period.split("/")[-1][:7]] if metadata.period else []
    months = [*ends, *([metadata.issued[:7]] if metadata.issued else [])]
    return min(months, default=None)
