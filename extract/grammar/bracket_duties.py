"""Duties that a bracket after a task shares out: （县水务局牵头，县林业局、各乡镇配合）.

The rule is `assignment-bracket`. A bracket counts when every part between its commas names bodies and their share, or a
deadline; the words are in `bracket_duties.toml`. The task is what stands before the bracket in its sentence, else the
sentence before it.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final

from extract.context import Context, remembered
from extract.document import Span
from extract.grammar.assignment_duties import Tag, assignment_grammar, task_before
from extract.records import EntityClass, Role

PATTERN_FILE: Final = Path(__file__).with_name("bracket_duties.toml")
RULE: Final = "assignment-bracket"
_BRACKET: Final = re.compile(r"[（(](?P<words>(?:[^（）()\n]|[（(][^（）()\n]{1,10}[）)])+)[）)]")
_PART: Final = re.compile(r"[^，,；;。]+")
_BODIES: Final = (EntityClass.AGENCY, EntityClass.GROUP, EntityClass.KIND, EntityClass.POST)
_MARKER: Final = re.compile(r"^\s*(?:[（(]?[\d一二三四五六七八九十]{1,3}[）)]?[.．、]?)?\s*")


@dataclass(frozen=True, slots=True)
class BracketGrammar:
    """The compiled patterns of `bracket_duties.toml`."""

    beside: re.Pattern[str]
    shares: tuple[tuple[re.Pattern[str], Role], ...]


@cache
def bracket_grammar() -> BracketGrammar:
    """The patterns, compiled once."""
    data: dict[str, Any] = tomllib.loads(PATTERN_FILE.read_text(encoding="utf-8"))
    return BracketGrammar(
        beside=re.compile(data["beside"]),
        shares=tuple((re.compile(f"(?P<who>.+?)(?:{line['words']})"), Role(line["role"])) for line in data["share"]),
    )


@remembered
def bracket_tags(context: Context) -> tuple[Tag, ...]:
    """Every share of every bracket that shares out a task, in the order of the text."""
    return tuple(_tags(context))


def _tags(context: Context) -> Iterator[Tag]:
    for index, clause in enumerate(context.outline.clauses):
        if not clause.body:
            continue
        for bracket in _BRACKET.finditer(context.text, clause.span.start, clause.span.end):
            shares = _shares(context, Span(*bracket.span("words")))
            task = _task(context, index, bracket.start())
            for who, role, span in shares:
                yield Tag(span, who, role, task, index, RULE)


def shares_in(context: Context, span: Span) -> bool:
    """Whether a bracket within the span shares out a task."""
    found = _BRACKET.finditer(context.text, span.start, span.end)
    return any(_shares(context, Span(*bracket.span("words"))) for bracket in found)


def _shares(context: Context, words: Span) -> list[tuple[Span, Role, Span]]:
    """Who, role and passage of each part; nothing when a part is neither a share nor a deadline."""
    grammar = bracket_grammar()
    found: list[tuple[Span, Role, Span]] = []
    for part in _PART.finditer(context.text, words.start, words.end):
        if grammar.beside.fullmatch(part.group().strip()):
            continue
        share = _share(context, Span(*part.span()))
        if share is None:
            return []
        found.append(share)
    return found


def _share(context: Context, part: Span) -> tuple[Span, Role, Span] | None:
    for pattern, role in bracket_grammar().shares:
        match = pattern.fullmatch(context.text, part.start, part.end)
        if match is None:
            continue
        who = Span(*match.span("who"))
        return (who, role, part) if _names_bodies(context, who) else None
    return None


def _names_bodies(context: Context, who: Span) -> bool:
    """Whether the words name bodies: they begin with one that is known or with what ends like one."""
    named = context.mentions_in(who, *_BODIES)
    if named and named[0].span.start - who.start <= 1:
        return True
    grammar = assignment_grammar()
    first = context.of(who).split("、")[0]
    return grammar.bodies.fullmatch(first) is not None and grammar.not_bodies.search(first) is None


def _task(context: Context, index: int, bracket: int) -> Span | None:
    """What the bracket shares out."""
    sentence: Span = context.outline.sentences[context.outline.clauses[index].sentence].span
    before = context.text[sentence.start : bracket]
    if _MARKER.sub("", before).strip():
        return Span(sentence.start, bracket)
    return task_before(context, index)
