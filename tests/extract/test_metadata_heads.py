"""Heads and feet of pages as different content management systems lay them out, in our own words."""

from __future__ import annotations

import pytest

from extract.metadata import read_metadata
from extract.zones import find_furniture

TITLE = "长沙县应急管理局关于印发《有限空间作业整治方案》的通知"
BODY = "各乡镇人民政府，县直有关部门：\n\n现将方案印发给你们，请认真组织实施。\n\n"
AGENCY, NUMBER, INDEX = "长沙县应急管理局", "长应急发〔2023〕7号", "000014349/2023-00012"
MADE, SHOWN = "2023-03-01", "2023-03-02"

# The page, and its index number, document number, publisher, date of making and date of publication.
HEADS = {
    "label over value": (
        f"索引号：\n{INDEX}\n发布机构：\n{AGENCY}\n成文日期：\n{MADE}\n发文字号：\n{NUMBER}\n{TITLE}\n\n{BODY}",
        (INDEX, NUMBER, AGENCY, MADE, None),
    ),
    "cells parted by tabs": (
        f"索引号\t{INDEX}\t主题分类\t安全生产\n发文机关\t{AGENCY}\t成文日期\t{MADE}\n"
        f"发文字号\t{NUMBER}\t发布日期\t{SHOWN}\n{TITLE}\n\n{BODY}",
        (INDEX, NUMBER, AGENCY, MADE, SHOWN),
    ),
    "labels with spaces": (
        f"索 引 号：{INDEX}  信息分类：通知\n发 布 机 构：{AGENCY}\n成 文 日 期：2023年03月01日\n文    号：{NUMBER}\n"
        f"名    称：{TITLE}\n\n{TITLE}\n\n{BODY}",
        (INDEX, NUMBER, AGENCY, MADE, None),
    ),
    "labels in brackets": (
        f"[索引号] {INDEX}\n【发布机构】 {AGENCY}\n[成文日期] {MADE}\n[发文字号] {NUMBER}\n[发布日期] {SHOWN}\n\n"
        f"{TITLE}\n\n{BODY}",
        (INDEX, NUMBER, AGENCY, MADE, SHOWN),
    ),
    "one line with bars": (
        f"{TITLE}\n时间：2023年3月2日 | 来源：{AGENCY} | 字体：大 中 小\n\n{BODY}",
        (None, None, AGENCY, SHOWN, SHOWN),
    ),
    "counter between": (
        f"{TITLE}\n发布日期： 2023-03-02 09:30    访问量： 123   信息来源： {AGENCY}\n\n{BODY}",
        (None, None, AGENCY, SHOWN, SHOWN),
    ),
    "wide digits": (
        f"{TITLE}\n发布时间：２０２３－０３－０２　来源：{AGENCY}\n\n{BODY}",
        (None, None, AGENCY, SHOWN, SHOWN),
    ),
    "slashes": (
        f"{TITLE}\n发布时间：2023/3/2 9:30:11　信息来源：{AGENCY}\n\n{BODY}",
        (None, None, AGENCY, SHOWN, SHOWN),
    ),
    "like the State Council's": (
        f"标　　题：{TITLE}\n发文机关：{AGENCY}\n发文字号：{NUMBER}\n主题分类：应急管理\n成文日期：2023年03月01日\n"
        f"发布日期：2023年03月02日\n主题词：\n\n{TITLE}\n{NUMBER}\n\n{BODY}",
        (None, NUMBER, AGENCY, MADE, SHOWN),
    ),
    "date in numerals": (
        f"{TITLE}\n\n{NUMBER}\n\n{BODY}{AGENCY}\n二〇二三年三月一日\n",
        (None, NUMBER, AGENCY, MADE, None),
    ),
    "date in numerals with rings": (
        f"{TITLE}\n\n{NUMBER}\n\n{BODY}　　　　　{AGENCY}\n　　　　　二○二三年三月一日\n",
        (None, NUMBER, AGENCY, MADE, None),
    ),
    "two bodies sign": (
        f"{TITLE}\n\n{NUMBER}\n\n{BODY}{AGENCY}　　长沙县消防救援大队\n2023年3月1日\n",
        (None, NUMBER, AGENCY, MADE, None),
    ),
    "copies and printing": (
        f"{TITLE}\n\n{NUMBER}\n\n{BODY}{AGENCY}\n2023年3月1日\n\n抄送：县委办公室，县人大常委会办公室。\n"
        f"{AGENCY}办公室　　　　2023年3月2日印发\n",
        (None, NUMBER, AGENCY, MADE, None),
    ),
}


@pytest.mark.parametrize("layout", sorted(HEADS))
def test_metadata_of_heads_of_many_layouts(layout: str) -> None:
    text, expected = HEADS[layout]
    found = read_metadata(text, "page.txt", find_furniture(text))
    told = (found.index_number, found.document_number, found.publisher, found.issued, found.published)
    assert told == expected
    assert found.title == TITLE
    assert found.addressees == ("各乡镇人民政府", "县直有关部门")


def test_metadata_label_over_the_title_is_no_publisher() -> None:
    text = f"来源：\n关于开展检查的通知\n\n{BODY}"
    assert read_metadata(text, "page.txt", find_furniture(text)).publisher is None


def test_the_day_on_which_a_report_was_given_dates_it() -> None:
    text = "临沂市人民政府\n关于安全生产法实施情况的报告\n——2019年4月2日在市人大常委会会议上\n现将情况报告如下。\n"
    assert read_metadata(text, "report.txt").issued == "2019-04-02"


def test_an_office_without_its_body_is_no_publisher() -> None:
    text = "甘州区应急管理局2021年工作总结\n信息来源：局办公室\n2021年，全局上下扎实工作。\n"
    assert read_metadata(text, "summary.txt").publisher == "甘州区应急管理局"
