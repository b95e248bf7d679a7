"""Reading and outlines in MB/s beside plain file reading; HTML beside trafilatura and readability.

    python -m benchmarks.reading CORPUS [--repeats 3] [--json FILE]

Every text below CORPUS is also wrapped in a page with menus, tools and links, of which each reader should keep the
text and leave the rest; kept and leaked are shares of lines. `pip install trafilatura readability-lxml` to compare;
what is not installed is left out.
"""

from __future__ import annotations

import argparse
import html
import json
import tempfile
import time
from collections.abc import Callable
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

from rich.console import Console
from rich.table import Table

from extract.document import Document
from extract.read import read_document
from extract.read.corpus import corpus_files
from extract.read.html import read_html
from extract.structure import outline

MENU = ["网站首页", "政务公开", "办事服务", "互动交流", "机构职能", "法规文件", "数据发布", "专题专栏"]
TOOLS = ["打印本页", "关闭窗口", "分享到微信", "扫一扫在手机打开当前页"]
RELATED = ["某县召开年度工作会议研究部署重点任务", "某局开展节前安全检查行动", "某市发布大风蓝色预警信号"]
FOOTER = ["主办单位：某某人民政府办公室", "网站标识码：0000000000", "建议使用较新的浏览器访问本站"]


def page(title: str, lines: list[str]) -> str:
    """A page of a government site, in the way of common content management systems, around a text."""
    menu = "".join(f'<li><a href="/{i}">{words}</a></li>' for i, words in enumerate(MENU))
    body = "".join(f"<p>&emsp;&emsp;{html.escape(line)}</p>\n" for line in lines)
    tools = "".join(f"<a>{words}</a>" for words in TOOLS)
    related = "".join(f'<li><a href="/r{i}">{words}</a></li>' for i, words in enumerate(RELATED))
    footer = "".join(f"<p>{words}</p>" for words in FOOTER)
    return f"""<!DOCTYPE html><html><head><meta charset="utf-8"><title>{html.escape(title)}_某某政府网</title>
<script>var a = 1;</script></head><body><div class="header"><ul class="nav">{menu}</ul></div>
<div class="main"><div class="crumb">当前位置：<a>首页</a>&gt;<a>工作总结</a></div><div class="con">
<h1>{html.escape(title)}</h1><div class="info">发布时间：2023-01-05　来源：某局　浏览次数：12</div>
<div class="pages-con">{body}</div><div class="tool">{tools}</div></div>
<div class="xgwz"><h3>相关文章</h3><ul>{related}</ul></div></div><div class="foot">{footer}</div></body></html>"""


def ours(content: str) -> str:
    return read_html(content.encode(), Path("page.html")).text


def by_trafilatura() -> Callable[[str], str]:
    module = import_module("trafilatura")
    return lambda content: module.extract(content) or ""


def by_readability() -> Callable[[str], str]:
    module, parser = import_module("readability"), import_module("lxml.html")
    return lambda content: str(parser.fromstring(module.Document(content).summary()).text_content())


OTHERS = {"trafilatura": ("trafilatura", by_trafilatura), "readability-lxml": ("readability", by_readability)}


def plain(text: str) -> str:
    """The text without white space, so that only lost and leaked words count."""
    return "".join(text.split())


def seconds(work: Callable[[], object], repeats: int) -> float:
    """The processor time of the quickest of several runs, so that a busy machine does not count."""
    times = []
    for _ in range(repeats):
        start = time.process_time()
        work()
        times.append(time.process_time() - start)
    return min(times)


def of_texts(documents: list[tuple[Path, Document]], root: Path, repeats: int) -> dict[str, float]:
    """MB/s of plain reading, of reading with metadata, and of the outline."""
    paths = [path for path, _ in documents]
    size = sum(path.stat().st_size for path in paths) / 1e6
    alone = seconds(lambda: [path.read_bytes().decode("utf-8-sig") for path in paths], repeats)
    reading = seconds(lambda: [read_document(path, root) for path in paths], repeats)
    outlining = seconds(lambda: [outline(document) for _, document in documents], repeats)
    rates = {"plain file reading": alone, "read_document": reading, "outline": outlining}
    return {"both": size / (reading + outlining)} | {name: size / spent for name, spent in rates.items()}


def of_pages(documents: list[tuple[Path, Document]], repeats: int) -> dict[str, dict[str, float]]:
    """MB/s of each reader of HTML, and what it kept of the text and of the rest."""
    pages = []
    for _, document in documents:
        lines = [line.strip() for line in document.text.splitlines() if line.strip()]
        pages.append((page(document.metadata.title or document.source, lines), lines))
    size = sum(len(content.encode()) for content, _ in pages) / 1e6
    readers: dict[str, Callable[[str], str]] = {"zeren": ours}
    readers |= {name: make() for name, (module, make) in OTHERS.items() if find_spec(module)}
    found = {}
    for name, reader in readers.items():
        texts = [plain(reader(content)) for content, _ in pages]
        kept = [plain(line) in text for text, (_, lines) in zip(texts, pages, strict=True) for line in lines]
        rest = [*MENU, *TOOLS, *RELATED, *FOOTER]
        leaked = [
            words in text
            for text, (_, lines) in zip(texts, pages, strict=True)
            for words in rest
            if not any(words in line for line in lines)
        ]
        spent = seconds(lambda reader=reader: [reader(content) for content, _ in pages], repeats)  # type: ignore[misc]
        found[name] = {"MB/s": size / spent, "kept": sum(kept) / len(kept), "leaked": sum(leaked) / len(leaked)}
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--repeats", type=int, default=3)
    parser.add_argument("--json", type=Path)
    given = parser.parse_args()
    files = [path for path in corpus_files(given.corpus) if path.suffix in (".txt", ".md")]
    documents = [(path, read_document(path, given.corpus)) for path in files]
    texts, pages = of_texts(documents, given.corpus, given.repeats), of_pages(documents, given.repeats)
    console = Console()
    table = Table("text", "MB/s")
    for name, rate in texts.items():
        table.add_row(name, f"{rate:.1f}")
    console.print(table)
    table = Table("HTML", "MB/s", "lines kept", "furniture leaked")
    for name, figures in pages.items():
        table.add_row(name, f"{figures['MB/s']:.1f}", f"{figures['kept']:.1%}", f"{figures['leaked']:.1%}")
    console.print(table)
    if given.json:
        with tempfile.NamedTemporaryFile("w", dir=given.json.parent, delete=False, encoding="utf-8") as beside:
            json.dump({"text": texts, "html": pages}, beside, indent=2)
        Path(beside.name).replace(given.json)


if __name__ == "__main__":
    main()
