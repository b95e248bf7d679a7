"""Duties of statutes: the items of lists, and where one clause lays several duties."""

from __future__ import annotations

import pytest

from tests.extract.contexts import statute_duties


def test_statute_split_another_role_is_another_duty() -> None:
    found = statute_duties("市水务部门应当组织清淤，并督促养护单位修补堤坡。")
    assert found == [
        ("市水务部门应当组织清淤", "execute", "市水务部门"),
        ("督促养护单位修补堤坡", "oversee", "市水务部门"),
    ]
    assert len(statute_duties("市水务部门应当组织清淤，并公布结果。")) == 1


def test_statute_item_bears_the_bearer_of_its_stem() -> None:
    found = statute_duties("堤防管理所履行下列职责：", "（一）巡查堤防；", "（二）保管防汛物资。")
    assert found == []  # 所 names no bearer by itself
    found = statute_duties("堤防管理单位履行下列职责：", "（一）巡查堤防；", "（二）保管防汛物资。")
    assert [(passage, bearer) for passage, _, bearer in found] == [
        ("巡查堤防", "堤防管理单位"),
        ("保管防汛物资", "堤防管理单位"),
    ]


def test_statute_item_conditions_are_no_duties() -> None:
    found = statute_duties("有下列情形之一的，堤防管理单位应当封闭通道：", "（一）水位超过警戒线；", "（二）堤坡滑塌。")
    assert [passage for passage, _, _ in found] == ["堤防管理单位应当封闭通道"]


def test_statute_item_what_precedes_the_list_stays_a_duty() -> None:
    found = statute_duties("街道办事处应当配备专职人员，并履行下列职责：", "（一）巡查内河；", "（二）报告险情。")
    assert [passage for passage, _, _ in found] == ["街道办事处应当配备专职人员", "巡查内河", "报告险情"]


def test_statute_item_with_a_bearer_of_its_own_keeps_it() -> None:
    found = statute_duties(
        "市人民政府按照下列规定组织调度：", "（一）小型水库由县级人民政府负责调度；", "（二）定期会商。"
    )
    assert [(passage, bearer) for passage, _, bearer in found] == [
        ("由县级人民政府负责调度", "县级人民政府"),
        ("定期会商", "市人民政府"),
    ]


def test_statute_split_a_mere_manner_is_no_duty_of_its_own() -> None:
    found = statute_duties("村民委员会应当按照防汛预案的规定，协助转移居民。")
    assert found == [("村民委员会应当按照防汛预案的规定，协助转移居民", "support", "村民委员会")]


def test_statute_split_naming_who_answers_follows_a_pledge() -> None:
    found = statute_duties("县人民政府应当与养护单位签订责任书，确定堤段责任人。")
    assert [(passage, role) for passage, role, _ in found] == [
        ("县人民政府应当与养护单位签订责任书", "commit"),
        ("确定堤段责任人", "contact"),
    ]
    assert len(statute_duties("养护单位应当建立台账，确定堤段责任人。")) == 1


@pytest.mark.parametrize("stem", ["市水利局职责", "市水利局安全生产工作职责：", "市水利局的主要职责是："])
def test_statute_item_below_the_name_of_a_body_and_its_duties(stem: str) -> None:
    found = statute_duties(stem, "（一）检查山塘水库。", "（二）配合气象部门发布汛情。")
    assert [(role, bearer) for _, role, bearer in found] == [("regulate", "市水利局"), ("support", "市水利局")]


def test_statute_item_that_is_a_case_lays_no_duty_but_under_a_ban() -> None:
    found = statute_duties("堤防监察机关对下列行为予以通报：", "（一）巡查缺岗的；", "（二）谎报水位的。")
    assert [passage for passage, _, _ in found] == ["堤防监察机关对下列行为予以通报"]
    found = statute_duties("任何单位和个人不得有下列行为：", "（一）在堤身取土的；", "（二）损毁界桩的。")
    assert [passage for passage, _, _ in found] == ["在堤身取土的", "损毁界桩的"]


def test_statute_split_an_overseer_with_a_trade_of_its_own() -> None:
    found = statute_duties("县应急部门对全县护堤安全实施综合监督管理，并承担采砂领域监督管理职责。")
    assert [(passage, role) for passage, role, _ in found] == [
        ("县应急部门对全县护堤安全实施综合监督管理", "oversee"),
        ("承担采砂领域监督管理职责", "regulate"),
    ]
    assert len(statute_duties("县应急部门承担采砂领域监督管理职责，并公布名单。")) == 1


def test_statute_item_below_a_possessive_stem_has_the_bearer_before_it() -> None:
    found = statute_duties("市水务部门负责堤防养护，其主要职责是：", "（一）编制养护方案；", "（二）公布险段。")
    assert found == [
        ("市水务部门负责堤防养护", "execute", "市水务部门"),
        ("编制养护方案", "execute", "市水务部门"),
        ("公布险段", "execute", "市水务部门"),
    ]


def test_statute_item_of_what_money_is_for_is_no_duty_of_its_own() -> None:
    found = statute_duties("养护单位应当保证资金投入，并用于下列事项：", "（一）闸门改造；", "（二）石料储备。")
    assert [words for words, _, _ in found] == ["养护单位应当保证资金投入，并用于下列事项"]


def test_statute_item_is_read_sentence_by_sentence() -> None:
    found = statute_duties(
        "市水务部门履行下列职责：", "（一）拟订护堤规划。指导各镇人民政府护堤。", "（二）参与制定预案，组织演练。"
    )
    assert [(words, role) for words, role, _ in found] == [
        ("拟订护堤规划", "execute"),
        ("指导各镇人民政府护堤", "oversee"),
        ("参与制定预案", "support"),
        ("组织演练", "execute"),
    ]


def test_statute_item_title_is_no_duty_and_its_time_is_no_sentence() -> None:
    found = statute_duties(
        "市水务部门履行下列职责：", "（一）职能转变。市水务部门要完善护堤体制。", "（二）开展培训。每年不少于两次。"
    )
    assert [words for words, _, _ in found] == ["市水务部门要完善护堤体制", "开展培训。每年不少于两次"]


def test_statute_split_needs_another_role() -> None:
    assert len(statute_duties("县人民政府应当加强对护堤工作的领导，督促有关部门履行职责。")) == 1
    found = statute_duties("养护单位职工履行下列义务：", "（一）接受培训，参加演练；", "（二）配合调查，如实提供情况。")
    assert [words for words, _, _ in found] == ["接受培训，参加演练", "配合调查，如实提供情况"]
