"""Normalisation changes what a pattern sees and never where it is."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extract.normalisation import normalise

PIECES = [
    "责任",
    "１２％",
    "ＡＢ",
    ",",
    "，",
    " ",
    "\u3000",
    "\n",
    "\r\n",
    "\xa0",
    "\u200b",
    "(",
    ")",
    "ab c",
    "12,345",
    "𠮷",
    "e\u0301",
]
TEXTS = st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=4)), max_size=40).map("".join)


@pytest.mark.parametrize(
    ("text", "normal"),
    [
        ("共排查１２３处，占９９．５％", "共排查123处，占99.5%"),
        ("部署,落实;检查(含复查)", "部署，落实；检查（含复查）"),
        ("应急 管理\n局", "应急管理局"),
        ("总　　则", "总则"),
        ("work  safety\nlaw", "work safety law"),
        ("罚款1,400元", "罚款1,400元"),
        ("时间10:30", "时间10:30"),
        ("零\u200b宽", "零宽"),
    ],
)
def test_normalise_one_width_and_no_accidental_space(text: str, normal: str) -> None:
    assert normalise(text).text == normal


def test_normalise_spans_lead_back_to_the_original() -> None:
    text = "县应急 管理局，整改 １２ 处"
    found = normalise(text)
    start = found.text.index("管理局")
    assert found.span(start - 2, start + 3).of(text) == "应急 管理局"
    number = found.text.index("12")
    assert found.span(number, number + 2).of(text) == "１２"


@given(TEXTS)
@settings(max_examples=150, deadline=None)
def test_normalise_map_is_monotone_and_within_the_text(text: str) -> None:
    found = normalise(text)
    origins = [found.origin(offset) for offset in range(len(found.text) + 1)]
    assert origins == sorted(origins)
    assert all(0 <= origin <= len(text) for origin in origins)
    for offset, character in enumerate(found.text):
        original = text[origins[offset]]
        assert character == original or normalise(original).text in (character, "", original)
    for start in range(0, len(found.text), 3):
        span = found.span(start, min(start + 5, len(found.text)))
        assert 0 <= span.start <= span.end <= len(text)


@given(TEXTS)
@settings(max_examples=80, deadline=None)
def test_normalise_leaves_no_space_at_chinese_characters(text: str) -> None:
    found = normalise(text).text
    assert "责任 " not in found
    assert " 责任" not in found
    assert "\n" not in found
