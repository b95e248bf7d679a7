"""What extraction and inference write is declared: a misspelt class or property conforms to every shape."""

from __future__ import annotations

from pathlib import Path

from pyoxigraph import Literal, NamedNode, Quad

from extract.emit import quads
from extract.pipeline import extract_file
from graphs.inference import infer
from graphs.reference import reference_quads
from graphs.store import LocalStore
from ontology.namespaces import RDF, RDFS, ZEREN
from ontology.reasoner import axioms
from ontology.vocabulary import load_vocabulary

STANDARD = (RDF, RDFS)


def undeclared(written: list[Quad]) -> set[str]:
    """Classes and properties that quads use and the ontology does not declare."""
    declared = {
        t.subject.value for t in axioms() if t.predicate.value == RDF + "type" and isinstance(t.subject, NamedNode)
    }
    used = {quad.predicate.value for quad in written}
    used |= {q.object.value for q in written if q.predicate.value == RDF + "type" and isinstance(q.object, NamedNode)}
    return {term for term in used - declared if not term.startswith(STANDARD)}


def missing_concepts(written: list[Quad]) -> set[str]:
    """Nodes that look like concepts of a vocabulary and are none."""
    known = load_vocabulary()
    schemes = tuple(f"{ZEREN}{name}/" for name in known.schemes)
    nodes = {quad.object.value for quad in written if isinstance(quad.object, NamedNode)}
    return {node for node in nodes if node.startswith(schemes) and node not in known.concepts}


def example(root: Path) -> list[Quad]:
    folder = root / "examples" / "corpus"
    paths = sorted(path for path in folder.rglob("*") if path.suffix in {".txt", ".md", ".html"})
    assert len(paths) >= 3
    written = [quad for path in paths for quad in quads(extract_file(path, folder))]
    store = LocalStore.memory([*reference_quads(), *written])
    return [*written, *infer(store)]


def test_terms_of_the_example_are_declared(root: Path) -> None:
    written = example(root)
    assert len(written) > 1000
    assert undeclared(written) == set()
    assert missing_concepts(written) == set()


def test_terms_planted_misspelling_is_found() -> None:
    planted = Quad(NamedNode(ZEREN + "x"), NamedNode(ZEREN + "ns#bearrer"), Literal("x"), NamedNode(ZEREN + "g"))
    assert undeclared([planted]) == {ZEREN + "ns#bearrer"}
    planted = Quad(
        NamedNode(ZEREN + "x"), NamedNode(RDF + "type"), NamedNode(ZEREN + "role/leed"), NamedNode(ZEREN + "g")
    )
    assert missing_concepts([planted]) == {ZEREN + "role/leed"}
