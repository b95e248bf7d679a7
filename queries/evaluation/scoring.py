"""Comparing what a graph says with what annotators marked.

Mentions match by exact span (`found`) and by span and canonical name (`linked`). Facts are paired one to one by
intersection over union of their spans, best overlap first, at least 0.5 (`found`); a pair counts as `full` when the
layer's own properties agree too.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field

import pyoxigraph

from queries.evaluation.gold import ENTITY_LAYERS, FACT_LAYERS, GoldDocument, GoldFact, Span, without_title_marks
from queries.evaluation.predicted import PredictedDocument, PredictedFact

MINIMUM_OVERLAP = 0.5
SAME_BODY = 0.6
SAME_INDICATOR = 0.4
RELATIVE_TOLERANCE = 1e-6


@dataclass(frozen=True, order=True)
class Difference:
    """A miss or a false alarm: document, span, and what was (or should have been) said there."""

    document: str
    span: Span
    said: str


@dataclass
class LayerScore:
    """Counts of one layer: right, predicted, annotated, and where they differ."""

    right: int = 0
    predicted: int = 0
    annotated: int = 0
    missed: list[Difference] = field(default_factory=list)
    spurious: list[Difference] = field(default_factory=list)

    @property
    def precision(self) -> float:
        return self.right / self.predicted if self.predicted else 0.0

    @property
    def recall(self) -> float:
        return self.right / self.annotated if self.annotated else 0.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall (van Rijsbergen 1979)."""
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0


Scores = dict[str, LayerScore]


def overlap(one: Span, other: Span) -> float:
    """Intersection over union of two spans (Jaccard 1901)."""
    shared = min(one[1], other[1]) - max(one[0], other[0])
    return max(shared, 0) / (max(one[1], other[1]) - min(one[0], other[0]))


def similarity(one: str, other: str) -> float:
    """Dice coefficient of the character bigrams of two phrases (Dice 1945); a single character is its own gram."""

    def bigrams(text: str) -> set[str]:
        return {text[i : i + 2] for i in range(len(text) - 1)} or {text}

    first, second = bigrams(one), bigrams(other)
    return 2 * len(first & second) / (len(first) + len(second))


def pair_spans(gold: list[Span], predicted: list[Span]) -> list[tuple[int, int]]:
    """One-to-one pairs of indexes, largest overlap first, from `MINIMUM_OVERLAP` up."""
    candidates = sorted(
        (
            (overlap(g, p), i, j)
            for i, g in enumerate(gold)
            for j, p in enumerate(predicted)
            if p[0] < g[1] and g[0] < p[1]
        ),
        reverse=True,
    )
    pairs: list[tuple[int, int]] = []
    taken_gold: set[int] = set()
    taken_predicted: set[int] = set()
    for size, i, j in candidates:
        if size >= MINIMUM_OVERLAP and i not in taken_gold and j not in taken_predicted:
            taken_gold.add(i)
            taken_predicted.add(j)
            pairs.append((i, j))
    return pairs


def _names_a_body(wanted: Iterable[str], labels: Collection[str]) -> bool:
    wanted = list(wanted)
    return not wanted or any(similarity(w, label) >= SAME_BODY for w in wanted for label in labels)


def _same_number(one: float | None, other: float | None) -> bool:
    if one is None or other is None:
        return one is None and other is None
    return abs(one - other) <= RELATIVE_TOLERANCE * max(1.0, abs(one), abs(other))


def _number(values: Collection[str]) -> float | None:
    return float(sorted(values)[0]) if values else None


def _duty_agrees(gold: GoldFact, fact: PredictedFact) -> bool:
    return gold.values["role"] in fact.either("role") and _names_a_body(
        gold.values["bearers"], fact.labels.get("bearer", ())
    )


def _measure_agrees(gold: GoldFact, fact: PredictedFact) -> bool:
    return gold.values["status"] in fact.either("status") and _names_a_body(
        gold.values["agents"], fact.labels.get("agent", ())
    )


def _observation_agrees(gold: GoldFact, fact: PredictedFact) -> bool:
    return (
        _same_number(gold.values["value"], _number(fact.labels.get("value", ())))
        and gold.values["unit"] in fact.either("unit")
        and _same_number(gold.values.get("change"), _number(fact.labels.get("change", ())))
        and any(
            similarity(gold.values["indicator"], label) >= SAME_INDICATOR for label in fact.labels.get("indicator", ())
        )
    )


def _problem_agrees(gold: GoldFact, fact: PredictedFact) -> bool:
    return gold.values["type"] in fact.either("kind")


AGREEMENT: Mapping[str, Callable[[GoldFact, PredictedFact], bool]] = {
    "duties": _duty_agrees,
    "measures": _measure_agrees,
    "observations": _observation_agrees,
    "problems": _problem_agrees,
}


def _score_mentions(gold: GoldDocument, graph: PredictedDocument, layer: str, scores: Scores) -> None:
    predicted = graph.mentions(layer)
    if layer == "documents":
        predicted = {(*without_title_marks(gold.text, s, e), name.strip("《》")) for s, e, name in predicted}
    predicted = {mention for mention in predicted if gold.covers(mention[:2])}
    annotated = gold.mentions[layer]
    _tally_sets(scores[f"{layer}.found"], gold, {(*m[:2], "") for m in annotated}, {(*m[:2], "") for m in predicted})
    _tally_sets(scores[f"{layer}.linked"], gold, set(annotated), predicted)


def _tally_sets(
    score: LayerScore, gold: GoldDocument, want: set[tuple[int, int, str]], got: set[tuple[int, int, str]]
) -> None:
    score.right += len(want & got)
    score.predicted += len(got)
    score.annotated += len(want)
    for differences, items in ((score.missed, want - got), (score.spurious, got - want)):
        differences += [
            Difference(gold.name, (s, e), f"{gold.text[s:e]} → {name}" if name else gold.text[s:e])
            for s, e, name in sorted(items)
        ]


def _score_facts(gold: GoldDocument, graph: PredictedDocument, layer: str, scores: Scores) -> None:
    want = gold.facts[layer]
    got = [fact for fact in graph.facts(layer) if gold.covers(fact.span)]
    pairs = pair_spans([g.span for g in want], [p.span for p in got])
    agreeing = [(i, j) for i, j in pairs if AGREEMENT[layer](want[i], got[j])]
    for kind, hits in (("found", pairs), ("full", agreeing)):
        score = scores[f"{layer}.{kind}"]
        score.right += len(hits)
        score.predicted += len(got)
        score.annotated += len(want)
        right_gold, right_predicted = {i for i, _ in hits}, {j for _, j in hits}
        score.missed += [
            Difference(gold.name, g.span, _said(g.values)) for i, g in enumerate(want) if i not in right_gold
        ]
        score.spurious += [
            Difference(gold.name, p.span, _said(p.labels)) for j, p in enumerate(got) if j not in right_predicted
        ]


def _said(values: Mapping[str, object]) -> str:
    shown = {k: v for k, v in values.items() if k not in {"quote", "nth", "change_quote"} and v not in (None, [], "")}
    return "; ".join(f"{k}={_plain(v)}" for k, v in sorted(shown.items()))


def _plain(value: object) -> str:
    return "、".join(sorted(map(str, value))) if isinstance(value, list | set) else str(value)


def score_document(gold: GoldDocument, graph: PredictedDocument, scores: Scores) -> None:
    """Add one document's counts to the scores of every layer."""
    for layer in ENTITY_LAYERS:
        _score_mentions(gold, graph, layer, scores)
    for layer in FACT_LAYERS:
        _score_facts(gold, graph, layer, scores)


def evaluate(store: pyoxigraph.Store, gold: Iterable[GoldDocument]) -> Scores:
    """Micro-averaged scores over all annotated documents, by layer (`agencies.found`, `duties.full`, …).

    A document that the graph does not hold counts as one in which nothing was found.
    """
    scores: Scores = defaultdict(LayerScore)
    for document in gold:
        score_document(document, PredictedDocument(store, document.name), scores)
    return dict(scores)
