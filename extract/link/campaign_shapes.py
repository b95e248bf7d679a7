"""Campaigns by the shape of their words: in quotation marks, as the object of 创建, by a demonstrative."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Final

from extract.document import Span
from extract.link.campaign_extents import after_division, after_leading, begin_of_name
from extract.link.campaign_heads import Name, canonical, load_heads
from extract.link.extent import Extents
from extract.link.national_campaigns import load_national_campaigns
from extract.link.setting import Setting

_OBJECTS: Final = {"object_created": "创建", "object_built": "建设", "named_creation": "创建"}
_REFERRING: Final = {"demonstrative", "numbered", "of_year"}
_SHORTEST_ACTION: Final = 5
_TIMES: Final = ("年", "月", "周", "日", "行")
_SEVERAL: Final = 2

Reader = Callable[[Setting, Extents, re.Match[str]], Name | None]


def find_shapes(setting: Setting, extents: Extents) -> Iterator[Name]:
    """Every stretch that one of the shapes of `campaigns.toml` knows for a campaign, shape by shape."""
    for shape, pattern in load_heads().shapes.items():
        read = _READERS.get(shape, _quoted_with_head)
        for match in pattern.finditer(setting.masked):
            if shape in _OBJECTS:
                yield Name(Span(*match.span()), canonical(match["name"] + _OBJECTS[shape]), sure=True, bare=False)
            elif shape in _REFERRING:
                yield Name(Span(*match.span()), match["name"], sure=True, bare=True)
            elif (name := read(setting, extents, match)) is not None:
                yield name


def _launched(setting: Setting, extents: Extents, match: re.Match[str]) -> Name | None:
    """An action by the verb before it and the end of the clause behind it: 实施渔船标准化行动."""
    text, end = setting.masked, match.end("name")
    if load_heads().ordinary.search(match["name"]):
        return None
    start = extents.start(end - 2, match.start("name"))
    start = after_leading(text, after_division(setting.gazetteer, text, start, end), end)
    name = Name(Span(start, end), text[start:end], sure=True, bare=False)
    return name if end - start >= _SHORTEST_ACTION else None


def _quoted(setting: Setting, extents: Extents, match: re.Match[str]) -> Name | None:
    """All that quotation marks hold, with the subject right before them: 护林“百日攻坚”; alone it may refer back."""
    heads, text, inner = load_heads(), setting.masked, match["name"]
    if _is_slogan(inner):
        return None
    span = Span(*match.span("name"))
    in_row = text[match.start() - 1 : match.start()] == "”"
    if in_row or not heads.byword.fullmatch(f"“{inner}”") or inner.endswith(_TIMES):
        return Name(span, inner, sure=True, bare=False)
    start = begin_of_name(setting, extents, match.start(), 0)
    subject = text[start : match.start()]
    if len(subject) > 1 and not heads.bodies.search(subject):
        return Name(Span(start, match.end()), canonical(text[start : match.end()]), sure=True, bare=False)
    bare = heads.settings["bare"]
    if inner not in bare["alone"]:
        return Name(span, inner, sure=True, bare=inner in bare["words"])
    echo = heads.echoed.match(text, match.end()) is not None
    return Name(span, inner, sure=True, bare=True, alone=True, echo=echo)


def _quoted_with_head(setting: Setting, extents: Extents, match: re.Match[str]) -> Name | None:
    """A byword in quotation marks with its head, and the subject before it: 河湖“清淤”行动."""
    text, inner = setting.masked, match["name"]
    labels: Mapping[str, object] = load_national_campaigns().labels
    held = load_heads().held.match(text, match.end("name") + 1)
    loose = held is not None and inner.endswith(_TIMES) and text.count(f"“{inner}”活动") < _SEVERAL
    if loose or (inner in labels and held is not None and held[0] != "活动"):
        return Name(Span(*match.span("name")), inner, sure=True, bare=False)
    known = match.re is load_heads().shapes["quoted_before"] and inner in labels
    if known or _is_slogan(inner) or text[match.start() - 1 : match.start()] == "”":
        return None
    if inner.endswith(_TIMES) and inner in labels:
        start = match.start()
    else:
        start = begin_of_name(setting, extents, match.start(), 0)
    if load_heads().bodies.search(text[start : match.start()]):
        start = match.start()
    return Name(Span(start, match.end()), canonical(text[start : match.end()]), sure=True, bare=False)


def _byword(setting: Setting, extents: Extents, match: re.Match[str]) -> Name | None:
    """A byword in quotation marks that is all the object of 开展: 开展“敲门行动”, 开展“进村入户”."""
    if _is_slogan(match["name"]):
        return None
    return Name(Span(*match.span("name")), match["name"], sure=True, bare=False)


def _plain(setting: Setting, extents: Extents, match: re.Match[str]) -> Name | None:
    """A check of a season (冬季消防检查), one with results (燃气安全排查整治检查20家), one that is an object."""
    span = Span(*match.span("name"))
    return (
        Name(span, match["name"], sure=True, bare=False) if extents.start(span.end, span.start) == span.start else None
    )


def _is_slogan(words: str) -> bool:
    heads = load_heads()
    known = any(word in words for word in heads.settings["slogans"]["words"])
    return known or heads.counted.match(words) is not None or heads.manner.match(words) is not None


_READERS: Final[Mapping[str, Reader]] = {
    "launched": _launched,
    "quoted_whole": _quoted,
    "tour": _byword,
    "byword": _byword,
    "seasonal": _plain,
    "topic": _plain,
    "topic_object": _plain,
}
