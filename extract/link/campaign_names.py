"""Where a text names a campaign: by a head, by the shape of the words, by the title of a plan, by the vocabulary."""

from __future__ import annotations

import re
import tomllib
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, Final

from ahocorasick_rs import AhoCorasick, MatchKind

from extract.document import Span
from extract.link.divisions import Gazetteer
from extract.link.extent import Extents
from extract.link.national_campaigns import load_national_campaigns
from extract.link.setting import Setting
from extract.tokens import find_titles

SETTINGS: Final = Path(__file__).with_name("campaigns.toml")
_ENUMERATION: Final = "、"
_OBJECTS: Final = {"object_created": "创建", "object_built": "建设", "named_creation": "创建"}
_YEAR: Final = re.compile("20\\d{2}年度?")
_MARK: Final = re.compile("[“”]")


@dataclass(frozen=True)
class Heads:
    """The settings of campaigns, compiled."""

    settings: Mapping[str, Any]
    sorts: tuple[tuple[bool, Any], ...]
    strong: re.Pattern[str]
    shapes: Mapping[str, re.Pattern[str]]
    title: re.Pattern[str]
    empty: re.Pattern[str]
    leading: re.Pattern[str]
    counted: re.Pattern[str]
    ordinary: re.Pattern[str]
    summed: re.Pattern[str]
    abbreviation: re.Pattern[str]
    indefinite: re.Pattern[str]
    held: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class Name:
    """A stretch that may name a campaign.

    `sure` is False for weak heads; `bare` says that it is a head alone, `indefinite` that it is none of a campaign
    named later (开展专项整治).
    """

    span: Span
    name: str
    sure: bool
    bare: bool
    indefinite: bool = False


@cache
def load_heads() -> Heads:
    """The heads and shapes of campaigns, compiled once for each process."""
    settings = tomllib.loads(SETTINGS.read_text(encoding="utf-8"))
    strong, weak = settings["heads"]["strong"], settings["heads"]["weak"]
    return Heads(
        settings=settings,
        sorts=tuple(
            (sure, AhoCorasick(words, matchkind=MatchKind.LeftmostLongest))
            for sure, words in ((True, strong), (False, weak))
        ),
        strong=_alternatives(strong),
        shapes={name: re.compile(pattern) for name, pattern in settings["shapes"].items()},
        title=re.compile(settings["titles"]["pattern"]),
        empty=_alternatives(settings["content"]["empty"]),
        leading=re.compile(settings["heads"]["leading"]),
        counted=re.compile(settings["slogans"]["counted"]),
        ordinary=re.compile(settings["ordinary"]["pattern"]),
        held=re.compile(settings["slogans"]["held"]),
        indefinite=re.compile(settings["bare"]["indefinite"]),
        abbreviation=re.compile(settings["slogans"]["abbreviation"]),
        summed=re.compile(settings["heads"]["summed"]),
    )


@lru_cache(maxsize=8192)
def content(name: str) -> str:
    """What of a name tells campaigns apart."""
    return load_heads().empty.sub("", name)


def find_names(setting: Setting, titles: Iterable[str]) -> list[Name]:
    """Every stretch that may name a campaign, without overlaps, in reading order.

    `titles` are the names that titles of plans hold.
    """
    extents = Extents(setting.masked)
    found = [
        *_by_shape(setting, extents),
        *_by_title(setting, titles),
        *_by_head(setting, extents),
        *_by_vocabulary(setting.masked),
    ]
    return [_with_marks(setting.masked, name) for name in _joined(setting.masked, _without_overlaps(found))]


def _by_head(setting: Setting, extents: Extents) -> Iterator[Name]:
    heads, text = load_heads(), setting.masked
    bare_words = set(heads.settings["bare"]["words"])
    alone = set(heads.settings["heads"]["alone"])
    plans = tuple(heads.settings["heads"]["plans"])
    for sure, automaton in heads.sorts:
        floor = 0
        for _index, begin, head_end in automaton.find_matches_as_indexes(text):
            head = text[begin:head_end]
            if text.startswith(plans, head_end) or _goes_on(text, head, head_end, heads.settings["followers"]):
                continue
            end = _suffixed(text, head, head_end, heads.settings["heads"])
            start = _left(setting, extents, begin, floor)
            start = _after_leading(start, text, begin)
            if re.search(heads.settings["heads"]["bodies"], text[start:begin]):
                continue
            words = text[start:end]
            name = canonical(words)
            if name == head and sure and name not in bare_words and name not in alone:
                continue
            if head in heads.settings["bare"]["only"] and name != head:
                continue
            head_only = content(name) == "" or name in bare_words
            if not sure and not head_only and begin - start < heads.settings["content"]["shortest"]:
                continue
            if start == floor and head.endswith("年") and floor:
                continue
            if head_only and (name not in bare_words or not _may_refer(text, start, end, heads.settings["bare"])):
                continue
            span = _trim(text, start, end)
            if head_only:
                tails = heads.settings["bare"]["tail"].get(name, ())
                span = Span(span.start, end + next((len(t) for t in tails if text.startswith(t, end)), 0))
            indefinite = heads.indefinite.search(text, max(0, start - 8), start) is not None
            yield Name(span, name, sure, bare=head_only, indefinite=indefinite)
            floor = end


def _with_marks(text: str, name: Name) -> Name:
    """The name with the quotation marks that enclose it, where nothing of it follows them (“安全生产月”宣传活动)."""
    start, end = name.span.start - 1, name.span.end + 1
    if text[start : name.span.start] != "“" or text[name.span.end : end] != "”" or load_heads().held.match(text, end):
        return name
    return replace(name, span=Span(start, end))


def _left(setting: Setting, extents: Extents, head: int, floor: int) -> int:
    """Where the name of a head begins: after the last stop, a division, and across a row that the name counts."""
    text = setting.masked
    start = _after_division(setting.gazetteer, text, extents.start(head, floor), head)
    counted: object = re.search(r"[一二三四五六七八九十两\d]+(?:大?类|种|个|项)", text[start:head])
    if isinstance(counted, re.Match) and counted[0] == text[start:head]:
        return start
    position = start
    if text[start - 1 : start] == "等" and load_heads().summed.match(text, start, head):
        last = max(extents.start(start - 1, floor), start - 15)
        if text[last - 1 : last] == _ENUMERATION and last < start - 1:
            counted, position = True, last
    while text[position - 1 : position] == _ENUMERATION and position > floor:
        previous = max(extents.start(position - 1, floor), position - 14)
        item = text[previous : position - 1]
        alike = len(item) >= 4 and item[:2] == text[position : position + 2]
        if not item or not (counted or alike) or load_heads().strong.search(item):
            break
        position = previous
    return position


def _after_division(gazetteer: Gazetteer, text: str, start: int, head: int) -> int:
    """The start of a name without the division that it begins with."""
    for length in range(min(12, head - start), 1, -1):
        if text[start : start + length] in gazetteer.sure:
            return start + length
    return start


def _after_leading(start: int, text: str, end: int) -> int:
    """The start of a name without dates, counts and the bodies that hold it."""
    leading = load_heads().leading.match(text, start, end)
    return leading.end() if leading else start


def _goes_on(text: str, head: str, end: int, followers: Mapping[str, list[str]]) -> bool:
    return any(head.endswith(last) and text.startswith(tuple(after), end) for last, after in followers.items())


def _suffixed(text: str, head: str, end: int, heads: Mapping[str, Any]) -> int:
    if further := re.compile(heads["further"]).match(text, end):
        return further.end()
    if after := next((words for words in heads["continuations"] if text.startswith(words, end)), None):
        return end + len(after)
    if head.endswith(tuple(heads["suffix_heads"])):
        for suffix in heads["suffixes"]:
            if text.startswith(suffix, end):
                return end + len(suffix)
    return end


def _may_refer(text: str, start: int, end: int, bare: Mapping[str, Any]) -> bool:
    """Whether a head alone can stand for a campaign: not counted (9个专项整治), and no verb (创建了…)."""
    followers = bare["followed"].get(text[start:end])
    if followers is not None and not text.startswith(tuple(followers), end):
        return False
    return text[start - 1 : start] not in set(bare["before"])


def _by_shape(setting: Setting, extents: Extents) -> Iterator[Name]:
    heads, text = load_heads(), setting.masked
    slogans = tuple(heads.settings["slogans"]["words"])
    for shape, pattern in heads.shapes.items():
        for match in pattern.finditer(text):
            inner = match["name"]
            if shape == "launched":
                if not heads.ordinary.search(inner):
                    end = match.end("name")
                    start = extents.start(end - 2, match.start("name"))
                    start = _after_leading(_after_division(setting.gazetteer, text, start, end), text, end)
                    yield Name(Span(start, end), text[start:end], sure=True, bare=False)
            elif shape in _OBJECTS:
                yield Name(Span(match.start(), match.end()), inner + _OBJECTS[shape], sure=True, bare=False)
            elif shape == "demonstrative":
                yield Name(Span(match.start(), match.end()), inner, sure=True, bare=True)
            elif any(word in inner for word in slogans) or heads.counted.match(inner):
                continue
            elif shape == "quoted_whole":
                yield Name(Span(*match.span("name")), inner, sure=True, bare=False)
            else:
                start = _after_leading(_left(setting, extents, match.start(), 0), text, match.start())
                yield Name(Span(start, match.end()), canonical(text[start : match.end()]), sure=True, bare=False)


def _by_title(setting: Setting, titles: Iterable[str]) -> Iterator[Name]:
    """Mentions of campaigns that the title of a plan names."""
    for title in titles:
        start = setting.masked.find(title)
        while start >= 0:
            yield Name(Span(start, start + len(title)), title, sure=True, bare=False)
            start = setting.masked.find(title, start + len(title))


def _by_vocabulary(text: str) -> Iterator[Name]:
    """Campaigns of the vocabulary, under their labels with or without quotation marks; weak labels only within such."""
    national = load_national_campaigns()
    marks = [match.start() - number for number, match in enumerate(_MARK.finditer(text))]
    for index, start, end in national.automaton.find_matches_as_indexes(_MARK.sub("", text)):
        first, last = start + bisect_right(marks, start), end + bisect_right(marks, end - 1)
        quoted = text[first - 1 : first] == "“" and text[last : last + 1] == "”"
        if national.words[index] in national.weak and not quoted:
            continue
        if "“" in text[first:last] and "”" not in text[first:last] and text[last : last + 1] == "”":
            last += 1
        if "”" in text[first:last] and "“" not in text[first:last] and text[first - 1 : first] == "“":
            first -= 1
        yield Name(Span(first, last), canonical(text[first:last]), sure=True, bare=False)


def canonical(words: str) -> str:
    """A name as it is written, without years and without the quotation marks that open it or enclose all of it.

    Marks stay around an abbreviation by numbers (“三合一”场所专项整治), which is a term and no byword.
    """
    name = _YEAR.sub("", words.strip("+-· "))
    if load_heads().abbreviation.match(name) and name.count("“") == name.count("”"):
        return name
    if name.startswith("“") or name.count("“") != name.count("”"):
        return name.replace("“", "").replace("”", "")
    return name


def _trim(text: str, start: int, end: int) -> Span:
    """The span with quotation marks in pairs: one that lacks its partner is left out at the edge."""
    words = text[start:end]
    if words.startswith("“") and "”" not in words:
        start += 1
    if words.startswith("”"):
        start += 1
    return Span(start, end)


def names_in_titles(setting: Setting) -> tuple[str, ...]:
    """Names of campaigns that titles of plans hold."""
    heads, text = load_heads(), setting.document.text
    endings = tuple(heads.settings["titles"]["heads"])
    found: list[str] = []
    for span, _ in find_titles(text):
        title = re.sub(r"^(?:关于)?(?:印发|开展|深入开展|做好|实施)?", "", span.of(text).strip("《》"))
        match = heads.title.match(title)
        if match is None:
            continue
        division = setting.gazetteer.starting(match["name"])
        name = match["name"]
        if division is not None:
            name = name[_after_division(setting.gazetteer, name, 0, len(name)) :]
        if name.endswith(endings) and len(name) >= 6:
            found.append(name.removeprefix("全国"))
    return tuple(dict.fromkeys(found))


def _joined(text: str, names: Iterable[Name]) -> Iterator[Name]:
    """Names with one in quotation marks right behind another made one (隐患大排查大整改“百日行动”)."""
    last: Name | None = None
    for name in names:
        end = name.span.end
        if (
            last is not None
            and text[last.span.end : name.span.start] == "“"
            and text[end : end + 1] == "”"
            and not (last.bare or name.bare)
        ):
            last = Name(Span(last.span.start, end + 1), f"{last.name}“{name.name}”", sure=True, bare=False)
            continue
        if last is not None:
            yield last
        last = name
    if last is not None:
        yield last


def _without_overlaps(names: Iterable[Name]) -> list[Name]:
    """Leftmost-longest; shapes come before heads of the same span, sure before weak."""
    kept: list[Name] = []
    for name in sorted(names, key=lambda n: (n.span.start, not n.sure, -n.span.end)):
        if not kept or name.span.start >= kept[-1].span.end:
            kept.append(name)
    return kept


def _alternatives(words: Iterable[str]) -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, sorted(words, key=len, reverse=True))))
