"""What is furniture on a page, what is its head and foot, and what is neither."""

from __future__ import annotations

from pathlib import Path

import pytest

from extract.document import Document
from extract.read import read_document
from extract.zones import Zone, blocks, find_furniture

BODY = "开展安全检查，整改隐患，落实责任。\n" * 15


def furniture(text: str) -> list[str]:
    return [span.of(text) for span in find_furniture(text)]


@pytest.mark.parametrize(
    "line",
    [
        "当前位置：首页 > 政务公开 > 总结计划", "首页/信息公开/工作总结", ">新闻中心>处室园地", "视力保护色：",
        "【字体：大 中 小】",
        "字号：[大][中][小]　打印本页", "【打印本页】【关闭窗口】", "打印 | 收藏 | 关闭", "分享到：",
        "扫一扫在手机打开当前页",
        "浏览次数：120次", "上一篇：某市召开会议", "相关链接", "版权所有：某市人民政府", "京ICP备00000000号",
        "责任编辑：某某",
        "（记者：某某）", "微信图片_20220101.jpg", "<!-- INFO END -->",
    ],
)  # fmt: skip
def test_furniture_lines_are_found(line: str) -> None:
    assert "".join(furniture(f"某局工作总结\n{line}\n{BODY}")) == line


@pytest.mark.parametrize(
    "line",
    [
        "县应急局印发通知，要求打印张贴应急预案。", "主办单位：县应急管理局", "分享经验做法，推广先进典型。",
        "首页整改完成率100%，居全市首位。", "上一条规定不适用。", "一、下载安全手册", "责任编制到岗到人。",
        "浏览全县隐患清单，逐条核实。", "3家企业", "图片资料齐全。",
    ],
)  # fmt: skip
def test_furniture_is_not_seen_in_content(line: str) -> None:
    assert furniture(f"某局工作总结\n{line}\n{BODY}") == []


def test_furniture_within_a_line_and_at_the_end_of_a_page() -> None:
    assert furniture(f"2020-01-02 来源：某局浏览次数：12\n{BODY}") == ["浏览次数：12"]
    tail = "相关解读\n文字解读\n某县新闻\n另一条新闻\n"
    assert "另一条新闻" in "".join(furniture(BODY + tail))
    assert furniture(BODY + "主办单位：某县人民政府\n") == ["主办单位：某县人民政府"]


def test_furniture_of_who_runs_a_page_and_of_its_neighbours() -> None:
    assert furniture("会议要求抓好落实。\n【打印】 【关闭窗口】 主办:某县人民政府办公室\n")[-1].endswith(
        "主办:某县人民政府办公室"
    )
    assert any("下一篇" in span for span in furniture("会议结束。\n上一篇:没有了 下一篇:县安委会召开会议\n"))
    assert furniture("由市住建局主办。\n县应急局主办的演练结束。\n") == []


def test_furniture_of_real_pages_is_small_and_holds_no_sentences(corpus: Path) -> None:
    paths = [*sorted((corpus / "reports").iterdir()), *sorted((corpus / "statutes").iterdir())]
    assert len(paths) > 100
    for path in paths:
        document = read_document(path, corpus)
        for span in document.furniture:
            words = span.of(document.text)
            assert "。" not in words
            assert len(words) < 120


def zones(text: str) -> dict[str, Zone]:
    document = Document("a.txt", text, "0", furniture=find_furniture(text))
    return {block.span.of(text): block.zone for block in blocks(document)}


def test_zones_of_a_page() -> None:
    text = (
        "首页>公开\n发布日期：2021-02-03\n各乡镇人民政府：\n现将情况报告如下：\n一、情况\n完成检查。\n"
        "附件：1.表格\n      2.名单\n某县应急管理局\n2021年2月1日\n（此件公开发布）\n附件1\n名单\n"
    )
    found = zones(text)
    assert [words for words, zone in found.items() if zone is Zone.HEAD] == [
        "首页>公开",
        "发布日期：2021-02-03",
        "各乡镇人民政府：",
    ]
    foot = {words for words, zone in found.items() if zone is Zone.FOOT}
    assert {"附件：1.表格", "2.名单", "某县应急管理局", "2021年2月1日"} <= foot
    assert found["现将情况报告如下："] is Zone.BODY
    assert found["名单"] is Zone.BODY


def test_zones_a_text_without_body_has_no_head() -> None:
    assert set(zones("来源：某局\n2021年2月1日\n").values()) <= {Zone.BODY, Zone.FOOT}
