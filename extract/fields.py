"""The labelled values of a page's head and foot: 索引号, 发布机构, 来源, 成文日期, 发文字号 …"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

_NAMES = ("index_number", "document_number", "publisher", "issued", "published", "title", "addressees")
_BEFORE = r"(?:^|(?<=[\s【\[（(•·*|丨　]))"
_NUMBER = re.compile(r"[\u4e00-\u9fffA-Za-z]{1,20}\s*[〔\[【（(]\s*(?:19|20)\d{2}\s*[〕\]】）)]\s*第?\s*\d{1,4}\s*号")


@dataclass(frozen=True, slots=True)
class FieldPatterns:
    """The compiled labels of metadata.toml."""

    value: re.Pattern[str]
    labels: dict[str, tuple[str, int]]
    label: re.Pattern[str]
    not_publisher: re.Pattern[str]
    title_noun: re.Pattern[str]


@cache
def field_patterns() -> FieldPatterns:
    """The labels, read once."""
    data = tomllib.loads((files("extract") / "metadata.toml").read_text(encoding="utf-8"))
    every = "|".join(label for name in _NAMES for label in data[name])
    labels = {f"{name}_{rank}": (name, rank) for name in _NAMES for rank in range(len(data[name]))}
    named = "|".join(f"(?P<{group}>{data[name][rank]})" for group, (name, rank) in labels.items())
    value = re.compile(rf"{_BEFORE}(?:{named})\s*[】\]]?\s*[:：][^\S\n]*", re.M)
    # A value ends where the next label or a tool of the page begins; labels lose their separator on real pages.
    label = re.compile(
        rf"(?:{every}|浏览(?:次数|量)?|点击(?:数|量|次数)?|阅读(?:数|量|次数)?|字体|字号|作者|编辑|责任编辑|打印|分享)\s*[】\]]?\s*[:：]|[【\[]"
    )
    nouns = "|".join(data["title_noun"])
    return FieldPatterns(
        value,
        labels,
        label,
        re.compile("|".join(data["not_publisher"])),
        re.compile(rf"(?:{nouns})(?:（[^（）]{{1,20}}）|\([^()]{{1,20}}\))?$"),
    )


def field_values(page: str, name: str) -> list[str]:
    """The values that the labels for `name` give in a page's head or foot, best label first."""
    return [value for found, _, value in _scan(page) if found == name]


@lru_cache(maxsize=8)
def _scan(page: str) -> list[tuple[str, int, str]]:
    """Every labelled value of a page with its name and the rank of its label, best labels first."""
    patterns = field_patterns()
    found = []
    for match in patterns.value.finditer(page):
        name, rank = patterns.labels[match.lastgroup or ""]
        rest = page[match.end() :].split("\n", 1)[0]
        end = patterns.label.search(rest)
        value = (rest[: end.start()] if end else rest).strip(" \t\u00a0\u3000\r|丨·•*")
        if value:
            found.append((name, rank, value))
    return sorted(found, key=lambda value: value[1])


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
