"""Validation of whole graphs: engines agree, findings lead to the passage, reports are well formed, exit codes hold."""

from __future__ import annotations

import json
from pathlib import Path
from xml.etree import ElementTree

import pytest
from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, parse, serialize
from typer.testing import CliRunner

from graphs.validate import ValidationReport, severity, validate
from graphs.validate_engines import FastEngine, Severity, ntriples, read_turtle
from graphs.validate_parts import parts, read_graph
from graphs.validate_report import junit, sarif, turtle, write
from ontology.errors import InputError
from ontology.hygiene import SHAPES_FOLDER
from ontology.namespaces import GRAPH_REGISTER, MENTIONS_SUFFIX, NIF, PREFIXES, SH, ZD, ZR
from zeren import application

CASES = Path(__file__).parents[1] / "shapes"
HEAD = "".join(f"@prefix {prefix}: <{iri}> .\n" for prefix, iri in PREFIXES.items())
TEXT = "全市共排查隐患十二处。有关部门负责消防工作。"
DOCUMENTS = 8


def quads(turtle_text: str, graph: str) -> list[Quad]:
    name = NamedNode(graph)
    return [
        Quad(q.subject, q.predicate, q.object, name) for q in parse((HEAD + turtle_text).encode(), RdfFormat.TURTLE)
    ]


def passage(document: str, begin: int, end: int, words: str | None = None) -> str:
    return f"""<{document}#char={begin},{end}> a zr:Passage ; nif:referenceContext <{document}> ;
        nif:beginIndex "{begin}"^^xsd:nonNegativeInteger ; nif:endIndex "{end}"^^xsd:nonNegativeInteger ;
        nif:anchorOf "{TEXT[begin:end] if words is None else words}"@zh ."""


def document(name: str, value: str = "12", words: str | None = None) -> list[Quad]:
    """A small document with one duty of an unresolved bearer and one figure."""
    iri = f"{ZD}document/reports/{name}.txt"
    said = f"""<{iri}> a zr:Document ; skos:prefLabel "总结"@zh ; dct:title "总结"@zh ;
        dct:source "reports/{name}.txt" ;
        dct:issued "2020-07-01"^^xsd:date ; dct:publisher zd:甲市应急管理局 ; zr:region zd:甲市 ;
        zr:period "2020-01-01/2020-06-30" ; zr:sha256 "{"0" * 64}" ; zr:length "{len(TEXT)}"^^xsd:nonNegativeInteger .
    {passage(iri, 2, 10, words)} {passage(iri, 11, 21)}
    zd:duty-{name} a zr:Duty ; skos:prefLabel "消防工作"@zh ; zr:bearer zd:有关部门 ; zr:matter "消防工作"@zh ;
        zr:role <https://w3id.org/zeren/role/execute> ; zr:explicit true ; zr:evidence <{iri}#char=11,21> ;
        zr:rule "duty" ; prov:wasGeneratedBy zd:activity-{name} .
    zd:figure-{name} a zr:Observation ; skos:prefLabel "隐患"@zh ; zr:indicator zd:排查隐患 ; zr:value {value}.0 ;
        zr:unit <https://w3id.org/zeren/unit/place> ; zr:approximate false ; zr:damaged false ;
        zr:evidence <{iri}#char=2,10> ; zr:rule "figure" ; prov:wasGeneratedBy zd:activity-{name} .
    zd:activity-{name} a prov:Activity ."""
    return quads(said, iri)


REGISTER = quads(
    """zd:有关部门 a zr:AgencyGroup ; skos:prefLabel "有关部门"@zh ; zr:resolved false .
    zd:甲市应急管理局 a zr:Agency ; skos:prefLabel "甲市应急管理局"@zh ; zr:division zd:甲市 .
    zd:甲市 a zr:Division ; skos:prefLabel "甲市"@zh ; skos:notation "999901" .
    zd:排查隐患 a zr:IndicatorPhrase ; skos:prefLabel "排查隐患数"@zh .
    <https://w3id.org/zeren/role/execute> a skos:Concept ; skos:inScheme <https://w3id.org/zeren/scheme/role> .
    <https://w3id.org/zeren/unit/place> a skos:Concept ; skos:inScheme <https://w3id.org/zeren/scheme/unit> .""",
    GRAPH_REGISTER,
)


def saved(folder: Path, *graphs: list[Quad]) -> Path:
    lines = serialize([quad for graph in graphs for quad in graph], format=RdfFormat.N_QUADS)
    assert lines is not None
    (folder / "zeren.nq").write_bytes(lines)
    return folder


def corpus_of_cases() -> list[Quad]:
    """Every case of the shapes that can be given nodes of its own, dealt out to a few documents over one register."""
    register = NamedNode(GRAPH_REGISTER)
    made = [Quad(t.subject, t.predicate, t.object, register) for t in read_turtle([CASES / "base.ttl"])]
    for number, case in enumerate(sorted(CASES.glob("*/*.ttl"))):
        text = case.read_text(encoding="utf-8")
        if "_:it" in text or "a zr:Passage" in text:  # blank labels and the shared passages would meet in one graph
            continue
        for own in ("it", "other", "third", "first", "found", "rectified", "rate", "duty"):
            text = text.replace(f"ex:{own} ", f"ex:{own}-{number} ")
        graph = NamedNode(f"{ZD}document/{number % DOCUMENTS}")
        made += [Quad(q.subject, q.predicate, q.object, graph) for q in parse(text.encode(), RdfFormat.TURTLE)]
    return made


@pytest.fixture(scope="module")
def mixed() -> list[Quad]:
    return corpus_of_cases()


def test_validate_engines_are_equal_on_a_corpus_of_all_cases(mixed: list[Quad]) -> None:
    fast, reference = validate(mixed), validate(mixed, "reference")
    assert len(fast.findings) >= 130
    assert {one.finding.severity for one in fast.findings} == set(Severity)
    assert [one.finding for one in fast.findings] == [one.finding for one in reference.findings]
    assert (fast.engine, reference.engine) == ("fast", "reference")


def test_validate_unresolved_bearer_is_a_warning_with_its_passage(tmp_path: Path) -> None:
    report = validate(saved(tmp_path, document("a"), REGISTER))
    (found,) = report.findings
    assert (found.shape, found.finding.severity) == ("DutyShape-bearerNamed", Severity.WARNING)
    assert (found.place.source, found.place.begin, found.place.end) == ("reports/a.txt", 11, 21)
    assert found.place.words == TEXT[11:21]
    assert found.label == "有关部门"
    assert report.fails(Severity.WARNING) and not report.fails(Severity.VIOLATION)


def test_validate_planted_violation_fails_the_command(tmp_path: Path) -> None:
    folder = saved(tmp_path, document("a", words="全市排查了"), REGISTER)
    outcome = CliRunner().invoke(application, ["validate", str(folder)])
    assert outcome.exit_code == 1
    assert "PassageShape-anchorLength" in outcome.output
    assert "reports/a.txt" in outcome.output and "2–10" in outcome.output


@pytest.mark.parametrize(("threshold", "code"), [("violation", 0), ("warning", 1), ("info", 1)])
def test_validate_exit_code_follows_the_threshold(tmp_path: Path, threshold: str, code: int) -> None:
    folder = saved(tmp_path, document("a"), REGISTER)
    assert CliRunner().invoke(application, ["validate", str(folder), "--fail-on", threshold]).exit_code == code


def test_validate_contradiction_names_both_passages(tmp_path: Path) -> None:
    report = validate(saved(tmp_path, document("a", "12"), document("b", "15"), REGISTER))
    (one,) = report.contradictions
    assert (one.indicator, one.division, one.period) == ("排查隐患数", "甲市", "2020-01-01/2020-06-30")
    assert {(one.first_place.source, one.first_value), (one.second_place.source, one.second_value)} == {
        ("reports/a.txt", "12"),
        ("reports/b.txt", "15"),
    }
    assert (one.first_place.words, one.second_place.words) == (TEXT[2:10], TEXT[2:10])
    assert report.count(Severity.WARNING) == 3


def test_validate_equal_figures_are_no_contradiction(tmp_path: Path) -> None:
    assert validate(saved(tmp_path, document("a"), document("b"), REGISTER)).contradictions == ()


def test_validate_mention_of_nothing_is_found_in_the_mentions_graph() -> None:
    iri = f"{ZD}document/reports/a.txt"
    mention = quads(f"<{iri}#char=11,21> zr:mentions zd:nobody .", iri + MENTIONS_SUFFIX)
    graph = [*document("a"), *REGISTER, *mention]
    for engine in ("fast", "reference"):
        assert "PassageShape-mentions" in {one.shape for one in validate(graph, engine).findings}


def test_validate_misspelt_property_is_found_once() -> None:
    graph = [
        *document("a"),
        *document("b"),
        *REGISTER,
        *quads("zd:duty-a zr:bearrer zd:x . zd:duty-b zr:bearrer zd:x .", ZD + "g"),
    ]
    found = [one for one in validate(graph).findings if one.shape == "DeclaredTerm"]
    assert [(one.finding.value, one.finding.focus, one.place.source) for one in found] == [
        (f"<{ZR}bearrer>", ZD + "duty-a", "reports/a.txt")
    ]


def test_validate_parts_bring_what_they_refer_to() -> None:
    found = list(parts([*document("a"), *document("b"), *REGISTER]))
    assert [part.name.rsplit("/", 1)[-1] for part in found] == ["a.txt", "b.txt"]
    subjects = {str(triple.subject) for triple in found[0].triples}
    assert any("有关部门" in subject for subject in subjects)
    assert not any("duty-b" in subject for subject in subjects)


def test_validate_keeps_the_datatype_of_offsets(tmp_path: Path) -> None:
    read = read_graph(saved(tmp_path, document("a"), REGISTER))
    kinds = {
        q.object.datatype.value
        for q in read
        if q.predicate.value == NIF + "beginIndex" and isinstance(q.object, Literal)
    }
    assert kinds == {PREFIXES["xsd"] + "nonNegativeInteger"}


@pytest.fixture(scope="module")
def report(mixed: list[Quad]) -> ValidationReport:
    return validate([*mixed, *document("a", "12"), *document("b", "15"), *REGISTER])


def test_validate_shacl_report_reads_back(report: ValidationReport) -> None:
    triples = [(q.subject, q.predicate.value, q.object) for q in parse(turtle(report), RdfFormat.TURTLE)]
    results = [subject for subject, predicate, _ in triples if predicate == SH + "focusNode"]
    assert len(results) == len(set(results)) == len(report.findings)
    conforms = [
        target.value for _, predicate, target in triples if predicate == SH + "conforms" and isinstance(target, Literal)
    ]
    assert conforms == ["false"]
    shapes = {
        target.value
        for _, predicate, target in triples
        if predicate == SH + "sourceShape" and isinstance(target, NamedNode)
    }
    assert ZR + "DutyShape-evidence" in shapes


def test_validate_sarif_has_rules_and_regions(report: ValidationReport) -> None:
    log = json.loads(sarif(report))
    (run,) = log["runs"]
    assert log["version"] == "2.1.0"
    rules = {rule["id"] for rule in run["tool"]["driver"]["rules"]}
    assert {result["ruleId"] for result in run["results"]} <= rules
    assert len(run["results"]) == len(report.findings) + len(report.contradictions)
    regions = [r["locations"][0]["physicalLocation"] for r in run["results"] if r["ruleId"] == "DutyShape-bearerNamed"]
    assert {"charOffset": 11, "charLength": 10, "snippet": {"text": TEXT[11:21]}} in [r.get("region") for r in regions]
    assert {result["level"] for result in run["results"]} == {"error", "warning", "note"}


def test_validate_junit_counts_failed_shapes(report: ValidationReport) -> None:
    strict = ElementTree.fromstring(junit(report, Severity.INFO))
    lenient = ElementTree.fromstring(junit(report, Severity.VIOLATION))
    assert strict.get("tests") == str(len(strict.findall("testcase")))
    assert int(strict.get("failures", "0")) == len(strict.findall("testcase/failure")) > 100
    assert int(lenient.get("failures", "0")) < int(strict.get("failures", "0"))
    named = {case.get("name") for case in lenient.findall("testcase") if case.find("failure") is not None}
    assert "DutyShape-evidence" in named and "DutyShape-bearerNamed" not in named


def test_validate_reports_are_written_by_suffix(report: ValidationReport, tmp_path: Path) -> None:
    for suffix in (".ttl", ".sarif", ".xml"):
        write(report, tmp_path / f"report{suffix}", Severity.VIOLATION)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["report.sarif", "report.ttl", "report.xml"]
    with pytest.raises(InputError, match="sarif"):
        write(report, tmp_path / "report.html", Severity.VIOLATION)


def test_validate_bad_input_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "broken.nq").write_text("<a> <b>", encoding="utf-8")
    (tmp_path / "graph.pdf").write_text("", encoding="utf-8")
    for place in (tmp_path, tmp_path / "broken.nq", tmp_path / "graph.pdf"):
        with pytest.raises(InputError):
            validate(place)
    with pytest.raises(InputError, match="no such engine"):
        validate([], "quick")
    with pytest.raises(InputError, match="not a severity"):
        severity("grave")


def test_validate_misspelt_target_would_pass_silently(tmp_path: Path) -> None:
    """Why every target must be declared: an engine is content with a class that nothing belongs to."""
    bad = tmp_path / "bad.ttl"
    text = (
        (SHAPES_FOLDER / "Post.ttl")
        .read_text(encoding="utf-8")
        .replace("sh:targetClass zr:Post", "sh:targetClass zr:Posst")
    )
    bad.write_text(text, encoding="utf-8")
    case = ntriples(read_turtle([CASES / "base.ttl", CASES / "Post" / "invalid-without-label.ttl"]))
    assert FastEngine([bad]).findings(case) == []
    assert FastEngine().findings(case) != []
