"""A network as one HTML file that asks for nothing from outside: picture, filter, and the passages behind each edge."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import jinja2
import networkx as nx

from graphs.export.palette import load_palette
from graphs.store import Store, solutions_of

TEMPLATES = Path(__file__).with_name("templates")
PASSAGES_SHOWN = 3
_PROLOGUE = re.compile(r"^.*?(?=<svg)", re.DOTALL)


def page(network: nx.MultiDiGraph, svg: str, title: str, store: Store) -> str:
    """The page's text.

    Args:
        network: as drawn.
        svg: the picture, from `graphs.export.picture.draw_svg`.
        title: heading of the page.
        store: where the passages behind the edges are read.
    """
    palette = load_palette()
    edges = sorted(network.edges(data=True), key=lambda e: (network.nodes[e[0]]["label"], e[2]["role"], e[1]))
    wanted = {iri for *_, data in edges for iri in data["evidence"].split()[:PASSAGES_SHOWN]}
    passages = _passages(store, wanted)
    rows = [
        {
            "one": network.nodes[one]["label"],
            "other": network.nodes[other]["label"],
            "relation": data["relation"],
            "colour": palette.edges[data["role"]],
            "weight": data["weight"],
            "passages": [passages[i] for i in data["evidence"].split()[:PASSAGES_SHOWN] if i in passages],
        }
        for one, other, data in edges
    ]
    environment = jinja2.Environment(loader=jinja2.FileSystemLoader(TEMPLATES), autoescape=True)
    inline = _PROLOGUE.sub("", svg, count=1)
    template = environment.get_template("network.html")
    return template.render(title=title, svg=inline, rows=rows, nodes=network.number_of_nodes())


def _passages(store: Store, wanted: set[str]) -> dict[str, dict[str, Any]]:
    values = " ".join(f"<{iri}>" for iri in sorted(wanted))
    query = (
        f"SELECT ?p ?text ?source ?begin ?end WHERE {{ VALUES ?p {{ {values} }} ?p nif:anchorOf ?text ; "
        "nif:beginIndex ?begin ; nif:endIndex ?end ; nif:referenceContext/dct:source ?source }"
    )
    names = ("text", "source", "begin", "end")
    return {row["p"].value: {name: row[name].value for name in names} for row in solutions_of(store.query(query))}
