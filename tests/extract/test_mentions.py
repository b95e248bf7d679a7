"""Mentions as a whole: spans, order, the speaker, the real corpus."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from extract.census import take_census
from extract.document import Span
from extract.lexicon import load_lexicon
from extract.mentions import document_actor, find_mentions, sort_mentions
from extract.pipeline import contextualize
from extract.read import read_document
from extract.records import Entity, EntityClass, Mention
from extract.structure import outline
from extract.tokens import overlay, tokenize
from tests.extract.mentioning import document

WORDS = [
    *"市省县区局部门委、，。《》“”各（）等\n",
    *("应急管理", "政府", "有关", "28个", "成员单位", "专项整治", "三年行动", "普查", "责任制", "南通", "如东县"),
    *("会同", "联合", "公安", "国务院", "我局", "考核"),
]


@settings(max_examples=200, deadline=None)
@given(st.lists(st.sampled_from(WORDS), max_size=40).map("".join))
def test_mentions_of_any_text_lie_inside_it_and_are_sorted(text: str) -> None:
    read = document(text, "江苏省南通市", "南通市应急管理局")
    lexicon = load_lexicon()
    tokens = tokenize(text, lexicon)
    found = find_mentions(read, outline(read), tokens, lexicon)
    assert all(0 <= m.span.start < m.span.end <= len(text) for m in found)
    assert [m.span.start for m in found] == sorted(m.span.start for m in found)
    assert len(set(found)) == len(found)
    assert "".join(text[t.start : t.end] for t in overlay(tokens, found, lexicon)) == text
    assert found == find_mentions(read, outline(read), tokens, lexicon)


def test_actor_is_the_publisher_under_its_full_name() -> None:
    read = document("内容。", "云南省大理白族自治州巍山彝族回族自治县", "巍山县应急管理局")
    actor = document_actor(read, outline(read), ())
    assert actor is not None and actor.label == "巍山彝族回族自治县应急管理局"


def test_actor_is_none_where_nobody_is_named() -> None:
    read = document("内容。", None, None)
    assert document_actor(read, outline(read), ()) is None


def test_mentions_of_the_reports_agree_with_the_annotations(shared: Path, corpus: Path) -> None:
    """A coarse guard: no class of the annotated reports falls below its floor in finding."""
    floors = {"agencies": 0.93, "systems": 0.75, "campaigns": 0.80}
    kinds = {"agencies": EntityClass.AGENCY, "systems": EntityClass.SYSTEM, "campaigns": EntityClass.CAMPAIGN}
    hits, sizes = dict.fromkeys(floors, 0), dict.fromkeys(floors, 0)
    for gold_path in sorted((shared / "gold").glob("*.json")):
        gold = json.loads(gold_path.read_text(encoding="utf-8"))
        context = contextualize(read_document(corpus / "reports" / gold["doc"], corpus))
        for layer, kind in kinds.items():
            want = {_place(context.text, m) for entry in gold[layer] for m in entry["mentions"]}
            got = {(m.span.start, m.span.end) for m in context.mentions if m.entity.kind is kind}
            hits[layer] += 2 * len(want & got)
            sizes[layer] += len(want) + len(got)
    assert sizes["agencies"] > 200
    for layer, floor in floors.items():
        assert hits[layer] / sizes[layer] >= floor, (layer, hits[layer] / sizes[layer])


def _place(text: str, mention: dict[str, str | int]) -> tuple[int, int]:
    quote, start = str(mention["quote"]), -1
    for _ in range(int(mention.get("nth", 1))):
        start = text.index(quote, start + 1)
    return start, start + len(quote)


def test_census_counts_over_a_folder(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("南通市应急管理局工作总结\n\n市应急局组织检查。市应急局督办。\n", encoding="utf-8")
    (tmp_path / "b.txt").write_text("南通市应急管理局工作要点\n\n市应急局部署。\n", encoding="utf-8")
    census = take_census(sorted(tmp_path.glob("*.txt")), tmp_path, [EntityClass.AGENCY])
    assert census.documents == 2
    assert census.entries[0].entity.label == "南通市应急管理局"
    assert census.entries[0].documents == 2
    assert census.entries[0].written["市应急局"] == 3


def test_mentions_command_prints_rows_in_a_pipe(root: Path, tmp_path: Path) -> None:
    file = tmp_path / "report.txt"
    file.write_text("南通市应急管理局工作总结\n\n市应急局组织检查。\n", encoding="utf-8")
    command = [sys.executable, "zeren.py", "mentions", str(file), "--kind", "agency"]
    done = subprocess.run(command, cwd=root, capture_output=True, text=True, check=True)
    rows = [line.split("\t") for line in done.stdout.splitlines()]
    assert [row[3] for row in rows] == ["南通市应急管理局", "市应急局"]
    assert {row[4] for row in rows} == {"南通市应急管理局"}


def test_mentions_command_names_an_unknown_class(root: Path, tmp_path: Path) -> None:
    file = tmp_path / "report.txt"
    file.write_text("内容。", encoding="utf-8")
    command = [sys.executable, "zeren.py", "mentions", str(file), "--kind", "planet"]
    done = subprocess.run(command, cwd=root, capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert "planet" in done.stderr and len(done.stderr.splitlines()) == 1


def test_mentions_of_one_node_stay_in_the_order_in_which_they_were_found() -> None:
    alike = [
        Mention(Span(3, 9), Entity(EntityClass.AGENCY, "甲市防火办", "甲市防火办", function=f"f{number}"))
        for number in range(20)
    ]
    assert sort_mentions([*alike, *alike[::-1]]) == tuple(alike)
