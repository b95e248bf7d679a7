"""Records -> lines of N-Quads, and quads, by the contract in docs/graph.md."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from hashlib import sha256

from pyoxigraph import Quad

from extract.document import Document, Span
from extract.link.instruments import instrument
from extract.nodes import Writer, boolean, chinese, date, decimal, offset, plain, quads_of
from extract.records import (
    Basis,
    CampaignStatement,
    Duty,
    Entity,
    Extraction,
    InstrumentStatement,
    Measure,
    Observation,
    Problem,
)
from extract.region import region_iri
from extract.register import describe, entities_of, referred, surface_forms
from ontology.namespaces import (
    DCT,
    GRAPH_REGISTER,
    MENTIONS_SUFFIX,
    NIF,
    PROV,
    RDF,
    ZD,
    ZR,
    concept,
    entity,
    key,
)

_LABEL_LENGTH = 40


def quads(extraction: Extraction) -> Iterator[Quad]:
    """The graph of one document, its mentions graph, and what it adds to the register.

    The same extraction always gives the same quads in the same order; a quad may come twice. No blank nodes.
    """
    return quads_of(lines(extraction))


def lines(extraction: Extraction) -> Iterator[str]:
    """The same as lines of canonical N-Quads, neither sorted nor each once."""
    document = extraction.document
    yield from _document(document)
    yield from _facts(extraction)
    for campaign in extraction.campaigns:
        yield from _campaign(campaign, document)
    for statement in extraction.instruments:
        yield from _instrument(statement, document)
    yield from _mentions(extraction)
    yield from _register(extraction)


def activity_iri(document: Document) -> str:
    """The node of the extraction of one document."""
    return f"{ZD}activity/extraction/{key(document.source)}"


def _document(document: Document) -> Iterator[str]:
    metadata = document.metadata
    writer = Writer(document.iri, document.iri)
    title = metadata.title or document.source.rsplit("/", 1)[-1]
    yield from writer.typed(ZR + "Document", title)
    yield writer.say(DCT + "title", chinese(title))
    yield writer.say(DCT + "source", plain(document.source))
    yield writer.say(DCT + "format", plain(document.media_type))
    yield writer.say(ZR + "sha256", plain(document.sha256))
    yield writer.say(ZR + "length", offset(len(document.text)))
    yield writer.link(ZR + "genre", concept("genre", metadata.genre.value))
    if metadata.publisher:
        yield writer.link(DCT + "publisher", entity("agency", metadata.publisher))
    for predicate, day in ((DCT + "issued", metadata.issued), (DCT + "available", metadata.published)):
        if day:
            yield writer.say(predicate, date(day))
    if metadata.region:
        yield writer.say(ZR + "regionName", chinese(metadata.region))
        region = region_iri(metadata.region)
        if region is not None:
            yield writer.link(ZR + "region", region)
    texts = {
        "period": metadata.period,
        "documentNumber": metadata.document_number,
        "indexNumber": metadata.index_number,
    }
    for name, value in texts.items():
        if value:
            yield writer.say(ZR + name, plain(value))
    for addressee in metadata.addressees:
        yield writer.say(ZR + "addressee", chinese(addressee))
    yield from writer.links(DCT + "replaces", _iris(tuple(instrument(title) for title in metadata.repeals)))
    activity = Writer(activity_iri(document), document.iri)
    yield from activity.typed(PROV + "Activity", f"抽取：{title}")
    yield activity.link(PROV + "used", document.iri)


def _facts(extraction: Extraction) -> Iterator[str]:
    document = extraction.document
    names: Counter[str] = Counter()
    for duty in extraction.duties:
        bearers = _iris(duty.bearers)
        writer = _fact("duty", document, duty.span, duty.rule, (duty.role.value, *sorted(bearers)), names)
        yield from _evidence(writer, extraction, duty.span, duty.rule, "Duty", duty.matter)
        yield from _duty(duty, bearers, writer)
    for measure in extraction.measures:
        agents = _iris(measure.agents)
        writer = _fact("measure", document, measure.span, measure.rule, tuple(sorted(agents)), names)
        yield from _evidence(writer, extraction, measure.span, measure.rule, "Measure")
        yield from _measure(measure, agents, writer)
    for figure in extraction.observations:
        said = (figure.indicator, str(figure.value), figure.unit)
        writer = _fact("observation", document, figure.span, figure.rule, said, names)
        yield from _evidence(writer, extraction, figure.span, figure.rule, "Observation")
        yield from _observation(figure, writer)
    for problem in extraction.problems:
        concerns = _iris(problem.concerns)
        about = (problem.kind.value, *sorted(concerns))
        writer = _fact("problem", document, problem.span, problem.rule, about, names)
        yield from _evidence(writer, extraction, problem.span, problem.rule, "Problem")
        yield from _problem(problem, concerns, writer)


def _iris(entities: tuple[Entity, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(body.iri for body in entities))


def _fact(kind: str, document: Document, span: Span, rule: str, parts: tuple[str, ...], names: Counter[str]) -> Writer:
    """A writer for the fact's node; facts alike in all that makes the name are numbered in reading order."""
    content = "\n".join((document.source, f"{span.start},{span.end}", rule, *parts))
    name = sha256(content.encode()).hexdigest()[:24]
    names[name] += 1
    suffix = f"-{names[name]}" if names[name] > 1 else ""
    return Writer(entity(kind, name + suffix), document.iri)


def _evidence(
    writer: Writer, extraction: Extraction, span: Span, rule: str, class_name: str, label: str = ""
) -> Iterator[str]:
    document = extraction.document
    words = "".join((label or span.of(document.text)).split())
    short = words if len(words) <= _LABEL_LENGTH else words[: _LABEL_LENGTH - 1] + "…"
    yield from writer.typed(ZR + class_name, short)
    yield writer.link(ZR + "evidence", document.passage_iri(span))
    yield writer.say(ZR + "rule", plain(rule))
    yield writer.link(PROV + "wasGeneratedBy", activity_iri(document))
    passage = Writer(document.passage_iri(span), document.iri)
    yield from _passage(passage, document, span)
    path = extraction.headings.get(span)
    if path is not None:
        yield passage.say(ZR + "heading", chinese(" > ".join(path)))


def _passage(writer: Writer, document: Document, span: Span) -> Iterator[str]:
    yield writer.link(RDF + "type", ZR + "Passage")
    yield writer.link(NIF + "referenceContext", document.iri)
    yield writer.say(NIF + "beginIndex", offset(span.start))
    yield writer.say(NIF + "endIndex", offset(span.end))
    yield writer.say(NIF + "anchorOf", chinese(span.of(document.text)))


def _duty(duty: Duty, bearers: tuple[str, ...], writer: Writer) -> Iterator[str]:
    yield from writer.links(ZR + "bearer", bearers)
    yield writer.link(ZR + "role", duty.role.iri)
    yield writer.say(ZR + "matter", chinese(duty.matter))
    yield writer.say(ZR + "explicit", boolean(duty.explicit))
    yield from writer.links(ZR + "underSystem", _iris(duty.systems))
    yield from writer.links(ZR + "counterparty", _iris(duty.counterparties))
    yield from _basis(duty.basis, writer)
    yield from writer.links(ZR + "sector", duty.sectors)
    yield from writer.links(ZR + "hazard", duty.hazards)
    if duty.division is not None:
        yield writer.link(ZR + "division", duty.division)
    if duty.level is not None:
        yield writer.link(ZR + "level", duty.level)
    if duty.period is not None:
        yield writer.say(ZR + "period", plain(duty.period))


def _basis(basis: tuple[Basis, ...], writer: Writer) -> Iterator[str]:
    for ground in basis:
        yield writer.link(ZR + "basis", ground.instrument.iri)
        if ground.article is not None:
            yield writer.say(ZR + "basisArticle", plain(ground.article))


def _measure(measure: Measure, agents: tuple[str, ...], writer: Writer) -> Iterator[str]:
    yield from writer.links(ZR + "agent", agents)
    if measure.explicit:
        yield from writer.links(ZR + "explicitAgent", agents)
    yield writer.say(ZR + "explicit", boolean(measure.explicit))
    yield writer.say(ZR + "action", chinese(measure.action))
    yield writer.link(ZR + "status", measure.status.iri)
    if measure.object:
        yield writer.say(ZR + "object", chinese(measure.object))
    if measure.kind is not None:
        yield writer.link(ZR + "measureKind", measure.kind)
    if measure.campaign is not None:
        yield writer.link(ZR + "serves", measure.campaign.iri)
    yield from writer.links(ZR + "instrument", _iris(measure.instruments))
    yield from writer.links(ZR + "sector", measure.sectors)


def _observation(figure: Observation, writer: Writer) -> Iterator[str]:
    phrase = entity("indicator", figure.indicator)
    yield writer.link(ZR + "indicator", phrase)
    yield from Writer(phrase, GRAPH_REGISTER).typed(ZR + "IndicatorPhrase", figure.indicator)
    if figure.indicator_concept is not None:
        yield writer.link(ZR + "indicator", figure.indicator_concept)
    yield writer.say(ZR + "value", decimal(figure.value))
    yield writer.link(ZR + "unit", figure.unit)
    yield writer.say(ZR + "approximate", boolean(figure.approximate))
    yield writer.say(ZR + "damaged", boolean(figure.damaged))
    if figure.change is not None:
        yield writer.say(ZR + "change", decimal(figure.change))
    if figure.change_unit is not None:
        yield writer.link(ZR + "changeUnit", figure.change_unit)
    if figure.change_absolute is not None:
        yield writer.say(ZR + "changeAbsolute", decimal(figure.change_absolute))
    if figure.period is not None:
        yield writer.say(ZR + "period", plain(figure.period))
    if figure.division is not None:
        yield writer.link(ZR + "division", figure.division)


def _problem(problem: Problem, concerns: tuple[str, ...], writer: Writer) -> Iterator[str]:
    yield writer.link(ZR + "kind", problem.kind.iri)
    yield from writer.links(ZR + "concerns", concerns)
    yield from writer.links(ZR + "sector", problem.sectors)


def _campaign(statement: CampaignStatement, document: Document) -> Iterator[str]:
    writer = Writer(statement.campaign.iri, document.iri)
    yield from writer.links(ZR + "lead", _iris(statement.leads))
    yield from writer.links(ZR + "participant", _iris(statement.participants))
    yield from writer.links(DCT + "hasPart", _iris((*statement.campaign.parts, *statement.parts)))
    yield from writer.links(ZR + "sector", statement.sectors)
    yield from _basis(statement.basis, writer)
    if statement.period is not None:
        yield writer.say(ZR + "period", plain(statement.period))


def _instrument(statement: InstrumentStatement, document: Document) -> Iterator[str]:
    writer = Writer(statement.instrument.iri, document.iri)
    yield writer.link(ZR + "instrumentStatus", concept("instrument-status", statement.status))
    yield from writer.links(ZR + "issuer", _iris(statement.issuers))


def _mentions(extraction: Extraction) -> Iterator[str]:
    document = extraction.document
    graph = document.iri + MENTIONS_SUFFIX
    for mention in extraction.mentions:
        writer = Writer(document.passage_iri(mention.span), graph)
        yield from _passage(writer, document, mention.span)
        yield writer.link(ZR + "mentions", mention.entity.iri)


def _register(extraction: Extraction) -> Iterator[str]:
    for body in referred(entities_of(extraction)):
        yield from describe(body)
    yield from surface_forms(extraction)
    publisher = extraction.document.metadata.publisher
    if publisher:
        yield from Writer(entity("agency", publisher), GRAPH_REGISTER).typed(ZR + "Agency", publisher)
