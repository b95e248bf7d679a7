"""Responsibility systems."""

from __future__ import annotations

import pytest

from extract.records import EntityClass
from tests.extract.mentioning import document, mentions_of, named

SYSTEM = EntityClass.SYSTEM


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("落实“三管三必须”要求。", [("三管三必须", "三管三必须")]),
        ("实行“一票否决”。", [("“一票否决”", "一票否决")]),
        ("按照“四不放过”原则查处。", [("“四不放过”原则", "四不放过")]),
        ("推行“双段长”责任制。", [("“双段长”责任制", "双段长责任制")]),
        ("压实企业安全生产主体责任。", [("企业安全生产主体责任", "企业主体责任")]),
        ("坚持党政同责、一岗双责。", [("党政同责", "党政同责"), ("一岗双责", "一岗双责")]),
        ("对隐患挂牌督办。", [("挂牌督办", "挂牌督办")]),
        ("落实执法“三项制度”。", [("执法“三项制度”", "执法三项制度")]),
        ("建立“1+8”责任体系。", [("“1+8”责任体系", "1+8责任体系")]),
        ("落实尾矿库护坝责任制。", [("尾矿库护坝责任制", "尾矿库护坝责任制")]),
    ],
)
def test_system_rule_gives_span_and_name(text: str, found: list[tuple[str, str]]) -> None:
    assert named(text, SYSTEM) == found


def test_system_written_out_in_three_is_one_mention_with_its_parts() -> None:
    words = "管行业必须管安全、管业务必须管安全、管生产经营必须管安全"
    mention = mentions_of(document(f"严格落实{words}的要求。"), SYSTEM)[0]
    assert mention.entity.label == "三管三必须"
    assert mention.span.of(f"严格落实{words}的要求。") == words
    assert {part.label for part in mention.entity.parts} == set(words.split("、"))


def test_system_row_of_parts_is_the_whole() -> None:
    text = "深化行政执法公示制度、全过程记录制度、重大执法决定法制审核制度“三项改革”。"
    assert named(text, SYSTEM) == [(text[2:-1], "执法三项制度")]
    assert named("建立行政执法公示制度。", SYSTEM) == [("行政执法公示制度", "行政执法公示制度")]


@pytest.mark.parametrize(
    ("text", "there"),
    [
        ("制定安全生产目标考核评分细则。", True),
        ("从业人员经考核合格后上岗。", False),
        ("组织开展首轮巡查。", True),
        ("每日开展防火巡查。", False),
        ("逐级签订责任书。", True),
        ("层层签订党风廉政建设责任书。", False),
    ],
)
def test_system_weak_labels_need_a_context(text: str, there: bool) -> None:
    assert bool(named(text, SYSTEM)) is there


@pytest.mark.parametrize(
    ("text", "found"),
    [
        # names of their own under a system
        ("签订护林防火责任书。", [("护林防火责任书", "护林防火责任书")]),
        ("实行防汛抗旱岗位责任制。", [("防汛抗旱岗位责任制", "防汛抗旱岗位责任制")]),
        ("健全安全生产责任体系。", [("安全生产责任体系", "安全生产责任体系")]),
        ("推行街长制和“路长+警长”双长制。", [("街长制", "街长制"), ("“路长+警长”双长制", "路长+警长双长制")]),
        ("对责任人“一案三查”。", [("“一案三查”", "一案三查")]),
        # principles
        ("坚持“谁经营、谁负责”。", [("“谁经营、谁负责”", "谁经营、谁负责")]),
        ("遵循谁主管谁负责、谁经营谁负责的原则。", [("谁主管谁负责、谁经营谁负责",) * 2]),
        ("形成党委领导、政府负责、社会参与的格局。", [("党委领导、政府负责、社会参与",) * 2]),
        ("实行企业负责、行业自律、政府监管和社会监督的机制。", [("企业负责、行业自律、政府监管和社会监督的机制",) * 2]),
        ("政府搭台、企业唱戏、群众受益的格局。", []),
        ("按照分级负责的原则处置。", [("分级负责", "分级负责")]),
        ("加强行政执法与刑事司法的衔接。", [("行政执法与刑事司法的衔接", "行刑衔接")]),
        ("推行质量受权人制度。", [("质量受权人制度", "质量受权人制度")]),
        ("村里配备安全生产巡查人员。", []),
        ("水库落实行政责任人、技术责任人和巡查责任人。", [("行政责任人、技术责任人和巡查责任人", "三个责任人")]),
        ("县干部包乡、乡干部包村制度见效。", [("县干部包乡、乡干部包村制度",) * 2]),
        ("落实“三个必须”,推行塘长制。", [("“三个必须”", "三管三必须"), ("塘长制", "塘长制")]),
        ("压实四方责任,签下军令状。", [("四方责任", "四方责任"), ("军令状", "军令状")]),
        ("与船东签订渔船安全环保责任书。", [("渔船安全环保责任书",) * 2]),
        ("与各镇签订年度责任书。", [("责任书", "责任书")]),
        ("落实干部下井带班制度。", [("干部下井带班制度",) * 2]),
        ("健全“1+5+N”责任清单体系。", [("“1+5+N”责任清单体系", "1+5+N责任清单体系")]),
        (
            "落实“县干部包片、乡干部包村、村干部包山头”责任制。",
            [("“县干部包片、乡干部包村、村干部包山头”责任制", "县干部包片、乡干部包村、村干部包山头责任制")],
        ),
        # what quotation marks hold
        ("实行消防安全“一票否决”。", [("一票否决", "一票否决")]),
        ("落实消防安全“网格化”管理。", [("“网格化”管理", "网格化管理")]),
        ("采取“四不两直”方式检查。", []),
        ("严格执行“四不两直”要求。", [("四不两直", "四不两直")]),
        # arrangements of persons
        ("落实领导干部挂钩联系渔港制度。", [("挂钩联系渔港制度", "挂钩联系渔港制度")]),
        (
            "落实“1+6+N”包保机制和“三级包保”责任。",
            [("“1+6+N”包保机制", "1+6+N包保机制"), ("“三级包保”责任", "三级包保责任")],
        ),
        ("健全“日管控、周排查、月调度”工作机制。", [("“日管控、周排查、月调度”工作机制", "日管控、周排查、月调度")]),
        ("落实堤防险工行政责任人。", [("堤防险工行政责任人", "堤防险工行政责任人")]),
        ("压实属地行政首长负责。", [("属地行政首长负责", "行政首长负责制")]),
        ("推动企业切实落实主体责任。", [("主体责任", "企业主体责任")]),
        ("压实全面从严治党主体责任。", []),
        ("建立岗位责任制度。", [("岗位责任制度", "岗位责任制")]),
    ],
)
def test_system_names_as_officials_write_them(text: str, found: list[tuple[str, str]]) -> None:
    assert named(text, SYSTEM) == found


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("对所属部门履行安全职责的情况进行检查、考核。", ["考核"]),
        ("把渔港安全纳入政府绩效管理、平安建设和基层治理考核范围。", ["考核"]),
        ("把渔港安全纳入平安建设考评内容。", ["考评"]),
        ("电工须经培训考核合格方可上岗。", []),
        ("启动安全生产巡查。巡查组进驻3个镇,巡查发现问题20个。", ["安全生产巡查"]),
        ("护林员每日巡查山林。", []),
        ("开展安全生产巡查。物业对公共区域和共用设施进行巡查。", ["安全生产巡查"]),
        ("记录安全培训的内容、学时以及考核结果。", []),
        ("镇长是第一责任人。", ["第一责任人"]),
        ("切实履行第一责任人职责。", ["第一责任人"]),
    ],
)
def test_system_weak_labels_in_what_is_said_of_them(text: str, words: list[str]) -> None:
    assert [found for found, _ in named(text, SYSTEM)] == words


def test_system_short_name_is_the_fuller_one_of_the_text() -> None:
    text = "层层签订安全生产目标责任书,责任书签订率达到100%。"
    assert [label for _, label in named(text, SYSTEM)] == ["安全生产目标责任书"] * 2
    assert [label for _, label in named("逐级签订责任书。", SYSTEM)] == ["责任书"]


def test_system_of_its_own_name_is_put_under_its_concept() -> None:
    (mention,) = mentions_of(document("签订护林防火责任书。"), SYSTEM)
    assert mention.entity.concept is None
    assert mention.entity.whole is not None
    assert mention.entity.whole.label == "目标责任书"


def test_system_in_a_title_is_none() -> None:
    assert named("学习《地方党政领导干部安全生产责任制规定》。", SYSTEM) == []


def test_system_of_management_alone_is_none() -> None:
    assert named("构建双重预防机制,推广安全生产责任保险。", SYSTEM) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        # marks that hold just the name belong to the mention
        ("全面推行“路长制”。", [("“路长制”", "路长制")]),
        ("坚持“党政同责、一岗双责”。", [("党政同责", "党政同责"), ("一岗双责", "一岗双责")]),
        ("按“三管三必须”要求分工。", [("三管三必须", "三管三必须")]),
        # enterprises that are counted are the subject
        ("少数企业主体责任不落实。", [("主体责任", "企业主体责任")]),
        ("三是企业主体责任不落实。", [("企业主体责任", "企业主体责任")]),
        ("主体责任悬空。", [("主体责任", "企业主体责任")]),
        # leaders of a level who answer for places or firms
        ("建立市领导包联化工园区制度。", [("市领导包联化工园区制度",) * 2]),
        ("落实镇领导联系包抓矿山责任制。", [("镇领导联系包抓矿山责任制",) * 2]),
        ("对危桥实行县级领导包保,逐桥到人。", [("县级领导包保",) * 2]),
        ("12名县级领导包联36家矿山。", []),
        ("推行党员包户包楼栋责任制。", [("党员包户包楼栋责任制",) * 2]),
        # letters and assessments under names of their own
        ("签订消防工作目标责任书。", [("消防工作目标责任书",) * 2]),
        ("与各乡签订应急管理工作目标责任状。", [("应急管理工作目标责任状",) * 2]),
        ("纳入消防工作目标责任考核。", [("消防工作目标责任考核",) * 2]),
        ("迎接省安委会安全生产考核巡查。", [("安全生产考核巡查",) * 2]),
        ("巡查组完成安全生产巡查,完善巡查机制。", [("安全生产巡查",) * 2, ("巡查机制", "安全生产巡查")]),
        ("健全日常巡查制度。", []),
        ("对下级政府和有关部门履行安全职责情况进行巡查。", [("巡查", "巡查")]),
        ("省安全生产巡查工作领导小组开会。", []),
        ("车间每日开展安全生产巡查。", []),
        # what is no system
        ("严格落实领导带班和24小时值班。", []),
        ("强化考核问责。", []),
        ("约谈之后仍不整改。", []),
        ("开展“安全承诺践诺”活动。", []),
        ("会同纪委倒查责任。", []),
        # systems known by name
        ("把企业列入“黑名单”。", [("“黑名单”", "安全生产黑名单")]),
        ("把欠薪企业列入黑名单。", []),
        ("实行党政主要领导双主任制。", [("双主任制", "双主任制")]),
        ("县长任安委会“双主任”。", []),
        ("试行“安全哨兵员”制度。", [("“安全哨兵员”制度", "安全哨兵员制度")]),
        (
            "按“谁许可谁牵头、谁主管谁牵头”原则分工。",
            [("“谁许可谁牵头、谁主管谁牵头”原则", "谁许可谁牵头、谁主管谁牵头")],
        ),
        ("健全举报奖励制度,兑现举报奖励2万元。", [("举报奖励制度", "举报奖励制度")]),
    ],
)
def test_system_names_and_words_that_look_like_one(text: str, found: list[tuple[str, str]]) -> None:
    assert named(text, SYSTEM) == found
