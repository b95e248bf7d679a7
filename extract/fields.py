"""The labelled values of a page's head and foot: 索引号, 发布机构, 来源, 成文日期, 发文字号 …"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from itertools import pairwise

_NAMES = ("index_number", "document_number", "publisher", "issued", "published", "title", "addressees")
_BEFORE = r"(?:^|(?<=[\s【\[（(•·*|丨　]))"
_EDGES = " \t\u00a0\u3000\r|丨·•*"
_LONGEST_BELOW = 60
_BODY = re.compile(r"(?:厅|局|委|委员会|办公室|政府|指挥部|领导小组|中心|队|部|院|会|办)$")
_HAN = re.compile(r"[\u4e00-\u9fff]{3,}")
_NUMBER = re.compile(r"[\u4e00-\u9fffA-Za-z]{1,20}\s*[〔\[【（(]\s*(?:19|20)\d{2}\s*[〕\]】）)]\s*第?\s*\d{1,4}\s*号")


@dataclass(frozen=True, slots=True)
class FieldPatterns:
    """The compiled labels of metadata.toml."""

    value: re.Pattern[str]
    labels: dict[str, tuple[str, int]]
    cell: re.Pattern[str]
    label: re.Pattern[str]
    not_publisher: re.Pattern[str]
    title_noun: re.Pattern[str]


@cache
def field_patterns() -> FieldPatterns:
    """The labels, read once."""
    data = tomllib.loads((files("extract") / "metadata.toml").read_text(encoding="utf-8"))
    data |= {name: [_spaced(label) for label in data[name]] for name in (*_NAMES, "other")}
    every = "|".join(label for name in (*_NAMES, "other") for label in data[name])
    labels = {f"{name}_{rank}": (name, rank) for name in _NAMES for rank in range(len(data[name]))}
    named = "|".join(f"(?P<{group}>{data[name][rank]})" for group, (name, rank) in labels.items())
    value = re.compile(rf"{_BEFORE}(?:{named})(?:\s*[】\]]?\s*[:：]|[】\]])[^\S\n]*", re.M)
    # A value ends where the next label or a tool of the page begins; labels lose their separator on real pages.
    label = re.compile(
        rf"(?:{every}|浏览(?:次数|量)?|点击(?:数|量|次数)?|阅读(?:数|量|次数)?|字体|字号|作者|编辑|责任编辑|打印|分享)\s*[】\]]?\s*[:：]|[【\[]"
    )
    nouns = "|".join(data["title_noun"])
    return FieldPatterns(
        value,
        labels,
        re.compile(rf"(?:{named}|(?P<other>{'|'.join(data['other'])}))\s*[:：]?"),
        label,
        re.compile("|".join(data["not_publisher"])),
        re.compile(rf"(?:{nouns})(?:（[^（）]{{1,20}}）|\([^()]{{1,20}}\))?$"),
    )


def _spaced(label: str) -> str:
    """The label with white space allowed between its characters (成 文 日 期), where it is plain words."""
    return r"[ \u3000\u00a0]*".join(label) if _HAN.fullmatch(label) else label


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
        rest, _, below = page[match.end() :].partition("\n")
        end = patterns.label.search(rest)
        value = (rest[: end.start()] if end else rest).strip(_EDGES) or _value_below(rest, below)
        if value:
            found.append((name, rank, value))
    found += _cells(page)
    return sorted(found, key=lambda value: value[1])


def _value_below(rest: str, below: str) -> str:
    """The value on the line under a label that stands alone: a number, a date or a body; else nothing."""
    value = below.partition("\n")[0].strip(_EDGES)
    alone = not rest.strip() and 0 < len(value) <= _LONGEST_BELOW and not field_patterns().label.search(value)
    return value if alone and (re.search(r"\d", value) or _BODY.search(value)) else ""


def _cells(page: str) -> list[tuple[str, int, str]]:
    """The values in lines whose cells are parted by tabs, each behind its label (索引号⇥…⇥发布机构⇥…)."""
    patterns = field_patterns()
    found = []
    for line in page.split("\n"):
        cells = [cell.strip(_EDGES) for cell in line.split("\t")] if "\t" in line else []
        for label, value in pairwise(cells):
            match = patterns.cell.fullmatch(label)
            if match and match.lastgroup in patterns.labels and value and not patterns.cell.fullmatch(value):
                found.append((*patterns.labels[match.lastgroup], value))
    return found


def is_row_of_fields(line: str) -> bool:
    """Whether a line is cells parted by tabs of which the first is a label."""
    first, tab, _ = line.partition("\t")
    return bool(tab) and field_patterns().cell.fullmatch(first.strip(_EDGES)) is not None


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
