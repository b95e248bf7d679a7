"""Is the graph to be trusted? Shapes over every document, figures across documents, in one report."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from time import monotonic

from pyoxigraph import Quad

from graphs.store import LocalStore
from graphs.validate_contradictions import Contradiction, contradictions
from graphs.validate_engines import Engine, Finding, Message, Severity, engine, messages, ntriples
from graphs.validate_parts import parts, read_graph, whole
from graphs.validate_places import Place, Places
from graphs.validate_terms import MESSAGE, SHAPE, undeclared_terms
from ontology.errors import InputError
from ontology.namespaces import ZR

PASSAGE_MARK = "#char="
ENGINES = ("fast", "reference")
Step = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Located:
    """A finding with the label of what it is about, where that is written, and what to tell people.

    `label` is that of the offending value where it is a node other than a passage, a value's text, else that of the
    focus node.
    """

    finding: Finding
    label: str
    place: Place
    message: Message

    @property
    def shape(self) -> str:
        """The shape's name without its namespace."""
        return self.finding.shape.removeprefix(ZR)


@dataclass(frozen=True, slots=True)
class ValidationReport:
    """Findings sorted by gravity (gravest first), shape, document and offset; contradictions; how it was checked."""

    findings: tuple[Located, ...]
    contradictions: tuple[Contradiction, ...]
    engine: str
    triples: int
    seconds: float

    def count(self, severity: Severity) -> int:
        """How many findings are of a severity; contradictions count as warnings."""
        own = Counter(located.finding.severity for located in self.findings)[severity]
        return own + (len(self.contradictions) if severity is Severity.WARNING else 0)

    def fails(self, threshold: Severity) -> bool:
        """Whether anything is as grave as the threshold."""
        return any(self.count(severity) for severity in Severity if severity >= threshold)


def severity(name: str) -> Severity:
    """The severity of that name in any case; raises `InputError` for another word."""
    try:
        return Severity[name.upper()]
    except KeyError as error:
        raise InputError(f"{name}: not a severity; say violation, warning or info") from error


def all_messages() -> dict[str, Message]:
    """The messages of every shape, and of what is checked beside them, by IRI."""
    return messages() | {SHAPE: MESSAGE}


def validate(place: Path | Iterable[Quad], engine_name: str = "fast", progress: Step | None = None) -> ValidationReport:
    """Validate a build's folder, a graph file, or quads.

    The fast engine sees the whole graph at once; the reference engine sees one document at a time with what it refers
    to, and `progress` is told how many are done and how many there are. Raises `InputError` where there is no graph or
    no engine of that name.
    """
    if engine_name not in ENGINES:
        raise InputError(f"{engine_name}: no such engine; say {' or '.join(ENGINES)}")
    begun = monotonic()
    quads = read_graph(place) if isinstance(place, Path) else list(place)
    checker = engine(engine_name)
    found = _by_document(checker, quads, progress) if engine_name == "reference" else _at_once(checker, quads)
    found = sorted([*found, *undeclared_terms(quads)])
    local = LocalStore.memory(quads)
    places = Places(local)
    told = all_messages()
    located = [
        Located(finding, _label(finding, places), places.of(_where(finding)), told[finding.shape]) for finding in found
    ]
    located.sort(key=lambda one: (-one.finding.severity, one.finding.shape, one.place, one.finding))
    return ValidationReport(
        tuple(located), tuple(contradictions(local, places)), checker.name, len(quads), monotonic() - begun
    )


def _where(finding: Finding) -> str:
    """The node whose place is shown: the passage where the value is one, else the focus node."""
    value = finding.value[1:-1]
    return value if PASSAGE_MARK in value and not finding.value.startswith('"') else finding.focus


def _label(finding: Finding, places: Places) -> str:
    if finding.value.startswith("<") and PASSAGE_MARK not in finding.value:
        return places.label(finding.value[1:-1])
    if finding.value.startswith('"') and not finding.value.endswith("boolean>"):
        return finding.value[1 : finding.value.rindex('"')]
    return places.label(finding.focus)


def _at_once(checker: Engine, quads: list[Quad]) -> list[Finding]:
    return checker.findings(ntriples(whole(quads)))


def _by_document(checker: Engine, quads: list[Quad], progress: Step | None) -> list[Finding]:
    cut = list(parts(quads))
    found: set[Finding] = set()
    for done, part in enumerate(cut, start=1):
        found.update(checker.findings(ntriples(part.triples)))
        if progress is not None:
            progress(done, len(cut))
    return sorted(found)
