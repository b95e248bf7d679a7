"""The lint of the vocabularies: each planted fault is found by its rule, and the repository has none."""

from __future__ import annotations

from pathlib import Path

import pytest
from rich.console import Console
from typer.testing import CliRunner

from ontology.vocabulary import load_vocabulary
from ontology.vocabulary_lint import lint
from ontology.vocabulary_statistics import count, table
from zeren import application

HEAD = """@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix scheme: <https://w3id.org/zeren/scheme/> .
@prefix zr: <https://w3id.org/zeren/ns#> .
@prefix fruit: <https://w3id.org/zeren/fruit/> .
scheme:fruit a skos:ConceptScheme ; skos:prefLabel "水果"@zh, "fruit"@en .
fruit:apple a skos:Concept ; skos:inScheme scheme:fruit ; skos:topConceptOf scheme:fruit ;
    skos:prefLabel "苹果"@zh, "apple"@en ; skos:altLabel "红果"@zh .
"""
HAWTHORN = 'fruit:hawthorn a skos:Concept ; skos:inScheme scheme:fruit ; skos:prefLabel "山楂"@zh, "hawthorn"@en ; '
BELOW = "skos:broader fruit:apple "


def rules(folder: Path, turtle: str) -> list[tuple[str, str]]:
    (folder / "fruits.ttl").write_text(HEAD + turtle, encoding="utf-8")
    return [(fault.rule, fault.concept.rsplit("/", 1)[-1]) for fault in lint(load_vocabulary(folder))]


@pytest.mark.parametrize(
    ("turtle", "expected"),
    [
        ("", []),
        (HAWTHORN + BELOW + '; skos:altLabel "红果"@zh .', [("collision", "apple")]),
        (HAWTHORN + BELOW + '; skos:hiddenLabel "苹果"@zh .', [("collision", "apple")]),
        (HAWTHORN + BELOW + '; skos:altLabel "楂"@zh .', [("short", "hawthorn")]),
        (HAWTHORN + BELOW + '; skos:altLabel "楂"@zh ; zr:ambiguousLabel "楂"@zh .', []),
        (HAWTHORN + BELOW + '; skos:altLabel "楂"@zh . scheme:fruit zr:shortestLabel 1 .', []),
        (HAWTHORN + BELOW + '; skos:altLabel "山楂"@zh .', [("repeat", "hawthorn")]),
        (HAWTHORN + 'skos:altLabel "山里红"@zh .', [("orphan", "hawthorn")]),
        (HAWTHORN + "skos:broader fruit:medlar .", [("orphan", "hawthorn")]),
        (HAWTHORN + BELOW + "; zr:like fruit:medlar .", [("reference", "hawthorn")]),
        (HAWTHORN.replace('"hawthorn"@en', '"hawthorn"') + BELOW + ".", [("label", "hawthorn")]),
        ("fruit:nut a skos:Concept ; skos:inScheme scheme:nut ; skos:topConceptOf scheme:nut ; "
         'skos:prefLabel "坚果"@zh, "nut"@en .', [("scheme", "nut")]),
    ],
)  # fmt: skip
def test_vocabulary_lint_finds_each_planted_fault(tmp_path: Path, turtle: str, expected: list[tuple[str, str]]) -> None:
    assert rules(tmp_path, turtle) == expected


def test_vocabulary_lint_accepts_a_collision_that_every_bearer_declares(tmp_path: Path) -> None:
    both = HAWTHORN + BELOW + '; skos:altLabel "红果"@zh ; zr:ambiguousLabel "红果"@zh .\n'
    assert rules(tmp_path, both) == [("collision", "apple")]
    load_vocabulary.cache_clear()
    assert rules(tmp_path, both + 'fruit:apple zr:ambiguousLabel "红果"@zh .') == []


def test_vocabulary_lint_command_passes_on_the_repository_and_fails_on_a_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    runner = CliRunner()
    result = runner.invoke(application, ["vocab", "lint"])
    assert result.exit_code == 0, result.output
    broken = load_vocabulary()
    monkeypatch.setattr("ontology.vocabulary.load_vocabulary", lambda: broken)
    monkeypatch.setattr("ontology.vocabulary_lint._place", lambda concept, vocabulary: iter(()))
    monkeypatch.setattr("ontology.vocabulary_lint._declared", lambda concept: frozenset())
    result = runner.invoke(application, ["vocab", "lint"])
    assert result.exit_code == 1
    assert "collision" in result.output


MINIMUM = {
    "division": 3400,
    "function": 60,
    "system": 60,
    "sector": 50,
    "hazard": 40,
    "unit": 60,
    "indicator": 80,
    "measure-kind": 25,
    "role": 9,
    "level": 7,
    "genre": 8,
}


@pytest.mark.parametrize(("scheme", "least"), sorted(MINIMUM.items()))
def test_vocabulary_statistics_reach_the_minimum(scheme: str, least: int) -> None:
    counts = {row.scheme: row for row in count(load_vocabulary())}
    assert counts[scheme].concepts >= least


def test_vocabulary_statistics_command_prints_every_scheme() -> None:
    console = Console(width=120, record=True)
    console.print(table(count(load_vocabulary())))
    printed = console.export_text()
    for name in load_vocabulary().schemes:
        assert name in printed
    result = CliRunner().invoke(application, ["vocab", "stats"])
    assert result.exit_code == 0
    assert "division" in result.output


def test_vocabulary_indicators_name_unit_and_polarity() -> None:
    vocabulary = load_vocabulary()
    indicators = [found for found in vocabulary.scheme("indicator") if found.broader]
    assert len(indicators) >= 80
    for found in indicators:
        unit = found.value("https://w3id.org/zeren/ns#usualUnit")
        assert unit in vocabulary.concepts, found.iri
        assert found.value("https://w3id.org/zeren/ns#polarity") in {"higher", "lower", "neutral"}, found.iri


def test_vocabulary_scaled_units_lead_to_their_base() -> None:
    vocabulary = load_vocabulary()
    scaled = [found for found in vocabulary.scheme("unit") if found.value("https://w3id.org/zeren/ns#multiplier")]
    assert {"万元", "亿元", "万人", "万吨"} <= {found.label_zh for found in scaled}
    for found in scaled:
        base = vocabulary.concepts[found.value("https://w3id.org/zeren/ns#baseUnit") or ""]
        factor = {"10000": "万", "100000000": "亿"}[found.value("https://w3id.org/zeren/ns#multiplier") or ""]
        assert found.label_zh == factor + base.label_zh
