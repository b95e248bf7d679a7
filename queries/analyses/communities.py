"""Groups of bodies that work together more than with others."""

from __future__ import annotations

import networkx as nx

from queries.analyses.finding import Finding, answer, column
from queries.run import Answer

SEED = 20180316


def cooperation_graph(network: nx.MultiDiGraph) -> nx.Graph:
    """The agencies of a responsibility network joined by shared duties and measures, support and leading."""
    graph = nx.Graph()
    for one, other, data in network.edges(data=True):
        ends = (network.nodes[one], network.nodes[other])
        if data["role"] in {"co-operates", "support", "lead", "commit"} and all(e["kind"] == "Agency" for e in ends):
            weight = graph.get_edge_data(one, other, {"weight": 0})["weight"]
            graph.add_edge(one, other, weight=weight + data["weight"])
    nx.set_node_attributes(graph, {node: network.nodes[node]["label"] for node in graph}, "label")
    return graph


def find_communities(graph: nx.Graph) -> Answer:
    """Communities by the Louvain method (Blondel et al. 2008) with a fixed seed, largest first.

    Besides the members: how much of the members' co-operation stays inside (weight inside over all weight), and the
    member with most of it.
    """
    groups = nx.community.louvain_communities(graph, weight="weight", seed=SEED) if graph.number_of_edges() else []
    findings = []
    for group in sorted(groups, key=lambda g: (-len(g), sorted(g))):
        inside = graph.subgraph(group).size(weight="weight")
        touching = sum(data["weight"] for _, _, data in graph.edges(group, data=True))
        centre = max(sorted(group), key=lambda n: graph.degree(n, weight="weight"))
        label = graph.nodes[centre]["label"]
        members = tuple(sorted(graph.nodes[node]["label"] for node in group))
        findings.append(Finding((len(group), label, f"{inside / touching:.2f}", members), tuple(sorted(group))))
    columns = (
        column("size", "机构数", "bodies"),
        column("centre", "核心", "body with most co-operation"),
        column("inside", "内部协作占比", "share of co-operation inside"),
        column("members", "成员", "members", True),
    )
    return answer("协作社群", columns, findings)
