"""Hand-made annotations of a document, with every quote turned into a span of its text."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ontology.errors import InputError

Span = tuple[int, int]

ENTITY_LAYERS = {"agencies": "name", "systems": "name", "campaigns": "name", "documents": "title"}
FACT_LAYERS = ("duties", "measures", "observations", "problems")


@dataclass(frozen=True)
class GoldFact:
    """One annotated fact: where it stands and what it says."""

    span: Span
    quote: str
    values: Mapping[str, Any]


@dataclass(frozen=True)
class GoldDocument:
    """The annotations of one document.

    `mentions` holds per entity layer the set of (start, end, canonical name); `facts` per fact layer the facts in file
    order. `scope` is the annotated part of the text; what lies outside it is not scored.
    """

    name: str
    text: str
    scope: Span
    mentions: Mapping[str, frozenset[tuple[int, int, str]]]
    facts: Mapping[str, tuple[GoldFact, ...]]

    def covers(self, span: Span) -> bool:
        """Whether the span lies within the annotated part."""
        return self.scope[0] <= span[0] and span[1] <= self.scope[1]


def find_quote(text: str, quote: str, occurrence: int, where: str) -> Span:
    """The span of the given occurrence (from 1) of a quote.

    Raises:
        InputError: when the text holds fewer occurrences.
    """
    start = -1
    for _ in range(occurrence):
        start = text.find(quote, start + 1)
        if start < 0:
            raise InputError(f"{where}: the quote {quote!r} (occurrence {occurrence}) is not in the document; mend it")
    return start, start + len(quote)


def load_gold(path: Path, corpus: Path) -> GoldDocument:
    """Read one annotation file and the document that it is about.

    Raises:
        InputError: when the annotation is not JSON of the expected layout, its document is missing, or a quote is not
            found in it.
    """
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
        source = corpus / data["doc"]
        text = source.read_bytes().decode("utf-8-sig")
        mentions = {layer: _mentions(data[layer], key, text, path) for layer, key in ENTITY_LAYERS.items()}
        facts = {layer: tuple(_fact(entry, text, path) for entry in data[layer]) for layer in FACT_LAYERS}
    except FileNotFoundError as error:
        raise InputError(f"{error.filename}: not found; name the folder of the documents with --corpus") from error
    except (KeyError, TypeError, ValueError) as error:
        raise InputError(f"{path}: not an annotation file ({error!r}); see the annotation guide") from error
    first, last = data.get("range", (0, len(text)))
    return GoldDocument(data["doc"], text, (first, last), mentions, facts)


def load_gold_folder(folder: Path, corpus: Path) -> list[GoldDocument]:
    """Every annotation file directly inside a folder, by name."""
    paths = sorted(folder.glob("*.json"))
    if not paths:
        raise InputError(f"{folder}: holds no annotation files (*.json)")
    return [load_gold(path, corpus) for path in paths]


def without_title_marks(text: str, start: int, end: int) -> Span:
    """The span inside 《》 when it starts with the opening mark, else the span itself."""
    return (start + 1, end - 1) if text[start : start + 1] == "《" else (start, end)


def _mentions(entries: list[dict[str, Any]], key: str, text: str, path: Path) -> frozenset[tuple[int, int, str]]:
    found = set()
    for entry in entries:
        for mention in entry["mentions"]:
            span = find_quote(text, mention["quote"], mention.get("nth", 1), str(path))
            if key == "title":
                span = without_title_marks(text, *span)
            found.add((*span, str(entry[key])))
    return frozenset(found)


def _fact(entry: dict[str, Any], text: str, path: Path) -> GoldFact:
    return GoldFact(find_quote(text, entry["quote"], entry.get("nth", 1), str(path)), entry["quote"], entry)
