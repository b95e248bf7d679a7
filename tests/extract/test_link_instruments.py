"""Instruments and what a document says of them."""

from __future__ import annotations

import pytest

from extract.document import Genre
from extract.grammar.instruments import find_instrument_statements
from extract.pipeline import contextualize
from extract.records import EntityClass
from tests.extract.mentioning import document, mentions_of, named

INSTRUMENT = EntityClass.INSTRUMENT


def statement(text: str, genre: Genre = Genre.SUMMARY) -> tuple[str, list[str]]:
    read = document(text, "江苏省南通市", "南通市应急管理局", genre)
    found = find_instrument_statements(contextualize(read))[0]
    return found.status, [issuer.label for issuer in found.issuers]


def test_instrument_with_inner_title_is_one() -> None:
    text = "转发《关于印发〈港口作业安全规范〉的通知》。"
    assert named(text, INSTRUMENT) == [(text[2:-1], text[3:-2])]


def test_instrument_that_was_not_closed_is_flagged() -> None:
    read = document("出台《港口作业安全规范。随后培训。")
    found = mentions_of(read, INSTRUMENT)
    assert [(m.entity.label, m.entity.resolved) for m in found] == [("港口作业安全规范", False)]


@pytest.mark.parametrize("text", ["在江海卫视《平安南通》栏目播出。", "《南通日报》刊登文章。", "收看专题片《火海》。"])
def test_instrument_rule_leaves_media_out(text: str) -> None:
    assert named(text, INSTRUMENT) == []


@pytest.mark.parametrize(
    ("text", "status", "issuers"),
    [
        ("印发《港口方案》。", "issued", ["南通市应急管理局"]),
        ("提请市委市政府印发《港口方案》。", "issued", ["中共南通市委", "南通市人民政府"]),
        ("联合市公安局、市水利局印发《港口方案》。", "issued", ["南通市应急管理局", "南通市公安局", "南通市水利局"]),
        ("市政府办公室印发《港口方案》。", "issued", ["南通市人民政府办公室"]),
        ("修订《港口预案》。", "revised", ["南通市应急管理局"]),
        ("对《港口预案》进行修订。", "revised", ["南通市应急管理局"]),
        ("推动出台《港口条例》。", "planned", ["南通市应急管理局"]),
        ("形成《港口意见》,近期将下发执行。", "planned", ["南通市应急管理局"]),
        ("《港口方案》已经市政府同意，现印发给你们。", "issued", ["南通市应急管理局"]),
        ("严格落实《安全生产法》。", "cited", []),
        ("学习新颁布的《港口法》。", "cited", []),
        ("根据应急管理部关于印发《装备标准》的通知,配发装备。", "cited", ["应急管理部"]),
        ("按照《江苏省应急管理厅关于开展检查的通知》要求。", "cited", ["江苏省应急管理厅"]),
    ],
)
def test_instrument_rule_gives_status_and_issuers(text: str, status: str, issuers: list[str]) -> None:
    assert statement(text) == (status, issuers)


def test_instrument_that_the_document_itself_issues_stands_in_its_head() -> None:
    title = "南通市应急管理局关于印发《港口方案》的通知"
    read = document(f"{title}\n\n各县（市、区）应急管理局：\n\n请认真执行。\n", "江苏省南通市", "南通市应急管理局")
    (found,) = find_instrument_statements(contextualize(read))
    assert (found.status, [body.label for body in found.issuers]) == ("issued", ["南通市应急管理局"])


def test_instrument_row_shares_the_verb() -> None:
    read = document("印发《甲办法》《乙办法》和《丙办法》。", "江苏省南通市", "南通市应急管理局")
    found = find_instrument_statements(contextualize(read))
    assert [s.status for s in found] == ["issued"] * 3


def test_instrument_named_in_a_statute_is_cited() -> None:
    assert statement("根据《安全生产法》,制定《港口条例》。", Genre.STATUTE) == ("cited", [])


def test_instrument_short_title_that_the_text_defines() -> None:
    text = (
        "《办法》旧稿废止。印发《南通市渔港安全管理办法》（通政发〔2023〕5号，以下简称《办法》）。"
        "按《办法》修订《细则》。"
    )
    assert [label for _, label in named(text, EntityClass.INSTRUMENT)] == [
        "办法",
        "南通市渔港安全管理办法",
        "南通市渔港安全管理办法",
        "南通市渔港安全管理办法",
        "细则",
    ]
