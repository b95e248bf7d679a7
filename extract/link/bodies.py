"""Bodies as nodes: an agency's full name, division, function, level and superior."""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from extract.link.divisions import (
    COUNTY,
    NATION,
    NATIONAL,
    PREFECTURE,
    PROVINCE,
    ZONE,
    Gazetteer,
    load_gazetteer,
)
from extract.link.names import Form, Names, load_names
from extract.records import Entity, EntityClass
from ontology.namespaces import ZR, concept

GOVERNMENT: Final = concept("function", "peoples-government")
PARTY: Final = concept("function", "party-committee")
ENTERPRISE: Final = concept("function", "enterprise")
FINANCE: Final = concept("function", "financial-regulation")
ADMINISTRATION: Final = concept("function", "administrative-committee")
WORKING_COMMITTEE: Final = concept("function", "party-working-committee")
_OF_PARTY: Final = concept("function", "party-body")
_OF_DISCIPLINE: Final = concept("function", "discipline-body")
_OF_GOVERNMENT: Final = frozenset(
    concept("function", name)
    for name in (
        "government",
        "government-department",
        "deliberative-body",
        "deliberative-office",
        "public-institution",
        "rescue-team",
    )
)


def agency(name: str, division: str | None, function: str | None, level: str | None = None) -> Entity:
    """The node of an agency: its full name is its key. Its superior is the government of its division."""
    return _agency(name, division, function, level)


@lru_cache(maxsize=65536)
def _agency(name: str, division: str | None, function: str | None, level: str | None) -> Entity:
    superior = None
    if division is not None and function not in {GOVERNMENT, PARTY, ADMINISTRATION}:
        superior = superior_of(division, function)
    return Entity(
        kind=EntityClass.AGENCY,
        key=name,
        label=name,
        division=division,
        function=function,
        levels=(level,) if level else (),
        superior=superior,
    )


def superior_of(division: str, function: str | None) -> Entity | None:
    """The body that commands bodies of this function in the division.

    An office is under the body whose office it is, a party body under the party committee, a department, coordinating
    body, institution or rescue team under the government. Congresses, courts, armies, mass organisations and
    enterprises are under no government and get none.
    """
    names = load_names()
    known = names.functions.get(function) if function is not None else None
    if known is not None and (body := known.value(ZR + "officeOf")):
        form = Form(body, names.functions[body].label_zh, "", kept=False)
        return named(names, load_gazetteer(), form, division)
    above = known.broader if known is not None else ()
    if _OF_PARTY in above or _OF_DISCIPLINE in above:
        return committee(division)
    return government(division) if function is None or _OF_GOVERNMENT.intersection(above) else None


def government(division: str) -> Entity:
    """The people's government of a division, or a functional zone's administrative committee."""
    gazetteer = load_gazetteer()
    if division == NATION:
        return agency("国务院", NATION, GOVERNMENT, NATIONAL)
    if gazetteer.level(division) == ZONE:
        return agency(gazetteer.label(division) + "管理委员会", division, ADMINISTRATION, tier(gazetteer, division))
    label = gazetteer.body_label(division)
    office = "行政公署" if label.endswith(("地区", "盟")) else "人民政府"
    return agency(label + office, division, GOVERNMENT, tier(gazetteer, division))


def committee(division: str) -> Entity:
    """The party committee of a division: 中共甘肃省委, 中共中央."""
    gazetteer = load_gazetteer()
    if division == NATION:
        return agency("中共中央", NATION, PARTY, NATIONAL)
    return agency(committee_name(gazetteer, division), division, PARTY, tier(gazetteer, division))


def committee_name(gazetteer: Gazetteer, division: str) -> str:
    """The short official name of a division's party committee; a functional zone has a working committee."""
    label = gazetteer.body_label(division)
    if gazetteer.level(division) == ZONE:
        return f"中共{label}工作委员会"
    short = label.removesuffix("区") if label.endswith("地区") else label
    return "中共" + short + ("委员会" if label.endswith("自治区") else "委")


def named(name: Names, gazetteer: Gazetteer, form: Form, division: str) -> Entity:
    """The body of a form in a division, under its full name."""
    names = name
    if form.national or division == NATION:
        official = names.functions[form.function].value(ZR + "nationalName")
        return agency(form.stem if form.national or not official else official, NATION, form.function, NATIONAL)
    level = tier(gazetteer, division)
    full = names.full(form, level, gazetteer.is_municipality(division))
    label = gazetteer.body_label(division)
    for suffix, template in names.settings["vertical"].items():
        if full == suffix and level in {PROVINCE, PREFECTURE, COUNTY}:
            return agency(
                template.format(division=label, short=short_name(gazetteer, division)), division, form.function, level
            )
    above = names.functions[form.function].broader
    if form.function == WORKING_COMMITTEE and gazetteer.level(division) == ZONE:
        return committee(division)
    if _OF_PARTY in above:
        return agency(committee_name(gazetteer, division) + full, division, form.function, level)
    if _OF_DISCIPLINE in above and full.startswith("纪律检查"):
        return agency("中共" + label + full, division, form.function, level)
    return agency(label + full, division, form.function, level)


def short_name(gazetteer: Gazetteer, division: str) -> str:
    """The shortest name of a division that ends with no word of level."""
    found = gazetteer.concepts[division]
    names = [name for name in found.alternative if len(name) == 2 or not name.endswith(("省", "市", "县", "区", "州"))]
    return min((n for n in names if found.label_zh.startswith(n)), key=len, default=found.label_zh)


def tier(gazetteer: Gazetteer, division: str) -> str:
    return gazetteer.concepts[division].value(ZR + "level") or COUNTY


def branch_of(gazetteer: Gazetteer, template: str, division: str, written: str | None = None) -> Entity:
    """The branch of a national enterprise or regulator in a division; `written` is how its place is written."""
    level = tier(gazetteer, division)
    short = short_name(gazetteer, division)
    place = written or (gazetteer.label(division) if level == COUNTY else short)
    label = template.format(division=gazetteer.label(division), short=short, place=place)
    return agency(label, division, ENTERPRISE if label.endswith("公司") else FINANCE, level)
