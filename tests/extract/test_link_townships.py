"""Bodies of a town or sub-district in its own document, and towns whose name begins like that of a county."""

from __future__ import annotations

import pytest

from extract.records import EntityClass
from extract.regions import division_of
from tests.extract.mentioning import named

COUNTY = "宁夏回族自治区银川市永宁县"
TOWN = "望洪镇人民政府"
DISTRICT = "浙江省杭州市滨江区"
STREET = "长河街道办事处"


def agencies(text: str, region: str | None, publisher: str | None) -> list[tuple[str, str]]:
    return named(text, EntityClass.AGENCY, region=region, publisher=publisher)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("镇党委、政府每月研究。", [("镇党委", "中共永宁县望洪镇委员会"), ("政府", "永宁县望洪镇人民政府")]),
        (
            "镇党委每季度、镇政府每月研究。",
            [("镇党委", "中共永宁县望洪镇委员会"), ("镇政府", "永宁县望洪镇人民政府")],
        ),
        ("调整充实镇安委会，镇长任主任。", [("镇安委会", "永宁县望洪镇安全生产委员会")]),
        (
            "镇综合执法局、镇应急指挥中心巡查。",
            [("镇综合执法局", "永宁县望洪镇综合执法局"), ("镇应急指挥中心", "永宁县望洪镇应急指挥中心")],
        ),
        ("镇水利服务中心巡查沟渠。", [("镇水利服务中心", "永宁县望洪镇水利服务中心")]),
        (
            "由经济发展办牵头，司法所、派出所参与。",
            [
                ("经济发展办", "永宁县望洪镇经济发展办公室"),
                ("司法所", "永宁县司法局望洪司法所"),
                ("派出所", "永宁县公安局望洪派出所"),
            ],
        ),
        ("1.村镇建设办：负责自建房排查。", [("村镇建设办", "永宁县望洪镇村镇建设办公室")]),
    ],
)
def test_bodies_of_a_town_in_its_own_document(text: str, found: list[tuple[str, str]]) -> None:
    assert agencies(text, COUNTY, TOWN) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("党工委专题研究。", [("党工委", "中共杭州市滨江区长河街道工作委员会")]),
        (
            "2023年，长河街道在区政府领导下",
            [("长河街道", "杭州市滨江区长河街道办事处"), ("区政府", "杭州市滨江区人民政府")],
        ),
        ("街道纪工委约谈3人。", [("街道纪工委", "中共杭州市滨江区长河街道纪律检查工作委员会")]),
        (
            "街道消安办联合长河派出所检查。",
            [
                ("街道消安办", "杭州市滨江区长河街道消防安全委员会办公室"),
                ("长河派出所", "杭州市公安局滨江分局长河派出所"),
            ],
        ),
    ],
)
def test_bodies_of_a_sub_district_bear_its_city(text: str, found: list[tuple[str, str]]) -> None:
    assert agencies(text, DISTRICT, STREET) == found


@pytest.mark.parametrize(
    "text",
    [
        "督促各镇政府落实责任。",
        "全年望洪镇未发生事故。",
        "派出所所长带队。",
        "在卫生院门口设点。",
        "乡镇政府每年检查一次。",
        "治理农村公路供电所附近隐患。",
    ],
)
def test_towns_at_large_and_places_are_no_bodies_of_the_town(text: str) -> None:
    assert agencies(text, COUNTY, TOWN) == []


def test_offices_without_a_town_are_none_in_the_document_of_a_county() -> None:
    assert agencies("组织司法所参与。", COUNTY, "永宁县人民政府") == []


def test_the_name_of_a_town_is_no_county() -> None:
    assert division_of("河西堡镇人民政府", "") == ("", None)
    found = division_of("会昌筠门岭镇人民政府", "")[1]
    assert found is not None and found.label_zh == "会昌县"


def test_a_body_of_a_new_area_is_one_body() -> None:
    assert agencies("滨海新区应急局检查。", "天津市", "天津市应急管理局") == [
        ("滨海新区应急局", "天津市滨海新区应急管理局")
    ]
