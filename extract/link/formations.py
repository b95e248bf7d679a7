"""Formations within a body: the working groups that it sets up in a row, and a corps named by its rank alone (支队)."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final

from extract.document import Span
from extract.link.acts import is_subject
from extract.link.bodies import agency, named
from extract.link.divisions import COUNTY, PREFECTURE
from extract.link.names import Form, load_names
from extract.link.setting import Setting
from extract.records import Entity, EntityClass, Mention

_GROUPS: Final = re.compile(
    r"(?:成立|下设|设立|组建|分设|设置|设|编成)(?:了)?(?P<row>[\u4e00-\u9fff]{2,8}组(?:[、和及][\u4e00-\u9fff]{2,8}组)+)"
)
_REACH: Final = 24
_SHARE: Final = 0.6
_FEWEST: Final = 1
_LED: Final = re.compile(r"(?:^|[^\u4e00-\u9fff\d]|联合|会同|由|和|与|及)$")


def find_formations(setting: Setting, bodies: Sequence[Mention]) -> Iterator[Mention]:
    """Such formations outside of norms; `bodies` are those found otherwise."""
    if setting.statute:
        return
    agencies = [body for body in bodies if body.entity.kind is EntityClass.AGENCY]
    yield from _groups(setting, agencies)
    yield from _corps(setting, agencies)


def _groups(setting: Setting, bodies: Sequence[Mention]) -> Iterator[Mention]:
    """市防指成立综合协调组、监测预警组: the working groups of the body that sets them up."""
    for match in _GROUPS.finditer(setting.masked):
        near = [b for b in bodies if match.start() - _REACH <= b.span.end <= match.start()]
        between = setting.masked[near[-1].span.end : match.start()] if near else "。"
        if not near or re.search("[。；;\n]", between):
            continue
        over, position = near[-1].entity, match.start("row")
        for name in re.split("[、和及](?=[\u4e00-\u9fff]{2,8}组)", match["row"]):
            span = Span(position, position + len(name))
            position = span.end + 1
            yield Mention(span, agency(over.label + name, over.division, None))


def _corps(setting: Setting, bodies: Sequence[Mention]) -> Iterator[Mention]:
    """支队 and 秦河大队 in a text that speaks of one corps: its detachment, and that of the county."""
    home, text = setting.home, setting.masked
    if home is None or setting.gazetteer.level(home) != PREFECTURE:
        return
    corps = _main_corps(home, bodies)
    if corps is None or corps.function is None:
        return
    for match in re.finditer("支队(?P<party>党委)?(?!伍)", text):
        before = _LED.search(text[max(0, match.start() - 2) : match.start()])
        if before and (match["party"] or is_subject(text, *match.span()) or before.group()):
            label = f"中共{corps.label}委员会" if match["party"] else corps.label
            yield Mention(Span(*match.span()), agency(label, home, None) if match["party"] else corps)
    names, form = load_names(), Form(corps.function, "", "大队", kept=False)
    for match in re.finditer("大队", text):
        place = setting.gazetteer.ending_at(text, match.start(), home, unsure=True)
        if (
            place is None
            or setting.gazetteer.level(place[1]) != COUNTY
            or home not in setting.gazetteer.chain(place[1])
        ):
            continue
        if _LED.search(text[max(0, place[0] - 2) : place[0]]):
            yield Mention(Span(place[0], match.end()), named(names, setting.gazetteer, form, place[1]))


def _main_corps(home: str, bodies: Sequence[Mention]) -> Entity | None:
    """The detachment of the division that the text speaks of by far the most; None where it is open."""
    over = (body.entity.superior or body.entity for body in bodies)
    heads = (one for body, head in zip(bodies, over, strict=True) for one in dict.fromkeys((body.entity, head)))
    counts = Counter(entity for entity in heads if entity.division == home and entity.label.endswith("支队"))
    ranked = counts.most_common(1)
    if not ranked or ranked[0][1] < _FEWEST or ranked[0][1] < _SHARE * counts.total():
        return None
    return ranked[0][0]
