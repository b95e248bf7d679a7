"""A catalogue question as a worker answers it: cells as text, facts as links."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

import pyoxigraph

from graphs.store import LocalStore
from queries.evidence import Evidence, find_evidence
from queries.presentation import plain_text
from queries.question import find_question, load_catalogue
from queries.run import ask

FACTS_SHOWN = 5


def answer_question(store: pyoxigraph.Store, number: str, given: Mapping[str, str], row_limit: int) -> bytes:
    """The answer as JSON: `columns` (Chinese and English heading), `rows` (cells as text, evidence), `truncated`.

    Each piece of evidence has `source`, `begin`, `end` (code points), `title` and `text`;
    at most `FACTS_SHOWN` facts of a row are shown with theirs.

    Raises:
        InputError: for an unknown question or parameter, a missing one, or a name that nothing has.
    """
    local = LocalStore(store, writable=False, name="worker")
    answer = ask(local, find_question(number, load_catalogue()), given)
    rows = answer.rows[:row_limit]
    evidence = find_evidence(local, (fact for row in rows for fact in row.facts[:FACTS_SHOWN]))
    content: dict[str, Any] = {
        "columns": [[column.chinese, column.english] for column in answer.columns],
        "rows": [
            {
                "cells": [plain_text(cell) for cell in row.cells],
                "evidence": [_place(item) for fact in row.facts[:FACTS_SHOWN] for item in evidence.get(fact, ())],
            }
            for row in rows
        ],
        "truncated": len(answer.rows) > row_limit,
    }
    return json.dumps(content, ensure_ascii=False).encode()


def _place(item: Evidence) -> dict[str, Any]:
    return {"source": item.source, "begin": item.begin, "end": item.end, "title": item.title, "text": item.text}
