"""Measures: which clauses are one, who did it, whether it is done."""

from __future__ import annotations

import pytest

from extract.context import Context
from extract.document import Genre
from extract.grammar.measures import find_measures, measure_kind
from extract.records import Measure, Status
from tests.extract.reports import HEAD, PLANS, PROBLEMS, report


def found(text: str, head: str = HEAD) -> list[tuple[str, str]]:
    context = report(text, head)
    return [(m.rule, context.of(m.span)) for m in find_measures(context)]


def first(text: str, head: str = HEAD) -> tuple[Context, Measure]:
    context = report(text, head)
    return context, find_measures(context)[0]


@pytest.mark.parametrize(
    ("text", "measure"),
    [
        ("认真印发《有限空间作业方案》，形势平稳。", ("verb-object", "认真印发《有限空间作业方案》")),
        ("对18户重点企业开展督查，取得成效。", ("preposition-verb", "对18户重点企业开展督查")),
        ("将老旧小区改造纳入民生实事，稳步推进。", ("preposition-verb", "将老旧小区改造纳入民生实事")),
        ("市水利局组织开展堤防检查，确保安全。", ("subject-verb", "市水利局组织开展堤防检查")),
        ("《地震预案》已由市水利局印发施行。", ("passive-verb", "《地震预案》已由市水利局印发施行")),
        ("省市合力举办地震演练，效果良好。", ("adverbial-verb", "省市合力举办地震演练")),
    ],
)
def test_measures_every_rule_finds_its_example(text: str, measure: tuple[str, str]) -> None:
    assert measure in found(text)


@pytest.mark.parametrize(
    "text",
    [
        "坚持以人民为中心，高度重视。",
        "深入学习贯彻重要论述精神。",
        "确保责任落到实处，防止事故发生。",
        "安全意识得到明显提升，形势稳定向好。",
        "查出问题隐患237条，查处违法行为9起。",
        "全市共发生事故12起。",
        "不断提升本质安全水平。",
        "未开展应急演练。",
        "各项工作正在有序开展。",
        "在总结试点经验的基础上，成效明显。",
        "按照“统一指挥”的总体要求，齐抓共管。",
    ],
)
def test_measures_attitudes_aims_outcomes_and_counts_are_none(text: str) -> None:
    assert found(text) == []


def test_measures_smallest_clauses_stand_apart() -> None:
    assert [words for _, words in found("修订应急预案，组织业务培训，建立协作机制。")] == [
        "修订应急预案",
        "组织业务培训",
        "建立协作机制",
    ]


def test_measures_calling_verb_goes_with_what_is_done() -> None:
    assert found("组织安全员和企业负责人，学习新颁布的条例。") == [
        ("verb-object", "组织安全员和企业负责人，学习新颁布的条例")
    ]


def test_measures_list_of_parts_is_cut_off() -> None:
    assert found("组织修订9个预案(其中总体预案1个，专项预案8个)。")[0][1] == "组织修订9个预案"


def test_measures_done_or_planned_by_section_and_tense() -> None:
    assert first("建设指挥中心。")[1].status is Status.DONE
    assert first("建设指挥中心。", PLANS)[1].status is Status.PLANNED
    assert first("6月底前将建成指挥中心。")[1].status is Status.PLANNED


def test_measures_problems_and_statutes_have_none() -> None:
    assert found("开展执法检查不够深入。", PROBLEMS) == []
    assert find_measures(report("组织开展演练。", genre=Genre.STATUTE)) == ()


def test_measures_agents_named_joint_and_implied() -> None:
    named = first("省应急管理厅印发工作方案。")[1]
    assert named.explicit
    assert [a.label for a in named.agents] == ["浙江省应急管理厅"]
    joint = first("会同市水利局开展堤防检查。")[1]
    assert joint.explicit
    assert [a.label for a in joint.agents] == ["杭州市应急管理局", "杭州市水利局"]
    implied = first("开展堤防检查。")[1]
    assert not implied.explicit
    assert [a.label for a in implied.agents] == ["杭州市应急管理局"]


def test_measures_subject_is_carried_through_the_sentence() -> None:
    context = report("市水利局印发方案，开展堤防检查。")
    assert [[a.label for a in m.agents] for m in find_measures(context)] == [["杭州市水利局"], ["杭州市水利局"]]


def test_measures_body_of_a_clause_without_a_verb_acts_in_the_next() -> None:
    context = report("市水利局闻令而动，开展堤防检查。")
    assert [[a.label for a in m.agents] for m in find_measures(context)] == [["杭州市水利局"]]


def test_measures_introduction_of_plans_is_none_and_its_parts_are() -> None:
    plans = (
        "我们将推进各项工作。\n\n（一）开展整治。组织堤防检查，建立台账。\n\n（二）加强演练。举办地震演练，修订预案。"
    )
    assert [words for _, words in found(plans, PLANS)] == ["组织堤防检查", "建立台账", "举办地震演练", "修订预案"]


def test_measures_unnamed_body_before_a_word_of_demand() -> None:
    assert found("县防汛办要及时对备汛工作进行督查。", PLANS) == [("subject-verb", "县防汛办要及时对备汛工作进行督查")]
    assert found("健全联动响应机制。") == [("verb-object", "健全联动响应机制")]


def test_measures_unknown_words_before_a_preposition() -> None:
    assert found("年初堤防理事会与4个股室签订责任书。")[0] == ("adverbial-verb", "年初堤防理事会与4个股室签订责任书")
    assert found("独山大坝治理工程，投资23万元。") == []


def test_measures_action_and_object() -> None:
    context, measure = first("扎实开展了堤防检查。")
    assert (measure.action, measure.object) == ("开展", "堤防检查")
    assert context.of(measure.span) == "扎实开展了堤防检查"


def test_measures_posts_act_for_the_body_that_speaks() -> None:
    measure = first("主要负责同志多次赶赴一线督导防汛工作。")[1]
    assert "杭州市应急管理局" in [a.label for a in measure.agents]


def test_measures_count_without_a_noun_is_a_figure() -> None:
    assert found("腾退关停33个，累计检查企业1200家，查处案件12起。") == []
    assert found("发放救助资金8万元。")


@pytest.mark.parametrize(
    ("clause", "kind"),
    [("印发工作方案", "document-issuing"), ("签订目标责任书", "responsibility-signing"), ("踏青", None)],
)
def test_measures_kind_by_its_longest_word(clause: str, kind: str | None) -> None:
    found_kind = measure_kind(clause)
    assert (found_kind and found_kind.rsplit("/", 1)[1]) == kind


def test_measures_serve_the_campaign_of_clause_sentence_or_heading() -> None:
    context = report(
        "（一）推进治本攻坚三年行动。印发方案，派出督查组。\n\n（二）抓好宣传。开展安全生产月活动，举办咨询日。"
    )
    served = [measure.campaign.label if measure.campaign else "" for measure in find_measures(context)]
    assert served == ["治本攻坚三年行动", "治本攻坚三年行动", "安全生产月", "安全生产月"]


def test_measures_are_about_the_sector_of_the_heading_where_they_name_none() -> None:
    def sectors(text: str) -> list[list[str]]:
        return [[iri.rsplit("/", 1)[-1] for iri in m.sectors] for m in find_measures(report(text))]

    assert sectors("（一）燃气安全\n\n更新风险台账。") == [["town-gas"]]
    assert sectors("（一）燃气安全\n\n更新煤矿风险台账。") == [["coal-mine"]]
    assert sectors("更新风险台账。") == [[]]


def test_measures_gains_in_quality_are_none() -> None:
    assert found("提高巡查的针对性，推动火灾起数继续下降。") == []
    assert len(found("提高巡查频次，推动火灾隐患整改。")) == 2


def test_measures_end_with_their_words_before_a_list_of_parts() -> None:
    assert found("开展安全检查 (其中夜查3次)。") == [("verb-object", "开展安全检查")]
