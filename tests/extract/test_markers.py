"""Markers of lists and headings, at the start of lines and within paragraphs, and their numerals."""

from __future__ import annotations

import pytest

from extract.markers import MarkerStyle, inline_markers, line_marker, number_of


@pytest.mark.parametrize(
    ("line", "style", "number"),
    [
        ("第十二章 附则", MarkerStyle.CHAPTER, 12),
        ("第一百零二条 本法", MarkerStyle.ARTICLE, 102),
        ("第二部分 安排", MarkerStyle.PART, 2),
        ("　　十一、加强宣传", MarkerStyle.HAN, 11),
        ("（二）压实责任", MarkerStyle.HAN_BRACKETED, 2),
        ("( 三 ) 压实责任", MarkerStyle.HAN_BRACKETED, 3),
        ("１．摸清底数", MarkerStyle.DIGIT, 1),
        ("12、整改", MarkerStyle.DIGIT, 12),
        ("（3）演练", MarkerStyle.DIGIT_BRACKETED, 3),
        ("⑫其他", MarkerStyle.CIRCLE, 12),
        ("## 第一节 总则", MarkerStyle.SECTION, 1),
    ],
)
def test_markers_of_lines(line: str, style: MarkerStyle, number: int) -> None:
    marker = line_marker(line, 0, len(line))
    assert marker is not None
    assert (marker.style, marker.number) == (style, number)


@pytest.mark.parametrize(
    "line", ["一、二级林区应当防火", "2021年工作", "3.5万人参加", "第一条例", "第十届会议", "（附件）", "一季度"]
)
def test_markers_are_not_seen_where_there_are_none(line: str) -> None:
    assert line_marker(line, 0, len(line)) is None


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("一是甲。二是乙。三是丙。", [1, 2, 3]),
        ("主要有：一是甲；二是乙", [1, 2]),
        ("完成率100%二是乙", [2]),
        ("完成率100%三是乙，其二是丙", []),
        ("一是甲完成率100%二是乙", [1, 2]),
        ("第一是谁，十二是数，其一是甲", []),
        ("首先，甲。其次，乙。", [1, 2]),
        ("内容：（1）甲；（2）乙", [1, 2]),
        ("共检查（一）甲", []),
        ("依据①甲、②乙", []),
        ("一要甲。二要乙。", [1, 2]),
    ],
)
def test_markers_inside_paragraphs(text: str, numbers: list[int]) -> None:
    assert [marker.number for marker in inline_markers(text, 0, len(text))] == numbers


def test_markers_a_later_member_may_open_its_own_paragraph() -> None:
    for text in ("五是完善力量体系。建立机制。", "五要完善力量体系。建立机制。"):
        assert [marker.number for marker in inline_markers(text, 0, len(text))] == [5]


def test_number_of_every_numeral() -> None:
    assert [number_of(n) for n in ("十", "二十", "九十九", "一百一十九", "7", "１２", "③")] == [
        10,
        20,
        99,
        119,
        7,
        12,
        3,
    ]
