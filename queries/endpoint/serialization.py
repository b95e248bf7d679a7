"""Writers of SELECT results that stop at a row or byte limit and still end as a valid document.

Formats: SPARQL 1.1 Query Results JSON, XML (W3C 2013), CSV and TSV (W3C 2013).
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any
from xml.sax.saxutils import escape, quoteattr

import pyoxigraph as ox

from ontology.namespaces import XSD

_STRING = XSD + "string"
_RESULTS = "http://www.w3.org/2005/sparql-results#"


@dataclass(frozen=True)
class Written:
    """A serialised result, its number of rows, and which limit cut it short (`rows`, `bytes` or None)."""

    body: bytes
    rows: int
    truncated: str | None = None


Row = Sequence[Any]


def _json_term(term: Any) -> dict[str, Any]:
    if isinstance(term, ox.NamedNode):
        return {"type": "uri", "value": term.value}
    if isinstance(term, ox.BlankNode):
        return {"type": "bnode", "value": term.value}
    if isinstance(term, ox.Triple):
        parts = {"subject": term.subject, "predicate": term.predicate, "object": term.object}
        return {"type": "triple", "value": {name: _json_term(part) for name, part in parts.items()}}
    described: dict[str, Any] = {"type": "literal", "value": term.value}
    if term.language:
        described["xml:lang"] = term.language
    elif term.datatype.value != _STRING:
        described["datatype"] = term.datatype.value
    return described


def _json_row(names: Sequence[str], row: Row) -> str:
    bound = {name: _json_term(term) for name, term in zip(names, row, strict=True) if term is not None}
    return json.dumps(bound, ensure_ascii=False, separators=(",", ":"))


def _xml_term(term: Any) -> str:
    if isinstance(term, ox.NamedNode):
        return f"<uri>{escape(term.value)}</uri>"
    if isinstance(term, ox.BlankNode):
        return f"<bnode>{escape(term.value)}</bnode>"
    if isinstance(term, ox.Triple):
        parts = ("subject", term.subject), ("predicate", term.predicate), ("object", term.object)
        return "<triple>" + "".join(f"<{name}>{_xml_term(part)}</{name}>" for name, part in parts) + "</triple>"
    attribute = ""
    if term.language:
        attribute = f" xml:lang={quoteattr(term.language)}"
    elif term.datatype.value != _STRING:
        attribute = f" datatype={quoteattr(term.datatype.value)}"
    return f"<literal{attribute}>{escape(_xml_characters(term.value))}</literal>"


def _xml_characters(text: str) -> str:
    """The text without the control characters that XML 1.0 cannot hold."""
    return "".join(c if c >= " " or c in "\t\n\r" else "\ufffd" for c in text)


def _xml_row(names: Sequence[str], row: Row) -> str:
    bindings = (
        f"<binding name={quoteattr(name)}>{_xml_term(term)}</binding>"
        for name, term in zip(names, row, strict=True)
        if term is not None
    )
    return "<result>" + "".join(bindings) + "</result>"


def _csv_value(term: Any) -> str:
    if term is None:
        return ""
    if isinstance(term, ox.Triple):
        return str(term)
    return f"_:{term.value}" if isinstance(term, ox.BlankNode) else str(term.value)


def _csv_row(_names: Sequence[str], row: Row) -> str:
    line = io.StringIO()
    csv.writer(line, lineterminator="\r\n").writerow([_csv_value(term) for term in row])
    return line.getvalue()


def _tsv_row(_names: Sequence[str], row: Row) -> str:
    return "\t".join("" if term is None else str(term).replace("\t", "\\t") for term in row) + "\n"


@dataclass(frozen=True)
class _Format:
    opening: Callable[[Sequence[str]], str]
    row: Callable[[Sequence[str], Row], str]
    separator: str
    closing: str


def _xml_opening(names: Sequence[str]) -> str:
    variables = "".join(f"<variable name={quoteattr(name)}/>" for name in names)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<sparql xmlns="{_RESULTS}"><head>{variables}</head><results>'


FORMATS: dict[str, _Format] = {
    "application/sparql-results+json": _Format(
        lambda names: '{"head":{"vars":' + json.dumps(list(names)) + '},"results":{"bindings":[', _json_row, ",", "]}}"
    ),
    "application/sparql-results+xml": _Format(_xml_opening, _xml_row, "", "</results></sparql>"),
    "text/csv": _Format(lambda names: ",".join(names) + "\r\n", _csv_row, "", ""),
    "text/tab-separated-values": _Format(lambda names: "\t".join(f"?{n}" for n in names) + "\n", _tsv_row, "", ""),
}


def write_rows(names: Sequence[str], rows: Iterator[Row], media_type: str, row_limit: int, byte_limit: int) -> Written:
    """Serialise rows of terms (None where unbound) until they end or a limit is reached.

    Args:
        names: the variables without question mark, as many as each row has terms.
        rows: consumed lazily, at most `row_limit` + 1 of them.
        media_type: a key of `FORMATS`.
        row_limit: at most so many rows are written.
        byte_limit: no further row is written once it would make the document longer than this.
    """
    form = FORMATS[media_type]
    parts = [form.opening(names).encode()]
    size = len(parts[0]) + len(form.closing)
    count = 0
    for row in rows:
        if count >= row_limit:
            return _written(parts, form, count, "rows")
        text = form.row(names, row).encode()
        if size + len(text) + 1 > byte_limit:
            return _written(parts, form, count, "bytes")
        if count and form.separator:
            parts.append(form.separator.encode())
        parts.append(text)
        size += len(text) + len(form.separator)
        count += 1
    return _written(parts, form, count, None)


def _written(parts: list[bytes], form: _Format, count: int, truncated: str | None) -> Written:
    return Written(b"".join([*parts, form.closing.encode()]), count, truncated)
