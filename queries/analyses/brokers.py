"""Hubs, bridges and islands among the agencies."""

from __future__ import annotations

import networkx as nx
import rustworkx

from queries.analyses.finding import Finding, answer, column
from queries.run import Answer

RUSTWORKX_FROM = 500


def agency_graph(network: nx.MultiDiGraph) -> nx.Graph:
    """The agencies of a responsibility network, joined where any statement joins them, weights added up."""
    graph = nx.Graph()
    graph.add_nodes_from((node, data) for node, data in network.nodes(data=True) if data["kind"] == "Agency")
    for one, other, data in network.edges(data=True):
        if one in graph and other in graph and one != other:
            weight = graph.get_edge_data(one, other, {"weight": 0})["weight"]
            graph.add_edge(one, other, weight=weight + data["weight"])
    return graph


def betweenness(graph: nx.Graph) -> dict[str, float]:
    """Normalised betweenness centrality of each node (Freeman 1977, by Brandes 2001); rustworkx on large graphs."""
    if graph.number_of_nodes() < RUSTWORKX_FROM:
        return dict(nx.betweenness_centrality(graph))
    converted = rustworkx.networkx_converter(graph)
    scores = rustworkx.betweenness_centrality(converted)
    return {node: scores[index] for index, node in enumerate(graph)}


def pagerank(graph: nx.Graph) -> dict[str, float]:
    """PageRank of each node, damping 0.85 (Brin and Page 1998), edges by weight; rustworkx on large graphs."""
    if not graph.number_of_nodes():
        return {}
    if graph.number_of_nodes() < RUSTWORKX_FROM:
        return dict(nx.pagerank(graph, weight="weight"))
    converted = rustworkx.networkx_converter(graph.to_directed())
    assert isinstance(converted, rustworkx.PyDiGraph)
    scores = rustworkx.pagerank(converted, weight_fn=lambda data: float(data["weight"]))
    return {node: scores[index] for index, node in enumerate(graph)}


def find_brokers(network: nx.MultiDiGraph) -> Answer:
    """Every agency with degree, betweenness and PageRank, and its place: 枢纽 (hub), 桥梁 (bridge), 孤岛 (island).

    A hub has more neighbours than the mean and two standard deviations; a bridge is an articulation point (Hopcroft
    and Tarjan 1973); an island has no neighbour.
    """
    graph = agency_graph(network)
    between, rank = betweenness(graph), pagerank(graph)
    degrees = dict(graph.degree())
    mean = sum(degrees.values()) / max(1, len(degrees))
    deviation = (sum((d - mean) ** 2 for d in degrees.values()) / max(1, len(degrees))) ** 0.5
    bridges = set(nx.articulation_points(graph))
    findings = []
    for node in sorted(graph, key=lambda n: (-round(between[n], 12), -round(rank[n], 12), n)):
        place = [name for name, is_so in _places(degrees[node], mean, deviation, node in bridges) if is_so]
        label = graph.nodes[node]["label"]
        cells = (label, tuple(place), degrees[node], f"{between[node]:.4f}", f"{rank[node]:.4f}")
        findings.append(Finding(cells, (node,)))
    columns = (
        column("agency", "机构", "agency"),
        column("place", "位置", "hub, bridge or island", True),
        column("neighbours", "相邻机构数", "neighbours"),
        column("betweenness", "中介中心性", "betweenness centrality"),
        column("pagerank", "PageRank", "PageRank"),
    )
    return answer("机构在责任网络中的位置", columns, findings)


def _places(degree: int, mean: float, deviation: float, bridge: bool) -> tuple[tuple[str, bool], ...]:
    return ("枢纽", degree > mean + 2 * deviation), ("桥梁", bridge), ("孤岛", degree == 0)
