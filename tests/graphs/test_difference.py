"""What changed between two graphs."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from pyoxigraph import RdfFormat, parse
from typer.testing import CliRunner

from extract.document import Span
from extract.emit import quads
from extract.records import CampaignStatement, Extraction, Role
from graphs.difference import difference_lines, differences, patch_lines
from graphs.lines import lines_of, write_lines
from graphs.store import LocalStore
from ontology.errors import InputError
from tests.sample import BRIGADE, BUREAU, CONCERNED, DRIVE, TEXT, sample
from zeren import application


def later() -> Extraction:
    """The sample a year on: a role and a figure changed, a duty gone, a duty new, a participant joined."""
    first = sample()
    return replace(
        first,
        duties=(
            replace(first.duties[0], role=Role.OVERSEE),
            replace(first.duties[1], matter="水上救援"),
            first.duties[2],
        ),
        observations=(replace(first.observations[0], value=Decimal("1300")),),
        campaigns=(CampaignStatement(DRIVE, leads=(BUREAU,), participants=(BRIGADE, CONCERNED)),),
    )


def lines_between(old: Extraction, new: Extraction) -> list[str]:
    return list(difference_lines(differences(LocalStore.memory(quads(old)), LocalStore.memory(quads(new)))))


def test_difference_of_the_same_graph_is_none() -> None:
    assert lines_between(sample(), sample()) == [
        "职责 duties: +0 -0 ~0",
        "机构 agencies: +0 -0 ~0",
        "专项行动 campaigns: +0 -0 ~0",
        "数据 figures: +0 -0 ~0",
    ]


def test_difference_names_what_is_new_gone_and_changed() -> None:
    lines = lines_between(sample(), later())
    source = "reports/青山 总结.txt"
    assert f"  - {source} | 青山市消防救援支队 | 有限空间百日整治" in lines
    assert f"  + {source} | 青山市消防救援支队 | 水上救援" in lines
    assert any("value: 1200 → 1300" in line for line in lines)
    assert any(line.startswith("  ~ 有限空间百日整治") and "→ 有关部门、青山市消防救援支队" in line for line in lines)
    assert "职责 duties: +1 -1 ~0" in lines  # roles have labels in the vocabulary, which this graph is without


def test_difference_ignores_what_only_moved() -> None:
    first = sample()
    moved_text = "前言。" + TEXT
    duties = tuple(replace(duty, span=Span(duty.span.start + 3, duty.span.end + 3)) for duty in first.duties)
    moved = replace(first, document=replace(first.document, text=moved_text), duties=duties)
    assert {line for line in lines_between(first, moved) if not line.startswith("  ")} == {
        "职责 duties: +0 -0 ~0",
        "机构 agencies: +0 -0 ~0",
        "专项行动 campaigns: +0 -0 ~0",
        "数据 figures: +0 -0 ~0",
    }


def test_difference_patch_turns_one_graph_into_the_other(tmp_path: Path) -> None:
    old, new = tmp_path / "old.nq", tmp_path / "new.nq"
    write_lines(lines_of(quads(sample())), old)
    write_lines(lines_of(quads(later())), new)
    graph = set(parse(path=old))
    lines = list(patch_lines(old, new))
    assert (lines[0], lines[-1]) == ("TX .\n", "TC .\n")
    for line in lines[1:-1]:
        (quad,) = parse(line[2:], RdfFormat.N_QUADS)
        if line[0] == "D":
            graph.remove(quad)
        else:
            assert line[0] == "A"
            graph.add(quad)
    assert graph == set(parse(path=new))
    assert len(lines) < len(graph) / 2


def test_difference_patch_refuses_unsorted_files(tmp_path: Path) -> None:
    old, new = tmp_path / "old.nq", tmp_path / "new.nq"
    old.write_bytes(b"".join(reversed(lines_of(quads(sample())))))
    new.write_bytes(b"")
    with pytest.raises(InputError, match="not sorted"):
        list(patch_lines(old, new))


def test_difference_command_prints_and_writes_the_patch(tmp_path: Path) -> None:
    old, new, patch = tmp_path / "old.nq", tmp_path / "new.nq", tmp_path / "p.rdfp"
    write_lines(lines_of(quads(sample())), old)
    write_lines(lines_of(quads(later())), new)
    answer = CliRunner().invoke(application, ["diff", str(old), str(new), "--patch", str(patch)])
    assert answer.exit_code == 0
    assert "水上救援" in answer.stdout
    assert patch.read_text(encoding="utf-8").startswith("TX .\n")
    missing = CliRunner().invoke(application, ["diff", str(tmp_path / "none"), str(new)])
    assert isinstance(missing.exception, InputError)
