"""What a build did, in the words that people read."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from graphs.build import BuildReport


def summary_lines(report: BuildReport, out: Path) -> Iterator[str]:
    """A few lines about a build."""
    if report.unchanged:
        yield f"nothing changed: {report.documents} documents, {report.quads} quads ({report.seconds:.1f} s)"
    else:
        yield f"documents: {report.documents} ({report.extracted} extracted, {report.reused} reused)"
        if report.failures:
            yield f"failed: {len(report.failures)}"
        yield f"quads: {report.quads} (of these inferred: {report.inferred})"
        yield f"time: {report.seconds:.1f} s"
    yield f"graph: {out / 'zeren.nq'}, store: {out / 'store'}"
