"""A conflict in words: statements of the graph and axioms of the ontology as sentences, in Chinese and in English."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from graphs.reason_conflict import Axiom, Conflict
from graphs.validate_places import Place, Places
from ontology.hygiene import prefixed
from ontology.namespaces import OWL, RDF, RDFS
from ontology.reasoner import axioms

Term = NamedNode | BlankNode | Literal | Triple


@dataclass(frozen=True, slots=True)
class Sentence:
    """One thought in both languages, and where in a document it is written, if anywhere."""

    chinese: str
    english: str
    place: Place = field(default_factory=Place)


class Narrator:
    """Turns triples into sentences with the labels of the ontology and of the graph."""

    def __init__(self, places: Places) -> None:
        self._places = places
        self._labels: dict[tuple[str, str], str] = {}
        for triple in axioms():
            if triple.predicate.value == RDFS + "label" and isinstance(triple.object, Literal):
                self._labels[str(triple.subject), triple.object.language or ""] = triple.object.value

    def tell(self, conflict: Conflict) -> tuple[list[Sentence], list[Sentence]]:
        """The sentences of the statements and those of the axioms."""
        return [self.statement(t) for t in conflict.statements], [self.axiom(a) for a in conflict.axioms]

    def statement(self, triple: Triple) -> Sentence:
        """What the graph says."""
        subject = self._node(triple.subject)
        node = triple.subject.value if isinstance(triple.subject, NamedNode) else "_:"
        place = self._places.of(node)
        if triple.predicate.value == RDF + "type":
            zh, en = self._term(triple.object)
            return Sentence(f"图中说：“{subject}”是{zh}。", f'The graph says: "{subject}" is of class {en}.', place)
        zh, en = self._term(triple.predicate)
        value = self._node(triple.object)
        return Sentence(
            f"图中说：“{subject}”的{zh}是“{value}”。", f'The graph says: {en} of "{subject}" is "{value}".', place
        )

    def axiom(self, axiom: Axiom) -> Sentence:
        """What the ontology lays down; for a form without words of its own, the bare triples."""
        heads = [triple for triple in axiom if triple.predicate.value not in {RDF + "first", RDF + "rest"}]
        for triple in heads:
            teller = self._tellers().get(triple.predicate.value)
            if teller is not None:
                return Sentence(*teller(triple, axiom))
            if triple.predicate.value == RDF + "type" and isinstance(triple.object, NamedNode):
                told = self._characteristic(triple, axiom)
                if told is not None:
                    return Sentence(*told)
        bare = "; ".join(" ".join(self._bare(term) for term in triple) for triple in axiom)
        return Sentence(f"本体规定：{bare}。", f"The ontology says: {bare}.")

    def _tellers(self) -> dict[str, Callable[[Triple, Axiom], tuple[str, str]]]:
        return {
            RDFS + "subClassOf": self._below,
            RDFS + "subPropertyOf": self._narrower,
            RDFS + "domain": self._domain,
            RDFS + "range": self._range,
            OWL + "members": self._disjoint,
            OWL + "disjointWith": self._disjoint_pair,
            OWL + "distinctMembers": self._different,
            OWL + "inverseOf": self._inverse,
            OWL + "propertyChainAxiom": self._chain,
        }

    def _below(self, triple: Triple, axiom: Axiom) -> tuple[str, str]:
        zh, en = self._term(triple.subject)
        if isinstance(triple.object, BlankNode):
            parts = {t.predicate.value: t.object for t in axiom if t.subject == triple.object}
            property_zh, property_en = self._term(parts[OWL + "onProperty"])
            filler_zh, filler_en = self._term(parts[OWL + "someValuesFrom"])
            return (
                f"凡“{zh}”至少有一个“{property_zh}”，而且是“{filler_zh}”。",
                f"Every {en} has at least one {property_en} that is of class {filler_en}.",
            )
        above_zh, above_en = self._term(triple.object)
        return f"凡“{zh}”都是“{above_zh}”。", f"Every {en} is of class {above_en}."

    def _narrower(self, triple: Triple, _: Axiom) -> tuple[str, str]:
        (zh, en), (above_zh, above_en) = self._term(triple.subject), self._term(triple.object)
        return f"“{zh}”也算“{above_zh}”。", f"Whatever is {en} is {above_en} too."

    def _domain(self, triple: Triple, axiom: Axiom) -> tuple[str, str]:
        (zh, en), (class_zh, class_en) = self._term(triple.subject), self._class(triple.object, axiom)
        return f"有“{zh}”的都是“{class_zh}”。", f"Whatever has the property {en} is of class {class_en}."

    def _range(self, triple: Triple, axiom: Axiom) -> tuple[str, str]:
        (zh, en), (class_zh, class_en) = self._term(triple.subject), self._class(triple.object, axiom)
        return f"“{zh}”所指的都是“{class_zh}”。", f"Whatever the property {en} points to is of class {class_en}."

    def _disjoint(self, triple: Triple, axiom: Axiom) -> tuple[str, str]:
        members = [self._term(term) for term in _listed(triple.object, axiom)]
        names_zh, names_en = "、".join(zh for zh, _ in members), ", ".join(en for _, en in members)
        return f"{names_zh}：没有什么同属其中两类。", f"Nothing belongs to two of these classes: {names_en}."

    def _disjoint_pair(self, triple: Triple, _: Axiom) -> tuple[str, str]:
        (zh, en), (other_zh, other_en) = self._term(triple.subject), self._term(triple.object)
        return f"没有什么既是“{zh}”又是“{other_zh}”。", f"Nothing is both of class {en} and of class {other_en}."

    def _different(self, triple: Triple, axiom: Axiom) -> tuple[str, str]:
        names = [self._node(term) for term in _listed(triple.object, axiom)]
        return f"{'、'.join(names)}各不相同。", f"These differ from one another: {', '.join(names)}."

    def _inverse(self, triple: Triple, _: Axiom) -> tuple[str, str]:
        (zh, en), (other_zh, other_en) = self._term(triple.subject), self._term(triple.object)
        return f"“{zh}”与“{other_zh}”互为反向。", f"The properties {en} and {other_en} are each other turned round."

    def _chain(self, triple: Triple, axiom: Axiom) -> tuple[str, str]:
        zh, en = self._term(triple.subject)
        steps = [self._term(term) for term in _listed(triple.object, axiom)]
        return (
            f"沿“{'”再沿“'.join(step for step, _ in steps)}”所到的，也是“{zh}”。",
            f"What is reached by {' and then '.join(step for _, step in steps)} is also {en}.",
        )

    def _characteristic(self, triple: Triple, _: Axiom) -> tuple[str, str] | None:
        zh, en = self._term(triple.subject)
        told = {
            OWL + "FunctionalProperty": (f"“{zh}”只能有一个。", f"Nothing has more than one {en}."),
            OWL + "TransitiveProperty": (f"“{zh}”可以层层传递。", f"The property {en} passes on from step to step."),
            OWL + "SymmetricProperty": (f"“{zh}”是相互的。", f"The property {en} holds both ways."),
        }
        return told.get(triple.object.value) if isinstance(triple.object, NamedNode) else None

    def _class(self, term: Term, axiom: Axiom) -> tuple[str, str]:
        if not isinstance(term, BlankNode):
            return self._term(term)
        union = next(t.object for t in axiom if t.subject == term and t.predicate.value == OWL + "unionOf")
        members = [self._term(member) for member in _listed(union, axiom)]
        return "”或者“".join(zh for zh, _ in members), " or ".join(en for _, en in members)

    def _term(self, term: Term) -> tuple[str, str]:
        name = self._bare(term)
        zh = self._labels.get((str(term), "zh"), name)
        return zh, self._labels.get((str(term), "en"), name)

    def _node(self, term: Term) -> str:
        if isinstance(term, NamedNode):
            return self._places.label(term.value)
        return term.value if isinstance(term, Literal) else str(term)

    def _bare(self, term: Term) -> str:
        return prefixed(term.value) if isinstance(term, NamedNode) else str(term)


def _listed(head: Term, axiom: Axiom) -> Sequence[NamedNode]:
    """The members of an RDF list in its order."""
    first = {str(t.subject): t.object for t in axiom if t.predicate.value == RDF + "first"}
    rest = {str(t.subject): t.object for t in axiom if t.predicate.value == RDF + "rest"}
    members = []
    cell: Term = head
    while str(cell) in first:
        member = first[str(cell)]
        if isinstance(member, NamedNode):
            members.append(member)
        cell = rest[str(cell)]
    return members
