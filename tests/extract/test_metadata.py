"""Metadata of real reports and laws, and of pages in our own words."""

from __future__ import annotations

from pathlib import Path

import pytest

from extract.document import Genre, Metadata
from extract.metadata import read_metadata
from extract.read import read_document
from extract.zones import find_furniture

REPORTS = {
    "000_946b7d46e3095b8e.txt": (
        "甘肃省应急管理厅关于2020年上半年工作总结的报告", "甘肃省应急管理厅", "2020-08-03", "甘肃省",
        "2020-01-01/2020-06-30", Genre.SUMMARY,
    ),
    "001_91fae0af24b5d806.txt": (
        "泉州市2021年安全生产和应急管理工作情况总结及2022年工作思路的报告", "泉州市安全生产委员会办公室", "2022-10-10",
        "福建省泉州市", "2021-01-01/2021-12-31", Genre.SUMMARY,
    ),
    "002_aa3a751422b8799c.txt": (
        "绍兴市应急管理局2020年工作总结", "绍兴市应急管理局", "2021-07-09", "浙江省绍兴市", "2020-01-01/2020-12-31",
        Genre.SUMMARY,
    ),
    "003_d55ff2b548b29995.txt": (
        "2022年全省应急管理工作会议精神", None, "2022-01-14", "河南省新乡市", None, Genre.MEETING_NEWS,
    ),
    "004_1da2759047add11a.txt": (
        "巍山县应急管理局2024年上半年工作总结及下半年工作计划", "巍山彝族回族自治县应急管理局", "2024-06-25",
        "云南省大理白族自治州巍山彝族回族自治县", "2024-01-01/2024-06-30", Genre.SUMMARY,
    ),
}  # fmt: skip
LAW, RULE = Genre.STATUTE, Genre.REGULATION
CONGRESS = "人民代表大会常务委员会"
NATIONAL = "全国" + CONGRESS
STATUTES = {
    "安全生产法(2021-06-10).md": ("中华人民共和国安全生产法", NATIONAL, "2021-06-10", "中华人民共和国", LAW),
    "消防法(2021-04-29).md": ("中华人民共和国消防法", NATIONAL, "2021-04-29", "中华人民共和国", LAW),
    "生产安全事故应急条例(2019-02-17).md": ("生产安全事故应急条例", "国务院", "2019-02-17", "中华人民共和国", RULE),
    "特种设备安全监督检查办法(2022-05-26).md": (
        "特种设备安全监督检查办法", "国家市场监督管理总局", "2022-05-26", "中华人民共和国", RULE,
    ),
    "上海市安全生产条例(2018-05-24).md": ("上海市安全生产条例", "上海市" + CONGRESS, "2018-05-24", "上海市", RULE),
    "浙江省消防条例(2021-11-25).md": ("浙江省消防条例", "浙江省" + CONGRESS, "2021-11-25", "浙江省", RULE),
    "深圳经济特区安全生产监督管理条例(2022-06-30).md": (
        "深圳经济特区安全生产监督管理条例", "深圳市" + CONGRESS, "2022-06-30", "广东省深圳市", RULE,
    ),
    "宁波市经营燃放烟花爆竹安全管理规定(2021-04-08).md": (
        "宁波市经营燃放烟花爆竹安全管理规定", "宁波市" + CONGRESS, "2021-04-08", "浙江省宁波市", RULE,
    ),
    "青岛市燃气管理条例(2022-01-21).md": (
        "青岛市燃气管理条例", "青岛市" + CONGRESS, "2022-01-21", "山东省青岛市", RULE,
    ),
    "煤矿安全生产条例(2024-01-24).md": ("煤矿安全生产条例", None, "2024-01-24", "中华人民共和国", RULE),
    "上海市燃气管理条例.md": ("上海市燃气管理条例", None, None, "上海市", RULE),
}  # fmt: skip


def told(metadata: Metadata) -> tuple[str | None, ...]:
    return metadata.title, metadata.publisher, metadata.issued, metadata.region


@pytest.mark.parametrize("name", sorted(REPORTS))
def test_metadata_of_the_five_reports(corpus: Path, name: str) -> None:
    metadata = read_document(corpus / "reports" / name, corpus).metadata
    assert (*told(metadata), metadata.period, metadata.genre) == REPORTS[name]


@pytest.mark.parametrize("name", sorted(STATUTES))
def test_metadata_of_statutes(corpus: Path, name: str) -> None:
    metadata = read_document(corpus / "statutes" / name, corpus).metadata
    assert (*told(metadata), metadata.genre) == STATUTES[name]
    assert metadata.period is None


def of_page(text: str, source: str = "page.txt") -> Metadata:
    return read_metadata(text, source, find_furniture(text))


NOTICE = """索 引 号：ZX-2023-008
发布机构：长沙县应急局　　成文日期：2023-03-02
长沙县安全生产委员会
关于印发《有限空间作业安全整治方案》的通知
长安委〔2023〕7号

各镇（街道）人民政府（办事处），县安委会各成员单位：

现将方案印发给你们，请认真组织实施。

长沙县安全生产委员会（章）
2023年3月1日

（此件主动公开）
"""


def test_metadata_of_a_notice_number_addressees_and_signed_date() -> None:
    metadata = of_page(NOTICE)
    assert metadata.title == "长沙县安全生产委员会关于印发《有限空间作业安全整治方案》的通知"
    assert metadata.genre is Genre.NOTICE
    assert metadata.document_number == "长安委〔2023〕7号"
    assert metadata.index_number == "ZX-2023-008"
    assert metadata.addressees == ("各镇（街道）人民政府（办事处）", "县安委会各成员单位")
    assert metadata.issued == "2023-03-01"
    assert metadata.region == "湖南省长沙市长沙县"
    assert metadata.period is None


@pytest.mark.parametrize(
    ("title", "genre", "period"),
    [
        ("某市2022年第三季度安全生产工作情况通报", Genre.SUMMARY, "2022-07-01/2022-09-30"),
        ("某局2021年度工作报告", Genre.SUMMARY, "2021-01-01/2021-12-31"),
        ("关于报送安全生产责任落实情况的通知", Genre.NOTICE, None),
        ("某区2023年1-9月应急管理工作总结", Genre.SUMMARY, "2023-01-01/2023-09-30"),
        ("某县2024年安全生产工作要点", Genre.PLAN, None),
        ("某市城镇燃气安全专项整治工作方案", Genre.PLAN, None),
        ("某市安委会成员单位安全生产工作职责分工", Genre.DUTY_ASSIGNMENT, None),
        ("关于明确新业态监管责任的通知", Genre.DUTY_ASSIGNMENT, None),
        ("某省召开全省防汛工作视频会议", Genre.MEETING_NEWS, None),
        ("某县落实企业安全生产主体责任情况的报告", Genre.SUMMARY, None),
        ("某县安全生产责任清单落实情况报告", Genre.SUMMARY, None),
        ("关于进一步落实企业主体责任的意见", Genre.DUTY_ASSIGNMENT, None),
        ("关于召开全县安全生产工作会议的通知", Genre.NOTICE, None),
        ("关于学习贯彻全国会议精神的通知", Genre.NOTICE, None),
        ("某市压实主体责任专项行动方案", Genre.PLAN, None),
        ("某市收听收看全省安全生产电视电话会议", Genre.MEETING_NEWS, None),
        ("某县安全生产权力和责任清单", Genre.DUTY_ASSIGNMENT, None),
        ("关于做好元旦期间值班值守工作的通知", Genre.NOTICE, None),
    ],
)
def test_metadata_genre_and_period_by_title(title: str, genre: Genre, period: str | None) -> None:
    metadata = of_page(f"{title}\n\n为做好有关工作，现就有关事项说明，请各单位认真落实，遇有情况及时报告我们。\n")
    assert (metadata.title, metadata.genre, metadata.period) == (title, genre, period)


@pytest.mark.parametrize(
    ("text", "period", "issued", "publisher"),
    [
        (
            "白河县应急管理局上半年工作总结\n2023-07-03 来源：本站\n\n今年以来，形势平稳。\n",
            "2023-01-01/2023-06-30", "2023-07-03", "白河县应急管理局",
        ),
        ("白河县应急管理局工作总结\n\n　　2021年，我局认真履职。\n", "2021-01-01/2021-12-31", None, "白河县应急管理局"),
        ("某局工作汇报\n县政府：\n现将2022年工作情况汇报如下。\n", "2022-01-01/2022-12-31", None, None),
        (
            "白河县安委会关于印发《甲方案》的通知\n现印发。\n白河县安委会\n2021年3月4日\n" + "一、做好工作。\n" * 200,
            None, "2021-03-04", "白河县安委会",
        ),
    ],
)  # fmt: skip
def test_metadata_where_the_page_is_terse(
    text: str, period: str | None, issued: str | None, publisher: str | None
) -> None:
    metadata = of_page(text)
    assert (metadata.period, metadata.issued, metadata.publisher) == (period, issued, publisher)


def test_metadata_unknown_stays_unknown() -> None:
    metadata = of_page("今天天气晴朗，我们去了河边，看到许多船只停靠在岸边，大家都很高兴。\n")
    assert metadata == Metadata()


def test_metadata_impossible_dates_are_not_dates() -> None:
    assert of_page("某局工作总结\n发布日期：2021-13-45\n正文。\n").published is None


def test_metadata_region_of_a_circular_is_that_of_the_plan_it_issues() -> None:
    opening = "关于印发《泉州市2031年避险转移方案》的通知\n\n各有关单位：\n\n现印发方案。\n\n一、目标\n\n转移及时。\n"
    assert read_metadata(opening, "notices/plan.txt").region == "福建省泉州市"
    passed_on = "关于转发《国务院办公厅意见》的通知\n\n各有关单位：\n\n现转发意见。\n"
    assert read_metadata(passed_on, "notices/passed.txt").region is None
