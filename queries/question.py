"""The questions of the catalogue: SPARQL files whose header says what is asked, of what, and what comes back.

A header is made of comment lines: number and question in Chinese, question in English, then `parameter`, `column`,
`note`, `terms` and `graphs` lines. Every parameter stands in the query as `VALUES ?name { UNDEF }`, so that the file
runs as it is on any SPARQL 1.1 engine; every row has a `?fact` column with the IRIs that give its evidence.
"""

from __future__ import annotations

import difflib
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from ontology.errors import InputError

CATALOGUE = Path(__file__).parent / "catalogue"
FACT = "fact"

_PARAMETER = re.compile(r"# parameter (\w+): ([\w-]+)(, required)?, e\.g\. (.+)")
_COLUMN = re.compile(r"# column (\w+): (.+?) · (.+?)( \(list\))?")


@dataclass(frozen=True, slots=True)
class Parameter:
    """What a question can be narrowed by; `type` says what its values are (agency, division, sector, text …)."""

    name: str
    type: str
    required: bool
    example: str


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the answer; `many` when a cell holds a list."""

    name: str
    chinese: str
    english: str
    many: bool


@dataclass(frozen=True, slots=True)
class Question:
    """One question of the catalogue. `text` is the file as it stands, header included."""

    number: int
    name: str
    chinese: str
    english: str
    parameters: tuple[Parameter, ...]
    columns: tuple[Column, ...]
    notes: tuple[str, ...]
    terms: tuple[str, ...]
    text: str

    def parameter(self, name: str) -> Parameter:
        """The parameter of that name; raises `InputError` that lists those there are."""
        for parameter in self.parameters:
            if parameter.name == name:
                return parameter
        known = ", ".join(f"--{parameter.name}" for parameter in self.parameters) or "none"
        raise InputError(f"--{name}: question {self.number} has no such parameter; it has {known}")


def read_question(path: Path) -> Question:
    """Read one question file; raises `InputError` naming the file and the header line that is wrong."""
    text = path.read_text(encoding="utf-8")
    header = [line for line in text.splitlines() if line.startswith("#")]
    first = re.fullmatch(r"# (\d+) (.+)", header[0]) if len(header) > 1 else None
    if first is None:
        raise InputError(f"{path}: the first line must be `# NUMBER question in Chinese`")
    parameters: list[Parameter] = []
    columns: list[Column] = []
    notes: list[str] = []
    terms: list[str] = []
    for line in header[2:]:
        if found := _PARAMETER.fullmatch(line):
            parameters.append(Parameter(found[1], found[2], found[3] is not None, found[4]))
        elif found := _COLUMN.fullmatch(line):
            columns.append(Column(found[1], found[2], found[3], found[4] is not None))
        elif line.startswith("# terms: "):
            terms += line.removeprefix("# terms: ").split()
        elif line.startswith("# note: "):
            notes.append(line.removeprefix("# note: "))
        elif not line.startswith("# graphs: "):
            raise InputError(f"{path}: header line not understood: {line}")
    return Question(
        number=int(first[1]),
        name=path.stem.split("_", 1)[-1],
        chinese=first[2],
        english=header[1].removeprefix("# "),
        parameters=tuple(parameters),
        columns=tuple(columns),
        notes=tuple(notes),
        terms=tuple(terms),
        text=text,
    )


@cache
def load_catalogue(folder: Path = CATALOGUE) -> tuple[Question, ...]:
    """All questions of a folder, by number."""
    questions = sorted((read_question(path) for path in folder.glob("*.rq")), key=lambda question: question.number)
    if not questions:
        raise InputError(f"{folder}: no question files (*.rq) here")
    return tuple(questions)


def find_question(wanted: str, questions: tuple[Question, ...]) -> Question:
    """The question of that number or name; the beginning of a name is enough when only one begins so.

    Raises `InputError` that suggests the nearest names.
    """
    if wanted.isdigit():
        for question in questions:
            if question.number == int(wanted):
                return question
        raise InputError(f"{wanted}: no such question; there are 1 to {questions[-1].number}, `zeren ask` lists them")
    key = wanted.strip().lower().replace("_", "-").replace(" ", "-")
    by_name = {question.name: question for question in questions}
    if key in by_name:
        return by_name[key]
    begun = [question for question in questions if question.name.startswith(key)]
    if len(begun) == 1:
        return begun[0]
    spoken = [question for question in questions if wanted in question.chinese]
    if not begun and len(spoken) == 1:
        return spoken[0]
    near = [question.name for question in begun or spoken] or difflib.get_close_matches(key, by_name, 3, 0.3)
    hint = f"did you mean {', '.join(near)}?" if near else "`zeren ask` lists them"
    raise InputError(f"{wanted}: no such question; {hint}")
