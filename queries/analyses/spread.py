"""How a campaign or a system spreads through levels and years."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import networkx as nx

from queries.analyses.finding import Finding, answer, column
from queries.run import Answer


@dataclass(frozen=True, slots=True)
class Appearance:
    """A campaign or system named in a document: both nodes, the division and its level, the document's date."""

    subject: str
    document: str
    division: str
    level: int
    date: str


def spread_graph(appearances: Iterable[Appearance]) -> nx.DiGraph:
    """Appearances as nodes (subject, document); an edge from each to the next later one of its subject.

    The predecessor is the latest earlier document of a higher level, else the latest earlier one of the same: a
    hypothesis of descent by date and rank, not a claim that one text was copied from the other.
    """
    graph = nx.DiGraph()
    by_subject: dict[str, list[Appearance]] = defaultdict(list)
    for item in appearances:
        graph.add_node((item.subject, item.document), appearance=item)
        by_subject[item.subject].append(item)
    for items in by_subject.values():
        items.sort(key=lambda a: (a.date, a.level, a.document))
        for i, item in enumerate(items):
            earlier = [e for e in items[:i] if e.date < item.date]
            higher = [e for e in earlier if e.level < item.level] or [e for e in earlier if e.level == item.level]
            if higher:
                graph.add_edge((item.subject, higher[-1].document), (item.subject, item.document))
    return graph


def find_spread(graph: nx.DiGraph, labels: Mapping[str, str]) -> Answer:
    """Each subject named in two documents or more: first appearance, levels and years, divisions in order of date.

    Diffusion as adoption over time within a social system (Rogers 1962), here of documents.
    """
    by_subject: dict[str, list[Appearance]] = defaultdict(list)
    for node in graph:
        by_subject[node[0]].append(graph.nodes[node]["appearance"])
    findings = []
    for subject, items in by_subject.items():
        if len(items) < 2:
            continue
        items.sort(key=lambda a: (a.date, a.level, a.document))
        steps = sum(1 for one, _ in graph.edges if one[0] == subject)
        cells = (
            labels.get(subject, subject),
            len(items),
            items[0].date[:4],
            items[-1].date[:4],
            tuple(f"{item.date[:4]} {labels.get(item.division, item.division)}" for item in items),
            steps,
        )
        findings.append(Finding(cells, (subject, *(item.document for item in items))))
    findings.sort(key=lambda found: (-int(str(found.cells[1])), str(found.cells[0])))
    columns = (
        column("subject", "行动或制度", "campaign or system"),
        column("documents", "文件数", "documents"),
        column("first", "最早", "first year"),
        column("last", "最晚", "last year"),
        column("path", "先后出现于", "divisions in order of date", True),
        column("steps", "承接步数", "steps of descent"),
    )
    return answer("行动与制度的扩散", columns, findings)
