"""A real report and a real law give the same clauses as text, HTML, DOCX and PDF."""

from __future__ import annotations

import html
import io
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from extract.document import Document
from extract.outline import Sense
from extract.read import read_document
from extract.structure import outline

DOCUMENTS = ["reports/000_946b7d46e3095b8e.txt", "reports/004_1da2759047add11a.txt", "statutes/消防法(2021-04-29).md"]
WIDTH = 60
MENU = '<div class="nav"><ul><li><a href="/">首页</a></li><li><a href="/a">公开</a></li></ul></div>'
TAIL = '<div class="tool"><a>打印本页</a><a>关闭窗口</a></div><div class="foot"><p>主办：某某人民政府</p></div>'


def clauses(document: Document) -> list[tuple[str, Sense, str | None, int | None, str | None]]:
    return [
        ("".join(c.span.of(document.text).split()), c.sense, c.article, c.paragraph, c.item)
        for c in outline(document).clauses
        if c.body and c.sense not in (Sense.HEAD, Sense.FOOT)
    ]


def as_html(title: str, lines: list[str]) -> bytes:
    body = "".join(f"<p>&emsp;&emsp;{html.escape(line)}</p>" for line in lines)
    return (
        f"<!DOCTYPE html><html><body>{MENU}<h1>{title}</h1><div class='text'>{body}</div>{TAIL}</body></html>".encode()
    )


def as_docx(_title: str, lines: list[str]) -> bytes:
    import docx

    document = docx.Document()
    for line in lines:
        document.add_paragraph(line)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def wrapped(line: str) -> Iterator[tuple[bool, str]]:
    """The printed lines of a paragraph, each with whether it is the first, which is indented."""
    first, used, start = True, 4, 0
    for place, character in enumerate(line):
        width = 1 if character.isascii() else 2
        if used + width > WIDTH:
            yield first, line[start:place]
            first, used, start = False, 0, place
        used += width
    yield first, line[start:]


def as_pdf(_title: str, lines: list[str]) -> bytes:
    module = pytest.importorskip("reportlab.pdfgen.canvas", reason="reportlab writes the PDF of this test")
    from reportlab.pdfbase.cidfonts import UnicodeCIDFont
    from reportlab.pdfbase.pdfmetrics import registerFont

    registerFont(UnicodeCIDFont("STSong-Light"))
    stream = io.BytesIO()
    canvas = module.Canvas(stream, pagesize=(595, 842))
    height, number = 0, 0
    for line in lines:
        for first, words in wrapped(line):
            if height < 70:
                if number:
                    canvas.drawString(280, 40, f"- {number} -")
                    canvas.showPage()
                height, number = 780, number + 1
                canvas.setFont("STSong-Light", 14)
            canvas.drawString(98 if first else 70, height, words)
            height -= 22
    canvas.save()
    return stream.getvalue()


@pytest.mark.parametrize("source", DOCUMENTS)
@pytest.mark.parametrize(("suffix", "write"), [(".html", as_html), (".docx", as_docx), (".pdf", as_pdf)])
def test_read_gives_the_same_clauses_whatever_the_format(
    corpus: Path, tmp_path: Path, source: str, suffix: str, write: Callable[[str, list[str]], bytes]
) -> None:
    if suffix == ".pdf":
        pytest.importorskip("pypdfium2", reason="the extra pdf is not installed")
    text = read_document(corpus / source, corpus)
    lines = [line.strip().lstrip("# ") for line in text.text.splitlines() if line.strip() and "INFO END" not in line]
    path = tmp_path / f"document{suffix}"
    path.write_bytes(write(text.metadata.title or "", lines))
    other = read_document(path, tmp_path)
    assert other.metadata.title == text.metadata.title
    assert other.metadata.genre == text.metadata.genre
    expected = clauses(text)
    assert len(expected) > 300
    assert clauses(other) == expected
