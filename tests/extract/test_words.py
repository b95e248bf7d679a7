"""Borders of words, where a phrase is cut."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.grammar.words import cut_before, leads_with_verb, word_starts


def test_words_begin_where_the_dictionary_says() -> None:
    phrase = "新增从业人员安全培训覆盖率"
    starts = (*word_starts(phrase), len(phrase))
    words = [phrase[a:b] for a, b in itertools.pairwise(starts)]
    assert words == ["新增", "从业人员", "安全", "培训", "覆盖率"]


@given(st.text(alphabet="安全生产从业人员培训覆盖率的和1,", max_size=30))
def test_words_cover_the_phrase_in_order(phrase: str) -> None:
    starts = word_starts(phrase)
    assert list(starts) == sorted(set(starts)) and (starts[:1] == (0,)) == bool(phrase)
    assert all(0 <= start < len(phrase) for start in starts)


@pytest.mark.parametrize(
    ("phrase", "longest", "kept"),
    [
        ("从业人员安全培训覆盖率", 9, "安全培训覆盖率"),
        ("从业人员安全培训覆盖率", 11, "从业人员安全培训覆盖率"),
        ("覆盖率", 2, "覆盖率"),
        ("", 4, ""),
    ],
)
def test_a_phrase_is_cut_between_words(phrase: str, longest: int, kept: str) -> None:
    assert phrase[cut_before(phrase, longest) :] == kept


@pytest.mark.parametrize(
    ("phrase", "leads"), [("打通市", True), ("督促县", True), ("兴发", False), ("飞来峡", False), ("开发区", False)]
)
def test_a_phrase_that_begins_with_a_verb_is_no_name(phrase: str, leads: bool) -> None:
    assert leads_with_verb(phrase) is leads
