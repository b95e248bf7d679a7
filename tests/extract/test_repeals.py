"""Which instruments a law repeals."""

from __future__ import annotations

from pathlib import Path

import pytest

from extract.read import read_document
from extract.repeals import find_repeals


@pytest.mark.parametrize(
    ("text", "titles"),
    [
        ("第九条 本条例自2021年1月1日起施行。《甲市烟火管理办法》同时废止。", ("甲市烟火管理办法",)),
        ("本办法自公布之日起施行，1999年5月4日某部发布的《乙规定》（第3号令）同时废止。", ("乙规定",)),
        ("《甲规定》、《乙规定》和《丙省实施〈丁法〉办法》即行废止。", ("甲规定", "乙规定", "丙省实施〈丁法〉办法")),
        ("根据《丁法》制定的《戊细则》同时废止。", ("戊细则",)),
        ("《甲规定》第三条同时废止。", ()),
        ("《甲规定》继续有效。本条例自公布之日起施行。", ()),
        ("违反《甲规定》的，责令改正。证书同时废止。", ()),
    ],
)
def test_repeals_titles_of_what_is_repealed(text: str, titles: tuple[str, ...]) -> None:
    assert find_repeals(text) == titles


def test_repeals_of_real_laws_and_of_no_report(corpus: Path) -> None:
    statutes = sorted((corpus / "statutes").glob("*.md"))
    repealing = {path.name for path in statutes if read_document(path, corpus).metadata.repeals}
    stating = {path.name for path in statutes if "》同时废止" in path.read_text(encoding="utf-8")}
    assert len(stating) >= 20
    assert stating <= repealing
    assert not any(read_document(path, corpus).metadata.repeals for path in (corpus / "reports").glob("*.txt"))
