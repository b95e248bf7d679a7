"""Bodies set up without a name of their own, units of the speaker in a row, and the speaker by a line of the head."""

from __future__ import annotations

import pytest

from extract.records import EntityClass
from tests.extract.mentioning import named

CITY = "江西省赣州市"
BUREAU = "赣州市应急管理局"


def agencies(text: str, publisher: str | None = BUREAU) -> list[tuple[str, str]]:
    return named(text, EntityClass.AGENCY, region=CITY, publisher=publisher)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("组建工作专班,实行日调度。", [("工作专班", "赣州市应急管理局工作专班")]),
        ("成立由市长任组长的工作专班。", [("工作专班", "赣州市应急管理局工作专班")]),
        ("制定《赣州市燃气整治工作方案》,成立工作专班。", [("工作专班", "赣州市燃气整治工作专班")]),
        ("印发《燃气整治实施方案》并成立局工作专班。", [("局工作专班", "赣州市应急管理局燃气整治工作专班")]),
        ("成立打击野外用火专班。", [("打击野外用火专班", "赣州市打击野外用火专班")]),
        ("成立由市长任组长的领导小组。", [("领导小组", "赣州市应急管理局领导小组")]),
        ("成立前方联合指挥部,下设6个组。", [("前方联合指挥部", "赣州市前方联合指挥部")]),
        (
            "晨光科、朝阳科分线负责。",
            [("晨光科", "赣州市应急管理局晨光科"), ("朝阳科", "赣州市应急管理局朝阳科")],
        ),
    ],
)
def test_bodies_without_a_name_of_their_own(text: str, found: list[tuple[str, str]]) -> None:
    assert agencies(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "各县均成立工作专班。",
        "根据需要成立现场指挥部。",
        "建立工作专班制度。",
        "内设综合科、危化科等9个科室。",
        "消防通道好处、难处并存。",
    ],
)
def test_what_others_set_up_or_may_set_up_is_no_body(text: str) -> None:
    assert agencies(text) == []


def test_speaker_is_the_body_that_fills_a_line_of_the_head() -> None:
    text = "赣州市应急管理局\n2023年工作总结\n一、主要做法\n我局强化监管,局党委定期调度。"
    assert agencies(text, publisher=None)[1:] == [("我局", BUREAU), ("局党委", "中共赣州市应急管理局委员会")]


def test_cores_after_each_place_are_of_many() -> None:
    assert agencies("各县(市、区)应急管理局落实责任。") == []


def test_place_before_a_part_of_it_has_no_bureau() -> None:
    assert agencies("于都县局部出现强降雨。") == []
