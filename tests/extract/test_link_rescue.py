"""Rescue teams, bodies of the corps, and firms whose faults a notice lists."""

from __future__ import annotations

import pytest

from extract.records import EntityClass
from tests.extract.mentioning import named


def bodies(text: str, region: str = "湖南省岳阳市") -> list[tuple[str, str]]:
    return named(text, EntityClass.AGENCY, region=region)


@pytest.mark.parametrize(
    ("text", "region", "found"),
    [
        ("平江蓝天救援队参加演练。", "湖南省岳阳市", ("平江蓝天救援队", "平江县蓝天救援队")),
        ("市蓝天救援队参加演练。", "湖南省岳阳市", ("市蓝天救援队", "岳阳市蓝天救援队")),
        ("组织蓝天、公羊等社会力量参演。", "湖南省岳阳市", ("公羊", "岳阳公羊救援队")),
        ("依托靖煤矿山救护大队开展演练。", "甘肃省白银市", ("靖煤矿山救护大队", "靖煤矿山救护大队")),
        (
            "第七师胡杨河市应急管理局派员参加。",
            "新疆维吾尔自治区伊犁哈萨克自治州",
            ("第七师胡杨河市应急管理局", "新疆生产建设兵团第七师胡杨河市应急管理局"),
        ),
        (
            "第七师胡杨河市召开会议,师市交通局开展检查。",
            "新疆维吾尔自治区伊犁哈萨克自治州",
            ("师市交通局", "新疆生产建设兵团第七师胡杨河市交通运输局"),
        ),
        ("对新疆生产建设兵团开展督导。", "中华人民共和国", ("新疆生产建设兵团", "新疆生产建设兵团")),
        ("隐患如下:临江焦化动火审批不规范;盛源商贸消防水压不足。", "湖南省岳阳市", ("临江焦化", "临江焦化")),
        ("云岭林场设卡禁火。", "湖南省岳阳市", ("云岭林场", "云岭林场")),
        ("桥口海事处开展检查。", "湖南省岳阳市", ("桥口海事处", "桥口海事处")),
        (
            "由市公安局、供电公司配合;供电公司清理线路。",
            "湖南省岳阳市",
            ("供电公司", "国网湖南省电力有限公司岳阳供电公司"),
        ),
    ],
)
def test_team_or_body_is_found_under_its_name(text: str, region: str, found: tuple[str, str]) -> None:
    assert found in bodies(text, region)


@pytest.mark.parametrize(
    "text",
    [
        "蓝天保卫战取得成效,曙光小区完成改造。",
        "加强矿山救护队伍建设。",
        "各煤矿救护大队、专职消防队开展演练。",
        "农村电力设施老化未更换;高层建筑消防水压不足。",
        "组团参观,三百团员参加活动。",
        "新疆生产建设兵团煤矿安全监管部门落实责任。",
    ],
)
def test_words_of_teams_and_corps_in_other_use_are_none(text: str) -> None:
    assert bodies(text) == []
