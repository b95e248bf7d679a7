"""Which division a document speaks for, and the full names of divisions."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from functools import cache

from ontology.namespaces import ZR
from ontology.vocabulary import Concept, Vocabulary, load_vocabulary

_AMBIGUOUS = ZR + "ambiguousLabel"
_LEVEL = ZR + "level"
_UNTIL = ZR + "until"
_LONGEST_NAME = 16
_OPENING = 1500
_NATION = "000000"
# 我市 may be a prefecture or a city of county rank; 我区 a district or a zone.
_SELVES = {
    "省": ("province",),
    "区": ("county", "province"),
    "市": ("prefecture", "county", "province"),
    "州": ("prefecture",),
    "盟": ("prefecture",),
    "县": ("county",),
    "旗": ("county",),
}
_RANKS = tuple("省市县区州盟旗乡镇村")
_TOWN = re.compile(f"[{''.join(_RANKS)}]|[\u4e00-\u9fff](?:[镇乡]|街道)")
_SELF = re.compile(r"我(省|市|州|盟|县|区|旗)")
_BODY = r"(?=[\u4e00-\u9fff]{0,10}?(?:局|厅|委|政府|办|部门|中心|队))"
_NATIONAL = re.compile(
    r"^(国务院|国家|中共中央|中央|全国|中华人民共和国|应急管理部|[\u4e00-\u9fff]{2,10}部(办公厅|令)?$)"
)


@dataclass(frozen=True)
class DivisionNames:
    """The divisions by every name that they bear."""

    vocabulary: Vocabulary
    names: dict[str, tuple[Concept, ...]]

    def at_start(self, words: str) -> tuple[str, tuple[Concept, ...]]:
        """The longest name with which `words` begin, and the divisions that bear it; empty when there is none."""
        for length in range(min(_LONGEST_NAME, len(words)), 1, -1):
            found = self.names.get(words[:length])
            # 临川县 is not 临川 with 县 behind it: a short name that another rank follows names something else, and
            # so does one within the name of a town (河西|堡镇).
            if found and (words[length - 1] in _RANKS or not _TOWN.match(words, length)):
                return words[:length], found
        return "", ()

    def path(self, division: Concept) -> tuple[Concept, ...]:
        """The division with those around it, from the province down; the nation stands alone."""
        above = [self.vocabulary.concepts[iri] for iri in self.vocabulary.ancestors(division.iri)]
        whole = [concept for concept in reversed(above) if concept.notation != _NATION]
        return (*whole, division)


@cache
def division_names() -> DivisionNames:
    """The names of the division vocabulary, read once."""
    vocabulary = load_vocabulary()
    names: dict[str, list[Concept]] = {}
    for concept in vocabulary.scheme("division"):
        for label in (*concept.labels, *concept.properties.get(_AMBIGUOUS, ())):
            bearers = names.setdefault(label, [])
            if concept not in bearers and len(label) > 1:
                bearers.append(concept)
    return DivisionNames(vocabulary, {label: tuple(found) for label, found in names.items() if found})


def division_of(words: str, text: str) -> tuple[str, Concept | None]:
    """The division named at the start of `words`, with the stretch that names it (浙江省绍兴市柯桥区 names one).

    Of divisions with the same name it is the one whose superiors `text` names most; where none stands out, None.
    """
    names = division_names()
    stretch, found = names.at_start(words)
    if not found:
        return "", None
    best = _chosen(found, text)
    position = len(stretch)
    while True:
        stretch, narrower = names.at_start(words[position:])
        below = [c for c in narrower if best is None or best.iri in names.vocabulary.ancestors(c.iri)]
        if not below or not stretch or len(stretch) < 3:
            return words[:position], best
        best = _chosen(tuple(below), text)
        position += len(stretch)


def find_region(sources: list[str], text: str) -> Concept | None:
    """The division that speaks: the first that one of `sources` (publisher, title, signature …) begins with.

    Where none does, the division of the rank that the opening first calls its own (我市) whose bodies it names most.
    """
    for words in sources:
        _, division = division_of(words, text)
        if division is not None:
            return division
        if _NATIONAL.match(words):
            return nation()
    return _self_named(text[:_OPENING], text)


def nation() -> Concept:
    """The division of the whole country."""
    return next(c for c in load_vocabulary().scheme("division") if c.notation == _NATION)


def full_name(division: Concept) -> str:
    """The division's name from the province down: 福建省泉州市."""
    return "".join(concept.label_zh for concept in division_names().path(division))


def complete_body(name: str, region: Concept | None, text: str) -> str:
    """A body's name with its division's full label: 巍山县应急管理局, 市应急管理局 and 应急管理局 become complete.

    `region` is the division that speaks; where it is unknown an incomplete name stays as it is.
    """
    stretch, division = division_of(name, text)
    if division is not None:
        named = name.startswith(division.label_zh) or not stretch
        return name if named else division.label_zh + name[len(stretch) :]
    if region is None or _NATIONAL.match(name):
        return name
    path = division_names().path(region)
    levels = _SELVES.get(name[:1])
    if levels:
        own = next((c for c in reversed(path) if _level(c) in levels and c.label_zh.endswith(name[0])), None)
        own = own or next((c for c in reversed(path) if _level(c) in levels), None)
        return own.label_zh + name[1:] if own else name
    return region.label_zh + name


def _chosen(found: tuple[Concept, ...], text: str) -> Concept | None:
    """The one of several divisions of a name whose superiors the text names; those that still exist come first."""
    lasting = tuple(concept for concept in found if not concept.value(_UNTIL)) or found
    if len(lasting) == 1:
        return lasting[0]
    names = division_names()
    scores = [sum(text.count(above.label_zh) for above in names.path(concept)[:-1]) for concept in lasting]
    best = max(scores)
    chosen = [concept for concept, score in zip(lasting, scores, strict=True) if score == best]
    return chosen[0] if best and len(chosen) == 1 else None


def _self_named(opening: str, text: str) -> Concept | None:
    first = _SELF.search(opening)
    if not first:
        return None
    rank = first[1]
    found: Counter[str] = Counter()
    concepts: dict[str, Concept] = {}
    for match in re.finditer(rf"(?=([\u4e00-\u9fff]{{2,11}}{rank}){_BODY})", opening):
        stretch, division = division_of(match[1], text)
        if division is not None and stretch == match[1] and _level(division) in _SELVES[rank]:
            found[division.iri] += 1
            concepts[division.iri] = division
    if not found:
        return None
    return concepts[max(sorted(found), key=lambda iri: found[iri])]


def _level(division: Concept) -> str:
    value = division.value(_LEVEL)
    return value.rsplit("/", 1)[-1] if value else ""
