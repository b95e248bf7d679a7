"""Whatever the text, every character is in exactly one piece, and offsets nest."""

from __future__ import annotations

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from extract.document import Document, Genre, Metadata
from extract.outline import Outline
from extract.structure import outline
from extract.zones import find_furniture

FRAGMENTS = [
    *(
        "一、",
        "（一）",
        "(二)",
        "1.",
        "１．",
        "2、",
        "（3）",
        "①",
        "②",
        "第一章 ",
        "第一条 ",
        "第二条 ",
        "一是",
        "二是",
    ),
    *(
        "首先，",
        "其次，",
        "下一步",
        "存在的问题",
        "会议强调",
        "附件1",
        "来源：某局",
        "打印本页",
        "2020年1月2日",
        "一、二级",
    ),
    *("，", "。", "；", "：", ":", ",", ";", "！", "《", "》", "“", "”", "（", "）", "(", ")", "|", "# ", "1,400家"),
    *("\n", "\n\n", "\r\n", "\u3000", "\xa0", " ", "\t", "\u2028", "\x85", "\ufeff", "\u200b", "\ud7ff", "\uffff"),
    *(
        "一、二级",
        "2020年1月2日",
        "𠮷",
        "é",
        "e\u0301",
        "某市应急管理局",
        "2021年",
        "开展排查",
        "<!-- INFO END -->",
        "\n单位　职责\n",
        "单位：甲局；职责：",
        "；职责：",
    ),
]
TEXTS = st.lists(st.one_of(st.sampled_from(FRAGMENTS), st.text(max_size=5)), max_size=60).map("".join)


def check(text: str, found: Outline) -> None:
    assert "".join(piece.span.of(text) for piece in found.pieces(len(text))) == text
    for before, after in zip(found.clauses, found.clauses[1:], strict=False):
        assert before.span.end <= after.span.start
    for index, sentence in enumerate(found.sentences):
        assert sentence.clauses
        for clause in (found.clauses[i] for i in sentence.clauses):
            assert sentence.span.contains(clause.span)
            assert clause.sentence == index
            assert clause.span.of(text).strip() == clause.span.of(text) != ""
            assert clause.stem is None or clause.stem < sentence.clauses.start
        section = found.sections[sentence.section]
        assert section.span.contains(sentence.span)
    assert sum(len(sentence.clauses) for sentence in found.sentences) == len(found.clauses)
    for index, section in enumerate(found.sections):
        if section.parent is None:
            assert index == 0
            continue
        assert section.parent < index
        assert found.sections[section.parent].span.contains(section.span)
        assert found.sections[section.parent].depth < section.depth
        assert section.heading is None or section.span.contains(section.heading)
    assert list(found.sections) == sorted(found.sections, key=lambda s: (s.span.start, s.depth))


@given(TEXTS, st.sampled_from(list(Genre)))
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@example("第一条 甲应当：\n（一）乙；\n（二）丙。\n第二条 丁。", Genre.STATUTE)
@example("一、甲\n（一）乙。丙。一是丁。戊。二是己", Genre.SUMMARY)
def test_structure_pieces_join_to_the_text_and_offsets_nest(text: str, genre: Genre) -> None:
    document = Document("a.txt", text, "0", metadata=Metadata(genre=genre), furniture=find_furniture(text))
    check(text, outline(document))
