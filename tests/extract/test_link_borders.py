"""Where the names of bodies begin and end: posts, verbs, halls of provinces, committees beside governments."""

from __future__ import annotations

import pytest

from extract.records import EntityClass
from tests.extract.mentioning import named


def agencies(text: str, region: str = "贵州省铜仁市玉屏侗族自治县") -> list[str]:
    return [label for _, label in named(text, EntityClass.AGENCY, region=region)]


@pytest.mark.parametrize(
    ("text", "labels"),
    [
        ("玉屏自治县应急管理局督导。", ["玉屏侗族自治县应急管理局"]),
        ("贯彻县委、政府部署。", ["中共玉屏侗族自治县委", "玉屏侗族自治县人民政府"]),
        ("省应急厅会同公安厅检查。", ["贵州省应急管理厅", "贵州省公安厅"]),
        ("团县委组织志愿者。", ["中国共产主义青年团玉屏侗族自治县委员会"]),
        ("省军区派出民兵。", ["贵州省军区"]),
        ("国务院批复同意。", ["国务院"]),
    ],
)
def test_bodies_by_their_borders(text: str, labels: list[str]) -> None:
    assert agencies(text) == labels


@pytest.mark.parametrize(
    "text",
    [
        "中共中央总书记发表讲话。",
        "国务院副总理出席会议。",
        "中央军委主席发布命令。",
        "中共中央政治局委员批示。",
        "省委副书记出席会议。",
        "各级领导带队深入一线检查。",
        "督促各开发区管委会落实责任。",
    ],
)
def test_posts_and_verbs_are_no_bodies(text: str) -> None:
    assert agencies(text) == []


def test_a_national_brand_ends_before_what_it_takes_part_in() -> None:
    found = agencies("中国安能等社会力量参加省应急救援总队演练。", "湖南省")
    assert found == ["中国安能建设集团有限公司", "湖南省应急救援总队"]


def test_a_verb_before_a_body_is_no_part_of_its_name() -> None:
    found = agencies("围绕安全生产，打通县市场监管局、税务局数据。")
    assert found == ["玉屏侗族自治县市场监督管理局", "国家税务总局玉屏侗族自治县税务局"]


def test_a_verb_before_a_town_is_no_part_of_its_name() -> None:
    found = agencies("县应急局联合检查朱家场镇、田坪镇。")
    assert found[:1] == ["玉屏侗族自治县应急管理局"]
    assert not any("检查" in label for label in found)
