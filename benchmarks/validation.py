"""The two SHACL engines over the same triples: time and findings.

    python -m benchmarks.validation [BUILD] [--sizes 10000 100000 1000000] [--reference-up-to 100000]

Whole documents are taken until the size is reached, with the reference vocabulary beside them. Both engines must find
the same.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from pathlib import Path

from pyoxigraph import Triple, parse
from rich.console import Console
from rich.table import Table

from benchmarks.relabelled import relabelled
from graphs.validate_engines import Finding, engine, ntriples


def triples_of(graph: Path, size: int) -> list[Triple]:
    with tempfile.NamedTemporaryFile("w", suffix=".nq", encoding="utf-8") as file:
        file.writelines(relabelled(graph, size))
        file.flush()
        return list(dict.fromkeys(quad.triple for quad in parse(path=file.name)))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("build", type=Path, nargs="?", default=Path("build"))
    parser.add_argument("--sizes", type=int, nargs="+", default=[10_000, 100_000, 1_000_000])
    parser.add_argument("--reference-up-to", type=int, default=100_000, help="the largest size given to pyshacl")
    arguments = parser.parse_args()
    table = Table(title="SHACL over whole graphs")
    for column in ("triples", "engine", "seconds", "ratio", "findings", "equal"):
        table.add_column(column, justify="right")
    for size in arguments.sizes:
        triples = triples_of(arguments.build / "zeren.nq", size)
        fast_time, fast = measured("fast", triples)
        table.add_row(f"{len(triples)}", "shacl", f"{fast_time:.2f}", "1", f"{len(fast)}", "")
        if size <= arguments.reference_up_to:
            reference_time, reference = measured("reference", triples)
            ratio, equal = f"{reference_time / fast_time:.0f}", "yes" if reference == fast else "no"
            table.add_row("", "pyshacl", f"{reference_time:.2f}", ratio, f"{len(reference)}", equal)
    Console(width=100).print(table)


def measured(name: str, triples: list[Triple]) -> tuple[float, list[Finding]]:
    data = ntriples(triples)
    started = time.perf_counter()
    found = engine(name).findings(data)
    return time.perf_counter() - started, found


if __name__ == "__main__":
    main()
