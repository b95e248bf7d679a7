"""HermiT on the ontology: consistent, coherent, and not fooled by planted faults."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from pyoxigraph import RdfFormat, Triple, parse
from typer.testing import CliRunner

from ontology import hygiene, inspection
from ontology.namespaces import PREFIXES, ZR
from ontology.reasoner import Verdict, axioms, check
from zeren import application

HEAD = "".join(f"@prefix {prefix}: <{iri}> .\n" for prefix, iri in PREFIXES.items())


def turtle(text: str) -> list[Triple]:
    return [Triple(q.subject, q.predicate, q.object) for q in parse((HEAD + text).encode(), RdfFormat.TURTLE)]


def test_reasoner_ontology_is_consistent_and_coherent() -> None:
    assert check(axioms()) == Verdict(consistent=True)


def test_reasoner_planted_contradiction_is_found() -> None:
    planted = turtle("zd:甲%20乙 a zr:Agency ; zr:division zd:丙 . zd:丙 a zr:Division, zr:Agency .")
    assert not check([*axioms(), *planted]).consistent


def test_reasoner_planted_unsatisfiable_class_is_named() -> None:
    planted = turtle("zr:DoneDuty a owl:Class ; rdfs:subClassOf zr:Duty, zr:Measure .")
    assert check([*axioms(), *planted]) == Verdict(True, (ZR + "DoneDuty",))


def test_reasoner_sound_data_is_consistent() -> None:
    sound = turtle(
        """zd:措施 a zr:Measure ; zr:serves zd:甲 . zd:甲 a zr:Campaign ; dct:isPartOf zd:乙 . zd:乙 a zr:Campaign .
        zd:岗位 a zr:Post ; zr:postOf zd:局 . zd:局 a zr:Agency ; zr:division zd:市 ; skos:prefLabel "局"@zh ."""
    )
    assert check([*axioms(), *sound], coherence=False).consistent


def test_reasoner_unreadable_axioms_are_reported() -> None:
    odd = turtle('zd:甲 a zr:Document ; zr:length "2020-01-01"^^xsd:gYearMonthDay .')
    with pytest.raises(RuntimeError, match="HermiT cannot read"):
        check([*axioms(), *odd])


def test_reasoner_reads_its_file_in_any_folder_and_locale(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "临时 文件"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    monkeypatch.setenv("LC_ALL", "POSIX")
    assert check(axioms(), coherence=False) == Verdict(consistent=True)


@pytest.mark.parametrize("coherence", [True, False])
def test_reasoner_that_could_not_read_its_file_gives_no_verdict(
    monkeypatch: pytest.MonkeyPatch, coherence: bool
) -> None:
    monkeypatch.setattr(Path, "as_uri", lambda _: "file:///nowhere/axioms.nt")
    with pytest.raises(RuntimeError, match=r"HermiT cannot read the axioms: .*nowhere"):
        check(axioms(), coherence)


def test_inspection_command_passes_on_the_repository() -> None:
    outcome = CliRunner().invoke(application, ["ontology", "check"])
    assert outcome.exit_code == 0, outcome.output
    assert "0 faults" in outcome.output
    assert "consistent" in outcome.output


def test_inspection_command_fails_on_a_planted_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    store = hygiene.load((), ())
    store.load(HEAD + "zr:Thing a owl:Class .", RdfFormat.TURTLE)
    monkeypatch.setattr(inspection.hygiene, "load", lambda: store)
    outcome = CliRunner().invoke(application, ["ontology", "check", "--no-reasoning"])
    assert outcome.exit_code == 1
    assert "zr:Thing" in outcome.output


def test_inspection_says_what_contradicts() -> None:
    found = inspection.Inspection(1, (), Verdict(consistent=False))
    assert not found.passed
    assert "inconsistent" in inspection.lines(found)[-1]
    assert "zr:DoneDuty" in inspection.lines(inspection.Inspection(1, (), Verdict(True, (ZR + "DoneDuty",))))[-1]
