"""What the five real reports are known to say, asked of a build of them."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from graphs.build import build
from graphs.store import Store, open_store
from queries.presentation import plain_text
from queries.question import find_question, load_catalogue
from queries.run import ask

STATUTES = ("安全生产法(2021-06-10).md", "消防法(2021-04-29).md", "烟花爆竹安全管理条例(2016-02-06).md")


@pytest.fixture(scope="module")
def store(corpus: Path, tmp_path_factory: pytest.TempPathFactory) -> Store:
    texts, folder = tmp_path_factory.mktemp("texts"), tmp_path_factory.mktemp("reports") / "build"
    shutil.copytree(corpus / "reports", texts / "reports")
    (texts / "statutes").mkdir()
    for name in STATUTES:
        shutil.copy(corpus / "statutes" / name, texts / "statutes")
    build(texts, folder, 1)
    return open_store(folder)


def answers(store: Store, question: str, **given: str) -> list[dict[str, str]]:
    answer = ask(store, find_question(question, load_catalogue()), given)
    names = [column.name for column in answer.columns]
    return [dict(zip(names, map(plain_text, row.cells), strict=True)) | {"facts": row.facts} for row in answer.rows]


@pytest.mark.parametrize("question", ["5", "9"])
@pytest.mark.parametrize(
    ("place", "words", "column"),
    [
        ("泉州市", "小型游乐设施", "text"),
        ("泉州市", "成品油", "instruments"),
        ("泉州市", "《消防法》规定的职责分工", "text"),
        ("巍山县", "古城消防安全职责边际不清", "text"),
    ],
)
def test_gaps_that_reports_admit_are_found(store: Store, question: str, place: str, words: str, column: str) -> None:
    rows = answers(store, question, division=place)
    assert any(words in row[column] and row["facts"] for row in rows)


@pytest.mark.parametrize(
    ("question", "upper", "lower"), [("11", "fromLabel", "toLabel"), ("13", "counterpartyLabel", "bearerLabel")]
)
def test_letters_of_responsibility_run_from_the_province_down(
    store: Store, question: str, upper: str, lower: str
) -> None:
    steps = {(row[upper], row[lower]) for row in answers(store, question, division="甘肃省")}
    signers = " ".join(below for above, below in steps if above == "甘肃省人民政府")
    assert "14个市州" in signers
    assert "兰州新区" in signers
    assert "28个省安委会成员单位" in signers
    assert any("各市州、县区" in below for _, below in steps)


def test_three_musts_are_found_wherever_they_are_named(store: Store, corpus: Path) -> None:
    wordings = ("三管三必须", "管行业必须管安全")
    paths = [*(corpus / "reports").glob("*.txt"), *(corpus / "statutes" / name for name in STATUTES)]
    texts = {path.name: path.read_text(encoding="utf-8") for path in paths}
    naming = {name for name, text in texts.items() if any(wording in text for wording in wordings)}
    rows = answers(store, "20", system="三管三必须")
    assert len({row["documentTitle"] for row in rows}) == len(naming)
    assert len(naming) == 4


def test_found_and_rectified_agree_where_they_do(store: Store) -> None:
    (row,) = answers(store, "24", division="泉州市")
    assert (row["found"], row["rectified"], row["stated"], row["verdict"]) == ("377300", "376900", "99.9", "自洽")


def test_accidents_of_every_place_that_reports_them(store: Store) -> None:
    rows = answers(store, "26")
    told = {(row["placeLabel"], row["value"]) for row in rows if "死亡" in row["indicatorLabel"]}
    assert {("甘肃省", "235"), ("泉州市", "91"), ("绍兴市", "47"), ("河南省", "970")} <= told
    assert not any(row["placeLabel"] == "新乡市" and row["value"] == "1132" for row in rows)


def test_letters_stand_on_the_level_of_each_signer(store: Store) -> None:
    rows = {row["toLabel"]: row["toLevel"] for row in answers(store, "11", division="甘肃省")}
    assert (rows["28个省安委会成员单位"], rows["全省14个市州政府"], rows["各市州、县区"]) == (
        "省级",
        "市级",
        "县级；市级",
    )
    assert not any("应急管理厅" in row["fromLabel"] for row in answers(store, "11", division="甘肃省"))


def test_chain_reaches_townships_and_enterprises_that_sign(store: Store) -> None:
    states = {(row["placeLabel"], row["levelLabel"]): row["state"] for row in answers(store, "12")}
    assert states["巍山彝族回族自治县", "乡级"] == states["巍山彝族回族自治县", "企业级"] == "已承接"
    assert states["甘肃省", "县级"] == "已承接"
    assert states["甘肃省", "乡级"] == "断开"


def test_agreements_are_told_apart_from_letters_of_responsibility(store: Store) -> None:
    papers = {(row["bearerLabel"], row["paper"]) for row in answers(store, "13", division="甘肃省")}
    assert ("甘肃省应急管理厅", "协议、备忘录") in papers
    assert ("全省14个市州政府", "责任书") in papers


def test_sectors_that_nobody_owns_are_those_that_a_place_regulates(store: Store) -> None:
    rows = [row for row in answers(store, "5") if row["finding"].startswith("本地文件")]
    assert rows
    assert any("新业态" in row["subjects"] for row in rows)
    passing = ("公交车", "短信", "媒体", "帐篷", "进企业、进农村", "印发《")
    assert not any(word in row["text"] for row in rows for word in passing)


def test_no_later_document_fills_a_gap_that_the_five_reports_admit(store: Store) -> None:
    assert answers(store, "10") == []
    assert len(answers(store, "9")) >= 9


def test_clauses_with_unnamed_departments_name_nobody(store: Store) -> None:
    rows = answers(store, "8")
    assert any(row["bearerLabel"] == "各部门" and row["wording"] == "未指明任何单位" for row in rows)
    assert not any("个人" in row["bearerLabel"] for row in rows)


def test_parts_of_a_total_are_no_contradiction(store: Store) -> None:
    assert answers(store, "25") == []


def test_departments_that_one_article_names_share_a_duty_by_law(store: Store) -> None:
    rows = answers(store, "7", sector="烟花爆竹")
    pairs = {(row["firstLabel"], row["secondLabel"]): row for row in rows}
    shared = pairs["公安部门", "安全生产监督管理部门"]
    assert (shared["verdict"], shared["reason"]) == ("法定协同", "同一条款 第四条")
    assert not any(row["verdict"] == "职责交叉" for row in rows)


def test_several_departments_and_none_in_the_lead(store: Store) -> None:
    (row,) = answers(store, "6", sector="烟花爆竹")
    assert row["bearers"] == "公安部门；安全生产监督管理部门"


def test_an_agency_has_its_own_duties_and_those_of_its_kind(store: Store) -> None:
    rows = answers(store, "1", agency="绍兴市应急管理局")
    laws = {row["basisLabel"] for row in rows if row["origin"] == "法律赋予"}
    assert {"中华人民共和国安全生产法", "中华人民共和国消防法", "烟花爆竹安全管理条例"} <= laws
    overseen = [row for row in rows if row["article"] == "第十条第一款"]
    assert any(row["roleLabel"] == "综合监管" and "安全生产工作" in row["matter"] for row in overseen)
    assert {row["matter"] for row in rows if row["origin"] == "文件规定"} == {"层层签订党风廉政建设责任书"}


def test_fire_safety_of_a_city_is_owned_by_law(store: Store) -> None:
    rows = answers(store, "2", sector="消防", division="绍兴市")
    assert any(row["origin"] == "法律赋予" and row["article"].startswith("第四条") for row in rows)


def test_a_law_is_found_with_and_without_the_name_of_the_country(store: Store) -> None:
    rows = answers(store, "19", instrument="安全生产法")
    assert answers(store, "19", instrument="中华人民共和国安全生产法") == rows
    assert any(row["documentTitle"].startswith("泉州市") for row in rows)


def test_places_carry_out_a_campaign_under_shorter_names(store: Store) -> None:
    places = {row["placeLabel"] for row in answers(store, "16", campaign="安全生产专项整治三年行动")}
    assert {"甘肃省", "泉州市", "新乡市"} <= places
