"""What follows from what documents and vocabularies say, by the SPARQL CONSTRUCT rules in `graphs/rules/`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from pyoxigraph import BlankNode, Literal, NamedNode, Quad

from graphs.store import Store, triples_of
from ontology.namespaces import GRAPH_INFERENCE

RULES_FOLDER = Path(__file__).resolve().parent / "rules"


@dataclass(frozen=True, slots=True, order=True)
class Rule:
    """A rule file: its name (`030_inherited_duty`), what it concludes in Chinese, and the query."""

    name: str
    sense: str
    query: str


def load_rules(folder: Path = RULES_FOLDER) -> tuple[Rule, ...]:
    """The rules in the order of their numbers, which is the order in which they are applied."""
    rules = []
    for path in sorted(folder.glob("*.rq")):
        text = path.read_text(encoding="utf-8")
        rules.append(Rule(path.stem, text.splitlines()[0].removeprefix("#").strip(), text))
    return tuple(rules)


def infer(store: Store, rules: tuple[Rule, ...] | None = None) -> list[Quad]:
    """Apply each rule once, in order; a rule sees what the earlier ones concluded.

    The conclusions are added to the store's inference graph and given back. Raises ValueError when a rule makes a
    blank node.
    """
    graph = NamedNode(GRAPH_INFERENCE)
    found: dict[Quad, None] = {}
    for rule in load_rules() if rules is None else rules:
        concluded = [quad for quad in _conclusions(store, rule, graph) if quad not in found]
        store.load(concluded)
        found.update(dict.fromkeys(concluded))
    return list(found)


def _conclusions(store: Store, rule: Rule, graph: NamedNode) -> Iterator[Quad]:
    seen: set[Quad] = set()
    for triple in triples_of(store.query(rule.query)):
        if isinstance(triple.subject, BlankNode) or not isinstance(triple.object, NamedNode | Literal):
            raise ValueError(f"rule {rule.name} makes a blank node")
        quad = Quad(triple.subject, triple.predicate, triple.object, graph)
        if quad not in seen:
            seen.add(quad)
            yield quad
