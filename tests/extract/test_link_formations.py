"""Working groups that a body sets up in a row, and a corps named by its rank alone."""

from __future__ import annotations

import pytest

from extract.records import EntityClass
from tests.extract.mentioning import named


def bodies(text: str, region: str = "江苏省盐城市") -> list[tuple[str, str]]:
    return named(text, EntityClass.AGENCY, region=region)


def test_groups_of_a_row_belong_to_the_body_that_sets_them_up() -> None:
    found = bodies("市防指下设综合协调组、抢险救援组、后勤保障组等3个工作组。")
    assert found[1:] == [(name, "盐城市防汛抗旱指挥部" + name) for name in ("综合协调组", "抢险救援组", "后勤保障组")]


def test_corps_named_by_its_rank_is_the_one_of_the_text() -> None:
    text = "市消防救援支队部署工作。支队党委研究方案,支队派出服务组,射阳大队开展演练。"
    assert bodies(text)[1:] == [
        ("支队党委", "中共盐城市消防救援支队委员会"),
        ("支队", "盐城市消防救援支队"),
        ("射阳大队", "射阳县消防救援大队"),
    ]


@pytest.mark.parametrize(
    "text",
    ["各地成立协调组、救援组。", "共14支队伍参加演练。", "成立3个工作组、2个专家组。"],
)
def test_groups_and_teams_of_nobody_are_none(text: str) -> None:
    assert bodies(text) == []


def test_rank_is_open_where_the_text_has_several_corps() -> None:
    text = "市消防救援支队和市公安局交警支队部署。支队派出服务组。"
    assert ("支队", "盐城市消防救援支队") not in bodies(text)


def test_groups_that_a_plan_gives_duties_belong_to_its_headquarters_also_in_rows() -> None:
    text = """市防汛抗旱指挥部统一指挥。
（一）抢险救援组：负责抢险。
（二）医疗救护组：负责救治。
（三）后勤供应组：负责供应。
启动响应后,抢险救援组、医疗救护组和后勤供应组到岗。"""
    found = bodies(text)
    for name in ("抢险救援组", "医疗救护组", "后勤供应组"):
        entities = [entity for words, entity in found if words == name]
        assert len(entities) == 2
        assert len(set(entities)) == 1
        assert entities[0].endswith("防汛抗旱指挥部" + name)


def test_two_groups_with_duties_are_no_plan() -> None:
    text = "市防汛抗旱指挥部统一指挥。\n（一）抢险救援组：负责抢险。\n（二）医疗救护组：负责救治。\n"
    assert [words for words, _ in bodies(text) if words.endswith("组")] == []
