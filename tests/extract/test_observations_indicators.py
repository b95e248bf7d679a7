"""Which phrases of figures name a concept of the indicator vocabulary."""

from __future__ import annotations

import re

import pytest

from extract.grammar.indicators import indicator_concept
from extract.grammar.wording import wording
from ontology.vocabulary import load_vocabulary


@pytest.mark.parametrize(
    ("phrase", "unit", "name"),
    [
        ("隐患排查数", "条", "hazard-found-count"),
        ("检查发现问题隐患数", "处", "hazard-found-count"),
        ("新购消防车数", "辆", "fire-engine-count"),
        ("出动指战员人次", "人次", "personnel-dispatched-count"),
        ("举办防汛综合演练场次", "场", "drill-count"),
        ("下拨省级救灾物资数", "件", "relief-grain-and-goods-count"),
        ("组建专业救援队数", "支", "rescue-team-count"),
        ("专业救援队人数", "人", "rescue-team-members"),
        ("责令限期整改通知书数", "份", "order-to-correct-count"),
        ("隐患整改率", "%", "hazard-rectification-rate"),
    ],
)
def test_indicator_phrases_name_their_concept(phrase: str, unit: str, name: str) -> None:
    iri = indicator_concept(phrase, unit)
    assert iri is not None and load_vocabulary().concepts[iri].name == name


@pytest.mark.parametrize(
    ("phrase", "unit"),
    [
        ("煤矿发现问题隐患数", "人"),
        ("码头演练用船数", "艘"),
        ("化工园区发现的火灾隐患企业数", "家"),
        ("新购消防车资金", "元"),
    ],
)
def test_indicator_phrases_of_something_narrower_or_else_name_none(phrase: str, unit: str) -> None:
    assert indicator_concept(phrase, unit) is None


def test_indicator_patterns_name_concepts_and_units_of_the_vocabularies() -> None:
    vocabulary = load_vocabulary()
    names = {concept.name for concept in vocabulary.scheme("indicator")}
    units = {label for unit in vocabulary.scheme("unit") for label in unit.labels}
    entries = wording("indicators")["indicator"]
    assert len(entries) >= 80
    for entry in entries:
        assert entry["name"] in names
        assert set(entry["units"]) <= units, entry["name"]
        re.compile(entry["words"])
