"""Campaigns: named, bounded efforts, found by their heads and resolved to their fullest name in the document."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, Final

from ahocorasick_rs import AhoCorasick, MatchKind

from extract.document import Span
from extract.link.divisions import Gazetteer
from extract.link.extent import Extents
from extract.link.setting import Setting
from extract.records import Entity, EntityClass, Mention
from extract.tokens import find_titles

SETTINGS: Final = Path(__file__).with_name("campaigns.toml")
_ENUMERATION: Final = "、"
_LONGEST_NAME: Final = 40
_OFTEN: Final = 3


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


@dataclass(frozen=True, slots=True)
class Name:
    """A stretch that may name a campaign. `sure` is False for weak heads; `bare` says that it is a head alone."""

    span: Span
    name: str
    sure: bool
    bare: bool


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
    )


def campaign(name: str, parts: tuple[Entity, ...] = ()) -> Entity:
    """The node of a campaign: its name is its key."""
    return Entity(EntityClass.CAMPAIGN, name, name, parts=parts)


def find_campaigns(setting: Setting) -> tuple[Mention, ...]:
    """Every mention of a campaign, linked to the fullest name that the document has for it; none in statutes."""
    if setting.statute:
        return ()
    titles = _from_titles(setting)
    extents = Extents(setting.masked)
    found_names = [*_by_shape(setting, extents), *_by_title(setting, titles), *_by_head(setting, extents)]
    names = list(_joined(setting.masked, _without_overlaps(found_names)))
    names = list(_agreed(names))
    known = [name for name in names if name.sure and not name.bare]
    resolver = Resolver(known, titles)
    found: list[Mention] = []
    for name in names:
        full = resolver.resolve(name)
        if full is not None:
            found.append(Mention(name.span, campaign(full)))
    return tuple(found)


def _agreed(names: list[Name]) -> Iterator[Name]:
    """The names, where one that is written once ends with one that is written often, cut down to that one.

    So a word too many on the left (重点行业部门安全生产专项整治三年行动) does not make a campaign of its own.
    """
    counts = Counter(name.name for name in names if name.sure and not name.bare)
    often = sorted((name for name, count in counts.items() if count >= _OFTEN), key=lambda n: (-len(n), n))
    for name in names:
        common = next((o for o in often if name.name != o and name.name.endswith(o) and counts[name.name] == 1), None)
        if common is None or name.bare:
            yield name
        else:
            yield replace(name, span=Span(name.span.end - len(common), name.span.end), name=common)


class Resolver:
    """Which fullest name a mention stands for."""

    def __init__(self, known: list[Name], titles: tuple[str, ...]) -> None:
        self.known = known
        self.titles = titles
        self.names = tuple(dict.fromkeys(name.name for name in known))
        self.full: dict[str, str] = {}

    def resolve(self, name: Name) -> str | None:
        """The canonical name of a mention, or None where it is no campaign after all."""
        if name.bare:
            return self._antecedent(name)
        full = self._fullest(name.name)
        if name.sure:
            return full
        return full if full != name.name or self._in_row(name) or name.name in self.titles else None

    def _fullest(self, name: str) -> str:
        """The longest known name that holds this one, or says the same with more words."""
        if name not in self.full:
            self.full[name] = self._search(name)
        return self.full[name]

    def _search(self, name: str) -> str:
        own = content(name)
        best = name
        for other in (*self.names, *self.titles):
            if other == name or len(other) > _LONGEST_NAME:
                continue
            same = (
                name in other
                or (len(own) >= 4 and own == content(other))
                or _abridged(own, content(other))
                or _contracted(name, other)
            )
            if same and (len(other), other) > (len(best), best) and _compatible(name, other):
                best = other
        return best

    def _antecedent(self, name: Name) -> str | None:
        """The campaign named before (else after) whose name holds the bare head."""
        before = [n for n in self.known if n.span.start < name.span.start and name.name in n.name]
        if before:
            return self._fullest(before[-1].name)
        after = [n for n in self.known if name.name in n.name]
        return self._fullest(after[0].name) if after else None

    def _in_row(self, name: Name) -> bool:
        """Whether a sure campaign stands next to it in an enumeration."""
        return any(
            0 <= name.span.start - other.span.end <= 1 or 0 <= other.span.start - name.span.end <= 1
            for other in self.known
        )


@lru_cache(maxsize=8192)
def content(name: str) -> str:
    """What of a name tells campaigns apart."""
    return load_heads().empty.sub("", name)


def _abridged(short: str, long: str) -> bool:
    """Whether the content of one name is the end of the other's (标准化提升 of 安全生产标准化提升)."""
    return len(short) >= 4 and short != long and long.endswith(short)


def _contracted(short: str, long: str) -> bool:
    """Whether a name of one head leaves words of the other out (综合示范县创建 of 全国综合减灾示范县创建)."""
    if len(short) < 6 or short[-4:] != long[-4:]:
        return False
    rest = iter(long)
    return all(character in rest for character in short)


def _compatible(name: str, other: str) -> bool:
    """A three-year action is no mere 专项整治 of another sort: where both have a head of time it must agree."""
    times = re.compile(r"三年|两年|五年|百日|执法年|安全生产月|宣传[月周日]")
    return not (own := times.findall(name)) or own == times.findall(other) or name in other


def _automaton(words: list[str]) -> Any:
    return AhoCorasick(words, matchkind=MatchKind.LeftmostLongest)


def _alternatives(words: Iterable[str]) -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, sorted(words, key=len, reverse=True))))


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
            if leading := heads.leading.match(text, start, begin):
                start = leading.end()
            if re.search(heads.settings["heads"]["bodies"], text[start:begin]):
                continue
            words = text[start:end]
            name = canonical(words)
            if name == head and sure and name not in bare_words and name not in alone:
                continue
            head_only = content(name) == "" or name in bare_words
            if start == floor and head.endswith("年") and floor:
                continue
            if head_only and (name not in bare_words or not _may_refer(text, start, end, heads.settings["bare"])):
                continue
            span = _trim(text, start, end)
            if head_only:
                tails = heads.settings["bare"]["tail"].get(name, ())
                span = Span(span.start, end + next((len(t) for t in tails if text.startswith(t, end)), 0))
            yield Name(span, name, sure, bare=head_only)
            floor = end


def _left(setting: Setting, extents: Extents, head: int, floor: int) -> int:
    """Where the name of a head begins: after the last stop, a division, and across a row that the name counts."""
    text = setting.masked
    start = _after_division(setting.gazetteer, text, extents.start(head, floor), head)
    counted = re.search(r"[一二三四五六七八九十两\d]+(?:大?类|种|个|项)", text[start:head])
    position = start
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
    if text[start : start + 2] == "全国" and not re.search(r"普查|创建|示范", text[start : head + 6]):
        return start + 2
    return start


def _goes_on(text: str, head: str, end: int, followers: Mapping[str, list[str]]) -> bool:
    return any(head.endswith(last) and text.startswith(tuple(after), end) for last, after in followers.items())


def _suffixed(text: str, head: str, end: int, heads: Mapping[str, Any]) -> int:
    if dated := re.compile(heads["dated"]).match(text, end):
        return dated.end()
    if head.endswith(tuple(heads["suffix_heads"])):
        for suffix in heads["suffixes"]:
            if text.startswith(suffix, end):
                return end + len(suffix)
    return end


def _may_refer(text: str, start: int, end: int, bare: Mapping[str, Any]) -> bool:
    """Whether a head alone can stand for a campaign: not counted (9个专项整治)."""
    return text[start - 1 : start] not in set(bare["before"])


def _by_shape(setting: Setting, extents: Extents) -> Iterator[Name]:
    heads, text = load_heads(), setting.masked
    slogans = tuple(heads.settings["slogans"]["words"])
    for shape, pattern in heads.shapes.items():
        for match in pattern.finditer(text):
            inner = match["name"]
            if shape == "launched":
                if not heads.ordinary.search(inner):
                    start = extents.start(match.end("name") - 2, match.start("name"))
                    start = _after_division(setting.gazetteer, text, start, match.end("name"))
                    yield Name(Span(start, match.end("name")), text[start : match.end("name")], sure=True, bare=False)
            elif shape == "object_created":
                yield Name(Span(match.start(), match.end()), inner + "创建", sure=True, bare=False)
            elif any(word in inner for word in slogans) or heads.counted.match(inner):
                continue
            elif shape == "quoted_whole" or (match["tail"] == "活动" and re.search(r"[月周日]$", inner)):
                yield Name(Span(*match.span("name")), inner, sure=True, bare=False)
            elif "专项" not in match["tail"]:
                yield Name(Span(match.start(), match.end()), inner + match["tail"], sure=True, bare=False)
            else:
                start = extents.start(match.start())
                start = _after_division(setting.gazetteer, text, start, match.start())
                yield Name(Span(start, match.end()), canonical(text[start : match.end()]), sure=True, bare=False)


def _by_title(setting: Setting, titles: Iterable[str]) -> Iterator[Name]:
    """Mentions of campaigns that the title of a plan names."""
    for title in titles:
        start = setting.masked.find(title)
        while start >= 0:
            yield Name(Span(start, start + len(title)), title, sure=True, bare=False)
            start = setting.masked.find(title, start + len(title))


def canonical(words: str) -> str:
    """A name as it is written, without the quotation marks that open it or enclose all of it."""
    name = words.strip("+-· ")
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


def _from_titles(setting: Setting) -> tuple[str, ...]:
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
