"""What a user types -> nodes of the graph: by label, alias, code or IRI, with suggestions for near misses."""

from __future__ import annotations

import difflib

from pyoxigraph import Literal, NamedNode

from graphs.store import Store, solutions_of
from ontology.errors import InputError
from ontology.namespaces import ZEREN

Term = NamedNode | Literal

_SCHEMES = ("sector", "hazard", "system", "indicator", "problem", "function", "role", "level", "measure-kind")
_PATTERNS = {
    "agency": "?node a zr:Agency",
    "group": "?node a zr:AgencyGroup",
    "kind": "?node a zr:AgencyKind",
    "post": "?node a zr:Post",
    "division": "?node a zr:Division",
    "campaign": "?node a zr:Campaign",
    "instrument": "?node a zr:Instrument",
    "document": "?node a zr:Document",
    **{scheme: f"?node skos:inScheme <{ZEREN}scheme/{scheme}>" for scheme in _SCHEMES},
}
_LABELS = "skos:prefLabel|skos:altLabel|skos:hiddenLabel|skos:notation|dct:title|dct:source"
_SUGGESTIONS = 5
_COUNTRY = "中华人民共和国"
_SHORTEST_FORM = 6
_LONGEST_LIST = 20


def resolve(store: Store, kind: str, text: str) -> tuple[Term, ...]:
    """The nodes that `text` names, where `kind` is the parameter's type.

    A text parameter is itself; an IRI is taken as it is. A label may belong to several nodes (a post of that name in
    several bodies): all are returned, save for agencies and divisions, where an alias of several is refused.
    Raises `InputError` that suggests what was meant.
    """
    text = text.strip()
    if not text:
        raise InputError(f"--{kind}: the value is empty; leave the option out to ask about everything")
    if kind == "text":
        return (Literal(text),)
    if text.startswith(("http://", "https://")):
        return (_iri(text),)
    if kind == "fact":
        raise InputError(f"{text}: give the whole IRI of a fact, as the `facts` column of --format csv shows it")
    if kind not in _PATTERNS:
        raise InputError(f"{kind}: no such type of parameter; use one of {', '.join(sorted(_PATTERNS))} or text")
    exact = {node: own for form in _variants(kind, text) for node, own in _labelled(store, kind, form).items()}
    if kind == "campaign" and exact:
        exact |= _shortened(store, text)
    if not exact:
        exact = _containing(store, kind, text)
    preferred = [node for node, is_preferred in exact.items() if is_preferred]
    if preferred:
        return tuple(NamedNode(node) for node in sorted(preferred))
    if len(exact) > 1 and kind in {"agency", "division"}:
        raise InputError(f"{text}: several are called so: {', '.join(_names(store, list(exact)))}; give the full name")
    return tuple(NamedNode(node) for node in sorted(exact))


def _variants(kind: str, text: str) -> tuple[str, ...]:
    """What an instrument is called too: with and without the name of the country."""
    if kind != "instrument":
        return (text,)
    bare = text.strip("《》").removeprefix(_COUNTRY)
    return bare, _COUNTRY + bare


def _shortened(store: Store, text: str) -> dict[str, bool]:
    """Campaigns under a shorter form of the name: 专项整治三年行动 for 安全生产专项整治三年行动."""
    rows = store.query("SELECT ?node ?label WHERE { ?node a zr:Campaign ; skos:prefLabel ?label }")
    return {
        row["node"].value: True
        for row in solutions_of(rows)
        if len(row["label"].value) >= _SHORTEST_FORM and text.endswith(row["label"].value)
    }


def label_of(store: Store, iri: str) -> str:
    """The Chinese label of a node, else the end of its IRI."""
    names = _names(store, [iri])
    return names[0] if names else iri.rsplit("/", 1)[-1]


def _iri(text: str) -> NamedNode:
    try:
        return NamedNode(text)
    except ValueError as error:
        raise InputError(f"{text}: not an IRI") from error


def _labelled(store: Store, kind: str, text: str) -> dict[str, bool]:
    """The nodes with exactly this label, and whether it is their preferred one."""
    forms = " ".join(str(Literal(text, language=tag)) for tag in ("zh", "en")) + f" {Literal(text)}"
    rows = store.query(
        f"SELECT ?node ?preferred WHERE {{ VALUES ?label {{ {forms} }} ?node {_LABELS} ?label . {_PATTERNS[kind]} ."
        " BIND(EXISTS { ?node skos:prefLabel|skos:notation|dct:title|dct:source ?label } AS ?preferred) }"
    )
    found: dict[str, bool] = {}
    for row in solutions_of(rows):
        node = row["node"].value
        found[node] = found.get(node, False) or row["preferred"].value == "true"
    return found


def _containing(store: Store, kind: str, text: str) -> dict[str, bool]:
    """The one node whose label contains the text; raises `InputError` with suggestions when there is not just one."""
    labels: dict[str, list[str]] = {}
    for row in solutions_of(store.query(f"SELECT ?node ?label WHERE {{ {_PATTERNS[kind]} ; {_LABELS} ?label }}")):
        labels.setdefault(row["label"].value, []).append(row["node"].value)
    nodes = sorted({node for label, owners in labels.items() if text in label for node in owners})
    if len(nodes) == 1:
        return {nodes[0]: True}
    if nodes:
        names = _names(store, nodes[:_LONGEST_LIST])
        more = f" and {len(nodes) - len(names)} more" if len(nodes) > len(names) else ""
        raise InputError(f"{text}: no {kind} is called just so; did you mean {', '.join(names)}{more}?")
    near = difflib.get_close_matches(text, labels, _SUGGESTIONS, 0.5)
    hint = f"did you mean {', '.join(near)}?" if near else "the graph names none like it"
    raise InputError(f"{text}: no such {kind}; {hint}")


def _names(store: Store, nodes: list[str]) -> list[str]:
    values = " ".join(str(NamedNode(node)) for node in nodes)
    rows = store.query(
        f"SELECT ?node (SAMPLE(?label) AS ?name) WHERE {{ VALUES ?node {{ {values} }} ?node skos:prefLabel|dct:title"
        ' ?label . FILTER(LANG(?label) IN ("zh", "")) } GROUP BY ?node'
    )
    found = {row["node"].value: row["name"].value for row in solutions_of(rows)}
    return [found.get(node, node.rsplit("/", 1)[-1]) for node in nodes]
