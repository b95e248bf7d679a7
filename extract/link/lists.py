"""Agencies in lists that share a head or a prefix: 四川、陕西应急管理厅, 南通市、省水利厅, 县发改局、县公路局."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import Final

from extract.document import Span
from extract.link.agencies import agencies_prefix
from extract.link.bodies import GOVERNMENT, agency, government, named
from extract.link.divisions import NATION, ZONE
from extract.link.institutions import load_words
from extract.link.lines_of_work import by_stem, find_lines_of_work, is_line_of_work
from extract.link.names import Form, Names, load_names
from extract.link.setting import Setting
from extract.records import Entity, Mention
from ontology.namespaces import ZR

_FULL: Final = ("省", "市", "县", "区", "州", "旗", "盟")
_OF_PLACE: Final = ("在", "赴", "到", "于", "往")
_LEVEL_WORDS: Final = frozenset("省市县区州旗")
_NEIGHBOUR: Final = re.compile(
    r"、(?P<level>[省市县区州旗])(?P<name>[\u4e00-\u9fff]{2,12}?"
    r"(?:局|委员会|办公室|中心|公司|集团|总队|支队|大队|联合会|协会|总社|联社|学院|医院|[^各][委办]))(?=[、，,。；;：:）)\n等按要根各])"
)
_TASK_FORCE: Final = re.compile(r"(?P<head>领导小组|领导组|工作专班|(?P<own>专班))(?:办公室)?")
_FOUNDED: Final = re.compile(
    r"(?:成立|组建|设立)了?(?P<name>(?!了|工作$|专项$|市级$|县级$|由)[\u4e00-\u9fff“”]{3,20})$"
)
_ETC: Final = re.compile(
    "等(?:周边|毗邻|邻近|兄弟|相邻|沿线|沿江)?(?:省市|州市|县市|县区|市县|省|市|县|区|州|旗|盟|地)"
)
_LONGEST_CORE: Final = 12
_LONGEST_TASK: Final = 40
_ITS_OFFICE: Final = re.compile("[，,；;](?P<office>(?:工作专班|专班|领导小组|领导组)办公室)")
_LONGEST_PLAN: Final = 120
_TASK_LEAD: Final = frozenset("立建设整为由在以和与及向入从")
_RELATIVE_LIST: Final = re.compile(
    r"(?P<more>等)?(?:\d{1,2}|[一二三四五六七八九十]{1,3})?个?(?:省级|省|市|县|州)(?:局|厅|级局)(?![部面限势长])"
)
_PLACE_LIST: Final = re.compile(r"[（(][厅局委办][）)]")
_GOVERNMENTS_BEFORE: Final = re.compile(r"(?:市州|州市|市（州）|各市|地市|省辖市|县区|区县|市区|[）)]|政府)[、和及]$")


def find_listed(setting: Setting, agencies: Iterable[Mention]) -> tuple[Mention, ...]:
    """Agencies that a list names by place or by line of work alone.

    `agencies` are those found by their own cores; one that a wider mention here covers is to be dropped by the caller.
    """
    names, agencies = load_names(), tuple(agencies)
    return (
        *_by_relative(setting, names),
        *_by_place(setting, names, agencies),
        *_by_neighbours(setting, names),
        *find_lines_of_work(setting, agencies),
        *_zones(setting),
        *_places_in_row(setting, agencies),
        *_by_neighbour(setting, agencies),
        *_task_forces(setting),
        *_founded(setting),
        *_headquarters(setting, names),
    )


def _by_place(setting: Setting, names: Names, agencies: tuple[Mention, ...]) -> Iterator[Mention]:
    """四川、陕西、西藏应急管理厅(局): one body for each place."""
    text = setting.masked
    for mention in agencies:
        start, end = mention.span.start, mention.span.end
        division, function = mention.entity.division, mention.entity.function
        if division is None or function is None or function not in names.functions or setting.statute:
            continue
        alternative = _PLACE_LIST.match(text, end)
        own = setting.gazetteer.ending_at(text, _core_start(setting, start, division), setting.home, unsure=True)
        if own is None or own[0] != start:
            continue
        places = list(_places_before(setting, start))
        department = ZR + "nameStem" in names.functions[function].properties
        form = Form(function, "" if department else names.functions[function].label_zh, "", kept=False)
        if not department and not all(setting.gazetteer.label(place).endswith(_FULL) for _, place in places):
            continue
        for span, place in places:
            sole = function == GOVERNMENT
            yield Mention(span, government(place) if sole else named(names, setting.gazetteer, form, place))
        if alternative:
            yield Mention(Span(start, alternative.end()), named(names, setting.gazetteer, form, division))


def _by_relative(setting: Setting, names: Names) -> Iterator[Mention]:
    """山西、河南等省局: the bodies of the speaker's function in each place."""
    actor = setting.actor
    if setting.statute or actor is None or actor.function is None or actor.function not in names.functions:
        return
    if ZR + "nameStem" not in names.functions[actor.function].properties:
        return
    form = Form(actor.function, "", "", kept=False)
    for match in _RELATIVE_LIST.finditer(setting.masked):
        last = setting.gazetteer.ending_at(setting.masked, match.start(), setting.home)
        if last is None:
            continue
        places = [(Span(last[0], match.start()), last[1]), *_places_before(setting, last[0])]
        for span, place in places if len(places) > 1 or match["more"] else ():
            yield Mention(span, named(names, setting.gazetteer, form, place))


def _by_neighbours(setting: Setting, names: Names) -> Iterator[Mention]:
    """湖南花垣、重庆秀山等周边县应急管理局: the same body in each of the places before 等."""
    if setting.statute:
        return
    text = setting.masked
    for match in _ETC.finditer(text):
        make = _shared(setting, names, match.end())
        position = match.start()
        while make is not None:
            place = agencies_prefix(setting, position)
            if place.kind != "division" or place.division is None:
                break
            yield Mention(Span(place.start, position), make(place.division))
            position = place.start - 1
            if text[position : position + 1] not in {"、", "和"} or position <= 0:
                break


def _shared(setting: Setting, names: Names, start: int) -> Callable[[str], Entity] | None:
    """What makes the body of a place from the words at `start`: a body's name, or a line of work and 部门."""
    text = setting.masked
    for end in range(min(len(text), start + _LONGEST_CORE), start + 1, -1):
        words = text[start:end]
        if words in names.by_label:
            return partial(named, names, setting.gazetteer, names.by_label[words])
        if words.endswith("部门") and is_line_of_work(words.removesuffix("部门")):
            return partial(by_stem, setting, names, words.removesuffix("部门"))
    return None


def _core_start(setting: Setting, start: int, division: str) -> int:
    """Where the name of the division that starts at `start` ends."""
    concept = setting.gazetteer.concepts[division]
    labels = sorted((concept.label_zh, *concept.alternative), key=len, reverse=True)
    return next((start + len(label) for label in labels if setting.masked.startswith(label, start)), start)


def _places_before(setting: Setting, start: int) -> Iterator[tuple[Span, str]]:
    """The places enumerated right before `start`, nearest first."""
    position = start
    while setting.masked[position - 1 : position] == "、":
        full = setting.masked.endswith(_FULL, 0, position - 1)
        found = setting.gazetteer.ending_at(setting.masked, position - 1, setting.home, unsure=full)
        if found is None:
            return
        yield Span(found[0], position - 1), found[1]
        position = found[0]


def _zones(setting: Setting) -> Iterator[Mention]:
    """全省14个市州、兰州新区: a functional zone in one row with governments is its administrative committee."""
    if setting.statute:
        return
    gazetteer = setting.gazetteer
    for match in re.finditer(r"[区港城]", setting.masked):
        found = gazetteer.ending_at(setting.masked, match.end(), setting.home, unsure=True)
        if found is None or gazetteer.level(found[1]) != ZONE:
            continue
        if _GOVERNMENTS_BEFORE.search(setting.masked, max(0, found[0] - 8), found[0]):
            yield Mention(Span(found[0], match.end()), government(found[1]))


def _places_in_row(setting: Setting, bodies: tuple[Mention, ...]) -> Iterator[Mention]:
    """南通市、省水利厅: a city or county under its full name in a row with bodies is its government."""
    if setting.statute:
        return
    text, gazetteer = setting.masked, setting.gazetteer
    for mention in bodies:
        if text[mention.span.start : mention.span.start + 1] not in _LEVEL_WORDS:
            continue
        position = mention.span.start
        while text[position - 1 : position] == "、" and text.endswith(_FULL, 0, position - 1):
            found = gazetteer.ending_at(text, position - 1, setting.home, unsure=True)
            if found is None or gazetteer.level(found[1]) == ZONE or text[found[0] - 1 : found[0]] in _OF_PLACE:
                break
            yield Mention(Span(found[0], position - 1), government(found[1]))
            position = found[0]


def _by_neighbour(setting: Setting, bodies: tuple[Mention, ...]) -> Iterator[Mention]:
    """县发改局、县公路局: a body with a name of its own, in a row with one that is known, under the same prefix."""
    if setting.statute:
        return
    text = setting.masked
    known = {mention.span.start for mention in bodies}
    for mention in bodies:
        prefix = text[mention.span.start : mention.span.start + 1]
        division = mention.entity.division
        if prefix not in _LEVEL_WORDS or division is None:
            continue
        position = mention.span.end
        while match := _NEIGHBOUR.match(text, position):
            if match["level"] != prefix or match.start("level") in known:
                break
            words = setting.gazetteer.body_label(division) + match["name"]
            yield Mention(Span(match.start("level"), match.end("name")), agency(words, division, None, None))
            position = match.end("name")


def _task_forces(setting: Setting) -> Iterator[Mention]:
    """徐闻县安全生产专项整治三年行动工作领导小组: a body set up for a task, under a division or level word."""
    if setting.statute:
        return
    text = setting.masked
    for match in _TASK_FORCE.finditer(text):
        run = match.start()
        while run > max(0, match.start() - _LONGEST_TASK) and (
            "\u4e00" <= text[run - 1] <= "\u9fff" or text[run - 1] in "“”·"
        ):
            run -= 1
        whole = run
        run = max([run, *(found.end() for found in load_words().breaks.finditer(text, run, match.start()))])
        for position in range(run + 1, match.start("head") - 1 if match["own"] is None else run):
            if text[position] in _LEVEL_WORDS:
                continue
            prefix = agencies_prefix(setting, position)
            if prefix.kind in {"division", "level"} and prefix.division is not None and prefix.start >= run:
                if prefix.kind == "level" and prefix.start > run and text[prefix.start - 1] not in _TASK_LEAD:
                    continue
                words = setting.gazetteer.body_label(prefix.division) + text[position : match.end()]
                entity = agency(words, prefix.division, None, setting.tiers_level(prefix.division))
                yield Mention(Span(prefix.start, match.end()), entity)
                break
        else:
            founded = _FOUNDED.search(text, whole, match.start())
            if founded is None or text[founded.start() - 1 : founded.start()] in _LEVEL_WORDS:
                continue
            if setting.home is not None and not load_words().breaks.search(founded["name"]):
                words = setting.gazetteer.body_label(setting.home) + text[founded.start("name") : match.end()]
                entity = agency(words, setting.home, None, setting.tiers_level(setting.home))
                yield Mention(Span(founded.start("name"), match.end()), entity)


def _founded(setting: Setting) -> Iterator[Mention]:
    """成立由县长任组长的工作专班, 成立前方联合指挥部: set up by the one who speaks, without a name of its own."""
    if setting.statute or setting.home is None:
        return
    settings = load_names().settings["founded"]
    over = setting.actor.label if setting.actor else setting.gazetteer.body_label(setting.home)
    for match in re.finditer(settings["front"], setting.masked):
        words = ("" if setting.home == NATION else setting.gazetteer.body_label(setting.home)) + match["name"]
        yield Mention(Span(*match.span("name")), agency(words, setting.home, None))
    for match in re.finditer(settings["body"], setting.masked):
        clause = re.split("[。；;\n]", setting.masked[max(0, match.start() - _LONGEST_TASK) : match.start()])[-1]
        if re.search(settings["of_others"], clause):
            continue
        name = match["name"] or match["task"]
        matter = plan_before(setting, match.start()) if match["task"] else ""
        place = setting.gazetteer.body_label(setting.home) if setting.home != NATION else ""
        if setting.home == NATION and matter and f"全国{matter}" in setting.document.text:
            place = "全国"
        words = over + name if match["task"] and not matter else place + matter + name
        start = match.start("name") if match["name"] else match.start("task")
        yield Mention(Span(start, start + len(name)), agency(words, setting.home, None))
        if office := _ITS_OFFICE.match(setting.masked, start + len(name)):
            yield Mention(Span(*office.span("office")), agency(words + "办公室", setting.home, None))


def plan_before(setting: Setting, position: int) -> str:
    """The matter of the plan named right before: a task force that is set up with it is for it."""
    text, pattern = setting.document.text, load_names().settings["founded"]["plan"]
    plans = list(re.finditer(pattern, text[max(0, position - _LONGEST_PLAN) : position]))
    if not plans:
        plans = list(re.finditer(load_names().settings["founded"]["begun"], _paragraph_before(text, position)))
    if not plans:
        return ""
    matter = plans[-1]["matter"]
    for iri in setting.gazetteer.chain(setting.home):
        label = setting.gazetteer.label(iri)
        for words in (label, label[:-1]):
            matter = matter.removeprefix(words) if len(words) > 1 else matter
    return matter


def _paragraph_before(text: str, position: int) -> str:
    """The sentence of a position up to it, with the one before in the same paragraph."""
    near = text[max(text.rfind("\n", 0, position) + 1, position - _LONGEST_PLAN) : position]
    return "。".join(near.split("。")[-2:])


def _headquarters(setting: Setting, names: Names) -> Iterator[Mention]:
    """防汛抗旱、森林防火、抗震救灾三个指挥部: each matter with the head that the last one has."""
    settings = names.settings["headquarters"]
    if setting.statute or setting.home is None or setting.home == NATION:
        return
    matter = "|".join(sorted(settings["matters"], key=len, reverse=True))
    pattern = re.compile(
        f"(?P<row>(?:(?:{matter})[、和])+)(?P<last>{matter}){settings['count']}(?P<head>{settings['head']})"
    )
    for match in pattern.finditer(setting.masked):
        prefix = agencies_prefix(setting, match.start())
        division = prefix.division if prefix.kind in {"level", "division"} else setting.home
        if division is None:
            continue
        start = prefix.start if prefix.kind in {"level", "division"} else match.start()
        for item in re.finditer(matter, match["row"]):
            words = settings["full"].get(item.group(), item.group()) + match["head"]
            end = match.start() + item.end()
            yield Mention(Span(start, end), _headquarters_of(setting, names, words, division))
            start = end + 1
        words = settings["full"].get(match["last"], match["last"]) + match["head"]
        yield Mention(Span(match.start("last"), match.end()), _headquarters_of(setting, names, words, division))


def _headquarters_of(setting: Setting, names: Names, words: str, division: str) -> Entity:
    """The headquarters of that name in a division."""
    if words in names.by_label:
        return named(names, setting.gazetteer, names.by_label[words], division)
    return agency(setting.gazetteer.body_label(division) + words, division, None)
