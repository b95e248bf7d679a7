"""The words that a pattern needs are in whatever it matches."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.grammar.needed import holds, needed_words
from extract.grammar.report_duties import report_grammar

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
            assert holds(needed_words(pattern), text)


def test_needed_words_of_report_rules_are_in_their_examples() -> None:
    rules = report_grammar().rules
    assert len(rules) > 30
    for rule in rules:
        assert rule.needed, rule.name
        assert holds(rule.needed, rule.example), rule.name
    assert not all(holds(rule.needed, rules[0].counterexample) for rule in rules)
