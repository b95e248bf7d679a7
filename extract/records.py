"""What extraction finds: entities, mentions of them, and facts, each with its span.

Concepts are named by their IRI; entities by themselves. Records never hold text beyond what their span shows, save
labels made by linking and the free-text matter of a duty.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum

from extract.document import Document, Span
from ontology.namespaces import concept, entity


class EntityClass(StrEnum):
    """The classes of the contract that a mention can link to, by local name."""

    AGENCY = "Agency"
    GROUP = "AgencyGroup"
    KIND = "AgencyKind"
    POST = "Post"
    SYSTEM = "ResponsibilitySystem"
    CAMPAIGN = "Campaign"
    INSTRUMENT = "Instrument"
    DIVISION = "Division"


_SEGMENT = {
    EntityClass.AGENCY: "agency",
    EntityClass.GROUP: "group",
    EntityClass.KIND: "kind",
    EntityClass.POST: "post",
    EntityClass.SYSTEM: "system",
    EntityClass.CAMPAIGN: "campaign",
    EntityClass.INSTRUMENT: "instrument",
    EntityClass.DIVISION: "division",
}


@dataclass(frozen=True, slots=True)
class Entity:
    """A node that mentions link to.

    `key` makes the IRI, `label` is the canonical Chinese name. `concept` is the IRI of the vocabulary concept when the
    entity is one (systems, divisions), and is then the node. `division`, `function` and `levels` are concept IRIs.
    `postOf`, `superior`, `members`, `parts` and `whole` (what a campaign is a part of, or the system that a system is a
    sort of) name other entities. `count` is the stated size of a group.
    `resolved` is False where the text does not say which body is meant (有关部门).
    """

    kind: EntityClass
    key: str
    label: str
    concept: str | None = None
    division: str | None = None
    function: str | None = None
    levels: tuple[str, ...] = ()
    scope: str | None = None
    count: int | None = None
    member_kind: Entity | None = None
    members: tuple[Entity, ...] = ()
    parts: tuple[Entity, ...] = ()
    post_of: Entity | None = None
    superior: Entity | None = None
    whole: Entity | None = None
    resolved: bool = True

    @property
    def iri(self) -> str:
        """The entity's node."""
        return self.concept or entity(_SEGMENT[self.kind], self.key)


@dataclass(frozen=True, slots=True)
class Mention:
    """A stretch of text that names an entity."""

    span: Span
    entity: Entity


class Role(StrEnum):
    """How somebody is responsible; the nine concepts of the role vocabulary."""

    LEAD = "lead"
    REGULATE = "regulate"
    OVERSEE = "oversee"
    TERRITORIAL = "territorial"
    PRINCIPAL = "principal"
    EXECUTE = "execute"
    SUPPORT = "support"
    CONTACT = "contact"
    COMMIT = "commit"

    @property
    def iri(self) -> str:
        return concept("role", self.value)


class Status(StrEnum):
    """Whether a measure is done, under way or planned."""

    DONE = "done"
    ONGOING = "ongoing"
    PLANNED = "planned"

    @property
    def iri(self) -> str:
        return concept("status", self.value)


class ProblemKind(StrEnum):
    """The ten kinds of problem."""

    OVERLAP = "overlap"
    VACANCY = "vacancy"
    ENFORCEMENT = "enforcement"
    PRINCIPAL = "principal"
    CAPACITY = "capacity"
    AWARENESS = "awareness"
    BASE = "base"
    MECHANISM = "mechanism"
    HAZARD = "hazard"
    OTHER = "other"

    @property
    def iri(self) -> str:
        return concept("problem", self.value)


@dataclass(frozen=True, slots=True)
class Basis:
    """What a duty rests on: an instrument and, where said, its article (`第十条第二款`)."""

    instrument: Entity
    article: str | None = None


@dataclass(frozen=True, slots=True)
class Duty:
    """Somebody is, was made, or shall be responsible. `explicit` is False when the bearer is elided in the clause."""

    span: Span
    rule: str
    bearers: tuple[Entity, ...]
    role: Role
    matter: str
    explicit: bool = True
    systems: tuple[Entity, ...] = ()
    counterparties: tuple[Entity, ...] = ()
    basis: tuple[Basis, ...] = ()
    sectors: tuple[str, ...] = ()
    hazards: tuple[str, ...] = ()
    division: str | None = None
    level: str | None = None
    period: str | None = None


@dataclass(frozen=True, slots=True)
class Measure:
    """One concrete action. `action` is the head verb, `object` its object as text, `kind` a measure-kind concept."""

    span: Span
    rule: str
    agents: tuple[Entity, ...]
    explicit: bool
    action: str
    status: Status
    object: str | None = None
    kind: str | None = None
    campaign: Entity | None = None
    instruments: tuple[Entity, ...] = ()
    sectors: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Observation:
    """A figure. `indicator` is the noun phrase; `indicator_concept` its concept where known; `unit` a unit concept."""

    span: Span
    rule: str
    indicator: str
    value: Decimal
    unit: str
    indicator_concept: str | None = None
    approximate: bool = False
    change: Decimal | None = None
    change_unit: str | None = None
    change_absolute: Decimal | None = None
    period: str | None = None
    division: str | None = None
    damaged: bool = False


@dataclass(frozen=True, slots=True)
class Problem:
    """A weakness that the document states; `concerns` are the bodies it is about."""

    span: Span
    rule: str
    kind: ProblemKind
    concerns: tuple[Entity, ...] = ()
    sectors: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CampaignStatement:
    """What one document says of a campaign."""

    campaign: Entity
    leads: tuple[Entity, ...] = ()
    participants: tuple[Entity, ...] = ()
    period: str | None = None
    parts: tuple[Entity, ...] = ()
    sectors: tuple[str, ...] = ()
    basis: tuple[Basis, ...] = ()


@dataclass(frozen=True, slots=True)
class InstrumentStatement:
    """What one document says of an instrument: issued, revised, planned or cited, and by whom."""

    instrument: Entity
    status: str
    issuers: tuple[Entity, ...] = ()


@dataclass(frozen=True, slots=True)
class Extraction:
    """Everything found in one document, each tuple sorted by span.

    `headings` gives for the spans of facts the labels of the sections around them, from the widest; a span under no
    heading has none.
    """

    document: Document
    mentions: tuple[Mention, ...] = ()
    duties: tuple[Duty, ...] = ()
    measures: tuple[Measure, ...] = ()
    observations: tuple[Observation, ...] = ()
    problems: tuple[Problem, ...] = ()
    campaigns: tuple[CampaignStatement, ...] = ()
    instruments: tuple[InstrumentStatement, ...] = ()
    headings: Mapping[Span, tuple[str, ...]] = field(default_factory=dict)

    def fact_spans(self) -> Iterator[Span]:
        """The passage of every duty, measure, figure and problem."""
        for duty in self.duties:
            yield duty.span
        for measure in self.measures:
            yield measure.span
        for figure in self.observations:
            yield figure.span
        for problem in self.problems:
            yield problem.span
