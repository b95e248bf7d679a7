"""Problems: which clauses state one, of what kind, and whom it concerns."""

from __future__ import annotations

import pytest

from extract.document import Genre
from extract.grammar.problems import KindRule, find_problems, kind_rules, problem_kind
from extract.records import ProblemKind
from ontology.vocabulary import load_vocabulary
from tests.extract.reports import HEAD, PROBLEMS, report


def found(text: str, head: str = PROBLEMS) -> list[tuple[str, str]]:
    context = report(text, head)
    return [(p.kind.value, context.of(p.span)) for p in find_problems(context)]


def test_problems_vocabulary_has_the_ten_kinds_with_cues() -> None:
    concepts = load_vocabulary().scheme("problem")
    assert {c.name for c in concepts} == {kind.value for kind in ProblemKind}
    assert all(c.properties["https://w3id.org/zeren/ns#cue"] for c in concepts)


@pytest.mark.parametrize("rule", kind_rules(), ids=lambda rule: rule.name)
def test_problems_every_rule_decides_its_example(rule: KindRule) -> None:
    assert problem_kind(rule.example, rule.example) == (rule.kind, rule.name)


@pytest.mark.parametrize(
    ("clause", "kind"),
    [
        ("旅游部门和交通部门职责交叉", "overlap"),
        ("新业态无人监管", "vacancy"),
        ("日常监管流于形式", "enforcement"),
        ("部分企业隐患整改不及时", "principal"),
        ("基层编制严重不足", "capacity"),
        ("从业人员安全意识淡薄", "awareness"),
        ("老旧管网隐患较多", "base"),
        ("协调联动机制不健全", "mechanism"),
        ("山洪灾害频发", "hazard"),
        ("部分林场未签订防火责任书", "other"),
        ("责任传导层层递减", "other"),
    ],
)
def test_problems_kinds(clause: str, kind: str) -> None:
    assert found(clause + "。") == [(kind, clause)]


@pytest.mark.parametrize(
    "text",
    ["受疫情影响，推进顺利。", "仍然面临一些突出问题。", "全市共有企业120家。", "我们将加强检查。", "取得明显成效。"],
)
def test_problems_lead_ins_counts_and_plans_are_none(text: str) -> None:
    assert found(text) == []


def test_problems_elsewhere_must_say_so() -> None:
    assert found("安全投入不足的企业有所减少。", HEAD) == []
    assert found("监管机制不够完善等问题依然突出。", HEAD) == [("mechanism", "监管机制不够完善等问题依然突出")]
    assert found("但仍存在培训不到位等问题。", HEAD) == [("awareness", "仍存在培训不到位等问题")]
    row = "仍存在部分单位防火主体责任落实不到位、夜间巡护不严不实、进山登记管理混乱等突出问题"
    assert found(f"但{row}。", HEAD) == [("principal", row)]


def test_problems_subject_carries_to_the_next_clause() -> None:
    assert found("部分企业安全投入不足，设备设施缺乏维护。") == [
        ("principal", "部分企业安全投入不足"),
        ("principal", "设备设施缺乏维护"),
    ]


def test_problems_hanging_clause_joins_the_one_before() -> None:
    assert found("实操考试不严格，以口述代替实操的现象较为普遍。") == [
        ("enforcement", "实操考试不严格，以口述代替实操的现象较为普遍")
    ]


def test_problems_parallel_clauses_are_one() -> None:
    assert found("人员逐级减少，装备逐级减少。") == [("capacity", "人员逐级减少，装备逐级减少")]
    assert len(found("安全投入不足，隐患整治不到位。")) == 2


def test_problems_two_under_one_verb_are_two() -> None:
    assert [words for _, words in found("在少数部门存在职能交叉现象和监管责任落实不到位的情况。")] == [
        "在少数部门存在职能交叉现象",
        "监管责任落实不到位",
    ]


def test_problems_examples_in_brackets_are_problems_too() -> None:
    text = "导致监管执法依据缺失(如:甲办法已经废止,但没有明确小型设施监管权责)。"
    assert [words for _, words in found(text)] == ["导致监管执法依据缺失", "没有明确小型设施监管权责"]


def test_problems_concern_the_bodies_named() -> None:
    context = report("市水利局执法力量不足。", PROBLEMS)
    (problem,) = find_problems(context)
    assert [body.label for body in problem.concerns] == ["杭州市水利局"]


def test_problems_statutes_have_none() -> None:
    assert find_problems(report("监管不到位的，依法处理。", PROBLEMS, genre=Genre.STATUTE)) == ()


@pytest.mark.parametrize(
    ("clause", "kind"),
    [
        ("乡镇政府未落实汛期值守要求", "enforcement"),
        ("有限空间作业事故多发", "base"),
        ("个别街道只检查不执法", "enforcement"),
        ("仓储企业主体责任不落实是火灾多发的原因", "principal"),
    ],
)
def test_problems_failures_are_told_outside_of_sections_on_problems(clause: str, kind: str) -> None:
    assert (kind, clause) in found(f"{clause}。", HEAD)


@pytest.mark.parametrize(
    "text",
    [
        "着力解决基层力量薄弱的状况。",
        "对整改不到位的，依法查处。",
        "全年未发生较大事故。",
        "坚决防止思想松懈、事故反弹。",
        "通报未按规定值守的单位。",
        "事故起数同比下降。",
    ],
)
def test_problems_what_is_fought_or_did_not_happen_is_none(text: str) -> None:
    assert found(text, HEAD) == []


def test_problems_below_a_heading_that_states_one() -> None:
    head = "青山市应急管理局工作总结\n\n一、主要工作情况\n\n（一）施工单位主体责任不落实。"
    assert ("principal", "安全带数量短缺") in found("施工单位防护栏缺失，安全带数量短缺。", head)
    assert found("施工单位防护栏安装完毕。", head.replace("不落实", "已落实")) == []


def test_problems_listed_as_what_is_tackled() -> None:
    text = "针对码头巡查不到位、围栏破损无人管等问题，约谈了管理单位。"
    assert [words for _, words in found(text, HEAD)] == ["码头巡查不到位", "围栏破损无人管"]
    assert found("针对码头特点，制定方案。", HEAD) == []


def test_problems_listed_in_a_section_are_several() -> None:
    text = "一些企业台账不健全、护栏未按规定加固、演练走过场等问题还普遍存在。"
    assert [words for _, words in found(text)] == ["一些企业台账不健全", "护栏未按规定加固", "演练走过场"]


def test_problems_what_is_not_done_by_rule_is_no_vacancy() -> None:
    assert found("部分企业未按规定提取安全费用。") == [("principal", "部分企业未按规定提取安全费用")]
    assert found("民宿尚未明确主管部门。") == [("vacancy", "民宿尚未明确主管部门")]


def test_problems_bodies_do_not_carry_over_a_semicolon_to_another_subject() -> None:
    first, second = find_problems(report("市水利局执法力量不足；民宿消防设施老化。", PROBLEMS))
    assert first.concerns and not second.concerns
    first, second = find_problems(report("市水利局执法力量不足；未开展堤防检查。", PROBLEMS))
    assert first.concerns == second.concerns != ()


def test_problems_are_about_the_sectors_named_nearest() -> None:
    def sectors(text: str) -> list[list[str]]:
        context = report(text, PROBLEMS)
        return [[iri.rsplit("/", 1)[-1] for iri in p.sectors] for p in find_problems(context)]

    assert sectors("某部废止《成品油市场办法》,但未明确谁来监管。") == [["gas-station"]]
    assert sectors("煤矿通风系统老化。电工操作不规范。")[1] == []
    assert sectors("（一）燃气安全\n管理制度不健全。") == [["town-gas"]]


def test_problems_like_nouns_alone_do_not_join_two_weaknesses() -> None:
    assert len(found("队伍结构老化还不到位，队伍结构不尽合理。")) == 2


def test_problems_water_shortage_is_a_hazard_and_slack_knowledge_of_it_is_not() -> None:
    assert found("水库蓄水明显不足。", HEAD) == [("hazard", "水库蓄水明显不足")]
    assert found("部分干部对旱情认识还不够。", HEAD) == [("awareness", "部分干部对旱情认识还不够")]
    assert found("强调不能抱有侥幸心理。", HEAD) == []


def test_problems_sectors_named_in_a_bracket_stay_in_it() -> None:
    first, second = find_problems(
        report("执法依据缺失(如:某部废止《成品油市场办法》,但未明确谁来监管等),我市没有立法权。", PROBLEMS)
    )[-2:]
    assert first.sectors and not second.sectors
