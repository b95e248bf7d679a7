"""Every format gives the same text: the same short notice, in our own words, written in each."""

from __future__ import annotations

import io
import random
import sys
import zipfile
from pathlib import Path

import pytest

from extract.document import Document, Genre
from extract.outline import Sense
from extract.read import read_document
from extract.structure import outline
from ontology.errors import InputError

PAGES = Path(__file__).parent / "pages"
TITLE = "青山县应急管理局2023年上半年工作总结"
PARAGRAPHS = [
    "一、工作开展情况",
    "（一）压实责任。县应急管理局与12个乡镇签订责任书，印发了职责清单。",
    "（二）排查隐患。上半年共检查企业86家，督促整改隐患235条。",
    "二、存在问题",
    "部分企业主体责任落实不到位，基层监管人员不足。",
    "三、下半年工作计划",
    "继续开展专项整治，修订应急预案。",
]
ROWS = [["序号", "单位", "职责"], ["1", "县公安局", "负责道路交通安全监管"], ["2", "县住建局", "负责燃气安全监管"]]
ROW_LINE = "序号：1；单位：县公安局；职责：负责道路交通安全监管。"


def check(document: Document) -> None:
    """What every format must give: title, genre, period, and the senses of the three sections."""
    assert document.metadata.title == TITLE
    assert document.metadata.genre is Genre.SUMMARY
    assert document.metadata.period == "2023-01-01/2023-06-30"
    found = outline(document)
    labels = {section.label: section.sense for section in found.sections[1:]}
    assert labels["一、工作开展情况"] is Sense.DONE
    assert labels["（一）压实责任"] is Sense.DONE
    assert labels["二、存在问题"] is Sense.PROBLEMS
    assert labels["三、下半年工作计划"] is Sense.PLANS
    words = {clause.span.of(document.text): clause for clause in found.clauses}
    assert words["县应急管理局与12个乡镇签订责任书"].sense is Sense.DONE
    assert words["督促整改隐患235条"].path == ("一、工作开展情况", "（二）排查隐患")
    assert words["修订应急预案"].sense is Sense.PLANS


def page(encoding: str = "utf-8") -> bytes:
    body = "".join(f"<p>　　{line}</p>" for line in PARAGRAPHS)
    cells = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in ROWS)
    return f"""<!DOCTYPE html><html><head><meta charset="{encoding}"><title>{TITLE}-青山县人民政府</title>
    <meta name="PubDate" content="2023-07-05 10:20"><meta name="ContentSource" content="县应急管理局">
    <style>p {{color: red}}</style><script>var 浏览次数 = 1;</script></head>
    <body><div class="nav"><a href="/">首页</a><a href="/a">政务公开</a><a href="/b">互动交流</a></div>
    <div class="position">当前位置：<a href="/">首页</a> &gt; <a href="/z">总结计划</a></div>
    <div class="detail"><h1>{TITLE}</h1>
    <div class="info"><span>发布时间：2023-07-05 10:20</span> <span>来源：县应急管理局</span>
    <span>浏览次数：33</span></div>
    <div class="TRS_Editor">{body}<table border="1">{cells}</table>
    <p style="display:none">隐藏的文字</p></div>
    <div class="share">分享到：<a>微信</a><a>微博</a></div><div class="print"><a>打印本页</a><a>关闭窗口</a></div></div>
    <div class="related"><h3>相关链接</h3><ul><li><a>别的县的新闻，与本文无关。</a></li></ul></div>
    <div class="footer">主办：青山县人民政府 网站标识码：0000000000</div></body></html>""".encode(encoding)


def read(tmp_path: Path, name: str, content: bytes) -> Document:
    path = tmp_path / name
    path.write_bytes(content)
    return read_document(path, tmp_path)


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_read_html_finds_the_body_and_leaves_menus_out(tmp_path: Path, encoding: str) -> None:
    document = read(tmp_path, "page.html", page(encoding))
    check(document)
    assert ROW_LINE in document.text
    for words in ("政务公开", "当前位置", "打印", "分享到", "相关链接", "别的县", "隐藏的文字", "主办", "var"):
        assert words not in document.text
    assert document.metadata.published == document.metadata.issued == "2023-07-05"
    assert document.media_type == "text/html"


def test_read_html_without_known_container_by_density(tmp_path: Path) -> None:
    plain = page().replace(b'class="TRS_Editor"', b"").replace(b'class="detail"', b"")
    document = read(tmp_path, "page.htm", plain)
    check(document)
    assert "别的县" not in document.text


def test_read_html_of_the_days_of_layout_tables(tmp_path: Path) -> None:
    document = read(tmp_path, "old.html", (PAGES / "layout-tables.html").read_text(encoding="utf-8").encode("gb18030"))
    assert document.metadata.title == "青山县2015年安全生产工作总结"
    assert document.metadata.issued == "2015-12-30"
    assert "（一）强化检查。检查企业200家，整改隐患320条。" in document.text.splitlines()
    for words in ("首页", "栏目导航", "通知公告", "版权所有"):
        assert words not in document.text


def test_read_html_with_labelled_values_in_a_table_and_lines_in_divisions(tmp_path: Path) -> None:
    document = read(tmp_path, "labelled.html", (PAGES / "labelled-values.html").read_bytes())
    metadata = document.metadata
    assert (metadata.title, metadata.index_number) == ("乐山市应急管理局2021年工作总结", "001-2022")
    assert (metadata.publisher, metadata.issued) == ("乐山市应急管理局", "2022-01-10")
    assert "2021年，我局认真履职，形势平稳。" in document.text.splitlines()
    assert "扫一扫" not in document.text
    found = outline(document)
    assert {section.label: section.sense for section in found.sections}["二、下一步打算"] is Sense.PLANS


def test_read_html_under_a_text_name_is_read_as_html(tmp_path: Path) -> None:
    assert read(tmp_path, "page.txt", page()).media_type == "text/html"


def docx_bytes(numbered: bool = False) -> bytes:
    import docx

    document = docx.Document()
    document.add_paragraph(TITLE)
    for line in PARAGRAPHS:
        document.add_paragraph(line)
    if numbered:
        for line in ("先做这件事", "再做那件事"):
            document.add_paragraph(line, style="List Number")
    table = document.add_table(rows=0, cols=3)
    for row in ROWS:
        for cell, words in zip(table.add_row().cells, row, strict=True):
            cell.text = words
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def test_read_docx_paragraphs_and_tables(tmp_path: Path) -> None:
    document = read(tmp_path, "summary.docx", docx_bytes())
    check(document)
    assert ROW_LINE in document.text.splitlines()


def test_read_docx_automatic_numbers_are_in_the_text(tmp_path: Path) -> None:
    lines = read(tmp_path, "summary.docx", docx_bytes(numbered=True)).text.splitlines()
    assert "1.先做这件事" in lines
    assert "2.再做那件事" in lines


def pdf_bytes(draw_table: bool = True) -> bytes:
    canvas_module = pytest.importorskip("reportlab.pdfgen.canvas", reason="reportlab writes the PDF of this test")
    from reportlab.pdfbase.cidfonts import UnicodeCIDFont
    from reportlab.pdfbase.pdfmetrics import registerFont

    registerFont(UnicodeCIDFont("STSong-Light"))
    stream = io.BytesIO()
    canvas = canvas_module.Canvas(stream, pagesize=(595, 842))

    def write(lines: list[str], number: int) -> float:
        canvas.setFont("STSong-Light", 16)
        height = 780.0
        for line in lines:
            canvas.drawString(80, height, line)
            height -= 26
        canvas.drawString(280, 40, f"— {number} —")
        return height

    write([TITLE, *wrapped(PARAGRAPHS[:3])], 1)
    canvas.showPage()
    height = write(wrapped(PARAGRAPHS[3:]), 2)
    if draw_table:
        edges = [80, 140, 240, 480]
        for index, row in enumerate(ROWS):
            top = height - index * 30
            for left, right, words in zip(edges, edges[1:], row, strict=False):
                canvas.rect(left, top - 30, right - left, 30)
                canvas.drawString(left + 4, top - 20, words)
    canvas.showPage()
    canvas.save()
    return stream.getvalue()


def wrapped(lines: list[str], width: int = 27) -> list[str]:
    return [line[start : start + width] for line in lines for start in range(0, len(line), width)]


def test_read_pdf_joins_lines_and_leaves_page_numbers_out(tmp_path: Path) -> None:
    pytest.importorskip("pypdfium2", reason="the extra pdf is not installed")
    document = read(tmp_path, "summary.pdf", pdf_bytes())
    check(document)
    assert "—" not in document.text
    assert ROW_LINE in document.text.splitlines()
    assert document.text.splitlines()[2] == PARAGRAPHS[1]


def ofd_bytes() -> bytes:
    lines = [TITLE, *wrapped(PARAGRAPHS)]
    name = 'xmlns:ofd="http://www.ofdspec.org/2016"'
    objects = "".join(
        f'<ofd:TextObject ID="{10 + i}" Boundary="20 {20 + i * 8} 170 8" Font="1" Size="6">'
        f'<ofd:TextCode X="0" Y="6" DeltaX="g {len(line) - 1} 6">{line}</ofd:TextCode></ofd:TextObject>'
        for i, line in enumerate(lines)
    )
    parts = {
        "OFD.xml": f'<ofd:OFD {name} Version="1.0" DocType="OFD"><ofd:DocBody><ofd:DocInfo><ofd:DocID>1</ofd:DocID>'
        "</ofd:DocInfo><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>",
        "Doc_0/Document.xml": f"<ofd:Document {name}><ofd:CommonData><ofd:MaxUnitID>99</ofd:MaxUnitID><ofd:PageArea>"
        "<ofd:PhysicalBox>0 0 210 297</ofd:PhysicalBox></ofd:PageArea></ofd:CommonData><ofd:Pages>"
        '<ofd:Page ID="1" BaseLoc="Pages/Page_0/Content.xml"/></ofd:Pages></ofd:Document>',
        "Doc_0/Pages/Page_0/Content.xml": f'<ofd:Page {name}><ofd:Content><ofd:Layer ID="2">{objects}</ofd:Layer>'
        "</ofd:Content></ofd:Page>",
    }
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for part, content in parts.items():
            archive.writestr(part, '<?xml version="1.0" encoding="UTF-8"?>' + content)
    return stream.getvalue()


def test_read_ofd(tmp_path: Path) -> None:
    pytest.importorskip("ofdkit", reason="the extra ofd is not installed")
    check(read(tmp_path, "summary.ofd", ofd_bytes()))


def test_read_formats_of_the_same_notice_agree(tmp_path: Path) -> None:
    text = read(tmp_path, "summary.txt", "\n".join([TITLE, *PARAGRAPHS]).encode())
    word = read(tmp_path, "summary.docx", docx_bytes())
    assert word.text.startswith(text.text)


@pytest.mark.parametrize("name", ["a.html", "a.docx", "a.pdf", "a.ofd"])
def test_read_damaged_copies_are_read_or_named(tmp_path: Path, name: str) -> None:
    whole = {"a.html": page, "a.docx": docx_bytes, "a.pdf": pdf_bytes, "a.ofd": ofd_bytes}[name]()
    chance = random.Random(11)
    outcomes = set()
    for _ in range(12):
        content = bytearray(whole[: chance.randrange(len(whole))] if chance.random() < 0.3 else whole)
        for _ in range(chance.choice([1, 5, 50])):
            content[chance.randrange(len(content))] = chance.randrange(256)
        try:
            outcomes.add(type(read(tmp_path, name, bytes(content))))
        except InputError as error:
            outcomes.add(type(error))
            assert str(error).startswith(name)
    assert outcomes <= {Document, InputError}
    assert InputError in outcomes or name == "a.html"


def test_read_names_the_extra_that_a_format_needs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = ofd_bytes()
    monkeypatch.setitem(sys.modules, "ofdkit", None)
    monkeypatch.delitem(sys.modules, "extract.read.ofd", raising=False)
    with pytest.raises(InputError, match=r"zeren\[ofd\]"):
        read(tmp_path, "a.ofd", whole)
