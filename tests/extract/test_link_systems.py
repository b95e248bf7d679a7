"""Responsibility systems."""

from __future__ import annotations

import pytest

from extract.records import EntityClass
from tests.extract.mentioning import document, mentions_of, named

SYSTEM = EntityClass.SYSTEM


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("落实“三管三必须”要求。", [("三管三必须", "三管三必须")]),
        ("实行“一票否决”。", [("一票否决", "一票否决")]),
        ("按照“四不放过”原则查处。", [("“四不放过”原则", "四不放过")]),
        ("推行“双段长”责任制。", [("“双段长”责任制", "双段长责任制")]),
        ("压实企业安全生产主体责任。", [("企业安全生产主体责任", "企业主体责任")]),
        ("坚持党政同责、一岗双责。", [("党政同责", "党政同责"), ("一岗双责", "一岗双责")]),
        ("对隐患挂牌督办。", [("挂牌督办", "挂牌督办")]),
        ("落实执法“三项制度”。", [("执法“三项制度”", "执法三项制度")]),
        ("建立“1+8”责任体系。", [("“1+8”责任体系", "1+8责任体系")]),
        ("落实尾矿库护坝责任制。", [("尾矿库护坝责任制", "尾矿库护坝责任制")]),
    ],
)
def test_system_rule_gives_span_and_name(text: str, found: list[tuple[str, str]]) -> None:
    assert named(text, SYSTEM) == found


def test_system_written_out_in_three_is_one_mention_with_its_parts() -> None:
    words = "管行业必须管安全、管业务必须管安全、管生产经营必须管安全"
    mention = mentions_of(document(f"严格落实{words}的要求。"), SYSTEM)[0]
    assert mention.entity.label == "三管三必须"
    assert mention.span.of(f"严格落实{words}的要求。") == words
    assert {part.label for part in mention.entity.parts} == set(words.split("、"))


def test_system_row_of_parts_is_the_whole() -> None:
    text = "深化行政执法公示制度、全过程记录制度、重大执法决定法制审核制度“三项改革”。"
    assert named(text, SYSTEM) == [(text[2:-1], "执法三项制度")]
    assert named("建立行政执法公示制度。", SYSTEM) == [("行政执法公示制度", "行政执法公示制度")]


@pytest.mark.parametrize(
    ("text", "there"),
    [
        ("制定安全生产目标考核评分细则。", True),
        ("从业人员经考核合格后上岗。", False),
        ("组织开展首轮巡查。", True),
        ("每日开展防火巡查。", False),
        ("逐级签订责任书。", True),
        ("层层签订党风廉政建设责任书。", False),
    ],
)
def test_system_weak_labels_need_a_context(text: str, there: bool) -> None:
    assert bool(named(text, SYSTEM)) is there


def test_system_in_a_title_is_none() -> None:
    assert named("学习《地方党政领导干部安全生产责任制规定》。", SYSTEM) == []


def test_system_of_management_alone_is_none() -> None:
    assert named("构建双重预防机制,推广安全生产责任保险。", SYSTEM) == []
