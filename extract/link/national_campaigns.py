"""Campaigns known throughout the country, and what a campaign of a document is a part of."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, Final

from ahocorasick_rs import AhoCorasick, MatchKind

from extract.lexicon import concept_labels
from extract.link.divisions import load_gazetteer
from ontology.namespaces import ZR
from ontology.vocabulary import Concept, load_vocabulary

SETTINGS: Final = Path(__file__).with_name("national_campaigns.toml")
_POINT: Final = re.compile(r"(?<=\d)[.・•](?=\d)")
_MARKS: Final = re.compile('[“”‘’"\\s]')


@dataclass(frozen=True)
class NationalCampaigns:
    """The scheme of campaigns, compiled: `labels` gives the concept of each label, `weak` the doubtful labels."""

    labels: Mapping[str, Concept]
    weak: frozenset[str]
    automaton: Any
    words: tuple[str, ...]
    leading: re.Pattern[str]
    years: re.Pattern[str]
    trailing: re.Pattern[str]
    shortest_edge: int
    shortest_name: int


@cache
def load_national_campaigns() -> NationalCampaigns:
    """The campaigns of the vocabulary, compiled once for each process."""
    settings = tomllib.loads(SETTINGS.read_text(encoding="utf-8"))["normal"]
    labels: dict[str, Concept] = {}
    weak: set[str] = set()
    for concept in load_vocabulary().scheme("campaign"):
        weak.update(concept.properties.get(ZR + "weakLabel", ()))
        for label in concept_labels(concept, ("preferred", "alternative", "hidden")):
            labels.setdefault(label, concept)
    unmatched = tuple(settings["unmatched"])
    words = tuple(label for label in sorted(labels) if not label.endswith(unmatched))
    return NationalCampaigns(
        labels=labels,
        weak=frozenset(weak),
        automaton=AhoCorasick(list(words), matchkind=MatchKind.LeftmostLongest),
        words=words,
        leading=re.compile(settings["leading"]),
        years=re.compile(settings["years"]),
        trailing=re.compile(settings["trailing"]),
        shortest_edge=settings["shortest_edge"],
        shortest_name=settings["shortest_name"],
    )


def normal_name(name: str) -> str:
    """A name without quotation marks, division, year and the words that only say that it is an activity.

    So the names that places and years give to one campaign come out alike; a name that would lose all but a few
    characters is left whole.
    """
    national = load_national_campaigns()
    words = _without_division(_POINT.sub("·", _MARKS.sub("", name)))
    for pattern in (national.leading, national.years, national.trailing):
        shorter = pattern.sub("", words)
        words = shorter if len(shorter) >= national.shortest_name else words
    return words


@lru_cache(maxsize=8192)
def whole_of(name: str) -> str | None:
    """The name of the campaign that the one of this name is a part of, or None.

    A campaign of the vocabulary is a part of the wider one there; a local name or an alternative one is a part of the
    campaign of that name in the vocabulary, and so is a name with words before or behind it; another name is a part of
    what is left of it by `normal_name`.
    """
    national = load_national_campaigns()
    plain = _MARKS.sub("", name)
    normal = normal_name(name)
    concept = next((national.labels[words] for words in (plain, normal) if words in national.labels), None)
    if concept is None:
        edges = [
            label
            for label in national.labels
            if len(label) >= national.shortest_edge
            and (normal.endswith(label) or normal.startswith(label))
            and label not in national.weak
        ]
        concept = national.labels[max(edges, key=lambda label: (len(label), label))] if edges else None
    if concept is None:
        return normal if normal != name else None
    return concept.label_zh if concept.label_zh != name else _wider(concept)


def _wider(concept: Concept) -> str | None:
    """The name of the broader campaign, where that is no heading of the scheme."""
    for iri in concept.broader:
        above = load_vocabulary().concepts[iri]
        if above.value(ZR + "matched") != "false":
            return above.label_zh
    return None


def _without_division(words: str) -> str:
    gazetteer = load_gazetteer()
    for length in range(min(gazetteer.longest, len(words) - 4), 1, -1):
        if words[:length] in gazetteer.sure:
            return _without_division(words[length:])
    return words
