"""Enterprises under names that all know, carriers in a row, railway sections, and rows that a text calls enterprises.

A known name counts where it acts, stands in a row with bodies, is worked with or held to account; one that is only the
place or object of what others do does not.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final

from ahocorasick_rs import AhoCorasick, MatchKind

from extract.document import Span
from extract.link.acts import is_subject
from extract.link.bodies import agency, short_name
from extract.link.divisions import PROVINCE
from extract.link.institutions import ENTERPRISE, load_words
from extract.link.names import load_names
from extract.link.official_names import load_settings
from extract.link.setting import Setting
from extract.records import Mention

SETTINGS: Final = Path(__file__).with_name("enterprises.toml")
_PART: Final = re.compile(
    r"(?P<place>[\u4e00-\u9fff]{2,4}?)(?:市|县)?(?P<head>分公司|公司|支公司|供电公司|供电局|项目部|消防队|救援队|救护队)"
)
_OWN_PART: Final = re.compile(
    r"(?:专职|兼职|矿山|应急)?(?:消防队|救援队|救护队|消防支队|消防大队|救护大队)(?!伍)|[\u4e00-\u9fff]{2,4}(?:枢纽中心|管理中心|梯调中心|运行中心|调度中心)|枢纽中心"
    r"|[\u4e00-\u9fff]{2,6}?(?:煤业|矿业|橡胶|化工|钢铁|发电|能源|燃气|物流|建设|工程|机械|铝业|铜业|焦化|煤电|热电|油气)(?:分公司|有限公司|公司)"
)
_OIL: Final = re.compile(
    r"(?:中石化|中国石化|中石油|中国石油)(?P<place>[\u4e00-\u9fff]{2,3})(?:石油|销售)(?!分|公司|有限|集团)"
)
_BESIDE: Final = "、和与及"
_LED: Final = re.compile(
    r"(?:会同|联合|[^参]与|协调|督促|配合|组织|调集|整合|调度|抽调|约谈了?|挂牌督办|督办|指导|由|请|依托)$"
)
_OPENS: Final = re.compile("(?:^|[，,。；;：:\n])$")
_BRANCH: Final = re.compile("(?![和与及对将把在])[\u4e00-\u9fff]{2,8}?分公司")
_NEAR: Final = 80
_SHORT: Final = 3
_LONGEST_ROW: Final = 80
_HELD: Final = re.compile(r"对$")


@dataclass(frozen=True)
class Enterprises:
    """The names of `enterprises.toml`, compiled."""

    automaton: Any
    full: tuple[str, ...]
    bureaus: tuple[tuple[re.Pattern[str], str], ...]
    row: re.Pattern[str]
    row_end: re.Pattern[str]
    ends: tuple[str, ...]
    settings: Mapping[str, Any]


@cache
def load_enterprises() -> Enterprises:
    """The names, compiled once for each process."""
    settings = tomllib.loads(SETTINGS.read_text(encoding="utf-8"))
    names, rows = settings["names"], settings["rows"]
    item = rows["item"]
    return Enterprises(
        automaton=AhoCorasick(list(names), matchkind=MatchKind.LeftmostLongest),
        full=tuple(names.values()),
        bureaus=tuple((re.compile(pattern), template) for pattern, template in settings["bureaus"].items()),
        row=re.compile(f"(?P<row>{item}(?:[、和与]{item})*)$"),
        row_end=re.compile(rows["end"]),
        ends=tuple(rows["ends"].split("|")),
        settings=settings,
    )


def find_enterprises(setting: Setting, bodies: Sequence[Mention]) -> Iterator[Mention]:
    """Such enterprises outside of norms; `bodies` are those found otherwise."""
    if setting.statute:
        return
    found = [*_carriers(setting), *_rows(setting, bodies), *_power(setting), *_inspected(setting, bodies)]
    ends = {mention.span.end for mention in (*bodies, *found)}
    starts = {mention.span.start for mention in (*bodies, *found)}
    spans = {mention.span for mention in bodies}
    yield from found
    for mention in _known(setting):
        if mention.span not in spans and _counts(setting.masked, mention.span, ends, starts):
            ends.add(mention.span.end)
            yield mention


def registered(setting: Setting, words: str) -> str | None:
    """The registered name of an enterprise that all know or of its branch in a place, None for others."""
    known = load_enterprises()
    if words in known.settings["names"]:
        return str(known.settings["names"][words])
    for pattern, template in known.bureaus:
        if pattern.fullmatch(words):
            return str(template.format(words, _number(words)))
    for index, start, end in known.automaton.find_matches_as_indexes(words):
        part = _PART.fullmatch(words, end)
        placed = part is not None and _is_place(setting, part["place"])
        if start == 0 and (placed or _OWN_PART.fullmatch(words, end)):
            return str(known.full[index]) + words[end:]
    return None


def _number(words: str) -> str:
    """The number or place of a bureau: 十二 of 中铁十二局, 济南 of 国铁济南局."""
    return re.sub(r"^国铁|^中(?:铁|建|交|水|国水电)|[航公]?局$", "", words)


def _known(setting: Setting) -> Iterator[Mention]:
    """Known names and numbered bureaus of builders, with a branch in a place that follows them."""
    text, known = setting.masked, load_enterprises()
    for index, start, end in known.automaton.find_matches_as_indexes(text):
        label = known.full[index]
        start = _with_province(setting, start)
        part = _PART.match(text, end)
        own = _OWN_PART.match(text, end)
        if own is not None and not load_words().breaks.search(own.group()):
            yield Mention(Span(start, own.end()), agency(label + own.group(), None, ENTERPRISE))
        elif part is not None and _is_place(setting, part["place"]):
            yield Mention(Span(start, part.end()), agency(label + part.group(), None, ENTERPRISE))
        elif _BRANCH.match(text, end):
            continue
        elif not load_words().continued(text[start:end], text[end : end + 1]) and not text.startswith(_PARTS, end):
            yield Mention(Span(start, end), agency(label, None, ENTERPRISE))
    for match in _OIL.finditer(text):
        if _is_place(setting, match["place"]):
            yield Mention(Span(*match.span()), agency(match.group(), None, ENTERPRISE))
    for pattern, template in known.bureaus:
        for match in pattern.finditer(text):
            number = _number(match.group())
            if not text.startswith(_PARTS, match.end()):
                yield Mention(Span(*match.span()), agency(template.format(match.group(), number), None, ENTERPRISE))


def _with_province(setting: Setting, start: int) -> int:
    """Where the name begins with the province that stands before it (陕西延长石油集团)."""
    found = setting.gazetteer.ending_at(setting.masked, start, setting.home)
    within = found is not None and setting.gazetteer.level(found[1]) == PROVINCE and start - found[0] <= _SHORT
    return found[0] if found is not None and within else start


def _is_place(setting: Setting, words: str) -> bool:
    return bool(setting.gazetteer.sure.get(words) or setting.gazetteer.unsure.get(words))


_PARTS: Final = ("公司", "有限", "集团", "股份", "分公司", "分局", "大厦", "大楼", "路", "网站", "微信", "杯", "加油站")


def _counts(text: str, span: Span, ends: set[int], starts: set[int]) -> bool:
    """Whether the enterprise acts, stands in a row with a body, is worked with or held to account."""
    before = text[max(0, span.start - 8) : span.start]
    if is_subject(text, span.start, span.end) or _LED.search(before):
        return True
    if re.search("(?:^|[。；;\n])$", before) and not text.startswith(("的", "等", "、"), span.end):
        return True
    if _OPENS.search(before) and text.startswith("对", span.end):
        return True
    if _HELD.search(before) and text[span.end : span.end + 1] != "的":
        return True
    left = before[-1:] != "" and before[-1] in _BESIDE and span.start - 1 in ends
    right = text[span.end : span.end + 1] in _BESIDE and span.end + 1 in starts
    return left or right


def _carriers(setting: Setting) -> Iterator[Mention]:
    """电信、移动、联通: the branches of the carriers in the division that speaks."""
    carriers = load_enterprises().settings["carriers"]
    templates = load_names().settings["branches"]
    text, home = setting.masked, setting.home
    if home is None:
        return
    for row in re.finditer(carriers["row"], text):
        if not re.search(carriers["before"], text[max(0, row.start() - 4) : row.start()]):
            continue
        for item in re.finditer(carriers["item"], row.group()):
            label = branch_name(setting, templates[item["name"]], home)
            yield Mention(Span(row.start() + item.start(), row.start() + item.end()), agency(label, home, ENTERPRISE))


def _power(setting: Setting) -> Iterator[Mention]:
    """国网西藏电力 as its province's company, and 供电公司 where it acts alone."""
    gazetteer, text, home = setting.gazetteer, setting.masked, setting.home
    states: Mapping[str, str] = load_settings()["power"]["state"]
    for match in re.finditer(r"国网(?P<place>[\u4e00-\u9fff]{2,3})电力(?!公司|有限|局)", text):
        place = match["place"]
        company = next((name for province, name in states.items() if province.startswith(place)), None)
        if company is not None:
            yield Mention(Span(*match.span()), agency(company, None, ENTERPRISE))
    for match in re.finditer("供电公司", text):
        beside = re.search("[局委办社会队司]、$", text[max(0, match.start() - 2) : match.start()])
        if home is not None and (beside or is_subject(text, *match.span())):
            yield Mention(Span(*match.span()), agency(f"国网{gazetteer.label(home)}供电公司", home, ENTERPRISE))


def _inspected(setting: Setting, bodies: Sequence[Mention]) -> Iterator[Mention]:
    """江湾焦化动火审批不规范;盛源商贸水压不足: firms whose faults a notice lists, one a clause."""
    patterns, text = load_enterprises().settings["inspected"], setting.masked
    taken = {position for body in bodies for position in range(body.span.start, body.span.end)}
    row = [m for m in re.finditer(patterns["clause"], text) if _is_firm(setting, m["name"])]
    for match in row:
        near = any(other is not match and abs(other.start() - match.start()) < _NEAR for other in row)
        span = Span(*match.span("name"))
        if near and taken.isdisjoint(range(span.start, span.end)):
            yield Mention(span, agency(match["name"], None, ENTERPRISE))


def branch_name(setting: Setting, template: str, division: str) -> str:
    """The name of a national enterprise's branch in a division; within a province under the province's company."""
    gazetteer = setting.gazetteer
    chain = gazetteer.chain(division)
    place, province = short_name(gazetteer, division), short_name(gazetteer, chain[-1] if len(chain) > 1 else division)
    if template.endswith("集团{short}有限公司") and len(chain) > 1:
        return template.format(short=province) + place + "分公司"
    return template.format(short=place, division=gazetteer.label(division), place=place)


def _rows(setting: Setting, bodies: Sequence[Mention]) -> Iterator[Mention]:
    """旗山电铝、江海煤电公司等37家企业: what a text itself calls enterprises, by their proper names."""
    known, text = load_enterprises(), setting.masked
    taken = {position for body in bodies for position in range(body.span.start, body.span.end)}
    rows = known.settings["rows"]
    for end in known.row_end.finditer(text):
        match = known.row.search(text, max(0, end.start() - _LONGEST_ROW), end.start())
        if match is None:
            continue
        before = text[max(0, match.start() - 6) : match.start()]
        aimed = re.search(rows["not_before"], before) or re.match(rows["aimed"], match["row"])
        if aimed or not re.search(rows["before"], before):
            continue
        position = match.start("row")
        for item in re.split("[、和与]", match["row"]):
            span = Span(position, position + len(item))
            position = span.end + 1
            if re.search(rows["within"], item):
                continue
            if _is_firm(setting, item) and taken.isdisjoint(range(span.start, span.end)):
                label = registered(setting, item)
                yield Mention(span, agency(label or item, None, ENTERPRISE))


def _is_firm(setting: Setting, words: str) -> bool:
    """Whether the words are a proper name of a firm: with a proper part before its trade, or known."""
    known = load_enterprises()
    if registered(setting, words):
        return True
    end = next((end for end in known.ends if words.endswith(end)), None)
    proper = words.removesuffix(end) if end else words
    place = any(setting.gazetteer.sure.get(words[:length]) for length in (2, 3, 4))
    vague = load_words().generic
    if len(proper) < 2 or proper.startswith(vague) or proper.endswith(vague) or load_words().is_trade(proper):
        return False
    return end is not None or (place and len(words) >= 4 and not load_words().is_trade(words))
