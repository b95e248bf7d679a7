"""Every export format, read back by a program that knows it; pictures checked as pictures."""

from __future__ import annotations

import csv
import json
import re
import subprocess
import sys
import xml.etree.ElementTree as ElementTree
from itertools import combinations
from pathlib import Path

import networkx as nx
import pytest
from pyoxigraph import RdfFormat, parse
from rdflib import Graph

from graphs.export import fonts
from graphs.export.export import FORMATS, Selection, export
from graphs.export.fonts import find_font
from graphs.export.palette import load_palette
from graphs.export.picture import LARGEST, draw_svg
from graphs.network import RELATION_LABELS
from graphs.store import Store, open_store
from ontology.errors import InputError
from ontology.namespaces import NIF, ZR, entity

AGENCY = "抚州市应急管理局"
SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture(scope="module")
def build_folder(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    from graphs.build import build

    out = tmp_path_factory.mktemp("example")
    build(root / "examples" / "corpus", out, 1)
    return out


@pytest.fixture(scope="module")
def store(build_folder: Path) -> Store:
    return open_store(build_folder)


def test_export_graphml_and_gexf_keep_chinese_labels(store: Store, tmp_path: Path) -> None:
    export(store, "graphml", tmp_path / "n.graphml", Selection())
    export(store, "gexf", tmp_path / "n.gexf", Selection())
    graphml, gexf = nx.read_graphml(tmp_path / "n.graphml"), nx.read_gexf(tmp_path / "n.gexf")
    labels = {data["label"] for _, data in graphml.nodes(data=True)}
    assert AGENCY in labels
    assert {data["label"] for _, data in gexf.nodes(data=True)} == labels
    assert "lastmodifieddate" not in (tmp_path / "n.gexf").read_text(encoding="utf-8")
    assert "viz:color" in (tmp_path / "n.gexf").read_text(encoding="utf-8")


def test_export_equal_graphs_make_equal_files(store: Store, tmp_path: Path) -> None:
    for form in sorted(set(FORMATS) - {"png", "nquads"}):
        for name in ("one", "two"):
            export(store, form, tmp_path / name, Selection(AGENCY))
        assert (tmp_path / "one").read_bytes() == (tmp_path / "two").read_bytes().replace(b'"two"', b'"one"'), form


def test_export_neighbourhood_as_rdf_holds_duties_with_their_passages(store: Store, tmp_path: Path) -> None:
    export(store, "turtle", tmp_path / "a.ttl", Selection(AGENCY))
    export(store, "jsonld", tmp_path / "a.jsonld", Selection(AGENCY))
    turtle, jsonld = Graph().parse(tmp_path / "a.ttl"), Graph().parse(tmp_path / "a.jsonld", format="json-ld")
    assert len(turtle) == len(jsonld) > 50
    question = (
        f"PREFIX zr: <{ZR}> PREFIX nif: <{NIF}> "
        f"SELECT ?t {{ ?d a zr:Duty ; zr:bearer <{entity('agency', AGENCY)}> ; zr:evidence/nif:anchorOf ?t }}"
    )
    assert list(turtle.query(question))


def test_export_whole_graph_as_quads(store: Store, tmp_path: Path) -> None:
    export(store, "nquads", tmp_path / "all.nq", Selection())
    assert sum(1 for _ in parse(path=str(tmp_path / "all.nq"), format=RdfFormat.N_QUADS)) == len(store)  # type: ignore[arg-type]


def test_export_csv_on_the_web_describes_every_column(store: Store, tmp_path: Path) -> None:
    export(store, "csvw", tmp_path / "duties.csv", Selection())
    with (tmp_path / "duties.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    described = json.loads((tmp_path / "duties.csv-metadata.json").read_text(encoding="utf-8"))
    assert described["url"] == "duties.csv"
    assert [column["name"] for column in described["tableSchema"]["columns"]] == list(rows[0])
    assert any(AGENCY in row["bearers"].split("|") for row in rows)


def boxes(svg: str) -> dict[str, tuple[float, float, float, float]]:
    """The bounding box of every node's outline, by its identifier."""
    found = {}
    for group in ElementTree.fromstring(svg.encode()).iter(SVG + "g"):
        path = group.find(f".//{SVG}path")
        if group.get("class") == "node" and path is not None:
            numbers = [float(n) for n in re.findall(r"-?\d+(?:\.\d+)?", path.get("d", ""))]
            xs, ys = numbers[::2], numbers[1::2]
            found[group.get("id", "")] = (min(xs), min(ys), max(xs), max(ys))
    return found


def test_export_picture_has_no_box_over_another_and_a_legend(store: Store, tmp_path: Path) -> None:
    export(store, "svg", tmp_path / "n.svg", Selection(AGENCY, depth=2))
    svg = (tmp_path / "n.svg").read_text(encoding="utf-8")
    found = boxes(svg)
    assert len(found) > 5
    for (_, a), (_, b) in combinations(found.items(), 2):
        assert a[2] <= b[0] or b[2] <= a[0] or a[3] <= b[1] or b[3] <= a[1]
    assert ">机构<" in svg and AGENCY in svg


def test_export_png_is_a_picture(store: Store, tmp_path: Path) -> None:
    from matplotlib import image

    export(store, "png", tmp_path / "n.png", Selection(AGENCY))
    pixels = image.imread(tmp_path / "n.png")
    assert pixels.shape[0] > 200 and pixels.shape[1] > 200
    assert 0.001 < (pixels[..., :3].min(axis=2) < 0.3).mean() < 0.3


def test_export_html_asks_for_nothing_from_outside(store: Store, tmp_path: Path) -> None:
    export(store, "html", tmp_path / "n.html", Selection(AGENCY))
    html = (tmp_path / "n.html").read_text(encoding="utf-8")
    assert not re.search(r"""(?:src|href|action)\s*=\s*["']?(?:https?:)?//""", html)
    assert "default-src 'none'" in html and "<svg" in html and "<q>" in html


def test_export_refuses_what_could_not_be_read(store: Store, tmp_path: Path) -> None:
    crowd = nx.MultiDiGraph()
    crowd.add_nodes_from(range(LARGEST + 1))
    with pytest.raises(InputError, match="too many to read"):
        draw_svg(crowd, "")
    with pytest.raises(InputError, match="nothing to draw"):
        draw_svg(nx.MultiDiGraph(), "")
    with pytest.raises(InputError, match="no body or campaign"):
        export(store, "svg", tmp_path / "x.svg", Selection("无此机构"))
    with pytest.raises(InputError, match="use one of"):
        export(store, "pdf", tmp_path / "x.pdf", Selection())
    with pytest.raises(InputError, match="make it first"):
        export(store, "svg", tmp_path / "none" / "x.svg", Selection())
    assert list(tmp_path.iterdir()) == []


def test_export_missing_font_is_asked_for(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(fonts.font_manager.fontManager, "ttflist", [])
    monkeypatch.setattr(fonts, "_files_of", lambda package: [])
    find_font.cache_clear()
    with pytest.raises(InputError, match="fonts-noto-cjk"):
        find_font()
    with pytest.raises(InputError, match="no such font file"):
        find_font(tmp_path / "none.otf")
    find_font.cache_clear()


def test_export_every_relation_and_role_has_a_colour() -> None:
    from ontology.vocabulary import load_vocabulary

    roles = {concept.name for concept in load_vocabulary().scheme("role")}
    assert roles | RELATION_LABELS.keys() == load_palette().edges.keys()
    assert load_palette().nodes.keys() == load_palette().labels.keys()


def test_export_command(root: Path, build_folder: Path, tmp_path: Path) -> None:
    command = [sys.executable, "zeren.py", "export", str(tmp_path / "n.svg"), "--format", "svg", "--agency", AGENCY]
    done = subprocess.run(
        [*command, "--store", str(build_folder)], cwd=root, capture_output=True, text=True, check=True
    )
    assert "nodes" in done.stdout and (tmp_path / "n.svg").exists()
