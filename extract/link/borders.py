"""What stands beside the name of a body and says how it is to be read; patterns: [borders] of `agencies.toml`."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from typing import Final

from extract.link.acts import is_subject
from extract.link.bodies import ADMINISTRATION
from extract.link.divisions import NATION
from extract.link.names import SETTINGS, Form, load_names
from extract.link.setting import Setting
from ontology.namespaces import ZR, concept

VERTICAL: Final = frozenset(
    concept("function", name)
    for name in (
        "maritime-safety",
        "customs",
        "railway",
        "coast-guard",
        "flood-forecast-centre",
        "waterway-administration-office",
        "highway-administration-office",
    )
)
_ENTERPRISE: Final = concept("function", "enterprise")
_INSTITUTION: Final = concept("function", "public-institution")
# Institutions of which a division has one, so that a row or a clause may name them without it.
_SOLE: Final = frozenset(
    concept("function", name)
    for name in (
        "highway-administration-office",
        "waterway-administration-office",
        "media-centre",
        "disease-control-centre",
        "city-operation-centre",
        "road-transport",
        "construction-safety-station",
        "agricultural-machinery-station",
        "special-equipment-institute",
        "housing-fund",
        "gas-administration-office",
        "public-resources-centre",
        "bureau-of-power",
        "flood-forecast-centre",
    )
)
_DELIBERATIVE: Final = frozenset(concept("function", name) for name in ("deliberative-body", "deliberative-office"))


@dataclass(frozen=True, slots=True)
class Borders:
    """The patterns; what each is for stands beside it in the file. Strings are rows of single characters."""

    branch: re.Pattern[str]
    of_all: re.Pattern[str]
    company: re.Pattern[str]
    garrison: re.Pattern[str]
    each: re.Pattern[str]
    term: re.Pattern[str]
    numbered: re.Pattern[str]
    gap: str
    opening: str
    plain_word_end: str
    of_another: frozenset[str]
    leading: tuple[str, ...]


@cache
def load_borders() -> Borders:
    """The patterns, compiled once."""
    data = tomllib.loads(SETTINGS.read_text(encoding="utf-8"))["borders"]
    patterns = ("branch", "of_all", "company", "garrison", "each", "term", "numbered")
    return Borders(
        **{name: re.compile(data[name]) for name in patterns},
        gap=data["gap"],
        opening=data["opening"],
        plain_word_end=data["plain_word_end"],
        of_another=frozenset(data["of_another"]),
        leading=tuple(data["leading"]),
    )


_GAUGES: Final = ("水文站", "水文总站")
_BODY_BEFORE: Final = re.compile("(?:局|委|办|队|会|部|院|中心|公司|站|段|处|所|政府)[、和与及]$|[局委厅]$")


def _beside_body(text: str, start: int) -> bool:
    """Whether a name follows another body in a row."""
    return _BODY_BEFORE.search(text, max(0, start - 4), start) is not None


def stands_alone(setting: Setting, form: Form, start: int, division: str) -> bool:
    """Whether a core without any prefix may be a body of the division at all: not in the middle of a longer word."""
    text, borders, concept_of = setting.masked, load_borders(), load_names().functions[form.function]
    before = text[start - 1 : start]
    if division == NATION:
        official = concept_of.value(ZR + "nationalName")
        return bool(official and form.suffix and before and before in "、（(" and not setting.statute)
    if setting.statute or (before and before in "各级"):
        return False
    if form.function in _SOLE and not form.national and not form.written.endswith(_GAUGES):
        return _beside_body(text, start) or is_subject(text, start, start + len(form.written))
    if _ENTERPRISE in concept_of.broader:
        return _beside_body(text, start)
    if form.function in VERTICAL and not form.suffix:
        return False
    if _INSTITUTION in concept_of.broader or form.function == ADMINISTRATION or form.stem.endswith("联席会议"):
        return False
    if borders.of_all.search(text, max(0, start - 14), start) or borders.each.search(text, max(0, start - 12), start):
        return False
    if _DELIBERATIVE & set(concept_of.broader):
        return before not in borders.of_another
    if len(form.written) >= 5 and not form.suffix:
        return True
    if before and before in "、和与及":
        return setting.document.text[start - 2 : start - 1] not in borders.plain_word_end
    return before in borders.opening or text.endswith(borders.leading, 0, start)
