"""Institutions, bodies of towns and zones, and short names that a text defines."""

from __future__ import annotations

from dataclasses import replace

import pytest

from extract.document import Genre
from extract.records import EntityClass
from tests.extract.mentioning import document, mentions_of, named
from tests.extract.paragraphs import Paragraph, load_paragraphs

AGENCY = EntityClass.AGENCY
PARAGRAPHS = tuple(load_paragraphs("agencies"))


def agencies(
    text: str,
    region: str | None = "江苏省南通市",
    publisher: str | None = None,
    genre: Genre = Genre.SUMMARY,
) -> list[tuple[str, str]]:
    return named(text, AGENCY, region=region, publisher=publisher, genre=genre)


def test_paragraphs_are_enough() -> None:
    assert len(PARAGRAPHS) >= 10
    assert sum(len(p.bodies) for p in PARAGRAPHS) >= 120


@pytest.mark.parametrize("paragraph", PARAGRAPHS, ids=lambda p: p.title)
def test_bodies_of_a_paragraph_are_found_and_linked(paragraph: Paragraph) -> None:
    assert paragraph.found() == paragraph.bodies


@pytest.mark.parametrize(
    ("text", "region", "found"),
    [
        ("市河湖管护中心负责。", "江苏省南通市", [("市河湖管护中心",) * 2]),
        ("市公路养护应急处置中心抢修。", "江苏省南通市", [("市公路养护应急处置中心",) * 2]),
    ],
)
def test_institution_of_unknown_words_after_a_level_word_is_none(
    text: str, region: str, found: list[tuple[str, str]]
) -> None:
    assert agencies(text, region) != found


@pytest.mark.parametrize(
    "text",
    [
        "全市中心城区、市区中心和城市安全发展局面向好。",
        "各市州应急救援队伍开展处置,全省应急保障所需物资到位。",
        "市级技术服务中心站点、城市公园管理站台账齐全。",
        "加强医院、学校、车站等场所检查。",
        "省市县三级调度。",
        "各乡镇人民政府、有关街道办事处落实责任。",
        "全市12个镇政府、各类园区管委会签订责任书。",
    ],
)
def test_institution_is_none_in_other_words(text: str) -> None:
    assert agencies(text) == []


def test_institution_of_a_ministry_and_of_the_nation() -> None:
    text = "应急管理部救援协调和预案管理局、国家能源局综合司、中国地震应急搜救中心参加。"
    assert [words for words, _ in agencies(text)] == [
        "应急管理部救援协调和预案管理局",
        "国家能源局综合司",
        "中国地震应急搜救中心",
    ]


def test_institution_unit_of_the_speaker_and_its_neighbour() -> None:
    found = agencies("厅火灾防治管理处、防汛抗旱处派员。", "江苏省", "江苏省应急管理厅")
    assert found == [
        ("厅火灾防治管理处", "江苏省应急管理厅火灾防治管理处"),
        ("防汛抗旱处", "江苏省应急管理厅防汛抗旱处"),
    ]


def test_institution_does_not_swallow_a_body_or_a_verb() -> None:
    found = agencies("市住建局牵头成立工作专班。国家防总调动流域内外抢险队。")
    assert [words for words, _ in found] == ["市住建局", "工作专班", "国家防总"]


def test_partner_firm_counts_only_where_it_acts() -> None:
    assert agencies("由江海供电有限公司负责抢修。")[0][0] == "江海供电有限公司"
    assert agencies("检查江海纺织有限公司车间。") == []


def test_town_and_zone_have_names_of_their_own() -> None:
    text = "如东县洋口镇政府、长沙镇党委、洋口化工园区管委会值守。"
    assert agencies(text, "江苏省南通市如东县") == [
        ("如东县洋口镇政府", "如东县洋口镇人民政府"),
        ("长沙镇党委", "中共如东县长沙镇委员会"),
        ("洋口化工园区管委会", "洋口化工园区管理委员会"),
    ]


def test_list_of_places_shares_the_speakers_office() -> None:
    found = agencies("浙江、安徽、贵州等省局派员。", "江苏省", "国家矿山安全监察局")
    assert sorted(found) == [
        ("安徽", "国家矿山安全监察局安徽局"),
        ("浙江", "国家矿山安全监察局浙江局"),
        ("贵州", "国家矿山安全监察局贵州局"),
    ]


@pytest.mark.parametrize(
    "definition", ["(以下简称市渔指)", "（以下简称“市渔指”）", "（简称市渔指）", "（以下称为：市渔指）"]
)
def test_short_name_is_learnt_however_it_is_defined(definition: str) -> None:
    text = f"南通市渔船安全应急指挥部{definition}统一调度。市渔指办公地点不变,市渔指每月会商。"
    found = agencies(text)
    assert [words for words, _ in found] == ["南通市渔船安全应急指挥部", "市渔指", "市渔指", "市渔指"]
    assert len({label for _, label in found}) == 1


def test_region_is_that_of_the_places_where_no_other_word_tells() -> None:
    text = "省安委办部署检查。会议在南通召开,苏州、扬州作了发言,全省参加。"
    assert agencies(text, None)[0] == ("省安委办", "江苏省安全生产委员会办公室")
    assert agencies("省安委办部署检查。", None) == [("省安委办", "省安全生产委员会办公室")]


def test_agency_of_a_far_place_under_its_short_name_is_not_linked_to_it() -> None:
    assert agencies("从阳江林业局抽调2人。", "江苏省南通市如东县") == [("阳江林业局", "阳江林业局")]
    assert agencies("从海门林业局抽调2人。", "江苏省南通市如东县") == [("海门林业局", "南通市海门区林业局")]
    assert agencies("阳江市来访,阳江林业局介绍经验。", "江苏省南通市")[-1][1] == "阳江市林业局"


def test_agency_list_of_places_shares_any_head() -> None:
    found = agencies("海安市、如皋市安委办和通州区、如东县人民政府汇报。")
    assert sorted(label for _, label in found) == sorted(
        [
            "海安市安全生产委员会办公室",
            "如皋市安全生产委员会办公室",
            "南通市通州区人民政府",
            "如东县人民政府",
        ]
    )
    assert agencies("各市、县安委办,各区市人民政府汇报。") == []


def test_agency_branch_in_a_district_and_police_station() -> None:
    assert agencies("崇川区公安分局、城东派出所出警。", "江苏省南通市崇川区") == [
        ("崇川区公安分局", "南通市公安局崇川区分局"),
        ("城东派出所", "南通市公安局崇川区分局城东派出所"),
    ]
    assert agencies("辖区派出所、乡镇派出所出警。", "江苏省南通市崇川区") == []


def test_agency_named_again_by_the_end_of_its_name() -> None:
    text = "成立南通市渔港安全整治工作领导小组。领导小组办公室设在市农业农村局,领导小组每月会商。"
    assert [label for _, label in agencies(text)] == [
        "南通市渔港安全整治工作领导小组",
        "南通市渔港安全整治工作领导小组办公室",
        "南通市农业农村局",
        "南通市渔港安全整治工作领导小组",
    ]
    assert agencies("各单位成立领导小组,领导小组每月会商。") == []


def test_firm_that_is_answerable_and_its_short_name() -> None:
    text = "江海化工(南通)有限公司(以下简称江海公司)违规动火。江海公司未培训员工。检查滨海食品有限公司车间。"
    assert [words for words, _ in agencies(text)] == ["江海化工(南通)有限公司", "江海公司", "江海公司"]
    assert agencies("对大丰煤矿作出罚款12万元的处罚。") == [("大丰煤矿", "大丰煤矿")]
    assert agencies("大丰煤矿位于县城以北,对大丰煤矿开展调研。") == []


def test_agency_of_the_documents_own_town() -> None:
    found = agencies(
        "镇党委、镇安办部署,洋口村委会落实。乡镇政府和村镇办配合。", "江苏省南通市如东县", "如东县洋口镇人民政府"
    )
    assert found == [
        ("镇党委", "中共如东县洋口镇委员会"),
        ("镇安办", "如东县洋口镇安全生产委员会办公室"),
        ("洋口村委会", "洋口村村民委员会"),
    ]


def test_agency_groups_of_a_headquarters_have_duties_of_their_own() -> None:
    text = (
        "成立南通市燃气事故应急指挥部。\n综合协调组：由市应急局牵头。\n抢险救援组：由市消防救援支队牵头。\n"
        "医疗救护组负责救治。\n牵头部门：市住建局。"
    )
    assert [label for _, label in agencies(text, genre=Genre.PLAN)] == [
        "南通市燃气事故应急指挥部",
        "南通市燃气事故应急指挥部综合协调组",
        "南通市应急管理局",
        "南通市燃气事故应急指挥部抢险救援组",
        "南通市消防救援支队",
        "南通市燃气事故应急指挥部医疗救护组",
        "南通市住房和城乡建设局",
    ]


def test_agency_short_name_may_have_an_office() -> None:
    text = "南通市渔船安全应急指挥部(以下简称市渔指)统一调度。市渔指办公室每月会商。"
    assert agencies(text)[-1] == ("市渔指办公室", "南通市渔船安全应急指挥部办公室")


def test_agency_units_of_bodies_in_a_place_and_of_congresses() -> None:
    found = agencies("市公安局崇川分局、县人大常委会办公室、县政协办公室、县政府督查室参加。", "江苏省南通市如东县")
    assert [label for _, label in found] == [
        "南通市公安局崇川分局",
        "如东县人民代表大会常务委员会办公室",
        "中国人民政治协商会议如东县委员会办公室",
        "如东县人民政府督查室",
    ]


def test_agency_joined_short_forms_of_a_named_city_are_its_own() -> None:
    assert agencies("扬州市委市政府作了汇报。", "江苏省") == [
        ("扬州市委", "中共扬州市委"),
        ("市政府", "扬州市人民政府"),
    ]


def test_agency_of_its_time() -> None:
    read = document("市消防支队检查,市局督办。2016年以来。", publisher=None)
    old = replace(read, metadata=replace(read.metadata, issued="2016-05-10"))
    assert [m.entity.label for m in mentions_of(old, AGENCY)] == ["南通市公安消防支队", "南通市安全生产监督管理局"]
    assert [m.entity.label for m in mentions_of(document("市消防支队检查。"), AGENCY)] == ["南通市消防救援支队"]


def test_agency_of_lines_of_work_after_a_body() -> None:
    found = agencies("市农业农村局、气象、水文、公路等单位参加会商。")
    assert [label for _, label in found] == ["南通市农业农村局", "南通市气象局", "南通市水文局", "南通市公路管理局"]


def test_agency_named_after_works() -> None:
    assert agencies("在陆口水库防汛指挥部领导下,水库管理处、各水库防汛指挥部值守。") == [
        ("陆口水库防汛指挥部", "陆口水库防汛指挥部")
    ]


def test_agency_known_by_what_it_does_alone() -> None:
    found = agencies("江口局成立专班,综合科负责值守。江口局统一调度。", "江苏省南通市如东县")
    assert found == [
        ("江口局", "江口局"),
        ("综合科", "如东县综合科"),
        ("江口局", "江口局"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "领导督办负责到底,各科室开展自查。",
        "各处立即整改,医院、加油站开展演练。",
        "救援队开展处置,突击队立即出动。",
        "网站统一编制,全局开展学习,场所落实责任。",
        "党员干部负责包保,安全生产格局全面形成。",
    ],
)
def test_words_that_end_like_a_body_are_none(text: str) -> None:
    assert agencies(text, "江苏省南通市如东县") == []


def test_agency_place_in_a_row_with_bodies_is_its_government() -> None:
    found = agencies("以海安市、市住建局、市城管局为巡查对象。", "江苏省南通市")
    assert ("海安市", "海安市人民政府") in found
    assert [words for words, _ in agencies("在海安市、市区等地检查,会同市住建局。", "江苏省南通市")] == ["市住建局"]


def test_agency_lesser_name_means_the_usual_body_where_the_text_has_both() -> None:
    assert agencies("召开防汛抗旱会商会,市防汛指挥部部署。") == [("市防汛指挥部", "南通市防汛抗旱指挥部")]
    assert agencies("市防汛指挥部部署。") == [("市防汛指挥部", "南通市防汛指挥部")]


def test_region_and_speaker_are_those_of_the_first_line_where_a_page_has_no_title() -> None:
    text = "如东县公路局召开会议\n县公路局局长讲话,市应急局、县安委办到会。"
    assert agencies(text, None) == [
        ("如东县公路局", "如东县公路管理局"),
        ("县公路局", "如东县公路管理局"),
        ("市应急局", "南通市应急管理局"),
        ("县安委办", "如东县安全生产委员会办公室"),
    ]
    assert agencies("南通市公路局开展检查\n市局安排3个组。", None)[-1] == ("市局", "南通市公路管理局")


def test_task_force_takes_nothing_of_the_clause_before_it_into_its_name() -> None:
    assert agencies("成立了由县长任组长的领导小组。", "江苏省南通市如东县") == [("领导小组", "如东县领导小组")]


def test_groups_that_are_counted_are_not_the_one_named_before() -> None:
    text = "省安委会第五综合督导组进驻我市。市上成立6个综合督导组。综合督导组反馈问题3个。"
    found = [words for words, label in agencies(text) if label.endswith("第五综合督导组")]
    assert found == ["省安委会第五综合督导组", "综合督导组"]
    assert text.rindex("综合督导组") in {m.span.start for m in mentions_of(document(text), EntityClass.AGENCY)}
