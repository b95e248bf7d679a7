"""Partners: enterprises, associations and army units named as acting with a body, or as answerable to it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Final

from extract.document import Span
from extract.link.bodies import agency
from extract.link.names import load_names
from extract.link.setting import Setting
from extract.records import Mention
from ontology.namespaces import concept

ENTERPRISE: Final = concept("function", "enterprise")
MILITARY: Final = concept("function", "military-body")


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    settings = load_names().settings["partners"]
    item = settings["item"]
    row = rf"(?:{settings['lead']})(?P<row>{item}(?:[、和]{item}){{0,5}})(?={settings['follow']})"
    answerable = rf"(?:{settings['answerable']})(?P<row>{settings['firm']}(?:[、和]{settings['firm']}){{0,5}})"
    return re.compile(row), re.compile(answerable), re.compile(settings["army"])


def find_partners(setting: Setting) -> Iterator[Mention]:
    """Partners under the names as written; in statutes none. Bodies of the state found otherwise are not repeated."""
    if setting.statute:
        return
    together, answerable, army = _patterns()
    text = setting.masked
    firms = tuple(load_names().settings["partners"]["firms"])
    for pattern in (together, answerable):
        for match in pattern.finditer(text):
            position = match.start("row")
            for name in re.split(r"[、和]", match["row"]):
                span = Span(position, position + len(name))
                position = span.end + 1
                division = setting.division_of(name[0])
                label = setting.gazetteer.label(division) + name[1:] if division is not None else name
                yield Mention(span, agency(label, division, ENTERPRISE if name.endswith(firms) else None))
    for match in army.finditer(text):
        yield Mention(Span(*match.span()), agency(match.group(), None, MILITARY))
