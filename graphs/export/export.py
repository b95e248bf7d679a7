"""Everything that `zeren export` can write."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import networkx as nx

from graphs.export.network_files import write_gexf, write_graphml
from graphs.export.page import page
from graphs.export.picture import LARGEST, draw_svg, write_png
from graphs.export.statements import all_triples, triples_about, write_statements
from graphs.export.tables import write_tables
from graphs.network import find_node, load_duties, load_labels, neighbourhood, responsibility_network
from graphs.store import Store
from ontology.errors import InputError

FORMATS = ("graphml", "gexf", "jsonld", "turtle", "nquads", "csvw", "svg", "png", "html")
PICTURES = frozenset({"svg", "png", "html"})


@dataclass(frozen=True)
class Selection:
    """What to export: the whole, or the neighbourhood of one body or campaign by its label."""

    centre: str | None = None
    depth: int = 1
    limit: int = LARGEST
    font: Path | None = None


def export(store: Store, form: str, path: Path, selection: Selection) -> str:
    """Write the graph, or a neighbourhood, to `path`, beside it first and then renamed; a line that says what it is.

    Raises:
        InputError: for an unknown format or body, a folder that is not there, or a picture that could not be read.
    """
    if form not in FORMATS:
        raise InputError(f"--format {form}: use one of {', '.join(FORMATS)}")
    if not path.parent.is_dir():
        raise InputError(f"{path}: there is no folder {path.parent}; make it first")
    if form in {"nquads", "turtle", "jsonld", "csvw"}:
        return _write_data(store, form, path, selection)
    network = _selected(store, selection, form in PICTURES)
    title = f"{selection.centre}的责任关系" if selection.centre else "责任网络"
    writers: dict[str, Callable[[Path], object]] = {
        "graphml": lambda beside: write_graphml(network, beside),
        "gexf": lambda beside: write_gexf(network, beside),
        "svg": lambda beside: beside.write_text(_draw(network, title, selection), encoding="utf-8"),
        "png": lambda beside: write_png(_draw(network, title, selection), beside, selection.font),
        "html": lambda beside: beside.write_text(
            page(network, _draw(network, title, selection), title, store), encoding="utf-8"
        ),
    }
    _beside(path, writers[form])
    return f"{path}: {network.number_of_nodes()} nodes, {network.number_of_edges()} edges"


def _draw(network: nx.MultiDiGraph, title: str, selection: Selection) -> str:
    centre = next((n for n, data in network.nodes(data=True) if data["label"] == selection.centre), None)
    return draw_svg(network, title, centre)


def _beside(path: Path, write: Callable[[Path], object]) -> None:
    beside = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        write(beside)
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)


def _node(store: Store, label: str) -> str:
    node = find_node(store, label)
    if node is None:
        raise InputError(f"{label}: no body or campaign of that name in the graph; `zeren register` lists them")
    return node


def _selected(store: Store, selection: Selection, as_picture: bool) -> nx.MultiDiGraph:
    network = responsibility_network(store)
    if selection.centre is None:
        if as_picture and network.number_of_nodes() > LARGEST:
            count = network.number_of_nodes()
            raise InputError(f"{count} bodies are a poster and no picture; name one with --agency")
        return network
    node = _node(store, selection.centre)
    if node not in network:
        raise InputError(
            f"{selection.centre}: it stands in no relation to any other body, so there is nothing to export"
        )
    return neighbourhood(network, node, selection.depth, selection.limit)


def _write_data(store: Store, form: str, path: Path, selection: Selection) -> str:
    nodes = None
    if selection.centre is not None:
        network, node = responsibility_network(store), _node(store, selection.centre)
        nodes = set(neighbourhood(network, node, selection.depth, selection.limit)) if node in network else {node}
    if form == "csvw":
        duties = [d for d in load_duties(store) if nodes is None or any(body.iri in nodes for body in d.bearers)]
        written = write_tables(duties, load_labels(store), path)
        return f"{', '.join(map(str, written))}: {len(duties)} duties"
    if form == "nquads" and nodes is None:
        store.dump(path)
        return f"{path}: all graphs"
    statements = list(all_triples(store)) if nodes is None else list(triples_about(store, nodes))
    _beside(path, lambda beside: write_statements(statements, form, beside))
    return f"{path}: {len(statements)} triples"
