"""The vocabularies as Python sees them: concepts by IRI and by scheme, read from `ontology/vocab/*.ttl`.

The Turtle files are the only source. They are published as Linked Data and they drive extraction, so nothing here
adds or changes a label.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Final

import pyoxigraph

from ontology.errors import InputError
from ontology.namespaces import RDF, SKOS, ZEREN, ZR

ONTOLOGY_FOLDER: Final = Path(__file__).resolve().parent
VOCABULARY_FOLDER: Final = ONTOLOGY_FOLDER / "vocab"
SCHEME_PREFIX: Final = ZEREN + "scheme/"
AMBIGUOUS_LABEL: Final = ZR + "ambiguousLabel"
SHORTEST_LABEL: Final = ZR + "shortestLabel"

_IN_SCHEME: Final = SKOS + "inScheme"
_TYPE: Final = RDF + "type"
_CONCEPT_SCHEME: Final = SKOS + "ConceptScheme"
_NAMED: Final = frozenset(
    SKOS + name for name in ("inScheme", "notation", "prefLabel", "altLabel", "hiddenLabel", "broader")
)
_NONE: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Concept:
    """One concept of a scheme.

    `scheme` is the scheme's short name (`function`), `name` the last part of the IRI. `alternative` and `hidden` are
    the Chinese `skos:altLabel`s and `skos:hiddenLabel`s, sorted; `broader` holds IRIs. `properties` has every other
    property by its IRI, `rdf:type` included, with its values as sorted strings (language tags and datatypes dropped).
    A label that a file does not give is the empty string.
    """

    iri: str
    scheme: str
    name: str
    notation: str | None = None
    label_zh: str = ""
    label_en: str = ""
    alternative: tuple[str, ...] = ()
    hidden: tuple[str, ...] = ()
    broader: tuple[str, ...] = ()
    properties: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: _NONE, hash=False)

    @property
    def labels(self) -> tuple[str, ...]:
        """Every Chinese label, the preferred one first, without repeats."""
        return tuple(dict.fromkeys(label for label in (self.label_zh, *self.alternative, *self.hidden) if label))

    @property
    def ambiguous(self) -> tuple[str, ...]:
        """Labels that do not name the concept by themselves (`zr:ambiguousLabel`): other concepts share them or they
        are ordinary words. They need the context to bear them out, whether or not they are in `labels` too."""
        return self.properties.get(AMBIGUOUS_LABEL, ())

    def value(self, iri: str) -> str | None:
        """The first value of a property, or None where it has none."""
        values = self.properties.get(iri)
        return values[0] if values else None


@dataclass(frozen=True, slots=True)
class Scheme:
    """One concept scheme, its labels and the files that its concepts stand in.

    `shortest` is the least number of characters that a label of the scheme may have (`zr:shortestLabel`, else 2).
    """

    iri: str
    name: str
    label_zh: str
    label_en: str
    files: tuple[str, ...]
    shortest: int = 2


@dataclass(frozen=True)
class Vocabulary:
    """Every concept of the files that were read. `concepts` and each scheme are in the order of the IRIs."""

    concepts: Mapping[str, Concept]
    schemes: Mapping[str, Scheme]
    members: Mapping[str, tuple[Concept, ...]]

    def scheme(self, name: str) -> tuple[Concept, ...]:
        """The concepts of the scheme with this short name (`function`); empty when there is no such scheme."""
        return self.members.get(name, ())

    def ancestors(self, iri: str) -> tuple[str, ...]:
        """The IRIs above a concept by `skos:broader`, nearest first; a cycle ends the walk."""
        found: dict[str, None] = {}
        pending = list(self.concepts[iri].broader) if iri in self.concepts else []
        while pending:
            above = pending.pop(0)
            if above in found or above == iri:
                continue
            found[above] = None
            pending += self.concepts[above].broader if above in self.concepts else ()
        return tuple(found)


def ontology_files() -> tuple[Path, ...]:
    """Every Turtle file of classes, properties, mappings and vocabularies, in the order of the names; no shapes."""
    return (*sorted(ONTOLOGY_FOLDER.glob("*.ttl")), *sorted(VOCABULARY_FOLDER.glob("*.ttl")))


def vocabulary_hash(folder: Path = VOCABULARY_FOLDER) -> str:
    """The SHA-256, in hexadecimal, of the vocabulary files' names and bytes in the order of the names."""
    digest = hashlib.sha256()
    for path in sorted(folder.glob("*.ttl")):
        digest.update(path.name.encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()


@cache
def load_vocabulary(folder: Path = VOCABULARY_FOLDER) -> Vocabulary:
    """Every concept in the Turtle files of `folder`; read once for each folder and process.

    Raises `InputError` for a file that is not Turtle, and for a concept that claims two schemes.
    """
    subjects: dict[str, _Subject] = {}
    for path in sorted(folder.glob("*.ttl")):
        for triple in _triples(path):
            if isinstance(triple.subject, pyoxigraph.NamedNode):
                subject = subjects.get(triple.subject.value)
                if subject is None:
                    subject = subjects[triple.subject.value] = _Subject(path.name)
                subject.add(triple.predicate.value, triple.object)
    concepts = {iri: subjects[iri].concept(iri) for iri in sorted(subjects) if subjects[iri].in_scheme}
    return _assemble(concepts, subjects)


class _Subject:
    """What the files say of one node, before it is known whether it is a concept."""

    __slots__ = ("file", "in_scheme", "values")

    def __init__(self, file: str) -> None:
        self.file = file
        self.in_scheme: list[str] = []
        self.values: dict[str, list[tuple[str, str]]] = {}

    def add(self, predicate: str, term: object) -> None:
        if isinstance(term, pyoxigraph.Literal):
            self.values.setdefault(predicate, []).append((term.value, term.language or ""))
        elif isinstance(term, pyoxigraph.NamedNode):
            if predicate == _IN_SCHEME:
                self.in_scheme.append(term.value)
            else:
                self.values.setdefault(predicate, []).append((term.value, ""))

    def texts(self, name: str, language: str | None = None) -> tuple[str, ...]:
        found = self.values.get(SKOS + name, ())
        return tuple(sorted({text for text, tag in found if language is None or tag == language}))

    def first(self, name: str, language: str | None = None) -> str:
        found = self.texts(name, language)
        return found[0] if found else ""

    def concept(self, iri: str) -> Concept:
        if len(set(self.in_scheme)) > 1:
            raise InputError(f"{self.file}: {iri} is in two schemes; keep one skos:inScheme")
        rest = {
            predicate: tuple(sorted({text for text, _ in values}))
            for predicate, values in self.values.items()
            if predicate not in _NAMED
        }
        return Concept(
            iri=iri,
            scheme=self.in_scheme[0].removeprefix(SCHEME_PREFIX),
            name=iri.rsplit("/", 1)[-1],
            notation=self.first("notation") or None,
            label_zh=self.first("prefLabel", "zh"),
            label_en=self.first("prefLabel", "en") or self.first("altLabel", "en"),
            alternative=self.texts("altLabel", "zh"),
            hidden=self.texts("hiddenLabel", "zh"),
            broader=self.texts("broader"),
            properties=MappingProxyType(rest),
        )


def _assemble(concepts: dict[str, Concept], subjects: Mapping[str, _Subject]) -> Vocabulary:
    members: dict[str, list[Concept]] = {}
    files: dict[str, set[str]] = {}
    for concept in concepts.values():
        members.setdefault(concept.scheme, []).append(concept)
        files.setdefault(concept.scheme, set()).add(subjects[concept.iri].file)
    declared = {iri for iri, s in subjects.items() if any(v == _CONCEPT_SCHEME for v, _ in s.values.get(_TYPE, ()))}
    names = sorted({*members, *(iri.removeprefix(SCHEME_PREFIX) for iri in declared)})
    schemes = {name: _scheme(name, subjects.get(SCHEME_PREFIX + name), files.get(name, ())) for name in names}
    return Vocabulary(
        concepts=MappingProxyType(concepts),
        schemes=MappingProxyType(schemes),
        members=MappingProxyType({name: tuple(members.get(name, ())) for name in names}),
    )


def _scheme(name: str, subject: _Subject | None, files: Iterable[str]) -> Scheme:
    iri, places = SCHEME_PREFIX + name, tuple(sorted(files))
    if subject is None:
        return Scheme(iri, name, "", "", places)
    shortest = [int(value) for value, _ in subject.values.get(SHORTEST_LABEL, ())]
    return Scheme(
        iri, name, subject.first("prefLabel", "zh"), subject.first("prefLabel", "en"), places, min(shortest, default=2)
    )


def _triples(path: Path) -> Iterator[pyoxigraph.Triple]:
    try:
        for quad in pyoxigraph.parse(path=str(path), format=pyoxigraph.RdfFormat.TURTLE):
            yield quad.triple
    except (SyntaxError, ValueError) as error:
        raise InputError(f"{path}: not valid Turtle ({error}); correct the file") from error
