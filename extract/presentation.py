"""How `zeren extract` shows what was found: as a table, as JSON, as N-Quads or as Turtle."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator
from dataclasses import fields, is_dataclass
from decimal import Decimal
from enum import Enum, StrEnum
from pathlib import Path
from typing import Any, BinaryIO

from pyoxigraph import Quad, RdfFormat, Triple, serialize
from rich.console import Console
from rich.progress import track
from rich.table import Table
from rich.text import Text

from extract.document import Document, Span
from extract.labels import labelled_quads
from extract.pipeline import extract_file
from extract.read.corpus import corpus_files
from extract.records import Entity, Extraction
from ontology.errors import InputError
from ontology.namespaces import PREFIXES
from ontology.vocabulary import load_vocabulary


class Format(StrEnum):
    """The formats of output."""

    TABLE = "table"
    JSON = "json"
    NQUADS = "nquads"
    TURTLE = "turtle"


_PIPE_WIDTH = 160
# What a table leaves out, being said by the passage already, and how wide its columns are.
_LEFT_OUT = ("rule", "explicit", "matter", "object", "division", "period", "sectors", "hazards", "levels")
_RATIOS = {"passage": 8, "span": 2, "indicator": 4, "agents": 4, "bearers": 4}
FACTS = ("duties", "measures", "observations", "problems", "campaigns", "instruments")


def extract_and_write(paths: list[Path], form: str) -> int:
    """Extracts files and folders and writes what was found to standard output in the format named.

    Errors and progress go to standard error, progress only where that is a terminal. Returns the number of files that
    could not be read. Raises InputError for a format that there is not, or a path that does not exist.
    """
    if form not in {known.value for known in Format}:
        raise InputError(f"--format {form}: choose one of {', '.join(known.value for known in Format)}")
    failed: list[InputError] = []
    errors = Console(stderr=True, soft_wrap=True, highlight=False)

    def read() -> Iterator[Extraction]:
        found = extract_all(paths)
        for result in track(found, "extracting", console=errors, disable=not errors.is_terminal, transient=True):
            if isinstance(result, InputError):
                failed.append(result)
            else:
                yield result

    width = None if sys.stdout.isatty() else _PIPE_WIDTH
    write(read(), Format(form), Console(width=width, highlight=False), sys.stdout.buffer)
    for error in failed:
        errors.print(Text(str(error)), style="red")
    return len(failed)


def extract_all(paths: Iterable[Path]) -> Iterator[Extraction | InputError]:
    """What was found in each file, folders searched through; an unreadable file yields its error in its place.

    The source of a document is its path within the folder that was named, or its name where a file was named.
    """
    for path in paths:
        root = path if path.is_dir() else path.parent
        for file in corpus_files(path):
            try:
                yield extract_file(file, root)
            except InputError as error:
                yield error


def write(extractions: Iterable[Extraction], form: Format, console: Console, binary: BinaryIO) -> None:
    """Writes extractions one after another: tables to the console, every other format to `binary`.

    JSON is an array with one object for each document. N-Quads keep the graphs of the contract; Turtle has one
    graph only, so that the graphs of a document flow together.
    """
    if form is Format.TABLE:
        for extraction in extractions:
            print_tables(extraction, console)
    elif form is Format.JSON:
        found = [as_json(extraction) for extraction in extractions]
        binary.write(json.dumps(found, ensure_ascii=False, indent=1).encode() + b"\n")
    elif form is Format.NQUADS:
        for extraction in extractions:
            serialize(labelled_quads(extraction), binary, format=RdfFormat.N_QUADS)
    else:
        triples = dict.fromkeys(_triple(quad) for extraction in extractions for quad in labelled_quads(extraction))
        serialize(triples, binary, format=RdfFormat.TURTLE, prefixes=PREFIXES)


def as_json(extraction: Extraction) -> dict[str, Any]:
    """An extraction as plain data: metadata, and each kind of fact with its passage and offsets."""
    document = extraction.document
    plain: dict[str, Any] = {"source": document.source, "metadata": _plain(document.metadata, document)}
    for name in (*FACTS, "mentions"):
        plain[name] = [_plain(record, document) for record in getattr(extraction, name)]
    return plain


def print_tables(extraction: Extraction, console: Console) -> None:
    """One table for each kind of fact: where it stands, its passage, and what is said of it."""
    document = extraction.document
    console.print(Text(document.metadata.title or document.source, style="bold"))
    for name in FACTS:
        records = getattr(extraction, name)
        if not records:
            continue
        table = Table(title=f"{name} ({len(records)})", title_justify="left", show_lines=False)
        rows = [_row(record, document) for record in records]
        headings = [heading for heading in rows[0] if any(row[heading] for row in rows)]
        for heading in headings:
            table.add_column(heading, overflow="fold", ratio=_RATIOS.get(heading, 2))
        for row in rows:
            table.add_row(*(Text(row[heading]) for heading in headings))
        console.print(table)


def _row(record: Any, document: Document) -> dict[str, str]:
    row: dict[str, str] = {}
    for field in fields(record):
        value = getattr(record, field.name)
        if field.name in _LEFT_OUT:
            continue
        if field.name == "span":
            row["span"] = f"{value.start}–{value.end}"
            row["passage"] = value.of(document.text)
        else:
            row[field.name] = _short(value)
    return row


def _short(value: Any) -> str:
    if value is None or value == () or value is False:
        return ""
    if isinstance(value, Entity):
        return value.label
    if isinstance(value, tuple):
        return "、".join(_short(item) for item in value)
    if isinstance(value, Enum):
        return str(value.value)
    if is_dataclass(value):
        return " ".join(_short(getattr(value, field.name)) for field in fields(value)).strip()
    return _label(value) if isinstance(value, str) else str(value)


def _label(words: str) -> str:
    concept = load_vocabulary().concepts.get(words)
    return concept.label_zh if concept else words


def _plain(value: Any, document: Document) -> Any:
    if isinstance(value, Span):
        return {"start": value.start, "end": value.end, "text": value.of(document.text)}
    if isinstance(value, Entity):
        return {"class": value.kind.value, "iri": value.iri, "label": value.label}
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    if is_dataclass(value):
        return {field.name: _plain(getattr(value, field.name), document) for field in fields(value)}
    if isinstance(value, tuple):
        return [_plain(item, document) for item in value]
    return value


def _triple(quad: Quad) -> Triple:
    return Triple(quad.subject, quad.predicate, quad.object)
