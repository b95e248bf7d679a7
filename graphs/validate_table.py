"""A validation report as people read it: what was found how often, then each finding with its place and words."""

from __future__ import annotations

from collections import Counter

from rich.console import Console
from rich.table import Table

from graphs.validate import Located, ValidationReport
from graphs.validate_contradictions import Contradiction
from graphs.validate_engines import Severity
from graphs.validate_places import Place

_NAMES = {Severity.VIOLATION: "错误 violation", Severity.WARNING: "警告 warning", Severity.INFO: "提示 info"}
_COLOURS = {Severity.VIOLATION: "red", Severity.WARNING: "yellow", Severity.INFO: "cyan"}
_WORDS = 40
_PIPE_WIDTH = 160


def show(report: ValidationReport, limit: int, english: bool = False) -> None:
    """Print a report, gravest first, at most `limit` findings of a shape; in a pipe the lines are wide and plain."""
    console = Console(soft_wrap=False)
    if not console.is_terminal:
        console = Console(width=_PIPE_WIDTH)
    if report.findings:
        console.print(_kinds(report, english))
        chosen = _some(report.findings, limit)
        if chosen:
            console.print(_findings(chosen, english))
        if len(report.findings) > len(chosen):
            console.print(f"{len(report.findings) - len(chosen)} more; --limit shows them, --report writes them all")
    if report.contradictions:
        console.print(_contradictions(report.contradictions[:limit]))
    console.print("  ".join(f"{_NAMES[severity]}: {report.count(severity)}" for severity in reversed(Severity)))
    console.print(f"{report.triples} quads, {report.engine} engine, {report.seconds:.1f} s", style="dim")


def _kinds(report: ValidationReport, english: bool) -> Table:
    table = _columns(Table(), "级别", "形状", "个数", "meaning" if english else "说明")
    counted = Counter((located.finding.severity, located.shape) for located in report.findings)
    told = {located.shape: located.message for located in report.findings}
    for (severity, shape), number in sorted(counted.items(), key=lambda item: (-item[0][0], item[0][1])):
        message = told[shape].english if english else told[shape].chinese
        table.add_row(_NAMES[severity], shape, str(number), message, style=_COLOURS[severity])
    return table


def _some(findings: tuple[Located, ...], limit: int) -> list[Located]:
    """The first findings of every shape."""
    seen: Counter[str] = Counter()
    chosen = []
    for located in findings:
        seen[located.shape] += 1
        if seen[located.shape] <= limit:
            chosen.append(located)
    return chosen


def _columns(table: Table, *names: str) -> Table:
    for name in names:
        table.add_column(name, overflow="fold")
    return table


def _findings(findings: list[Located], english: bool) -> Table:
    table = _columns(Table(), "级别", "文件", "位置", "原文", "对象", "meaning" if english else "说明")
    for located in findings:
        message = located.message.english if english else located.message.chinese
        table.add_row(
            _NAMES[located.finding.severity].split()[0],
            located.place.source,
            position(located.place),
            shortened(located.place.words),
            shortened(located.label),
            message,
            style=_COLOURS[located.finding.severity],
        )
    return table


def _contradictions(found: tuple[Contradiction, ...]) -> Table:
    title = "不同文件数值矛盾 contradictions"
    table = _columns(Table(title=title), "指标", "期间", "地域", "数值", "文件", "位置", "原文")
    for one in found:
        for value, place in ((one.first_value, one.first_place), (one.second_value, one.second_place)):
            where = (place.source, position(place), shortened(place.words))
            table.add_row(one.indicator, one.period, one.division, value, *where)
        table.add_section()
    return table


def position(place: Place) -> str:
    """The offsets of a place, or nothing for a whole document."""
    return f"{place.begin}–{place.end}" if place.passage else ""


def shortened(words: str) -> str:
    """Words in one line of at most forty characters."""
    line = "".join(words.split())
    return line if len(line) <= _WORDS else line[: _WORDS - 1] + "…"
