"""The labelled values of a page's head and foot: 索引号, 发布机构, 来源, 成文日期, 发文字号 …"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

_NAMES = ("index_number", "document_number", "publisher", "issued", "published", "title", "addressees")
_BEFORE = r"(?:^|(?<=[\s【\[（(•·*|丨　]))"
_NUMBER = re.compile(r"[\u4e00-\u9fffA-Za-z]{1,20}\s*[〔\[【（(]\s*(?:19|20)\d{2}\s*[〕\]】）)]\s*第?\s*\d{1,4}\s*号")


@dataclass(frozen=True, slots=True)
class FieldPatterns:
    """The compiled labels of metadata.toml."""

    value: dict[str, tuple[re.Pattern[str], ...]]
    label: re.Pattern[str]
    not_publisher: re.Pattern[str]
    title_noun: re.Pattern[str]


@cache
def field_patterns() -> FieldPatterns:
    """The labels, read once."""
    data = tomllib.loads((files("extract") / "metadata.toml").read_text(encoding="utf-8"))
    every = "|".join(label for name in _NAMES for label in data[name])
    value = {
        name: tuple(re.compile(rf"{_BEFORE}(?:{label})\s*[】\]]?\s*[:：]\s*([^\n\r]*)", re.M) for label in data[name])
        for name in _NAMES
    }
    # A value ends where the next label or a tool of the page begins; labels lose their separator on real pages.
    label = re.compile(
        rf"(?:{every}|浏览(?:次数|量)?|点击(?:数|量|次数)?|阅读(?:数|量|次数)?|字体|字号|作者|编辑|责任编辑|打印|分享)\s*[】\]]?\s*[:：]|[【\[]"
    )
    nouns = "|".join(data["title_noun"])
    return FieldPatterns(
        value,
        label,
        re.compile("|".join(data["not_publisher"])),
        re.compile(rf"(?:{nouns})(?:（[^（）]{{1,20}}）|\([^()]{{1,20}}\))?$"),
    )


def field_values(page: str, name: str) -> list[str]:
    """The values that the labels for `name` give in a page's head or foot, best label first."""
    patterns = field_patterns()
    found = []
    for pattern in patterns.value[name]:
        for match in pattern.finditer(page):
            value = match[1]
            end = patterns.label.search(value)
            value = (value[: end.start()] if end else value).strip(" \t\u00a0\u3000|丨·•*")
            if value:
                found.append(value)
    return found


def document_number(page: str) -> str | None:
    """The number under which a document was issued (某安委〔2021〕3号), by its label or by its form on a line alone."""
    for value in field_values(page, "document_number"):
        if any(character.isdigit() for character in value):
            return value
    for line in page.splitlines():
        stripped = line.strip(" \t\u00a0\u3000*#")
        match = _NUMBER.fullmatch(stripped)
        if match:
            return re.sub(r"\s+", "", match[0])
    return None
