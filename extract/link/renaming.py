"""Branches under the name of the body that they belong to: power companies, railway sections, hydrology, coal mines."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Final

from extract.link.agencies import agencies_prefix
from extract.link.bodies import short_name
from extract.link.divisions import NATION, PREFECTURE, PROVINCE
from extract.link.enterprises import branch_name, load_enterprises, registered
from extract.link.institutions import ENTERPRISE
from extract.link.names import load_names
from extract.link.offices import office_name
from extract.link.official_names import load_settings, month_of, province_of
from extract.link.setting import Setting
from extract.records import EntityClass, Mention

_POWER: Final = re.compile(
    r"(?:国网)?(?P<place>[\u4e00-\u9fff]{0,8}?)(?P<head>供电公司|供电局|供电分公司|电力公司|电力局|电力)$"
)
_BRANCH: Final = re.compile(r"(?P<place>[\u4e00-\u9fff]{2,4}?)(?:市|州)?水文(?:水资源)?(?:勘测)?分局$")
_OIL: Final = re.compile(
    r"(?P<brand>中石化|中国石化|中石油|中国石油)(?P<place>[\u4e00-\u9fff]{2,4}?)(?:市|州)?(?:石油|销售|石油分公司|销售分公司|分公司)$"
)
_COAL: Final = re.compile(r"(?P<over>[\u4e00-\u9fff]+煤矿安全监察局)(?P<place>[\u4e00-\u9fff]{2,3})分局$")


_SHORTEST_GROUP: Final = 5
_CARRIER: Final = re.compile(
    "中国(?P<name>移动|电信|联通|铁塔)(?:公司)?(?P<place>[\u4e00-\u9fff]{2,4}?)(?:分公司|公司)"
)
_ARMED_POLICE: Final = re.compile(r"武警(?:部队)?(?P<place>[\u4e00-\u9fff]{2,8})总队")
_CITY: Final = re.compile("[市州]?水文(?:分)?局")
_LEVELS: Final = "省市县区州旗"
_WORKS: Final = re.compile("(?:林场|农场|牧场|水库管理(?:处|局|所|站|中心))$")
_JOINTS: Final = frozenset("、和及与")


def renamed(setting: Setting, bodies: Iterable[Mention]) -> tuple[Mention, ...]:
    """The bodies, each branch under the registered or official name that province and time make certain."""
    if setting.statute:
        return tuple(bodies)
    found: list[Mention] = []
    for body in sorted(bodies, key=lambda mention: mention.span):
        found.append(_sibling(setting, body, found[-1]) if found else body)
        found[-1] = _renamed(setting, found[-1])
    return tuple(found)


def _sibling(setting: Setting, body: Mention, before: Mention) -> Mention:
    """九三分公司 after 北大荒集团北安分公司: a branch of the same enterprise, in a row with another."""
    text = setting.document.text
    words, joint = body.span.of(text), text[before.span.end : body.span.start]
    branches = before.span.of(text).endswith("分公司") and re.fullmatch(r"[\u4e00-\u9fff]{2,4}分公司", words)
    if not branches or joint not in _JOINTS:
        return body
    over = next((name for name in load_enterprises().full if before.entity.label.startswith(name)), None)
    if over is None:
        return body
    return Mention(body.span, replace(body.entity, key=over + words, label=over + words))


def _renamed(setting: Setting, body: Mention) -> Mention:
    if body.entity.kind is not EntityClass.AGENCY:
        return body
    words = body.span.of(setting.document.text)
    for rule in _RULES:
        name = rule(setting, words, body)
        if name is not None:
            function = body.entity.function or (ENTERPRISE if rule in _FIRMS else None)
            return Mention(body.span, replace(body.entity, key=name, label=name, function=function))
    return body


def _prefecture(setting: Setting, place: str) -> str | None:
    """The prefecture that a short place name means near the document's home."""
    gazetteer = setting.gazetteer
    found = gazetteer.sure.get(place) or gazetteer.sure.get(place + "市") or ()
    division = gazetteer.choose(found, setting.home) if found else None
    return division if division is not None and gazetteer.level(division) == PREFECTURE else None


def _power(setting: Setting, words: str, body: Mention) -> str | None:
    """梧州供电局, 国网宜昌供电公司: under the power company of the province."""
    match = _POWER.fullmatch(words)
    if match is None:
        return None
    tables, gazetteer, home = load_settings()["power"], setting.gazetteer, setting.home
    place, head = match["place"], match["head"]
    division = home if place in ("", "市", "州", "县", "区", "旗") else _prefecture(setting, place)
    province = province_of(gazetteer, division or home)
    company = tables["south"].get(province) or _of_month(setting, tables["state"].get(province, ""))
    if not company:
        return None
    if gazetteer.label(home or "") == province and place in (short_name(gazetteer, home or ""), province):
        return str(company)
    if division is not None and gazetteer.level(division) == PREFECTURE:
        short = short_name(gazetteer, division)
        return f"{company}{place if len(place) > 1 else short.removesuffix('市')}{head}"
    if head == "供电分公司":
        return company + body.entity.label.removeprefix("国网")
    municipality = home is not None and gazetteer.is_municipality(gazetteer.chain(home)[-1])
    return f"{company}{words.removeprefix('国网')}" if municipality and head == "供电公司" else None


def _of_month(setting: Setting, company: str) -> str:
    """The name of a company of the state's grid at the document's time."""
    month = month_of(setting.document.metadata)
    early = month is not None and month < load_settings()["power"]["reformed"]
    return company.replace("电力有限公司", "电力公司") if early else company


def _hydrology(setting: Setting, words: str, body: Mention) -> str | None:
    """岳岭水文分局: the branch of the province's hydrology body in a prefecture."""
    match, home = _BRANCH.fullmatch(words), setting.home
    division = _prefecture(setting, match["place"]) if match else None
    if match is None and _CITY.fullmatch(words) and home is not None and setting.gazetteer.level(home) == PREFECTURE:
        division = home
    if division is None:
        return None
    template = load_settings()["hydrology"].get(province_of(setting.gazetteer, division))
    return template.format(place=short_name(setting.gazetteer, division)) if template else None


def _coal(setting: Setting, words: str, body: Mention) -> str | None:
    """A branch of a coal mine safety administration is 监察分局 in full."""
    match = _COAL.fullmatch(body.entity.label)
    if match is None or match["place"].endswith("监察"):
        return None
    return f"{match['over']}{match['place']}监察分局"


def _mines(setting: Setting, words: str, body: Mention) -> str | None:
    """河南煤监局 since the reform of 2020: the branch of the nation's mine safety administration.

    A text that names the nation's former administration speaks of the time before.
    """
    settings, month = load_settings()["mines"], month_of(setting.document.metadata)
    match = re.fullmatch(settings["former"], body.entity.label)
    if match is None or words.startswith("原") or month is None or month < settings["reformed"]:
        return None
    if any(name in setting.document.text for name in settings["of_nation"]):
        return None
    return str(settings["name"].format(place=match["place"]))


def _police(setting: Setting, words: str, body: Mention) -> str | None:
    """武警吉林总队: the corps of the armed police in a province, in full."""
    match = _ARMED_POLICE.fullmatch(words)
    found = setting.gazetteer.sure.get(match["place"]) if match is not None else None
    division = setting.gazetteer.choose(found, setting.home) if found else None
    if division is None or setting.gazetteer.level(division) != PROVINCE:
        return None
    return f"中国人民武装警察部队{setting.gazetteer.label(division)}总队"


def _oil(setting: Setting, words: str, body: Mention) -> str | None:
    """中石化淮北分公司: the branch of the oil company's sales company in a prefecture."""
    match = _OIL.fullmatch(words)
    division = _prefecture(setting, match["place"]) if match else None
    if match is None or division is None:
        return None
    gazetteer, month = setting.gazetteer, month_of(setting.document.metadata)
    province = short_name(gazetteer, gazetteer.chain(division)[-1])
    place = short_name(gazetteer, division)
    if "石油" in match["brand"]:
        return f"中国石油天然气股份有限公司{province}{place}销售分公司"
    company = "中国石化销售有限公司" if month is not None and month < "2019" else "中国石化销售股份有限公司"
    return f"{company}{province}{place}石油分公司"


def _railway(setting: Setting, words: str, body: Mention) -> str | None:
    """宜昌车务段: a section of the railway group of its province."""
    railways = load_enterprises().settings["railways"]
    match = re.fullmatch(
        rf"(?:中铁[\u4e00-\u9fff]{{2,4}}局(?:集团)?)?(?P<place>[\u4e00-\u9fff]{{2,4}}?)(?P<head>{railways['sections']})",
        words,
    )
    division = _prefecture(setting, match["place"]) if match else None
    if match is None or division is None:
        return None
    bureau = railways["bureaus"].get(province_of(setting.gazetteer, division))
    month = month_of(setting.document.metadata)
    over = railways["former"] if month is not None and month < railways["reformed"] else railways["group"]
    return f"{over.format(bureau=bureau)}{match['place']}{match['head']}" if bureau else None


def _known(setting: Setting, words: str, body: Mention) -> str | None:
    """An enterprise that all know, under the registered name of the document's time."""
    name = registered(setting, words)
    if name is None:
        return None
    month = month_of(setting.document.metadata)
    for former in load_enterprises().settings["former"]:
        if name == former["now"] and month is not None and month <= former["until"]:
            return str(former["name"])
    return name if body.entity.label == words else None


def _group(setting: Setting, words: str, body: Mention) -> str | None:
    """福州地铁集团: a group that bears the name of its place is a limited company."""
    label = body.entity.label
    if not words.endswith("集团") or len(label) < _SHORTEST_GROUP or not label.endswith(words[1:]):
        return None
    if words[0] in _LEVELS and label != words:
        return _written_out(label) + "有限公司"
    if label != words:
        return None
    place = any(setting.gazetteer.sure.get(words[:length]) for length in range(2, len(words) - 2))
    return words + "有限公司" if place else None


def _written_out(label: str) -> str:
    """The name of a group with its trade written out: 交通投资集团 of 交投集团."""
    for short, full in load_enterprises().settings["trades"].items():
        if label.endswith(short + "集团"):
            return str(label.removesuffix(short + "集团") + full + "集团")
    return label


def _carrier(setting: Setting, words: str, body: Mention) -> str | None:
    """中国移动克州分公司: a carrier's branch under the province's company."""
    match = _CARRIER.fullmatch(words)
    found = setting.gazetteer.sure.get(match["place"]) if match is not None else None
    division = setting.gazetteer.choose(found, setting.home) if found else None
    if match is None or division is None:
        return None
    return branch_name(setting, load_names().settings["branches"][match["name"]], division)


def _bureau(setting: Setting, words: str, body: Mention) -> str | None:
    """沈阳铁路局 since the reform: the group that it has become."""
    railways, month = load_enterprises().settings["railways"], month_of(setting.document.metadata)
    match = re.fullmatch(r"(?P<bureau>[\u4e00-\u9fff]{2,4})铁路局(?:集团)?(?:公司|有限公司)?", words)
    known = match is not None and match["bureau"] in railways["bureaus"].values()
    if match is None or not known or (month is not None and month < railways["reformed"]):
        return None
    return str(railways["group"].format(bureau=match["bureau"]))


def _of_level(setting: Setting, words: str, body: Mention) -> str | None:
    """省巢湖管理局: a level word at the start of a name as written means its division."""
    if words[0] not in _LEVELS or body.entity.label != words:
        return None
    prefix = agencies_prefix(setting, body.span.start + 1)
    if prefix.kind != "level" or prefix.division is None or prefix.start != body.span.start:
        return None
    return setting.gazetteer.body_label(prefix.division) + words[1:]


def _of_home(setting: Setting, words: str, body: Mention) -> str | None:
    """古山林场, 南江水库管理处: works of the division that the document speaks for."""
    home = setting.home
    if home is None or home == NATION or body.entity.label != words or not _WORKS.search(words):
        return None
    placed = any(setting.gazetteer.sure.get(words[:length]) for length in range(2, len(words)))
    return None if placed else setting.gazetteer.body_label(home) + words


def _room(setting: Setting, words: str, body: Mention) -> str | None:
    """市应急局烟花科: the office of a body under its full name."""
    over = body.entity.superior
    if over is None or not words.endswith(("科", "处", "股")) or not body.entity.label.startswith(over.label):
        return None
    return over.label + office_name(body.entity.label.removeprefix(over.label))


_RULES: Final[tuple[Callable[[Setting, str, Mention], str | None], ...]] = (
    _police,
    _mines,
    _carrier,
    _power,
    _hydrology,
    _coal,
    _oil,
    _railway,
    _known,
    _group,
    _bureau,
    _of_level,
    _of_home,
    _room,
)
_FIRMS: Final = (_carrier, _power, _oil, _railway, _known, _group, _bureau)
