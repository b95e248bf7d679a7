"""What the graph is, how large, from which versions and when: DCAT and VoID, in a graph of their own."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version

from extract.nodes import Writer, chinese, node, plain
from graphs.extraction import Failure
from ontology.namespaces import DCAT, DCT, GRAPH_METADATA, PROV, RDF, SKOS, VOID, XSD, ZD, ZEREN, ZR, key

DATASET = ZD + "dataset/zeren"
BUILD = ZD + "activity/build"
SOFTWARE = ZD + "software/zeren"


def software_version() -> str:
    """The version of the installed package, or of nothing when it runs from a folder that was never installed."""
    try:
        return version("zeren")
    except PackageNotFoundError:
        return "unversioned"


def metadata_lines(
    counts: Mapping[str, int],
    hashes: Mapping[str, str],
    failures: tuple[Failure, ...],
    started: datetime,
    ended: datetime,
) -> Iterator[str]:
    """The metadata graph, as lines of N-Quads.

    `counts` has quads per graph, `hashes` the SHA-256 of what the build was made from by name. The only quads of a
    build that depend on the clock are here.
    """
    yield from _dataset(counts, ended)
    yield from _build(hashes, started, ended)
    for failure in failures:
        failed = f"{ZD}failure/{key(failure.source)}"
        writer = Writer(failed, GRAPH_METADATA)
        yield from writer.typed(ZR + "Failure", failure.source)
        yield writer.say(DCT + "description", plain(failure.message))
        yield Writer(BUILD, GRAPH_METADATA).link(ZR + "failure", failed)


def _dataset(counts: Mapping[str, int], ended: datetime) -> Iterator[str]:
    writer = Writer(DATASET, GRAPH_METADATA)
    yield writer.link(RDF + "type", DCAT + "Dataset")
    yield writer.link(RDF + "type", VOID + "Dataset")
    yield writer.say(SKOS + "prefLabel", chinese("责任图谱"))
    yield writer.say(DCT + "title", chinese("责任图谱"))
    yield writer.say(DCT + "title", f"{plain('Zeren')}@en")
    yield writer.say(DCT + "modified", _time(ended))
    yield writer.link(DCT + "conformsTo", ZEREN + "ns")
    yield writer.say(VOID + "uriSpace", plain(ZD))
    yield writer.say(VOID + "triples", _number(sum(counts.values())))
    documents = [graph for graph in counts if graph.startswith(ZD + "document/") and not graph.endswith("/mentions")]
    yield writer.say(VOID + "documents", _number(len(documents)))
    yield writer.link(PROV + "wasGeneratedBy", BUILD)
    for graph, count in counts.items():
        yield writer.link(VOID + "subset", graph)
        yield Writer(graph, GRAPH_METADATA).say(VOID + "triples", _number(count))


def _build(hashes: Mapping[str, str], started: datetime, ended: datetime) -> Iterator[str]:
    writer = Writer(BUILD, GRAPH_METADATA)
    yield from writer.typed(PROV + "Activity", "构建")
    yield writer.say(PROV + "startedAtTime", _time(started))
    yield writer.say(PROV + "endedAtTime", _time(ended))
    yield writer.link(PROV + "wasAssociatedWith", SOFTWARE)
    software = Writer(SOFTWARE, GRAPH_METADATA)
    yield from software.typed(PROV + "SoftwareAgent", "责任图谱软件")
    yield software.say(DCT + "hasVersion", plain(software_version()))
    for name, value in hashes.items():
        source = f"{ZD}source/{name}"
        used = Writer(source, GRAPH_METADATA)
        yield from used.typed(PROV + "Entity", name)
        yield used.say(ZR + "sha256", plain(value))
        yield writer.link(PROV + "used", source)


def graph_counts(lines: Iterator[bytes]) -> Counter[str]:
    """Quads per named graph, from lines of N-Quads."""
    counts: Counter[str] = Counter()
    for line in lines:
        graph = line.rstrip(b" .\n")
        counts[graph[graph.rindex(b"<") + 1 : -1].decode()] += 1
    return counts


def _time(moment: datetime) -> str:
    text = moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    return f"{plain(text)}^^{node(XSD + 'dateTime')}"


def _number(value: int) -> str:
    return f"{plain(str(value))}^^{node(XSD + 'integer')}"
