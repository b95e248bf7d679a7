"""Enterprises that act: known names, branches, rows; and buildings, gauges and headcounts that are no bodies."""

from __future__ import annotations

from dataclasses import replace

import pytest

from extract.records import EntityClass
from tests.extract.mentioning import document, mentions_of


def bodies(text: str, region: str = "江苏省南通市", period: str | None = None) -> list[tuple[str, str]]:
    """Words and name of each body in a text of the region and period."""
    read = document(text, region)
    read = replace(read, metadata=replace(read.metadata, period=period))
    return [(m.span.of(text), m.entity.label) for m in mentions_of(read, EntityClass.AGENCY)]


@pytest.mark.parametrize(
    ("text", "region", "found"),
    [
        (
            "汛期，市应急局会同陕煤集团、延长石油开展联合演练。",
            "陕西省榆林市",
            [("陕煤集团", "陕西煤业化工集团有限责任公司"), ("延长石油", "陕西延长石油（集团）有限责任公司")],
        ),
        ("中铁十二局完成隧道排险。", "湖南省怀化市", [("中铁十二局", "中铁十二局集团有限公司")]),
        (
            "北大荒集团绥化分公司组织撤离。",
            "黑龙江省绥化市",
            [("北大荒集团绥化分公司", "北大荒农垦集团有限公司绥化分公司")],
        ),
        (
            "玉柴机电、桂兴煤业公司等12家企业推行总监制。",
            "广西壮族自治区玉林市",
            [("玉柴机电", "玉柴机电"), ("桂兴煤业公司", "桂兴煤业公司")],
        ),
        ("岳麓天然气公司更换老旧管网15公里。", "湖南省长沙市", [("岳麓天然气公司", "岳麓天然气公司")]),
        (
            "电信、移动、联通抢修基站。",
            "广西壮族自治区百色市",
            [
                ("电信", "中国电信股份有限公司百色分公司"),
                ("移动", "中国移动通信集团广西有限公司百色分公司"),
                ("联通", "中国联合网络通信有限公司百色市分公司"),
            ],
        ),
    ],
)
def test_enterprise_that_acts_is_found_under_its_registered_name(
    text: str, region: str, found: list[tuple[str, str]]
) -> None:
    result = bodies(text, region)
    assert [pair for pair in found if pair not in result] == []


@pytest.mark.parametrize(
    "text",
    [
        "对江海铜业、滨海化工等8家企业开展抽查。",
        "危险化学品、烟花爆竹等企业全部复查。",
        "检查组在陕煤集团调研。",
        "供水公司、供气企业提升服务,燃气公司完善预案。",
        "群众用移动电话报警,电信诈骗案件下降。",
        "对全市53处生产建设煤矿开展体检。",
        "江口水文站洪峰水位23.3米。",
        "市应急指挥中心大楼尚未竣工。",
        "推进县应急救援中心建设,年内投用。",
        "各县(市、区)专业扑火队800人集结待命。",
    ],
)
def test_place_object_or_building_is_no_body(text: str) -> None:
    assert [label for _, label in bodies(text) if label != "南通市应急管理局"] == []


@pytest.mark.parametrize(
    ("text", "region", "period", "name"),
    [
        ("百色供电局抢修线路。", "广西壮族自治区百色市", None, "广西电网有限责任公司百色供电局"),
        ("国网襄阳供电公司抢修线路。", "湖北省襄阳市", None, "国网湖北省电力有限公司襄阳供电公司"),
        ("宿州车务段落实防火措施。", "安徽省宿州市", "2020-01-01/2020-12-31", "中国铁路上海局集团有限公司宿州车务段"),
        ("宿州车务段落实防火措施。", "安徽省宿州市", "2015-01-01/2015-12-31", "上海铁路局宿州车务段"),
        (
            "中石化宿州分公司完成改造。",
            "安徽省宿州市",
            "2022-01-01/2022-12-31",
            "中国石化销售股份有限公司安徽宿州石油分公司",
        ),
        ("长沙地铁集团完成评估。", "湖南省长沙市", None, "长沙地铁集团有限公司"),
    ],
)
def test_branch_bears_the_name_of_the_body_that_it_belongs_to(
    text: str, region: str, period: str | None, name: str
) -> None:
    assert [label for _, label in bodies(text, region, period)] == [name]


@pytest.mark.parametrize(
    ("text", "region", "found"),
    [
        ("公安海曙分局、区应急局联合检查。", "浙江省宁波市海曙区", [("公安海曙分局", "宁波市公安局海曙分局")]),
        ("由区应急局、公安分局按职责落实。", "浙江省宁波市海曙区", [("公安分局", "宁波市公安局海曙分局")]),
        ("长航公安芜湖分局开展巡查。", "安徽省芜湖市", [("长航公安芜湖分局", "长江航运公安局芜湖分局")]),
        ("皖南煤监分局正在开展监察。", "安徽省宣城市", [("皖南煤监分局", "安徽煤矿安全监察局皖南监察分局")]),
        ("会同山西煤监局吕梁分局检查。", "山西省吕梁市", [("山西煤监局吕梁分局", "山西煤矿安全监察局吕梁监察分局")]),
        ("市水利局、港航中心联合巡航。", "江苏省淮安市", [("港航中心", "淮安市港航事业发展中心")]),
        ("融媒体中心开设专栏。", "江苏省淮安市", [("融媒体中心", "淮安市融媒体中心")]),
    ],
)
def test_branch_or_sole_institution_without_its_place_is_found(
    text: str, region: str, found: list[tuple[str, str]]
) -> None:
    assert [pair for pair in found if pair not in bodies(text, region)] == []


@pytest.mark.parametrize(
    "text",
    [
        "各县区融媒体中心、公安分局齐心协力。",
        "全区派出所和公安分局局长参加会议。",
        "参观疾控中心。",
        "公路局面良好。",
    ],
)
def test_branch_or_institution_of_many_is_none(text: str) -> None:
    assert bodies(text, "浙江省宁波市海曙区") == []
