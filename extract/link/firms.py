"""Named enterprises that act, bear a duty or are answerable: 由江海供电有限公司负责, 滨海煤矿擅自…"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

from extract.document import Span
from extract.link.acts import is_subject
from extract.link.agencies import agencies_prefix
from extract.link.bodies import agency
from extract.link.extent import Extents
from extract.link.institutions import ENTERPRISE, load_words
from extract.link.setting import Setting
from extract.records import Mention

SETTINGS: Final = Path(__file__).with_name("firms.toml")
_LONGEST: Final = 24
_OF_OBJECT: Final = ("对", "到", "赴", "向", "往", "在", "入")
_CHARGED: Final = "委托"
_SHORTEST_LEGAL: Final = 4
_NUMBERED: Final = re.compile(r"\d+(?:余|多)?[处座家个对口户]")
_PLACE: Final = re.compile(r"[（(][\u4e00-\u9fff]{2,8}[）)]$")


@dataclass(frozen=True)
class Patterns:
    """The patterns of `firms.toml`, compiled."""

    heads: re.Pattern[str]
    legal: tuple[str, ...]
    before: re.Pattern[str]
    after: re.Pattern[str]
    offends: re.Pattern[str]
    sanction: re.Pattern[str]
    generic: tuple[str, ...]


@cache
def load_patterns() -> Patterns:
    """The patterns of named enterprises, compiled once for each process."""
    settings = tomllib.loads(SETTINGS.read_text(encoding="utf-8"))
    heads = sorted((*settings["heads"]["legal"], *settings["heads"]["others"]), key=len, reverse=True)
    context = settings["context"]
    return Patterns(
        heads=re.compile(
            f"(?:{'|'.join(heads)})(?![化法制治员章主军企安工类级]|有限|股份|集团|公司)(?:[\u4e00-\u9fff]{{2,6}}{settings['heads']['parts']}|{settings['heads']['departments']})?"
        ),
        legal=tuple(settings["heads"]["legal"]),
        before=re.compile(context["before"]),
        after=re.compile(context["after"]),
        offends=re.compile(context["offends"]),
        sanction=re.compile(context["sanction"]),
        generic=tuple(settings["generic"]["words"]),
    )


def find_firms(setting: Setting, bodies: Iterable[Mention]) -> Iterator[Mention]:
    """Enterprises under their names as written, outside of norms; `bodies` are those found otherwise."""
    if setting.statute:
        return
    text, patterns = setting.masked, load_patterns()
    extents = Extents(text)
    ends = {body.span.end for body in bodies}
    for match in patterns.heads.finditer(text):
        begin = _begin(text, extents, match.start(), ends)
        proper = text[begin : match.start()]
        row = text[begin - 1 : begin] == "、" and begin - 1 in ends
        if not _is_proper(proper, match.group(), patterns):
            continue
        if not (row or _counts(text, begin, match.end(), patterns)):
            continue
        ends.add(match.end())
        prefix = agencies_prefix(setting, begin + 1) if proper[:1] in "省市县区州" else None
        label = proper + match.group()
        if prefix is not None and prefix.division is not None and prefix.start == begin:
            label = setting.gazetteer.label(prefix.division) + label[1:]
        yield Mention(Span(begin, match.end()), agency(label, None, ENTERPRISE))


def _begin(text: str, extents: Extents, head: int, ends: set[int]) -> int:
    """Where the name begins: after the last word that cannot be in it; a place in brackets belongs to it."""
    place = _PLACE.search(text, max(0, head - 10), head)
    start = place.start() if place else head
    if place is None:
        inner = re.search(r"[（(][\u4e00-\u9fff]{2,8}[）)][\u4e00-\u9fff]{1,10}$", text[max(0, head - 20) : head])
        start = max(0, head - 20) + inner.start() if inner else head
    begin = extents.start(start, max(0, start - _LONGEST))
    begin = max([begin, *(m.end() for m in load_words().breaks.finditer(text, begin, start))])
    begin = max(begin, text.rfind(_CHARGED, begin, start) + len(_CHARGED) if _CHARGED in text[begin:start] else begin)
    return max([begin, *(end for end in ends if begin < end <= start)])


def _is_proper(proper: str, head: str, patterns: Patterns) -> bool:
    if len(proper) < 2 or proper.startswith(patterns.generic) or _NUMBERED.match(proper):
        return False
    if head in patterns.legal:
        return len(proper) >= _SHORTEST_LEGAL - 1 or not proper.endswith(patterns.generic)
    return not proper.endswith(patterns.generic) or len(proper) >= _SHORTEST_LEGAL + 1


def _counts(text: str, begin: int, end: int, patterns: Patterns) -> bool:
    """Whether the enterprise acts, bears a duty or is answerable here."""
    if patterns.offends.match(text, end) or patterns.before.search(text[max(0, begin - 6) : begin]):
        return True
    if is_subject(text, begin, end):
        return True
    if patterns.after.match(text, end) and text[begin - 1 : begin] not in _OF_OBJECT:
        return True
    before = re.search(r"对[^。；，\n]{0,20}$", text[max(0, begin - 21) : begin])
    return before is not None and patterns.sanction.match(text[end : end + 60]) is not None
