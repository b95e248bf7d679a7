"""Senses of clauses in news, speeches and bulletins, and where a text turns from one to another."""

from __future__ import annotations

import pytest

from extract.outline import Sense
from tests.extract.outlining import clause, read

NEWS = """我市召开安全生产视频会议

7月7日，我市召开会议。副市长出席并讲话。
会议通报了上半年情况。全市发生事故12起。
会议指出，当前形势依然严峻复杂，主体责任落实不到位。
李明强调，要压实责任。要加强督导。
会议要求，一是强化值守，二是做好准备。
（记者：王小）
"""


@pytest.mark.parametrize(
    ("words", "sense"),
    [
        ("全市发生事故12起", Sense.DONE),
        ("主体责任落实不到位", Sense.PROBLEMS),
        ("要加强督导", Sense.PLANS),
        ("做好准备", Sense.PLANS),
    ],
)
def test_structure_senses_of_meeting_news(words: str, sense: Sense) -> None:
    document, found = read(NEWS)
    assert clause(document, found, words).sense is sense


def test_structure_senses_of_meeting_news_in_one_paragraph() -> None:
    text = "我市召开防汛视频会议\n7月7日，我市召开会议。会议通报了汛情，转移群众90人。"
    document, found = read(text + "会议指出，形势依然严峻。张明要求，要落实责任。要备足物资。\n")
    assert clause(document, found, "转移群众90人").sense is Sense.DONE
    assert clause(document, found, "形势依然严峻").sense is Sense.PROBLEMS
    assert clause(document, found, "要落实责任").sense is Sense.PLANS
    assert clause(document, found, "要备足物资").sense is Sense.PLANS


def test_structure_turns_inside_a_section() -> None:
    text = (
        "某局2022年工作总结\n\n一、情况\n完成普查。\n虽有成绩，但仍存在问题：一是人员不足。\n下一步，我局将补充人员。\n"
    )
    document, found = read(text)
    assert clause(document, found, "完成普查").sense is Sense.DONE
    assert clause(document, found, "人员不足").sense is Sense.PROBLEMS
    assert clause(document, found, "我局将补充人员").sense is Sense.PLANS


def test_structure_senses_of_a_speech_and_of_a_bulletin() -> None:
    lines = [
        "在全市会议上的讲话",
        "（2023年3月2日）",
        "同志们：",
        "一、肯定成绩，正视问题",
        "去年事故下降。但也要看到存在的不足，人员不够。",
    ]
    document, found = read("\n".join([*lines, "二、狠抓落实", "各级要压实责任。"]))
    assert clause(document, found, "人员不够").sense is Sense.PROBLEMS
    assert clause(document, found, "各级要压实责任").sense is Sense.PLANS
    lines = [
        "关于2022年全县督查情况的通报",
        "各乡镇：",
        "4月以来，开展督查。现将情况通报如下：",
        "一、总体情况",
        "检查9家。",
    ]
    lines += ["二、发现的问题", "（一）制度不全。甲厂无预案。", "三、下步工作要求", "（一）抓整改。月底前完成。"]
    document, found = read("\n".join(lines))
    assert clause(document, found, "开展督查").sense is Sense.BACKGROUND
    assert clause(document, found, "甲厂无预案").sense is Sense.PROBLEMS
    assert clause(document, found, "月底前完成").sense is Sense.PLANS
