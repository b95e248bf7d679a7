"""The automatic numbers of DOCX paragraphs, which the file's text does not hold: 一、 （一） 1. ①"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph

_DIGITS = "〇一二三四五六七八九"
_FULL_WIDTH = {ord(str(digit)): chr(0xFF10 + digit) for digit in range(10)}
_PLACE = re.compile(r"%(\d)")
_LEVELS = 9


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list: its number format, its text (`（%1）`) and its first number."""

    format: str
    text: str
    start: int


class Numbering:
    """Counts the numbered paragraphs of one document as they come."""

    def __init__(self, document: Any) -> None:
        self.levels: dict[str, dict[int, Level]] = {}
        self.lists: dict[str, str] = {}
        self.counts: dict[str, dict[int, int]] = {}
        try:
            root = document.part.numbering_part.element
        except (KeyError, NotImplementedError):
            return
        for abstract in root.findall(qn("w:abstractNum")):
            identifier = abstract.get(qn("w:abstractNumId"))
            self.levels[identifier] = {int(e.get(qn("w:ilvl"))): _level(e) for e in abstract.findall(qn("w:lvl"))}
        for number in root.findall(qn("w:num")):
            self.lists[number.get(qn("w:numId"))] = _value(number, "w:abstractNumId") or ""

    def label(self, paragraph: Paragraph) -> str:
        """The number that a word processor shows before the paragraph; empty where there is none."""
        place = self._place(paragraph)
        if place is None:
            return ""
        identifier, depth = place
        abstract = self.lists.get(identifier, "")
        levels = self.levels.get(abstract, {})
        level = levels.get(depth)
        if level is None or level.format in ("bullet", "none"):
            return ""
        counts = self.counts.setdefault(abstract, {})
        counts[depth] = counts.get(depth, level.start - 1) + 1
        for deeper in [known for known in counts if known > depth]:
            del counts[deeper]

        def number(match: re.Match[str]) -> str:
            index = int(match[1]) - 1
            known = levels.get(index)
            return numeral(counts.get(index, known.start if known else 1), known.format if known else "decimal")

        return _PLACE.sub(number, level.text)

    def _place(self, paragraph: Paragraph) -> tuple[str, int] | None:
        """The list and level of a paragraph, its own or those of its style; numId 0 takes the number away."""
        elements = [paragraph._p.pPr]
        style: Any = paragraph.style
        for _ in range(_LEVELS):
            if style is None:
                break
            elements.append(style.element.pPr)
            style = style.base_style
        for element in elements:
            found = element.find(qn("w:numPr")) if element is not None else None
            if found is not None:
                identifier = _value(found, "w:numId")
                depth = _value(found, "w:ilvl") or "0"
                return (identifier, int(depth)) if identifier and identifier != "0" else None
        return None


def numeral(number: int, format_name: str) -> str:
    """A number as a list format shows it; formats that Chinese documents do not use are shown in digits."""
    if format_name.startswith(("chinese", "ideograph", "japanese", "taiwanese", "korean")):
        if format_name.startswith("ideographEnclosed"):
            return chr(0x2460 + number - 1) if 1 <= number <= 20 else str(number)
        return chinese(number)
    if format_name == "decimalEnclosedCircle" or format_name == "decimalEnclosedCircleChinese":
        return chr(0x2460 + number - 1) if 1 <= number <= 20 else str(number)
    if format_name == "decimalFullWidth":
        return str(number).translate(_FULL_WIDTH)
    if format_name in ("upperLetter", "lowerLetter"):
        letter = chr(ord("A") + (number - 1) % 26)
        return letter if format_name == "upperLetter" else letter.lower()
    return str(number)


def chinese(number: int) -> str:
    """A number from 1 to 99 in Chinese numerals as headings write them: 十二, 二十."""
    if not 1 <= number <= 99:
        return str(number)
    tens, ones = divmod(number, 10)
    if not tens:
        return _DIGITS[ones]
    return ("" if tens == 1 else _DIGITS[tens]) + "十" + (_DIGITS[ones] if ones else "")


def _level(element: Any) -> Level:
    start = _value(element, "w:start") or "1"
    return Level(_value(element, "w:numFmt") or "decimal", _value(element, "w:lvlText") or "", int(start))


def _value(element: Any, name: str) -> str | None:
    found = element.find(qn(name))
    value = found.get(qn("w:val")) if found is not None else None
    return str(value) if value is not None else None
