"""The site: complete, self-contained, linked, and the same every time."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import unquote

import pytest

from ontology.errors import InputError
from ontology.hygiene import rules
from ontology.publication import publish, shape_groups
from ontology.vocabulary import load_vocabulary


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("publication") / "site"
    assert publish(out) == len(list(out.rglob("*.html")))
    return out


def test_publication_every_concept_has_its_place(site: Path) -> None:
    text = {path: path.read_text(encoding="utf-8") for path in site.rglob("*.html")}
    shown = {iri for page in text.values() for iri in re.findall(r"<dt>IRI</dt><dd><code>([^<]+)</code>", page)}
    assert shown == set(load_vocabulary().concepts)
    assert len(text) >= 50


def test_publication_links_lead_somewhere(site: Path) -> None:
    anchors: dict[Path, set[str]] = {}
    checked = 0
    for page in site.rglob("*.html"):
        if page.name == "ontology.html":
            continue
        for target in re.findall(r'href="([^"]+)"', page.read_text(encoding="utf-8")):
            if target.startswith("https://w3id.org/zeren"):
                continue
            name, _, anchor = target.partition("#")
            place = (page.parent / unquote(name)).resolve()
            assert place.is_file(), f"{page}: {target}"
            if anchor:
                if place not in anchors:
                    anchors[place] = set(re.findall(r'id="([^"]+)"', place.read_text(encoding="utf-8")))
                assert unquote(anchor) in anchors[place], f"{page}: {target}"
            checked += 1
    assert checked > 5000


def test_publication_loads_nothing_from_elsewhere(site: Path) -> None:
    for page in site.rglob("*.html"):
        text = page.read_text(encoding="utf-8")
        assert not re.search(r'<script[^>]+src=|@import|<img[^>]+src="http|<link[^>]+href="http', text), page


def test_publication_ontology_page_shows_both_languages(site: Path) -> None:
    text = (site / "ontology.html").read_text(encoding="utf-8")
    assert "职责 Duty" in text
    assert "某一方现在、已被确定或者应当对某事项负责" in text
    assert "https://w3id.org/zeren/ns#nameStem" in text


def test_publication_lists_shapes_and_rules(site: Path) -> None:
    shapes = (site / "shapes.html").read_text(encoding="utf-8")
    assert sum(len(group.shapes) for group in shape_groups()) >= 100
    assert all(shape.name in shapes for group in shape_groups() for shape in group.shapes)
    hygiene = (site / "hygiene.html").read_text(encoding="utf-8")
    assert all(rule.name in hygiene for rule in rules())


def test_publication_is_the_same_every_time_and_replaces_itself(site: Path) -> None:
    before = {path.relative_to(site): path.read_bytes() for path in site.rglob("*") if path.is_file()}
    publish(site)
    after = {path.relative_to(site): path.read_bytes() for path in site.rglob("*") if path.is_file()}
    assert before.keys() == after.keys()
    differing = [str(path) for path in before if before[path] != after[path]]
    assert differing == []


def test_publication_leaves_other_folders_alone(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(InputError, match="other things"):
        publish(tmp_path)
    assert (tmp_path / "letter.txt").read_text(encoding="utf-8") == "mine"
