"""GraphML and GEXF, for Gephi, yEd, Cytoscape and the like."""

from __future__ import annotations

from pathlib import Path

import networkx as nx

from graphs.export.palette import load_palette


def write_graphml(network: nx.MultiDiGraph, path: Path) -> None:
    """Write GraphML (Brandes et al. 2002) with all attributes, Chinese labels included."""
    nx.write_graphml(network, path, encoding="utf-8", prettyprint=True)


def write_gexf(network: nx.MultiDiGraph, path: Path) -> None:
    """Write GEXF 1.2 with labels and colours as Gephi shows them."""
    palette = load_palette()
    shown = nx.MultiDiGraph()
    for node, data in network.nodes(data=True):
        shown.add_node(node, **data, viz={"color": _colour(palette.nodes[data["kind"]])})
    for number, (one, other, data) in enumerate(network.edges(data=True)):
        colour = {"color": _colour(palette.edges[data["role"]])}
        shown.add_edge(one, other, key=number, id=str(number), label=data["relation"], viz=colour, **data)
    # networkx stamps the day of writing into the file, which equal graphs must not show
    text = "\n".join(nx.generate_gexf(shown, encoding="utf-8", prettyprint=True, version="1.2draft"))
    path.write_text(_without_date(text), encoding="utf-8")


def _colour(code: str) -> dict[str, int | float]:
    return {"r": int(code[1:3], 16), "g": int(code[3:5], 16), "b": int(code[5:7], 16), "a": 1.0}


def _without_date(text: str) -> str:
    head, mark, rest = text.partition(' lastmodifieddate="')
    return head + rest.partition('"')[2] if mark else text
