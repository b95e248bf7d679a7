"""Official names of bodies by place and time, from the short forms that reports write."""

from __future__ import annotations

from dataclasses import replace

import pytest

from extract.records import EntityClass
from tests.extract.mentioning import document, mentions_of


def labels(text: str, region: str, period: str | None = None) -> list[str]:
    """The names of the bodies in a text of the region and period, in order."""
    read = document(text, region)
    read = replace(read, metadata=replace(read.metadata, period=period))
    return [mention.entity.label for mention in mentions_of(read, EntityClass.AGENCY)]


@pytest.mark.parametrize(
    ("text", "region", "period", "names"),
    [
        ("市森防指召开会议。", "江西省赣州市", "2022-01-01/2022-12-31", ["赣州市森林防灭火指挥部"]),
        (
            "州森防办下发通知。",
            "四川省凉山彝族自治州",
            "2021-01-01/2021-12-31",
            ["凉山彝族自治州森林草原防灭火指挥部办公室"],
        ),
        ("市森防指召开会议。", "江西省赣州市", "2016-01-01/2016-12-31", ["赣州市森林防火指挥部"]),
        ("市防指启动响应。", "浙江省台州市", None, ["台州市人民政府防汛防台抗旱指挥部"]),
        ("省防指启动响应。", "福建省", None, ["福建省人民政府防汛抗旱指挥部"]),
        ("市防汛办值班值守。", "广东省茂名市", None, ["茂名市防汛防旱防风指挥部办公室"]),
        ("市防指启动响应。", "湖南省岳阳市", None, ["岳阳市防汛抗旱指挥部"]),
        ("省三防办发布预警。", "海南省", None, ["海南省防汛防风防旱总指挥部办公室"]),
        ("县三防指挥部启动响应。", "广东省茂名市信宜市", None, []),
        ("市三防指挥部启动响应。", "广东省茂名市", None, ["茂名市防汛防旱防风指挥部"]),
        ("区住建局检查工地。", "广东省深圳市福田区", None, ["深圳市福田区住房和建设局"]),
        ("区住建局检查工地。", "广东省广州市越秀区", None, ["广州市越秀区住房和城乡建设局"]),
        ("市文广旅局检查景区。", "江西省九江市", "2022-01-01/2022-12-31", ["九江市文化广电旅游局"]),
        ("市文广旅局检查景区。", "河北省保定市", "2022-01-01/2022-12-31", ["保定市文化广电和旅游局"]),
        (
            "县公安、卫健、发改等部门联合检查。",
            "河南省南阳市西峡县",
            "2022-01-01/2022-12-31",
            ["西峡县公安局", "西峡县卫生健康委员会", "西峡县发展和改革委员会"],
        ),
        ("县卫健局检查医院。", "河南省南阳市西峡县", "2022-01-01/2022-12-31", ["西峡县卫生健康局"]),
        ("市国资委牵头检查。", "山东省临沂市", None, ["临沂市人民政府国有资产监督管理委员会"]),
        ("市城管局牵头检查。", "广东省佛山市", "2021-01-01/2021-12-31", ["佛山市城市管理和综合执法局"]),
        ("市城管局牵头检查。", "山东省临沂市", "2021-01-01/2021-12-31", ["临沂市城市管理局"]),
        ("市文旅局检查景区。", "四川省雅安市", "2022-01-01/2022-12-31", ["雅安市文化广播电视和旅游局"]),
        ("市编办核定编制。", "山西省运城市", "2016-01-01/2016-12-31", ["运城市机构编制委员会办公室"]),
        ("市编办核定编制。", "山西省运城市", "2022-01-01/2022-12-31", ["中共运城市委机构编制委员会办公室"]),
        ("市消防支队开展检查。", "山西省运城市", "2016-01-01/2016-12-31", ["运城市公安消防支队"]),
        ("市消防支队开展检查。", "山西省运城市", "2022-01-01/2022-12-31", ["运城市消防救援支队"]),
        ("区交通局开展检查。", "重庆市涪陵区", "2022-01-01/2022-12-31", ["重庆市涪陵区交通局"]),
        ("区交通局开展检查。", "湖南省长沙市岳麓区", "2022-01-01/2022-12-31", ["长沙市岳麓区交通运输局"]),
        ("市河长办牵头巡河。", "湖南省岳阳市", None, ["岳阳市河长制办公室"]),
        ("县应急综合执法大队立案查处。", "湖南省岳阳市平江县", None, ["平江县应急管理综合行政执法大队"]),
        (
            "县交管大队、县文体广电局联合检查。",
            "云南省大理白族自治州宾川县",
            None,
            ["宾川县公安局交通管理大队", "宾川县文化体育广电局"],
        ),
    ],
)
def test_short_form_stands_for_the_name_of_its_place_and_time(
    text: str, region: str, period: str | None, names: list[str]
) -> None:
    assert labels(text, region, period) == names


def test_name_that_the_text_writes_out_goes_before_that_of_the_place() -> None:
    text = "市森林草原防灭火指挥部印发方案。市森防指组织督查。"
    assert set(labels(text, "江西省赣州市", "2022-01-01/2022-12-31")) == {"赣州市森林草原防灭火指挥部"}


def test_former_name_stands_where_the_text_has_no_other() -> None:
    text = "市公安消防支队参加会议。市消防支队开展检查。"
    assert labels(text, "山西省运城市", "2018-10-01/2018-12-31") == ["运城市公安消防支队"] * 2
    both = "原市公安消防支队改制。市消防救援支队挂牌。市消防支队开展检查。"
    assert labels(both, "山西省运城市", "2018-10-01/2018-12-31")[-1] == "运城市消防救援支队"


def test_year_of_the_text_tells_the_time_where_no_date_does() -> None:
    assert labels("2012年，市消防支队开展检查。", "山西省运城市") == ["运城市公安消防支队"]


def test_bureau_in_a_district_is_not_that_of_a_far_place() -> None:
    assert "盐城市" not in "".join(labels("公安滨海分局落实责任。", "天津市"))


def test_district_of_a_common_name_is_the_home_of_its_document() -> None:
    read = document("区委、区政府部署工作。区安委办开展检查。", "四川省攀枝花市")
    read = replace(read, metadata=replace(read.metadata, title="攀枝花市东区安全生产通报"))
    assert [m.entity.label for m in mentions_of(read, EntityClass.AGENCY)] == [
        "中共攀枝花市东区委",
        "攀枝花市东区人民政府",
        "攀枝花市东区安全生产委员会办公室",
    ]
