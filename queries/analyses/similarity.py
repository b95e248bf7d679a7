"""How alike divisions are in who answers for what."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from math import sqrt

import networkx as nx

from graphs.network import DutyRecord
from queries.analyses.finding import Finding, answer, column
from queries.run import Answer

Profile = Counter[tuple[str, str]]
SHOWN = 8


def profiles(duties: Iterable[DutyRecord]) -> dict[str, Profile]:
    """Division → how often each (subject, role) occurs in duties of its bodies and documents."""
    found: dict[str, Profile] = {}
    for duty in duties:
        if duty.division is not None:
            counts = found.setdefault(duty.division, Counter())
            counts.update((subject, duty.role) for subject in duty.subjects)
    return {division: counts for division, counts in sorted(found.items()) if counts}


def cosine(one: Profile, other: Profile) -> float:
    """Cosine of two profiles (Salton 1971): 1 for the same proportions, 0 for nothing in common."""
    product = sum(count * other[key] for key, count in one.items() if key in other)
    sizes = sqrt(sum(c * c for c in one.values())) * sqrt(sum(c * c for c in other.values()))
    return product / sizes if sizes else 0.0


def similarity_graph(found: Mapping[str, Profile]) -> nx.Graph:
    """Divisions with edges of positive `similarity`."""
    graph = nx.Graph()
    names = sorted(found)
    graph.add_nodes_from(names)
    for i, one in enumerate(names):
        for other in names[i + 1 :]:
            if (value := cosine(found[one], found[other])) > 0:
                graph.add_edge(one, other, similarity=value)
    return graph


def find_similarities(graph: nx.Graph, found: Mapping[str, Profile], labels: Mapping[str, str]) -> Answer:
    """Pairs of divisions, most alike first, with what they share most and what only one of them has."""
    findings = []
    for one, other, data in graph.edges(data=True):
        shared = found[one].keys() & found[other].keys()
        alone = [_names(found[a].keys() - found[b].keys(), labels) for a, b in ((one, other), (other, one))]
        cells = (
            labels.get(one, one),
            labels.get(other, other),
            f"{data['similarity']:.3f}",
            _names(shared, labels),
            *alone,
        )
        findings.append((data["similarity"], Finding(cells, (one, other))))
    findings.sort(key=lambda pair: (-round(pair[0], 9), pair[1].cells[:2]))
    columns = (
        column("one", "地区甲", "one division"),
        column("other", "地区乙", "other division"),
        column("similarity", "相似度", "cosine similarity"),
        column("shared", "共有（领域·角色）", "shared subject and role", True),
        column("onlyOne", "仅甲有", "only the one has", True),
        column("onlyOther", "仅乙有", "only the other has", True),
    )
    return answer("各地职责结构的相似度", columns, [found for _, found in findings])


def _names(keys: Iterable[tuple[str, str]], labels: Mapping[str, str]) -> tuple[str, ...]:
    named = sorted(f"{labels.get(s, s)}·{labels.get('https://w3id.org/zeren/role/' + r, r)}" for s, r in keys)
    return tuple(named[:SHOWN]) + ((f"等{len(named)}项",) if len(named) > SHOWN else ())
