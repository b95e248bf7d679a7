"""A network as a picture: boxes with Chinese labels, roles by colour, a legend, nothing over anything."""

from __future__ import annotations

import unicodedata
from html import escape
from pathlib import Path

import networkx as nx
import pygraphviz
import resvg_py

from graphs.export.fonts import find_font
from graphs.export.palette import load_palette
from ontology.errors import InputError

LARGEST = 200
FONT_SIZE = 11.0
WIDEST_LINE = 14
POINTS_PER_INCH = 72.0
_MUTUAL = "co-operates"
_DASHED = frozenset({"superior", "professional"})
FAMILY = "Noto Sans CJK SC, Source Han Sans SC, PingFang SC, Microsoft YaHei, sans-serif"


def draw_svg(network: nx.MultiDiGraph, title: str, centre: str | None = None) -> str:
    """The network as SVG text, laid out in layers (Gansner et al. 1993) from left to right.

    Args:
        network: as `graphs.network` makes it, at most 200 nodes.
        title: shown above.
        centre: a node to set off.

    Raises:
        InputError: for a network that is too large to be read, or empty.
    """
    if network.number_of_nodes() > LARGEST:
        raise InputError(f"{network.number_of_nodes()} nodes are too many to read; name one body with --agency")
    if not network.number_of_nodes():
        raise InputError("there is nothing to draw: no body with any relation")
    drawing = pygraphviz.AGraph(directed=True, strict=False, name="zeren")
    drawing.graph_attr.update(
        rankdir="LR",
        splines="spline",
        nodesep="0.12",
        ranksep="1.1",
        fontname=FAMILY,
        bgcolor="white",
        pad="0.3",
        label=title,
        labelloc="t",
        fontsize="18",
        outputorder="edgesfirst",
        forcelabels="true",
    )
    drawing.node_attr.update(shape="box", style="rounded,filled", color="#555555", fontname=FAMILY, penwidth="0.7")
    drawing.edge_attr.update(arrowsize="0.6")
    _add_nodes(drawing, network, centre)
    _add_edges(drawing, network)
    _add_legend(drawing, network)
    drawing.layout(prog="dot")
    svg: bytes = drawing.draw(format="svg")
    return svg.decode("utf-8")


def write_png(svg: str, path: Path, font: Path | None = None, scale: float = 1.5) -> None:
    """Render SVG text to a PNG file with a font that has Chinese characters.

    Raises:
        InputError: when no such font is found.
    """
    file, family = find_font(font)
    named = svg.replace(escape(FAMILY), family)
    rendered = resvg_py.svg_to_bytes(
        svg_string=named, dpi=96, zoom=scale, font_files=[str(file)], font_family=family, skip_system_fonts=True
    )
    path.write_bytes(bytes(rendered))


def _lines(label: str) -> list[str]:
    return [label[i : i + WIDEST_LINE] for i in range(0, len(label), WIDEST_LINE)] or [""]


def _width(text: str) -> float:
    """Width in em: a full-width character is one, any other a little over half."""
    return sum(1.0 if unicodedata.east_asian_width(c) in "WF" else 0.58 for c in text)


def _add_nodes(drawing: pygraphviz.AGraph, network: nx.MultiDiGraph, centre: str | None) -> None:
    palette = load_palette()
    for number, (node, data) in enumerate(sorted(network.nodes(data=True))):
        lines = _lines(data["label"])
        width = (max(map(_width, lines)) + 1.2) * FONT_SIZE / POINTS_PER_INCH
        height = (len(lines) * 1.3 + 0.7) * FONT_SIZE / POINTS_PER_INCH
        drawing.add_node(
            node,
            label="\n".join(lines),
            fixedsize="true",
            width=f"{width:.3f}",
            height=f"{height:.3f}",
            fontsize=str(FONT_SIZE),
            fillcolor=palette.nodes[data["kind"]],
            tooltip=data["label"],
            id=f"node{number}",
            penwidth="2.2" if node == centre else "0.7",
        )


def _add_edges(drawing: pygraphviz.AGraph, network: nx.MultiDiGraph) -> None:
    palette = load_palette()
    joined = {frozenset((one, other)) for one, other, data in network.edges(data=True) if data["role"] != _MUTUAL}
    for one, other, data in network.edges(data=True):
        both = data["role"] == _MUTUAL
        # who signs with or answers to another works with it too: one line says enough
        if both and frozenset((one, other)) in joined:
            continue
        width = min(1.0 + 0.25 * (data["weight"] - 1), 3.0)
        drawing.add_edge(
            one,
            other,
            color=palette.edges[data["role"]],
            penwidth=f"{width:.2f}",
            tooltip=data["relation"],
            dir="none" if both else "forward",
            style="dashed" if data["role"] in _DASHED else "solid",
        )


def _add_legend(drawing: pygraphviz.AGraph, network: nx.MultiDiGraph) -> None:
    palette = load_palette()
    roles = {data["role"]: data["relation"] for *_, data in network.edges(data=True)}
    kinds = {data["kind"] for _, data in network.nodes(data=True)}
    rows = [_legend_row(_line(colour, role), roles[role]) for role, colour in palette.edges.items() if role in roles]
    rows += [_legend_row(_box(colour), palette.labels[kind]) for kind, colour in palette.nodes.items() if kind in kinds]
    table = '<TABLE BORDER="0" CELLBORDER="0" CELLSPACING="5">' + "".join(rows) + "</TABLE>"
    drawing.add_node(
        "legend",
        shape="box",
        style="rounded",
        color="#cccccc",
        fillcolor="white",
        fontsize="11",
        label=f"<{table}>",
        tooltip="图例",
    )


def _line(colour: str, role: str) -> str:
    stroke = "╌╌" if role in _DASHED else "━━"
    return f'<TD><FONT COLOR="{colour}">{stroke}</FONT></TD>'


def _box(colour: str) -> str:
    return f'<TD BGCOLOR="{colour}" WIDTH="26" HEIGHT="12" FIXEDSIZE="TRUE"></TD>'


def _legend_row(swatch: str, text: str) -> str:
    return f'<TR>{swatch}<TD ALIGN="LEFT">{escape(text)}</TD></TR>'
