"""How responsibility is passed down from level to level, and the first link that is missing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import networkx as nx

from graphs.network import Body, DutyRecord
from queries.analyses.finding import Finding, answer, column
from queries.run import Answer

ORDER = ("national", "province", "prefecture", "county", "township", "enterprise")
RANGE = "以上"
PASSING = frozenset({"commit", "contact", "territorial", "principal", "execute"})


def chain_graph(
    duties: Iterable[DutyRecord], place_levels: Mapping[str, str], level_words: Mapping[str, tuple[str, ...]]
) -> nx.MultiDiGraph:
    """Levels of each division as nodes (division, level), an edge for each duty that passes responsibility down.

    An edge runs from the level of the counterparty, or of the division whose document it is, to the bearer's level.

    Args:
        duties: documents' duties; those of laws pass nothing on by themselves and are left out.
        place_levels: division → level (local name).
        level_words: level → words in the label of a collective body that show it (乡镇 → township).
    """
    graph = nx.MultiDiGraph()
    for duty in duties:
        if duty.from_law or duty.division is None or (duty.role not in PASSING and not duty.systems):
            continue
        givers = [level for body in duty.counterparties for level in _levels(body, level_words)]
        start = next((level for level in givers if level), place_levels.get(duty.division))
        for body in duty.bearers:
            for end in _levels(body, level_words):
                if start in ORDER and end in ORDER and ORDER.index(end) > ORDER.index(start):
                    graph.add_edge((duty.division, start), (duty.division, end), duty=duty.iri, bearer=body.label)
    return graph


def _levels(body: Body, level_words: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    """The levels on which a bearer stands: the graph's, else the lowest that the words of its name show.

    县级以上 and the like, which quote a law, name nobody.
    """
    if body.class_name != "Agency" and RANGE in body.label:
        return ()
    if body.levels:
        return tuple(level.rsplit("/", 1)[-1] for level in body.levels)
    shown = [level for level, words in level_words.items() if any(word in body.label for word in words)]
    return (max(shown, key=ORDER.index),) if shown else ()


def find_chains(graph: nx.MultiDiGraph, labels: Mapping[str, str], place_levels: Mapping[str, str]) -> Answer:
    """For each division the levels that responsibility reaches from its own, and the first that it does not.

    Reachability in the directed graph of levels, by breadth-first search (Moore 1959).
    """
    findings = []
    for place in sorted({division for division, _ in graph}):
        start = place_levels.get(place)
        if start not in ORDER:
            continue
        reached = {level for _, level in nx.descendants(graph, (place, start))} if (place, start) in graph else set()
        below = ORDER[ORDER.index(start) + 1 :]
        broken = next((level for level in below if level not in reached), None)
        edges = [data for one, _, data in graph.edges(data=True) if one[0] == place]
        findings.append(
            Finding(
                (
                    labels.get(place, place),
                    tuple(_name(level, labels) for level in below if level in reached),
                    _name(broken, labels) if broken else None,
                    tuple(sorted({data["bearer"] for data in edges})),
                ),
                tuple(sorted({data["duty"] for data in edges})),
            )
        )
    columns = (
        column("division", "地区", "division"),
        column("reached", "已传导到", "levels reached", True),
        column("broken", "断在", "first level not reached"),
        column("bearers", "承接主体", "who took it on", True),
    )
    return answer("责任传导链条与断点", columns, findings)


def _name(level: str, labels: Mapping[str, str]) -> str:
    return labels.get(f"https://w3id.org/zeren/level/{level}", level)
