"""Figures: passage, value, unit, indicator; and what is none. Every rule has a positive and a negative case."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extract.document import Genre
from extract.grammar.observations import find_observations
from extract.records import Observation
from ontology.vocabulary import load_vocabulary
from tests.extract.reports import PLANS, report


def found(text: str) -> list[tuple[str, str, str, str, str]]:
    """Rule, passage, indicator, value and unit label of each figure."""
    context = report(text)
    units = load_vocabulary().concepts
    return [
        (o.rule, context.of(o.span), o.indicator, str(o.value), units[o.unit].label_zh if o.unit in units else "?")
        for o in find_observations(context)
    ]


@pytest.mark.parametrize(
    ("text", "figure"),
    [
        ("全市共排查隐患3.2万余条。", ("noun-number", "排查隐患3.2万余条", "排查隐患数", "32000", "条")),
        ("对18户重点企业开展督查。", ("number-noun", "18户重点企业", "督查的重点企业数", "18", "户")),
        ("隐患整改率98.7%。", ("percentage", "隐患整改率98.7%", "隐患整改率", "98.7", "%")),
        ("每个站点拨付8万资金。", ("money-without-unit", "8万资金", "拨付资金", "80000", "元")),
        ("整合划入了9部门职责。", ("number-noun-without-unit", "9部门", "部门数", "9", "个")),
        ("全市实现森林火灾零报告。", ("zero-report", "森林火灾零报告", "森林火灾起数", "0", "起")),
        ("共组织演练88场。", ("noun-number", "演练88场", "演练场次", "88", "场")),
        ("地震为3.9级地震。", ("number-noun", "3.9级地震", "地震震级", "3.9", "级")),
    ],
)
def test_observations_every_rule_finds_its_example(text: str, figure: tuple[str, ...]) -> None:
    assert figure in found(text)


def test_observations_bare_number_takes_the_noun_before() -> None:
    assert found("建立抢险队伍66支约900人。")[1] == ("number-alone", "约900人", "抢险队伍人数", "900", "人")


def test_observations_from_to_gives_both() -> None:
    assert [(f[0], f[3]) for f in found("编制由5名增加到8名。")] == [("from-to", "5"), ("from-to", "8")]


def test_observations_deaths_are_those_of_the_accident_named_before() -> None:
    assert [f[2] for f in found("全市发生道路交通事故12起、死亡3人、直接经济损失40万元。")] == [
        "道路交通事故起数",
        "道路交通事故死亡人数",
        "道路交通事故直接经济损失",
    ]


def test_observations_brackets_count_the_noun_before_them() -> None:
    assert [f[2] for f in found("培育130家示范企业(其中规上71家)。")] == ["培育示范企业数", "规上示范企业数"]


@pytest.mark.parametrize(
    ("text", "indicators"),
    [
        ("全市16个县区均已印发实施方案。", ["印发实施方案的县区数"]),
        ("扎实推进6个县区普查试点工作。", ["普查试点县区数"]),
        ("指导企业核增45万吨产能。", ["核增产能"]),
        ("责令停产整顿52家、约谈警示31家。", ["责令停产整顿企业数", "约谈警示企业数"]),
        ("排查隐患321条，整改300条。", ["排查隐患数", "整改隐患数"]),
        ("在我县青山乡发生3.1级地震。", ["青山乡地震震级"]),
        ("组建扑火队一支60人，分3个班驻防。", ["组建扑火队数", "组建扑火队人数", "扑火队班数"]),
        ("目前在职人数依然是合并时的22人。", ["在职人数"]),
    ],
)
def test_observations_indicator_says_what_is_counted(text: str, indicators: list[str]) -> None:
    assert [f[2] for f in found(text)] == indicators


@pytest.mark.parametrize(
    "text",
    [
        "2023年3月5日召开会议。",
        "推进安全生产三年行动。",
        "印发3个专题方案。",
        "健全7项工作机制。",
        "“3·11”事故调查完成。",
        "第3次会议召开。",
        "严格执行24小时值班。",
        "会同省住建厅等五部门印发文件。",
        "打造一支过硬队伍。",
        "每月开展1次检查。",
        "落实涉粉车间5人以下措施。",
        "建成“15分钟救援圈”。",
        "依据《办法》第12条处理。",
    ],
)
def test_observations_dates_names_and_parts_are_none(text: str) -> None:
    assert found(text) == []


def observations(text: str) -> tuple[Observation, ...]:
    return find_observations(report(text))


def test_observations_lost_myriad_is_flagged_and_kept_as_written() -> None:
    (fine,) = observations("共查处案件，罚款为27.31元。")
    assert fine.damaged
    assert str(fine.value) == "27.31"
    (sum_,) = observations("共查处案件，罚款为27.31万元。")
    assert not sum_.damaged


def test_observations_digits_that_ran_together_are_flagged_not_taken_apart() -> None:
    figures = observations("共救助12个乡镇845127303；发放资金8万元。")
    assert [(f.rule, str(f.value), f.damaged) for f in figures if f.damaged] == [("lost-separators", "845127303", True)]


def test_observations_time_of_day_that_lost_its_words_is_flagged() -> None:
    (figure,) = observations("512143005秒，发生地震。")
    assert (figure.rule, figure.damaged, str(figure.value)) == ("lost-separators", True, "512143005")
    assert observations("5月12日14时30分05秒，发生险情。") == ()


def test_observations_long_integers_are_doubted_where_dates_are_broken() -> None:
    assert [o.damaged for o in observations("截至531日，民兵排10300人。")] == [True]
    assert [o.damaged for o in observations("截至5月31日，民兵10300人。")] == [False]


def test_observations_change_and_period_reach_the_record() -> None:
    (first, second) = observations("2022年，全市共发生事故20起、死亡6人，同比分别下降9.1%、25%。")
    assert (str(first.change), str(second.change)) == ("-9.1", "-25")
    assert first.period == "2022-01-01/2022-12-31"
    assert first.change_unit is not None
    assert load_vocabulary().concepts[first.change_unit].label_zh == "%"


def test_observations_known_indicator_has_its_concept() -> None:
    (accidents,) = observations("全市共发生生产安全事故20起。")
    assert accidents.indicator_concept is not None
    assert load_vocabulary().concepts[accidents.indicator_concept].scheme == "indicator"


def test_observations_plans_have_figures_and_statutes_none() -> None:
    assert find_observations(report("力争新建避灾点30个。", PLANS))
    assert find_observations(report("罚款三十万元，处5人以上。", genre=Genre.STATUTE)) == ()


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet="0123456789.%，。；、共发生事故起死亡人同比下降排查隐患条万余约(其中)“”《》", max_size=60))
def test_observations_passages_are_verbatim_and_sorted(text: str) -> None:
    context = report(text + "。")
    spans = [o.span for o in find_observations(context)]
    assert spans == sorted(spans)
    assert all(0 <= s.start < s.end <= len(context.text) for s in spans)


@pytest.mark.parametrize(
    ("region", "text", "division"),
    [
        ("浙江省绍兴市", "全省共发生事故233起。", "330000"),
        ("浙江省绍兴市", "全国共发生事故9000起。", "000000"),
        ("云南省大理白族自治州巍山彝族回族自治县", "全州共发生事故33起。", "532900"),
        ("浙江省绍兴市", "全市共发生事故33起。", None),
        ("浙江省绍兴市", "共发生事故33起。", None),
    ],
)
def test_observations_count_over_the_whole_that_the_sentence_names(
    region: str, text: str, division: str | None
) -> None:
    context = report(text)
    metadata = replace(context.document.metadata, region=region)
    placed = replace(context, document=replace(context.document, metadata=metadata), actor=None)
    (figure,) = find_observations(placed)
    assert figure.division == (None if division is None else f"https://w3id.org/zeren/division/{division}")


def test_figures_long_nouns_are_cut_in_the_passage_and_kept_in_the_indicator() -> None:
    context = report("组建了山区森林草原防灭火专业扑救队伍7支。")
    (observation,) = find_observations(context)
    assert context.of(observation.span) == "灭火专业扑救队伍7支"
    assert observation.indicator.startswith("山区森林草原防灭火专业扑救队伍")


@pytest.mark.parametrize(
    ("text", "passage", "indicator"),
    [
        ("下达《停用催办通知书》12份。", "《停用催办通知书》12份", "停用催办通知书数"),
        ("举办“江河开放日”活动21场次。", "“江河开放日”活动21场次", "江河开放日活动场次"),
        ("较大火灾发生3起。", "较大火灾发生3起", "较大火灾起数"),
        ("营救被困渔民18人。", "营救被困渔民18人", "营救被困渔民人数"),
        ("国家级示范园区3个、省级5个。", "省级5个", "省级示范园区数"),
        ("起数和伤亡人数分别占全市的35%和46%。", "46%", "伤亡人数占全市的比例"),
        ("有4起发生在隧道工程。", "4起", "隧道工程事故起数"),
    ],
)
def test_figures_passages_and_indicators(text: str, passage: str, indicator: str) -> None:
    context = report(text)
    assert indicator in {
        o.indicator.replace("占全市比例", "占全市的比例")
        for o in find_observations(context)
        if context.of(o.span) == passage
    }


def test_figures_bounds_and_rounds_are_none() -> None:
    assert find_observations(report("发生2起及以上事故的，开展一轮检查。")) == ()
    assert len(find_observations(report("发生2起事故，开展3轮检查。"))) == 2


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("溺水事故由21起大幅下降到7起。", [("溺水事故由21起", 21), ("7起", 7)]),
        ("全市9个区、县（市）受旱。", [("9个区、县（市）", 9)]),
        ("18万头牲畜、6个村受旱。", [("18万头牲畜", 180000), ("6个村", 6)]),
        ("水库总蓄水8亿立米。", [("水库总蓄水8亿立米", 800000000)]),
        ("检查组一行3人到场。", [("3人", 3)]),
    ],
)
def test_figures_stand_with_their_own_words(text: str, told: list[tuple[str, int]]) -> None:
    context = report(text)
    assert [(context.of(o.span), o.value) for o in find_observations(context)] == told


def test_figures_shares_of_the_figures_before_are_named_after_them() -> None:
    context = report("发生溺水事故2起、死亡14人，分别占33.3%、48.3%。")
    shares = [o.indicator for o in find_observations(context) if o.value < 50 and "占" in o.indicator]
    assert shares == ["溺水事故起数占比例", "溺水事故死亡人数占比例"]


@pytest.mark.parametrize(
    ("text", "passage", "indicator"),
    [
        ("规模以上纺织企业新招从业人员持证上岗率达到97%。", "持证上岗率达到97%", "纺织企业新招从业人员持证上岗率"),
        ("全县42处山塘水库主要负责人、技术负责人已公示。", "42处山塘水库主要负责人", "山塘水库主要负责人数"),
        ("对3个社区实行末位表态。", "3个社区", "实行末位表态的社区数"),
        ("转移牲畜612头(只)。", "转移牲畜612头(只)", "转移牲畜数"),
        ("组建6个行业工作组(以下简称工作组)。", "6个行业工作组", "行业工作组数"),
    ],
)
def test_figures_are_cut_between_words(text: str, passage: str, indicator: str) -> None:
    assert [(words, name) for _, words, name, _, unit in found(text) if unit != "?"] == [(passage, indicator)]
