"""Duties that stand behind or below the name of who bears them."""

from __future__ import annotations

import pytest

from extract.document import Genre
from extract.grammar.duties import find_duties
from tests.extract.contexts import context_of, told

TITLE = "青山市防汛工作职责分工"


def duties_of(*lines: str, genre: Genre = Genre.DUTY_ASSIGNMENT) -> list[tuple[str, str, str]]:
    context = context_of(f"{TITLE}\n\n一、总体安排\n\n" + "\n\n".join(lines) + "\n", genre, title=TITLE)
    return told(context, find_duties(context))


def test_label_holds_for_its_paragraph_and_no_further() -> None:
    found = duties_of("市水利局：负责水库调度；配合转移群众。", "加强值守。")
    assert found == [("负责水库调度", "execute", "市水利局"), ("配合转移群众", "support", "市水利局")]


def test_label_alone_holds_for_the_items_below_it() -> None:
    found = duties_of("第三条 市委组织部", "（一）把防汛纳入考核。", "（二）协助有关部门问责。", "第四条 附则")
    assert [(words, bearer) for words, _, bearer in found] == [
        ("把防汛纳入考核", "市委组织部"),
        ("协助有关部门问责", "市委组织部"),
    ]


@pytest.mark.parametrize("title", ["市防汛指挥部主要职责：", "市防汛指挥部的职责是：", "市防汛指挥部总体工作职责："])
def test_label_with_the_word_for_its_duties(title: str) -> None:
    found = duties_of(title, "（1）研究防汛工作；", "（2）指挥抢险。")
    assert [bearer for _, _, bearer in found] == ["市防汛指挥部", "市防汛指挥部"]


def test_label_of_a_task_force_needs_a_charge() -> None:
    found = duties_of("（1）转移安置组。主要负责转移群众。", genre=Genre.PLAN)
    assert found == [("主要负责转移群众", "execute", "转移安置组")]
    assert duties_of("（1）转移安置组。组长为王工。", genre=Genre.PLAN) == []


def test_label_left_to_the_words_before_it() -> None:
    found = duties_of("市指挥部办公室设在市水利局。主要职责是：负责日常工作，汇总汛情。", genre=Genre.PLAN)
    assert found == [("负责日常工作，汇总汛情", "execute", "市指挥部办公室")]


def test_label_list_under_a_sentence_that_announces_it() -> None:
    found = duties_of("各成员单位履行下列共同职责：", "（一）开展巡查；", "（二）督促整改。")
    assert [(words, bearer) for words, _, bearer in found][-2:] == [
        ("开展巡查", "各成员单位"),
        ("督促整改", "各成员单位"),
    ]


def test_label_goes_on_with_who_was_charged_in_the_sentence_before() -> None:
    found = duties_of("市水利局负责水库调度。负责堤防巡查。")
    assert [bearer for _, _, bearer in found] == ["市水利局", "市水利局"]
    assert len(duties_of("市水利局负责水库调度。汛情十分严峻。")) == 1


def test_label_is_no_salutation_and_no_signature() -> None:
    assert duties_of("各镇人民政府，市直各部门：", "为切实做好防汛工作，现通知如下。", genre=Genre.NOTICE) == []
    assert duties_of("市水利局", "2021年6月1日", genre=Genre.NOTICE) == []


def test_label_in_a_report_needs_a_charge() -> None:
    assert duties_of("市水利局：开展巡查12次。", genre=Genre.SUMMARY) == []


def test_label_cuts_where_the_role_changes() -> None:
    found = duties_of("市水利局：负责水库调度，协助公安部门维护秩序，做好水情宣传。")
    assert [(words, role) for words, role, _ in found] == [
        ("负责水库调度", "execute"),
        ("协助公安部门维护秩序", "support"),
        ("做好水情宣传", "execute"),
    ]
    found = duties_of("市财政局：负责安排抢险经费，并对资金使用进行监管。")
    assert [role for _, role, _ in found] == ["execute", "regulate"]


def test_label_after_a_semicolon_is_who_was_named_last() -> None:
    found = duties_of("各成员单位服从指挥部指挥；按照职责分工，负责本系统防汛工作。")
    assert [bearer for _, _, bearer in found] == ["各成员单位", "各成员单位"]


def test_label_of_a_body_that_is_set_up_or_made_up_of_others() -> None:
    found = duties_of("依托市水利局设立市防汛调度中心。主要职责是：收集险情，汇总雨情。", genre=Genre.PLAN)
    assert found == [("收集险情，汇总雨情", "execute", "市防汛调度中心")]
    found = duties_of("现场指挥部由市水利局、市公安局负责人组成。主要负责抢险。", genre=Genre.PLAN)
    assert found == [("主要负责抢险", "execute", "现场指挥部")]


@pytest.mark.parametrize("who", ["派出所", "中心校", "各村", "防汛股", "青山军分区"])
def test_label_of_small_bodies_in_a_list(who: str) -> None:
    found = duties_of(f"{who}：负责转移群众。")
    assert [bearer for _, _, bearer in found] == [who]
    assert duties_of("工作场所：配备救生衣。") == []
