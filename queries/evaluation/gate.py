"""The whole of `zeren evaluate`: score, show, compare with the kept figures."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph
from rich.console import Console

from queries.evaluation.baseline import drops, load_baseline
from queries.evaluation.gold import GoldDocument
from queries.evaluation.report import differences_json, differences_table, layer_of, scores_json, scores_table
from queries.evaluation.scoring import evaluate


@dataclass(frozen=True)
class Request:
    """What to show: one layer's differences, JSON instead of tables, and the kept figures to compare with."""

    misses: str | None = None
    as_json: bool = False
    baseline: Path | None = None
    section: str = "reports"


def run_gate(store: pyoxigraph.Store, gold: list[GoldDocument], request: Request, console: Console) -> list[str]:
    """Print the scores as asked and return what fell below the kept figures (empty: nothing).

    Raises:
        InputError: for an unknown layer or an unusable file of kept figures.
    """
    kept = load_baseline(request.baseline, request.section) if request.baseline else {}
    scores = evaluate(store, gold)
    score = layer_of(scores, request.misses) if request.misses else None
    if request.as_json:
        content: dict[str, object] = {"scores": scores_json(scores)}
        if score is not None:
            content["differences"] = differences_json(score, gold)
        print(json.dumps(content, ensure_ascii=False, indent=1))
    else:
        console.print(scores_table(scores, f"{request.section}: {len(gold)} documents"))
        if score is not None:
            console.print(differences_table(score, str(request.misses), gold))
    return drops(scores, kept)
