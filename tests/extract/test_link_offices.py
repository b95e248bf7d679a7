"""Offices inside the department that speaks."""

from __future__ import annotations

import pytest

from extract.records import EntityClass
from tests.extract.mentioning import named

BUREAU = "南通市应急管理局"


def agencies(text: str, publisher: str | None = BUREAU) -> list[tuple[str, str]]:
    return named(text, EntityClass.AGENCY, publisher=publisher)


def test_office_that_acts_belongs_to_the_speaking_department() -> None:
    assert agencies("危化科牵头开展检查。") == [("危化科", f"{BUREAU}危险化学品安全监督管理科")]
    assert agencies("法规科、基础科分别审核。") == [
        ("法规科", f"{BUREAU}政策法规科"),
        ("基础科", f"{BUREAU}安全生产基础科"),
    ]


def test_office_bears_the_name_that_the_text_writes_out() -> None:
    text = "责任部门：安全生产执法监督科\n由执法科负责立案。"
    assert agencies(text)[-1] == ("执法科", f"{BUREAU}安全生产执法监督科")


def test_office_of_a_department_that_only_the_text_tells() -> None:
    text = "市教体局召开部署会。市教体局印发方案。市教体局成立专班。局党委专题研究。安稳科负责日常工作。"
    assert agencies(text, None)[-1] == ("安稳科", "南通市教育和体育局安稳科".replace("安稳", "安全稳定"))


@pytest.mark.parametrize(
    ("text", "publisher"),
    [
        ("医院设有内科和外科门诊。", BUREAU),
        ("企业安全科长到岗,各科室落实责任。", BUREAU),
        ("加强学科建设,交通处罚公开。", BUREAU),
    ],
)
def test_office_of_no_department_is_none(text: str, publisher: str) -> None:
    assert not [label for words, label in agencies(text, publisher) if words.endswith(("科", "处"))]
