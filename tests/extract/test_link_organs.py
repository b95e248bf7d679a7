"""Organs within a body: party groups, own committees, special committees, offices; and level words that are theirs."""

from __future__ import annotations

import pytest

from extract.records import EntityClass
from ontology.namespaces import concept
from tests.extract.mentioning import document, mentions_of, named

CITY = "四川省广元市"
BUREAU = "广元市应急管理局"


def agencies(text: str, region: str | None = CITY, publisher: str | None = BUREAU) -> list[tuple[str, str]]:
    return named(text, EntityClass.AGENCY, region=region, publisher=publisher)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("局党委研究部署。", [("局党委", "中共广元市应急管理局委员会")]),
        ("经局党组同意。", [("局党组", "中共广元市应急管理局党组")]),
        ("市水利局党组专题学习。", [("市水利局党组", "中共广元市水利局党组")]),
        ("调整局安委会。", [("局安委会", "广元市应急管理局安全生产委员会")]),
        ("煤矿安全专委会召开例会。", [("煤矿安全专委会", "广元市安全生产委员会煤矿安全专业委员会")]),
        (
            "道路交通安专委由市公安局牵头。",
            [
                ("道路交通安专委", "广元市安全生产委员会道路交通安全专业委员会"),
                ("市公安局", "广元市公安局"),
            ],
        ),
        ("市委重点工作办通报。", [("市委重点工作办", "中共广元市委重点工作办公室")]),
        ("市委教育工委牵头。", [("市委教育工委", "中共广元市委教育工作委员会")]),
        ("省委第三巡视组进驻。", [("省委第三巡视组", "中共四川省委第三巡视组")]),
        ("政府督查室跟踪问效。", [("政府督查室", "广元市人民政府督查室")]),
        ("市委常委会研究。", [("市委", "中共广元市委")]),
        ("市五届人大常委会审议。", [("市五届人大常委会", "广元市人民代表大会常务委员会")]),
    ],
)
def test_organs_are_bodies_under_their_hosts(text: str, found: list[tuple[str, str]]) -> None:
    assert agencies(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "局党组书记带队检查。",  # posts
        "局党委委员分片包保。",
        "省委常委、副省长讲话。",
        "大局党委意识增强。",
        "各专委会定期会商。",  # each of many
        "下设13个专委会。",
    ],
)
def test_posts_and_vague_organs_are_no_bodies(text: str) -> None:
    assert agencies(text) == []


def test_offices_of_a_committee_are_no_acts_of_it() -> None:
    assert agencies("市委高度重视,市政府督办整改。") == [("市委", "中共广元市委"), ("市政府", "广元市人民政府")]


def test_region_is_meant_by_its_last_character_in_its_own_document() -> None:
    text = "区党委部署,区应急厅落实,城区消防设施完好。"
    assert agencies(text, "宁夏回族自治区", None) == [
        ("区党委", "中共宁夏回族自治区委员会"),
        ("区应急厅", "宁夏回族自治区应急管理厅"),
    ]


def test_last_character_of_a_word_begins_no_name() -> None:
    assert agencies("县长担任县安委会主任。", "陕西省渭南市白水县", None) == [("县安委会", "白水县安全生产委员会")]


def test_central_funds_are_not_the_central_committee() -> None:
    assert agencies("下拨中央和省级救灾资金。", publisher=None) == []
    assert agencies("落实中央和省委决策部署。", publisher=None) == [("中央", "中共中央"), ("省委", "中共四川省委")]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("首次党委会议学习文件。", [("党委", "中共广元市应急管理局委员会")]),
        ("提高党组班子战斗力。", [("党组", "中共广元市应急管理局党组")]),
        ("强化机关党总支监督职能。", [("机关党总支", "中共广元市应急管理局机关总支部委员会")]),
    ],
)
def test_party_organs_of_the_department_that_speaks(text: str, found: list[tuple[str, str]]) -> None:
    assert agencies(text) == found


@pytest.mark.parametrize("text", ["基层党委会议每月一次。", "各级党委、政府高度重视。", "企业党委专题研究。"])
def test_party_organs_of_others_are_not_the_speakers(text: str) -> None:
    assert agencies(text) == []


def test_groups_of_a_headquarters_in_a_row() -> None:
    text = (
        "市防汛抗旱指挥部成立综合组、抢险组、转移组等3个组。\n"
        "综合组：由市水利局牵头。\n抢险组：由市应急局牵头。\n转移组：由市民政局牵头。\n"
    )
    over = "广元市防汛抗旱指挥部"
    assert [label for _, label in agencies(text)[1:4]] == [over + "综合组", over + "抢险组", over + "转移组"]


def test_a_party_organ_is_a_party_body_under_its_department() -> None:
    read = document("局党委研究部署。", CITY, BUREAU)
    organ = mentions_of(read, EntityClass.AGENCY)[0].entity
    assert organ.function == concept("function", "party-body")
    assert organ.superior is not None and organ.superior.label == BUREAU
