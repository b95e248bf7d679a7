"""Does the graph contradict itself or the ontology? HermiT answers; a contradiction is explained in words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from time import monotonic

from pyoxigraph import Quad

from graphs.reason_conflict import Step, find_conflict
from graphs.reason_statements import Sample, distinct_concepts, sample
from graphs.reason_words import Narrator, Sentence
from graphs.store import LocalStore
from graphs.validate_parts import read_graph
from graphs.validate_places import Places
from ontology.errors import InputError
from ontology.reasoner import axioms, check

DEFAULT_LIMIT = 50_000


@dataclass(frozen=True, slots=True)
class Reasoning:
    """What was looked at, whether it is consistent, and if not, the smallest set of sentences that clash."""

    sample: Sample
    consistent: bool
    seconds: float
    statements: tuple[Sentence, ...] = ()
    axioms: tuple[Sentence, ...] = ()


def reason(
    place: Path | Iterable[Quad], limit: int = DEFAULT_LIMIT, explain: bool = True, progress: Step | None = None
) -> Reasoning:
    """Ask HermiT about the ontology with a graph: whole documents up to `limit` statements, at least one.

    With `explain`, an inconsistency is narrowed down to statements and axioms none of which can be spared, which takes
    some tens of runs of the reasoner; `progress` is told how many. Raises `InputError` where there is no graph.
    """
    if limit < 1:
        raise InputError(f"--limit {limit}: give a number of statements above zero")
    begun = monotonic()
    quads = read_graph(place) if isinstance(place, Path) else list(place)
    chosen = sample(quads, limit)
    told = [*axioms(), *distinct_concepts(chosen.statements), *chosen.statements]
    consistent = check(told, coherence=False).consistent
    if consistent or not explain:
        return Reasoning(chosen, consistent, monotonic() - begun)
    conflict = find_conflict(chosen.statements, progress)
    statements, laws = Narrator(Places(LocalStore.memory(quads))).tell(conflict)
    return Reasoning(chosen, False, monotonic() - begun, tuple(statements), tuple(laws))


def lines(reasoning: Reasoning, english: bool = False) -> list[str]:
    """The outcome as lines for people."""
    seen = reasoning.sample
    part = "" if seen.complete else " (a sample; --limit takes more)"
    said = [f"{len(seen.statements)} statements of {seen.documents} of {seen.of_documents} documents{part}"]
    if reasoning.consistent:
        return [*said, f"consistent 一致  ({reasoning.seconds:.1f} s)"]
    said.append(f"inconsistent 自相矛盾  ({reasoning.seconds:.1f} s)")
    for sentence in (*reasoning.statements, *reasoning.axioms):
        said.append("  " + (sentence.english if english else sentence.chinese))
        if sentence.place.source:
            said.append(
                f"    {sentence.place.source} {sentence.place.begin}–{sentence.place.end}: {sentence.place.words}"
            )
    if reasoning.statements or reasoning.axioms:
        said.append(
            "Not all of these can be true; take any one away and the rest can."
            if english
            else "以上不能都成立；去掉任何一条，其余即可并存。"
        )
    return said
