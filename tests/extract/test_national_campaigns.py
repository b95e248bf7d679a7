"""What campaigns of documents are parts of."""

from __future__ import annotations

import pytest

from extract.link.campaigns import campaign
from extract.link.national_campaigns import normal_name, whole_of


@pytest.mark.parametrize(
    ("name", "whole"),
    [
        ("南通市安全生产专项整治三年行动", "安全生产专项整治三年行动"),
        ("全省安全生产专项整治三年行动", "安全生产专项整治三年行动"),
        ("安全生产专项整治三年行动", None),  # the widest itself
        ("危险化学品安全专项整治三年行动", "安全生产专项整治三年行动"),  # a plan of its own under it
        ("渔业系统安全生产治本攻坚三年行动", "安全生产治本攻坚三年行动"),
        ("自建房安全专项整治百日行动", "自建房安全专项整治"),
        ("安全生产月活动", "安全生产月"),
        ("5.12防灾减灾宣传周", "防灾减灾宣传周"),
        ("国家自然灾害综合风险普查", "第一次全国自然灾害综合风险普查"),
        ("浮桥安全专项整治2023行动", "浮桥安全专项整治"),  # unknown to the vocabulary: without its year
        ("“护渔”专项行动", "护渔专项行动"),
        ("市场消防整治", None),  # 市场 is no division
        ("浮桥安全专项整治", None),
    ],
)
def test_whole_of_a_campaign(name: str, whole: str | None) -> None:
    assert whole_of(name) == whole


def test_normal_name_keeps_a_name_that_would_be_lost() -> None:
    assert normal_name("全国普查") == "全国普查"
    assert normal_name("区域联合整治") == "区域联合整治"


def test_campaign_entity_leads_up_to_the_widest() -> None:
    local = campaign("南通市危险化学品安全专项整治三年行动")
    names = []
    while local.whole is not None:
        local = local.whole
        names.append(local.label)
    assert names == ["危险化学品安全专项整治三年行动", "安全生产专项整治三年行动"]
