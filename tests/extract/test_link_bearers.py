"""Kinds, groups, posts and places."""

from __future__ import annotations

import pytest

from extract.document import Genre
from extract.records import EntityClass
from ontology.namespaces import concept
from tests.extract.mentioning import document, mentions_of, named

KIND, GROUP, POST = EntityClass.KIND, EntityClass.GROUP, EntityClass.POST


@pytest.mark.parametrize(
    "phrase",
    [
        "县级以上地方各级人民政府应急管理部门",
        "县级以上人民政府",
        "市、区人民政府",
        "公安机关交通管理部门",
        "消防救援机构",
        "负有安全生产监督管理职责的部门",
        "街道办事处",
        "住房和城乡建设、交通运输主管部门",
    ],
)
def test_kind_rule_takes_the_whole_phrase(phrase: str) -> None:
    text = f"第一条　{phrase}应当加强检查。"
    assert (phrase, phrase) in named(text, KIND, region="广东省深圳市", genre=Genre.REGULATION)


def test_kind_carries_function_levels_and_scope() -> None:
    text = "县级以上地方人民政府应急管理部门负责监督。"
    kind = mentions_of(document(text, "广东省深圳市", genre=Genre.REGULATION), KIND)[0].entity
    assert kind.function == concept("function", "emergency-management")
    assert kind.levels == tuple(concept("level", name) for name in ("province", "prefecture", "county"))
    assert kind.scope == concept("division", "440300")
    assert kind.key == f"深圳市/{kind.label}"


@pytest.mark.parametrize(
    ("phrase", "function"),
    [
        ("消防救援机构", "fire-and-rescue"),
        ("县级以上地方人民政府安全生产监督管理部门", "work-safety-supervision"),
        ("公安机关消防机构", "public-security-fire"),
        ("市场监督管理部门", "market-regulation"),
        ("县级以上人民政府市场监督管理部门", "market-regulation"),
        ("城市管理部门", "urban-management"),
        ("乡镇人民政府", "peoples-government"),
        ("街道办事处", "sub-district-office"),
        ("特种设备安全监督管理部门", None),
    ],
)
def test_kind_function_where_head_and_line_of_work_share_words(phrase: str, function: str | None) -> None:
    kind = mentions_of(document(f"第二条　{phrase}应当加强检查。", "广东省深圳市", genre=Genre.REGULATION), KIND)[
        0
    ].entity
    assert kind.label == phrase
    assert kind.function == (concept("function", function) if function else None)


def test_kind_bare_head_names_nobody() -> None:
    assert named("部门之间加强协作,机构改革完成。", KIND, GROUP) == []


def test_group_that_names_nobody_is_unresolved() -> None:
    found = mentions_of(document("由有关部门处理。"), GROUP)
    assert [(m.entity.label, m.entity.resolved) for m in found] == [("有关部门", False)]


@pytest.mark.parametrize(
    ("text", "phrase", "count"),
    [
        ("28个省安委会成员单位签字。", "28个省安委会成员单位", 28),
        ("组织29个监管部门编制清单。", "29个监管部门", 29),
        ("各县(市、区)要落实。", "各县(市、区)", None),
        ("各市州、县区逐级签订。", "各市州、县区", None),
        ("7支社会应急救援队伍参加。", "7支社会应急救援队伍", 7),
        ("要求各级各部门到位。", "各级各部门", None),
    ],
)
def test_group_rule_gives_phrase_and_count(text: str, phrase: str, count: int | None) -> None:
    found = {m.span.of(text): m.entity.count for m in mentions_of(document(text, "江苏省"), GROUP)}
    assert found.get(phrase, "missing") == count


def test_group_of_things_is_none() -> None:
    assert named("各类事故下降,各级干部努力。", GROUP) == []


def test_group_of_members_keeps_the_body_inside() -> None:
    text = "28个省安委会成员单位签字。"
    assert named(text, EntityClass.AGENCY, region="江苏省") == [("省安委会", "江苏省安全生产委员会")]


def test_group_enterprises_bear_duties_of_their_own() -> None:
    found = mentions_of(document("生产经营单位应当自查。", genre=Genre.STATUTE, region=None), GROUP)
    assert [(m.entity.label, m.entity.resolved) for m in found] == [("生产经营单位", True)]


def test_post_is_of_the_bearer_before_it() -> None:
    text = "生产经营单位的主要负责人全面负责,安全总监协助。"
    found = mentions_of(document(text), POST)
    assert [m.span.of(text) for m in found] == ["生产经营单位的主要负责人", "安全总监"]
    assert found[0].entity.post_of is not None
    assert found[0].entity.post_of.label == "生产经营单位"
    assert found[1].entity.post_of is None


def test_post_in_a_title_of_honour_is_none() -> None:
    assert named("学习总书记讲话。", POST) == []


def test_place_is_linked_to_its_division() -> None:
    text = "指导如皋市试点,在启东、海门推广。"
    found = mentions_of(document(text), EntityClass.DIVISION)
    assert ("如皋市", "如皋市") in [(m.span.of(text), m.entity.label) for m in found]


def test_place_inside_a_body_or_a_persons_name_is_none() -> None:
    assert named("如皋市应急管理局负责。", EntityClass.DIVISION) == []
    assert named("厅长吴忠华讲话。", EntityClass.DIVISION, region="河南省") == []


@pytest.mark.parametrize(
    ("text", "found"),
    [("对城镇燃气经营企业开展检查。", "燃气经营企业"), ("对履职不力的地区和部门通报。", None)],
)
def test_level_words_at_the_end_of_other_words_are_none(text: str, found: str | None) -> None:
    labels = {mention.entity.label for mention in mentions_of(document(text, "广东省深圳市"), KIND, GROUP)}
    assert labels == ({found} if found else set())


def test_brackets_of_either_width_write_one_kind() -> None:
    text = "市、县（市、区）人民政府负责。市、县(市、区)人民政府配合。"
    found = [m for m in mentions_of(document(text, genre=Genre.REGULATION)) if m.entity.kind is EntityClass.KIND]
    assert len(found) == 2 and len({m.entity.iri for m in found}) == 1


def test_kind_by_a_joint_line_of_work_is_whole() -> None:
    found = named("由文广旅游主管部门处罚。", EntityClass.KIND, region="浙江省宁波市", genre=Genre.REGULATION)
    assert [words for words, _ in found] == ["文广旅游主管部门"]
