"""The analyses on small made networks whose answers can be checked by hand, and on the example corpus."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import networkx as nx
import pytest
from pyoxigraph import RdfFormat, parse

from graphs.network import Body, DutyRecord, neighbourhood
from ontology.errors import InputError
from ontology.namespaces import GRAPH_ANALYSIS
from queries.analyses.brokers import RUSTWORKX_FROM, betweenness, find_brokers, pagerank
from queries.analyses.chains import chain_graph, find_chains
from queries.analyses.communities import find_communities
from queries.analyses.finding import finding_quads
from queries.analyses.gaps import find_gaps, lineage, ownership_graph
from queries.analyses.overlap import find_overlaps, overlap_graph
from queries.analyses.run import ANALYSES, run_analysis
from queries.analyses.similarity import cosine, find_similarities, profiles, similarity_graph
from queries.analyses.spread import Appearance, find_spread, spread_graph

CITY, PEER, PROVINCE = (
    "https://w3id.org/zeren/division/1",
    "https://w3id.org/zeren/division/2",
    "https://w3id.org/zeren/division/0",
)
LABELS = {CITY: "临江市", PEER: "临河市", PROVINCE: "江河省", "s:gas": "燃气", "s:fire": "消防", "c": "大排查"}


def body(name: str, function: str | None = None, levels: tuple[str, ...] = (), kind: str = "Agency") -> Body:
    return Body(f"b:{name}", name, kind, CITY, levels, function)


def duty(
    name: str, *bearers: Body, matter: str = "城镇燃气安全监督管理", role: str = "regulate", **more: object
) -> DutyRecord:
    values = {
        "iri": f"d:{name}",
        "bearers": bearers,
        "role": role,
        "matter": matter,
        "subjects": ("s:gas",),
        "systems": (),
        "counterparties": (),
        "division": CITY,
        "document": f"doc:{name}",
        "title": f"文件{name}",
        "issued": "2023-01-01",
        "article": None,
        "passage": f"doc:{name}#char=0,9",
        "from_law": False,
        **more,
    }
    return DutyRecord(**values)  # type: ignore[arg-type]


HOUSING, MARKET, CITY_MANAGEMENT = body("住建局", "f:1"), body("市场监管局", "f:2"), body("城管局", "f:3")


def test_analyses_overlap_tells_rivals_from_lawful_co_duty() -> None:
    records = [
        duty("one", HOUSING),
        duty("two", MARKET, matter="全市城镇燃气安全监督管理"),
        duty("joint", HOUSING, CITY_MANAGEMENT, matter="燃气设施巡查", subjects=("s:fire",)),
        duty("other", MARKET, matter="气瓶充装许可", role="support"),
    ]
    result = find_overlaps(overlap_graph(records), LABELS)
    assert [(row.cells[0], row.cells[4]) for row in result.rows] == [
        ("职责交叉", ("住建局", "市场监管局")),
        ("法定协同", ("住建局", "城管局")),
    ]
    assert result.rows[0].facts == ("d:one", "d:two")


def test_analyses_overlap_knows_no_rivalry_across_levels_or_names_of_one_function() -> None:
    state = body("国务院燃气主管部门", kind="AgencyKind")
    local = body("县级以上燃气主管部门", kind="AgencyKind")
    renamed = body("建设局", "f:1")
    assert not overlap_graph([duty("a", state), duty("b", local)], ("国务院",)).edges
    assert not overlap_graph([duty("a", HOUSING), duty("b", renamed)]).edges
    assert overlap_graph([duty("a", state), duty("b", local)]).edges


def test_analyses_gaps_are_what_law_or_peers_have() -> None:
    kind = body("县级以上消防部门", kind="AgencyKind")
    records = [
        duty("gas", HOUSING),
        duty("law", kind, subjects=("s:fire",), from_law=True, division=PROVINCE),
        duty("peer", HOUSING, subjects=("s:fire",), division=PEER),
    ]
    levels = {CITY: "prefecture", PEER: "prefecture", PROVINCE: "province"}
    result = find_gaps(ownership_graph(records), LABELS, levels, {CITY: PROVINCE, PEER: PROVINCE}, [CITY, PEER])
    assert [row.cells for row in result.rows] == [
        ("临江市", "消防", 1, ("临河市",)),
        ("临河市", "燃气", 0, ("临江市",)),
    ]
    assert lineage(CITY, {CITY: PROVINCE, PROVINCE: CITY}) == [CITY, PROVINCE]


def test_analyses_gaps_close_when_an_agency_inherits_the_duty() -> None:
    inherited = duty("law", body("临江市消防救援支队"), subjects=("s:fire",), from_law=True)
    kind = duty("kind", body("县级以上消防部门", kind="AgencyKind"), subjects=("s:fire",), from_law=True)
    graph = ownership_graph([inherited, kind])
    assert find_gaps(graph, LABELS, {CITY: "prefecture"}, {}, [CITY]).rows == ()


def test_analyses_chains_name_the_first_link_that_is_missing() -> None:
    words = {"county": ("县区",), "township": ("乡镇",), "enterprise": ("企业",)}
    city = body("临江市政府", levels=("https://w3id.org/zeren/level/prefecture",))
    counties = body("各县区", kind="AgencyGroup")
    firms = body("生产企业", kind="AgencyGroup")
    records = [duty("a", counties, role="commit", counterparties=(city,)), duty("b", firms, role="principal")]
    result = find_chains(chain_graph(records, {CITY: "prefecture"}, words), LABELS, {CITY: "prefecture"})
    assert result.rows[0].cells == ("临江市", ("county", "enterprise"), "township", ("各县区", "生产企业"))
    law = [duty("law", counties, role="commit", from_law=True)]
    assert not chain_graph(law, {CITY: "prefecture"}, words)


def network(edges: list[tuple[str, str]], role: str = "co-operates") -> nx.MultiDiGraph:
    made = nx.MultiDiGraph()
    for node in sorted({end for edge in edges for end in edge} | {"island"}):
        made.add_node(node, label=node, kind="Agency")
    for one, other in edges:
        made.add_edge(one, other, role=role, weight=1)
    return made


def test_analyses_brokers_are_hubs_bridges_and_islands() -> None:
    star = [("hub", f"leaf{i}") for i in range(9)]
    rows = {row.cells[0]: row.cells for row in find_brokers(network([*star, ("leaf0", "far")])).rows}
    assert rows["hub"][1] == ("枢纽", "桥梁")
    assert rows["leaf0"][1] == ("桥梁",)
    assert rows["island"][1] == ("孤岛",)


def test_analyses_rustworkx_agrees_with_networkx_above_the_size() -> None:
    graph = nx.connected_watts_strogatz_graph(RUSTWORKX_FROM + 10, 4, 0.2, seed=7)
    nx.set_edge_attributes(graph, 1, "weight")
    names = nx.relabel_nodes(graph, {n: f"n{n:04}" for n in graph})
    expected, measured = nx.betweenness_centrality(names), betweenness(names)
    assert measured.keys() == expected.keys()
    assert all(measured[n] == pytest.approx(expected[n], abs=1e-9) for n in expected)
    ranks = nx.pagerank(names, weight="weight")
    assert all(pagerank(names)[n] == pytest.approx(ranks[n], abs=1e-5) for n in list(ranks)[:20])


def test_analyses_communities_are_found_the_same_each_time() -> None:
    graph = nx.Graph()
    for group in ("abc", "xyz"):
        for one, other in ((group[0], group[1]), (group[1], group[2]), (group[0], group[2])):
            graph.add_edge(one, other, weight=3)
    graph.add_edge("a", "x", weight=1)
    nx.set_node_attributes(graph, {n: n for n in graph}, "label")
    first = find_communities(graph)
    assert [row.cells[3] for row in first.rows] == [("a", "b", "c"), ("x", "y", "z")]
    assert first == find_communities(graph)


def test_analyses_similarity_is_a_cosine_of_profiles() -> None:
    found = profiles(
        [duty("a", HOUSING), duty("b", HOUSING, division=PEER), duty("c", HOUSING, division=PEER, role="lead")]
    )
    assert cosine(found[CITY], found[PEER]) == pytest.approx(2**-0.5)
    row = find_similarities(similarity_graph(found), found, LABELS).rows[0]
    assert row.cells[:4] == ("临江市", "临河市", "0.707", ("燃气·regulate",))
    assert row.cells[5] == ("燃气·lead",)


def test_analyses_spread_goes_by_date_and_rank() -> None:
    items = [
        Appearance("c", "doc:2", CITY, 2, "2021-05-01"),
        Appearance("c", "doc:1", PROVINCE, 1, "2020-05-01"),
        Appearance("alone", "doc:1", PROVINCE, 1, "2020-05-01"),
    ]
    graph = spread_graph(items)
    assert list(graph.edges) == [(("c", "doc:1"), ("c", "doc:2"))]
    assert [row.cells for row in find_spread(graph, LABELS).rows] == [
        ("大排查", 2, "2020", "2021", ("2020 江河省", "2021 临江市"), 1)
    ]


def test_analyses_findings_become_quads_without_blank_nodes() -> None:
    result = find_overlaps(overlap_graph([duty("one", HOUSING), duty("two", MARKET)]), LABELS)
    named = [row for row in result.rows if row.facts]
    quads = list(finding_quads("overlap", result))
    assert len(quads) == sum(3 + len(row.facts) for row in named) > 0
    assert {quad.graph_name.value for quad in quads} == {GRAPH_ANALYSIS}
    assert quads == list(finding_quads("overlap", result))


def test_analyses_neighbourhood_keeps_the_nearest() -> None:
    chain = network([("a", "b"), ("b", "c"), ("c", "d")])
    assert set(neighbourhood(chain, "a", 2, 10)) == {"a", "b", "c"}
    assert set(neighbourhood(chain, "b", 3, 2)) == {"a", "b"} or set(neighbourhood(chain, "b", 3, 2)) == {"b", "c"}


@pytest.fixture(scope="module")
def example_build(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    from graphs.build import build

    out = tmp_path_factory.mktemp("example")
    build(root / "examples" / "corpus", out, 1)
    return out


@pytest.mark.parametrize("name", ANALYSES)
def test_analyses_answer_on_the_example_corpus(example_build: Path, name: str) -> None:
    from graphs.store import open_store

    with open_store(example_build) as store:
        result = run_analysis(name, store)
        again = run_analysis(name, store)
    assert result.rows, name
    assert result == again
    assert all(len(row.cells) == len(result.columns) for row in result.rows)


def test_analyses_command_writes_table_and_rdf(root: Path, example_build: Path, tmp_path: Path) -> None:
    rdf = tmp_path / "overlap.nq"
    command = [sys.executable, "zeren.py", "analyse", "overlap", "--store", str(example_build), "--format", "json"]
    done = subprocess.run([*command, "--rdf", str(rdf)], cwd=root, capture_output=True, text=True, check=True)
    assert json.loads(done.stdout)
    assert list(parse(path=str(rdf), format=RdfFormat.N_QUADS))
    mistaken = subprocess.run(
        [*command[:3], "overlaps", *command[4:]], cwd=root, capture_output=True, text=True, check=False
    )
    assert mistaken.returncode == 2 and "did you mean overlap" in mistaken.stderr


def test_analyses_unknown_name_is_answered_with_the_nearest() -> None:
    from graphs.store import LocalStore

    with pytest.raises(InputError, match="brokers"):
        run_analysis("broker", LocalStore.memory())
