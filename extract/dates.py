"""Dates and periods as official documents write them, to ISO 8601."""

from __future__ import annotations

import calendar
import re
from datetime import date

_DATE = re.compile(r"((?:19|20)\d{2})\s*[年\-/.]\s*(\d{1,2})\s*[月\-/.]\s*(\d{1,2})\s*日?(?!\d)")
_HAN_DATE = re.compile(
    r"([二一][〇○ΟOО0零一二三四五六七八九]{3})年([一二三四五六七八九十]{1,2})月([一二三四五六七八九十]{1,3})日"
)
_DIGITS = {"〇": 0, "○": 0, "Ο": 0, "O": 0, "О": 0, "0": 0, "零": 0} | {
    c: i for i, c in enumerate("一二三四五六七八九", start=1)
}
_NARROW = str.maketrans("０１２３４５６７８９－／．", "0123456789-/.")
_YEAR = r"((?:19|20)\d{2})\s*年?"
_QUARTERS = {"一": 1, "二": 2, "三": 3, "四": 4, "1": 1, "2": 2, "3": 3, "4": 4}
_PERIODS: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(_YEAR + r"(?:度)?\s*上半年"), "1-6"),
    (re.compile(_YEAR + r"(?:度)?\s*下半年"), "7-12"),
    (re.compile(_YEAR + r"(?:度)?\s*第?([一二三四1234])季度"), "quarter"),
    (re.compile(_YEAR + r"(?:度)?\s*前三季度"), "1-9"),
    (re.compile(_YEAR + r"\s*(\d{1,2})月?\s*[-—–~～至到]+\s*(\d{1,2})\s*月"), "months"),
    (re.compile(_YEAR + r"\s*前(\d{1,2})个月"), "first"),
    (re.compile(_YEAR + r"\s*(\d{1,2})月份?(?!\d{0,2}\s*日)"), "month"),
    (re.compile(r"((?:19|20)\d{2})\s*[-—–~～至到]+\s*((?:19|20)\d{2})\s*年"), "years"),
    (re.compile(r"((?:19|20)\d{2})\s*年"), "1-12"),
    (re.compile(r"((?:19|20)\d{2})\s*(?=工作|度)"), "1-12"),
)


def find_dates(text: str) -> list[str]:
    """The full dates in a text in the order in which they stand, as ISO 8601; impossible dates are left out."""
    found: list[tuple[int, str]] = []
    text = text.translate(_NARROW)
    for match in _DATE.finditer(text):
        iso = iso_date(int(match[1]), int(match[2]), int(match[3]))
        if iso:
            found.append((match.start(), iso))
    for match in _HAN_DATE.finditer(text):
        year = int("".join(str(_DIGITS[c]) for c in match[1]))
        iso = iso_date(year, _han(match[2]), _han(match[3]))
        if iso:
            found.append((match.start(), iso))
    return [iso for _, iso in sorted(found)]


def iso_date(year: int, month: int, day: int) -> str | None:
    """The date in ISO 8601, or None where there is no such day."""
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None


def find_period(words: str) -> str | None:
    """The first period that words name (2020年上半年, 2021年第三季度, 2022年1-9月, 2021年), as an ISO 8601 interval."""
    best: tuple[int, int, re.Match[str], str] | None = None
    for order, (pattern, kind) in enumerate(_PERIODS):
        match = pattern.search(words)
        if match and (best is None or (match.start(), order) < best[:2]):
            best = (match.start(), order, match, kind)
    return _interval(best[2], best[3]) if best else None


def _interval(match: re.Match[str], kind: str) -> str | None:
    year = int(match[1])
    if kind == "years":
        return f"{year}-01-01/{match[2]}-12-31" if int(match[2]) >= year else None
    if kind == "quarter":
        quarter = _QUARTERS[match[2]]
        first, last = quarter * 3 - 2, quarter * 3
    elif kind == "months":
        first, last = int(match[2]), int(match[3])
    elif kind == "first":
        first, last = 1, int(match[2])
    elif kind == "month":
        first = last = int(match[2])
    else:
        first, last = (int(part) for part in kind.split("-"))
    if not 1 <= first <= last <= 12:
        return None
    return f"{year}-{first:02d}-01/{year}-{last:02d}-{calendar.monthrange(year, last)[1]:02d}"


def _han(numeral: str) -> int:
    tens, _, ones = numeral.rpartition("十")
    if "十" not in numeral:
        return _DIGITS[numeral] if len(numeral) == 1 else 0
    return (_DIGITS[tens] if tens else 1) * 10 + (_DIGITS[ones] if ones else 0)
