"""Branches of a city's bureau in a district, and police stations: 滨江区公安分局, 城东派出所."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Final

from extract.document import Span
from extract.link.agencies import Prefix, agencies_prefix
from extract.link.bodies import agency, named, short_name
from extract.link.divisions import COUNTY, PREFECTURE, PROVINCE, Gazetteer
from extract.link.extent import Extents
from extract.link.meaning import Meaning
from extract.link.names import Form, load_names
from extract.link.official_names import province_of
from extract.link.setting import Setting
from extract.records import Mention
from extract.sifted import Sifted, sifted
from ontology.namespaces import ZR, concept

POLICE: Final = concept("function", "public-security")
COAL: Final = concept("function", "coal-mine-safety")
MINES: Final = concept("function", "mine-safety")
_STATION: Final = "派出所"
_POLICE: Final = "公安"
_LONGEST_STATION: Final = 4
_LONGEST_BRANCH: Final = 24


_ZONE_END: Final = re.compile(
    r"(?:经济技术|高新技术产业|高新技术|经济|工业|产业|旅游|综合|国家级|生态)*(?:开发区|示范区|新区|园区|度假区|试验区|保税区)$"
)
_BARE_BEFORE: Final = re.compile(r"(?:^|[，,。；;：:、\n（(和与及由从请]|会同|联合|配合|协调|督促)$")
_MINES: Final = re.compile(r"(?:国家)?矿山(?:安全监察|安监|监察)局?(?P<place>[\u4e00-\u9fff]{2,3})局(?![部面限长])")
_ADMINISTRATION: Final = re.compile("矿山(?:安全监察|安监)局")
_INSPECTION: Final = re.compile("(?:监察执法[一二三四五六]?处)?(?![部面限长机])")
_OF_MANY: Final = re.compile(r"[各全][^，。；,;\n]{0,14}[、和及与]$")
_RIVER_POLICE: Final = re.compile(r"(?:长航公安局?|长江航运公安局)(?P<place>[\u4e00-\u9fff]{2,3})分局(?![长面])")
_COAL: Final = re.compile(
    r"(?:煤监局|煤矿安监局|煤矿安全监察局)(?P<of>[\u4e00-\u9fff]{2})(?:监察)?分局(?![长面])"
    r"|(?P<place>[\u4e00-\u9fff]{2})(?:煤监|煤矿安全监察)分局(?![长面])"
)


@cache
def _stem_in() -> Sifted:
    stems = "|".join(sorted(map(re.escape, load_names().stems), key=lambda stem: (-len(stem), stem)))
    return sifted(re.compile(rf"(?<!航)(?P<stem>{stems})局?(?P<place>[\u4e00-\u9fff]{{2,4}}?)(?:区)?分局(?![长面])"))


def _branch_names(text: str) -> Iterator[re.Match[str]]:
    """Matches of `_stem_in`, tried only right before each 分局."""
    floor, pattern = 0, _stem_in()
    for branch in re.finditer("分局", text):
        match = pattern.search(text, max(floor, branch.start() - _LONGEST_BRANCH), branch.end() + 1)
        if match is not None:
            floor = match.end()
            yield match


@cache
def _stem() -> Sifted:
    stems = sorted(load_names().stems, key=len, reverse=True)
    return sifted(re.compile(f"(?P<stem>{'|'.join(map(re.escape, stems))})分局(?![长面])"))


def find_branches(setting: Setting, bodies: Sequence[Mention]) -> Iterator[Mention]:
    """Branches under their official names: the city's bureau, then the district (南通市公安局崇川区分局)."""
    if setting.statute:
        return
    ends = {body.span.end: body for body in bodies}
    for found in (
        *_bare(setting),
        *_in_place(setting),
        *_of_coal(setting),
        *_of_mines(setting),
        *_of_mines_in_short(setting),
    ):
        ends[found.span.end] = found
        yield found
    for match in _stem().finditer(setting.masked):
        prefix = agencies_prefix(setting, match.start())
        if prefix.kind in {"division", "level"} and prefix.division is not None:
            name = _branch(setting, prefix, match)
            if name is not None:
                branch = agency(name, prefix.division, _function(match["stem"]))
                ends[match.end()] = Mention(Span(prefix.start, match.end()), branch)
                yield ends[match.end()]
    yield from _stations(setting, ends)


def _bare(setting: Setting) -> Iterator[Mention]:
    """公安分局 where nothing stands before it: the branch in the district or zone that the document speaks for."""
    home = setting.home
    city = _city_above(setting.gazetteer, home) if home is not None else None
    if home is None or city is None or not setting.gazetteer.label(home).endswith("区"):
        return
    for match in _stem().finditer(setting.masked):
        window = setting.masked[max(0, match.start() - 16) : match.start()]
        if not _BARE_BEFORE.search(window) or _OF_MANY.search(window):
            continue
        bureau = _bureau_of(setting, city, match["stem"])
        if bureau is not None:
            name = f"{bureau}{_district(setting, home, city)}分局"
            yield Mention(Span(*match.span()), agency(name, home, _function(match["stem"])))


def _district(setting: Setting, division: str, city: str) -> str:
    """What a branch is called after a district or zone: 滨海 for 潍坊滨海经济技术开发区."""
    label = setting.gazetteer.label(division)
    own = _ZONE_END.sub("", label.removeprefix(short_name(setting.gazetteer, city)).removeprefix("市"))
    return own.removesuffix("区") if len(own.removesuffix("区")) > 1 else own or label


def _bureau_of(setting: Setting, city: str, stem: str) -> str | None:
    """The city's bureau of a line of work, as it is called at the document's time."""
    meaning = Meaning(setting)
    function, kept = load_names().stems[stem]
    form = meaning.of(Form(function, stem, "局", kept=kept, written=stem + "局"), city)
    return named(load_names(), setting.gazetteer, form, city).label


def _in_place(setting: Setting) -> Iterator[Mention]:
    """公安闵行分局, 生态环境局灞桥分局: a city's bureau in a district; and the police of the Yangtze."""
    gazetteer, text = setting.gazetteer, setting.masked
    for match in _RIVER_POLICE.finditer(text):
        yield Mention(Span(*match.span()), agency(f"长江航运公安局{match['place']}分局", None, POLICE))
    for match in _branch_names(text):
        place = match["place"]
        found = gazetteer.sure.get(place) or gazetteer.sure.get(place + "区") or gazetteer.unsure.get(place) or ()
        division = gazetteer.choose(found, setting.home) if found else None
        if division is not None and province_of(gazetteer, division) != province_of(gazetteer, setting.home):
            division = None
        city = _city_above(gazetteer, division) if division is not None else None
        bureau = _bureau_of(setting, city, match["stem"]) if city is not None else None
        start = _with_city(setting, match.start(), city)
        if bureau is not None and start is not None:
            label = f"{bureau}{place}分局"
            yield Mention(Span(start, match.end()), agency(label, division, _function(match["stem"])))


def _with_city(setting: Setting, start: int, city: str | None) -> int | None:
    """Where the name begins with its city, where that stands before it; None where another place or word does."""
    prefix = agencies_prefix(setting, start)
    if prefix.kind in {"division", "level"}:
        return prefix.start if prefix.division == city else None
    return start if _BARE_BEFORE.search(setting.masked, max(0, start - 4), start) else None


def _of_coal(setting: Setting) -> Iterator[Mention]:
    """重庆煤监局渝南分局, 皖北煤监分局: branches of a province's coal mine safety administration, places or not."""
    gazetteer = setting.gazetteer
    for match in _COAL.finditer(setting.masked):
        start, province = (
            match.start(),
            next((p for p in gazetteer.chain(setting.home) if _is_province(gazetteer, p)), None),
        )
        if match["of"] is not None:
            found = gazetteer.ending_at(setting.masked, start, setting.home)
            start, province = found if found is not None and _is_province(gazetteer, found[1]) else (start, None)
        if province is not None:
            label = f"{short_name(gazetteer, province)}煤矿安全监察局{match['of'] or match['place']}监察分局"
            yield Mention(Span(start, match.end()), agency(label, None, COAL))


def _of_mines(setting: Setting) -> Iterator[Mention]:
    """矿山安全监察江西局: the branch of the nation's mine safety administration in a province."""
    gazetteer = setting.gazetteer
    for match in _MINES.finditer(setting.masked):
        found = gazetteer.sure.get(match["place"]) or ()
        division = gazetteer.choose(found, setting.home) if found else None
        if division is not None and _is_province(gazetteer, division):
            label = f"国家矿山安全监察局{match['place']}局"
            yield Mention(Span(*match.span()), agency(label, division, MINES))


def _of_mines_in_short(setting: Setting) -> Iterator[Mention]:
    """山西局 in a text that names the nation's mine safety administration: its branch in the province."""
    gazetteer, text = setting.gazetteer, setting.masked
    if _ADMINISTRATION.search(text) is None:
        return
    for match in re.finditer("局", text):
        for start in (match.start() - 2, match.start() - 3):
            found = gazetteer.sure.get(text[max(0, start) : match.start()]) or ()
            division = gazetteer.choose(found, setting.home) if found else None
            if division is None or not _is_province(gazetteer, division):
                continue
            end = _INSPECTION.match(text, match.end())
            if end is not None and _BARE_BEFORE.search(text, max(0, start - 4), start):
                label = f"国家矿山安全监察局{text[start : end.end()]}"
                yield Mention(Span(start, end.end()), agency(label, division, MINES))


def _is_province(gazetteer: Gazetteer, division: str) -> bool:
    return gazetteer.level(division) == PROVINCE


def _function(stem: str) -> str:
    return load_names().stems[stem][0]


def _branch(setting: Setting, prefix: Prefix, match: re.Match[str]) -> str | None:
    gazetteer = setting.gazetteer
    assert prefix.division is not None
    city = _city_above(gazetteer, prefix.division)
    if city is None:
        return None
    bureau = load_names().official(_function(match["stem"]), PREFECTURE, gazetteer.is_municipality(city))
    written = setting.masked[prefix.start : match.start()]
    place = _district(setting, prefix.division, city) if prefix.kind == "level" else written
    return f"{gazetteer.label(city)}{bureau}{place}分局" if bureau else None


def _city_above(gazetteer: Gazetteer, division: str) -> str | None:
    """The city that a district or county belongs to."""
    if gazetteer.level(division) in {PREFECTURE, PROVINCE}:
        return None
    above = gazetteer.chain(division)[1:2]
    return above[0] if above and gazetteer.label(above[0]).endswith(("市", "州", "盟")) else None


def _stations(setting: Setting, ends: dict[int, Mention]) -> Iterator[Mention]:
    """城东派出所, under its bureau where that stands before it or the document speaks for a county."""
    text, extents = setting.masked, Extents(setting.masked)
    vague = tuple(load_names().settings["stations"]["vague"])
    for match in re.finditer(_STATION, text):
        near = range(max(0, match.start() - _LONGEST_STATION), match.start() - 1)
        parent = next((ends[position] for position in near if position in ends), None)
        if parent is not None and _POLICE not in parent.entity.label:
            parent = None
        if parent is not None and not text[parent.span.end : match.start()].isalpha():
            parent = None
        start = parent.span.end if parent else extents.start(match.start())
        name = text[start : match.start()]
        if (
            not name.isalpha()
            or not 2 <= len(name) <= _LONGEST_STATION
            or name.endswith(vague)
            or name.startswith(vague)
        ):
            continue
        begin = parent.span.start if parent else start
        bureau = parent.entity.label if parent else bureau_of(setting)
        division = parent.entity.division if parent else setting.home
        yield Mention(Span(begin, match.end()), agency(bureau + name + _STATION, division, POLICE))


def bureau_of(setting: Setting) -> str:
    """The police bureau of the county that the document speaks for, empty where it speaks for another division."""
    gazetteer, home = setting.gazetteer, setting.home
    if home is None or gazetteer.level(home) != COUNTY or ZR + "level" not in gazetteer.concepts[home].properties:
        return ""
    label, city = gazetteer.label(home), _city_above(gazetteer, home)
    if label.endswith("区") and city is not None:
        written = f"{label}公安分局" in setting.document.text or f"{label}分局" in setting.document.text
        return f"{gazetteer.label(city)}公安局{label if written else _district(setting, home, city)}分局"
    return f"{label}公安局"
