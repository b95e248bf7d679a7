"""Which quantities are figures, and the words beside them that say what they count."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from extract.document import Span
from extract.grammar.numbers import Quantity, quantities
from extract.grammar.wording import pattern, wording
from extract.grammar.words import cut_before, word_starts
from ontology.vocabulary import load_vocabulary

_PUNCTUATION = re.compile(
    "[,\uff0c、。;\uff1b:\uff1a!\uff01?\uff1f\n\u201c\u201d\u2018\u2019《》()\uff08\uff09…—\\s\\d]"
)
_BRACKET = re.compile("[(\uff08](?!其中|以下|简称|下称|含|不含)[^()\uff08\uff09\\d,\uff0c。]{1,8}[)\uff09]")
_BRACKET_BEFORE = re.compile("[(\uff08][^()\uff08\uff09]{1,8}[)\uff09]$")
_LONGEST_NOUN_BEFORE = 16
_LONGEST_NOUN_AFTER = 18
_CHINESE_NUMERALS = tuple("一二三四五六七八九十两")
_APPOSITION = re.compile("、[^,\uff0c、]{1,12}$")
_SHORT_COUNT = 100
_CLOSING_MARKS = {"”": "“", "》": "《"}
_LONGEST_QUOTATION = 24
_LONGEST_CUT = 8
_SHORTEST_CUT = 4
_LOST_DIGITS = 7


@dataclass(frozen=True, slots=True)
class Figure:
    """A quantity that measures something, with the noun before or after it.

    `span` covers number, unit and noun; `noun` is the noun phrase, empty where none stands beside it; `leading` says
    that the noun stands before the number; `rule` is the name of the rule; `remark` goes behind the indicator.
    """

    quantity: Quantity
    span: Span
    noun: str
    leading: bool
    unit: str
    rule: str
    damaged: bool = False
    remark: str = ""


@cache
def _stops() -> re.Pattern[str]:
    return re.compile("|".join(wording("figures")["noun_stops"]))


@cache
def _verbs() -> re.Pattern[str]:
    labels = sorted((label for label in _verb_words() if len(label) > 1), key=lambda x: (-len(x), x))
    return re.compile(f"(?:{'|'.join(labels)}){wording('figures')['body_after_verb']}")


@cache
def _verb_words() -> frozenset[str]:
    return frozenset(label for verb in load_vocabulary().scheme("verb") for label in verb.labels)


@cache
def _openers() -> re.Pattern[str]:
    return re.compile("|".join(wording("figures")["noun_openers"]))


@cache
def _states() -> re.Pattern[str]:
    return re.compile("|".join(wording("figures")["states_of_persons"]))


@cache
def _pattern(name: str) -> re.Pattern[str]:
    return re.compile(wording("figures")[name])


@cache
def _words(name: str) -> frozenset[str]:
    return frozenset(wording("figures")[name])


def figure(text: str, quantity: Quantity, segment: Span, left: int) -> Figure | None:
    """The figure that a quantity is, or None where it measures nothing.

    `segment` is the stretch of the sentence that words may come from, `left` the end of the quantity before.
    """
    if _ran_together(text, quantity):
        return Figure(quantity, quantity.span, "", True, "", "lost-separators", damaged=True)
    if (
        pattern("figures", "per_period").search(text, segment.start, quantity.span.start)
        or _is_name(text, quantity)
        or _is_time_or_rank(text, quantity, segment)
        or _is_limit(text, quantity)
    ):
        return None
    after = noun_after(text, quantity.span.end, segment.end, quantity.unit)
    particle = quantity.unit == "%" and text[quantity.span.start - 1 : quantity.span.start] == "的"
    before = noun_before(text, quantity.span.start - particle, max(left, segment.start))
    if not quantity.unit:
        return _without_unit(text, quantity, after, before)
    if quantity.unit == "%":
        return _percentage(text, quantity, before)
    return _counted(text, quantity, segment, after, before)


def _is_limit(text: str, quantity: Quantity) -> bool:
    """5人以下, 2起及以上: a bound that somebody set, no count."""
    if quantity.unit == "%":
        return False
    words = text[quantity.span.end - 2 : quantity.span.end + 3]
    return words[:2] in _words("limits") or pattern("figures", "bound_behind").match(words, 2) is not None


def _ran_together(text: str, quantity: Quantity) -> bool:
    """419055410秒: digits of a date and a time of day that lost what stood between them."""
    digits = quantity.number.of(text)
    return len(digits) >= _LOST_DIGITS and digits.isdigit() and quantity.unit in _words("units_of_day_time")


def _counted(text: str, quantity: Quantity, segment: Span, after: Span, before: Span) -> Figure | None:
    """A number with a unit that counts, and the noun behind it or else before it."""
    noun = after.of(text)
    if _is_part(quantity, noun) or (quantity.chinese and not _countable(text, quantity, noun, segment)):
        return None
    if noun:
        return Figure(quantity, Span(quantity.span.start, after.end), noun, False, quantity.unit, "number-noun")
    if quantity.chinese and quantity.value == 1 and before.of(text) in _verb_words():
        return None
    if quantity.chinese and not _ends(text, quantity.span.end, segment.end):
        return Figure(quantity, quantity.span, "", False, quantity.unit, "number-alone")
    if len(before):
        span = passage(text, before, quantity.span.end)
        damaged = _lost_myriad(quantity, before.of(text))
        return Figure(quantity, span, before.of(text), True, quantity.unit, "noun-number", damaged)
    return Figure(quantity, quantity.span, "", False, quantity.unit, "number-alone")


def noun_after(text: str, start: int, end: int, unit: str = "") -> Span:
    """The noun phrase that begins right behind a number's unit; empty when a verb or a comma comes first.

    A short bracket within the phrase belongs to it: 46个行业(领域), 83个村(社区、居)委会.
    """
    end = min(end, start + _LONGEST_NOUN_AFTER)
    if start < end and text[start] == "的":
        start += 1
    limit = start
    while limit < end and (stop := _PUNCTUATION.search(text, limit, end)):
        bracket = _BRACKET.match(text, stop.start(), end) if stop.start() > start else None
        if bracket is None:
            end = stop.start()
            break
        limit = bracket.end()
    if unit == "级":
        return Span(start, min(end, start + 2))
    listed = pattern("figures", "places_listed").match(text, start)
    if listed is not None:
        return Span(start, listed.end())
    state = _states().match(text, start, end)
    if state and unit in ("人", "名", "人次"):
        return Span(start, state.end())
    verb = _stops().search(text, start, end)
    end = verb.start() if verb else end
    place = _pattern("places_pattern").match(text, start, end)
    end = _before_particle(text, start, place.end() if place else end)
    return Span(start, end) if end - start > 1 or text[start:end] in _words("short_nouns") else Span(start, start)


def _before_particle(text: str, start: int, end: int) -> int:
    """Where the phrase ends if a 的 after a noun opens another: 80个县区的方案 counts 县区."""
    particle = text.find("的", start, end)
    while particle >= 0:
        if particle + 1 == end or _pattern("heads_pattern").search(text, start, particle):
            return particle
        particle = text.find("的", particle + 1, end)
    return end


def noun_before(text: str, end: int, start: int) -> Span:
    """The phrase that ends right before a number, back to a comma, a preposition or a word such as 共."""
    if end > start and (text[end - 1] == "的" or text.endswith("一行", start, end)):
        return Span(end, end)
    if end > start and text[end - 1] in _CLOSING_MARKS:
        return _quoted_before(text, end, start)
    while end > start and (match := _pattern("noun_closers").search(text, start, end)):
        end = match.start()
    bracket = _BRACKET_BEFORE.search(text, start, end)
    inner = bracket.start() if bracket else end
    begin = start
    for match in _PUNCTUATION.finditer(text, start, inner):
        begin = match.end()
    adverb = pattern("figures", "adverb_before_noun").match(text, begin, inner)
    begin = adverb.end() if adverb else begin
    for match in _openers().finditer(text, begin, inner):
        if _is_word(match, text, start, inner) and (inner - match.end() >= 2 or match.end() == inner):
            begin = match.end()
    if begin > start and text[begin - 1] in _CLOSING_MARKS and begin < inner:
        quoted = _quoted_before(text, begin, start)
        begin = quoted.start if len(quoted) else begin
    particle = text.rfind("的", begin, inner)
    if particle >= 0 and inner - particle - 1 >= 4 and end - begin > _LONGEST_NOUN_BEFORE:
        begin = particle + 1
    if end - begin > _LONGEST_NOUN_BEFORE:
        verb = _verbs().search(text, end - _LONGEST_NOUN_BEFORE - 4, end - 4)
        begin = verb.start() if verb else begin + cut_before(text[begin:end], _LONGEST_NOUN_BEFORE)
    return Span(begin, end) if begin < inner else Span(end, end)


def _is_word(match: re.Match[str], text: str, start: int, end: int) -> bool:
    """Whether one character is a word here (从 in 从业人员 is none); longer matches are."""
    if len(match[0]) > 1:
        return True
    return {match.start() - start, match.end() - start} <= {*word_starts(text[start:end]), end - start}


def _quoted_before(text: str, end: int, start: int) -> Span:
    """A short title or quotation that ends here, with its marks: 《催办通知书》12份, “开放日”活动3场."""
    opening = text.rfind(_CLOSING_MARKS[text[end - 1]], start, end)
    return Span(opening, end) if opening >= 0 and end - opening <= _LONGEST_QUOTATION else Span(end, end)


def passage(text: str, noun: Span, end: int) -> Span:
    """The passage of a figure whose noun stands before it: a long noun is cut to its last words."""
    if len(noun) <= _LONGEST_CUT or text[noun.end - 1] in _CLOSING_MARKS:
        return Span(noun.start, end)
    marked = max(noun.of(text).rfind(mark) for mark in _CLOSING_MARKS) + 1
    behind = len(noun) - marked
    if marked and behind < _SHORTEST_CUT:
        return Span(noun.start, end)
    words = text[noun.end - behind : noun.end]
    return Span(noun.end - behind + cut_before(words, _LONGEST_CUT), end)


def _ends(text: str, position: int, end: int) -> bool:
    return position >= end or _PUNCTUATION.match(text, position) is not None


def _is_name(text: str, quantity: Quantity) -> bool:
    """Ordinals, coordinates, numbers of laws and the numbers in names such as 1+4 or 第73集团军."""
    start, end = quantity.span.start, quantity.span.end
    before, after = text[max(0, start - 2) : start], text[end : end + 1]
    if before[-1:] in ("第", "每", "·", "•", "+", "-", "—", "~", "\uff0b", "〔", "[") or before in (
        "北纬",
        "东经",
        "南纬",
        "西经",
    ):
        return True
    return after in ("·", "•", "+", "〕", "]", "\uff0b") or (not quantity.unit and after in ("-", "—", "~", "至", "."))


def _is_time_or_rank(text: str, quantity: Quantity, segment: Span) -> bool:
    if quantity.unit in _words("units_of_time"):
        return True
    if quantity.unit not in _words("units_of_rank"):
        return False
    if quantity.unit == "头" and pattern("figures", "livestock").match(text, quantity.span.end):
        return False
    tail = text[quantity.span.end : min(segment.end, quantity.span.end + 2)]
    return quantity.unit != "级" or tail not in _words("magnitude_after")


def _without_unit(text: str, quantity: Quantity, after: Span, before: Span) -> Figure | None:
    noun = after.of(text)
    scaled = quantity.span.end > quantity.number.end and text[quantity.span.end - 1] in "万亿"
    money = pattern("figures", "money_noun").match(noun)
    if scaled and money:
        span = Span(quantity.span.start, after.start + money.end())
        return Figure(quantity, span, money[0], False, "元", "money-without-unit")
    bare = next((word for word in wording("figures")["bare_nouns"] if noun.startswith(word)), None)
    if bare and quantity.value < _SHORT_COUNT and quantity.value % 1 == 0:
        span = Span(quantity.span.start, after.start + len(bare))
        return Figure(quantity, span, bare, False, "个", "number-noun-without-unit")
    digits = text[quantity.number.start : quantity.number.end]
    if len(digits) >= _LOST_DIGITS and digits.isdigit() and digits[0] != "0" and len(digits) != 11:
        start = text[max(0, quantity.span.start - 1)]
        if "\u4e00" <= start <= "\u9fff" or start in ",\uff0c、。;\uff1b":
            return Figure(quantity, quantity.number, before.of(text), True, "", "lost-separators", damaged=True)
    return None


def _percentage(text: str, quantity: Quantity, before: Span) -> Figure:
    span = passage(text, before, quantity.span.end) if len(before) else quantity.span
    return Figure(quantity, span, text[before.start : before.end], True, "%", "percentage")


def _is_part(quantity: Quantity, noun: str) -> bool:
    """3个专题, 7项工作机制: the parts of a plan are no statistic."""
    return bool(noun) and quantity.value < _SHORT_COUNT and bool(_pattern("parts_pattern").search(noun))


def _countable(text: str, quantity: Quantity, noun: str, segment: Span) -> bool:
    """Whether a Chinese numeral counts something: 两次地震, 三期, but not 一批, 一个, 三个必须.

    After a list it sums up what was just named (甲、乙两支队伍) and counts nothing new.
    """
    start, end = quantity.span.start, quantity.span.end
    if quantity.unit not in _words("chinese_units") or noun[:1] in _CHINESE_NUMERALS or text[start] == "二":
        return False
    if text[end : end + 1] in ("“", "‘") or (quantity.value == 1 and quantity.unit in _words("single_rounds")):
        return False
    if noun.endswith(("领域", "清单", "方面")):
        return False
    listed = text[end + len(noun) : end + len(noun) + 1].isdigit()
    if noun and not listed and _APPOSITION.search(text, segment.start, start):
        return False
    if quantity.value > 1:
        return True
    rest = [q for q in quantities(text, segment.start, segment.end) if not q.chinese and q.unit]
    return any(q.unit not in _words("units_of_time") for q in rest)


def _lost_myriad(quantity: Quantity, noun: str) -> bool:
    """罚款34.58元: a sum of fines below a thousand yuan and with a fraction has lost its 万."""
    return (
        quantity.unit == "元"
        and quantity.fraction
        and quantity.value < 1000
        and bool(_pattern("sums_pattern").search(noun))
    )
