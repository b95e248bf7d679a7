"""Outlines of documents of several genres, in our own words."""

from __future__ import annotations

from pathlib import Path

import pytest

from extract.outline import Outline, Section, Sense
from extract.read import read_document
from extract.structure import outline
from tests.extract.outlining import clause, read


def labels(found: Outline) -> list[tuple[int, str]]:
    return [(section.depth, section.label) for section in found.sections[1:]]


def sections(found: Outline) -> dict[str, Section]:
    return {section.label: section for section in found.sections}


SUMMARY = """北山县应急管理局2022年工作总结及2023年工作计划
发布时间：2023-01-06　浏览次数：12

2022年，我局认真履职，形势总体平稳。

一、主要工作情况
（一）压实责任，健全机制。印发职责清单，签订责任书30份。
（二）排查隐患。一是部署行动。制定方案，成立专班。二是加强检查，检查企业90家。三是严格执法。立案5起。
基础工作不断加强
1.储备物资。采购帐篷20顶。
2.组织演练。举办演练3场。
（四）问题整改。完成巡察反馈问题整改8项。
二、存在问题
一是人员不足。执法人员仅3名。
二是基础薄弱。
三、2023年工作计划
1．修订预案
组织修订总体预案。
2．建设中心。争取资金，建成指挥中心。

北山县应急管理局
2023年1月5日
【打印本页】【关闭窗口】
"""


def test_structure_of_a_summary_with_mixed_numbering() -> None:
    _, found = read(SUMMARY)
    assert labels(found) == [
        (1, "一、主要工作情况"),
        (2, "（一）压实责任，健全机制"),
        (2, "（二）排查隐患"),
        (3, "一是部署行动"),
        (3, "二是"),
        (3, "三是严格执法"),
        (2, "基础工作不断加强"),
        (3, "1.储备物资"),
        (3, "2.组织演练"),
        (2, "（四）问题整改"),
        (1, "二、存在问题"),
        (2, "一是人员不足"),
        (2, "二是"),
        (1, "三、2023年工作计划"),
        (2, "1．修订预案"),
        (2, "2．建设中心"),
    ]


@pytest.mark.parametrize(
    ("words", "sense"),
    [
        ("北山县应急管理局2022年工作总结及2023年工作计划", Sense.HEAD),
        ("我局认真履职", Sense.BACKGROUND),
        ("签订责任书30份", Sense.DONE),
        ("成立专班", Sense.DONE),
        ("采购帐篷20顶", Sense.DONE),
        ("完成巡察反馈问题整改8项", Sense.DONE),
        ("执法人员仅3名", Sense.PROBLEMS),
        ("组织修订总体预案", Sense.PLANS),
        ("建成指挥中心", Sense.PLANS),
        ("2023年1月5日", Sense.FOOT),
    ],
)
def test_structure_senses_of_a_summary(words: str, sense: Sense) -> None:
    document, found = read(SUMMARY)
    assert clause(document, found, words).sense is sense


def test_structure_paths_headings_and_furniture() -> None:
    document, found = read(SUMMARY)
    assert clause(document, found, "成立专班").path == ("一、主要工作情况", "（二）排查隐患", "一是部署行动")
    assert clause(document, found, "检查企业90家").item == "二是"
    assert clause(document, found, "部署行动").heading
    assert not clause(document, found, "制定方案").heading
    assert not clause(document, found, "【打印本页】【关闭窗口】").body
    assert clause(document, found, "签订责任书30份").body


STATUTE = """某省安全条例

（2020年3月1日某省第十三届人民代表大会常务委员会第九次会议通过）

目　录
第一章　总　则
第二章　监督管理

第一章　总　则
第一条　为了保障安全，制定本条例。
第二条　本省行政区域内的活动适用本条例。法律另有规定的，从其规定。
　　国家规定更严的，执行国家规定。
第二章　监督管理
第三条　乡镇人民政府履行下列职责：
（一）组织检查；
（二）报告隐患，督促整改：
1．一般隐患；
2．重大隐患；
（三）其他职责。
街道办事处参照执行。
第四条　单位应当：（一）建立制度；（二）开展演练。
附件
重大隐患名录
"""


def test_structure_of_a_law_articles_paragraphs_items_and_stems() -> None:
    document, found = read(STATUTE)
    assert [label for _, label in labels(found)] == [
        "第一章 总则", "第一条", "第二条", "第二章 监督管理", "第三条", "第四条", "附件",
    ]  # fmt: skip
    second = clause(document, found, "执行国家规定")
    assert (second.article, second.paragraph, second.item, second.sense) == ("第二条", 2, None, Sense.NORM)
    item = clause(document, found, "督促整改")
    assert (item.article, item.paragraph, item.item) == ("第三条", 1, "（二）")
    assert item.stem is not None
    assert found.clauses[item.stem].span.of(document.text) == "乡镇人民政府履行下列职责"
    nested = clause(document, found, "重大隐患")
    assert nested.item == "2．"
    assert nested.stem is not None
    assert found.clauses[nested.stem].span.of(document.text) == "督促整改"
    last = clause(document, found, "其他职责")
    assert last.stem == item.stem
    after = clause(document, found, "街道办事处参照执行")
    assert (after.article, after.paragraph, after.item, after.stem) == ("第三条", 2, None, None)
    inline = clause(document, found, "开展演练")
    assert (inline.article, inline.item) == ("第四条", "（二）")
    assert inline.stem is not None
    assert found.clauses[inline.stem].span.of(document.text) == "单位应当"
    assert clause(document, found, "重大隐患名录").article is None


def test_structure_of_a_law_with_a_chapter_that_lost_its_number() -> None:
    lines = [
        "某省条例",
        "第一章 总则",
        "第一条 甲。",
        "法律责任",
        "第二条 乙。",
        "第三章 附则",
        "第三条 丙。",
        "附件",
        "名录",
    ]
    _, found = read("\n".join(lines))
    depths = {label: depth for depth, label in labels(found)}
    assert depths["第一章 总则"] == depths["法律责任"] == depths["第三章 附则"] == depths["附件"] == 1
    assert depths["第一条"] == depths["第二条"] == depths["第三条"] == 2


NOTICE = """东河县安全生产委员会关于印发
《燃气安全整治方案》的
通　　知

东安〔2021〕9号

各乡镇人民政府，县安委会各成员单位：

现将方案印发给你们，请认真落实。

附件：1.检查表
　　　2.问题台账

东河县安全生产委员会
2021年5月18日

燃气安全整治方案

为防范事故，制定本方案。
一、总体要求
坚持问题导向。
二、重点任务
（一）排查场所。县商务局牵头，县消防救援大队配合，逐户检查。
（责任单位：县商务局）
（二）更换老旧管道。（牵头单位：县住建局）
三、工作要求
一要加强领导。主要负责人亲自抓。二要严格执法。
"""


def test_structure_of_a_notice_with_the_plan_that_it_issues() -> None:
    document, found = read(NOTICE)
    assert document.metadata.title == "东河县安全生产委员会关于印发《燃气安全整治方案》的通知"
    known = sections(found)
    assert known["燃气安全整治方案"].depth == 1
    assert known["一、总体要求"].sense is Sense.BACKGROUND or known["一、总体要求"].sense is Sense.PLANS
    task = clause(document, found, "县商务局牵头")
    assert task.path == ("燃气安全整治方案", "二、重点任务", "（一）排查场所")
    assert task.sense is Sense.PLANS
    assert not clause(document, found, "更换老旧管道").heading
    assert clause(document, found, "2.问题台账").sense is Sense.FOOT
    assert clause(document, found, "各乡镇人民政府").sense is Sense.HEAD
    assert clause(document, found, "主要负责人亲自抓").sense is Sense.PLANS


DUTIES = """西溪县安委会成员单位安全生产工作任务分工

为落实责任，制定本分工。
一、县公安局
（一）负责道路交通安全监督管理，查处违法行为。
（二）负责民用爆炸物品管理
（三）会同县交通局监管危险货物运输。
二、县住建局：负责燃气安全监督管理；指导农村住房建设。
三、县教育局
1.负责校园安全。
乡镇人民政府：负责本行政区域安全生产工作。
"""


def test_structure_of_a_duty_assignment_bearers_are_in_the_path() -> None:
    document, found = read(DUTIES)
    assert clause(document, found, "负责民用爆炸物品管理").path == ("一、县公安局", "（二）")
    assert not clause(document, found, "负责民用爆炸物品管理").heading
    assert not clause(document, found, "会同县交通局监管危险货物运输").heading
    assert clause(document, found, "指导农村住房建设").path == ("二、县住建局",)
    assert clause(document, found, "负责校园安全").path == ("三、县教育局", "1.")
    assert "乡镇人民政府" in clause(document, found, "负责本行政区域安全生产工作").path
    assert {c.sense for c in found.clauses if c.path} == {Sense.NORM}


TABLES = """北山县安全生产责任清单

一、部门责任
序号　责任单位　责任事项　备注
序号：1；责任单位：县公安局；责任事项：负责道路安全；负责民爆安全。
责任事项：配合开展演练。
序号：2；责任单位：县住建局；责任事项：负责燃气安全，指导建房；备注：试行。
表后另有说明。
二、重点任务
任务内容　牵头单位　完成时限
任务内容：更换老旧管道；牵头单位：县住建局、县应急局；完成时限：6月底。
任务内容：排查场所；牵头单位：县商务局。
"""


def test_structure_of_tables_rows_are_headed_by_their_bearer() -> None:
    document, found = read(TABLES)
    assert clause(document, found, "负责民爆安全").path == ("一、部门责任", "县公安局")
    assert clause(document, found, "配合开展演练").path == ("一、部门责任", "县公安局")
    assert clause(document, found, "指导建房").path == ("一、部门责任", "县住建局")
    assert clause(document, found, "备注：试行").path == ("一、部门责任", "县住建局")
    assert clause(document, found, "表后另有说明").path == ("一、部门责任",)
    task = clause(document, found, "更换老旧管道")
    owners = clause(document, found, "牵头单位：县住建局、县应急局")
    assert task.section == owners.section
    assert task.path == ("二、重点任务",)
    assert clause(document, found, "排查场所").section != task.section
    assert found.clause_at(document.text.index("序号：1")) is None


def test_structure_of_a_page_that_lost_its_line_breaks() -> None:
    text = (
        "清水县应急管理局2021年工作总结 来源：清水县应急管理局 一、主要情况(一)压实责任。签订责任书20份。(二)强化执法。"
        "一是严格检查。检查企业30家。二是从严处罚，立案8起。二、存在问题一是人员不足。二是装备落后。"
        "三、下一步打算 1.补充人员。招录执法人员。4、2022年思路"
    )
    document, found = read(text)
    assert document.metadata.title == "清水县应急管理局2021年工作总结"
    assert clause(document, found, "检查企业30家").path == ("一、主要情况", "(二)强化执法", "一是严格检查")
    assert clause(document, found, "人员不足").path == ("二、存在问题", "一是")
    assert clause(document, found, "装备落后").sense is Sense.PROBLEMS
    assert clause(document, found, "招录执法人员").path == ("三、下一步打算", "1.补充人员")


def test_structure_joins_lines_wrapped_at_a_fixed_width() -> None:
    line = "为了落实安全生产责任制防范遏制重特大事故保障人民群众生命财产安全现就有关工作"
    lines = [line[:20], line[20:], "通知如下请认真落实。"] + [c * 20 for c in "甲乙丙丁戊己"] + ["完成。"]
    document, found = read("\n".join(lines))
    assert "重特大事故保障人民群众" in document.text.replace("\n", "")
    first = found.clauses[0].span.of(document.text).replace("\n", "")
    assert first.startswith(line)


def test_structure_of_the_five_reports(corpus: Path) -> None:
    expected = {
        "000": (3, {"一、重点工作开展情况": "done", "二、存在的主要问题": "problems", "三、下一步工作打算": "plans"}),
        "001": (3, {"一、2021年主要工作情况": "done", "二、存在问题": "problems", "三、2022年工作思路": "plans"}),
        "002": (7, {"一、打好疫情防控攻坚战": "done", "七、持之以恒抓好自身建设": "done"}),
        "003": (5, {}),
        "004": (3, {"一、工作开展情况": "done", "二、存在的困难和问题": "problems", "三、下半年工作计划": "plans"}),
    }
    for path in sorted((corpus / "reports").glob("*.txt")):
        count, senses = expected[path.name[:3]]
        found = outline(read_document(path, corpus))
        assert sum(section.depth == 1 for section in found.sections) == count
        assert {label: str(sections(found)[label].sense) for label in senses} == senses


def test_structure_of_statutes_every_article_and_stem(corpus: Path) -> None:
    articles = {"安全生产法(2021-06-10).md": 119, "消防法(2021-04-29).md": 74, "北京市消防条例.md": 92}
    for name, count in articles.items():
        found = outline(read_document(corpus / "statutes" / name, corpus))
        assert sum((section.marker or "").endswith("条") for section in found.sections) == count
        items = [c for c in found.clauses if c.item]
        assert len(items) > 50
        assert all(c.stem is not None and c.article for c in items)
        assert all(c.sense is Sense.NORM for c in found.clauses if c.article)
