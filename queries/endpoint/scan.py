"""A lexical look at a SPARQL text, without parsing it.

By the grammar of SPARQL 1.1 (section 19.8) a bare word outside strings, IRIs, comments, variables, language tags,
blank node labels and prefixed names can only be a keyword, a boolean, `a`, or a built-in function. So the keywords of
a query are exactly the bare words that remain once those tokens are passed over.
"""

from __future__ import annotations

import re

_TOKEN = re.compile(
    r"""
    (?P<string>\"\"\"(?:[^"\\]|\\.|"(?!""))*\"\"\"|\'\'\'(?:[^'\\]|\\.|'(?!''))*\'\'\'
        |"(?:[^"\\\n\r]|\\.)*"|'(?:[^'\\\n\r]|\\.)*')
    | (?P<iri><[^<>"{}|^`\\\x00-\x20]*>)
    | (?P<comment>\#[^\n\r]*)
    | (?P<variable>[?$]\w+)
    | (?P<language>@[A-Za-z]+(?:-[A-Za-z0-9]+)*)
    | (?P<name>(?:[^\W\d_][\w.\-]*)?:(?:[\w:.\-]|%[0-9A-Fa-f]{2}|\\.)*)
    | (?P<blank>_:[\w.\-]+)
    | (?P<word>[A-Za-z_][A-Za-z0-9_]*)
    | (?P<other>.)
    """,
    re.VERBOSE | re.DOTALL,
)

UPDATE_KEYWORDS = frozenset({"INSERT", "DELETE", "LOAD", "CLEAR", "CREATE", "DROP", "COPY", "MOVE", "ADD", "WITH"})
VOLATILE_FUNCTIONS = frozenset({"NOW", "RAND", "UUID", "STRUUID"})
QUERY_FORMS = frozenset({"SELECT", "ASK", "CONSTRUCT", "DESCRIBE"})


def keywords(text: str) -> tuple[str, ...]:
    """The bare words of a SPARQL text in upper case, in order."""
    return tuple(m["word"].upper() for m in _TOKEN.finditer(text) if m["word"] is not None)


def query_form(words: tuple[str, ...]) -> str | None:
    """SELECT, ASK, CONSTRUCT or DESCRIBE, whichever comes first; None when there is none."""
    return next((word for word in words if word in QUERY_FORMS), None)


def asks_for_update(words: tuple[str, ...]) -> bool:
    """Whether the text is an update: it names an update operation before any query form."""
    first = next((word for word in words if word in QUERY_FORMS | UPDATE_KEYWORDS), None)
    return first in UPDATE_KEYWORDS


def calls_service(words: tuple[str, ...]) -> bool:
    """Whether the query would send a request to another service (SERVICE)."""
    return "SERVICE" in words


def names_dataset(words: tuple[str, ...]) -> bool:
    """Whether the query has a dataset clause of its own (FROM or FROM NAMED)."""
    return "FROM" in words


def is_volatile(words: tuple[str, ...]) -> bool:
    """Whether the answer differs from one moment to the next (NOW, RAND, UUID, STRUUID)."""
    return not VOLATILE_FUNCTIONS.isdisjoint(words)
