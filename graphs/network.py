"""The graph's duties and bodies as networkx graphs.

`responsibility_network` is the whole as people draw it: bodies and campaigns as nodes, who answers to whom, who works
with whom and who leads what as edges. `load_duties` is the table behind most analyses.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

import networkx as nx
from pyoxigraph import Literal, NamedNode

from graphs.store import Store, solutions_of

BODY_CLASSES = ("Agency", "AgencyKind", "AgencyGroup", "Post")


@dataclass(frozen=True, slots=True)
class Body:
    """A bearer: node, label, class (local name), division, levels and function (IRIs), resolved or not.

    Kinds have several levels as a rule; `level` is the only one of the others, None where unknown.
    """

    iri: str
    label: str
    class_name: str
    division: str | None = None
    levels: tuple[str, ...] = ()
    function: str | None = None
    resolved: bool = True

    @property
    def level(self) -> str | None:
        return self.levels[0] if len(self.levels) == 1 else None


@dataclass(frozen=True, slots=True)
class DutyRecord:
    """A duty with what analyses ask of it.

    `division` is the bearer's, else the one that the duty names, else the document's region; `role` is a local name;
    `subjects` are sector and hazard concepts; `passage` is the node of its evidence.
    """

    iri: str
    bearers: tuple[Body, ...]
    role: str
    matter: str
    subjects: tuple[str, ...]
    systems: tuple[str, ...]
    counterparties: tuple[Body, ...]
    division: str | None
    document: str
    title: str
    issued: str
    article: str | None
    passage: str
    from_law: bool


def _pairs(store: Store, pattern: str, one: str = "s", other: str = "o") -> Iterator[tuple[str, str]]:
    for row in solutions_of(store.query(f"SELECT DISTINCT ?{one} ?{other} WHERE {{ {pattern} }}")):
        yield row[one].value, row[other].value


def _lists(pairs: Iterable[tuple[str, str]]) -> dict[str, tuple[str, ...]]:
    found: dict[str, set[str]] = defaultdict(set)
    for one, other in pairs:
        found[one].add(other)
    return {one: tuple(sorted(others)) for one, others in found.items()}


def _first(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    return {one: others[0] for one, others in _lists(pairs).items()}


def load_labels(store: Store) -> dict[str, str]:
    """Node → its Chinese label."""
    return _first(_pairs(store, "?s skos:prefLabel ?o FILTER(LANG(?o) IN ('zh', ''))"))


def load_bodies(store: Store, labels: dict[str, str] | None = None) -> dict[str, Body]:
    """Node → body, for every agency, kind, group and post."""
    labels = load_labels(store) if labels is None else labels
    divisions = _first(_pairs(store, "?s zr:division|zr:scope ?o . ?s a ?c FILTER(?c IN (zr:Agency, zr:AgencyKind))"))
    classes = "VALUES ?c { zr:Agency zr:AgencyKind zr:AgencyGroup zr:Post } ?s a ?c"
    levels = _lists(_pairs(store, f"{classes} ; zr:level ?o"))
    functions = _first(_pairs(store, f"{classes} ; zr:function ?o"))
    unresolved = {one for one, _ in _pairs(store, "?s zr:resolved false . BIND(true AS ?o)")}
    bodies: dict[str, Body] = {}
    for name in reversed(BODY_CLASSES):
        for iri, _ in _pairs(store, f"?s a zr:{name} . BIND(1 AS ?o)"):
            label, levels_of = labels.get(iri, iri), levels.get(iri, ())
            function, resolved = functions.get(iri), iri not in unresolved
            bodies[iri] = Body(iri, label, name, divisions.get(iri), levels_of, function, resolved)
    return dict(sorted(bodies.items()))


def load_duties(store: Store, inherited: bool = False) -> list[DutyRecord]:
    """Every duty that a document states, in order of document and passage.

    Args:
        inherited: also give each agency the duties of its kinds, as duties of the agency itself.
    """
    bodies = load_bodies(store)
    bearers = _lists(_pairs(store, "?s a zr:Duty ; zr:bearer ?o"))
    records = [_record(row, bodies, bearers, details) for details in [_Details(store)] for row in _rows(store)]
    if inherited:
        records += _inherited(store, records, bodies)
    return records


def _rows(store: Store) -> list[dict[str, str]]:
    query = (
        "SELECT ?duty ?role ?matter ?document ?passage ?begin WHERE { "
        "?duty a zr:Duty ; zr:role ?role ; zr:matter ?matter ; zr:evidence ?passage . "
        "?passage nif:referenceContext ?document ; nif:beginIndex ?begin } "
        "ORDER BY ?document ?begin ?duty"
    )
    names = ("duty", "role", "matter", "document", "passage")
    return [{name: row[name].value for name in names} for row in solutions_of(store.query(query))]


class _Details:
    def __init__(self, store: Store) -> None:
        self.subjects = _lists(_pairs(store, "?s a zr:Duty ; zr:sector|zr:hazard ?o"))
        self.systems = _lists(_pairs(store, "?s a zr:Duty ; zr:underSystem ?o"))
        self.counterparties = _lists(_pairs(store, "?s a zr:Duty ; zr:counterparty ?o"))
        self.divisions = _first(_pairs(store, "?s a zr:Duty ; zr:division ?o"))
        self.articles = _first(_pairs(store, "?s a zr:Duty ; zr:basisArticle ?o"))
        self.regions = _first(_pairs(store, "?s a zr:Document ; zr:region ?o"))
        self.titles = _first(_pairs(store, "?s a zr:Document ; dct:title ?o"))
        self.issued = _first(_pairs(store, "?s a zr:Document ; dct:issued ?o"))
        genres = _first(_pairs(store, "?s a zr:Document ; zr:genre ?o"))
        self.laws = {one for one, genre in genres.items() if genre.rsplit("/", 1)[-1] in {"statute", "regulation"}}


def _record(
    row: dict[str, str], bodies: dict[str, Body], bearers: dict[str, tuple[str, ...]], details: _Details
) -> DutyRecord:
    duty, document = row["duty"], row["document"]
    owners = tuple(bodies[iri] for iri in bearers.get(duty, ()) if iri in bodies)
    own = next((body.division for body in owners if body.division), None)
    return DutyRecord(
        iri=duty,
        bearers=owners,
        role=row["role"].rsplit("/", 1)[-1],
        matter=row["matter"],
        subjects=details.subjects.get(duty, ()),
        systems=details.systems.get(duty, ()),
        counterparties=tuple(bodies[iri] for iri in details.counterparties.get(duty, ()) if iri in bodies),
        division=own or details.divisions.get(duty) or details.regions.get(document),
        document=document,
        title=details.titles.get(document, document),
        issued=details.issued.get(document, ""),
        article=details.articles.get(duty),
        passage=row["passage"],
        from_law=document in details.laws,
    )


def _inherited(store: Store, records: list[DutyRecord], bodies: dict[str, Body]) -> list[DutyRecord]:
    by_iri = {record.iri: record for record in records}
    pairs = solutions_of(
        store.query("SELECT ?i ?a ?d { ?i a zr:InheritedDuty ; zr:appliesTo ?a ; zr:inheritedFrom ?d } ORDER BY ?i")
    )
    found = []
    for row in pairs:
        record, body = by_iri.get(row["d"].value), bodies.get(row["a"].value)
        if record is not None and body is not None:
            found.append(replace(record, iri=row["i"].value, bearers=(body,), division=body.division))
    return found


def responsibility_network(store: Store) -> nx.MultiDiGraph:
    """Bodies and campaigns with their relations, node and edge order fixed.

    Node attributes: `label`, `kind` (class), `division` and `level` (labels, empty where unknown). Edge attributes:
    `relation` (Chinese), `role` (local name of a role, or `superior`, `professional`, `leads`, `takes-part`,
    `co-operates`), `weight` (how many statements say it), `evidence` (passage nodes, space between).
    """
    labels = load_labels(store)
    bodies = load_bodies(store, labels)
    edges: dict[tuple[str, str, str], list[str]] = defaultdict(list)
    for record in load_duties(store):
        for bearer in record.bearers:
            for counterparty in record.counterparties:
                edges[bearer.iri, counterparty.iri, record.role].append(record.passage)
        for one, other in _each_pair(record.bearers):
            edges[one, other, "co-operates"].append(record.passage)
    _add_measures(store, edges)
    for pattern, role in _RELATIONS:
        for one, other in _pairs(store, pattern):
            edges[one, other, role].append("")
    return _network(edges, bodies, labels)


_RELATIONS = (
    ("?s a zr:Agency ; org:subOrganizationOf ?o . ?o a zr:Agency", "superior"),
    ("?s a zr:Agency ; zr:professionalSuperior ?o . ?o a zr:Agency", "professional"),
    ("?o a zr:Campaign ; zr:lead ?s", "leads"),
    ("?o a zr:Campaign ; zr:participant ?s", "takes-part"),
)


def _each_pair(bodies: tuple[Body, ...]) -> Iterator[tuple[str, str]]:
    names = sorted(body.iri for body in bodies)
    yield from ((one, other) for i, one in enumerate(names) for other in names[i + 1 :])


def _add_measures(store: Store, edges: dict[tuple[str, str, str], list[str]]) -> None:
    passages = _first(_pairs(store, "?s a zr:Measure ; zr:evidence ?o"))
    for measure, agents in sorted(_lists(_pairs(store, "?s a zr:Measure ; zr:agent ?o")).items()):
        for i, one in enumerate(agents):
            for other in agents[i + 1 :]:
                edges[one, other, "co-operates"].append(passages.get(measure, ""))


def _network(
    edges: dict[tuple[str, str, str], list[str]], bodies: dict[str, Body], labels: dict[str, str]
) -> nx.MultiDiGraph:
    network = nx.MultiDiGraph()
    for iri in sorted({end for one, other, _ in edges for end in (one, other)}):
        body = bodies.get(iri)
        network.add_node(
            iri,
            label=labels.get(iri, iri),
            kind=body.class_name if body else "Campaign",
            division=labels.get(body.division, "") if body and body.division else "",
            level=labels.get(body.level, "") if body and body.level else "",
        )
    role_labels = {iri.rsplit("/", 1)[-1]: label for iri, label in labels.items() if "/zeren/role/" in iri}
    for (one, other, role), passages in sorted(edges.items()):
        evidence = " ".join(sorted({passage for passage in passages if passage}))
        relation = role_labels.get(role) or RELATION_LABELS[role]
        network.add_edge(one, other, key=role, role=role, relation=relation, weight=len(passages), evidence=evidence)
    return network


RELATION_LABELS = {
    "superior": "上级",
    "professional": "业务上级",
    "leads": "牵头行动",
    "takes-part": "参与行动",
    "co-operates": "协作",
}


def neighbourhood(network: nx.MultiDiGraph, centre: str, depth: int, limit: int) -> nx.MultiDiGraph:
    """The nodes within `depth` steps of `centre`, either way; at most `limit` of them.

    When there are more, the nearest are kept, among equals those with the most statements, then by label.
    """
    distances = nx.single_source_shortest_path_length(network.to_undirected(as_view=True), centre, cutoff=depth)
    weight = {
        node: sum(
            data["weight"] for *_, data in [*network.in_edges(node, data=True), *network.out_edges(node, data=True)]
        )
        for node in distances
    }
    ranked = sorted(distances, key=lambda node: (distances[node], -weight[node], network.nodes[node]["label"], node))
    kept = set(ranked[:limit])
    return nx.MultiDiGraph(network.subgraph(kept))


def find_node(store: Store, label: str) -> str | None:
    """The body or campaign with that label or surface form."""
    literal = Literal(label, language="zh")
    query = (
        "SELECT DISTINCT ?s WHERE { VALUES ?c { zr:Agency zr:AgencyKind zr:AgencyGroup zr:Post zr:Campaign } "
        f"?s a ?c ; skos:prefLabel|skos:altLabel ?l . FILTER(STR(?l) = STR({literal})) }} ORDER BY ?s LIMIT 1"
    )
    for row in solutions_of(store.query(query)):
        node = row["s"]
        return node.value if isinstance(node, NamedNode) else None
    return None
