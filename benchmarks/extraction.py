"""How fast extraction is, from file to quads, and where the time goes.

    python benchmarks/extraction.py FOLDER [--files 40] [--rounds 3] [--functions 15]

Prints processor time of one core for each step over the first files of the folder, best of the rounds, in megabytes
of file per second, and documents per second for the whole. `--functions` adds the functions that took longest.
"""

from __future__ import annotations

import argparse
import cProfile
import io
import pstats
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from rich.console import Console
from rich.table import Table

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from extract.context import Context
from extract.document import Document
from extract.emit import lines
from extract.grammar.campaigns import find_campaign_statements
from extract.grammar.duties import find_duties
from extract.grammar.instruments import find_instrument_statements
from extract.grammar.measures import find_measures
from extract.grammar.observations import find_observations
from extract.grammar.problems import find_problems
from extract.lexicon import load_lexicon
from extract.mentions import document_actor, find_mentions
from extract.pipeline import extract_file, uncollected
from extract.read import read_document
from extract.read.corpus import corpus_files
from extract.structure import outline
from extract.tokens import tokenize

Result = TypeVar("Result")
FINDERS: dict[str, Callable[[Context], object]] = {
    "duties": find_duties,
    "measures": find_measures,
    "observations": find_observations,
    "problems": find_problems,
    "campaigns": find_campaign_statements,
    "instruments": find_instrument_statements,
}


class Clock:
    """Processor seconds by step."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}

    def time(self, step: str, work: Callable[[], Result]) -> Result:
        start = time.process_time()
        result = work()
        self.seconds[step] = self.seconds.get(step, 0.0) + time.process_time() - start
        return result


def one_round(files: list[Path], root: Path) -> dict[str, float]:
    """Seconds by step over all files, each step run by itself; `emit` writes lines of N-Quads."""
    clock = Clock()
    for file in files:
        document = clock.time("read", lambda file=file: read_document(file, root))
        with uncollected():
            time_steps(document, clock)
        extraction = extract_file(file, root)
        clock.time("emit", lambda extraction=extraction: sum(1 for _ in lines(extraction)))
    return clock.seconds


def time_steps(document: Document, clock: Clock) -> None:
    """Time each step from a read document to its facts."""
    lexicon = load_lexicon()
    made = clock.time("outline", lambda: outline(document))
    tokens = clock.time("tokens", lambda: tokenize(document.text, lexicon))
    mentions = clock.time("mentions", lambda: find_mentions(document, made, tokens, lexicon))
    actor = clock.time("mentions", lambda: document_actor(document, made, mentions))
    context = Context(document, made, tokens, mentions, lexicon, actor)
    for step, find in FINDERS.items():
        clock.time(step, lambda find=find: find(context))


def slowest(files: list[Path], root: Path, count: int) -> str:
    """The functions with the most time of their own, as the profiler counts it."""
    profile = cProfile.Profile()
    profile.enable()
    for file in files:
        for _ in lines(extract_file(file, root)):
            pass
    profile.disable()
    out = io.StringIO()
    pstats.Stats(profile, stream=out).strip_dirs().sort_stats("tottime").print_stats(count)
    return out.getvalue()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--files", type=int, default=40)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--functions", type=int, default=0)
    arguments = parser.parse_args()
    files = list(corpus_files(arguments.folder))[: arguments.files]
    root = arguments.folder if arguments.folder.is_dir() else arguments.folder.parent
    megabytes = sum(file.stat().st_size for file in files) / 1e6
    rounds = [one_round(files, root) for _ in range(arguments.rounds + 1)][1:]
    best = min(rounds, key=lambda seconds: sum(seconds.values()))
    total = sum(best.values())
    table = Table(title=f"{len(files)} files, {megabytes:.2f} MB, best of {arguments.rounds} rounds")
    for heading in ("step", "seconds", "share", "MB/s"):
        table.add_column(heading, justify="left" if heading == "step" else "right")
    for step, seconds in sorted(best.items(), key=lambda item: -item[1]):
        speed = f"{megabytes / seconds:.2f}" if seconds > 1e-4 else "–"
        table.add_row(step, f"{seconds:.3f}", f"{seconds / total:.0%}", speed)
    table.add_section()
    table.add_row("file to quads", f"{total:.3f}", "100%", f"{megabytes / total:.2f}")
    console = Console()
    console.print(table)
    console.print(f"{len(files) / total:.1f} documents/s on one core")
    if arguments.functions:
        console.print(slowest(files, root, arguments.functions), highlight=False)


if __name__ == "__main__":
    main()
