"""Duties of statutes: where they begin and end, who bears them, what is none."""

from __future__ import annotations

import pytest

from extract.document import Genre
from extract.grammar.duties import find_duties
from extract.grammar.norms import norm_patterns
from extract.records import EntityClass
from tests.extract.contexts import context_of, statute_duties


def test_statute_bearer_runs_from_the_bearer_to_the_end_of_its_obligation() -> None:
    assert statute_duties("汛期到来之前，堤防养护单位应当检修闸门，并备足石料。") == [
        ("堤防养护单位应当检修闸门，并备足石料", "principal", "堤防养护单位")
    ]


def test_statute_bearer_new_bearer_begins_a_new_duty() -> None:
    found = statute_duties("市水务部门对全市堤防实施监督管理；街道办事处组织辖区居民巡堤，村民委员会协助。")
    assert found == [
        ("市水务部门对全市堤防实施监督管理", "regulate", "市水务部门"),
        ("街道办事处组织辖区居民巡堤", "territorial", "街道办事处"),
        ("村民委员会协助", "support", "村民委员会"),
    ]


def test_statute_bearer_joint_bearers_are_split_and_examples_are_not() -> None:
    (duty,) = statute_duties("镇人民政府和街道办事处应当公布责任人名单。")
    assert duty[2] == "镇人民政府；街道办事处"
    (duty,) = statute_duties("采砂、运砂、筛砂等单位应当安装监控。")
    assert duty[2] == "采砂、运砂、筛砂等单位"


def test_statute_bearer_listed_departments_are_bearers_beside_the_list() -> None:
    context = context_of("第三条 县级以上人民政府水利、公安等部门应当共享数据。", Genre.REGULATION)
    (duty,) = find_duties(context)
    group, *kinds = duty.bearers
    assert (group.kind, group.label) == (EntityClass.GROUP, "县级以上人民政府水利、公安等部门")
    assert [kind.label for kind in kinds] == ["县级以上人民政府水利部门", "县级以上人民政府公安部门"]
    assert all(kind.kind is EntityClass.KIND and kind.function and len(kind.levels) == 3 for kind in kinds)


@pytest.mark.parametrize(
    "words",
    [
        "堤防养护单位可以委托专业队伍巡查。",
        "堤防应当与道路规划相衔接。",
        "本市鼓励社会组织参与护堤。",
        "堤防养护单位，是指受委托养护堤防的企业。",
        "闸门锈蚀的，应当更换。",
        "对护堤有功的个人，应当给予表彰。",
        "公民有权举报破坏堤防的行为。",
    ],
)
def test_statute_bearer_rights_definitions_and_things_are_no_duties(words: str) -> None:
    assert statute_duties(words) == []


def test_statute_agent_takes_the_bearer_after_by() -> None:
    assert statute_duties("养护定额，由市水务部门制定。") == [("由市水务部门制定", "execute", "市水务部门")]
    assert statute_duties("界桩由县级人民政府设置。") == [("由县级人民政府设置", "territorial", "县级人民政府")]
    assert statute_duties("理由充分的，予以采纳。") == []


def test_statute_elided_bearer_is_that_of_the_sentence_before() -> None:
    found = statute_duties("闸门管理单位应当每日巡查。发现渗漏的，应当立即报告。")
    assert found[1] == ("发现渗漏的，应当立即报告", "principal", "闸门管理单位")
    context = context_of("第三条 闸门管理单位应当每日巡查。发现渗漏的，应当立即报告。", Genre.REGULATION)
    assert [duty.explicit for duty in find_duties(context)] == [True, False]
    assert len(statute_duties("闸门管理单位应当每日巡查。", "发现渗漏的，应当立即报告。")) == 1


def test_statute_ban_on_anybody_is_a_duty_of_all() -> None:
    assert statute_duties("禁止任何单位和个人在堤身取土。") == [
        ("禁止任何单位和个人在堤身取土", "principal", "任何单位和个人")
    ]
    assert statute_duties("禁止在堤身取土。") == []


def test_statute_chapters_of_penalties_lay_no_duties() -> None:
    first = "# 青山市堤防管理条例\n\n## 第一章 总则\n\n第一条 养护单位应当巡查。"
    text = f"{first}\n\n## 第二章 法律责任\n\n第二条 养护单位应当修复。\n"
    context = context_of(text, Genre.REGULATION)
    assert [duty.basis[0].article for duty in find_duties(context)] == ["第一条"]
    assert norm_patterns().skipped.search("法律责任")


def test_statute_basis_is_the_article_that_lays_the_duty() -> None:
    text = "第十条 养护单位应当巡查。\n\n市水务部门履行下列职责：\n\n（一）调度；\n\n第十一条 养护单位应当留档。"
    context = context_of(text, Genre.REGULATION)
    basis = [(b.instrument.label, b.article) for duty in find_duties(context) for b in duty.basis]
    assert basis == [
        ("青山市堤防管理条例", "第十条第一款"),
        ("青山市堤防管理条例", "第十条第二款第一项"),
        ("青山市堤防管理条例", "第十一条"),
    ]


def test_statute_matter_is_what_is_supervised_and_the_topic_of_by() -> None:
    context = context_of("第二条 市水务部门对全市堤防实施监督管理。内河护岸，由园林部门管理。", Genre.REGULATION)
    assert [duty.matter for duty in find_duties(context)] == ["全市堤防", "内河护岸"]


def test_statute_counterparty_is_whom_the_duty_names() -> None:
    context = context_of("第二条 养护单位发现裂缝的，应当向市水务部门报告。", Genre.REGULATION)
    (duty,) = find_duties(context)
    assert [entity.label for entity in duty.counterparties] == ["市水务部门"]


def test_statute_headship_is_the_territory_s_answer() -> None:
    found = statute_duties("防汛工作实行各级人民政府行政首长负责制，分级分部门负责。")
    assert found == [("防汛工作实行各级人民政府行政首长负责制", "territorial", "各级人民政府")]
    assert statute_duties("防汛工作实行经费包干制。") == []


def test_statute_principle_says_whose_the_responsibility_is() -> None:
    found = statute_duties("堤防管理强化和落实采砂企业主体责任与政府监管责任，建立共治机制。")
    assert found == [
        ("强化和落实采砂企业主体责任", "principal", "采砂企业"),
        ("政府监管责任", "regulate", "政府"),
    ]
    assert [role for _, role, _ in statute_duties("市水务部门应当督促采砂企业落实主体责任。")] == ["oversee"]


def test_statute_right_and_then_a_duty() -> None:
    found = statute_duties("堤防使用人有合理通行的权利，并应当依法维护堤防。")
    assert [passage for passage, _, _ in found] == ["堤防使用人有合理通行的权利，并应当依法维护堤防"]
    assert statute_duties("市水务部门可以聘请协管员，协助巡堤。") == []


def test_statute_elided_ban_is_not_laid_on_an_authority() -> None:
    assert len(statute_duties("闸门方案由市水务部门审查。未经审查的，不得施工。")) == 1
    assert len(statute_duties("施工单位应当报审方案。未经审查的，不得施工。")) == 2


def test_statute_bearer_described_by_what_it_does() -> None:
    found = statute_duties("出租渔船的企业，应当查验船员证书。")
    assert found == [("出租渔船的企业，应当查验船员证书", "principal", "出租渔船的企业")]
    assert statute_duties("因养护不善造成损失的企业，可以申请复核。") == []
    assert statute_duties("对出租渔船的企业，应当给予表扬。") == []


def test_statute_bearer_listed_over_several_clauses() -> None:
    (duty,) = statute_duties("堤防养护单位，采砂企业，以及沿河的学校，应当保存巡查记录。")
    assert duty[2] == "堤防养护单位；采砂企业；沿河的学校"
    (duty,) = statute_duties("堤防养护单位和采砂企业及其他组织，应当保存巡查记录。")
    assert duty[2] == "堤防养护单位；采砂企业；其他组织"
    (duty,) = statute_duties("沿河的部门和单位，汛期应当设立值班机构，负责巡查。")
    assert duty[2] == "沿河的部门和单位"


def test_statute_bearer_long_list_of_departments() -> None:
    names = "、".join(f"{name}管理" for name in ("渔业", "港口", "航道", "园林", "市政", "环卫", "房屋", "景观") * 3)
    assert len(names) > 100
    (duty,) = statute_duties(f"{names}等部门按照各自职责做好护堤工作。")
    assert duty[:2] == (f"{names}等部门按照各自职责做好护堤工作", "execute")


@pytest.mark.parametrize(
    ("words", "bearer"),
    [
        ("自然资源主管部门应当公布采砂河段。", "自然资源主管部门"),
        ("护堤领导小组应当每月例会。", "护堤领导小组"),
        ("领导小组应当每月例会。", "领导小组"),
        ("抢险队伍应当每年演练。", "抢险队伍"),
        ("根据需要设立的抢险指挥机构，负责调度物资。", "抢险指挥机构"),
        ("镇人民政府根据需要设立的抢险指挥机构，负责调度物资。", "镇人民政府抢险指挥机构"),
    ],
)
def test_statute_bearer_that_begins_like_a_verb(words: str, bearer: str) -> None:
    (duty,) = statute_duties(words)
    assert duty[2] == bearer


def test_statute_bearer_shelters_are_things_and_those_who_run_them_are_not() -> None:
    assert statute_duties("应急避难场所应当设置统一标志。") == []
    (duty,) = statute_duties("应急避难场所管理单位应当维护标志。")
    assert duty[1:] == ("principal", "应急避难场所管理单位")


@pytest.mark.parametrize("words", ["自然条件恶劣应当绕行。", "主要用于抢险队伍培训。", "抢险队伍建设应当适应需要。"])
def test_statute_bearer_things_that_look_like_one(words: str) -> None:
    assert statute_duties(words) == []


def test_statute_created_headquarters_is_charged() -> None:
    found = statute_duties("县人民政府设立防汛指挥部，统一指挥全县抢险。")
    assert found == [
        ("县人民政府设立防汛指挥部", "territorial", "县人民政府"),
        ("统一指挥全县抢险", "lead", "防汛指挥部"),
    ]
    assert len(statute_duties("县人民政府设立防汛值班室，负责接听电话。")) == 1
    assert len(statute_duties("县人民政府设立防汛指挥部，并保障经费。")) == 1


def test_statute_elided_after_an_event_or_a_finding() -> None:
    found = statute_duties("闸门管理单位应当每日巡查。险情发生后，应当立即报告。发现渗漏迹象，应当封闭通道。")
    assert [passage for passage, _, _ in found[1:]] == ["险情发生后，应当立即报告", "发现渗漏迹象，应当封闭通道"]
    assert len(statute_duties("闸门管理单位应当每日巡查。闸门发生器应当防水。")) == 1


def test_statute_right_first_then_a_duty_under_a_condition() -> None:
    found = statute_duties("护林员可以佩带对讲机，巡护时，应当佩戴标志。")
    assert found == [("巡护时，应当佩戴标志", "execute", "护林员")]


def test_statute_bearer_in_whose_name_a_charge_stands() -> None:
    found = statute_duties("县级以上人民政府负责管理河道的部门或者机构，应当公布界桩位置。")
    assert found == [
        (
            "县级以上人民政府负责管理河道的部门或者机构，应当公布界桩位置",
            "execute",
            "县级以上人民政府负责管理河道的部门或者机构",
        )
    ]
    found = statute_duties("县人民政府负责管理河道。")
    assert found == [("县人民政府负责管理河道", "territorial", "县人民政府")]


@pytest.mark.parametrize(
    "words", ["防汛物资包括沙袋和机关储备物资。", "巡查方案报同级人民政府批准后实施。", "巡查资料交公安机关审查。"]
)
def test_statute_bearer_within_what_is_said_of_a_thing_is_none(words: str) -> None:
    assert statute_duties(words) == []


def test_statute_bearer_with_a_remark_keeps_its_duty() -> None:
    (duty,) = statute_duties("采砂企业（包括合伙采砂）应当安装监控。")
    assert duty[1:] == ("principal", "采砂企业")


def test_statute_agent_in_a_case_is_no_duty() -> None:
    assert statute_duties("由县水务局建设的，按照约定移交。") == []
    found = statute_duties("由县水务局建设的，养护单位应当登记造册。")
    assert [bearer for _, _, bearer in found] == ["养护单位"]


@pytest.mark.parametrize(
    "words", ["养护单位接收旧闸门的，应当检测。", "养护单位更换闸门，应当登记。", "养护单位采用新工艺的，应当培训。"]
)
def test_statute_bearer_in_the_case_that_its_own_act_makes(words: str) -> None:
    (duty,) = statute_duties(words)
    assert duty[1:] == ("principal", "养护单位")


def test_statute_bearer_under_another_is_not_that_other() -> None:
    (duty,) = statute_duties("区堤防管理部门负责日常巡查，业务上受市水务部门领导。")
    assert duty == ("区堤防管理部门负责日常巡查，业务上受市水务部门领导", "execute", "区堤防管理部门")
    assert statute_duties("采砂企业受政府委托。") == []
    (duty,) = statute_duties("受损单位应当登记。")
    assert duty[2] == "受损单位"
    (duty,) = statute_duties("受灾地区人民政府应当安置居民。")
    assert duty[2] == "受灾地区人民政府"


def test_statute_bearer_that_ends_like_an_office_or_holds_a_verb() -> None:
    (duty,) = statute_duties("市堤防管理处应当公布水位。")
    assert duty[1:] == ("execute", "市堤防管理处")
    assert statute_duties("堤防处应声倒塌。") == []
    (duty,) = statute_duties("园林、机构编制、水务管理部门应当公布清单。")
    assert duty[2].split("；")[0] == "园林、机构编制、水务管理部门"
    (duty,) = statute_duties("堤防管理机构编制巡查计划。")
    assert duty[2] == "堤防管理机构"


@pytest.mark.parametrize(
    "words",
    [
        "违反本条例第五条规定的，由水务部门责令恢复堤防原状。",
        "违反前款规定，养护单位应当检修而未检修的，水务部门应当责令停工。",
        "养护单位擅自拆除闸门的，应当承担法律责任。",
    ],
)
def test_statute_sanctions_outside_of_their_chapter_are_no_duties(words: str) -> None:
    assert statute_duties(words) == []
    assert len(statute_duties("对违反本条例的行为，水务部门应当及时制止。")) == 1


def test_statute_matter_of_a_banned_item_says_that_it_is_banned() -> None:
    text = "第三条 任何单位和个人不得有下列行为：\n\n（一）在堤防上取土的；\n\n（二）其他危害堤防的行为。"
    duties = find_duties(context_of(text, Genre.REGULATION))
    assert [duty.matter for duty in duties] == ["禁止在堤防上取土", "禁止其他危害堤防的行为"]
    text = "第三条 养护单位应当履行下列职责：\n\n（一）巡查堤防。"
    assert [duty.matter for duty in find_duties(context_of(text, Genre.REGULATION))] == ["巡查堤防"]


def test_statute_matter_of_an_agent_joins_the_thing_and_what_is_done_with_it() -> None:
    (duty,) = find_duties(context_of("第三条 险段目录由市水务部门会同有关部门公布。", Genre.REGULATION))
    assert duty.matter == "险段目录：会同有关部门公布"
    (duty,) = find_duties(context_of("第三条 险段养护，按照分级原则由市水务部门负责。", Genre.REGULATION))
    assert duty.matter.startswith("险段养护")


def test_statute_counterparties_are_all_whom_a_list_names() -> None:
    text = "第三条 村民委员会应当协助乡镇人民政府、街道办事处和有关部门巡查堤防。"
    (duty,) = find_duties(context_of(text, Genre.REGULATION))
    assert [entity.label for entity in duty.counterparties] == ["乡镇人民政府", "街道办事处", "有关部门"]
    text = "第三条 水务部门应当督促和指导养护单位巡查，并向社会公布险段。"
    (duty,) = find_duties(context_of(text, Genre.REGULATION))
    assert [entity.label for entity in duty.counterparties] == ["养护单位"]


def test_statute_bearer_ends_before_the_one_to_whom_it_reports() -> None:
    (found,) = statute_duties("启用分洪区由市水务部门报市人民政府批准后实施。")
    assert found[2] == "市水务部门"
    assert statute_duties("巡查方案送市水务部门审查。") == []


@pytest.mark.parametrize(
    "words", ["市水务部门是市人民政府工作部门，为正处级。", "为规范市水务部门的职能，根据有关规定，制定本规定。"]
)
def test_statute_standing_and_purpose_of_a_body_are_no_duties(words: str) -> None:
    assert statute_duties(words) == []


def test_statute_office_of_a_division_is_a_bearer_by_its_suffix() -> None:
    assert statute_duties("县林业局负责护林。")[0][2] == "县林业局"
    assert statute_duties("优化市场格局应当有利于护堤。") == []


def test_statute_headship_held_by_another_is_that_other_s() -> None:
    ((_, _, bearer),) = statute_duties("防汛指挥长应当由镇人民政府主要负责人担任。")
    assert bearer == "镇人民政府主要负责人"


def test_statute_overseer_of_authorities_splits_without_a_connective() -> None:
    found = statute_duties("市水务部门对堤防实施监督管理，督促指导各镇人民政府巡堤。")
    assert [role for _, role, _ in found] == ["regulate", "oversee"]


def test_statute_bearer_keeps_what_follows_its_appointment() -> None:
    ((words, _, bearer),) = statute_duties("项目负责人应当由有资格的人员担任，对闸门安全负责。")
    assert (words, bearer) == ("项目负责人应当由有资格的人员担任，对闸门安全负责", "项目负责人")


def test_statute_thing_used_up_is_no_duty() -> None:
    assert statute_duties("专职抢险队参加抢险所损耗的器材，应当给予补偿。") == []


def test_statute_liability_and_contents_are_no_duties() -> None:
    assert statute_duties("养护单位负全部责任的，承担百分之八十的赔偿责任。") == []
    assert statute_duties("养护单位对职工的培训，应当包括下列内容：") == []


def test_statute_leave_asked_of_another_is_no_supervision() -> None:
    ((_, role, _),) = statute_duties("水务部门因抢险需要启用分洪区的，应当经省人民政府批准，并公告。")
    assert role == "execute"
    ((_, role, _),) = statute_duties("水务部门应当依法批准采砂方案。")
    assert role == "regulate"


def test_statute_matter_of_professional_guidance_is_its_object() -> None:
    (duty,) = find_duties(context_of("第三条 水务部门对乡镇护堤队进行业务指导。", Genre.REGULATION))
    assert duty.matter == "乡镇护堤队"
