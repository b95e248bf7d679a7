"""The smallest set of statements and axioms that cannot all be true.

QuickXplain (U. Junker, "QuickXplain: preferred explanations and relaxations for over-constrained problems", AAAI 2004):
halve what is in doubt, keep what is needed; about k log(n/k) questions to the reasoner for k culprits among n.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from pyoxigraph import BlankNode, NamedNode, Triple

from graphs.reason_statements import distinct_concepts
from ontology.namespaces import OWL, RDF, RDFS
from ontology.reasoner import axioms, check

Item = TypeVar("Item", bound=Hashable)
Axiom = tuple[Triple, ...]
Step = Callable[[int], None]


@dataclass(frozen=True, slots=True)
class Conflict:
    """Statements of the graph and axioms of the ontology that contradict one another; none can be spared."""

    statements: tuple[Triple, ...]
    axioms: tuple[Axiom, ...]


def smallest(candidates: Sequence[Item], conflicting: Callable[[Sequence[Item]], bool]) -> list[Item]:
    """A subset that conflicts and of which no item can be spared; `conflicting(candidates)` must hold."""

    def needed(kept: list[Item], grown: bool, doubtful: Sequence[Item]) -> list[Item]:
        if grown and conflicting(kept):
            return []
        if len(doubtful) == 1:
            return list(doubtful)
        middle = len(doubtful) // 2
        first, second = doubtful[:middle], doubtful[middle:]
        from_second = needed([*kept, *first], True, second)
        from_first = needed([*kept, *from_second], bool(from_second), first)
        return [*from_first, *from_second]

    return needed([], False, candidates) if candidates else []


def find_conflict(statements: Sequence[Triple], progress: Step | None = None) -> Conflict:
    """The smallest conflict among inconsistent statements and the ontology; one run of HermiT per question.

    First the nodes, then the single statements about them, then the axioms are narrowed down. `progress` is told how
    many questions were asked. The statements together with the ontology must be inconsistent; where the ontology is so
    by itself, the conflict has no statements.
    """
    declared, theory = split_axioms([*axioms(), *distinct_concepts(statements)])
    asked = 0

    def contradicts(chosen: Iterable[Triple], theory_part: Iterable[Axiom]) -> bool:
        nonlocal asked
        asked += 1
        if progress is not None:
            progress(asked)
        taken = [*declared, *(triple for axiom in theory_part for triple in axiom), *chosen]
        return not check(taken, coherence=False).consistent

    about: dict[str, list[Triple]] = {}
    for triple in statements:
        about.setdefault(str(triple.subject), []).append(triple)

    def of(nodes: Sequence[str]) -> list[Triple]:
        return [triple for node in nodes for triple in about[node]]

    if contradicts([], theory):  # the ontology alone is at fault
        return Conflict((), tuple(smallest(theory, lambda chosen: contradicts([], chosen))))
    nodes = smallest(sorted(about), lambda chosen: contradicts(of(chosen), theory))
    culprits = smallest(of(nodes), lambda chosen: contradicts(chosen, theory))
    relevant = _relevant(theory, culprits, contradicts)
    laws = smallest(relevant, lambda chosen: contradicts(culprits, chosen))
    return Conflict(tuple(culprits), tuple(laws))


def _relevant(
    theory: Sequence[Axiom],
    culprits: Sequence[Triple],
    contradicts: Callable[[Sequence[Triple], Sequence[Axiom]], bool],
) -> list[Axiom]:
    """The axioms that the statements set off, one after another; all axioms if these do not suffice to contradict."""
    known = {node.value for t in culprits for node in (t.subject, t.predicate, t.object) if isinstance(node, NamedNode)}
    set_off: list[Axiom] = []
    waiting = list(theory)
    while True:
        fired = [axiom for axiom in waiting if _fires(axiom, known)]
        if not fired:
            break
        set_off += fired
        waiting = [axiom for axiom in waiting if axiom not in fired]
        known.update(*(_signature(axiom) for axiom in fired if _subject(axiom)))
    return set_off if contradicts(culprits, set_off) else list(theory)


def _fires(axiom: Axiom, known: set[str]) -> bool:
    """Whether what is known can set an axiom off: its subject is, or two of the things that it tells apart."""
    subject = _subject(axiom)
    if not subject:
        return len(_signature(axiom) & known) > 1
    both_ways = {OWL + name for name in ("inverseOf", "disjointWith", "propertyChainAxiom")}
    turned = any(triple.predicate.value in both_ways for triple in axiom)
    return bool(_signature(axiom) & known) if turned else subject in known


def _subject(axiom: Axiom) -> str:
    """The term that an axiom is about; empty where it is about several alike."""
    return next((triple.subject.value for triple in axiom if isinstance(triple.subject, NamedNode)), "")


def _signature(axiom: Axiom) -> set[str]:
    nodes = (node for triple in axiom for node in (triple.subject, triple.predicate, triple.object))
    names = {node.value for node in nodes if isinstance(node, NamedNode)}
    return {name for name in names if not name.startswith((OWL, RDF, RDFS))}


def split_axioms(triples: Sequence[Triple]) -> tuple[list[Triple], list[Axiom]]:
    """What only declares terms, and the axioms: one triple, or all that hang together by blank nodes."""
    sorts = {OWL + name for name in ("Class", "ObjectProperty", "DatatypeProperty", "AnnotationProperty")}
    declared: list[Triple] = []
    groups: dict[str, list[Triple]] = {}
    home: dict[str, str] = {}
    for triple in triples:
        kind = triple.object.value if isinstance(triple.object, NamedNode) else ""
        blank = [str(node) for node in (triple.subject, triple.object) if isinstance(node, BlankNode)]
        if triple.predicate.value == RDF + "type" and kind in sorts and not blank:
            declared.append(triple)
            continue
        keys = sorted({home.get(node, node) for node in blank}) or [str(triple)]
        for other in keys[1:]:
            groups.setdefault(keys[0], []).extend(groups.pop(other, []))
            home.update({node: keys[0] for node, key in home.items() if key == other})
        home.update(dict.fromkeys(blank, keys[0]))
        groups.setdefault(keys[0], []).append(triple)
    return declared, [tuple(group) for group in groups.values()]
