"""How `zeren read` shows documents on a terminal."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn, TransferSpeedColumn
from rich.text import Text

from extract.document import Document
from extract.outline import Outline
from extract.read.corpus import Reading, corpus_files, read_files
from extract.structure import outline

_STYLES = {
    "done": "green",
    "plans": "blue",
    "problems": "red",
    "background": "dim",
    "norm": "magenta",
    "head": "dim",
    "foot": "dim",
}
_LABEL = 4
_OPENING = 30
_NAMES = (
    ("title", "标题"),
    ("publisher", "发布机构"),
    ("issued", "成文日期"),
    ("published", "发布日期"),
    ("region", "地区"),
    ("period", "报告期"),
    ("genre", "文种"),
    ("index_number", "索引号"),
    ("document_number", "发文字号"),
    ("addressees", "主送机关"),
    ("repeals", "同时废止"),
)


def show(paths: list[Path], with_outline: bool, texts: Path | None, workers: int) -> int:
    """Reads files and folders and prints each document's metadata, and its outline where asked for.

    `texts` is a folder to which each document's text is written as UTF-8 under its source's name with `.txt` added.
    Failures are named on standard error at the end. Returns the number of files that failed.
    """
    console = Console(soft_wrap=True, highlight=False)
    errors = Console(stderr=True, soft_wrap=True, highlight=False)
    failed: list[str] = []
    for path in paths:
        files = corpus_files(path)
        root = path if path.is_dir() else path.parent
        with _progress(errors, len(files)) as progress:
            task = progress.add_task("reading", total=sum(file.stat().st_size for file in files))
            for reading in read_files(files, root, workers):
                progress.advance(task, reading.size)
                if reading.document is None:
                    failed.append(reading.error or reading.path.name)
                    continue
                _print(console, reading.document, with_outline)
                _write(reading, texts)
    for line in failed:
        errors.print(Text(line), style="red")
    if failed:
        errors.print(f"{len(failed)} file(s) could not be read")
    return len(failed)


def _progress(console: Console, files: int) -> Progress:
    return Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TransferSpeedColumn(),
        TimeRemainingColumn(),
        console=console,
        transient=True,
        disable=not console.is_terminal or files < 2,
    )


def _print(console: Console, document: Document, with_outline: bool) -> None:
    rows = [("来源", document.source)]
    for name, label in _NAMES:
        value = getattr(document.metadata, name)
        rows.append((label, "、".join(value) if isinstance(value, tuple) else value or ""))
    furniture = sum(len(span) for span in document.furniture)
    rows.append(("篇幅", f"{len(document.text)} 字符，页面附属文字 {furniture} 字符"))
    for label, words in rows:
        line = Text(label.ljust(_LABEL, "\u3000") + " ", style="dim")
        line.append(Text(words or "未知", style="not dim" if words else "dim"))
        console.print(line)
    if with_outline:
        found = outline(document)
        console.print(Text(f"{len(found.sections)} 节，{len(found.sentences)} 句，{len(found.clauses)} 小句"))
        for line in outline_lines(document, found):
            console.print(line)
    console.print()


def outline_lines(document: Document, found: Outline) -> list[Text]:
    """One line per section: its label, how many clauses of its own it has, its sense, and where it begins."""
    own = Counter(clause.section for clause in found.clauses if clause.body)
    lines = []
    for index, section in enumerate(found.sections):
        words = section.label or "〔" + _opening(document, found, index) + "〕"
        line = Text("  " * section.depth + words)
        line.append(f"  {section.sense} · {own[index]} · {section.span.start}", style=_STYLES[section.sense])
        lines.append(line)
    return lines


def _opening(document: Document, found: Outline, index: int) -> str:
    """The first words of a section without a heading, up to their second comma."""
    start = found.sections[index].span.start
    line = document.text[start : start + _OPENING].split("\n", 1)[0]
    return "，".join(re.split("[，,]", line)[:2]).rstrip("。；")


def _write(reading: Reading, texts: Path | None) -> None:
    if texts is None or reading.document is None:
        return
    target = texts / (reading.document.source + ".txt")
    target.parent.mkdir(parents=True, exist_ok=True)
    beside = target.with_name(target.name + ".part")
    beside.write_text(reading.document.text, encoding="utf-8", newline="")
    beside.replace(target)
