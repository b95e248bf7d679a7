"""Duties that a bracket after a task shares out."""

from __future__ import annotations

import pytest

from extract.document import Document, Genre, Metadata
from extract.grammar.duties import find_duties
from extract.pipeline import contextualize

TITLE = "荆州市2022年防汛重点任务分工"


def duties_of(*lines: str) -> list[tuple[str, str, str]]:
    """Role, bearers and matter of every duty in a duty-assignment document of these lines."""
    text = f"{TITLE}\n\n一、压实责任\n\n" + "\n\n".join(lines) + "\n"
    metadata = Metadata(title=TITLE, genre=Genre.DUTY_ASSIGNMENT, region="湖北省荆州市")
    context = contextualize(Document("notice.txt", text, "0" * 64, metadata=metadata))
    found = find_duties(context)
    return [(duty.role.value, "；".join(body.label for body in duty.bearers), duty.matter) for duty in found]


def test_bracket_shares_out_the_sentence_before_it() -> None:
    assert duties_of("1.编制抢险物资清单。（市应急局牵头，市水利和湖泊局、市财政局配合）") == [
        ("lead", "荆州市应急管理局", "编制抢险物资清单"),
        ("support", "荆州市水利和湖泊局；荆州市财政局", "编制抢险物资清单"),
    ]


def test_bracket_shares_out_the_words_before_it_in_its_sentence() -> None:
    assert duties_of("1.加固险工险段（市水利局负责，2022年4月底前完成）。") == [
        ("execute", "荆州市水利局", "加固险工险段")
    ]


def test_bracket_with_a_list_that_ends_in_departments() -> None:
    line = "1.巡查渡口渡船。（市交通运输局、市公安局等部门按职责分工负责，各县（市、区）政府落实属地责任）"
    assert duties_of(line) == [
        ("execute", "荆州市交通运输局；荆州市公安局", "巡查渡口渡船"),
        ("territorial", "各县（市、区）政府", "巡查渡口渡船"),
    ]


@pytest.mark.parametrize(
    "line", ["1.开展检查（含暗访，每月一次）。", "1.储备物资（帐篷、编织袋等）。", "1.完善预案。（长期坚持）"]
)
def test_bracket_that_names_no_share_is_none(line: str) -> None:
    assert duties_of(line) == []


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        (
            "1.储能电站。由市发改委牵头负责，市应急管理局综合监管。",
            [("lead", "荆州市发展和改革委员会", "储能电站"), ("oversee", "荆州市应急管理局", "储能电站")],
        ),
        ("1.市公安局负责治安管理。", [("execute", "荆州市公安局", "治安管理")]),
        ("1.市体育局依法对攀岩项目实施监督检查。", [("regulate", "荆州市体育局", "攀岩项目")]),
        ("1.玻璃栈道。由市林业局按照用地性质监管。", [("regulate", "荆州市林业局", "按照用地性质监管")]),
        (
            "1.建立联席会议制度。由市应急局牵头，市教育局、市公安局参加。",
            [
                ("lead", "荆州市应急管理局", "建立联席会议制度"),
                ("support", "荆州市教育局；荆州市公安局", "建立联席会议制度"),
            ],
        ),
    ],
)
def test_charges_in_a_row_are_each_borne_by_their_body(line: str, expected: list[tuple[str, str, str]]) -> None:
    assert duties_of(line) == expected


def test_bracket_tags_below_each_other_speak_of_one_task() -> None:
    found = duties_of("1.排查山洪沟。", "牵头部门：市水利局", "配合部门：市应急局")
    assert found == [("lead", "荆州市水利局", "排查山洪沟"), ("support", "荆州市应急管理局", "排查山洪沟")]
