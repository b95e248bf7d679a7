"""Bodies of places that the vocabulary does not have, or that the document does not name."""

from __future__ import annotations

from dataclasses import replace

import pytest

from extract.link.unlisted import Divisions, is_listed, unlisted
from extract.records import EntityClass
from ontology.namespaces import concept
from tests.extract.mentioning import document, mentions_of, named

UNNAMED = "县安委会决定开展检查。县应急管理局牵头,县公安局、住建局配合,县委要求各镇落实。"


def test_bodies_of_an_unnamed_county_are_found_and_said_to_be_unresolved() -> None:
    found = mentions_of(document(UNNAMED, None), EntityClass.AGENCY)
    assert [m.entity.label for m in found] == [
        "县安全生产委员会",
        "县应急管理局",
        "县公安局",
        "县住房和城乡建设局",
        "中共县委",
    ]
    assert all(m.entity.division is None and not m.entity.resolved for m in found)
    assert all(m.entity.superior is None or m.entity.superior.division is None for m in found)


def test_the_same_words_in_two_documents_are_two_bodies() -> None:
    first = document(UNNAMED, None)
    second = replace(first, source="samples/other.txt")
    keys = [{m.entity.iri for m in mentions_of(d, EntityClass.AGENCY)} for d in (first, second)]
    assert len(keys[0]) == 5 and keys[0].isdisjoint(keys[1])


def test_bodies_above_an_unnamed_county_are_those_of_its_unnamed_superiors() -> None:
    text = "县应急管理局向市应急管理局报告,省应急管理厅派员到我县指导。"
    assert [label for _, label in named(text, EntityClass.AGENCY, region=None)] == [
        "县应急管理局",
        "市应急管理局",
        "省应急管理厅",
    ]


def test_a_place_that_no_list_knows_gives_its_name_to_its_bodies() -> None:
    text = "青澜市2024年工作总结\n\n青澜市安委会办公室牵头,市应急管理局督导各县区。市委市政府高度重视。"
    found = mentions_of(document(text, None), EntityClass.AGENCY)
    assert [(m.span.of(text), m.entity.label) for m in found] == [
        ("青澜市安委会办公室", "青澜市安全生产委员会办公室"),
        ("市应急管理局", "青澜市应急管理局"),
        ("市委", "中共青澜市委"),
        ("市政府", "青澜市人民政府"),
    ]
    assert all(m.entity.resolved and m.entity.division is None for m in found)


@pytest.mark.parametrize("text", ["各县应急管理局要负责。", "超市应急管理由店长负责。", "应急管理部门负责。"])
def test_no_place_is_made_up_of_words_that_name_none(text: str) -> None:
    assert named(text, EntityClass.AGENCY, region=None) == []


def test_norms_speak_of_no_unnamed_place() -> None:
    articles = "".join(f"第{number}条 县应急管理局负责监督管理。\n" for number in "一二三四")
    assert named(articles, EntityClass.AGENCY, region=None) == []


def test_an_unlisted_division_is_read_from_its_iri_alone() -> None:
    divisions = Divisions()
    county = divisions[unlisted("云泽县")]
    assert (county.label_zh, county.broader) == ("云泽县", (unlisted("市"),))
    assert unlisted("青澜市", county=True) in divisions and not is_listed(unlisted("青澜市"))
    with pytest.raises(KeyError):
        divisions[concept("division", "999999")]


ZONE = """南通临海经济技术开发区2024年安全生产工作总结

2024年,区党工委、管委会多次研究安全生产,区安委会抽调人员检查,安监局牵头。管委会主任带队。各产业园管委会自查。
"""


def test_a_zone_that_no_list_knows_is_the_home_of_its_document() -> None:
    zone = "南通临海经济技术开发区"
    found = mentions_of(document(ZONE), EntityClass.AGENCY)
    assert [(m.span.of(ZONE), m.entity.label) for m in found] == [
        ("区党工委", f"中共{zone}工作委员会"),
        ("管委会", f"{zone}管理委员会"),
        ("区安委会", f"{zone}安全生产委员会"),
        ("安监局", f"{zone}安全生产监督管理局"),
    ]
    assert {m.entity.division for m in found} == {concept("division", "320600")}
    assert all(m.entity.superior is None or m.entity.superior.key != m.entity.key for m in found)


def test_a_zone_beside_its_city_leaves_the_city_as_home() -> None:
    text = "南通市2024年总结\n\n市安委会督查了临海经济技术开发区,开发区管委会整改。"
    assert ("市安委会", "南通市安全生产委员会") in named(text, EntityClass.AGENCY)
