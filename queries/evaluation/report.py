"""Scores as people read them: a table, the differences in context, and JSON."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from rich.table import Table
from rich.text import Text

from ontology.errors import InputError
from queries.evaluation.gold import GoldDocument
from queries.evaluation.scoring import Difference, LayerScore, Scores

CONTEXT_CHARACTERS = 30


def scores_table(scores: Scores, title: str) -> Table:
    """One row per layer: precision, recall, F1 and the counts behind them."""
    table = Table(title=title)
    table.add_column("layer")
    for heading in ("precision", "recall", "F1", "annotated", "predicted"):
        table.add_column(heading, justify="right")
    for layer, score in scores.items():
        rates = (score.precision, score.recall, score.f1)
        table.add_row(layer, *(f"{rate:.3f}" for rate in rates), str(score.annotated), str(score.predicted))
    return table


def scores_json(scores: Scores) -> dict[str, dict[str, float]]:
    """Layer → precision, recall, f1, annotated, predicted."""
    return {
        layer: {
            "precision": score.precision,
            "recall": score.recall,
            "f1": score.f1,
            "annotated": score.annotated,
            "predicted": score.predicted,
        }
        for layer, score in scores.items()
    }


def layer_of(scores: Scores, layer: str) -> LayerScore:
    """The score of one layer.

    Raises:
        InputError: when there is no such layer.
    """
    try:
        return scores[layer]
    except KeyError:
        raise InputError(f"no layer {layer!r}; choose one of {', '.join(scores)}") from None


def _context(texts: Mapping[str, str], difference: Difference) -> tuple[str, str, str]:
    text, (start, end) = texts[difference.document], difference.span
    before = text[max(0, start - CONTEXT_CHARACTERS) : start]
    after = text[end : end + CONTEXT_CHARACTERS]
    return " ".join(before.split()), " ".join(text[start:end].split()), " ".join(after.split())


def differences_table(score: LayerScore, layer: str, gold: Iterable[GoldDocument]) -> Table:
    """Each miss (−) and false alarm (+) with its surroundings."""
    texts = {document.name: document.text for document in gold}
    table = Table(title=f"{layer}: − missed, + false alarm", show_lines=True)
    for heading in ("", "document", "span", "in context", "said"):
        table.add_column(heading, overflow="fold")
    for sign, style, differences in (("−", "red", score.missed), ("+", "yellow", score.spurious)):
        for difference in sorted(differences):
            before, quote, after = _context(texts, difference)
            shown = Text.assemble((before, "dim"), (quote, style), (after, "dim"))
            place = f"{difference.span[0]}–{difference.span[1]}"
            table.add_row(sign, difference.document, place, shown, difference.said)
    return table


def differences_json(score: LayerScore, gold: Iterable[GoldDocument]) -> dict[str, list[dict[str, Any]]]:
    """The same as JSON: `missed` and `spurious`, each with document, start, end, quote, before, after, said."""
    texts = {document.name: document.text for document in gold}

    def record(difference: Difference) -> dict[str, Any]:
        before, quote, after = _context(texts, difference)
        start, end = difference.span
        place = {"document": difference.document, "start": start, "end": end}
        return {**place, "quote": quote, "before": before, "after": after, "said": difference.said}

    return {
        "missed": [record(d) for d in sorted(score.missed)],
        "spurious": [record(d) for d in sorted(score.spurious)],
    }
