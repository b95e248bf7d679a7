"""Where a text names a campaign: by a head, by the shape of the words, by the title of a plan, by the vocabulary."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Final

from extract.document import Span
from extract.link.campaign_extents import after_division, begin_of_name
from extract.link.campaign_heads import Name, canonical, content, load_heads
from extract.link.campaign_shapes import find_shapes
from extract.link.extent import Extents
from extract.link.national_campaigns import load_national_campaigns
from extract.link.setting import Setting
from extract.tokens import find_titles

_SEVERAL: Final = 2
_LONGEST_BYWORD: Final = 5
_TERM: Final = re.compile("[两三五]年|百日|治本")
_TIMES: Final = ("年", "月", "周", "日")
_MARK: Final = re.compile("[“”]")
_ROUND: Final = re.compile("第[^，。]{1,4}[个届次轮]$")


def find_names(setting: Setting, titles: Iterable[str]) -> list[Name]:
    """Every stretch that may name a campaign, without overlaps, in reading order.

    `titles` are the names that titles of plans hold.
    """
    extents = Extents(setting.masked)
    found = [
        *find_shapes(setting, extents),
        *_by_statute(setting),
        *_by_title(setting, titles),
        *_by_head(setting, extents),
        *_by_vocabulary(setting.masked),
    ]
    return [_with_marks(setting.masked, name) for name in _joined(setting.masked, _without_overlaps(found))]


def _by_head(setting: Setting, extents: Extents) -> Iterator[Name]:
    heads, text = load_heads(), setting.masked
    great = set(heads.settings["heads"]["great"])
    for sure, automaton in heads.sorts:
        floor = 0
        for _index, begin, head_end in automaton.find_matches_as_indexes(text):
            divided = text[begin] == "大" and text[begin - 1 : begin] in great
            if begin < floor or divided:
                continue
            name = _of_head(setting, extents, Span(begin, head_end), floor, sure)
            if name is not None:
                yield name
                floor = name.span.end


def _of_head(setting: Setting, extents: Extents, place: Span, floor: int, sure: bool) -> Name | None:
    """The name that the head at this place ends, or None where it names no campaign."""
    heads, text = load_heads(), setting.masked
    settings, head = heads.settings, place.of(text)
    if text.startswith(tuple(settings["heads"]["plans"]), place.end) or _goes_on(text, head, place.end):
        return None
    end = _suffixed(text, head, place.end)
    start = begin_of_name(setting, extents, place.start, floor)
    name, before = canonical(text[start:end]), place.start - start
    qualifier = text[start : place.start]
    if heads.bodies.search(qualifier) or heads.counted_alone.fullmatch(qualifier) or _is_routine(text, head, end):
        return None
    head_only = content(name) == "" or name in settings["bare"]["words"]
    if not head_only and before < settings["content"]["least"].get(
        head, 0 if sure else settings["content"]["shortest"]
    ):
        return None
    if head in settings["bare"]["only"] and name != head:
        return None
    if head.endswith("年") and start == floor and floor:
        return None
    if not head_only:
        own = name != head or not sure or name in settings["heads"]["alone"]
        return Name(_trim(text, start, end), name, sure, bare=False) if own else None
    if name not in settings["bare"]["words"] or not _may_refer(text, start, end):
        return None
    tails = settings["bare"]["tail"].get(name, ())
    tail = next((len(words) for words in tails if text.startswith(words, end)), 0)
    heading = name in settings["bare"]["generic"] and text[end : end + 1] in {"。", "\n", ""}
    introduced = heads.indefinite.search(text, max(0, start - 8), start) is not None
    indefinite = heading or (introduced and not _TERM.search(name))
    echo = heads.echoed.match(text, end) is not None
    span = Span(_trim(text, start, end).start, end + tail)
    return Name(span, name, sure, bare=True, indefinite=indefinite, echo=echo)


def _with_marks(text: str, name: Name) -> Name:
    """The name with the quotation marks that enclose it, where nothing of it follows them (“安全生产月”宣传活动)."""
    start, end = name.span.start - 1, name.span.end + 1
    if text[start : name.span.start] != "“" or text[name.span.end : end] != "”" or load_heads().held.match(text, end):
        return name
    return replace(name, span=Span(start, end))


def _goes_on(text: str, head: str, end: int) -> bool:
    """Whether a head is none for what follows it: 普查员, 整治提升了20家企业."""
    heads = load_heads()
    if head in heads.settings["heads"]["verbal"] and not heads.noun.match(text, end):
        return True
    followers: Mapping[str, list[str]] = heads.settings["followers"]
    return any(head.endswith(last) and text.startswith(tuple(after), end) for last, after in followers.items())


def _is_routine(text: str, head: str, end: int) -> bool:
    """Whether a check is one of many: 开展起重机械专项检查4次."""
    heads = load_heads()
    return heads.routine.search(head) is not None and heads.repeated.match(text, end) is not None


def _suffixed(text: str, head: str, end: int) -> int:
    """The end of a head with the heads, years and bywords that go on with it."""
    heads = load_heads()
    settings = heads.settings["heads"]
    while further := heads.further.match(text, end):
        end = further.end()
    if head.endswith(tuple(settings["suffix_heads"])):
        suffix = next((words for words in settings["suffixes"] if text.startswith(words, end)), "")
        end += len(suffix) if suffix and text.count(head + suffix) >= _SEVERAL else 0
    return end


def _may_refer(text: str, start: int, end: int) -> bool:
    """Whether a head alone can stand for a campaign: not counted (9个专项整治), no verb, no frame of a heading."""
    bare = load_heads().settings["bare"]
    followers = bare["followed"].get(text[start:end])
    if followers is not None and not text.startswith(tuple(followers), end):
        return False
    noun = text[start - 1 : start] in set(bare["object"]) or load_heads().noun.match(text, end)
    if text[start:end] in bare["verbal"] and not noun:
        return False
    if text[start:end] in bare["generic"] and load_heads().framed.match(
        f"{text[start - 1 : start]}_{text[end : end + 6]}"
    ):
        return False
    if text[start:end] in bare["generic"] and load_heads().beside.search(text, max(0, start - 2), start):
        return False
    return text[start - 1 : start] not in set(bare["before"])


def _by_title(setting: Setting, titles: Iterable[str]) -> Iterator[Name]:
    """Mentions of campaigns that the title of a plan names."""
    for title in titles:
        start = setting.masked.find(title)
        while start >= 0:
            yield Name(Span(start, start + len(title)), title, sure=True, bare=False)
            start = setting.masked.find(title, start + len(title))


def _by_statute(setting: Setting) -> Iterator[Name]:
    """Weeks and months of a statute, with its title: 《消防法》宣传周."""
    text = setting.document.text
    for match in load_heads().statute.finditer(text):
        if setting.masked[match.end() - 1] == text[match.end() - 1]:
            yield Name(Span(*match.span()), match["title"] + match["name"], sure=True, bare=False)


def _by_vocabulary(text: str) -> Iterator[Name]:
    """Campaigns of the vocabulary, with or without quotation marks; weak labels are sure only within such."""
    national, heads = load_national_campaigns(), load_heads()
    marks = [match.start() - number for number, match in enumerate(_MARK.finditer(text))]
    for index, start, end in national.automaton.find_matches_as_indexes(_MARK.sub("", text)):
        first, last = start + bisect_right(marks, start), end + bisect_right(marks, end - 1)
        quoted = text[first - 1 : first] == "“" and text[last : last + 1] == "”"
        if national.words[index].endswith(_TIMES) and _goes_on(text, national.words[index], last):
            continue
        label = national.words[index]
        launched = heads.launched.search(text, max(0, first - 4), first) and heads.ended.match(text, last)
        byword = launched is not None and len(label) <= _LONGEST_BYWORD
        sure = quoted or byword or label not in national.weak
        if "“" in text[first:last] and "”" not in text[first:last] and text[last : last + 1] == "”":
            last += 1
        if "”" in text[first:last] and "“" not in text[first:last] and text[first - 1 : first] == "“":
            first -= 1
        if text.startswith("全国", first) and _ROUND.search(text, max(0, first - 6), first):
            first += len("全国")
        last = _suffixed(text, text[first:last].rstrip("”"), last)
        yield Name(Span(first, last), canonical(text[first:last]), sure=sure, bare=False)


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
        title = heads.title_leading.sub("", span.of(text).strip("《》"))
        match = heads.title.match(title)
        if match is None:
            continue
        division = setting.gazetteer.starting(match["name"])
        name = match["name"]
        if division is not None:
            name = name[after_division(setting.gazetteer, name, 0, len(name)) :]
        if name.endswith(endings) and len(name) >= 6:
            found.append(heads.whole.sub("", name))
    return tuple(dict.fromkeys(found))


def _joined(text: str, names: Iterable[Name]) -> Iterator[Name]:
    """Names with another right behind made one: 隐患大排查|大整改百日行动, 隐患大排查大整改“百日行动”."""
    last: Name | None = None
    for name in names:
        end = name.span.end
        if last is not None and last.span.end == name.span.start and not last.bare:
            last = Name(Span(last.span.start, end), last.name + name.name, last.sure or name.sure, bare=False)
            continue
        if (
            last is not None
            and text[last.span.end : name.span.start] == "“"
            and text[end : end + 1] == "”"
            and not (last.bare or name.bare or name.name.endswith("年"))
        ):
            last = Name(Span(last.span.start, end + 1), f"{last.name}“{name.name}”", sure=True, bare=False)
            continue
        if last is not None:
            yield last
        last = name
    if last is not None:
        yield last


def _without_overlaps(names: Iterable[Name]) -> list[Name]:
    """Leftmost-longest; shapes come before heads of the same span, sure names before weak ones wherever they are."""
    kept: list[Name] = []
    for name in sorted(names, key=lambda n: (not n.sure, n.span.start, -n.span.end)):
        if not any(other.span.start < name.span.end and name.span.start < other.span.end for other in kept):
            kept.append(name)
    return sorted(kept, key=lambda n: n.span.start)
