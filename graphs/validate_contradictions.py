"""Figures on which two documents disagree."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from pyoxigraph import Literal, NamedNode, QuerySolutions

from graphs.store import LocalStore
from graphs.validate_places import Place, Places

_QUERY = Path(__file__).with_name("contradictions.rq")


@dataclass(frozen=True, slots=True)
class Contradiction:
    """One indicator, period and division (as people read them), and the two values with their nodes and places."""

    indicator: str
    period: str
    division: str
    first: str
    first_value: str
    first_place: Place
    second: str
    second_value: str
    second_place: Place


def contradictions(store: LocalStore, places: Places) -> list[Contradiction]:
    """The contradictions in a graph, in the order of the nodes. What counts as one is said in `contradictions.rq`."""
    rows = store.query(_QUERY.read_text(encoding="utf-8"))
    assert isinstance(rows, QuerySolutions)
    return list(_read(rows, places))


def _read(rows: QuerySolutions, places: Places) -> Iterator[Contradiction]:
    for row in rows:
        values: dict[str, str] = {}
        for name in ("indicator", "period", "division", "first", "firstValue", "second", "secondValue"):
            term = row[name]
            assert isinstance(term, NamedNode | Literal)
            values[name] = term.value
        yield Contradiction(
            places.label(values["indicator"]),
            values["period"],
            places.label(values["division"]),
            values["first"],
            values["firstValue"],
            places.of(values["first"]),
            values["second"],
            values["secondValue"],
            places.of(values["second"]),
        )
