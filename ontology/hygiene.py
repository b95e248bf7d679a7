"""Rules that keep the ontology, the vocabularies and the shapes clean: one SPARQL query per file, rows are failures."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph
from pyoxigraph import DefaultGraph, NamedNode, QueryBoolean, QueryTriples, RdfFormat, Store

from ontology.errors import InputError
from ontology.namespaces import PREFIXES, ZEREN
from ontology.vocabulary import ONTOLOGY_FOLDER, ontology_files

RULES_FOLDER = ONTOLOGY_FOLDER / "hygiene"
SHAPES_FOLDER = ONTOLOGY_FOLDER / "shapes"
SHAPES_GRAPH = ZEREN + "shapes"


@dataclass(frozen=True, slots=True)
class Rule:
    """A query whose rows are failures.

    `name` is the file's stem; `english` and `chinese` are the two comment lines at its head, which say what must hold.
    """

    name: str
    english: str
    chinese: str
    query: str


@dataclass(frozen=True, slots=True)
class Fault:
    """One row of a rule: the term that breaks it and what about it, as people read them."""

    rule: Rule
    subject: str
    detail: str


def rules(folder: Path = RULES_FOLDER) -> tuple[Rule, ...]:
    """The rules of a folder by name. Raises `InputError` for a file without its two head lines."""
    return tuple(_rule(path) for path in sorted(folder.glob("*.rq")))


def _rule(path: Path) -> Rule:
    query = path.read_text(encoding="utf-8")
    head = [line.removeprefix("# ") for line in query.splitlines()[:2] if line.startswith("# ")]
    if len(head) != 2:
        raise InputError(f"{path}: put what must hold in two comment lines at the head, English first, then Chinese")
    return Rule(path.stem, head[0], head[1], query)


def shape_files() -> tuple[Path, ...]:
    """The Turtle files of the shapes, sorted by name."""
    return tuple(sorted(SHAPES_FOLDER.glob("*.ttl")))


def load(files: Iterable[Path] | None = None, shapes: Iterable[Path] | None = None) -> Store:
    """A store with ontology and vocabularies in the default graph and the shapes in a graph of their own.

    Without arguments it holds the files of the repository. Raises `InputError` for a file that is not Turtle.
    """
    store = Store()
    for path in ontology_files() if files is None else files:
        _read(store, path, DefaultGraph())
    for path in shape_files() if shapes is None else shapes:
        _read(store, path, NamedNode(SHAPES_GRAPH))
    return store


def _read(store: Store, path: Path, graph: DefaultGraph | NamedNode) -> None:
    try:
        store.load(path=path, format=RdfFormat.TURTLE, to_graph=graph)
    except (SyntaxError, ValueError) as error:
        raise InputError(f"{path}: not Turtle, mend it: {error}") from error


def faults(store: Store, checked: Iterable[Rule] | None = None) -> list[Fault]:
    """Every failure of the rules on a store from `load`, in the order of rules and rows."""
    found = []
    for rule in rules() if checked is None else checked:
        rows = store.query(rule.query)
        assert not isinstance(rows, QueryBoolean | QueryTriples), f"{rule.name} is no SELECT query"
        found += [Fault(rule, readable(row["subject"]), readable(row["detail"])) for row in rows]
    return found


def readable(term: object) -> str:
    """A term as people write it: a prefixed name where a prefix fits, else its text."""
    if isinstance(term, pyoxigraph.NamedNode):
        return prefixed(term.value)
    if isinstance(term, pyoxigraph.Literal):
        return f"{term.value}@{term.language}" if term.language else term.value
    return "" if term is None else str(term)


def prefixed(iri: str) -> str:
    """An IRI as a prefixed name where one of our prefixes fits, else as it is."""
    for prefix, start in PREFIXES.items():
        if iri.startswith(start):
            return f"{prefix}:{iri.removeprefix(start)}"
    return iri
