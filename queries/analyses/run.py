"""The analyses by name, each run on a store."""

from __future__ import annotations

import difflib
import tomllib
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from graphs.network import load_duties, load_labels, responsibility_network
from graphs.store import Store, solutions_of
from ontology.errors import InputError
from queries.analyses.brokers import find_brokers
from queries.analyses.chains import ORDER, chain_graph, find_chains
from queries.analyses.communities import cooperation_graph, find_communities
from queries.analyses.gaps import find_gaps, ownership_graph
from queries.analyses.overlap import find_overlaps, overlap_graph
from queries.analyses.similarity import find_similarities, profiles, similarity_graph
from queries.analyses.spread import Appearance, find_spread, spread_graph
from queries.run import Answer

LEVEL_WORDS = Path(__file__).with_name("levels.toml")


def _level_words() -> dict[str, tuple[str, ...]]:
    return {level: tuple(found) for level, found in tomllib.loads(LEVEL_WORDS.read_text(encoding="utf-8")).items()}


def _levels(store: Store) -> dict[str, str]:
    """Division → local name of its level."""
    rows = solutions_of(store.query("SELECT ?d ?l { ?d a zr:Division ; zr:level ?l } ORDER BY ?d ?l"))
    return {row["d"].value: row["l"].value.rsplit("/", 1)[-1] for row in rows}


def _reporting(store: Store) -> list[str]:
    query = (
        "SELECT DISTINCT ?place { ?document a zr:Document ; zr:region ?place ; zr:genre ?genre "
        'FILTER(!STRENDS(STR(?genre), "/statute") && !STRENDS(STR(?genre), "/regulation")) } ORDER BY ?place'
    )
    return [row["place"].value for row in solutions_of(store.query(query))]


def _overlap(store: Store) -> Answer:
    return find_overlaps(overlap_graph(load_duties(store), _level_words()["national"]), load_labels(store))


def _gaps(store: Store) -> Answer:
    graph = ownership_graph(load_duties(store, inherited=True))
    rows = solutions_of(store.query("SELECT ?d ?a { ?d a zr:Division ; skos:broader ?a } ORDER BY ?d DESC(?a)"))
    superiors = {row["d"].value: row["a"].value for row in rows}
    return find_gaps(graph, load_labels(store), _levels(store), superiors, _reporting(store))


def _chains(store: Store) -> Answer:
    levels = _levels(store)
    rows = solutions_of(store.query("SELECT ?d ?r { ?d a zr:Document ; zr:region ?r } ORDER BY ?d DESC(?r)"))
    regions = {row["d"].value: row["r"].value for row in rows}
    duties = [replace(duty, division=regions.get(duty.document, duty.division)) for duty in load_duties(store)]
    return find_chains(chain_graph(duties, levels, _level_words()), load_labels(store), levels)


def _brokers(store: Store) -> Answer:
    return find_brokers(responsibility_network(store))


def _communities(store: Store) -> Answer:
    return find_communities(cooperation_graph(responsibility_network(store)))


def _similarity(store: Store) -> Answer:
    found = profiles(load_duties(store))
    return find_similarities(similarity_graph(found), found, load_labels(store))


def _spread(store: Store) -> Answer:
    query = (
        "SELECT DISTINCT ?subject ?document ?place ?date { "
        "{ ?named a zr:Campaign ; dct:isPartOf* ?subject } "
        "UNION { ?named a zr:ResponsibilitySystem . BIND(?named AS ?subject) } "
        "UNION { ?named a zr:ResponsibilitySystem ; skos:broader ?subject . MINUS { ?named skos:inScheme ?scheme } } "
        "?passage zr:mentions ?named ; nif:referenceContext ?document . "
        "?document zr:region ?place ; dct:issued ?date } ORDER BY ?subject ?document"
    )
    levels = _levels(store)
    appearances = []
    for row in solutions_of(store.query(query)):
        place = row["place"].value
        rank = ORDER.index(levels[place]) if levels.get(place) in ORDER else len(ORDER)
        appearances.append(Appearance(row["subject"].value, row["document"].value, place, rank, row["date"].value))
    return find_spread(spread_graph(appearances), load_labels(store))


ANALYSES: dict[str, Callable[[Store], Answer]] = {
    "overlap": _overlap,
    "gaps": _gaps,
    "chains": _chains,
    "brokers": _brokers,
    "communities": _communities,
    "similarity": _similarity,
    "spread": _spread,
}


def run_analysis(name: str, store: Store) -> Answer:
    """The result of the analysis of that name.

    Raises:
        InputError: when there is none of that name; it suggests the nearest.
    """
    if name not in ANALYSES:
        near = difflib.get_close_matches(name, ANALYSES, 1, 0.4)
        hint = f"did you mean {near[0]}?" if near else ""
        raise InputError(f"{name}: no such analysis; {hint} there are {', '.join(ANALYSES)}")
    return ANALYSES[name](store)
