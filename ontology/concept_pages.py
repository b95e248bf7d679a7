"""Vocabulary concepts arranged as pages: one for a scheme, and one for every top concept of a scheme that is large."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import quote

from pyoxigraph import Literal

from ontology.hygiene import prefixed
from ontology.namespaces import RDF, SKOS
from ontology.reasoner import axioms
from ontology.vocabulary import SCHEME_PREFIX, Concept, Vocabulary

LARGE = 1000
_HIDDEN = frozenset({RDF + "type", SKOS + "topConceptOf", SKOS + "definition", SKOS + "narrower"})


@dataclass(frozen=True, slots=True)
class Value:
    """A word on a page, linked where it is a concept."""

    text: str
    link: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """A named list of values."""

    name: str
    values: tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """One concept as a reader sees it; `link` is its page and anchor, relative to the site's root."""

    iri: str
    link: str
    anchor: str
    chinese: str
    english: str
    notation: str
    definitions: tuple[str, ...]
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Node:
    """A concept in the tree of its scheme."""

    concept: Entry
    below: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Page:
    """A page's path relative to the site's root, and what its template needs."""

    path: str
    content: dict[str, object]


@dataclass(frozen=True, slots=True)
class Summary:
    """A scheme on the front page."""

    page: str
    chinese: str
    english: str
    definition: str
    count: int
    files: tuple[str, ...]


class ConceptPages:
    """Pages and links for a whole vocabulary; everything in the order of the IRIs, or of notations in trees."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        self._names = _property_names()
        self._below: dict[str, list[Concept]] = {}
        self._tops: dict[str, int] = Counter(c.scheme for c in vocabulary.concepts.values() if not c.broader)
        for concept in vocabulary.concepts.values():
            for above in concept.broader:
                self._below.setdefault(above, []).append(concept)

    def summaries(self, definitions: Mapping[str, str], path: Callable[[str], str]) -> list[Summary]:
        """Every scheme for the front page; `path` turns a vocabulary file's name into its place."""
        return [
            Summary(
                f"{name}.html",
                scheme.label_zh,
                scheme.label_en,
                definitions.get(scheme.iri, ""),
                len(self._vocabulary.scheme(name)),
                tuple(path(file) for file in scheme.files),
            )
            for name, scheme in sorted(self._vocabulary.schemes.items())
        ]

    def pages(self) -> Iterator[Page]:
        """Every page of every scheme."""
        for name, scheme in sorted(self._vocabulary.schemes.items()):
            concepts = self._vocabulary.scheme(name)
            tops = [concept for concept in concepts if not concept.broader]
            split = len(concepts) > LARGE
            content: dict[str, object] = {
                "title": scheme.label_zh or name,
                "english": scheme.label_en,
                "definition": "",
                "iri": scheme.iri,
                "count": len(concepts),
            }
            heads = self._heads(tops) if split else tops
            shown = [concept for concept in concepts if not split or self._page(concept) == f"{name}.html"]
            tree = [self._node(concept, deep=not split) for concept in _ordered(heads)]
            yield Page(f"{name}.html", {**content, "tree": tree, "concepts": [self._entry(c) for c in shown]})
            if split:
                yield from self._parts(name, heads, content)

    def _heads(self, tops: list[Concept]) -> list[Concept]:
        """What a large scheme is split by: the concepts under its only top, or its tops."""
        return self._below.get(tops[0].iri, []) if len(tops) == 1 else tops

    def _parts(self, name: str, heads: list[Concept], content: Mapping[str, object]) -> Iterator[Page]:
        for head in _ordered(heads):
            members = [head, *self._all_below(head)]
            here = {
                "title": head.label_zh,
                "english": head.label_en,
                "iri": head.iri,
                "count": len(members),
                "tree": [self._node(head, deep=True)],
                "concepts": [self._entry(concept) for concept in members],
            }
            yield Page(f"{name}/{quote(head.name)}.html", {**content, **here})

    def _all_below(self, concept: Concept) -> list[Concept]:
        found: list[Concept] = []
        for below in _ordered(self._below.get(concept.iri, [])):
            found += [below, *self._all_below(below)]
        return found

    def _page(self, concept: Concept) -> str:
        """The page on which a concept stands."""
        members = self._vocabulary.scheme(concept.scheme)
        if len(members) <= LARGE:
            return f"{concept.scheme}.html"
        chain = [concept.iri, *self._vocabulary.ancestors(concept.iri)]
        top = self._vocabulary.concepts[chain[-1]]
        if self._tops[concept.scheme] > 1:
            return f"{concept.scheme}/{quote(top.name)}.html"
        if len(chain) == 1:
            return f"{concept.scheme}.html"
        return f"{concept.scheme}/{quote(self._vocabulary.concepts[chain[-2]].name)}.html"

    def _node(self, concept: Concept, deep: bool) -> Node:
        below = self._below.get(concept.iri, []) if deep else []
        return Node(self._entry(concept), tuple(self._node(one, deep) for one in _ordered(below)))

    def _entry(self, concept: Concept) -> Entry:
        anchor = quote(concept.name)
        return Entry(
            concept.iri,
            f"{self._page(concept)}#{anchor}",
            anchor,
            concept.label_zh or concept.name,
            concept.label_en,
            concept.notation or "",
            tuple(sorted(concept.properties.get(SKOS + "definition", ()), key=str.isascii)),  # Chinese first
            tuple(self._rows(concept)),
        )

    def _rows(self, concept: Concept) -> Iterator[Row]:
        labels = {"别名 alternative": concept.alternative, "隐藏 hidden": concept.hidden}
        for name, words in labels.items():
            if words:
                yield Row(name, tuple(map(Value, words)))
        above = tuple(self._value(iri) for iri in concept.broader)
        below = tuple(self._value(one.iri) for one in _ordered(self._below.get(concept.iri, [])))
        for name, values in (("上位 broader", above), ("下位 narrower", below)):
            if values:
                yield Row(name, values)
        for iri, words in sorted(concept.properties.items()):
            if iri not in _HIDDEN:
                yield Row(self._names.get(iri, prefixed(iri)), tuple(map(self._value, words)))

    def _value(self, word: str) -> Value:
        concept = self._vocabulary.concepts.get(word)
        if concept is None:
            return Value(prefixed(word))
        return Value(concept.label_zh or concept.name, f"{self._page(concept)}#{quote(concept.name)}")


def _ordered(concepts: list[Concept]) -> list[Concept]:
    return sorted(concepts, key=lambda concept: (_padded(concept.notation or concept.name), concept.iri))


def _padded(notation: str) -> tuple[tuple[int, str], ...]:
    """A notation so that 2 sorts before 10."""
    return tuple((int(part), "") if part.isdigit() else (0, part) for part in notation.split("."))


def _property_names() -> dict[str, str]:
    """Our properties' labels in both languages, and plain words for a few of others."""
    names: dict[str, dict[str, str]] = {}
    for triple in axioms():
        if triple.predicate.value.endswith("rdf-schema#label") and isinstance(triple.object, Literal):
            subject = str(getattr(triple.subject, "value", ""))
            names.setdefault(subject, {})[triple.object.language or ""] = triple.object.value
    found = {iri: f"{said.get('zh', '')} {said.get('en', '')}".strip() for iri, said in names.items()}
    dct = "http://purl.org/dc/terms/"
    others = {
        dct + "source": "来源 source",
        dct + "replaces": "取代 replaces",
        dct + "isReplacedBy": "由其取代 replaced by",
    }
    others |= {SKOS + "related": "相关 related", SKOS + "scopeNote": "说明 note", SKOS + "historyNote": "沿革 history"}
    return found | others | {SCHEME_PREFIX: "词表 scheme"}
