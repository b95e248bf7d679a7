"""Numbers with their units."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.grammar.numbers import Quantity, chinese_integer, quantities


def one(text: str) -> Quantity:
    found = list(quantities(text))
    assert len(found) == 1, found
    return found[0]


@pytest.mark.parametrize(
    ("text", "value", "unit", "approximate"),
    [
        ("12.5万余条", "125000", "条", True),
        ("约13万人", "130000", "人", True),
        ("6千余人", "6000", "人", True),
        ("4100余场", "4100", "场", True),
        ("1,250人", "1250", "人", False),
        ("3021.5万元", "30215000", "元", False),
        ("2.4亿元", "240000000", "元", False),
        ("近8.1万家", "81000", "家", True),
        ("85%以上", "85", "%", True),
        ("3.5万人(次)", "35000", "人次", False),
        ("两次", "2", "次", False),
        ("十二个", "12", "个", False),
        ("0起", "0", "起", False),
    ],
)
def test_numbers_value_unit_and_vagueness(text: str, value: str, unit: str, approximate: bool) -> None:
    quantity = one(text)
    assert (quantity.value, quantity.unit, quantity.approximate) == (Decimal(value), unit, approximate)
    assert quantity.span.of(text) == text


def test_numbers_lost_separator_leaves_two() -> None:
    assert [q.value for q in quantities("下降21.9%33.3%")] == [Decimal("21.9"), Decimal("33.3")]


@pytest.mark.parametrize("text", ["五部门", "一体化", "三同时", "万一", "无一人伤亡", "无一起事故"])
def test_numbers_words_are_no_quantities(text: str) -> None:
    assert list(quantities(text)) == []


@pytest.mark.parametrize(
    ("numeral", "value"),
    [
        ("三", 3),
        ("十", 10),
        ("二十一", 21),
        ("两百零五", 205),
        ("一千二百", 1200),
        ("三万", 30000),
        ("一亿两千万", 120000000),
    ],
)
def test_numbers_chinese_numerals(numeral: str, value: int) -> None:
    assert chinese_integer(numeral) == value


def test_numbers_no_numeral_raises() -> None:
    with pytest.raises(ValueError, match="no Chinese numeral"):
        chinese_integer("三人")


@given(st.text(alphabet="0123456789.一二三百万亿余约个人元%起，、共死亡", max_size=40))
def test_numbers_spans_are_verbatim_sorted_and_disjoint(text: str) -> None:
    position = 0
    for quantity in quantities(text):
        assert position <= quantity.span.start <= quantity.number.start < quantity.number.end <= quantity.span.end
        assert quantity.span.of(text).endswith(text[quantity.number.start : quantity.span.end])
        position = quantity.span.end
