"""The table of roles and the grammar of bearer phrases."""

from __future__ import annotations

import pytest

from extract.document import Span
from extract.grammar.bearers import BearerClass, class_of, classify, find_subject, label_of, split_joint
from extract.grammar.roles import decide_role, role_rules
from extract.records import Role
from ontology.vocabulary import load_vocabulary


@pytest.mark.parametrize("rule", role_rules()[1], ids=lambda rule: rule.name)
def test_roles_every_rule_decides_its_example(rule: object) -> None:
    example = rule.example  # type: ignore[attr-defined]
    subject = find_subject(example, Span(0, len(example)))
    assert subject is not None
    bearer = classify(label_of(subject.span.of(example)))
    assert decide_role(example, subject.predicate, len(example), bearer) == (rule.name, rule.role)  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("words", "bearer", "role"),
    [
        ("对全市堤防实施监督管理", BearerClass.DEPARTMENT, Role.REGULATE),
        ("应当配合园林部门修剪", BearerClass.DEPARTMENT, Role.SUPPORT),
        ("应当共享数据", BearerClass.DEPARTMENT, Role.EXECUTE),
        ("应当逐级签订护堤责任书", BearerClass.GOVERNMENT, Role.COMMIT),
        ("应当逐级登记护堤责任书", BearerClass.GOVERNMENT, Role.TERRITORIAL),
        ("确定堤段责任人", BearerClass.GOVERNMENT, Role.CONTACT),
        ("确定堤段责任人", BearerClass.PRINCIPAL, Role.PRINCIPAL),
        ("统筹护堤工作", BearerClass.DEPARTMENT, Role.LEAD),
        ("应当统筹考虑护堤需要", BearerClass.DEPARTMENT, Role.EXECUTE),
        ("按照谁主管、谁负责的原则做好护堤工作", BearerClass.DEPARTMENT, Role.EXECUTE),
        ("会同园林部门督促业主修剪", BearerClass.DEPARTMENT, Role.OVERSEE),
        ("会同园林部门修剪", BearerClass.DEPARTMENT, Role.EXECUTE),
        ("应当加强对养护工作的指导", BearerClass.DEPARTMENT, Role.OVERSEE),
        ("应当在专家指导下养护", BearerClass.DEPARTMENT, Role.EXECUTE),
        ("对全市护堤工作实施统一监督", BearerClass.DEPARTMENT, Role.OVERSEE),
        ("检查、督促沿河企业清障", BearerClass.GOVERNMENT, Role.OVERSEE),
        ("应当普及防汛知识", BearerClass.GOVERNMENT, Role.EXECUTE),
        ("应当普及天然气", BearerClass.GOVERNMENT, Role.TERRITORIAL),
        ("负责指挥抢险", BearerClass.COMMISSION, Role.LEAD),
        ("应当会同市场监督管理、综合执法等部门编制规划", BearerClass.DEPARTMENT, Role.EXECUTE),
        ("应当会同园林部门开展联合执法", BearerClass.DEPARTMENT, Role.REGULATE),
        ("应当将名单报送安全监管部门", BearerClass.DEPARTMENT, Role.EXECUTE),
        ("应当加强堤防安全监管", BearerClass.DEPARTMENT, Role.REGULATE),
        ("负责堤防工程质量监督管理", BearerClass.DEPARTMENT, Role.REGULATE),
        ("对抢险队伍应当予以表彰", BearerClass.DEPARTMENT, Role.EXECUTE),
        ("应当加强安全监管力量建设", BearerClass.DEPARTMENT, Role.EXECUTE),
        ("配合负有监督管理职责的部门检查", BearerClass.DEPARTMENT, Role.SUPPORT),
        ("向负有监督管理职责的部门提供名单", BearerClass.DEPARTMENT, Role.EXECUTE),
        ("应当以书面形式督促养护单位整改", BearerClass.DEPARTMENT, Role.OVERSEE),
        ("应当以书面形式公布名单", BearerClass.DEPARTMENT, Role.EXECUTE),
        ("应当配备执法人员", BearerClass.DEPARTMENT, Role.EXECUTE),
        ("负责实施本行政区域内堤防的日常管理和监督", BearerClass.DEPARTMENT, Role.REGULATE),
        ("应当将验收文件抄送市水务部门", BearerClass.DEPARTMENT, Role.EXECUTE),
        ("应当对验收文件进行审查", BearerClass.DEPARTMENT, Role.REGULATE),
        ("应当给予支持和协助", BearerClass.GOVERNMENT, Role.SUPPORT),
        ("应当支持和引导护堤组织", BearerClass.GOVERNMENT, Role.TERRITORIAL),
        ("应当建立督促机制", BearerClass.GOVERNMENT, Role.TERRITORIAL),
        ("应当修补堤坡", BearerClass.PRINCIPAL, Role.PRINCIPAL),
    ],
)
def test_roles_follow_wording_and_bearer(words: str, bearer: BearerClass, role: Role) -> None:
    assert decide_role(words, 0, len(words), bearer)[1] is role


@pytest.mark.parametrize(
    ("phrase", "kind"),
    [
        ("市人民政府", BearerClass.GOVERNMENT),
        ("市人民政府水务部门", BearerClass.DEPARTMENT),
        ("堤防监督管理机构", BearerClass.DEPARTMENT),
        ("工程检测机构", BearerClass.ORGANISATION),
        ("采砂企业的安全管理机构", BearerClass.PRINCIPAL),
        ("县人民政府主要负责人", BearerClass.GOVERNMENT),
        ("采砂企业主要负责人", BearerClass.PRINCIPAL),
        ("村民委员会", BearerClass.ORGANISATION),
        ("护林员", BearerClass.ORGANISATION),
        ("养护员", BearerClass.PRINCIPAL),
        ("未组建工会的采砂生产单位", BearerClass.PRINCIPAL),
        ("承担新闻宣传的单位", BearerClass.ORGANISATION),
        ("采砂许可证颁发管理机关", BearerClass.DEPARTMENT),
        ("气象灾害敏感单位", BearerClass.PRINCIPAL),
        ("突发事件应急委员会", BearerClass.COMMISSION),
    ],
)
def test_bearers_head_and_modifiers_tell_the_class(phrase: str, kind: BearerClass) -> None:
    assert classify(phrase) is kind


@pytest.mark.parametrize(
    ("clause", "phrase"),
    [
        ("从事采砂的单位应当登记", "从事采砂的单位"),
        ("采砂企业发现裂缝时应当停工", "采砂企业"),
        ("采砂企业主要负责人是第一责任人", "采砂企业主要负责人"),
        ("市水务部门制定的规程应当公布", None),
        ("采砂企业安全规程应当公布", None),
        ("对采砂企业进行检查", None),
        ("督促采砂企业整改", None),
    ],
)
def test_bearers_subject_phrase_is_found_or_not(clause: str, phrase: str | None) -> None:
    subject = find_subject(clause, Span(0, len(clause)))
    assert (None if subject is None else subject.span.of(clause)) == phrase


def test_bearers_list_parts() -> None:
    text = "水务、园林部门和采砂企业、其他有关单位"
    assert [part.of(text) for part in split_joint(text, Span(0, len(text)))] == [
        "水务、园林部门",
        "采砂企业",
        "其他有关单位",
    ]


def test_roles_vocabulary_has_the_nine_roles() -> None:
    assert {concept.name for concept in load_vocabulary().scheme("role")} == {role.value for role in Role}


@pytest.mark.parametrize(
    ("words", "bearer", "role"),
    [
        ("为护堤工作提供技术支撑", BearerClass.DEPARTMENT, Role.SUPPORT),
        ("为群众提供饮水", BearerClass.DEPARTMENT, Role.EXECUTE),
        ("主持汛情会商", BearerClass.GOVERNMENT, Role.LEAD),
        ("必要时协助转移群众", BearerClass.DEPARTMENT, Role.SUPPORT),
        ("组织指导灾情核查", BearerClass.DEPARTMENT, Role.EXECUTE),
        ("组织指导各部门护堤", BearerClass.DEPARTMENT, Role.OVERSEE),
        ("参与编制护堤预案", BearerClass.DEPARTMENT, Role.SUPPORT),
        ("加强对参与护堤单位的管理", BearerClass.DEPARTMENT, Role.EXECUTE),
        ("拟订堤防监督管理政策", BearerClass.DEPARTMENT, Role.EXECUTE),
        ("对分管领域护堤工作承担领导责任", BearerClass.PRINCIPAL, Role.TERRITORIAL),
        ("对本单位护堤工作承担领导责任", BearerClass.PRINCIPAL, Role.PRINCIPAL),
        ("负责统筹护堤队伍建设", BearerClass.DEPARTMENT, Role.EXECUTE),
        ("统筹推进护堤工作", BearerClass.DEPARTMENT, Role.LEAD),
        ("指挥堤防抢险", BearerClass.COMMISSION, Role.LEAD),
    ],
)
def test_roles_of_policy_support_and_leadership(words: str, bearer: BearerClass, role: Role) -> None:
    assert decide_role(words, 0, len(words), bearer)[1] is role


def test_bearers_of_all_sorts_answer_for_themselves() -> None:
    phrase = "机关、团体、企业事业单位"
    assert class_of(phrase, Span(0, len(phrase))) is BearerClass.PRINCIPAL
    phrase = "公安机关、消防救援机构"
    assert class_of(phrase, Span(0, len(phrase))) is BearerClass.DEPARTMENT
