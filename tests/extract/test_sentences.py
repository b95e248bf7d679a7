"""Sentences and clauses: where they are cut, and where a bracket or a title keeps them whole."""

from __future__ import annotations

import pytest

from extract.document import Span
from extract.sentences import clause_spans, sentence_spans


def cut(text: str) -> list[str]:
    return [c.of(text) for s in sentence_spans(text, Span(0, len(text))) for c in clause_spans(text, s)]


@pytest.mark.parametrize(
    ("text", "clauses"),
    [
        ("开展检查，整改隐患。", ["开展检查", "整改隐患"]),
        ("印发《甲、乙；丙，丁办法》，部署落实", ["印发《甲、乙；丙，丁办法》", "部署落实"]),
        ("落实“三个必须，一个都不少”要求；强化监管", ["落实“三个必须，一个都不少”要求", "强化监管"]),
        ("检查企业（含小微企业，不含个体）9家，罚款1,400元", ["检查企业（含小微企业，不含个体）9家", "罚款1,400元"]),
        ("制定《储备标准。投入资金，购置物资。", ["制定《储备标准", "投入资金", "购置物资"]),
        ("检查24家,整改30处", ["检查24家", "整改30处"]),
        ("（一）甲)乙，丙（丁", ["（一）甲)乙", "丙（丁"]),
        ("强调“要压实责任。要加强检查。”会后落实", ["强调“要压实责任", "要加强检查", "会后落实"]),
    ],
)
def test_sentences_are_cut_outside_closed_brackets(text: str, clauses: list[str]) -> None:
    assert [found.strip("”") for found in cut(text)] == [found.strip("”") for found in clauses]
