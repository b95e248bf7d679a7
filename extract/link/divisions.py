"""Administrative divisions by name: which one a name means in a given document."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cache, cached_property, lru_cache
from pathlib import Path
from typing import Final

from extract.link.unlisted import ZONE as ZONE
from extract.link.unlisted import Divisions, is_listed
from extract.records import Entity, EntityClass
from ontology.namespaces import ZR, concept
from ontology.vocabulary import load_vocabulary

SETTINGS: Final = Path(__file__).with_name("divisions.toml")
NATION: Final = concept("division", "000000")
NATIONAL: Final = concept("level", "national")
PROVINCE: Final = concept("level", "province")
PREFECTURE: Final = concept("level", "prefecture")
COUNTY: Final = concept("level", "county")
_LINKS: Final = frozenset("和与及同对向由在以")
_BODY_ENDS: Final = frozenset("局委厅办部队会所院府司处科站")
_TOWNS: Final = ("镇", "乡", "街道")
MUNICIPALITY: Final = concept("level", "municipality")


@dataclass(frozen=True)
class Gazetteer:
    """Every division by its names. `sure` names mean one thing only; `unsure` ones are ordinary words too."""

    concepts: Divisions
    sure: dict[str, tuple[str, ...]]
    unsure: dict[str, tuple[str, ...]]
    longest: int

    @cached_property
    def openings(self) -> frozenset[str]:
        """The first two characters of every name."""
        return frozenset(name[:2] for names in (self.sure, self.unsure) for name in names)

    @cached_property
    def endings(self) -> frozenset[str]:
        """The last two characters of every name."""
        return frozenset(name[-2:] for names in (self.sure, self.unsure) for name in names)

    def including(self, iri: str) -> Gazetteer:
        """The same with one division more, known by its label."""
        label = self.label(iri)
        return replace(self, sure={**self.sure, label: (iri,)}, longest=max(self.longest, len(label)))

    def label(self, iri: str) -> str:
        """The full name of the division, without those above it."""
        return self.concepts[iri].label_zh

    def body_label(self, iri: str) -> str:
        """How bodies of the division are named: those of a city's district bear the city's name too."""
        label, above = self.label(iri), self.concepts[iri].broader
        if label.endswith("区") and self.level(iri) == COUNTY and above and is_listed(iri):
            city = self.label(above[0])
            return city + label if city.endswith("市") else label
        return label

    def level(self, iri: str) -> str:
        """The level concept of the division; a functional zone is one whatever its tier."""
        found = self.concepts[iri]
        if found.value(ZR + "divisionSort") == ZONE:
            return ZONE
        return found.value(ZR + "level") or COUNTY

    def is_municipality(self, iri: str) -> bool:
        """Whether the division is a city directly under the central government."""
        return self.concepts[iri].value(ZR + "divisionSort") == MUNICIPALITY

    def chain(self, iri: str | None) -> tuple[str, ...]:
        """The division and those above it, without the nation."""
        found: list[str] = []
        while iri is not None and iri in self.concepts and iri != NATION and iri not in found:
            found.append(iri)
            above = self.concepts[iri].broader
            iri = above[0] if above else None
        return tuple(found)

    def choose(self, candidates: Iterable[str], home: str | None) -> str | None:
        """Which of several divisions of one name is meant in a document of `home`: the nearest; None when unclear."""
        found = tuple(candidates)
        if len(found) == 1:
            return found[0]
        for near in self.chain(home):
            inside = [iri for iri in found if near in self.chain(iri)]
            if inside:
                return _highest(inside, self) if len(inside) > 1 else inside[0]
        return _highest(found, self)

    def ending_at(self, text: str, end: int, home: str | None, unsure: bool = False) -> tuple[int, str] | None:
        """The longest name that ends at `end`, as (start, division); `unsure` names count only when asked for."""
        if text[max(0, end - 2) : end] not in self.endings:
            return None
        for start in range(max(0, end - self.longest), end - 1):
            name = text[start:end]
            found = self.sure.get(name) or (self.unsure.get(name) if unsure else None)
            if found and not within_word(text, start) and not self._links(text, start, name):
                chosen = self.choose(found, home)
                if chosen and self.near_enough(name, chosen, home):
                    return start, chosen
        return None

    def near_enough(self, name: str, iri: str, home: str | None) -> bool:
        """Whether a name that may be other words is the division here.

        One that is a verb but for its last character (会同县) needs a document of its own or of its city; one that
        begins like a link between words (和县) needs one of its own.
        """
        if len(name) == 2 and name[0] in _LINKS:
            return iri in self.chain(home)
        if name in _words():
            return iri in self.chain(home)
        if name[:-1] not in _words():
            return True
        return bool(set(self.chain(iri)[:2]) & set(self.chain(home)))

    def _links(self, text: str, start: int, name: str) -> bool:
        """Whether a name is a verb and a level word after the body that acts: 县林业局|会同|县水利局."""
        return name[:-1] in _words() and text[max(0, start - 1) : start] in _BODY_ENDS

    def starting(self, text: str, home: str | None = None) -> str | None:
        """The division that a string of names begins with, read from the widest inwards (云南省大理州巍山县…)."""
        found: str | None = None
        position = 0
        while position < len(text):
            step = self._step(text, position, found, home)
            if step is None:
                break
            position, found = step
        return found

    def _of_town(self, text: str, end: int, name: str) -> bool:
        """Whether a short name goes on as that of a town or sub-district (柳河|镇, 新华|街道, 河西|堡镇)."""
        full = all(self.label(iri) == name for iri in self.sure.get(name, ()))
        return not full and (text.startswith(_TOWNS, end) or text.startswith(_TOWNS, end + 1))

    def _step(self, text: str, start: int, above: str | None, home: str | None) -> tuple[int, str] | None:
        """The longest name that starts here, within the division `above` where there is one."""
        for end in range(min(len(text), start + self.longest), start + 1, -1):
            name = text[start:end]
            found = () if self._of_town(text, end, name) else self.sure.get(name, ())
            if above is not None:
                found = tuple(i for i in (*found, *self.unsure.get(name, ())) if above in self.chain(i))
            chosen = self.choose(found, above or home) if found else None
            if chosen:
                return end, chosen
        return None


def within_word(text: str, start: int) -> bool:
    """Whether the character at `start` ends a common word, so that no name begins there (任县 in 担任县安委会主任)."""
    return text[max(0, start - 1) : start + 1] in _compounds()


@cache
def _compounds() -> frozenset[str]:
    """The common words that `divisions.toml` lists."""
    return frozenset(tomllib.loads(SETTINGS.read_text(encoding="utf-8"))["compounds"])


def _highest(candidates: Iterable[str], gazetteer: Gazetteer) -> str | None:
    """The one that stands highest, when it is one."""
    order = {PROVINCE: 0, PREFECTURE: 1}
    ranked = sorted(candidates, key=lambda iri: (order.get(gazetteer.level(iri), 2), iri))
    best = [iri for iri in ranked if order.get(gazetteer.level(iri), 2) == order.get(gazetteer.level(ranked[0]), 2)]
    return best[0] if len(best) == 1 else None


@lru_cache(maxsize=4096)
def division_entity(iri: str) -> Entity:
    """The division as something that a mention can link to."""
    gazetteer = load_gazetteer()
    found = gazetteer.concepts[iri]
    return Entity(EntityClass.DIVISION, found.name, found.label_zh, concept=iri, levels=(gazetteer.level(iri),))


@cache
def load_gazetteer() -> Gazetteer:
    """The divisions of the vocabulary, indexed by name once for each process."""
    concepts = Divisions((c.iri, c) for c in load_vocabulary().scheme("division"))
    sure: dict[str, list[str]] = {}
    unsure: dict[str, list[str]] = {}
    for found in concepts.values():
        doubtful = found.properties.get(ZR + "ambiguousLabel", ())
        former = ZR + "until" in found.properties
        for name in dict.fromkeys((found.label_zh, *found.alternative)):
            if len(name) < 2 or found.iri == NATION:
                continue
            (unsure if name in doubtful or former else sure).setdefault(name, []).append(found.iri)
        for name in doubtful:
            if len(name) >= 2 and found.iri not in unsure.setdefault(name, []):
                unsure[name].append(found.iri)
    longest = max(map(len, (*sure, *unsure)), default=0)
    return Gazetteer(
        concepts, {n: tuple(i) for n, i in sure.items()}, {n: tuple(i) for n, i in unsure.items()}, longest
    )


@cache
def _words() -> frozenset[str]:
    """Verbs of the grammar: 会同 is one, so 会同县 may be 会同 and 县…"""
    return frozenset(label for verb in load_vocabulary().scheme("verb") for label in verb.labels) | {"会同"}
