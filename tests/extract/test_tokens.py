"""Texts cut into typed tokens."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extract.document import Span
from extract.lexicon import load_lexicon
from extract.records import Entity, EntityClass, Mention
from extract.tokens import (
    Token,
    TokenPattern,
    code_string,
    find_titles,
    leftmost_longest,
    overlay,
    titles_first,
    tokenize,
)

PIECES = [
    "《",
    "》",
    "。",
    "，",
    "三年",
    "2021年",
    "5.5%",
    "\n",
    " ",
    "县",
    "防汛",
    "12",
    "〈",
    "〉",
    "一",
    "A",
    "x",
    "·",
]


def kinds(text: str) -> list[tuple[str, str]]:
    return [(text[t.start : t.end], t.type) for t in tokenize(text, load_lexicon()) if t.type != "TEXT"]


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=40).map("".join))
def test_tokenize_every_character_belongs_to_exactly_one_token(text: str) -> None:
    tokens = tokenize(text, load_lexicon())
    assert "".join(text[t.start : t.end] for t in tokens) == text
    assert all(t.start < t.end for t in tokens)
    assert len(code_string(tokens)) == len(tokens)


@settings(max_examples=80, deadline=None)
@given(st.lists(st.sampled_from(PIECES), min_size=1, max_size=30).map("".join), st.data())
def test_overlay_still_covers_every_character_once(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    body = Entity(EntityClass.AGENCY, "某局", "某局")
    tokens = overlay(tokenize(text, load_lexicon()), [Mention(Span(start, end), body)], load_lexicon())
    assert "".join(text[t.start : t.end] for t in tokens) == text
    assert [(t.start, t.end) for t in tokens if t.type == "AGENCY"] == [(start, end)]


def test_tokenize_lost_separator_leaves_two_numbers() -> None:
    numbers = [word for word, kind in kinds("分别下降18.5%32.5%") if kind == "NUMBER"]
    assert numbers == ["18.5", "32.5"]


def test_tokenize_a_day_in_a_name_is_no_number() -> None:
    assert ("3·15", "EVENT") in kinds("“3·15”事故")
    assert ("3.15", "NUMBER") in kinds("3.15亿元")


def test_tokenize_dates_and_document_numbers() -> None:
    found = kinds("2023年4月7日印发（苏安〔2023〕12号）")
    assert ("2023年4月7日", "DATE") in found
    assert any(kind == "DOCUMENT_NUMBER" and word.endswith("〔2023〕12号") for word, kind in found)


def test_tokenize_a_number_in_a_title_is_no_number() -> None:
    assert kinds("《刑法修正案(十一)》2条")[0] == ("《刑法修正案(十一)》", "TITLE")
    assert ("十一", "NUMERAL") not in kinds("《刑法修正案(十一)》")


@pytest.mark.parametrize(
    ("text", "titles"),
    [
        ("印发《甲办法》和《乙规定》。", [("《甲办法》", True), ("《乙规定》", True)]),
        ("《关于印发〈丙方案〉的通知》", [("《关于印发〈丙方案〉的通知》", True)]),
        ("《关于印发《丁方案》的通知》后", [("《关于印发《丁方案》的通知》", True)]),
        ("出台《戊储备标准。市级投入", [("《戊储备标准", False)]),
        ("没有书名号", []),
    ],
)
def test_find_titles(text: str, titles: list[tuple[str, bool]]) -> None:
    assert [(span.of(text), closed) for span, closed in find_titles(text)] == titles


def test_leftmost_longest_prefers_the_longer_of_two_that_begin_together() -> None:
    short, long = Token(0, 2, "A", (), "A"), Token(0, 3, "B", (), "B")
    later = Token(2, 9, "C", (), "C")
    assert list(leftmost_longest([short, long, later])) == [long]


def test_titles_first_lets_no_word_reach_into_a_title() -> None:
    word, title = Token(0, 4, "A", (), "A"), Token(2, 8, "TITLE", (), "T")
    assert list(titles_first([word, title])) == [title]


def test_token_pattern_maps_back_to_spans() -> None:
    text = "共查处12起，罚款3万元。"
    tokens = tokenize(text, load_lexicon())
    found = [m.span("figure") for m in TokenPattern("(?P<figure><NUMBER>)").finditer(tokens)]
    assert [span.of(text) for span in found if span] == ["12", "3"]


def test_token_pattern_unknown_type_is_an_error() -> None:
    with pytest.raises(KeyError):
        TokenPattern("<NO_SUCH_TYPE>")


def test_tokenize_the_real_corpus_is_covered_exactly(corpus: Path) -> None:
    for path in sorted((corpus / "reports").glob("*.txt")):
        text = path.read_bytes().decode("utf-8-sig")
        tokens = tokenize(text, load_lexicon())
        assert "".join(text[t.start : t.end] for t in tokens) == text
