"""What the command line needs beside the questions: reading free parameters, listing the catalogue."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

from graphs.store import open_store
from ontology.errors import InputError
from queries.duty_list import duty_list, write_duty_list
from queries.evidence import with_evidence
from queries.matrix import duty_matrix
from queries.matrix_output import write_matrix
from queries.presentation import present, write
from queries.question import Column, Question, find_question, load_catalogue
from queries.resolution import label_of, resolve
from queries.run import Answer, Row, ask, bind


def answer_question(
    store: str,
    wanted: str,
    words: Sequence[str],
    form: str,
    output: Path | None,
    evidence: bool = False,
    sparql: bool = False,
    rows: int = 0,
) -> None:
    """Answer the question called `wanted` on the screen or in a file; without a name, list the questions.

    `words` are the parameters as typed, `form` one of `queries.presentation.FORMATS`, `rows` how many rows a table on
    the screen shows, 0 for all. Raises `InputError`.
    """
    questions = load_catalogue()
    if not wanted:
        show(catalogue_table(questions), form, output)
        return
    question = find_question(wanted, questions)
    given = read_parameters(words)
    with open_store(store) as opened:
        if sparql:
            values = {name: resolve(opened, question.parameter(name).type, text) for name, text in given.items()}
            sys.stdout.write(bind(question, values))
            return
        answer = ask(opened, question, given)
        show(with_evidence(opened, answer) if evidence else answer, form, output, rows)


def make_matrix(store: str, division: str, below: bool, outputs: Sequence[Path]) -> None:
    """Write the duty matrix of a division to files, each by its suffix. Raises `InputError`."""
    with open_store(store) as opened:
        node = resolve(opened, "division", division)[0].value
        matrix = duty_matrix(opened, node, label_of(opened, node), below)
    for path in outputs:
        write_matrix(matrix, path)
        print(f"{path}: {len(matrix.departments)} departments, {len(matrix.sectors)} sectors", file=sys.stderr)


def make_duty_list(store: str, agency: str, outputs: Sequence[Path]) -> None:
    """Write the duty list of an agency to files, each by its suffix. Raises `InputError`."""
    with open_store(store) as opened:
        node = resolve(opened, "agency", agency)[0].value
        name = label_of(opened, node)
        parts = duty_list(opened, node, name)
    for path in outputs:
        write_duty_list(parts, name, path)
        counts = ", ".join(f"{title} {len(records)}" for title, records in parts.items())
        print(f"{path}: {counts}", file=sys.stderr)


def show(answer: Answer, form: str, output: Path | None, rows: int = 0) -> None:
    """Print an answer, as wide as the terminal is, or write it to a file."""
    if output is not None:
        write(answer, form, output)
        print(f"{output}: {len(answer.rows)} rows", file=sys.stderr)
        return
    width = None
    if sys.stdout.isatty():
        import shutil

        width = shutil.get_terminal_size().columns
    sys.stdout.write(present(answer, form, width, rows))


def read_parameters(words: Sequence[str]) -> dict[str, str]:
    """`--sector 燃气` and `--sector=燃气` -> `{"sector": "燃气"}`; raises `InputError` for what is not of that form."""
    given: dict[str, str] = {}
    rest = list(words)
    while rest:
        word = rest.pop(0)
        if not word.startswith("--") or word == "--":
            raise InputError(f"{word}: parameters are written --name value, for example --sector 燃气")
        name, sign, value = word[2:].partition("=")
        if not sign:
            if not rest or rest[0].startswith("--"):
                raise InputError(f"--{name}: a value is missing, for example --{name} 燃气")
            value = rest.pop(0)
        if name in given:
            raise InputError(f"--{name}: given twice")
        given[name] = value
    return given


def catalogue_table(questions: Sequence[Question]) -> Answer:
    """The list of questions as a table: number, name, question, parameters with examples."""
    columns = (
        Column("number", "编号", "number", False),
        Column("name", "名称", "name", False),
        Column("question", "问题", "question", False),
        Column("parameters", "参数", "parameters", True),
    )
    rows = [
        Row(
            (
                question.number,
                question.name,
                question.chinese,
                tuple(f"--{p.name} {p.example}" + (" *" if p.required else "") for p in question.parameters),
            ),
            (),
        )
        for question in questions
    ]
    return Answer("问题目录（* 为必填）", columns, tuple(rows))
