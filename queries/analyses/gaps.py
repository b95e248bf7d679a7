"""Sectors that nobody in a division owns, measured against the law and against its peers."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

import networkx as nx

from graphs.network import DutyRecord
from queries.analyses.finding import Finding, answer, column
from queries.run import Answer

OWNING = frozenset({"lead", "regulate", "oversee", "execute", "territorial"})


def ownership_graph(duties: Iterable[DutyRecord]) -> nx.MultiDiGraph:
    """Divisions and subjects, an edge for each duty by which a body of the division owns the subject.

    Edge attributes: `duty`, `by_law` (a law lays it on a kind of body; a duty that a named agency inherits is its own).
    """
    graph = nx.MultiDiGraph()
    for duty in duties:
        if duty.role not in OWNING or duty.division is None:
            continue
        named = any(body.class_name == "Agency" and body.resolved for body in duty.bearers)
        graph.add_node(duty.division, side="division")
        for subject in duty.subjects:
            graph.add_node(subject, side="subject")
            graph.add_edge(duty.division, subject, duty=duty.iri, by_law=duty.from_law and not named)
    return graph


def find_gaps(
    graph: nx.MultiDiGraph,
    labels: Mapping[str, str],
    levels: Mapping[str, str],
    superiors: Mapping[str, str],
    reporting: Iterable[str],
) -> Answer:
    """For each division that reports: subjects that law or peers give an owner and of which none of its bodies is one.

    A set difference of neighbourhoods in the two-mode network of divisions and subjects (Borgatti and Everett 1997).

    Args:
        graph: as `ownership_graph` makes it.
        labels: node → Chinese label.
        levels: division → its level.
        superiors: division → the one above; the laws of those above are in force in it.
        reporting: the divisions whose own documents are in the graph; only they can have a gap in them.
    """
    own, law = _owners(graph, False), _owners(graph, True)
    places = sorted(set(reporting))
    findings = []
    for place in places:
        lawful: dict[str, list[str]] = defaultdict(list)
        for above in lineage(place, superiors):
            for subject, duties in law.get(above, {}).items():
                lawful[subject] += duties
        peers = [p for p in places if p != place and levels.get(p) == levels.get(place)]
        wanted = set(lawful) | {s for peer in peers for s in own.get(peer, {})}
        for subject in sorted(wanted - own.get(place, {}).keys(), key=lambda s: labels.get(s, s)):
            having = [peer for peer in peers if subject in own.get(peer, {})]
            facts = [*sorted(set(lawful.get(subject, [])))[:5], *(f for p in having for f in own[p][subject][:2])]
            cells = (
                labels.get(place, place),
                labels.get(subject, subject),
                len(set(lawful.get(subject, []))),
                tuple(labels.get(peer, peer) for peer in having),
            )
            findings.append(Finding(cells, tuple(facts)))
    findings.sort(key=lambda found: (str(found.cells[0]), -len(found.facts), str(found.cells[1])))
    columns = (
        column("division", "地区", "division"),
        column("subject", "无主领域", "sector or hazard nobody owns"),
        column("law", "法定职责数", "statutory duties on it"),
        column("peers", "已落实的同级地区", "peers whose documents give it an owner", True),
    )
    return answer("对照法律与同级地区的职责空白", columns, findings)


def lineage(place: str, superiors: Mapping[str, str]) -> list[str]:
    """The division itself and every one above it."""
    found = [place]
    while (above := superiors.get(found[-1])) is not None and above not in found:
        found.append(above)
    return found


def _owners(graph: nx.MultiDiGraph, by_law: bool) -> dict[str, dict[str, list[str]]]:
    found: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for division, subject, data in graph.edges(data=True):
        if data["by_law"] == by_law:
            found[division][subject].append(data["duty"])
    return found
