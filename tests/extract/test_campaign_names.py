"""Names of campaigns: what belongs to a name and what is a verb."""

from __future__ import annotations

import pytest

from extract.document import Document
from extract.pipeline import contextualize
from extract.records import EntityClass


def campaigns(sentence: str) -> list[str]:
    text = f"某省应急管理厅2023年工作总结\n\n一、主要工作\n\n{sentence}\n"
    context = contextualize(Document(source="a.txt", text=text, sha256="0" * 64))
    return [mention.entity.label for mention in context.mentions if mention.entity.kind is EntityClass.CAMPAIGN]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("全面启动有限空间专项整治2022行动，检查企业30家。", ["有限空间专项整治2022行动"]),
        ("全面启动有限空间专项整治，2022年检查企业30家。", ["有限空间专项整治"]),
        ("市消防救援支队集中整治商场堵塞通道问题。", []),
        ("开展电焊作业、外包作业、吊装作业三个专项整治。", ["电焊作业、外包作业、吊装作业三个专项整治"]),
        ("市应急管理局开展粉尘涉爆集中整治。", ["粉尘涉爆集中整治"]),
    ],
)
def test_campaign_names_end_with_their_year_and_do_not_begin_with_a_body(sentence: str, expected: list[str]) -> None:
    assert campaigns(sentence) == expected
