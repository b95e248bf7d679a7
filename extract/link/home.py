"""The home of a document: the division that it speaks from, by its metadata, its text or its file's name."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from functools import cache
from pathlib import Path
from typing import Final

from extract.document import Document, Genre
from extract.link.divisions import NATION, PREFECTURE, PROVINCE, ZONE, Gazetteer
from extract.link.names import load_names
from extract.link.unlisted import unlisted, unlisted_zone

SETTINGS: Final = Path(__file__).with_name("localities.toml")
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
_LONGEST_ZONE: Final = 18


def find_home(document: Document, gazetteer: Gazetteer, statute: bool) -> str | None:
    """The division that speaks, listed or not; None where the document does not tell. Norms have listed ones only."""
    found = find_listed_home(document, gazetteer)
    if statute or found == NATION:
        return found
    return find_unlisted(document) if found is None else find_zone(document, found, gazetteer) or found


def find_zone(document: Document, home: str, gazetteer: Gazetteer) -> str | None:
    """The functional zone within `home` that publisher, title or first line begin with, where no list has it."""
    metadata = document.metadata
    for words in (metadata.publisher, metadata.title, first_line(document)):
        named = _zone_names().match(words or "")
        if named is None or gazetteer.level(home) == ZONE:
            continue
        name, label = named["zone"], gazetteer.label(home)
        if gazetteer.starting(name) is None:
            name = label + name
        if name not in gazetteer.sure and name not in {label, label[:-1]}:
            return unlisted_zone(name, home)
    return None


@cache
def _zone_names() -> re.Pattern[str]:
    """A name of a zone at the head of a title or of a publisher's name, before what shows that it is one."""
    zone = tomllib.loads(SETTINGS.read_text(encoding="utf-8"))["zone"]
    ends, after = ("|".join(sorted(zone[key], key=len, reverse=True)) for key in ("ends", "after"))
    return re.compile(f"(?:中共)?(?P<zone>[\u4e00-\u9fff]{{0,{_LONGEST_ZONE}}}?(?:{ends}))(?={after})")


def find_listed_home(document: Document, gazetteer: Gazetteer) -> str | None:
    """The listed division by the metadata's region, the publisher, the title, the text, the file's name."""
    metadata = document.metadata
    for name in (metadata.region, metadata.publisher, metadata.title, first_line(document)):
        if name:
            found = gazetteer.starting(name)
            if found:
                return _within(document, found, gazetteer) or found
    if metadata.region == gazetteer.label(NATION):
        return NATION
    if metadata.genre in {Genre.STATUTE, Genre.REGULATION} and metadata.title:
        return NATION
    file_name = re.sub(r"^[\d_\-\s.]+", "", document.source.rsplit("/", 1)[-1])
    return _most_named(document, gazetteer) or gazetteer.starting(file_name)


def _within(document: Document, found: str, gazetteer: Gazetteer) -> str | None:
    """A district of a common name (东区, 郊区) that publisher or title begin with, where the text says 区委."""
    for words in (document.metadata.publisher, document.metadata.title):
        inner = gazetteer.starting(words) if words else None
        if inner is None or inner == found or found not in gazetteer.chain(inner):
            continue
        level = gazetteer.label(inner)[-1]
        own = re.findall(f"[全我本]{level}|(?<![市县]){level}(?:委|政府|安委|应急|住建|公安)", document.text)
        if len(own) >= _FEWEST_TIMES:
            return inner
    return None


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
