"""Numbers with their units in running text: 37.73万余条, 约13万人, 5千余人, 三期, 90%以上.

What comes out is a quantity: where it stands, its value in the base unit (万元 counts as 元) and the unit. Dates, times
of day, ordinals and numbers inside names are left alone, since they measure nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from extract.document import Span
from extract.grammar.wording import cues, wording
from ontology.vocabulary import load_vocabulary

CHINESE_DIGITS = {c: n for n, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2, "俩": 2}
CHINESE_PLACES = {"十": 10, "百": 100, "千": 1000}
MYRIADS = {"万": 10**4, "亿": 10**8}


_MOST_DIGITS = 15
_NUMERAL = re.compile(r"[\d〇零一二两三四五六七八九十百千]")
_BRACKET = re.compile("[(\uff08]")
_BRACKETS = dict.fromkeys(map(ord, "()\uff08\uff09"))


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with its unit.

    `span` runs from the word for "about", if any, to the end of the unit; `number` is the span of the number alone.
    `unit` is a label of the unit vocabulary, `""` when none follows; `explicit_unit` says whether it was written.
    """

    span: Span
    number: Span
    value: Decimal
    unit: str
    approximate: bool = False
    chinese: bool = False
    fraction: bool = False
    explicit_unit: bool = True


def chinese_integer(text: str) -> int:
    """The value of a Chinese numeral such as 三, 十二, 两百零五 or 一千二百万.

    Raises `ValueError` when the characters are no numeral.
    """
    total, section, digit = 0, 0, 0
    if not text:
        raise ValueError("an empty numeral")
    for character in text:
        if character in CHINESE_DIGITS:
            digit = CHINESE_DIGITS[character]
        elif character in CHINESE_PLACES:
            section += (digit or 1) * CHINESE_PLACES[character]
            digit = 0
        elif character in MYRIADS:
            whole = section + digit
            total = (total + whole) * MYRIADS[character] if character == "亿" else total + whole * MYRIADS[character]
            section = digit = 0
        else:
            raise ValueError(f"no Chinese numeral: {text}")
    return total + section + digit


@cache
def unit_pattern() -> str:
    """An alternation of every label of the unit vocabulary, longest first."""
    labels = {label for unit in load_vocabulary().scheme("unit") if cues(unit) for label in unit.labels}
    return "|".join(re.escape(label) for label in sorted(labels, key=lambda x: (-len(x), x)))


@cache
def quantity_pattern() -> re.Pattern[str]:
    """The pattern of a number with what may stand before and after it."""
    words = wording("figures")
    before = "|".join(words["about_before"])
    about = "|".join(words["about_after"])
    over = "|".join(words["bound_after"])
    barred = words["unit_not_before"]
    lookahead = "".join(f"(?!(?<={unit})[{after}])" for unit, after in sorted(barred.items()))
    unit = f"(?:{unit_pattern()}){lookahead}"
    return re.compile(
        rf"(?P<before>{before})?"
        r"(?P<number>(?<![\d.A-Za-z+])(?:\d{1,3}(?:,\d{3})+(?![\d])|\d+)(?:\.\d+)?|(?<!无)[〇零一二两三四五六七八九十百千]+)"
        rf"(?P<after1>{about})?(?P<place>(?:[百千]?[万亿]|[百千])?)(?P<after2>{about})?"
        rf"(?P<unit>{unit}(?:[(\uff08]{unit}(?:、{unit})*[)\uff09](?:{unit})?)?)?"
        rf"(?P<over>{over})?"
    )


def quantities(text: str, start: int = 0, end: int | None = None) -> Iterator[Quantity]:
    """Every quantity between two offsets, in order; Chinese numerals only when a unit follows them directly."""
    end = len(text) if end is None else end
    if not _NUMERAL.search(text, start, end):
        return
    for match in quantity_pattern().finditer(text, start, end):
        quantity = _quantity(match)
        if quantity is not None:
            yield quantity


def _quantity(match: re.Match[str]) -> Quantity | None:
    digits, unit = match["number"], match["unit"] or ""
    chinese = not digits[0].isdigit()
    if len(digits) > _MOST_DIGITS:
        return None
    if chinese:
        if not unit:
            return None
        value = Decimal(chinese_integer(digits))
    else:
        value = Decimal(digits.replace(",", ""))
    value, unit = _scaled(value * _place(match["place"]), unit)
    last = match.end("over") if match["over"] and unit else match.end("unit") if unit else match.end("after2")
    if last < 0:
        last = match.end("place")
    return Quantity(
        span=Span(match.start(), last),
        number=match_span(match, "number"),
        value=value.normalize() if value % 1 else value.quantize(Decimal(1)),
        unit=unit,
        approximate=bool(match["before"] or match["after1"] or match["after2"] or (match["over"] and unit)),
        chinese=chinese,
        fraction="." in digits and not match["place"] and not _multiplied(match["unit"]),
        explicit_unit=bool(unit),
    )


def match_span(match: re.Match[str], group: str) -> Span:
    """The span of a named group of a match."""
    return Span(match.start(group), match.end(group))


def _place(text: str) -> int:
    value = 1
    for character in text:
        value *= CHINESE_PLACES.get(character) or MYRIADS[character]
    return value


def _multiplied(unit: str | None) -> bool:
    return unit is not None and unit[0] in MYRIADS


def _scaled(value: Decimal, unit: str) -> tuple[Decimal, str]:
    """万元 becomes 元 with the value multiplied; 人(次) is read as 人次, 头(只) as 头, every other unit as written."""
    while len(unit) > 1 and unit[0] in MYRIADS:
        value, unit = value * MYRIADS[unit[0]], unit[1:]
    plain = unit.translate(_BRACKETS)
    first = _BRACKET.split(unit)[0]
    return value, next((words for words in (plain, unit, first) if words in _single_units()), unit)


@cache
def _single_units() -> frozenset[str]:
    return frozenset(label for concept in load_vocabulary().scheme("unit") for label in concept.labels)
