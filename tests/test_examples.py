"""The invented corpus in `examples/`: every sort of question has something to find in it."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from extract.document import Genre
from extract.pipeline import extract_file
from extract.records import Duty, Extraction, ProblemKind, Role
from ontology.namespaces import concept

CORPUS = Path(__file__).resolve().parents[1] / "examples" / "corpus"
TASKS = "抚州市2023年安全生产重点任务分工.html"
FILLED = "抚州市明确新兴行业安全监管职责的通知.txt"
RULES = "抚州市城镇燃气安全管理办法.md"
REPORT = "抚州市应急管理局2023年工作总结.txt"
EARLIER = "抚州市应急管理局2022年工作总结.txt"
PROVINCE = "江西省应急管理厅2023年上半年工作总结.txt"
COUNTY = "南丰县2023年应急管理工作计划.txt"
OTHER_CITY = "九江市2023年安全生产重点工作责任分工.txt"


@cache
def extraction(name: str) -> Extraction:
    return extract_file(CORPUS / name, CORPUS)


def duties(name: str, role: Role, word: str) -> list[Duty]:
    return [duty for duty in extraction(name).duties if duty.role is role and word in duty.matter]


def bearers(found: list[Duty]) -> set[str]:
    return {body.label for duty in found for body in duty.bearers}


def test_examples_are_the_eight_files_of_the_readme() -> None:
    files = sorted(path.name for path in CORPUS.iterdir())
    assert len(files) == 8
    readme = (CORPUS.parent / "README.md").read_text(encoding="utf-8")
    assert all(name in readme for name in files)
    assert "虚构" in readme


@pytest.mark.parametrize(
    ("name", "region", "genre"),
    [
        (TASKS, "江西省抚州市", Genre.DUTY_ASSIGNMENT),
        (RULES, "江西省抚州市", Genre.REGULATION),
        (REPORT, "江西省抚州市", Genre.SUMMARY),
        (PROVINCE, "江西省", Genre.SUMMARY),
        (COUNTY, "江西省抚州市南丰县", Genre.PLAN),
    ],
)
def test_examples_say_where_and_what_they_are(name: str, region: str, genre: Genre) -> None:
    metadata = extraction(name).document.metadata
    assert (metadata.region, metadata.genre) == (region, genre)


def test_examples_ownership_differs_between_two_cities() -> None:
    assert "抚州市住房和城乡建设局" in bearers(duties(TASKS, Role.LEAD, "燃气"))
    assert bearers(duties(OTHER_CITY, Role.LEAD, "燃气")) == {"九江市城市管理局"}
    assert not duties(TASKS, Role.LEAD, "电动自行车")
    assert len(bearers(duties(TASKS, Role.EXECUTE, "电动自行车"))) >= 3
    assert bearers(duties(OTHER_CITY, Role.LEAD, "电动自行车")) == {"九江市消防救援支队"}


def test_examples_names_of_bodies_are_no_sectors_of_duties() -> None:
    two_passenger = [
        duty for duty in extraction(TASKS).duties if "两客一危" in duty.matter and duty.role is Role.SUPPORT
    ]
    assert bearers(two_passenger) == {"抚州市农业农村局"}
    assert [duty.sectors for duty in two_passenger] == [(concept("sector", "road-transport"),)]


def test_examples_gap_is_stated_and_filled_later() -> None:
    vacancies = [p for p in extraction(COUNTY).problems if p.kind is ProblemKind.VACANCY]
    text = extraction(COUNTY).document.text
    assert any("密室逃脱" in problem.span.of(text) for problem in vacancies)
    assert any(p.kind is ProblemKind.OVERLAP for p in extraction(COUNTY).problems)
    entertainment = concept("sector", "culture-and-entertainment")
    regulated = [duty for duty in duties(FILLED, Role.REGULATE, "") if entertainment in duty.sectors]
    assert "抚州市文化广电新闻出版旅游局" in bearers(regulated)


def test_examples_title_of_a_notice_is_no_duty() -> None:
    title = extraction(FILLED).document.metadata.title
    assert title and not any(title in duty.matter for duty in extraction(FILLED).duties)


def test_examples_letters_of_responsibility_run_down_the_levels() -> None:
    signed = {
        name: {
            (body.label, duty_bearer.label)
            for duty in extraction(name).duties
            if duty.role is Role.COMMIT
            for body in duty.counterparties
            for duty_bearer in duty.bearers
        }
        for name in (PROVINCE, REPORT, EARLIER, COUNTY)
    }
    assert ("江西省人民政府", "11个设区市政府") in signed[PROVINCE]
    assert ("抚州市人民政府", "11个县（区）政府") in signed[REPORT]
    assert ("南丰县人民政府", "13个乡镇政府") in signed[COUNTY]
    assert not any(duty.role is Role.COMMIT and "未签订" in duty.matter for duty in extraction(REPORT).duties)


@pytest.mark.parametrize(("name", "lead"), [(PROVINCE, "江西省应急管理厅"), (REPORT, "抚州市应急管理局")])
def test_examples_campaign_has_leader_participants_and_period(name: str, lead: str) -> None:
    (statement,) = [c for c in extraction(name).campaigns if "2023行动" in c.campaign.label]
    assert [body.label for body in statement.leads] == [lead]
    assert statement.participants
    assert statement.period == "2023-05-01/2023-12-31"


@pytest.mark.parametrize(
    ("name", "found", "rectified", "deaths"), [(EARLIER, 18600, 18135, 38), (REPORT, 21450, 21021, 33)]
)
def test_examples_figures_can_be_compared(name: str, found: int, rectified: int, deaths: int) -> None:
    values: dict[str, set[int]] = {}
    for figure in extraction(name).observations:
        if figure.indicator_concept:
            values.setdefault(figure.indicator_concept.rsplit("/", 1)[-1], set()).add(int(figure.value))
    assert found in values["hazard-found-count"]
    assert rectified in values["hazard-rectified-count"]
    assert deaths in values["accident-deaths"]


def test_examples_statute_lays_duties_on_kinds() -> None:
    kinds = {body.label for duty in extraction(RULES).duties for body in duty.bearers}
    assert {"市、县（区）燃气管理部门", "应急管理部门", "消防救援机构", "燃气经营企业"} <= kinds


def test_examples_page_furniture_holds_no_fact() -> None:
    for name in (TASKS, PROVINCE):
        made = extraction(name)
        for fact in (*made.duties, *made.measures, *made.observations, *made.problems):
            assert not any(f.start < fact.span.end and fact.span.start < f.end for f in made.document.furniture)
            assert "浏览次数" not in fact.span.of(made.document.text)


def test_examples_measures_and_problems_are_plenty() -> None:
    made = [extraction(path.name) for path in CORPUS.iterdir()]
    assert sum(len(one.measures) for one in made) >= 60
    assert sum(len(one.problems) for one in made) >= 35
    assert {problem.kind for one in made for problem in one.problems} >= {
        ProblemKind.OVERLAP,
        ProblemKind.VACANCY,
        ProblemKind.CAPACITY,
        ProblemKind.PRINCIPAL,
        ProblemKind.AWARENESS,
        ProblemKind.MECHANISM,
    }
