"""Places that act or are addressed, as those who govern them."""

from __future__ import annotations

import pytest

from extract.document import Genre
from extract.records import EntityClass
from tests.extract.mentioning import named

CITY = "湖南省岳阳市"
COUNTY = "湖南省岳阳市平江县"


def agencies(text: str, region: str | None = CITY) -> list[tuple[str, str]]:
    return named(text, EntityClass.AGENCY, region=region)


@pytest.mark.parametrize(
    ("text", "region", "found"),
    [
        ("平江县、汨罗市连夜转移群众。", CITY, [("平江县", "平江县人民政府"), ("汨罗市", "汨罗市人民政府")]),
        ("湘阴县对渡口开展检查。", CITY, [("湘阴县", "湘阴县人民政府")]),
        ("平江、湘阴关闭矿点3处。", CITY, [("平江", "平江县人民政府"), ("湘阴", "湘阴县人民政府")]),
        ("对平江、湘阴等2个县开展年度考核。", CITY, [("平江", "平江县人民政府"), ("湘阴", "湘阴县人民政府")]),
        (
            "平江、汨罗两地政府负属地责任。",
            CITY,
            [("平江", "平江县人民政府"), ("汨罗", "汨罗市人民政府")],
        ),
        ("南江镇率先推行网格管理。", COUNTY, [("南江镇", "平江县南江镇人民政府")]),
        ("站街镇作典型发言。", COUNTY, [("站街镇", "平江县站街镇人民政府")]),
        ("城东街道建立巡查制度。", COUNTY, [("城东街道", "平江县城东街道办事处")]),
        (
            "对南江镇、三市镇实施约谈提醒。",
            COUNTY,
            [("南江镇", "平江县南江镇人民政府"), ("三市镇", "平江县三市镇人民政府")],
        ),
        ("平江、湘阴两地联动执法。", CITY, [("平江", "平江县人民政府"), ("湘阴", "湘阴县人民政府")]),
        ("平江县要管好停建矿山。", CITY, [("平江县", "平江县人民政府")]),
        ("对工作滞后的南江镇进行约谈。", COUNTY, [("南江镇", "平江县南江镇人民政府")]),
        ("与南江镇签订责任书。", COUNTY, [("南江镇", "平江县南江镇人民政府")]),
        ("各乡镇、临江开发区:", COUNTY, [("临江开发区", "临江开发区管理委员会")]),
        ("工业园区管委会聘请专家会诊。", COUNTY, [("工业园区管委会", "平江工业园区管理委员会")]),
    ],
)
def test_places_that_act_or_are_addressed_are_their_governments(
    text: str, region: str, found: list[tuple[str, str]]
) -> None:
    assert agencies(text, region) == found


@pytest.mark.parametrize(
    ("text", "region"),
    [
        ("平江县、汨罗市遭遇强降雨。", CITY),
        ("平江县有3处险情,湘阴县境内河堤渗水。", CITY),
        ("在平江县召开现场会。", CITY),
        ("对平江县一处工地督办。", CITY),
        ("平江县开展情况较好。", CITY),
        ("平江县要害部位较多。", CITY),
        ("南江镇发生火灾。", COUNTY),
        ("属地街镇逐栋复核,街镇开展检查。", COUNTY),
        ("平江县今年以来事故多发,君山区风险较高。", CITY),
        ("城镇推进燃气改造,各乡镇落实责任。", COUNTY),
        ("向平江县调拨帐篷。", CITY),
        ("平江县开展排查。", COUNTY),  # the document's own place
        ("湖南推广经验,广东开展试点。", None),
    ],
)
def test_places_where_something_happens_are_no_bodies(text: str, region: str | None) -> None:
    assert agencies(text, region) == []


def test_places_act_for_nobody_in_norms() -> None:
    assert named("平江县、汨罗市建立联动机制。", EntityClass.AGENCY, region=CITY, genre=Genre.REGULATION) == []


def test_level_word_after_the_committee_of_a_place_is_that_place() -> None:
    found = agencies("拉萨市委、市政府落实包保。", "西藏自治区")
    assert found == [("拉萨市委", "中共拉萨市委"), ("市政府", "拉萨市人民政府")]


@pytest.mark.parametrize(
    ("text", "region", "found"),
    [
        ("县水利局、南江镇、三市镇参与处置。", COUNTY, ["县水利局", "南江镇", "三市镇"]),
        (
            "南江镇、三市镇、县水利局、临江开发区管委会到场。",
            COUNTY,
            ["南江镇", "三市镇", "县水利局", "临江开发区管委会"],
        ),
        ("会同市水利局、平江县相关人员检查。", CITY, ["市水利局"]),
        ("在平江县、市水利局办公楼检查。", CITY, ["市水利局"]),
    ],
)
def test_places_in_a_row_with_bodies_are_bodies(text: str, region: str, found: list[str]) -> None:
    assert [words for words, _ in agencies(text, region)] == found


def test_government_named_again_by_its_rank() -> None:
    assert agencies("南江镇镇政府值守。", COUNTY) == [("镇政府", "平江县南江镇人民政府")]


def test_prefecture_has_a_committee_and_an_administrative_office() -> None:
    found = agencies("地委、行署部署。", "黑龙江省大兴安岭地区")
    assert found == [("地委", "中共大兴安岭地委"), ("行署", "大兴安岭地区行政公署")]


def test_new_area_is_meant_by_its_own_word_in_its_document() -> None:
    assert agencies("新区应急局、新区安委办检查。", "上海市浦东新区") == [
        ("新区应急局", "上海市浦东新区应急管理局"),
        ("新区安委办", "上海市浦东新区安全生产委员会办公室"),
    ]
    assert all(name != "岳阳市应急管理局" for _, name in agencies("高新区应急局检查。", CITY))


@pytest.mark.parametrize(
    ("text", "region", "found"),
    [
        ("君山区、平江县,市直有关部门:\n请落实。", CITY, ["君山区", "平江县"]),
        ("(责任单位:县水利局,南江镇、工业园区)", COUNTY, ["县水利局", "南江镇", "工业园区"]),
        ("检查了君山区、平江县:\n情况较好。", CITY, []),
        ("责令南江镇限期整改。", COUNTY, ["南江镇"]),
    ],
)
def test_places_in_lines_that_address_or_charge_are_bodies(text: str, region: str, found: list[str]) -> None:
    assert [words for words, _ in agencies(text, region)] == found


def test_committee_and_government_of_a_town_are_two_bodies() -> None:
    assert agencies("南江镇党委、政府部署。", COUNTY) == [
        ("南江镇党委", "中共平江县南江镇委员会"),
        ("政府", "平江县南江镇人民政府"),
    ]


def test_deputy_secretary_is_a_post() -> None:
    assert agencies("县委副书记带队。", COUNTY) == []


def test_name_that_is_a_verb_is_no_place_before_a_body() -> None:
    assert agencies("省应急厅会同公安厅检查。", "湖南省") == [
        ("省应急厅", "湖南省应急管理厅"),
        ("公安厅", "湖南省公安厅"),
    ]


def test_autonomous_prefecture_is_meant_by_its_own_word_in_its_document() -> None:
    assert agencies("自治州党委、自治州人民政府部署。", "湖北省恩施土家族苗族自治州") == [
        ("自治州党委", "中共恩施土家族苗族自治州委"),
        ("自治州人民政府", "恩施土家族苗族自治州人民政府"),
    ]


def test_former_districts_act_and_names_may_begin_like_a_link() -> None:
    found = agencies("江北区、渝北区探索智慧消防。", "重庆市")
    assert [name for _, name in found] == ["重庆市江北区人民政府", "重庆市渝北区人民政府"]
    assert agencies("暨阳街道开展夜查。", "浙江省绍兴市诸暨市") == [("暨阳街道", "诸暨市暨阳街道办事处")]
    assert agencies("在暨阳街道开展夜查。", "浙江省绍兴市诸暨市") == []


def test_general_headquarters_is_no_part_of_a_corps() -> None:
    assert all(words != "防总" for words, _ in agencies("大兴安岭森防总队增援。", "黑龙江省"))
