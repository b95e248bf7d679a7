"""The benchmarks' large graphs: copies with other divisions and nodes of their own."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from pyoxigraph import RdfFormat, parse

from benchmarks.relabelled import relabelled
from extract.emit import quads
from extract.records import Entity, EntityClass, Extraction
from graphs.lines import lines_of, write_lines
from ontology.namespaces import ZD, ZR, concept
from tests.sample import sample


def in_gansu() -> Extraction:
    office = Entity(EntityClass.AGENCY, "甘肃省应急管理厅", "甘肃省应急管理厅", division=concept("division", "620000"))
    first = sample()
    return replace(first, duties=(replace(first.duties[0], bearers=(office,)),))


def test_relabelled_copies_have_other_divisions_and_own_nodes(tmp_path: Path) -> None:
    graph = tmp_path / "zeren.nq"
    number = write_lines(lines_of(quads(in_gansu())), graph)
    lines = list(relabelled(graph, 3 * number))
    assert len(lines) >= 3 * number
    assert len(set(lines)) > 2.5 * number  # systems, campaigns and instruments are shared by all copies
    found = list(parse("".join(lines), RdfFormat.N_QUADS))
    bearers = {q.object.value for q in found if q.predicate.value == ZR + "bearer"}  # type: ignore[union-attr]
    assert {f"{ZD}agency/{name}应急管理厅" for name in ("甘肃省", "青海省")} <= bearers
    divisions = {q.object.value for q in found if q.predicate.value == ZR + "division"}  # type: ignore[union-attr]
    assert concept("division", "620000") in divisions
    assert concept("division", "630000") in divisions
    assert len({q.subject for q in found if q.predicate.value == ZR + "bearer"}) == 3
