"""Who bears a duty, read from the grammar of a clause: the subject phrase that ends in a word for a body or person.

Statutes and duty lists name bearers by kind (the department of a government at a given level, an enterprise, the
person in charge of it), and no list of names is ever complete. So the phrase itself is read: it ends in a head noun
and a predicate follows. The head nouns and the words that open a predicate are in `bearers.toml`.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, Final

from extract.document import Span

_OPENINGS: Final = ("应当", "必须", "不得", "可以", "由", "有权", "禁止")
# words for bodies that name nobody by themselves and so are no part of a list: 有防汛任务的部门和单位
_GENERIC: Final = frozenset({"单位", "部门", "机构", "机关", "组织", "个人", "人员", "企业", "工作人员"})
# a remark in brackets, but not the （市、区） of 各县（市、区）
_REMARK: Final = re.compile(r"（(?![市区县州旗镇盟厅局居师自治、]+）)[^）]*）")
# who set a body up stands before its name: 县人民政府根据需要设立的指挥机构 is 县人民政府指挥机构
PATTERN_FILE: Final = Path(__file__).with_name("bearers.toml")


class BearerClass(StrEnum):
    """What sort of bearer a phrase names; it decides the role of an obligation that has no word for one."""

    GOVERNMENT = "government"
    DEPARTMENT = "department"
    COMMISSION = "commission"
    ORGANISATION = "organisation"
    PRINCIPAL = "principal"


@dataclass(frozen=True, slots=True)
class Subject:
    """A bearer phrase, and where the predicate begins (the end of the clause when it has none).

    `start` is where a duty of this bearer begins: at the phrase, or at 由 before it.
    """

    span: Span
    start: int
    predicate: int


@dataclass(frozen=True, slots=True)
class BearerGrammar:
    """The compiled patterns of `bearers.toml`."""

    subject: re.Pattern[str]
    modal: re.Pattern[str]
    not_subject: re.Pattern[str]
    inner: re.Pattern[str]
    agent: re.Pattern[str]
    whole: re.Pattern[str]
    relative: re.Pattern[str]
    described: re.Pattern[str]
    opener: re.Pattern[str]
    phrase: re.Pattern[str]
    head: re.Pattern[str]
    head_end: re.Pattern[str]
    everybody: re.Pattern[str]
    joint: re.Pattern[str]
    trim: re.Pattern[str]
    founded: re.Pattern[str]
    agency_ends: tuple[str, ...]
    classes: Mapping[str, BearerClass]
    defaults: Mapping[str, BearerClass]
    modifiers: tuple[tuple[re.Pattern[str], BearerClass], ...]


@cache
def bearer_grammar() -> BearerGrammar:
    """The grammar of bearer phrases, compiled once."""
    data: dict[str, Any] = tomllib.loads(PATTERN_FILE.read_text(encoding="utf-8"))
    classes: dict[str, BearerClass] = {}
    for name, words in data["heads"].items():
        kind = BearerClass.PRINCIPAL if name in ("enterprise", "person") else BearerClass(name)
        classes |= dict.fromkeys(words, kind)
    patterns, starters = data["patterns"], data["starters"]
    openers = [word for name, words in starters.items() if name != "verb" for word in words]
    first = "".join(sorted({word[0] for words in starters.values() for word in words}))
    ending = _ending(classes)
    verbs = rf"(?!{patterns['thing']})(?:{'|'.join(starters['verb'])})(?!{patterns['not_predicate']})"
    follows = rf"(?=[{first}，])(?!{patterns['relative']})(?:，?(?={'|'.join(openers)})|(?={verbs}))"
    tail = r"(?:等(?:有关|相关)?)?(?:（[^）]{0,60}）|\([^)]{0,60}\))?"
    lead = rf"(?:{patterns['lead']})?+"
    subject = rf"(?P<subject>(?!{patterns['not_subject']})[^，。；：\n]{{0,160}}?{ending}{tail})"
    agent = rf"(?P<subject>[^，。；：\n]{{0,160}}?{ending}{tail})"
    ambiguous = data["ambiguous"]
    return BearerGrammar(
        subject=re.compile(rf"{lead}{subject}{follows}"),
        modal=re.compile(
            rf"{lead}(?P<subject>[^，。；：\n]{{1,60}}?(?:{ending}{tail}(?=负责)(?!{patterns['relative']})|(?:{ending}|[者人户方员长]){tail}(?=应当|必须|不得)))"
        ),
        not_subject=re.compile(rf"{lead}(?:{patterns['not_subject']})"),
        inner=re.compile(patterns["inner"]),
        agent=re.compile(rf"(?<![自理事缘来])由(?![于此]){agent}{follows}"),
        whole=re.compile(rf"{lead}{subject}$"),
        relative=re.compile(
            rf"{lead}(?P<subject>(?:(?:对|在)[^，。；：\n]{{0,60}}(?:负有|负责|承担|实施|进行)|为|从事)[^，。；：\n]{{2,110}}的[^，。；：\n的]{{0,12}}{ending}{tail})$"
        ),
        described=re.compile(
            rf"{lead}{patterns['described']}(?P<subject>[^，。；：\n]{{2,110}}的[^，。；：\n的]{{0,12}}{ending}{tail})(?={patterns['described_next']})"
        ),
        opener=re.compile("|".join(word for words in starters.values() for word in words)),
        phrase=re.compile(agent),
        head=re.compile(alternation(classes)),
        head_end=re.compile(rf"(?:(?P<head>{alternation(classes)})|(?<=[\u4e00-\u9fff]{{2}})[局厅委办院]){tail}$"),
        everybody=re.compile(patterns["everybody"]),
        joint=re.compile(patterns["joint"]),
        trim=re.compile(patterns["trim"]),
        founded=re.compile(patterns["founded"]),
        agency_ends=tuple(data["agency_ends"]),
        classes=classes,
        defaults={head: BearerClass(name) for head, name in ambiguous["default"].items()},
        modifiers=tuple(
            (re.compile(alternation(line["words"])), BearerClass(line["class"])) for line in ambiguous["modifiers"]
        ),
    )


def alternation(words: Iterable[str]) -> str:
    """A pattern for any of the words, the longest first."""
    return "|".join(re.escape(word) for word in sorted(set(words), key=lambda word: (-len(word), word)))


def _ending(words: Iterable[str]) -> str:
    """A pattern for one character that ends one of the words or the name of a division's office (县林业局).

    A cheap test comes first, for the pattern is tried at every place.
    """
    by_length: dict[int, list[str]] = {}
    for word in sorted(set(words)):
        by_length.setdefault(len(word), []).append(word)
    behind = "|".join(rf"(?<={alternation(by_length[length])})" for length in sorted(by_length))
    offices = "|".join(rf"(?<=[省市县区州旗盟][\u4e00-\u9fff]{{{length}}}[局厅委办])" for length in range(1, 11))
    firsts = "".join(sorted({word[-1] for word in words} | set("局厅委办")))
    return rf"[{firsts}](?:{behind}|(?<![布格大全结当]局)(?:{offices}))"


@lru_cache(maxsize=4096)
def find_subject(text: str, span: Span) -> Subject | None:
    """The bearer phrase with which the clause begins, if a predicate follows it there."""
    grammar = bearer_grammar()
    match = grammar.subject.match(text, span.start, span.end)
    if match is not None and grammar.inner.search(text, *match.span("subject")):
        match = None
    if match is None and not text.startswith(_OPENINGS, span.start):
        match = grammar.modal.match(text, span.start, span.end)
        relative = match is not None and "的" in match["subject"]
        if not relative and grammar.not_subject.match(text, span.start):
            return None
    if match is None or grammar.inner.search(text, *match.span("subject")):
        return None
    return Subject(Span(*match.span("subject")), match.start("subject"), match.end())


def find_agent(text: str, span: Span) -> Subject | None:
    """The bearer phrase after 由 within the clause."""
    match = bearer_grammar().agent.search(text, span.start, span.end)
    return None if match is None else Subject(Span(*match.span("subject")), match.start(), match.end())


def find_bare_subject(text: str, span: Span) -> Subject | None:
    """The bearer phrase that is the whole clause, its predicate standing in the next."""
    grammar = bearer_grammar()
    match = grammar.whole.match(text, span.start, span.end) or grammar.relative.match(text, span.start, span.end)
    if match is None:
        match = grammar.described.match(text, span.start)
        match = match if match is not None and match.end() == span.end else None
    return None if match is None else Subject(Span(*match.span("subject")), match.start("subject"), match.end())


@cache
def classify(phrase: str) -> BearerClass:
    """What sort of bearer the phrase names: its head noun decides, and for a vague head the words before it."""
    grammar = bearer_grammar()
    match = grammar.head_end.search(phrase)
    if match is None or match["head"] is None:
        return BearerClass.DEPARTMENT if phrase.endswith(grammar.agency_ends) else BearerClass.PRINCIPAL
    head = match["head"]
    if head not in grammar.defaults:
        return grammar.classes[head]
    named = phrase[phrase.rfind("的") + 1 :]
    for words in (named, phrase) if named != head else (phrase,):
        for pattern, kind in grammar.modifiers:
            if pattern.search(words):
                return kind
    return grammar.defaults[head]


@lru_cache(maxsize=4096)
def split_joint(text: str, span: Span) -> tuple[Span, ...]:
    """The bearers of a list: 甲部门和乙机构 are two; 工业、交通等部门 is one, for its parts are no bearers."""
    grammar = bearer_grammar()
    phrase = span.of(text)
    pieces: list[Span] = []
    start = 0
    for match in grammar.joint.finditer(phrase):
        left, right = phrase[start : match.start()], phrase[match.end() :]
        if right in _GENERIC or match.start() <= start or not grammar.head_end.search(left):
            continue
        if "，" not in match.group() and _enumerates(re.split("，", right, maxsplit=1)[0]):
            continue
        if left.count("（") != left.count("）") or grammar.founded.match(right):
            continue
        pieces.append(Span(span.start + start, span.start + match.start()))
        start = match.end()
    pieces.append(Span(span.start + start, span.end))
    return tuple(pieces)


def class_of(text: str, bearer: Span) -> BearerClass:
    """What sort of bearer a phrase names that may be a list: the sort of its first part."""
    if bearer_grammar().everybody.search(bearer.of(text)):
        return BearerClass.PRINCIPAL
    return classify(label_of(split_joint(text, bearer)[0].of(text)))


def _enumerates(phrase: str) -> bool:
    """Whether the rest of a list closes it with 等 and a common head, so that its parts are examples."""
    closing = phrase.rfind("等")
    return (0 <= closing < len(phrase) - 1 and "、" in phrase[:closing]) or 0 < closing < len(phrase) - 1


@lru_cache(maxsize=4096)
def label_of(phrase: str) -> str:
    """The phrase as a name: without pointing words, brackets and white space."""
    name = bearer_grammar().trim.sub("", re.sub(r"\s", "", _REMARK.sub("", phrase)))
    return bearer_grammar().founded.sub(r"\g<founder>", name)
