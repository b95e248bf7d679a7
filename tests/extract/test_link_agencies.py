"""Agencies composed from division, function and suffix."""

from __future__ import annotations

import pytest

from extract.document import Genre
from extract.link.bodies import committee, government, superior_of
from extract.link.divisions import load_gazetteer
from extract.link.names import load_names
from extract.records import EntityClass
from ontology.namespaces import concept
from ontology.vocabulary import load_vocabulary
from tests.extract.mentioning import document, mentions_of, named

AGENCY = EntityClass.AGENCY


def agencies(text: str, region: str | None = "江苏省南通市", publisher: str | None = None) -> list[tuple[str, str]]:
    return named(text, AGENCY, region=region, publisher=publisher)


@pytest.mark.parametrize(
    ("text", "region", "found"),
    [
        ("省应急管理厅来通督查。", "江苏省南通市", [("省应急管理厅", "江苏省应急管理厅")]),
        ("市应急局牵头。", "江苏省南通市", [("市应急局", "南通市应急管理局")]),
        ("向市住建局移交。", "江苏省南通市", [("市住建局", "南通市住房和城乡建设局")]),
        ("省工信厅发文。", "江苏省", [("省工信厅", "江苏省工业和信息化厅")]),
        ("市卫健委牵头。", "江苏省南通市", [("市卫健委", "南通市卫生健康委员会")]),
        ("县发改局承担。", "江苏省南通市如东县", [("县发改局", "如东县发展和改革局")]),
        ("如东县水务局负责。", "江苏省南通市", [("如东县水务局", "如东县水务局")]),
        ("市安办印发通报。", "江苏省南通市", [("市安办", "南通市安全生产委员会办公室")]),
        ("市安委会召开会议。", "江苏省南通市", [("市安委会", "南通市安全生产委员会")]),
        ("省防指启动响应。", "江苏省", [("省防指", "江苏省防汛抗旱指挥部")]),
        ("国家防总部署。", "江苏省", [("国家防总", "国家防汛抗旱总指挥部")]),
        ("应急管理部督办。", "江苏省", [("应急管理部", "应急管理部")]),
        ("市消防救援支队出动。", "江苏省南通市", [("市消防救援支队", "南通市消防救援支队")]),
        ("市政府召开会议。", "江苏省南通市", [("市政府", "南通市人民政府")]),
        ("海安市人民政府负责。", "江苏省南通市", [("海安市人民政府", "海安市人民政府")]),
        ("市委编办批复。", "江苏省南通市", [("市委编办", "中共南通市委机构编制委员会办公室")]),
        ("市纪委监督。", "江苏省南通市", [("市纪委", "中共南通市纪律检查委员会")]),
        ("自治区党委批准。", "宁夏回族自治区", [("自治区党委", "中共宁夏回族自治区委员会")]),
        ("区应急局检查。", "北京市海淀区", [("区应急局", "北京市海淀区应急管理局")]),
        ("市教委部署。", "北京市海淀区", [("市教委", "北京市教育委员会")]),
        ("市执法支队立案。", "江苏省南通市", [("市执法支队", "南通市应急管理综合行政执法支队")]),
        ("原市安监局的职责。", "江苏省南通市", [("原市安监局", "南通市安全生产监督管理局")]),
        ("市应急管理局牵头。", "浙江省金华市义乌市", [("市应急管理局", "义乌市应急管理局")]),
        ("市应急管理局牵头。", "浙江省金华市浦江县", [("市应急管理局", "金华市应急管理局")]),
        (
            "旗应急局、盟安委办检查。",
            "内蒙古自治区阿拉善盟阿拉善左旗",
            [("旗应急局", "阿拉善左旗应急管理局"), ("盟安委办", "阿拉善盟安全生产委员会办公室")],
        ),
        ("自治区安委办督办。", "广西壮族自治区", [("自治区安委办", "广西壮族自治区安全生产委员会办公室")]),
        (
            "市监委通报,区市监局检查。",
            "江苏省南京市鼓楼区",
            [("市监委", "南京市监察委员会"), ("区市监局", "南京市鼓楼区市场监督管理局")],
        ),
        ("党中央、国务院部署。", "江苏省", [("党中央", "中共中央"), ("国务院", "国务院")]),
    ],
)
def test_agency_rule_composes_the_full_name(text: str, region: str, found: list[tuple[str, str]]) -> None:
    assert agencies(text, region) == found


@pytest.mark.parametrize(
    "text",
    [
        "各级应急管理部门要尽责。",  # 应急管理部 inside 应急管理部门
        "教育部署到位。",  # 教育部 inside 教育部署
        "城市管理水平提高。",  # 市 in 城市 is no level
        "安全生产局面稳定。",
        "市委员们讨论。",
        "我市形势平稳,全省平安。",  # places
        "社区消防设施完好。",
        "严格按照政府规章办理。",
        "推动成立社会治理和应急管理办公室。",  # an office of townships, no body of the city
    ],
)
def test_agency_rule_leaves_other_words_alone(text: str) -> None:
    assert agencies(text) == []


def test_agency_joined_short_forms_are_two_bodies() -> None:
    text = "落实省委省政府、市委市政府部署。"
    assert [words for words, _ in agencies(text)] == ["省委", "省政府", "市委", "市政府"]
    assert agencies(text)[1] == ("省政府", "江苏省人民政府")


def test_agency_two_offices_in_one_word_are_two_bodies_of_one_span() -> None:
    assert agencies("按省两办要求。") == [("省两办", "中共江苏省委办公厅"), ("省两办", "江苏省人民政府办公厅")]
    assert agencies("市两办督查。")[0] == ("市两办", "中共南通市委办公室")


def test_agency_the_verb_and_the_county_huitong_are_told_apart() -> None:
    assert agencies("会同县发改局调拨物资。", "江苏省南通市如东县") == [("县发改局", "如东县发展和改革局")]
    assert agencies("会同县发改局调拨物资。", "湖南省怀化市") == [("会同县发改局", "会同县发展和改革局")]


def test_agency_in_a_title_is_none() -> None:
    assert agencies("转发《江苏省应急管理厅关于开展检查的通知》。") == []


def test_agency_without_prefix_takes_the_division_of_its_list() -> None:
    found = agencies("与省水利厅、气象局会商。")
    assert found == [("省水利厅", "江苏省水利厅"), ("气象局", "江苏省气象局")]


def test_agency_self_references_need_a_speaker() -> None:
    text = "我局组织检查,市局领导带队,省厅派员。"
    assert agencies(text, "江苏省南通市如东县", "如东县应急管理局") == [
        ("我局", "如东县应急管理局"),
        ("市局", "南通市应急管理局"),
        ("省厅", "江苏省应急管理厅"),
    ]
    assert all(words != "我局" for words, _ in agencies(text, "江苏省南通市如东县"))


def test_agency_bare_suffix_of_the_speaker() -> None:
    speaker = "江苏省应急管理厅"
    found = [("厅", speaker), ("厅党组", "中共江苏省应急管理厅党组")]
    assert agencies("在厅微信公众号刊发,经厅党组研究。", "江苏省", speaker) == found
    assert agencies("在餐厅检查,走进大厅。", "江苏省", speaker) == []


def test_agency_list_of_places_shares_one_head() -> None:
    found = agencies("与浙江、上海、安徽应急管理厅(局)签约。", "江苏省")
    assert sorted(found) == sorted(
        [
            ("浙江", "浙江省应急管理厅"),
            ("上海", "上海市应急管理局"),
            ("安徽应急管理厅(局)", "安徽省应急管理厅"),
        ]
    )
    assert agencies("对南通、扬州、泰州开展督查。", "江苏省") == []


def test_agency_list_of_functions_shares_one_head() -> None:
    found = agencies("省交通、卫健、商务等12个行业领域制定方案。", "江苏省")
    assert found == [
        ("省交通", "江苏省交通运输厅"),
        ("卫健", "江苏省卫生健康委员会"),
        ("商务", "江苏省商务厅"),
    ]
    assert agencies("组织公安、交通部门检查。", "江苏省") == []


def test_agency_list_after_a_verb_of_cooperation() -> None:
    assert [label for _, label in agencies("联合林草、公安派出暗访组。", "江苏省")] == [
        "江苏省林业和草原局",
        "江苏省公安厅",
    ]


def test_agency_zone_in_a_row_of_governments_is_its_committee() -> None:
    found = agencies("与14个市州政府、兰州新区签订责任书。", "甘肃省")
    assert ("兰州新区", "兰州新区管理委员会") in found
    assert agencies("在兰州新区开展演练。", "甘肃省") == []


def test_agency_in_a_law_is_named_by_kind_when_one_body_is_meant() -> None:
    law = named("国务院应急管理部门负责。国务院有关部门配合。", AGENCY, region=None, genre=Genre.STATUTE)
    assert ("国务院应急管理部门", "国务院应急管理部门") in law
    city = named("市人民政府和区人民政府负责。", AGENCY, region="广东省深圳市", genre=Genre.REGULATION)
    assert city == [("市人民政府", "深圳市人民政府")]


def test_agency_node_carries_division_function_level_and_superior() -> None:
    read = document("市应急局牵头。")
    entity = mentions_of(read, AGENCY)[0].entity
    assert entity.function == concept("function", "emergency-management")
    assert entity.division == concept("division", "320600")
    assert entity.levels == (concept("level", "prefecture"),)
    assert entity.superior == government(concept("division", "320600"))
    office = mentions_of(document("市安办发文。"), AGENCY)[0].entity
    assert office.superior is not None and office.superior.label == "南通市安全生产委员会"
    organisation = mentions_of(document("市委组织部发文。"), AGENCY)[0].entity
    assert organisation.superior == committee(concept("division", "320600"))


def test_names_every_function_has_a_name_at_some_level() -> None:
    names = load_names()
    assert len(names.labels) > 2000
    assert names.by_label["安监局"].function == concept("function", "work-safety-supervision")
    assert names.by_label["交通厅"].function == concept("function", "transport")


def test_divisions_name_of_several_means_the_nearest() -> None:
    gazetteer = load_gazetteer()
    fuzhou = gazetteer.starting("福建省福州市")
    nanjing = gazetteer.starting("江苏省南京市")
    assert gazetteer.label(gazetteer.choose(gazetteer.unsure["鼓楼区"], fuzhou) or "") == "鼓楼区"
    assert gazetteer.choose(gazetteer.unsure["鼓楼区"], fuzhou) != gazetteer.choose(gazetteer.unsure["鼓楼区"], nanjing)
    assert gazetteer.choose(gazetteer.unsure["鼓楼区"], None) is None


def test_divisions_path_is_read_from_the_widest_inwards() -> None:
    gazetteer = load_gazetteer()
    found = gazetteer.starting("云南省大理白族自治州巍山县应急管理局")
    assert found is not None and gazetteer.label(found) == "巍山彝族回族自治县"


def test_agency_name_that_begins_like_a_link_between_words() -> None:
    assert agencies("按照要求和县委部署。", "安徽省铜陵市枞阳县") == [("县委", "中共枞阳县委")]
    assert agencies("和县委员会议召开,和县应急局参加。", "安徽省马鞍山市和县")[-1] == ("和县应急局", "和县应急管理局")


def test_agency_in_a_row_with_known_ones_may_have_a_name_of_its_own() -> None:
    found = agencies("县发改局、县蚕业局、县应急局为成员单位。", "江苏省南通市如东县")
    assert [label for _, label in found] == ["如东县发展和改革局", "如东县蚕业局", "如东县应急管理局"]
    assert agencies("县公路局面貌一新。", "江苏省南通市如东县") == []


def test_agency_set_up_for_a_task() -> None:
    found = agencies("成立如东县渔港安全整治工作领导小组。", "江苏省南通市如东县")
    assert found == [("如东县渔港安全整治工作领导小组", "如东县渔港安全整治工作领导小组")]
    assert agencies("组建粉尘涉爆整治工作专班。") == [("粉尘涉爆整治工作专班", "南通市粉尘涉爆整治工作专班")]
    assert agencies("各单位成立领导小组,成立工作专班。") == []


def test_agency_branch_of_a_national_body_and_league() -> None:
    assert agencies("国家矿山安全监察局山东局检查。", "山东省") == [("国家矿山安全监察局山东局",) * 2]
    assert agencies("团县委参加。", "江苏省南通市如东县") == [("团县委", "中国共产主义青年团如东县委员会")]


def test_agency_of_all_levels_is_no_single_body() -> None:
    assert agencies("各级森防指、森防办值守。", "湖南省") == []


def test_agency_before_a_document_number_is_none() -> None:
    assert agencies("见通知(安委办〔2020〕6号)。") == []


def test_agency_short_name_that_the_text_defines() -> None:
    text = "县人民政府森林防火指挥部(以下简称县指挥部)负责调度。县指挥部下设办公室。"
    found = agencies(text, "江苏省南通市如东县")
    assert [words for words, _ in found] == ["县人民政府森林防火指挥部", "县指挥部", "县指挥部"]
    assert len({label for _, label in found}) == 1


def test_agency_of_several_places_is_no_single_body() -> None:
    assert agencies("各县(区)安委会,各市安委会报送。", "江苏省南通市") == []


def test_partner_is_named_as_acting_with_a_body() -> None:
    found = agencies("与江海银行、通州湾石化协会合作开发保险。")
    assert [words for words, _ in found] == ["江海银行", "通州湾石化协会"]
    assert agencies("与市人保财险合作。") == [("市人保财险", "中国人民财产保险股份有限公司南通市分公司")]
    assert agencies("江海银行业绩增长,与去年相比下降。") == []


def test_partner_that_is_answerable_or_of_the_army() -> None:
    assert agencies("挂牌督办江海能源有限公司。") == [("江海能源有限公司",) * 2]
    assert agencies("江海纺织有限公司“3·2”事故调查结束。") == []
    assert agencies("加强与第12集团军工兵旅的联系。") == [("第12集团军工兵旅",) * 2]


def test_agency_short_form_is_written_out_in_the_words_of_the_document() -> None:
    assert agencies("做好森林防灭火工作,市森防指值守。")[-1][1] == "南通市森林防灭火指挥部"
    assert agencies("做好森林草原防灭火工作,市森防指值守。")[-1][1] == "南通市森林草原防灭火指挥部"
    assert agencies("市森防指值守。", "陕西省安康市")[-1][1] == "安康市森林草原防灭火指挥部"
    assert agencies("做好防汛工作,市防指会商。")[-1][1] == "南通市防汛抗旱指挥部"
    assert agencies("防汛防旱形势平稳,市防指会商。")[-1][1] == "南通市防汛防旱指挥部"


def test_agency_congress_enterprise_and_army_are_under_no_government() -> None:
    division = concept("division", "320600")
    for function in ("bureau-of-power", "enterprise", "legislative-body"):
        known = [
            c.iri for c in load_vocabulary().scheme("function") if concept("function", function) in (c.iri, *c.broader)
        ]
        assert known
        assert all(superior_of(division, iri) is None for iri in known)
    assert superior_of(division, concept("function", "emergency-management")) == government(division)


def test_agency_short_form_is_linked_to_the_name_that_the_document_writes_out() -> None:
    text = "市应急管理执法支队升格。市执法支队立案12起。"
    assert {label for _, label in agencies(text)} == {"南通市应急管理执法支队"}
    assert agencies("市综合行政执法局、市城管局会商。")[1] == ("市城管局", "南通市城市管理局")
    assert agencies("市住房和建设局发文。市住建局检查。")[1] == ("市住建局", "南通市住房和建设局")
