"""Where several bodies of one division hold the same role in the same matter, lawful co-duty told apart."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

import networkx as nx

from graphs.network import Body, DutyRecord
from queries.analyses.finding import Finding, answer, column
from queries.run import Answer

SUPERVISORY = frozenset({"lead", "regulate", "oversee"})
SAME_MATTER = 0.6
LARGEST_BLOCK = 400


def matter_similarity(one: str, other: str) -> float:
    """Dice coefficient of character bigrams (Dice 1945)."""
    first, second = _bigrams(one), _bigrams(other)
    return 2 * len(first & second) / (len(first) + len(second))


def _bigrams(text: str) -> set[str]:
    return {text[i : i + 2] for i in range(len(text) - 1)} or {text}


def overlap_graph(duties: Iterable[DutyRecord], national: tuple[str, ...] = ()) -> nx.Graph:
    """Duties as nodes, an edge between two of one division and role, of different bearers, on the same matter.

    Two matters are the same when they share a sector or hazard and their wording has a Dice coefficient of at least
    0.6. Bodies of one function (a department under two names) and of levels that never meet (国务院… and 县级以上…) are
    no rivals. Each edge carries `lawful`: whether one provision (a clause, or an article of an instrument) names both
    bearers, which makes it a duty held in common (法定协同) and no overlap.

    Args:
        duties: as `graphs.network.load_duties` gives them.
        national: words in a name that show a body of the nation, for kinds whose level the graph does not know.
    """
    graph = nx.Graph()
    blocks: dict[tuple[str, str, str], list[DutyRecord]] = defaultdict(list)
    for duty in duties:
        bearers = [body for body in duty.bearers if body.resolved]
        if duty.role in SUPERVISORY and duty.division and bearers:
            for subject in duty.subjects:
                blocks[duty.division, duty.role, subject].append(duty)
    for block in blocks.values():
        for i, one in enumerate(block[:LARGEST_BLOCK]):
            for other in block[i + 1 : LARGEST_BLOCK]:
                _connect(graph, one, other, national)
    for duty in (duty for block in blocks.values() for duty in block):
        if len({body.iri for body in duty.bearers if body.resolved}) > 1:
            graph.add_node(duty.iri, record=duty)
    return graph


def _connect(graph: nx.Graph, one: DutyRecord, other: DutyRecord, national: tuple[str, ...]) -> None:
    if not _are_rivals(one, other, national) or matter_similarity(one.matter, other.matter) < SAME_MATTER:
        return
    together = one.passage == other.passage or (
        one.document == other.document and one.article is not None and one.article == other.article
    )
    graph.add_node(one.iri, record=one)
    graph.add_node(other.iri, record=other)
    graph.add_edge(one.iri, other.iri, lawful=together)


def _are_rivals(one: DutyRecord, other: DutyRecord, national: tuple[str, ...]) -> bool:
    """Whether the duties lie on different bodies that could meet: not one body, one function, or different levels."""
    pairs = [(a, b) for a in one.bearers for b in other.bearers if a.resolved and b.resolved]
    same = any(a.iri == b.iri or (a.function is not None and a.function == b.function) for a, b in pairs)
    return not same and any(_may_meet(a, b, national) for a, b in pairs)


def _may_meet(one: Body, other: Body, national: tuple[str, ...]) -> bool:
    if one.levels and other.levels:
        return bool(set(one.levels) & set(other.levels))
    above = [any(word in body.label for word in national) for body in (one, other)]
    return above[0] == above[1]


def find_overlaps(graph: nx.Graph, labels: Mapping[str, str]) -> Answer:
    """The connected components of `overlap_graph` (Hopcroft and Tarjan 1973), overlaps before lawful co-duties.

    Args:
        graph: as `overlap_graph` makes it.
        labels: node → Chinese label, for divisions, roles and subjects.
    """
    findings = [_finding(graph.subgraph(nodes), labels) for nodes in nx.connected_components(graph)]
    findings.sort(key=lambda found: (str(found.cells[0]) != "职责交叉", str(found.cells[1:])))
    columns = (
        column("kind", "类型", "overlap or lawful co-duty"),
        column("division", "地区", "division"),
        column("role", "角色", "role"),
        column("subjects", "领域", "sectors and hazards", True),
        column("bearers", "责任主体", "bearers", True),
        column("matters", "事项", "matters", True),
        column("documents", "文件", "documents", True),
    )
    return answer("职责交叉与法定协同", columns, findings)


def _finding(component: nx.Graph, labels: Mapping[str, str]) -> Finding:
    records: list[DutyRecord] = [component.nodes[node]["record"] for node in sorted(component)]
    lawful = all(data["lawful"] for *_, data in component.edges(data=True))
    shared = set.intersection(*(set(record.subjects) for record in records)) or set(records[0].subjects)
    first = records[0]
    return Finding(
        (
            "法定协同" if lawful else "职责交叉",
            labels.get(first.division or "", ""),
            labels.get(f"https://w3id.org/zeren/role/{first.role}", first.role),
            tuple(sorted(labels.get(subject, subject) for subject in shared)),
            tuple(sorted({body.label for record in records for body in record.bearers})),
            tuple(sorted({record.matter for record in records})),
            tuple(sorted({record.title for record in records})),
        ),
        tuple(sorted(record.iri for record in records)),
    )
