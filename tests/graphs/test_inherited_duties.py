"""The real reports and some real statutes: what the law lays on the bodies that the reports speak of."""

from __future__ import annotations

import shutil
from collections import defaultdict
from pathlib import Path

import pytest

from graphs.build import build
from graphs.store import open_store, solutions_of

STATUTES = (
    "安全生产法(2021-06-10).md",
    "消防法(2021-04-29).md",
    "突发事件应对法(2007-08-30).md",
    "突发事件应对法(2024-06-28).md",
    "浙江省消防条例(2021-11-25).md",
    "北京市安全生产条例(2022-05-25).md",
)
INHERITED = """
SELECT ?agency ?level ?law ?article ?begin ?end ?words ?rule WHERE {
  ?node a zr:InheritedDuty ; zr:appliesTo ?body ; zr:inheritedFrom ?duty ; zr:rule ?rule .
  ?body skos:prefLabel ?agency ; zr:level/skos:notation ?level .
  ?duty zr:evidence ?passage .
  ?passage nif:referenceContext/dct:source ?law ; nif:beginIndex ?begin ; nif:endIndex ?end ; nif:anchorOf ?words .
  OPTIONAL { ?duty zr:basisArticle ?article }
}
"""


@pytest.fixture(scope="module")
def out(corpus: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("real")
    shutil.copytree(corpus / "reports", folder / "corpus" / "reports")
    (folder / "corpus" / "statutes").mkdir()
    for name in STATUTES:
        shutil.copyfile(corpus / "statutes" / name, folder / "corpus" / "statutes" / name)
    report = build(folder / "corpus", folder / "out", workers=2)
    assert report.failures == ()
    assert report.documents == 5 + len(STATUTES)
    return folder / "out"


@pytest.fixture(scope="module")
def rows(out: Path) -> list[dict[str, str]]:
    names = ("agency", "level", "law", "article", "begin", "end", "words", "rule")
    answer = solutions_of(open_store(out).query(INHERITED))
    return [{n: str(row[n].value) if row[n] is not None else "" for n in names} for row in answer]  # type: ignore[union-attr]


def test_inherited_duties_reach_agencies_of_every_level(rows: list[dict[str, str]]) -> None:
    by_level: dict[str, set[str]] = defaultdict(set)
    for row in rows:
        by_level[row["level"][0]].add(row["agency"])
    assert "应急管理部" in by_level["1"]
    assert "甘肃省应急管理厅" in by_level["2"]
    assert "绍兴市应急管理局" in by_level["3"]
    assert "巍山彝族回族自治县应急管理局" in by_level["4"]


def test_inherited_duties_lead_to_article_and_passage(rows: list[dict[str, str]], out: Path) -> None:
    assert rows
    for row in rows:
        text = (out / "text" / f"{row['law']}.txt").read_bytes().decode()
        assert text[int(row["begin"]) : int(row["end"])] == row["words"]
        assert row["rule"] in {"030_inherited_duty", "040_duty_of_designation"}
    with_article = [row for row in rows if row["article"].startswith("第")]
    assert len(with_article) > 0.9 * len(rows)


def test_inherited_duties_of_a_region_stay_in_it(rows: list[dict[str, str]]) -> None:
    zhejiang = {row["agency"] for row in rows if "浙江省" in row["law"]}
    assert "绍兴市应急管理局" in zhejiang
    assert not {name for name in zhejiang if name.startswith(("甘肃", "泉州", "巍山", "河南", "新乡"))}
    assert not [row for row in rows if "北京市" in row["law"] and not row["agency"].startswith("北京")]


def test_inherited_duties_come_from_versions_in_force(rows: list[dict[str, str]]) -> None:
    laws = {row["law"] for row in rows}
    assert "statutes/突发事件应对法(2024-06-28).md" in laws
    assert "statutes/突发事件应对法(2007-08-30).md" not in laws


def test_real_graph_gives_each_node_one_chinese_name(out: Path) -> None:
    twice = """SELECT ?node ?one ?other WHERE {
      ?node skos:prefLabel ?one, ?other . FILTER(LANG(?one) = "zh" && LANG(?other) = "zh" && STR(?one) < STR(?other))
    }"""
    assert [str(row["node"]) for row in solutions_of(open_store(out).query(twice))] == []
