"""Where a document speaks from: its division, its speaking body, and what level words mean in it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from typing import Final

from extract.document import Document, Genre
from extract.link.divisions import (
    COUNTY,
    PREFECTURE,
    PROVINCE,
    Gazetteer,
    load_gazetteer,
)
from extract.link.home import find_home
from extract.link.names import load_names
from extract.link.unlisted import is_listed
from extract.records import Entity
from extract.tokens import find_titles
from ontology.namespaces import ZR

LEVEL: Final = ZR + "level"
_NEW_AREA: Final = "新区"
_BLANK: Final = "\x00"
_ARTICLE: Final = re.compile(r"^\s*(?:#+\s*)?第[一二三四五六七八九十百零]+条", re.MULTILINE)
_ARTICLES: Final = 3
_TIERS: Final = {"province": PROVINCE, "prefecture": PREFECTURE, "county": COUNTY}


@dataclass(frozen=True)
class Setting:
    """What linking knows of a document before it looks at any one name.

    `masked` is the text with titles 《…》 and page furniture blanked out, of equal length, so that offsets hold.
    `home` is the division that speaks (the nation for national statutes), None where the text does not tell. `actor`
    is the speaking body, if any; `statute` says that the document lays down norms.
    """

    document: Document
    masked: str
    gazetteer: Gazetteer
    home: str | None
    statute: bool
    actor: Entity | None = None

    @cached_property
    def tiers(self) -> Mapping[str, str]:
        """The division of the document at each level from its own upwards, by level concept."""
        found = {}
        for iri in self.gazetteer.chain(self.home):
            level = self.gazetteer.concepts[iri].properties[LEVEL][0]
            found[level] = iri
        return found

    @cached_property
    def words(self) -> Mapping[str, str]:
        """Every level word with its level concept (省 → province)."""
        levels: Mapping[str, list[str]] = load_names().settings["levels"]
        found = {word: _TIERS[tier] for tier, words in levels.items() for word in words}
        if self.home is not None and self.gazetteer.label(self.home).endswith(_NEW_AREA):
            found[_NEW_AREA] = COUNTY
        return found

    def division_of(self, word: str) -> str | None:
        """The division that a level word means here; None where the document's home is below or unknown.

        市 is the document's own city, of whatever tier, else the one that its division belongs to; 区 is the
        autonomous region in its own document, and in 我区 below it.
        """
        level = self.words.get(word)
        if level is None:
            return None
        last = "自治区" if word == "自治区" else word.rstrip("级直属本").lstrip("全我本地设")
        if last == "市":
            return self._city()
        for iri in reversed(self.gazetteer.chain(self.home)):
            name = self.gazetteer.label(iri)
            if last and name.endswith(last):
                below = len(self.gazetteer.chain(self.home)) > 1
                if last == "区" and name.endswith("自治区") and below and not word.startswith(("我", "全")):
                    continue
                return iri
        found = self.tiers.get(level)
        return found if found and word.endswith(("级", "直", "本级")) else None

    def _city(self) -> str | None:
        """What 市 means: the document's own division where it is a city, else the nearest city above it."""
        cities = (iri for iri in self.gazetteer.chain(self.home) if self.gazetteer.label(iri).endswith("市"))
        return next(cities, None)

    def tiers_level(self, iri: str) -> str:
        """The tier of a division, with functional zones by their rank."""
        return self.gazetteer.concepts[iri].properties[LEVEL][0]

    def with_actor(self, actor: Entity | None) -> Setting:
        """The same setting once the speaking body is known."""
        return replace(self, actor=actor)


@lru_cache(maxsize=16)
def settle(document: Document) -> Setting:
    """The setting of a document, from its metadata and, where that is silent, from its title and text."""
    gazetteer = load_gazetteer()
    norms = document.metadata.genre in {Genre.STATUTE, Genre.REGULATION}
    statute = norms or len(_ARTICLE.findall(document.text)) >= _ARTICLES
    home = find_home(document, gazetteer, statute)
    named = home is not None and not is_listed(home) and len(gazetteer.label(home)) > 1
    return Setting(
        document=document,
        masked=mask(document),
        gazetteer=gazetteer.including(home) if home is not None and named else gazetteer,
        home=home,
        statute=statute,
    )


def mask(document: Document) -> str:
    """The text with titles and page furniture blanked, character for character."""
    text = document.text
    spans = [span for span, _ in find_titles(text)] + list(document.furniture)
    pieces: list[str] = []
    position = 0
    for span in sorted(spans):
        if span.end <= position:
            continue
        start = max(span.start, position)
        pieces += (text[position:start], _BLANK * (span.end - start))
        position = span.end
    return "".join(pieces) + text[position:]
