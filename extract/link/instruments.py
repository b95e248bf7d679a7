"""Instruments: documents that the text names by 《》."""

from __future__ import annotations

import re
from typing import Final

from extract.document import Span
from extract.link.setting import Setting
from extract.records import Entity, EntityClass, Mention
from extract.tokens import find_titles

_DEFINITION: Final = re.compile(
    r"(?:[（(][^（）()《》\n]{2,30}[）)])?[，,]?[（(]?(?:[^（）()《》\n，,]{2,24}[，,])?"
    r"(?:以下|下|后)(?:统一)?(?:简称|称)[为：:]{0,2}[“\"]?《(?P<short>[^《》\n]{1,20})》"
)
# Programmes, columns, papers and books are no instruments: the words around the title say so.
_MEDIA_BEFORE: Final = re.compile(
    r"(?:卫视|电视台|频道|栏目|节目|专题片|宣传片|警示片|警示教育片|微电影|电影|影片|歌曲|短视频|公益广告|纪录片|动漫"
    r"|制作播放|播放|收看|观看|刊载于|刊登于|发表于|被|刊登在|发表在)$"
)
_MEDIA_AFTER: Final = re.compile(
    r"(?:栏目|节目|专题片|宣传片|警示片|警示教育片|微电影|电影|影片|歌曲|短视频|卡通|动漫|半个版面|头版|整版|杂志|报纸|记者|报道|及警示教育专题片)"
)
_MEDIA_TITLE: Final = re.compile(
    r"(?:日报|晚报|早报|时报|周刊|月刊|杂志|快报|[\u4e00-\u9fff]{2,}(?<!通|公|简|情|预|汇|呈|上|申|填|月|年|日|季|警|举|续|速|直|专)报|小课堂)$"
)


def find_instruments(setting: Setting) -> tuple[Mention, ...]:
    """Every document in 《》 outside page furniture, media left out; a title without closing mark is unresolved."""
    document = setting.document
    short = defined_titles(document.text)
    found: list[Mention] = []
    for span, closed in find_titles(document.text):
        if any(furniture.contains(span) for furniture in document.furniture):
            continue
        title = title_of(span.of(document.text))
        if len(title) >= 2 and not is_media(document.text, span, title):
            defined = short.get(title)
            full = defined[1] if defined is not None and span.start >= defined[0] else title
            found.append(Mention(span, instrument(full, resolved=closed)))
    return tuple(found)


def defined_titles(text: str) -> dict[str, tuple[int, str]]:
    """Short titles that the text defines (《…办法》（以下简称《办法》）): where each is defined, and the full title."""
    found: dict[str, tuple[int, str]] = {}
    for span, closed in find_titles(text):
        match = _DEFINITION.match(text, span.end) if closed else None
        if match is not None:
            found.setdefault(match["short"], (match.start(), title_of(span.of(text))))
    return found


def title_of(quoted: str) -> str:
    """The title without its marks and without line breaks inside it."""
    title = quoted.removeprefix("《").removesuffix("》") if not quoted.startswith("《《") else quoted[1:-1]
    return re.sub(r"\s*\n\s*", "", title).strip()


def instrument(title: str, resolved: bool = True) -> Entity:
    """The node of an instrument: its title is its key."""
    return Entity(EntityClass.INSTRUMENT, title, title, resolved=resolved)


def is_media(text: str, span: Span, title: str) -> bool:
    """Whether the title is a broadcast, a film, a paper or the like."""
    return bool(
        _MEDIA_TITLE.search(title)
        or _MEDIA_BEFORE.search(text, max(0, span.start - 8), span.start)
        or _MEDIA_AFTER.match(text, span.end)
    )
