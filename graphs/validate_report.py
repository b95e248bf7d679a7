"""A validation report for machines: as SHACL report graph, as SARIF for code hosts, as JUnit for CI."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator
from hashlib import sha256
from pathlib import Path
from urllib.parse import quote
from xml.etree import ElementTree

import pyoxigraph
from pyoxigraph import Literal, NamedNode, RdfFormat, Triple

from graphs.validate import Located, ValidationReport, all_messages
from graphs.validate_contradictions import Contradiction
from graphs.validate_engines import Severity
from graphs.validate_places import Place
from graphs.validate_table import position, shortened
from ontology.errors import InputError
from ontology.namespaces import DCT, RDF, RDFS, SH, XSD, ZD, ZR

CONTRADICTION = "Contradiction"
_LEVELS = {Severity.VIOLATION: "error", Severity.WARNING: "warning", Severity.INFO: "note"}
_SARIF = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"


def write(report: ValidationReport, path: Path, threshold: Severity) -> None:
    """Write a report beside `path` and rename; the suffix says the form: .ttl (SHACL), .sarif or .xml (JUnit).

    `threshold` says from which severity on a JUnit case counts as failed. Raises `InputError` for another suffix.
    """
    forms: dict[str, Callable[[], bytes]] = {
        ".ttl": lambda: turtle(report),
        ".sarif": lambda: sarif(report),
        ".xml": lambda: junit(report, threshold),
    }
    if path.suffix not in forms:
        raise InputError(f"{path}: the name of a report ends in .ttl (SHACL), .sarif or .xml (JUnit)")
    beside = path.with_name(f"{path.name}.{os.getpid()}.part")
    beside.write_bytes(forms[path.suffix]())
    beside.replace(path)


def turtle(report: ValidationReport) -> bytes:
    """The report as a SHACL validation report in Turtle, without blank nodes."""
    prefixes = {"sh": SH, "zr": ZR, "dct": DCT, "rdfs": RDFS, "xsd": XSD}
    return pyoxigraph.serialize(_triples(report), format=RdfFormat.TURTLE, prefixes=prefixes) or b""


def _triples(report: ValidationReport) -> Iterator[Triple]:
    top = NamedNode(ZD + "validation/report")
    yield Triple(top, NamedNode(RDF + "type"), NamedNode(SH + "ValidationReport"))
    conforms = Literal("false" if report.findings else "true", datatype=NamedNode(XSD + "boolean"))
    yield Triple(top, NamedNode(SH + "conforms"), conforms)
    for located in report.findings:
        found = located.finding
        digest = sha256(repr(found).encode()).hexdigest()[:24]
        node = NamedNode(f"{ZD}validation/{digest}")
        yield Triple(top, NamedNode(SH + "result"), node)
        yield Triple(node, NamedNode(RDF + "type"), NamedNode(SH + "ValidationResult"))
        links = {
            "resultSeverity": found.severity.iri,
            "sourceShape": found.shape,
            "sourceConstraintComponent": found.component,
            "focusNode": found.focus if not found.focus.startswith("_:") else "",
            "resultPath": found.path,
        }
        for name, target in links.items():
            if target:
                yield Triple(node, NamedNode(SH + name), NamedNode(target))
        yield Triple(node, NamedNode(SH + "resultMessage"), Literal(located.message.chinese, language="zh"))
        yield Triple(node, NamedNode(SH + "resultMessage"), Literal(located.message.english, language="en"))
        if found.value:
            yield Triple(node, NamedNode(SH + "value"), _term(found.value))
        if located.place.source:
            yield Triple(node, NamedNode(DCT + "source"), Literal(located.place.source))
        if located.place.passage:
            yield Triple(node, NamedNode(RDFS + "seeAlso"), NamedNode(located.place.passage))


def _term(written: str) -> NamedNode | Literal:
    """A term in N-Triples syntax; a blank node's stand-in becomes a plain string."""
    if written.startswith("_:"):
        return Literal(written)
    line = f"<urn:x> <urn:x> {written} ."
    term = next(iter(pyoxigraph.parse(line, RdfFormat.TURTLE))).object
    assert isinstance(term, NamedNode | Literal)
    return term


def sarif(report: ValidationReport) -> bytes:
    """The report in SARIF 2.1.0; offsets are code points, artifacts are paths in the corpus."""
    results = [
        {
            "ruleId": located.shape,
            "level": _LEVELS[located.finding.severity],
            "message": {"text": f"{located.message.chinese} {located.message.english} [{located.label}]"},
            "locations": _locations(located.place),
        }
        for located in report.findings
    ]
    results += [
        {
            "ruleId": CONTRADICTION,
            "level": "warning",
            "message": {"text": _disagreement(one)},
            "locations": _locations(one.first_place),
            "relatedLocations": _locations(one.second_place),
        }
        for one in report.contradictions
    ]
    driver = {
        "name": "zeren",
        "informationUri": "https://w3id.org/zeren/ns",
        "rules": [
            {
                "id": shape.removeprefix(ZR),
                "shortDescription": {"text": message.english},
                "fullDescription": {"text": message.chinese},
            }
            for shape, message in sorted(all_messages().items())
        ],
    }
    driver["rules"].append(  # type: ignore[attr-defined]
        {"id": CONTRADICTION, "shortDescription": {"text": "Two documents give different values for one figure."}}
    )
    run = {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}
    return _json({"$schema": _SARIF, "version": "2.1.0", "runs": [run]})


def _json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, indent=1).encode() + b"\n"


def _locations(place: Place) -> list[dict[str, object]]:
    if not place.source:
        return []
    physical: dict[str, object] = {"artifactLocation": {"uri": quote(place.source)}}
    if place.passage:
        snippet = {"text": place.words}
        physical["region"] = {"charOffset": place.begin, "charLength": place.end - place.begin, "snippet": snippet}
    return [{"physicalLocation": physical}]


def _disagreement(one: Contradiction) -> str:
    return (
        f"{one.indicator}（{one.division}，{one.period}）：{one.first_place.source} 为 {one.first_value}，"
        f"{one.second_place.source} 为 {one.second_value}"
    )


def junit(report: ValidationReport, threshold: Severity) -> bytes:
    """The report as JUnit XML: one case per shape, failed where a finding is as grave as the threshold."""
    by_shape: dict[str, list[Located]] = {shape.removeprefix(ZR): [] for shape in sorted(all_messages())}
    for located in report.findings:
        by_shape[located.shape].append(located)
    suite = ElementTree.Element("testsuite", name="zeren validate", time=f"{report.seconds:.3f}")
    failures = 0
    for shape, findings in by_shape.items():
        grave = [located for located in findings if located.finding.severity >= threshold]
        failures += bool(grave)
        _case(suite, shape, [_line(located) for located in findings], failed=bool(grave))
    failed = bool(report.contradictions) and threshold <= Severity.WARNING
    failures += failed
    _case(suite, CONTRADICTION, [_disagreement(one) for one in report.contradictions], failed)
    suite.set("tests", str(len(by_shape) + 1))
    suite.set("failures", str(failures))
    written: bytes = ElementTree.tostring(suite, encoding="utf-8", xml_declaration=True)
    return written


def _case(suite: ElementTree.Element, name: str, lines: list[str], failed: bool) -> None:
    case = ElementTree.SubElement(suite, "testcase", name=name, classname=name.partition("Shape")[0])
    if not lines:
        return
    if failed:
        element = ElementTree.SubElement(case, "failure", message=f"{len(lines)}: {lines[0]}")
    else:
        element = ElementTree.SubElement(case, "system-out")
    element.text = "".join(c for c in "\n".join(lines) if c >= " " or c == "\n")


def _line(located: Located) -> str:
    place = located.place
    where = f"{place.source} {position(place)}".strip()
    return f"{where}: {located.message.chinese} {located.message.english} {shortened(place.words or located.label)}"
