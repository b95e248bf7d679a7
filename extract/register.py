"""What an entity is, independent of any one document: the lines of the register graph."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from extract.nodes import Writer, boolean, chinese, offset
from extract.records import Entity, EntityClass, Extraction
from ontology.namespaces import DCT, GRAPH_REGISTER, ORG, RDF, SKOS, ZR


def referred(entities: Iterable[Entity]) -> Iterator[Entity]:
    """The entities and all that they name in turn, each once, in order of first sight."""
    seen: set[str] = set()
    waiting = list(entities)[::-1]
    while waiting:
        entity = waiting.pop()
        if entity.iri in seen:
            continue
        seen.add(entity.iri)
        yield entity
        named = (*entity.members, *entity.parts, entity.member_kind, entity.post_of, entity.superior, entity.whole)
        waiting.extend(other for other in reversed(named) if other is not None)


def entities_of(extraction: Extraction) -> Iterator[Entity]:
    """Every entity that the extraction mentions or uses in a fact, in reading order."""
    for mention in extraction.mentions:
        yield mention.entity
    for duty in extraction.duties:
        yield from (*duty.bearers, *duty.systems, *duty.counterparties, *(basis.instrument for basis in duty.basis))
    for measure in extraction.measures:
        yield from (*measure.agents, *measure.instruments)
        if measure.campaign is not None:
            yield measure.campaign
    for problem in extraction.problems:
        yield from problem.concerns
    for campaign in extraction.campaigns:
        yield from (campaign.campaign, *campaign.leads, *campaign.participants, *campaign.parts)
        yield from (basis.instrument for basis in campaign.basis)
    for instrument in extraction.instruments:
        yield from (instrument.instrument, *instrument.issuers)


def describe(entity: Entity) -> Iterator[str]:
    """What the register says of one entity.

    Of an entity that is a vocabulary concept only the class is said: its labels stand in the vocabulary.
    """
    writer = Writer(entity.iri, GRAPH_REGISTER)
    yield writer.link(RDF + "type", ZR + entity.kind.value)
    if entity.concept is None:
        yield writer.say(SKOS + "prefLabel", chinese(entity.label))
    if entity.division is not None:
        yield writer.link(ZR + "division", entity.division)
    if entity.function is not None:
        yield writer.link(ZR + "function", entity.function)
    yield from writer.links(ZR + "level", entity.levels)
    if entity.scope is not None:
        yield writer.link(ZR + "scope", entity.scope)
    if entity.count is not None:
        yield writer.say(ZR + "count", offset(entity.count))
    if not entity.resolved or entity.kind is EntityClass.GROUP:
        yield writer.say(ZR + "resolved", boolean(entity.resolved))
    yield from _relations(entity, writer)


def _relations(entity: Entity, writer: Writer) -> Iterator[str]:
    single = {"memberKind": entity.member_kind, "postOf": entity.post_of}
    for name, other in single.items():
        if other is not None:
            yield writer.link(ZR + name, other.iri)
    yield from writer.links(ZR + "member", tuple(member.iri for member in entity.members))
    if entity.superior is not None:
        yield writer.link(ORG + "subOrganizationOf", entity.superior.iri)
    if entity.whole is not None:
        relation = DCT + "isPartOf" if entity.kind is EntityClass.CAMPAIGN else SKOS + "broader"
        yield writer.link(relation, entity.whole.iri)
    if entity.kind is not EntityClass.CAMPAIGN:  # what a campaign consists of is said by a document
        yield from writer.links(DCT + "hasPart", tuple(part.iri for part in entity.parts))


def surface_forms(extraction: Extraction) -> Iterator[str]:
    """The wordings under which the document names an entity, other than its label."""
    text = extraction.document.text
    for mention in extraction.mentions:
        entity = mention.entity
        if entity.concept is not None or entity.kind is EntityClass.GROUP:
            continue
        surface = " ".join(mention.span.of(text).split()).strip("《》")
        if surface and surface != entity.label:
            yield Writer(entity.iri, GRAPH_REGISTER).say(SKOS + "altLabel", chinese(surface))
