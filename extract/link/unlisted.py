"""Divisions that the vocabulary does not have: a place under a name that no code list knows, or one that is not named.

A document that speaks of 县应急管理局 and never says which county still names one body. Such a division lives in its
IRI alone, so that it needs no list; what leaves linking has it taken out again, and a body of an unnamed place is
kept apart by its document and said to be unresolved.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from extract.records import Entity, Mention
from ontology.namespaces import ZEREN, ZR, concept
from ontology.vocabulary import Concept

PREFIX: Final = ZEREN + "division/unlisted/"
_LEVELS: Final = {
    "省": "province",
    "市": "prefecture",
    "州": "prefecture",
    "县": "county",
    "区": "county",
    "旗": "county",
}
ZONE: Final = concept("level", "functional-zone")
_ABOVE: Final = {"prefecture": "province/省", "county": "prefecture/市"}


class Divisions(dict[str, Concept]):
    """Division concepts by IRI; one that is not listed is read from its IRI."""

    def __missing__(self, iri: str) -> Concept:
        """The concept of an unlisted division. Raises KeyError for any other IRI."""
        if not iri.startswith(PREFIX):
            raise KeyError(iri)
        level, name = iri.removeprefix(PREFIX).split("/")
        if level not in _LEVELS.values() and level != "county":
            return _zone(iri, level, name)
        above = (PREFIX + _ABOVE[level],) if level in _ABOVE else ()
        properties = {ZR + "level": (concept("level", level),)}
        return Concept(iri, "division", name, label_zh=name, broader=above, properties=properties)

    def __contains__(self, iri: object) -> bool:
        return super().__contains__(iri) or (isinstance(iri, str) and iri.startswith(PREFIX))


def unlisted(name: str, county: bool = False) -> str:
    """The IRI of the division of this name, which ends with its word of level; a 市 may be of county rank."""
    return f"{PREFIX}{'county' if county else _LEVELS.get(name[-1], 'county')}/{name}"


def unlisted_zone(name: str, division: str) -> str:
    """The IRI of the functional zone of this name within a listed division."""
    return f"{PREFIX}{division.rsplit('/', 1)[1]}/{name}"


def _zone(iri: str, code: str, name: str) -> Concept:
    properties = {ZR + "level": (concept("level", "county"),), ZR + "divisionSort": (ZONE,)}
    return Concept(iri, "division", name, label_zh=name, broader=(concept("division", code),), properties=properties)


def listed_above(division: str) -> str | None:
    """The listed division that holds an unlisted zone; None for any other unlisted division."""
    found = Divisions()[division]
    return found.broader[0] if found.properties.get(ZR + "divisionSort") else None


def is_listed(division: str | None) -> bool:
    """Whether the vocabulary has the division."""
    return division is not None and not division.startswith(PREFIX)


def disclosed(mention: Mention, source: str) -> Mention:
    """The mention with an entity that says no more than the text does: no division where none is listed."""
    found = without_unlisted(mention.entity, source)
    return mention if found is mention.entity else Mention(mention.span, found)


def without_unlisted(entity: Entity, source: str) -> Entity:
    """The entity without the divisions that no vocabulary has."""
    division, post_of = entity.division, entity.post_of
    members = tuple(without_unlisted(member, source) for member in entity.members)
    if post_of is not None:
        post_of = without_unlisted(post_of, source)
    if members != entity.members or post_of is not entity.post_of:
        entity = replace(entity, members=members, post_of=post_of)
    if division is None or is_listed(division):
        return entity
    unnamed = len(division.rsplit("/", 1)[1]) == 1
    key = f"{source}/{entity.key}" if unnamed else entity.key
    superior = entity.superior and without_unlisted(entity.superior, source)
    return replace(entity, key=key, division=listed_above(division), superior=superior, resolved=not unnamed)
