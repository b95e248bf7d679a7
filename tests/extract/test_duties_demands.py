"""Duties that notices, plans and reports demand of somebody by name."""

from __future__ import annotations

import pytest

from extract.document import Genre
from extract.grammar.demand_duties import demand_findings, demand_grammar
from extract.grammar.duties import find_duties
from tests.extract.contexts import context_of, told

TITLE = "青山市人民政府关于防汛工作的通知"


def duties_of(*lines: str, genre: Genre = Genre.NOTICE) -> list[tuple[str, str, str]]:
    context = context_of(f"{TITLE}\n\n一、工作要求\n\n" + "\n\n".join(lines) + "\n", genre, title=TITLE)
    return told(context, find_duties(context))


@pytest.mark.parametrize("kind", demand_grammar().kinds, ids=lambda kind: kind.name)
def test_demand_every_kind_decides_its_example_and_not_its_counterexample(kind: object) -> None:
    def rules(words: str) -> list[str]:
        context = context_of(f"{TITLE}\n\n一、工作要求\n\n{words}。\n", Genre.NOTICE, title=TITLE)
        return [finding.rule for finding in demand_findings(context)]

    assert rules(kind.example) == [kind.name]  # type: ignore[attr-defined]
    assert kind.name not in rules(kind.counterexample)  # type: ignore[attr-defined]


def test_demand_goes_on_with_the_bearer_before_it() -> None:
    found = duties_of("各区、各有关部门要组织检查，推动企业加固闸门。要督促施工单位撤离。")
    assert found == [
        ("推动企业加固闸门", "oversee", "各区、各有关部门"),
        ("要督促施工单位撤离", "oversee", "各区、各有关部门"),
    ]


def test_demand_does_not_reach_over_a_paragraph() -> None:
    assert duties_of("各镇人民政府要组织检查。", "要督促施工单位撤离。") == []


def test_demand_of_what_must_be_is_a_duty_whatever_it_is() -> None:
    found = duties_of("监理单位必须旁站闸门施工，如实记录。")
    assert found == [("监理单位必须旁站闸门施工，如实记录", "principal", "监理单位")]


def test_demand_of_a_mere_action_is_a_measure() -> None:
    assert duties_of("各镇人民政府要开展避险演练。") == []
    assert duties_of("采砂企业要张贴标语。") == []


def test_demand_told_of_a_meeting_is_none() -> None:
    assert duties_of("会议强调，各镇人民政府要督促企业整改。", genre=Genre.MEETING_NEWS) == []


def test_demand_is_made_in_reports_too() -> None:
    found = duties_of("各镇人民政府要督促企业整改。", genre=Genre.SUMMARY)
    assert found == [("各镇人民政府要督促企业整改", "oversee", "各镇人民政府")]


def test_demand_shared_gives_each_of_many_departments_its_task() -> None:
    found = duties_of(
        "水利部门要制定调水方案；气象部门要加强预报；农业部门要帮助农户补种；电力部门要保障抽水用电。",
        genre=Genre.MEETING_NEWS,
    )
    assert [bearer for _, _, bearer in found] == ["水利部门", "气象部门", "农业部门", "电力部门"]
    assert duties_of("水利部门要制定调水方案；气象部门要加强预报。") == []


def test_demand_begins_with_the_spirit_in_which_it_is_made() -> None:
    found = duties_of("各部门要坚持预防为主的原则，对采砂船实施日常监督检查。")
    assert found == [("各部门要坚持预防为主的原则，对采砂船实施日常监督检查", "regulate", "各部门")]


def test_demand_matter_is_what_follows_the_bearer() -> None:
    context = context_of(f"{TITLE}\n\n一、工作要求\n\n监理单位必须旁站闸门施工。\n", Genre.NOTICE, title=TITLE)
    (duty,) = find_duties(context)
    assert duty.matter == "旁站闸门施工"
