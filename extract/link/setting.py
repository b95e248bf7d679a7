"""Where a document speaks from: its division, its speaking body, and what level words mean in it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from typing import Final

from extract.document import Document, Genre
from extract.link.divisions import (
    COUNTY,
    NATION,
    PREFECTURE,
    PROVINCE,
    Gazetteer,
    load_gazetteer,
)
from extract.link.names import load_names
from extract.link.unlisted import is_listed, unlisted
from extract.records import Entity
from extract.tokens import find_titles
from ontology.namespaces import ZR

LEVEL: Final = ZR + "level"
_BLANK: Final = "\x00"
_ARTICLE: Final = re.compile(r"^\s*(?:#+\s*)?第[一二三四五六七八九十百零]+条", re.MULTILINE)
_ARTICLES: Final = 3
_LONGEST_TITLE: Final = 60
_CLAUSES: Final = re.compile(r"[。；;，,：:]")
_FEWEST_COUNTIES: Final = 3
_OWN: Final = re.compile(r"[我本](?=[省市州县区旗])([省市州县区旗])")
_WHOLE: Final = re.compile(r"全([省市县区州旗])")
_OF_LEVEL: Final = re.compile(
    r"(?<![各两地城社园景辖灾库街片牧林矿山小镇超都门])([省市州县旗区])"
    r"(?=委(?!员|托)|政府|人民政府|安委|安办|应急局|应急管理局|安监局|消防|公安局|交通局|交通运输局|住建|住房)"
)
_FULL_NAME: Final = re.compile(r"[\u4e00-\u9fff]{1,7}?(?:特别行政区|自治区|自治州|自治县|[省市州县区旗])")
_COUNTIES: Final = re.compile(r"各县|县[（(]?[市区、]|区[（(]?县|各区")
_SHORTEST_NAME: Final = 3
_FEWEST_TIMES: Final = 2
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
        return {word: _TIERS[tier] for tier, words in levels.items() for word in words}

    def division_of(self, word: str) -> str | None:
        """The division that a level word means here; None where the document's home is below or unknown.

        市 is the document's own city, of whatever tier, else the one that its division belongs to; 区 in an autonomous
        region's 我区 is the region.
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
                if last == "区" and name.endswith("自治区") and not word.startswith(("我", "全")):
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
    home = find_home(document, gazetteer) or (None if statute else find_unlisted(document))
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


def find_home(document: Document, gazetteer: Gazetteer) -> str | None:
    """The division that speaks: by the metadata's region, the publisher, the title, the text, the file's name."""
    metadata = document.metadata
    for name in (metadata.region, metadata.publisher, metadata.title, first_line(document)):
        if name:
            found = gazetteer.starting(name)
            if found:
                return found
    if metadata.region == gazetteer.label(NATION):
        return NATION
    if metadata.genre in {Genre.STATUTE, Genre.REGULATION} and metadata.title:
        return NATION
    file_name = re.sub(r"^[\d_\-\s.]+", "", document.source.rsplit("/", 1)[-1])
    return _most_named(document, gazetteer) or gazetteer.starting(file_name)


def first_line(document: Document) -> str | None:
    """The first line of a text whose page has no title, where it is as short as one and no sentence."""
    line = next((line.strip() for line in document.text.splitlines() if line.strip()), "")
    heads = document.metadata.title is None and len(line) <= _LONGEST_TITLE and not _CLAUSES.search(line)
    return line if heads else None


def _most_named(document: Document, gazetteer: Gazetteer) -> str | None:
    """The division of the full names in the text that fits how the text speaks of its own place (我市, 全省)."""
    text = document.text
    counts: Counter[str] = Counter()
    for match in _FULL_NAME.finditer(text):
        for start in range(match.start(), match.end() - 1):
            found = gazetteer.sure.get(text[start : match.end()])
            if found and len(found) == 1:
                counts[found[0]] += 1
                break
    found_words = (Counter(pattern.findall(text)) for pattern in (_OWN, _WHOLE, _OF_LEVEL))
    word = next((words.most_common(1)[0][0] for words in found_words if words), None)
    fitting = [
        (count, iri) for iri, count in counts.items() if word is not None and gazetteer.label(iri).endswith(word)
    ]
    city = _around(text, gazetteer, PREFECTURE, _FEWEST_COUNTIES) if word == "市" else None
    if city is not None:
        return city
    if not fitting:
        return _around(text, gazetteer, PROVINCE) if word == "省" else None
    best = max(count for count, _ in fitting)
    top = sorted(iri for count, iri in fitting if count == best)
    return top[0] if len(top) == 1 else _common(top, gazetteer)


def find_unlisted(document: Document) -> str | None:
    """A division that no vocabulary has: the place that publisher, title or first line begin with, else an unnamed one.

    An unnamed one is of the level that the text speaks of most (县应急管理局, 全县). None where it speaks of no level.
    """
    text, metadata = document.text, document.metadata
    guards = load_names().settings["level_guards"]["before"]
    for words in (metadata.region, metadata.publisher, metadata.title, first_line(document)):
        named = _FULL_NAME.match(words or "")
        name = named[0] if named else ""
        if len(name) >= _SHORTEST_NAME and name[-2] not in guards and text.count(name) >= _FEWEST_TIMES:
            return unlisted(name, county=name.endswith("市") and not _COUNTIES.search(text))
    spoken = Counter(word for pattern in (_OWN, _WHOLE, _OF_LEVEL) for word in pattern.findall(text))
    return unlisted(spoken.most_common(1)[0][0]) if spoken else None


def _around(text: str, gazetteer: Gazetteer, tier: str, fewest: int = 1) -> str | None:
    """The province or city of most of the places that the text names, when at least `fewest` lie within it."""
    places: dict[str, set[str]] = {}
    longest = max(map(len, gazetteer.sure))
    for start in range(len(text)):
        for end in range(min(len(text), start + longest), start + 1, -1):
            found = gazetteer.sure.get(text[start:end])
            if found:
                around = {iri for one in found for iri in gazetteer.chain(one) if gazetteer.level(iri) == tier}
                if len(around) == 1:
                    places.setdefault(around.pop(), set()).update(found)
                break
    ranked = sorted(((len(within), iri) for iri, within in places.items()), reverse=True)
    if not ranked or ranked[0][0] < fewest or (len(ranked) > 1 and ranked[1][0] == ranked[0][0]):
        return None
    return ranked[0][1]


def _common(divisions: list[str], gazetteer: Gazetteer) -> str | None:
    """The lowest division that holds all of them."""
    chains = [gazetteer.chain(iri) for iri in divisions]
    return next((iri for iri in chains[0] if all(iri in chain for chain in chains)), None)
