"""The duty matrix of a place: its departments against sectors, role letters in the cells, overlaps and gaps marked."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from enum import StrEnum

from pyoxigraph import NamedNode

from graphs.store import Store, solutions_of
from ontology.errors import InputError
from queries.duties import OWNING, ROLE_LETTERS, DutyRecord, duties_in_division

LAW_MARK = "°"
_GOVERNMENT = "人民政府"
_HOLDING = frozenset({"territorial", "execute"})


class Mark(StrEnum):
    """What is the matter with a sector."""

    OWNED = "有主"
    OVERLAP = "多头"
    GAP = "空白"


@dataclass(frozen=True, slots=True)
class Matrix:
    """Departments down, sectors across. A cell holds role letters, `°` after those that the law gives.

    A sector is an overlap when two departments or more of one division regulate or oversee it and nobody leads, and a
    gap when nobody leads, regulates, oversees, carries out or answers for it although documents of the place are
    concerned with it.
    """

    place: str
    departments: tuple[str, ...]
    sectors: tuple[str, ...]
    cells: dict[tuple[str, str], str]
    marks: dict[str, Mark]
    facts: dict[tuple[str, str], tuple[str, ...]]


def duty_matrix(store: Store, division: str, place: str, below: bool = False) -> Matrix:
    """The matrix of a division (IRI) whose name is `place`; raises `InputError` when the graph has no duty there."""
    records = [record for record in duties_in_division(store, division, below) if record.sectors]
    if not records:
        raise InputError(f"{place}: no duty of a department there names a sector; try --below, or another division")
    letters: dict[tuple[str, str], set[str]] = defaultdict(set)
    facts: dict[tuple[str, str], set[str]] = defaultdict(set)
    for record in records:
        for sector in record.sectors:
            letters[record.bearer_label, sector].add(_letter(record))
            facts[record.bearer_label, sector].add(record.duty)
    sectors = {sector for _, sector in letters} | _sectors_at_issue(store, division, below)
    return Matrix(
        place=place,
        departments=_by_weight({department for department, _ in letters}, letters, 0),
        sectors=_by_weight(sectors, letters, 1),
        cells={key: "".join(sorted(marks, key=_rank)) for key, marks in letters.items()},
        marks={sector: _mark(sector, records) for sector in sectors},
        facts={key: tuple(sorted(duties)) for key, duties in facts.items()},
    )


def _letter(record: DutyRecord) -> str:
    return ROLE_LETTERS[record.role] + (LAW_MARK if record.by_law else "")


def _rank(letter: str) -> tuple[int, str]:
    return list(ROLE_LETTERS.values()).index(letter[0]), letter


def _by_weight(names: set[str], letters: dict[tuple[str, str], set[str]], part: int) -> tuple[str, ...]:
    weight = {name: sum(1 for key in letters if key[part] == name) for name in names}
    return tuple(sorted(names, key=lambda name: (-weight[name], name)))


def _mark(sector: str, records: list[DutyRecord]) -> Mark:
    governments = {record.bearer for record in records if record.bearer_label.endswith(_GOVERNMENT)}
    owners: dict[str | None, set[tuple[str, str]]] = defaultdict(set)
    for record in records:
        if sector in record.sectors and record.role in OWNING:
            owners[record.division].add((record.bearer, record.role))
    if not owners:
        held = any(sector in record.sectors and record.role in _HOLDING for record in records)
        return Mark.OWNED if held else Mark.GAP
    crowded = [own for own in owners.values() if len({bearer for bearer, _ in own} - governments) > 1]
    return Mark.OVERLAP if any("lead" not in {role for _, role in own} for own in crowded) else Mark.OWNED


def _sectors_at_issue(store: Store, division: str, below: bool) -> set[str]:
    """The sectors of problems and measures in the documents of the place."""
    path = "zr:region/skos:broader*" if below else "zr:region"
    rows = store.query(
        f"SELECT DISTINCT ?label WHERE {{ ?document {path} {NamedNode(division)} ."
        " ?passage nif:referenceContext ?document . ?fact zr:evidence ?passage ; zr:sector ?sector ; a ?class ."
        " VALUES ?class { zr:Problem zr:Measure }"
        ' ?sector skos:prefLabel ?label . FILTER(LANG(?label) = "zh") }'
    )
    return {row["label"].value for row in solutions_of(rows)}
