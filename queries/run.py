"""Ask a question of the catalogue: bind its parameters, run it, and bring the rows into one shape."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from graphs.store import Store, solutions_of
from ontology.errors import InputError
from ontology.namespaces import XSD
from queries.ordering import Cell, sort_rows, take_order
from queries.question import FACT, Column, Question
from queries.resolution import Term, resolve

AnyTerm = NamedNode | Literal | BlankNode | Triple

LIST_SEPARATOR = "|"

_INTEGERS = {XSD + "integer", XSD + "nonNegativeInteger", XSD + "int", XSD + "long"}


@dataclass(frozen=True, slots=True)
class Row:
    """One row: a cell per column, and the IRIs of the facts or passages that say it."""

    cells: tuple[Cell, ...]
    facts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """The rows of a question, in the order that the query asks for."""

    title: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]


def bind(question: Question, values: Mapping[str, Sequence[Term]]) -> str:
    """The query with its parameters bound: plain SPARQL 1.1 that any engine takes.

    Terms are written by the serialiser of the RDF library, so that no text of a user can end a literal or an IRI.
    Raises `InputError` for an unknown parameter, or when a required one is missing.
    """
    for name in values:
        question.parameter(name)
    text = question.text
    for parameter in question.parameters:
        place = re.compile(r"[ \t]*VALUES \?" + parameter.name + r" \{ UNDEF \}[^\n]*\n")
        if parameter.name in values:
            terms = " ".join(str(term) for term in values[parameter.name])
            line = f"  VALUES ?{parameter.name} {{ {terms} }}\n"
        elif parameter.required:
            example = f"--{parameter.name} {parameter.example}"
            raise InputError(f"question {question.number} needs --{parameter.name}, for example {example}")
        else:
            line = ""
        text = place.sub(lambda _, line=line: line, text)  # type: ignore[misc]
    return text


def ask(store: Store, question: Question, given: Mapping[str, str]) -> Answer:
    """Answer `question` with parameters as a user types them (`{"sector": "燃气"}`).

    Raises `InputError` for parameters that are unknown, missing or name nothing in the graph.
    """
    values = {name: resolve(store, question.parameter(name).type, text) for name, text in given.items()}
    query, keys = take_order(bind(question, values))
    solutions = solutions_of(store.query(query))
    places = {variable.value: place for place, variable in enumerate(solutions.variables)}
    order = [(column, places[column.name]) for column in question.columns]
    rows = [_row(order, places[FACT], tuple(solution)) for solution in solutions]
    cells = {column.name: place for place, column in enumerate(question.columns)}
    ordered = sort_rows(rows, keys, lambda row, name: row.facts if name == FACT else row.cells[cells[name]])
    return Answer(f"{question.number} {question.chinese}", question.columns, tuple(ordered))


def _row(order: Sequence[tuple[Column, int]], fact: int, terms: Sequence[AnyTerm | None]) -> Row:
    facts = _value(terms[fact])
    cells = tuple(_cell(column, terms[place]) for column, place in order)
    return Row(cells, tuple(sorted(set(facts.value.split()))) if facts is not None else ())


def _value(term: AnyTerm | None) -> NamedNode | Literal | None:
    return term if isinstance(term, NamedNode | Literal) else None


def _cell(column: Column, term: AnyTerm | None) -> Cell:
    value = _value(term)
    if value is None:
        return () if column.many else None
    if column.many:
        return tuple(sorted({part.strip() for part in value.value.split(LIST_SEPARATOR) if part.strip()}))
    if isinstance(value, Literal) and value.language is None:
        datatype = value.datatype.value
        if datatype in _INTEGERS:
            return int(value.value)
        if datatype == XSD + "decimal":
            return Decimal(value.value)
        if datatype == XSD + "boolean":
            return value.value in {"true", "1"}
    return value.value
