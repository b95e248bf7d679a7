"""Campaigns and their fullest names."""

from __future__ import annotations

import pytest

from extract.document import Genre
from extract.link.campaign_heads import content
from extract.link.extent import Extents
from extract.records import EntityClass
from tests.extract.mentioning import named

CAMPAIGN = EntityClass.CAMPAIGN


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("扎实推进粉尘涉爆专项整治。", [("粉尘涉爆专项整治", "粉尘涉爆专项整治")]),
        ("开展2023年海上平安联合行动。", [("海上平安联合行动", "海上平安联合行动")]),
        ("开展“安全生产月”活动。", [("“安全生产月”活动", "安全生产月活动")]),
        ("开展“拆窗破网、畅通通道”专项行动。", [("“拆窗破网、畅通通道”专项行动", "拆窗破网、畅通通道专项行动")]),
        ("部署烟草、酒类、化肥三类安全专项整治。", [("烟草、酒类、化肥三类安全专项整治",) * 2]),
        ("成功创建全国综合减灾示范社区。", [("创建全国综合减灾示范社区", "全国综合减灾示范社区创建")]),
        ("开展渔港隐患大排查大整治“百日行动”。", [("渔港隐患大排查大整治“百日行动”", "渔港隐患大排查大整治百日行动")]),
        ("推深做实“铸盾”行动。", [("“铸盾”行动", "铸盾行动")]),
        ("实施渔船装卸标准化行动。", [("渔船装卸标准化行动", "渔船装卸标准化行动")]),
        ("组织船舶安全大检查。", [("船舶安全大检查", "船舶安全大检查")]),
        ("在南通市危化品使用安全专项治理中。", [("危化品使用安全专项治理", "危化品使用安全专项治理")]),
    ],
)
def test_campaign_rule_gives_span_and_name(text: str, found: list[tuple[str, str]]) -> None:
    assert named(text, CAMPAIGN) == found


@pytest.mark.parametrize(
    "text",
    [
        "切实提升年轻干部能力。",  # 提升年 in 提升 年轻
        "把3个专题和12个专项整治做细。",  # counted parts
        "开展隐患排查整治。",  # an ordinary activity
        "提高普查员业务水平。",
        "扎实开展安全自查、专项检查。",
        "组织开展系列执法行动,开展人员搜救行动。",
        "实施“九大行动”。",
        "开展专项整治。",  # nothing that it could refer to
    ],
)
def test_campaign_rule_leaves_other_words_alone(text: str) -> None:
    assert named(text, CAMPAIGN) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("通报渔港码头“三防”专项监察情况。", [("渔港码头“三防”专项监察",) * 2]),
        ("抓好“两客一危”专项整治。", [("“两客一危”专项整治", "两客一危专项整治")]),
        ("开展“六个一”活动。", [("“六个一”活动", "六个一活动")]),
        ("开展“护渔”专项行动。", [("“护渔”专项行动", "护渔专项行动")]),
        ("参加渔政专项执法“下沉一线”督导。", [("渔政专项执法“下沉一线”督导",) * 2]),
        ("细化3个专题、8个专项整治任务。", []),
        ("每季度开展一次船厂用电专项治理行动。", [("船厂用电专项治理行动",) * 2]),
        ("扎实推进粮库、冷库、油库等重点行业领域安全专项整治。", [("粮库、冷库、油库等重点行业领域安全专项整治",) * 2]),
        ("开展港航系统“安全咨询周”活动。", [("港航系统“安全咨询周”活动",) * 2]),
        ("今年6月是全国“安全生产月”。", [("全国“安全生产月”", "全国安全生产月")]),
        ("参加“安全生产万里行”活动。", [("“安全生产万里行”活动", "安全生产万里行活动")]),
        ("推进安全宣传“五进”。", [("安全宣传“五进”", "安全宣传五进")]),
        ("保持“打非治违”力度。", [("“打非治违”", "打非治违")]),
        ("开展“安全生产月”宣传活动。", [("安全生产月", "安全生产月")]),
        (
            "参加“安全生产月”“安全生产中原行”等活动。",
            [("“安全生产月”", "安全生产月"), ("“安全生产中原行”", "安全生产中原行")],
        ),
        (
            "开展“清船、清网、清库”百日安全专项行动。",
            [("“清船、清网、清库”百日安全专项行动", "清船、清网、清库百日安全专项行动")],
        ),
        ("启动渔港安全集中执法月活动。", [("渔港安全集中执法月", "渔港安全集中执法月")]),
        ("深化平安渔港创建活动。", [("平安渔港创建",) * 2]),
        ("组织船舶消防百日督查和渔港安全大体检。", [("船舶消防百日督查",) * 2, ("渔港安全大体检",) * 2]),
        ("今年是“安全生产年”。", [("“安全生产年”", "安全生产年")]),
        ("开展渔业安全专项整治三年行动巩固提升行动。", [("渔业安全专项整治三年行动巩固提升行动",) * 2]),
        ("推进食品安全治理整顿。", [("食品安全治理整顿",) * 2]),
        (
            "建设全国安全社区,申报国家级安全文化示范企业。",
            [("建设全国安全社区", "全国安全社区建设"), ("申报国家级安全文化示范企业", "安全文化示范企业创建")],
        ),
        ("开展“清静河湖”创建活动。", [("“清静河湖”创建", "清静河湖创建")]),
        ("部署船厂消防专项行动。此次行动检查船厂20家。", [("船厂消防专项行动",) * 2, ("此次行动", "船厂消防专项行动")]),
        ("此次行动检查船厂20家。", []),
        ("举办“防溺水知识讲座”活动。", []),
        ("保持打非治违高压态势。", []),
        ("推动“开工第一课”全覆盖。", [("“开工第一课”", "开工第一课")]),
        ("打通“生命通道”。", [("打通“生命通道”", "打通生命通道")]),
        ("开展5.12防灾减灾宣传周。", [("5.12防灾减灾宣传周",) * 2]),
        (
            "开展“查船况、保航行、促丰收”百日攻坚。",
            [("“查船况、保航行、促丰收”百日攻坚", "查船况、保航行、促丰收百日攻坚")],
        ),
        ("浮桥安全专项整治百日行动排查浮桥20座。", [("浮桥安全专项整治百日行动",) * 2]),
        ("市委“担当作为年”活动启动。", [("“担当作为年”活动", "担当作为年活动")]),
        ("着力推进治理体系和治理能力现代化,排查治理隐患。", []),
        ("加强指挥部建设,专题研究创建了3个样板。", []),
    ],
)
def test_campaign_heads_rows_and_national_names(text: str, found: list[tuple[str, str]]) -> None:
    assert named(text, CAMPAIGN) == found


def test_campaign_bare_heads_of_any_sort_refer_back() -> None:
    text = "部署渔港“三防”专项监察。专项监察开展以来,成效明显。要把专项监察与日常检查结合。"
    assert {label for _, label in named(text, CAMPAIGN)} == {"渔港“三防”专项监察"}
    assert len(named(text, CAMPAIGN)) == 3
    created = "推进全国综合减灾示范县创建,制定了创建工作方案。"
    assert named(created, CAMPAIGN)[1] == ("创建", "全国综合减灾示范县创建")
    assert named("专项监察开展以来,成效明显。", CAMPAIGN) == []


def test_campaign_bare_head_that_introduces_refers_to_none_to_come() -> None:
    text = "一、开展专项整治。推进浮桥安全专项整治,专项整治排查浮桥20座。"
    assert [words for words, _ in named(text, CAMPAIGN)] == ["浮桥安全专项整治", "专项整治"]


def test_campaign_of_so_many_years_under_other_words() -> None:
    text = "推进渔业安全专项整治三年行动。三年整治攻坚成效明显。"
    assert named(text, CAMPAIGN)[1] == ("三年整治攻坚", "渔业安全专项整治三年行动")


def test_campaign_of_the_nation_is_one_in_every_trade() -> None:
    text = "今年是第3个全国“安全生产月”。本市开展盐业系统“安全生产月”活动。"
    assert named(text, CAMPAIGN) == [
        ("“安全生产月”", "安全生产月活动"),
        ("“安全生产月”活动", "安全生产月活动"),
    ]


def test_campaign_short_mentions_stand_for_the_fullest_name() -> None:
    text = "推进渔业安全专项整治三年行动。按照三年行动方案,专项整治取得成效。"
    assert {label for _, label in named(text, CAMPAIGN)} == {"渔业安全专项整治三年行动"}
    assert [words for words, _ in named(text, CAMPAIGN)] == ["渔业安全专项整治三年行动", "三年行动", "专项整治"]


def test_campaign_contracted_and_reworded_names_are_one() -> None:
    text = "启动企业标准化提升专项行动。深化企业标准化建设提升工作。"
    assert {label for _, label in named(text, CAMPAIGN)} == {"企业标准化提升专项行动"}
    other = "推进渔业安全专项整治,开展船厂消防专项整治。"
    assert len({label for _, label in named(other, CAMPAIGN)}) == 2


def test_campaign_name_from_the_title_of_its_plan() -> None:
    text = "印发《南通市老旧厂房消防治理专项工作方案》,将老旧厂房消防治理工作列入清单。"
    assert ("老旧厂房消防治理", "老旧厂房消防治理") in named(text, CAMPAIGN)


def test_campaign_word_too_many_is_cut_where_others_agree() -> None:
    text = "推进渔业安全三年行动。渔业安全三年行动见效。渔业安全三年行动收尾。港区企业渔业安全三年行动启动。"
    assert {label for _, label in named(text, CAMPAIGN)} == {"渔业安全三年行动"}


def test_campaign_is_not_looked_for_in_statutes() -> None:
    assert named("开展专项整治行动。推进渔业三年行动。", CAMPAIGN, genre=Genre.STATUTE) == []


def test_content_is_what_tells_campaigns_apart() -> None:
    assert content("企业标准化建设提升工作") == content("企业标准化提升专项行动")


def test_extent_stops_after_verbs_and_unpaired_marks() -> None:
    text = "扎实开展渔业安全整治"
    assert text[Extents(text).start(text.index("整治")) :] == "渔业安全整治"
    quoted = "组织“打非治违”整治"
    assert quoted[Extents(quoted).start(quoted.index("整治")) :] == "“打非治违”整治"


def test_campaign_short_name_does_not_take_the_words_that_define_it() -> None:
    found = named("部署安全生产治本攻坚三年行动（以下简称三年行动）。", CAMPAIGN)
    assert [words for words, _ in found] == ["安全生产治本攻坚三年行动", "三年行动"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        # two subjects joined to one head, and what is none of them
        ("深化冷库和粮库专项整治。", [("冷库和粮库专项整治",) * 2]),
        ("开展船厂、冷库和粮库安全专项整治。", [("船厂、冷库和粮库安全专项整治",) * 2]),
        ("加强应急值守和粮库专项整治。", [("粮库专项整治",) * 2]),
        ("推动“铸链”行动和粮库专项整治。", [("“铸链”行动", "铸链行动"), ("粮库专项整治",) * 2]),
        # heads that go on
        ("开展渔港大排查大整治大执法。", [("渔港大排查大整治大执法",) * 2]),
        ("开展渔港隐患大排查严整治快整改集中行动。", [("渔港隐患大排查严整治快整改集中行动",) * 2]),
        ("部署危桥大排查大整治百日攻坚专项行动。", [("危桥大排查大整治百日攻坚专项行动",) * 2]),
        # the subject before a byword in quotation marks
        ("推进粮库防火“百日攻坚”。", [("粮库防火“百日攻坚”", "粮库防火百日攻坚")]),
        ("市消防救援支队“利剑行动”启动。", [("“利剑行动”", "利剑行动")]),
        ("启动“百日攻坚”。", [("“百日攻坚”", "百日攻坚")]),
        ("开展渔港“护航”专项行动。", [("渔港“护航”专项行动", "渔港护航专项行动")]),
        ("开展船厂“三无”船舶专项整治。", [("船厂“三无”船舶专项整治",) * 2]),
        ("组织“查隐患保平安”职工竞赛。", [("“查隐患保平安”职工竞赛", "查隐患保平安职工竞赛")]),
        ("网格员开展“入户敲门”。", [("“入户敲门”", "入户敲门")]),
        ("对整改情况开展“回头看”,实行“一票否决”。", []),
        ("举办“安全椰城行”启动仪式。", [("“安全椰城行”", "安全椰城行")]),
        ("开展《消防法》宣传周,宣传《消防法》。", [("《消防法》宣传周", "消防法宣传周")]),
        # seasons
        ("集中开展冬季消防检查。", [("冬季消防检查",) * 2]),
        ("冬季组织检查组开展检查。", []),
        ("推进化工园区整治提升工作,累计整治提升企业20家。", [("化工园区整治提升", "化工园区整治提升")]),
        ("启动“碧波行动”和渔港专项整治。", [("“碧波行动”", "碧波行动"), ("渔港专项整治",) * 2]),
        # of the vocabulary
        ("保持“减量控大”势头,开展减量控大。", [("“减量控大”", "减量控大")]),
        ("实施公路安全生命防护工程,推进齐鲁安全行。", [("公路安全生命防护工程",) * 2, ("齐鲁安全行",) * 2]),
        # what is no name
        ("开展桥梁专项检查4次。", []),
        ("开展桥梁专项检查。", [("桥梁专项检查",) * 2]),
        ("打好风险攻坚战。", []),
        ("潍城粮集团联合整治仓库。", []),
        ("形成“1+5”行动方案。", []),
        ("今年以来粮库三年行动见效,对照粮库三年行动方案,确保明年粮库三年行动收官。", [("粮库三年行动",) * 2] * 3),
        ("街道创建安全社区,学校争创平安校园。", [("创建安全社区", "安全社区创建"), ("争创平安校园", "平安校园创建")]),
    ],
)
def test_campaign_names_of_other_places_and_trades(text: str, found: list[tuple[str, str]]) -> None:
    assert named(text, CAMPAIGN) == found


@pytest.mark.parametrize(
    ("text", "labels"),
    [
        ("推进治本攻坚三年行动。今年是治本攻坚的第一年。", ["安全生产治本攻坚三年行动"] * 2),
        ("部署粮库安全整治集中行动(以下简称“大会战”)。大会战见效。", ["粮库安全整治集中行动"] * 3),
        ("实施“铸链”行动。“铸链”进展顺利。", ["铸链行动"] * 2),
        ("清理“三合一”场所,开展“三合一”场所清零行动。", ["三合一场所清零行动"]),
        ("开展渔港大排查大整治大执法。“三大”行动查处20家。", ["渔港大排查大整治大执法"] * 2),
        ("“三大”行动查处20家。", []),
        ("开展粮库安全专项整治,“百日行动”期间拆除棚屋。", ["粮库安全专项整治"] * 2),
        ("启动粮库专项排查整治2023行动。专项行动期间查处3家。2023行动收官。", ["粮库专项排查整治2023行动"] * 3),
        ("推进粮库集中整治。集中整治工作见效,为集中整治收官。集中整治隐患3处。", ["粮库集中整治"] * 3),
        ("抓好专项整治。一是推进粮库专项整治。", ["粮库专项整治"]),
        ("以专项整治为抓手。推进粮库专项整治。", ["粮库专项整治"]),
        ("开展汛前大检查。汛前安全大检查共查坝12座。", ["汛前安全大检查"] * 2),
        ("常态化开展“打非治违”。部署矿山“打非治违”百日攻坚行动。", ["打非治违", "矿山“打非治违”百日攻坚行动"]),
    ],
)
def test_campaign_mentions_in_other_words(text: str, labels: list[str]) -> None:
    assert [label for _, label in named(text, CAMPAIGN)] == labels
