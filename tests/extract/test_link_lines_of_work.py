"""Bodies that a list names by their lines of work alone."""

from __future__ import annotations

import pytest

from extract.records import EntityClass
from tests.extract.mentioning import named


def agencies(text: str, region: str | None = "浙江省金华市义乌市") -> list[tuple[str, str]]:
    return named(text, EntityClass.AGENCY, region=region)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("由公安、住建等部门参加。", [("公安", "义乌市公安局"), ("住建", "义乌市住房和城乡建设局")]),
        ("会同气象、水利部门会商。", [("气象", "义乌市气象局"), ("水利", "义乌市水利局")]),
        ("督促教育、民政等12个部门自查。", [("教育", "义乌市教育局"), ("民政", "义乌市民政局")]),
        (
            "市防指与水利、气象每日会商。",
            [("市防指", "义乌市人民政府防汛防台抗旱指挥部"), ("水利", "义乌市水利局"), ("气象", "义乌市气象局")],
        ),
        ("抽调公安、消防骨干组成专班。", [("公安", "义乌市公安局"), ("消防", "义乌市消防救援大队")]),
        ("（责任单位：公安、民政）", [("公安", "义乌市公安局"), ("民政", "义乌市民政局")]),
        (
            "市应急局、公安等部门联合检查。",
            [("市应急局", "义乌市应急管理局"), ("公安", "义乌市公安局")],
        ),
    ],
)
def test_lines_of_work_are_bodies_of_the_documents_division(text: str, found: list[tuple[str, str]]) -> None:
    assert agencies(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "突出交通、建筑施工等行业领域。",  # sectors
        "紧盯教育、医疗等重点单位。",
        "联合教育、卫生系统企业演练。",
        "各级公安、交通等部门要尽责。",  # the bodies of other levels
        "各地应急、公安等部门要尽责。",
        "建立健全气象、水利等部门信息共享机制。",  # a mechanism among kinds of body
        "组织交通、教育行业从业人员培训。",
        "整治期间,公安、交通部门加强巡查。",  # a pair of kinds
    ],
)
def test_lines_of_work_that_are_sectors_or_kinds_are_no_bodies(text: str) -> None:
    assert agencies(text) == []


def test_lines_of_work_in_a_province_are_three_or_beside_one_that_acts() -> None:
    assert agencies("组织公安、交通部门整治。", "浙江省") == []
    assert agencies("会同教育、公安等部门检查。", "浙江省") == [("教育", "浙江省教育厅"), ("公安", "浙江省公安厅")]
    found = agencies("公安、水利、教育等部门联合整治。", "浙江省")
    assert [label for _, label in found] == ["浙江省公安厅", "浙江省水利厅", "浙江省教育厅"]


def test_lines_of_work_of_offices_and_branches_are_theirs() -> None:
    found = agencies("水务、林业、电力部门分别抓好度汛;口岸、海事、公安等部门值守。")
    assert [words for words, _ in found] == ["水务", "林业", "电力", "口岸", "海事", "公安"]
    assert found[2][1] == "国网义乌市供电公司"
