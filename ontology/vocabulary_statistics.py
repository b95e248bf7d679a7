"""How much the vocabularies hold, counted by scheme."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from rich.box import SIMPLE
from rich.table import Table

from ontology.namespaces import DCT, SKOS, ZR
from ontology.vocabulary import Vocabulary

_COLUMNS: Final = {
    "概念": "concepts",
    "顶层": "tops",
    "又名": "alternative",
    "隐名": "hidden",
    "歧义": "ambiguous",
    "提示": "cues",
    "释义": "defined",
    "出处": "sourced",
}


@dataclass(frozen=True, slots=True)
class Count:
    """What one scheme holds: concepts, and how many labels, cues, definitions and sources they have."""

    scheme: str
    label: str
    concepts: int
    tops: int
    alternative: int
    hidden: int
    ambiguous: int
    cues: int
    defined: int
    sourced: int


def count(vocabulary: Vocabulary) -> tuple[Count, ...]:
    """One count for each scheme, by name."""
    return tuple(_count(vocabulary, name) for name in vocabulary.schemes)


def table(counts: tuple[Count, ...]) -> Table:
    """The counts as a table with a row of totals."""
    made = Table(title="Vocabularies 词表", show_footer=True, box=SIMPLE)
    made.add_column("scheme", footer="total", no_wrap=True)
    made.add_column("名称", footer="合计", no_wrap=True)
    for heading, name in _COLUMNS.items():
        made.add_column(heading, justify="right", footer=f"{sum(getattr(row, name) for row in counts):,}", no_wrap=True)
    for row in counts:
        made.add_row(row.scheme, row.label, *(f"{getattr(row, name):,}" for name in _COLUMNS.values()))
    return made


def _count(vocabulary: Vocabulary, name: str) -> Count:
    members = vocabulary.scheme(name)
    return Count(
        scheme=name,
        label=vocabulary.schemes[name].label_zh,
        concepts=len(members),
        tops=sum(SKOS + "topConceptOf" in concept.properties for concept in members),
        alternative=sum(len(concept.alternative) for concept in members),
        hidden=sum(len(concept.hidden) for concept in members),
        ambiguous=sum(len(concept.ambiguous) for concept in members),
        cues=sum(len(concept.properties.get(ZR + "cue", ())) for concept in members),
        defined=sum(SKOS + "definition" in concept.properties for concept in members),
        sourced=sum(DCT + "source" in concept.properties for concept in members),
    )
