"""Duties of reports and notices: every rule with what it finds and what it leaves alone."""

from __future__ import annotations

from dataclasses import replace

import pytest

from extract.context import Context
from extract.document import Genre
from extract.grammar.duties import find_duties
from extract.grammar.report_duties import ReportRule, report_findings, report_grammar
from extract.records import Entity, EntityClass
from tests.extract import reports
from tests.extract.contexts import context_of, told

ACTOR = Entity(EntityClass.AGENCY, "青山市应急管理局", "青山市应急管理局")
RULES = report_grammar().rules


def report(sentence: str) -> Context:
    text = f"青山市应急管理局年度工作总结\n\n一、主要工作\n\n今年以来,全市防汛形势平稳。{sentence}。\n"
    return replace(context_of(text, Genre.SUMMARY, title="青山市应急管理局年度工作总结"), actor=ACTOR)


def duties_of(sentence: str) -> list[tuple[str, str, str]]:
    context = report(sentence)
    return told(context, find_duties(context))


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_report_rule_finds_its_example_and_nothing_in_its_counterexample(rule: ReportRule) -> None:
    (finding,) = report_findings(report(rule.example))
    (duty,) = find_duties(report(rule.example))
    assert finding.rule == rule.name
    assert rule.role is None or duty.role is rule.role
    assert find_duties(report(rule.counterexample)) == ()


def test_report_rules_have_names_of_their_own() -> None:
    assert len(RULES) >= 25
    assert len({rule.name for rule in RULES}) == len(RULES)


@pytest.mark.parametrize(
    ("sentence", "role", "bearers"),
    [
        ("县政府与12个乡镇政府、3家养殖企业签订防汛责任书", "commit", "12个乡镇政府；3家养殖企业"),
        ("组建半专业扑火队,负责初起火处置", "execute", "半专业扑火队"),
        ("督促采砂企业落实安全生产主体责任", "principal", "采砂企业"),
        ("细化明确了18个部门和成员单位的具体职责", "execute", "18个部门；成员单位"),
    ],
)
def test_report_names_who_bears_the_duty(sentence: str, role: str, bearers: str) -> None:
    ((_, found, named),) = duties_of(sentence)
    assert (found, named) == (role, bearers)


def test_report_each_body_has_its_own_share_of_a_charge() -> None:
    found = duties_of("由县水务局负责,县林业局配合")
    assert [(role, bearer) for _, role, bearer in found] == [("execute", "县水务局"), ("support", "县林业局")]
    found = duties_of("县水务局负责水库,新购水泵三台")
    assert found == [("县水务局负责水库", "execute", "县水务局")]


def test_report_elided_bearer_is_the_body_that_speaks() -> None:
    (duty,) = find_duties(report("与邻市消防救援支队签订联动协议"))
    assert duty.bearers == (ACTOR,)
    assert not duty.explicit


def test_report_words_of_a_system_s_name_bear_nothing() -> None:
    (duty,) = find_duties(reports.report("落实重大危险源安全包保责任制。"))
    assert [bearer.label for bearer in duty.bearers] == ["杭州市应急管理局"] and not duty.explicit
    (duty,) = find_duties(reports.report("落实各镇政府水库包保责任制。"))
    assert [bearer.label for bearer in duty.bearers] == ["各镇政府"]


def test_report_duty_of_nobody_is_none() -> None:
    text = "一、主要工作\n\n严格落实包保责任制。以全面推行河长制为契机,清理河道。\n"
    nobody = context_of(text, Genre.SUMMARY, title="")
    assert find_duties(replace(nobody, actor=None)) == ()
    (duty,) = find_duties(replace(nobody, actor=ACTOR))
    assert duty.bearers == (ACTOR,)


def test_report_elided_bearer_is_that_of_the_duty_before() -> None:
    found = duties_of("督促应当建立包保责任制的5家化工企业落实到位,按标准履行安全主体责任")
    assert [(role, bearer) for _, role, bearer in found] == [("contact", "5家化工企业"), ("principal", "5家化工企业")]


@pytest.mark.parametrize(
    "sentence",
    [
        "部分林场与承包户未签订防火责任书。",
        "排查重大隐患37项，全部挂牌督办。",
        "对9处滑坡隐患挂牌督办。",
        "企业主体责任落实不到位",
        "持续压紧压实工作责任",
        "印发《关于落实企业主体责任的意见》",
        "促进安全生产工作责任落实",
        "建立领导干部包抓制度",
    ],
)
def test_report_weaknesses_slogans_and_titles_are_no_duties(sentence: str) -> None:
    assert duties_of(sentence) == []


def test_report_law_that_is_quoted_is_read_as_law() -> None:
    found = duties_of("堤防条例明确“县级以上人民政府水务部门对堤防实施监督管理,并由堤防管理机构负责实施。”")
    assert found == [
        ("县级以上人民政府水务部门对堤防实施监督管理", "regulate", "县级以上人民政府水务部门"),
        ("由堤防管理机构负责实施", "execute", "堤防管理机构"),
    ]


def test_report_shares_of_one_clause_are_duties_of_their_own() -> None:
    found = duties_of("全面压实属地管理责任、部门监管责任和采砂企业主体责任")
    assert [(passage, role) for passage, role, _ in found] == [
        ("全面压实属地管理责任", "territorial"),
        ("部门监管责任", "regulate"),
        ("采砂企业主体责任", "principal"),
    ]
    assert len(duties_of("全面压实属地责任和党政领导责任")) == 1


def test_report_who_acts_together_with_others_bears_and_they_are_counterparties() -> None:
    (duty,) = find_duties(report("由县水务局会同县气象局负责山洪预警"))
    assert [entity.label for entity in duty.bearers] == ["县水务局"]
    assert [entity.label for entity in duty.counterparties] == ["县气象局"]


def test_report_slogan_is_no_duty() -> None:
    assert duties_of("开展以“落实企业安全生产主体责任”为主题的宣传") == []


def test_report_answer_for_something_is_a_duty() -> None:
    found = duties_of("各班组负责人对本班组安全工作负全面责任")
    assert [bearer for _, _, bearer in found] == ["各班组负责人"]
