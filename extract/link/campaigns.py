"""Campaigns: named, bounded efforts, linked to their fullest name in the document."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache, lru_cache
from typing import Final

from extract.document import Span
from extract.link.campaign_heads import Name, content, load_heads
from extract.link.campaign_names import find_names, names_in_titles
from extract.link.national_campaigns import load_national_campaigns, whole_of
from extract.link.setting import Setting
from extract.records import Entity, EntityClass, Mention

_OTHER_MARKS: Final = re.compile('"[^"“”\\n]{1,40}"|＂[^＂\\n]{1,40}＂|「[^」\\n]{1,40}」|『[^』\\n]{1,40}』')
_LONGEST_NAME: Final = 40
_OFTEN: Final = 3
_GENERIC: Final = 4
_TERM: Final = re.compile("[两三五]年")
_NUMBERS: Final = {"两": 2, "双": 2, "三": 3, "四": 4, "五": 5, "六": 6}
_NUMERAL: Final = re.compile("[一二三四五六七八九十两双]")
_EDGE: Final = re.compile("(?:20\\d{2})?行动$")
_SHORTER: Final = re.compile("(?<=.{4})行动$")
_GREAT: Final = re.compile("([两双三四五六])大$")
_GREAT_THING: Final = re.compile("大[\u4e00-\u9fff]{2}(?=大|、|”|$|行动|专项|集中|百日)")


def campaign(name: str, parts: tuple[Entity, ...] = ()) -> Entity:
    """The node of a campaign: its name is its key. What it is a part of by its name comes with it."""
    above = whole_of(name)
    whole = campaign(above) if above and above != name else None
    return Entity(EntityClass.CAMPAIGN, name, name, parts=parts, whole=whole)


def find_campaigns(setting: Setting) -> tuple[Mention, ...]:
    """Every mention of a campaign, linked to the fullest name that the document has for it; none in statutes."""
    if setting.statute:
        return ()
    setting = replace(setting, masked=with_paired_marks(setting.masked))
    titles = names_in_titles(setting)
    names = list(_agreed(find_names(setting, titles)))
    known = [name for name in names if name.sure and not name.bare]
    defined = defined_names(setting.masked, known)
    resolver = Resolver(known, titles, defined)
    found: list[Mention] = []
    for name in (*names, *named_again(setting.masked, names, defined)):
        full = resolver.resolve(name)
        if full is not None:
            found.append(Mention(name.span, campaign(full)))
    return tuple(found)


def with_paired_marks(text: str) -> str:
    """The text with “ and ” for pairs of other quotation marks ("…", 「…」, 『…』), of equal length."""
    return _OTHER_MARKS.sub(lambda match: f"“{match[0][1:-1]}”", text)


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
    """Which fullest name a mention stands for.

    `known` are the names of the text, `titles` those in titles of plans, `defined` the short names that the text
    defines with what they are short for.
    """

    def __init__(self, known: list[Name], titles: tuple[str, ...], defined: Mapping[str, str]) -> None:
        self.known = known
        self.titles = titles
        self.defined = defined
        self.names = tuple(dict.fromkeys(name.name for name in known))
        self.full: dict[str, str] = {}

    def resolve(self, name: Name) -> str | None:
        """The canonical name of a mention, or None where it is no campaign after all."""
        if name.name in self.defined:
            return self._fullest(self.defined[name.name])
        if name.bare:
            return self._antecedent(name) or (self._fullest(name.name) if name.alone else None)
        full = self._fullest(name.name)
        if name.sure:
            return full
        if name.name in load_national_campaigns().weak:
            return full if self._in_row(name) else None
        return full if full != name.name or self._in_row(name) or name.name in self.titles else None

    def _fullest(self, name: str) -> str:
        """The longest known name that holds this one, or says the same with more words.

        What the text says comes first, then titles of plans; a national campaign of which the document has only a
        byword (治本攻坚) goes under its official name.
        """
        if name not in self.full:
            best = self._search(name, self.names)
            best = best if best != name else _national_part(self._search(name, self.titles), name)
            self.full[name] = self._official(best) or best
        return self.full[name]

    def _official(self, name: str) -> str | None:
        """The official name of a byword, in the words that the document has of it."""
        official = official_name(name)
        if official is None:
            return None
        said = [other for other in self.names if name in _plain(other) and _plain(other) in official]
        said = [other for other in said if other != name]
        return max(said, key=lambda other: (len(other), other), default=official)

    def _search(self, name: str, others: tuple[str, ...]) -> str:
        best = name
        for other in others:
            row = "、" in other and "等" in other and "、" not in name
            if other == name or row or len(other) > _LONGEST_NAME or not _compatible(name, other):
                continue
            if _same(name, other) and (len(other), other) > (len(best), best):
                best = other
        return best

    def _antecedent(self, name: Name) -> str | None:
        """The campaign named before, else after, else in a title, whose name holds the bare head.

        三年专项整治 may stand for any action of three years, when none has these very words.
        """
        wordings = tuple(dict.fromkeys((name.name, _SHORTER.sub("", name.name), *_TERM.findall(name.name))))
        earlier = [known for known in self.known if known.span.start < name.span.start]
        found = self._before(name, wordings, earlier) or self._echoed(name, earlier) or self._after(name, wordings)
        return found or next((title for words in wordings for title in self.titles if title.endswith(words)), None)

    def _before(self, name: Name, wordings: Sequence[str], earlier: Sequence[Name]) -> str | None:
        """The last campaign with these words, or with both words apart (专项行动 for 专项排查整治2023行动)."""
        if number := _GREAT.match(name.name):
            return next((self._fullest(k.name) for k in reversed(earlier) if _great_things(k.name, number[1])), None)
        for words in wordings:
            before = [known for known in earlier if words in known.name]
            if before:
                single = [known for known in before if "、" not in known.name]
                return self._fullest((single or before)[-1].name)
        apart = re.compile(f"{name.name[:2]}.*{name.name[2:]}$")
        before = [known for known in earlier if len(name.name) == _GENERIC and apart.search(known.name)]
        return self._fullest(before[-1].name) if before else None

    def _after(self, name: Name, wordings: Sequence[str]) -> str | None:
        """The first campaign named later; for a generic head (专项整治) only one that is near."""
        bare = load_heads().settings["bare"]
        reach = bare["near"] if name.name in bare["generic"] else None
        for words in wordings:
            after = [known for known in self.known if words in known.name and known.span.start > name.span.start]
            if after and not name.indefinite and (reach is None or after[0].span.start - name.span.end < reach):
                return self._fullest(after[0].name)
        return None

    def _echoed(self, name: Name, earlier: list[Name]) -> str | None:
        """For an echo (“百日行动”期间) the last campaign of the same sort just named, else the last one just named."""
        if not name.echo:
            return None
        reach = load_heads().settings["references"]["echo"]
        near = [known for known in earlier if name.span.start - known.span.end < reach]
        alike = [known for known in near if name.name[:2] in known.name]
        return self._fullest((alike or near)[-1].name) if alike or (near and name.alone) else None

    def _in_row(self, name: Name) -> bool:
        """Whether a sure campaign stands next to it in an enumeration."""
        return any(
            0 <= name.span.start - other.span.end <= 1 or 0 <= other.span.start - name.span.end <= 1
            for other in self.known
        )


def defined_names(text: str, known: Iterable[Name]) -> dict[str, str]:
    """The short names that parentheses right behind a campaign define, each with the name that it is short for."""
    found: dict[str, str] = {}
    for name in known:
        match = load_heads().defined.match(text, name.span.end)
        if match is not None:
            found.setdefault(match["short"], name.name)
    return found


def named_again(text: str, names: Sequence[Name], defined: Mapping[str, str]) -> Iterator[Name]:
    """Where the text has a short name that it defined, or a byword in quotation marks without its head.

    So “铸盾” after “铸盾”行动. A byword by numbers (“三合一”) is a term of its own.
    """
    short = {f"“?{re.escape(words)}”?": full for words, full in defined.items()}
    for name in names:
        match = load_heads().core.match(name.span.of(text))
        if match is not None and name.sure and not name.bare and not _NUMERAL.search(match["core"]):
            short.setdefault(f"“{match['core']}”", name.name)
    taken = [name.span for name in names]
    for pattern, full in short.items():
        for match in re.finditer(pattern, text):
            span = Span(*match.span())
            if not any(other.start < span.end and span.start < other.end for other in taken):
                yield Name(span, full, sure=True, bare=False)
                taken.append(span)


def _national_part(title: str, name: str) -> str:
    """The official name of the national campaign that the name in a title of a local plan ends with, else all of it.

    So 治本攻坚三年行动 is 安全生产治本攻坚三年行动 where the plan is that of one town or trade.
    """
    official = (words for words in _official_names() if title.endswith(words))
    return max((words for words in official if words.endswith(name) and words != name), key=len, default=title)


@cache
def _official_names() -> tuple[str, ...]:
    return tuple(sorted({concept.label_zh for concept in load_national_campaigns().labels.values()}))


def official_name(name: str) -> str | None:
    """The name in full of a national campaign of which the words are a byword without its head, else None."""
    national = load_national_campaigns()
    concept = national.labels.get(_plain(name))
    if concept is None or name not in concept.hidden or concept.label_zh.endswith(name):
        return None
    return concept.label_zh


def _plain(name: str) -> str:
    return name.replace("“", "").replace("”", "")


def _great_things(name: str, number: str) -> bool:
    """Whether a name has so many great things: “三大”行动 is 大排查大整治大执法."""
    return len(_GREAT_THING.findall(name)) == _NUMBERS[number]


@lru_cache(maxsize=16384)
def _same(name: str, other: str) -> bool:
    """Whether the other name may be a fuller one of the same campaign."""
    own = content(name)
    if name in load_national_campaigns().weak and not load_heads().strong.fullmatch(name):
        return whole_of(other) == name or content(other) == own
    filler = load_heads().filler
    bare = filler.sub("", name)
    return (
        _plain(other).endswith(_plain(name))
        or (len(bare) > _GENERIC and _plain(name) in _plain(other))
        or (len(own) >= 4 and own == content(other))
        or _abridged(own, content(other))
        or _contracted(name, other)
        or (len(bare) >= _GENERIC and name.startswith(bare[:2]) and filler.sub("", other).endswith(bare))
    )


def _abridged(short: str, long: str) -> bool:
    """Whether the content of one name is the end of the other's (标准化提升 of 安全生产标准化提升)."""
    return len(short) >= 4 and short != long and long.endswith(short)


def _contracted(short: str, long: str) -> bool:
    """Whether a name of one head leaves words of the other out (综合示范县创建 of 全国综合减灾示范县创建)."""
    if not short.endswith("行动"):
        long = _EDGE.sub("", long)
    if len(short) < 6 or short[-4:] != long[-4:]:
        return False
    rest = iter(long)
    return all(character in rest for character in short)


@lru_cache(maxsize=16384)
def _compatible(name: str, other: str) -> bool:
    """Whether two names can be one: where both have a head of time it must agree, and the national one is no local one.

    A three-year action is no mere 专项整治 of another sort.
    """
    if name.startswith("全国") and not other.startswith("全国"):
        return False
    times = re.compile(r"三年|两年|五年|百日|执法年|安全生产月|宣传[月周日]")
    return not (own := times.findall(name)) or own == times.findall(other) or name in other
