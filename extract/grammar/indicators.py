"""What a figure measures, as a statistician would say it: 生产安全事故死亡人数."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from extract.document import Span
from extract.grammar.figures import Figure
from extract.grammar.predicates import masked
from extract.grammar.wording import cues, pattern, wording
from extract.sifted import Sifted, sifted
from ontology.namespaces import ZR
from ontology.vocabulary import load_vocabulary

USUAL_UNIT = ZR + "usualUnit"
_UNREADABLE = "残缺的数字"
_SHORT_NOUN = 4
_LONGEST_PREDICATE = 18
_LATIN = re.compile("[(\uff08][A-Za-z]+[)\uff09]")
_BRACKETS = re.compile("[(\uff08]([^()\uff08\uff09、]*)[)\uff09]")
_CLAUSE_END = re.compile("[,\uff0c。;\uff1b]")
_LONGEST_VERB = 4
_MARKS = dict.fromkeys(map(ord, "“”《》"))


class Naming:
    """Names the figures of one sentence in order, since later ones may lean on nouns said before."""

    def __init__(self, text: str, sentence: Span) -> None:
        self._text = text
        self._sentence = sentence
        self._event = ""
        self._noun = ""
        self._unit = ""
        self._topic = ""
        self._last = ""
        self._named: list[str] = []

    def name(self, made: Figure) -> str:
        """The indicator of the next figure of the sentence."""
        phrase = self._share_before(made) or self._phrase(made)
        self._named.append(phrase)
        self._last = made.noun or self._last
        return phrase + made.remark

    def _phrase(self, made: Figure) -> str:
        if made.unit == "级":
            return self._place_before(made) + "地震震级"
        noun = _LATIN.sub("", pattern("figures", "scope").sub("", made.noun) or made.noun)
        noun = _BRACKETS.sub(r"\1", noun).translate(_MARKS)
        if not noun and not made.unit:
            return _UNREADABLE
        if not noun:
            return self._respectively(made) or self._placed(made) or self._borrowed(made)
        noun = self._completed(noun, made)
        event = re.search(wording("figures")["event_pattern"] + "$", noun)
        if event and made.unit in wording("figures")["event_units"]:
            self._event = event[0]
        noun = wording("figures")["full_losses"].get(noun, noun)
        shared = self._respectively(made)
        if shared:
            return shared
        if len(noun) == 1:
            return self._topic + _suffixed(noun, made.unit)
        if self._noun and pattern("figures", "level_word").fullmatch(noun):
            noun += pattern("figures", "level_word").sub("", _without_verb(self._noun), count=1)
        if not self._bracketed(made):
            self._noun, self._unit = noun, made.unit
            self._topic = self._topic or _without_verb(noun)
        if made.unit == "%":
            return self._share(noun)
        if any(noun.startswith(loss) or noun.endswith(loss) for loss in wording("figures")["losses"]):
            return self._event_before(made) + _suffixed(noun, made.unit)
        if not made.leading and len(noun) <= _SHORT_NOUN:
            return (self._work_behind(made) or self._predicate(made) or self._verb_before(made)) + _suffixed(
                noun, made.unit
            )
        return _suffixed(noun, made.unit)

    def _respectively(self, made: Figure) -> str:
        """起数 of 起数和人数分别占总数的30%、40%: the noun of the list at the place of the figure."""
        match = _respectively().search(self._text, self._sentence.start, made.quantity.span.start)
        if match is None or match.end() != made.quantity.span.start:
            return ""
        nouns = [noun for noun in re.split("[、和及与]", match["nouns"]) if noun]
        place = len(pattern("figures", "respective_number").findall(match["before"]))
        if not len(nouns) > 1 or place >= len(nouns):
            return ""
        event = re.match(wording("figures")["event_pattern"], nouns[0])
        lead = event[0] if place and event and not nouns[place].startswith(event[0]) else ""
        share = match["share"] or ""
        return lead + nouns[place] + (share.removesuffix("的") + "比例" if share else "")

    def _share_before(self, made: Figure) -> str:
        """33% in 甲2起、乙14人,分别占33%、48%: the share of the figure at the same place in the list before."""
        match = pattern("figures", "shares_before").search(self._text, self._sentence.start, made.quantity.span.start)
        if made.unit != "%" or match is None or match.end() != made.quantity.span.start:
            return ""
        place = len(pattern("figures", "respective_number").findall(match["before"]))
        rest = re.match("(?:[、和,，及与]?\\d[\\d.]*%)*", self._text[made.quantity.span.start :])
        total = place + len(pattern("figures", "respective_number").findall(rest[0] if rest else ""))
        counted = self._named[: len(self._named) - place] if place else self._named
        if not place < total <= len(counted):
            return ""
        return counted[place - total] + "占" + match["of"] + "比例"

    def _placed(self, made: Figure) -> str:
        """2起 in 有2起发生在地铁工程: accidents in that field."""
        match = pattern("figures", "event_place").match(self._text, made.span.end)
        if match is None or made.unit not in wording("figures")["event_units"]:
            return ""
        event = re.compile(wording("figures")["event_pattern"]).findall(self._noun)
        return match[1] + (event[-1] if event else "事故") + "起数"

    def _completed(self, noun: str, made: Figure) -> str:
        """整改3769条 after 排查隐患3773条 counts 隐患 too; 规上71家 in brackets counts the firms before them."""
        if not made.leading or not self._noun or made.unit != self._unit:
            return noun
        if not self._bracketed(made) and noun not in _verbs():
            return noun
        counted = _without_verb(self._noun)
        return noun if counted.endswith(tuple(_verbs())) else noun + counted

    def _bracketed(self, made: Figure) -> bool:
        start = self._sentence.start
        opened = max(self._text.rfind(mark, start, made.span.start) for mark in "(\uff08")
        return opened > max(self._text.rfind(mark, start, made.span.start) for mark in ")\uff09")

    def _verb_before(self, made: Figure) -> str:
        """The verb right before the number: 核增 in 核增60万吨产能."""
        start = max(self._sentence.start, made.span.start - _LONGEST_VERB)
        before = re.split("[^\u4e00-\u9fff]", self._text[start : made.span.start])[-1]
        before = re.sub("[了到共]+$", "", before)
        for length in range(len(before), 1, -1):
            if before[-length:] in _verbs():
                return before[-length:]
        return before[-2:] if made.unit in ("吨", "元") else ""

    def _work_behind(self, made: Figure) -> str:
        """普查试点 in 13个县区普查试点工作: what the places are counted for."""
        match = pattern("figures", "work_behind").match(self._text, made.span.end)
        return match[1] if match and pattern("figures", "places").match(made.noun) else ""

    def _place_before(self, made: Figure) -> str:
        """五印乡 in 在我县五印乡发生4.2级地震."""
        before = self._text[self._sentence.start : made.span.start]
        places = pattern("figures", "place_of_event").findall(before)
        return str(places[-1]) if places else ""

    def _borrowed(self, made: Figure) -> str:
        """The noun of a bare number: that of the figure before, or what the list of numbers leads to."""
        following = re.match(
            "(?:、|和|,)[\\d.]+[万亿]?(?:人次|[^\\d、,的]{1,2})的([^,\uff0c、。的]{2,8})",
            self._text[made.span.end : made.span.end + 30],
        )
        clause = re.split("[“《,\uff0c。;\uff1b]", self._text[self._sentence.start : made.span.start].rstrip("”》"))[-1]
        counted = pattern("figures", "counted_word").search(clause)
        behind = re.compile("[^,\uff0c。;\uff1b、]{2,24}的([\u4e00-\u9fff]{2,8})(?=[,\uff0c。;\uff1b])").match(
            self._text, made.span.end
        )
        if counted:
            noun = pattern("figures", "lead_of_counted").sub("", counted[1])
        elif following or (behind and made.quantity.chinese):
            noun = (following or behind or [""] * 2)[1]
        elif len(self._last) == 1 and self._topic:
            noun = self._topic
        else:
            noun = self._noun or clause[-_LONGEST_PREDICATE:]
        if following:
            self._noun = noun
        return _suffixed(noun, made.unit)

    def _event_before(self, made: Figure) -> str:
        """死亡47人 counts the deaths of the accidents named before in the sentence."""
        if self._event:
            return pattern("figures", "event_lead").sub("", self._event)
        before = self._text[self._sentence.start : made.span.start]
        events = pattern("figures", "events").findall(before)
        if not events:
            return "自然灾害" if pattern("figures", "disaster_signs").search(before) else ""
        return "自然灾害" if events[-1] == "灾害" else str(events[-1])

    def _share(self, noun: str) -> str:
        """占比, 率 and 完成…达到 name themselves; a bare 率 takes the noun before."""
        if pattern("figures", "share").search(noun):
            return noun + "比重"
        return noun if pattern("figures", "rate_noun").search(noun) else noun + "比率"

    def _predicate(self, made: Figure) -> str:
        """已印发方案的 in 80个县区已印发方案: what distinguishes those that a short noun counts."""
        tail = masked(self._text, made.span.end, self._sentence.end)
        end = _CLAUSE_END.search(tail)
        tail = tail[: end.start()] if end else tail
        numbers = list(re.finditer("\\d+[\u4e00-\u9fff]", tail))
        tail = tail[numbers[-1].end() :] if numbers else tail
        if not pattern("figures", "counted_bodies").search(made.noun):
            return ""
        verb = _verb_pattern().search(tail) or pattern("figures", "state_adverb").match(tail)
        tail = pattern("figures", "support_verb").sub("", tail[verb.start() :] if verb else "")
        adverb = pattern("figures", "state_adverb").match(tail)
        tail = tail[adverb.end() if adverb else 0 :].replace("了", "")
        tail = re.split("[、□]", tail)[0]
        if not 2 <= len(tail) <= _LONGEST_PREDICATE or pattern("figures", "no_predicate").match(tail):
            return ""
        return tail + "的"


@cache
def _verb_pattern() -> re.Pattern[str]:
    return re.compile("|".join(sorted((v for v in _verbs() if len(v) > 1), key=lambda x: (-len(x), x))))


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
    if noun.endswith(suffix):
        return noun
    if noun.endswith("人口"):
        return noun + "数"
    if suffix == "户数" and noun.endswith(("企业", "单位", "公司")):
        return noun + "数"
    if unit == "家" and not pattern("figures", "establishments").search(noun):
        return noun + "企业数"
    if suffix == "金额" and not pattern("figures", "sums_counted").search(noun):
        return noun
    if suffix == "人数" and noun.endswith(("人", "员", "者", "家", "师", "编制", "干部")):
        return noun + "数"
    if suffix == "人次":
        return noun + suffix
    return noun + (suffix[1:] if noun[-1:] == suffix[0] else suffix)


@cache
def _respectively() -> Sifted:
    return sifted(pattern("figures", "respectively"))


@cache
def _known() -> dict[str, str]:
    known: dict[str, str] = {}
    concepts = [concept for concept in load_vocabulary().scheme("indicator") if cues(concept)]
    for words in (lambda c: c.labels, cues):
        for concept in concepts:
            for word in words(concept):
                known.setdefault(word, concept.iri)
    return known


@lru_cache(maxsize=4096)
def indicator_concept(indicator: str, unit: str = "") -> str | None:
    """The concept of the indicator vocabulary that a phrase names, or None where none does.

    First by its labels, 数 at its end or not; else by the first pattern of `wording/indicators.toml` that the whole
    phrase fits and whose units hold `unit`, a label of the unit vocabulary.
    """
    known = _known()
    for ending in ("", "数", "人数", "起数", "次数", "金额"):
        iri = known.get(indicator[: len(indicator) - len(ending)]) if indicator.endswith(ending) else None
        if iri is not None and (ending != "人数" or _counts_people(iri)):
            return iri
    return next((iri for pattern, units, iri in _phrases() if unit in units and pattern.fullmatch(indicator)), None)


@cache
def _counts_people(iri: str) -> bool:
    """Whether an indicator's usual unit is one of people: 救援队人数 is no number of teams."""
    vocabulary = load_vocabulary()
    unit = vocabulary.concepts.get(vocabulary.concepts[iri].value(USUAL_UNIT) or "")
    return unit is not None and unit.name.startswith("person")


@cache
def _phrases() -> tuple[tuple[re.Pattern[str], frozenset[str], str], ...]:
    """The patterns of phrases with their units and concepts, in the order in which they are tried."""
    words = wording("indicators")
    concepts = {concept.name: concept.iri for concept in load_vocabulary().scheme("indicator")}
    return tuple(
        (
            re.compile(f"{words['before']}(?:{entry['words']}){words['after']}"),
            frozenset(entry["units"]),
            concepts[entry["name"]],
        )
        for entry in words["indicator"]
    )
