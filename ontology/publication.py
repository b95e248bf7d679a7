"""The language as web pages: the ontology by pyLODE, vocabularies, shapes and rules by own templates. No network."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import jinja2
from pyoxigraph import Literal, NamedNode, RdfFormat, parse

from ontology import hygiene
from ontology.concept_pages import ConceptPages
from ontology.errors import InputError
from ontology.namespaces import SH, ZEREN, ZR
from ontology.vocabulary import ONTOLOGY_FOLDER, VOCABULARY_FOLDER, load_vocabulary, ontology_files

ONTOLOGY_PAGE = "ontology.html"
TURTLE_FOLDER = "turtle"


@dataclass(frozen=True, slots=True)
class ShapeRow:
    """A shape as a reader wants it."""

    name: str
    severity: str
    chinese: str
    english: str


@dataclass(frozen=True, slots=True)
class ShapeGroup:
    """The shapes of one file."""

    name: str
    shapes: tuple[ShapeRow, ...]


def publish(out: Path) -> int:
    """Write all pages and the Turtle files into the folder `out`, which is replaced as a whole; the number of pages.

    Raises `InputError` where `out` holds anything else than an earlier site.
    """
    if out.exists() and not (out / ONTOLOGY_PAGE).is_file() and (not out.is_dir() or any(out.iterdir())):
        raise InputError(f"{out}: holds other things than a site of Zeren; name a new or empty folder")
    beside = out.with_name(f"{out.name}.{os.getpid()}.part")
    shutil.rmtree(beside, ignore_errors=True)
    beside.mkdir(parents=True)
    try:
        _write_all(beside)
        if out.exists():
            shutil.rmtree(out)
        beside.replace(out)
    finally:
        shutil.rmtree(beside, ignore_errors=True)
    return len(list(out.rglob("*.html")))


def _write_all(folder: Path) -> None:
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(ONTOLOGY_FOLDER / "templates"),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    files = [path.relative_to(ONTOLOGY_FOLDER).as_posix() for path in (*ontology_files(), *hygiene.shape_files())]
    for name in files:
        target = folder / TURTLE_FOLDER / name
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(ONTOLOGY_FOLDER / name, target)
    (folder / ONTOLOGY_PAGE).write_text(ontology_page(), encoding="utf-8")
    pages = ConceptPages(load_vocabulary())
    for page in pages.pages():
        target = folder / page.path
        target.parent.mkdir(parents=True, exist_ok=True)
        root = "../" * page.path.count("/")
        text = environment.get_template("scheme.html").render(root=root, **page.content)
        target.write_text(text, encoding="utf-8")
    rest: dict[str, dict[str, object]] = {
        "index.html": {
            "title": "责任图谱的语言",
            "schemes": pages.summaries(_scheme_definitions(), _vocabulary_path),
            "files": files,
        },
        "shapes.html": {"title": "形状", "groups": shape_groups()},
        "hygiene.html": {"title": "本体的规则", "rules": hygiene.rules()},
    }
    for name, content in rest.items():
        text = environment.get_template(name).render(root="", **content)
        (folder / name).write_text(text, encoding="utf-8")


def _vocabulary_path(file: str) -> str:
    return f"{VOCABULARY_FOLDER.name}/{file}"


def _scheme_definitions() -> dict[str, str]:
    """The Chinese definition of every scheme by its IRI."""
    found = {}
    for path in sorted(VOCABULARY_FOLDER.glob("*.ttl")):
        for quad in parse(path=path, format=RdfFormat.TURTLE):
            text, name = quad.object, str(getattr(quad.subject, "value", ""))
            is_definition = quad.predicate.value.endswith(("core#definition", "terms/description"))
            if (
                name.startswith(ZEREN + "scheme/")
                and is_definition
                and isinstance(text, Literal)
                and text.language == "zh"
            ):
                found[name] = text.value
    return found


def shape_groups() -> list[ShapeGroup]:
    """The shapes with messages, file by file."""
    groups = []
    for path in hygiene.shape_files():
        said: dict[str, dict[str, str]] = {}
        for quad in parse(path=path, format=RdfFormat.TURTLE):
            if not isinstance(quad.subject, NamedNode):
                continue
            about = said.setdefault(quad.subject.value.removeprefix(ZR), {})
            if quad.predicate.value == SH + "severity" and isinstance(quad.object, NamedNode):
                about["severity"] = quad.object.value.removeprefix(SH)
            elif quad.predicate.value == SH + "message" and isinstance(quad.object, Literal):
                about[quad.object.language or ""] = quad.object.value
        rows = (ShapeRow(n, a["severity"], a["zh"], a["en"]) for n, a in sorted(said.items()) if "severity" in a)
        group = ShapeGroup(path.stem, tuple(rows))
        if group.shapes:
            groups.append(group)
    return groups


def ontology_page() -> str:
    """The page of classes and properties. Rendered by a process of its own: pyLODE follows the order of Python's sets
    and sets up logging for the whole process.

    Raises RuntimeError with pyLODE's own words where it fails.
    """
    made = subprocess.run(
        [sys.executable, "-m", "ontology.ontology_page"],
        cwd=ONTOLOGY_FOLDER.parent,
        env={**os.environ, "PYTHONHASHSEED": "0", "PYTHONUTF8": "1"},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    if made.returncode:
        raise RuntimeError(f"pyLODE failed: {made.stderr[-2000:]}")
    return made.stdout
