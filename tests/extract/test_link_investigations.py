"""Groups that investigate or inspect, under their names and bare after them."""

from __future__ import annotations

from extract.records import EntityClass
from tests.extract.mentioning import named

CITY = "河北省衡水市"


def agencies(text: str, region: str | None = CITY, publisher: str | None = None) -> list[tuple[str, str]]:
    return named(text, EntityClass.AGENCY, region=region, publisher=publisher)


def test_investigation_has_the_accidents_name_and_is_meant_again() -> None:
    group = "衡水市桃城区“5·8”较大坍塌事故调查组"
    text = f"市政府成立{group}(以下简称事故调查组)。事故调查组查明了原因。\n{group}\n"
    found = agencies(text)
    assert found[0] == ("市政府", "衡水市人民政府")
    assert [label for _, label in found[1:]] == [group] * 4
    assert found[-1][0] == group


def test_bare_investigation_after_several_or_none_is_nobody() -> None:
    assert agencies("调查组进驻企业。") == []
    text = "衡水市桃城区“5·8”坍塌事故调查组、衡水市冀州区“6·2”火灾事故调查组报告。调查组查明了原因。"
    assert len(agencies(text)) == 2


def test_inspection_group_is_meant_again_where_it_is_the_only_one() -> None:
    text = "省安委会第四督导组莅临检查。向督导组作汇报。"
    assert [label for _, label in agencies(text)] == ["河北省安全生产委员会第四督导组"] * 2
    assert agencies("派出3个督导组。督导组随机抽查。") == []


def test_neighbouring_places_have_each_its_body() -> None:
    found = agencies("与山东德州、河北沧州等周边市应急管理局联动。", "河北省衡水市")
    assert sorted(label for _, label in found) == ["德州市应急管理局", "沧州市应急管理局"]


def test_party_group_of_a_corps_is_the_speakers() -> None:
    found = agencies("支队党委坚持标准。特勤支队党委值守。", CITY, "衡水市消防救援支队")
    assert found == [("支队党委", "中共衡水市消防救援支队委员会")]


def test_headquarters_in_a_row_share_one_head() -> None:
    assert agencies("理顺市防汛抗旱、森林防火、抗震救灾三个指挥部机制。") == [
        ("市防汛抗旱", "衡水市防汛抗旱指挥部"),
        ("森林防火", "衡水市森林防火指挥部"),
        ("抗震救灾三个指挥部", "衡水市抗震救灾指挥部"),
    ]
    assert agencies("做好防汛抗旱、森林防火、抗震救灾工作。") == []


def test_front_headquarters_acts_under_the_documents_division() -> None:
    assert agencies("火灾发生后,前线指挥部统一调度。") == [("前线指挥部", "衡水市前线指挥部")]
    assert agencies("完善现场指挥部建设标准。") == []


def test_neighbouring_places_have_each_its_body_of_a_line_of_work() -> None:
    found = agencies("会同沧州、邢台等市水利部门完善共享。", "河北省衡水市")
    assert sorted(label for _, label in found) == ["沧州市水利局", "邢台市水利局"]
