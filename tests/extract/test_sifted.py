"""The words that a pattern needs are in whatever it matches."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.grammar.report_duties import report_grammar
from extract.sifted import holds, needed_words, sifted

PATTERNS = {
    "(?P<who>.{0,4}?)签订.?(?:责任书|承诺书)": (("承诺书", "责任书"), ("签订",)),
    "甲(?:乙丙)?丁": (("丁",), ("甲",)),
    "(?:甲乙|丙)丁": (("丁",), ("丙", "甲乙")),
    "[甲乙](?!丙)戊{2}": (("戊",), ("乙", "甲")),
    "(?:甲乙|.)丁": (("丁",),),
    "[^甲]|乙": (),
    "(?<=甲)乙++": (("乙",),),
    "(?i)ab": (),
    "(?i:ab)丙": (("丙",),),
}


@pytest.mark.parametrize("pattern", PATTERNS)
def test_needed_words_of_a_pattern(pattern: str) -> None:
    assert needed_words(re.compile(pattern)) == PATTERNS[pattern]


@given(st.text("甲乙丙丁戊签订责任书承诺abAB", max_size=12))
def test_needed_words_are_in_every_text_that_matches(text: str) -> None:
    for source in PATTERNS:
        pattern = re.compile(source)
        if pattern.search(text):
            assert holds(needed_words(pattern), text, 0, len(text))


@given(st.text("甲乙丙丁戊\n", max_size=20))
def test_sifted_pattern_finds_the_same_line_by_line(text: str) -> None:
    for source in ("甲(?:乙丙)?丁", "(?<![乙])(?:甲乙|丙)丁(?!戊)", "[甲乙](?!丙)戊{2}"):
        pattern = re.compile(source)
        assert [m.span() for m in sifted(pattern).in_lines(text)] == [m.span() for m in pattern.finditer(text)]


def test_needed_words_of_report_rules_are_in_their_examples() -> None:
    rules = report_grammar().rules
    assert len(rules) > 30
    for rule in rules:
        assert rule.pattern.needed, rule.name
        assert holds(rule.pattern.needed, rule.example, 0, len(rule.example)), rule.name
    other = rules[0].counterexample
    assert not all(holds(rule.pattern.needed, other, 0, len(other)) for rule in rules)


@given(st.text("甲乙丙丁戊", max_size=12), st.integers(0, 12), st.integers(0, 12))
def test_sifted_pattern_finds_what_the_pattern_finds(text: str, start: int, end: int) -> None:
    for source in PATTERNS:
        pattern = re.compile(source)
        found = [match.span() for match in sifted(pattern).finditer(text, start, end)]
        assert found == [match.span() for match in pattern.finditer(text, start, end)]
        first = sifted(pattern).search(text, start, end)
        assert (first.span() if first else None) == (found[0] if found else None)
