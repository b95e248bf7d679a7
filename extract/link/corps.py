"""Bodies of the production and construction corps (兵团): its divisions with their cities, and its regiments."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

from extract.document import Span
from extract.link.acts import is_subject
from extract.link.bodies import PARTY, agency
from extract.link.divisions import PREFECTURE
from extract.link.names import load_names
from extract.link.setting import Setting
from extract.records import EntityClass, Mention
from ontology.namespaces import concept

CORPS: Final = "新疆生产建设兵团"
FUNCTION: Final = concept("function", "corps")
_SETTINGS: Final = tomllib.loads(Path(__file__).with_name("corps.toml").read_text(encoding="utf-8"))
_NUMBER: Final = "第?(?P<number>[一二三四五六七八九十]{1,3})师"
_DIVISION: Final = re.compile(f"(?:(?:新疆生产建设)?兵团|农)?{_NUMBER}(?P<city>[\u4e00-\u9fff]{{2,4}}?市)?$")
_NAMED: Final = re.compile(f"{_NUMBER}(?P<city>[\u4e00-\u9fff]{{2,4}}?市)")
_RELATIVE: Final = re.compile("师市(?=[\u4e00-\u9fff])")
_WHOLE: Final = re.compile(r"(?:新疆生产建设)?兵团(?=(?P<next>[\u4e00-\u9fff]{2,12}))|新疆生产建设兵团")
_REGIMENT: Final = re.compile(_SETTINGS["regiment"])
_REGIMENTS: Final = re.compile(f"{_REGIMENT.pattern}(?:[、和]{_REGIMENT.pattern.replace('?P<regiment>', '?:')})*")
_ITSELF: Final = re.compile(CORPS + _SETTINGS["not_followed"])
_LONGEST: Final = 14


def find_corps(setting: Setting, bodies: Iterable[Mention]) -> Iterator[Mention]:
    """Bodies of the corps outside of norms; `bodies` are those found otherwise: a division may lead one."""
    text = setting.masked
    if setting.statute or not ("兵团" in text or "师市" in text or _NAMED.search(text)):
        return
    seat = _NAMED.search(text)
    over = f"{CORPS}第{seat['number']}师{seat['city']}" if seat is not None else None
    for body in bodies:
        led = _DIVISION.search(text[max(0, body.span.start - _LONGEST) : body.span.start])
        if led is not None and body.entity.kind is EntityClass.AGENCY:
            label = f"{CORPS}第{led['number']}师{led['city'] or ''}{body.entity.label}"
            yield Mention(
                Span(body.span.start - len(led.group()), body.span.end), agency(label, None, body.entity.function)
            )
    if over is not None:
        yield from _headed(setting, _RELATIVE, over)
    yield from _headed(setting, _WHOLE, CORPS)
    for match in _ITSELF.finditer(text):
        yield Mention(Span(*match.span()), agency(CORPS, None, FUNCTION))
    for row in _REGIMENTS.finditer(text):
        for match in _REGIMENT.finditer(row.group()) if is_subject(text, *row.span()) else ():
            division = over.split("师")[0] + "师" if over is not None else CORPS
            span = Span(row.start() + match.start(), row.start() + match.end())
            yield Mention(span, agency(f"{division}{match['regiment']}", None, FUNCTION))


def _headed(setting: Setting, lead: re.Pattern[str], over: str) -> Iterator[Mention]:
    """师市应急局, 兵团应急管理局: a body under its full name behind the corps or one of its divisions."""
    names = load_names()
    for match in lead.finditer(setting.masked):
        for end in range(min(len(setting.masked), match.end() + _LONGEST), match.end() + 1, -1):
            if setting.masked[match.end() : end] == "党委":
                yield Mention(Span(match.start(), end), agency(f"中共{over}委员会", None, PARTY))
                break
            form = names.by_label.get(setting.masked[match.end() : end])
            if form is not None and not form.national:
                label = over + names.full(form, PREFECTURE, municipality=False)
                yield Mention(Span(match.start(), end), agency(label, None, form.function))
                break
