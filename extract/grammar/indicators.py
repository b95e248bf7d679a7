"""What a figure measures, as a statistician would say it: 生产安全事故死亡人数."""

from __future__ import annotations

import re
from functools import cache

from extract.document import Span
from extract.grammar.figures import Figure
from extract.grammar.wording import cues, wording
from ontology.vocabulary import load_vocabulary

_SHORT_NOUN = 4
_LONGEST_PREDICATE = 18
_SCOPE = re.compile("^(?:全国|全省|全市|全县|全区|我省|我市|我县|我区|各类|各种|共|新增?|已|均|仅|其中)+")
_VERB = re.compile("|".join(wording("figures")["noun_stops"]))
_CLAUSE_END = re.compile("[,\uff0c。;\uff1b(\uff08]")
_SUPPORT = re.compile(".*(?:开展|进行|实施)了?")


class Naming:
    """Names the figures of one sentence in order, since later ones may lean on nouns said before."""

    def __init__(self, text: str, sentence: Span) -> None:
        self._text = text
        self._sentence = sentence
        self._event = ""
        self._noun = ""
        self._unit = ""

    def name(self, made: Figure) -> str:
        """The indicator of the next figure of the sentence."""
        noun = _SCOPE.sub("", made.noun) or made.noun
        if not noun:
            return self._borrowed(made)
        noun = self._completed(noun, made)
        event = re.search(wording("figures")["event_pattern"] + "$", noun)
        if event and made.unit in ("起", "次", "宗"):
            self._event = event[0]
        if not self._bracketed(made):
            self._noun, self._unit = noun, made.unit
        if made.unit == "%":
            return self._share(noun)
        if any(noun.startswith(loss) or noun.endswith(loss) for loss in wording("figures")["losses"]):
            return self._event_before(made) + _suffixed(noun, made.unit)
        if not made.leading and len(noun) <= _SHORT_NOUN:
            return (self._predicate(made) or self._verb_before(made)) + _suffixed(noun, made.unit)
        return _suffixed(noun, made.unit)

    def _completed(self, noun: str, made: Figure) -> str:
        """整改3769条 after 排查隐患3773条 counts 隐患 too; 规上71家 in brackets counts the firms before them."""
        if not made.leading or not self._noun or made.unit != self._unit:
            return noun
        if self._bracketed(made) or noun in _verbs():
            return noun + _without_verb(self._noun)
        return noun

    def _bracketed(self, made: Figure) -> bool:
        start = self._sentence.start
        opened = max(self._text.rfind(mark, start, made.span.start) for mark in "(\uff08")
        return opened > max(self._text.rfind(mark, start, made.span.start) for mark in ")\uff09")

    def _verb_before(self, made: Figure) -> str:
        before = self._text[max(self._sentence.start, made.span.start - 2) : made.span.start]
        return before if before in _verbs() else ""

    def _borrowed(self, made: Figure) -> str:
        """The noun of a bare number: that of the figure before, or what the list of numbers leads to."""
        following = re.match(
            "(?:、|和|,)[\\d.]+[万亿]?(?:人次|[^\\d、,的]{1,2})的([^,\uff0c、。的]{2,8})",
            self._text[made.span.end : made.span.end + 30],
        )
        noun = following[1] if following else self._noun
        if not noun:
            clause = self._text[self._sentence.start : made.span.start].rstrip("”》")
            noun = re.split("[“《,\uff0c。;\uff1b]", clause)[-1][-_LONGEST_PREDICATE:]
        if following:
            self._noun = noun
        return _suffixed(noun, made.unit)

    def _event_before(self, made: Figure) -> str:
        """死亡47人 counts the deaths of the accidents named before in the sentence."""
        if self._event:
            return re.sub("^.*(?:各类|发生|因)", "", self._event)
        before = self._text[self._sentence.start : made.span.start]
        events = re.findall("(?:自然灾害|生产安全事故|道路交通事故|火灾事故|较大事故|事故|火灾|灾害|地震|洪涝)", before)
        if not events:
            return ""
        return "自然灾害" if events[-1] == "灾害" else str(events[-1])

    def _share(self, noun: str) -> str:
        """占比, 率 and 完成…达到 name themselves; a bare 率 takes the noun before."""
        if re.search("占(?!比$).+$", noun):
            return noun + "比重"
        return noun if re.search("[率比度]$", noun) else noun + "比率"

    def _predicate(self, made: Figure) -> str:
        """已印发方案的 in 80个县区已印发方案: what distinguishes those that a short noun counts."""
        end = _CLAUSE_END.search(self._text, made.span.end, self._sentence.end)
        tail = self._text[made.span.end : end.start() if end else self._sentence.end]
        numbers = list(re.finditer("\\d+[\u4e00-\u9fff]", tail))
        tail = tail[numbers[-1].end() :] if numbers else tail
        verb = _VERB.search(tail)
        tail = _SUPPORT.sub("", tail[verb.start() :] if verb else "")
        tail = re.sub("^(?:正在|已经|已|均|都|也|全部|共)+", "", tail).replace("了", "")
        if not 2 <= len(tail) <= _LONGEST_PREDICATE or re.match("[、和及的与每在]|[用是为有]", tail):
            return ""
        return tail + "的"


@cache
def _verbs() -> frozenset[str]:
    return frozenset(label for verb in load_vocabulary().scheme("verb") for label in verb.labels)


def _without_verb(phrase: str) -> str:
    """排查隐患 without its verb: 隐患."""
    for length in (4, 2):
        if phrase[:length] in _verbs() and len(phrase) > length:
            return phrase[length:]
    return phrase


def _suffixed(noun: str, unit: str) -> str:
    suffix = str(wording("figures")["indicator_suffix"].get(unit, "数"))
    if noun.endswith(("资金", "经费", "损失", "金额", "产值", "投资", "总值", "率", "数", "量", "产能", "深度")):
        return noun
    if suffix == "震级" or (suffix == "户数" and noun.endswith(("企业", "单位", "公司"))):
        return "地震震级" if suffix == "震级" else noun + "数"
    if suffix == "金额" and not re.search("罚|没收|追缴", noun):
        return noun
    if suffix == "人数" and noun.endswith(("人", "员", "者", "家", "师", "编制", "干部")):
        return noun + "数"
    return noun + (suffix[1:] if noun[-1:] == suffix[0] else suffix)


@cache
def _known() -> dict[str, str]:
    known: dict[str, str] = {}
    concepts = [concept for concept in load_vocabulary().scheme("indicator") if cues(concept)]
    for words in (lambda c: c.labels, cues):
        for concept in concepts:
            for word in words(concept):
                known.setdefault(word, concept.iri)
    return known


def indicator_concept(indicator: str) -> str | None:
    """The concept of the indicator vocabulary that a phrase names, 数 at its end or not; None where none does."""
    known = _known()
    for ending in ("", "数", "人数", "起数", "次数", "金额"):
        if indicator.endswith(ending) and (iri := known.get(indicator[: len(indicator) - len(ending)])):
            return iri
    return None
