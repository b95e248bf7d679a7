"""The head of a clause: what comes before its verb, the verb, and what comes after."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache, lru_cache

from extract.context import Context, remembered
from extract.document import Span
from extract.grammar.bearers import find_subject
from extract.grammar.wording import wording
from extract.records import EntityClass, Mention
from ontology.vocabulary import load_vocabulary

BODIES = (EntityClass.AGENCY, EntityClass.GROUP, EntityClass.KIND, EntityClass.POST)
_ENCLOSED = re.compile("《[^》]*》|“[^”]*”|‘[^’]*’|[(\uff08][^()\uff08\uff09]*[)\uff09]")
_BY = re.compile("(?:已经?|将(?:陆续)?|均|全部|统一)由|^由")
_MIDDLE = re.compile("[与对将向把]")
PASSIVE = "由"
_FOCUS = "focus"
_LATEST_VERB = 12
_LONGEST_PHRASE = 30
_SHORTEST_PHRASE = 5
_LISTED = ("、", "和", "及", "与")
_LIST_GLUE = re.compile(
    "(?:[、和及与,\uff0c]|以及)(?:\\d+(?:个|家))?|等(?:[\\d一二三四五六七八九十]+(?:个|家)?(?:部门|单位))?"
)


@dataclass(frozen=True, slots=True)
class Predicate:
    """The verb that a clause turns on.

    `verb` is the verb's span; `sense` the name of its concept in the verb vocabulary; `family` the concept above it
    (`action`, `attitude`, `purpose`, `result`, `state`); `lead` ends where adverbs and connectives end; `preposition`
    is the word that opens the phrase before the verb, if any; `subjects` are the bodies named before the verb;
    `phrase` is the subject where it is a phrase that names no body of the register (市级专班, 甲、乙等省局).
    """

    verb: Span
    sense: str
    family: str
    lead: int
    preposition: str = ""
    subjects: tuple[Mention, ...] = ()
    phrase: Span | None = None


@cache
def _verbs() -> tuple[re.Pattern[str], dict[str, tuple[str, str]]]:
    vocabulary = load_vocabulary()
    senses: dict[str, tuple[str, str]] = {}
    for concept in vocabulary.scheme("verb"):
        if not concept.broader:
            continue
        family = vocabulary.concepts[concept.broader[0]].name
        for label in concept.labels:
            senses.setdefault(label, (concept.name, family))
    labels = sorted((label for label in senses if len(label) > 1), key=lambda x: (-len(x), x))
    return re.compile("|".join(map(re.escape, labels))), senses


def is_verb(words: str) -> bool:
    """Whether the words are a label of the verb vocabulary."""
    return words in _verbs()[1]


@cache
def _modal() -> re.Pattern[str]:
    return re.compile(wording("measures")["modal"])


@cache
def _compound() -> re.Pattern[str]:
    return re.compile(wording("measures")["compound"])


@cache
def alternatives(name: str) -> re.Pattern[str]:
    """The entries of a word list as one pattern, longer entries first."""
    entries = sorted(wording("measures")[name], key=lambda x: (-len(x), x))
    return re.compile("|".join(f"(?:{entry})" for entry in entries))


@lru_cache(maxsize=4096)
def skip_lead(text: str, start: int, end: int) -> int:
    """Where the adverbs, times and connectives at the start of a clause end; 将 is one only before a verb."""
    position = start
    while position < end:
        match = alternatives("lead").match(text, position, end)
        if match and match.end() > position:
            position = match.end()
        elif text[position] == "将" and _verb_at(text, skip_lead(text, position + 1, end), end):
            position += 1
        else:
            break
    return position


def predicate(context: Context, clause: Span) -> Predicate | None:
    """The verb that the clause turns on, or None where it has no verb of the vocabulary in a verb's place."""
    text, end = context.text, clause.end
    lead, subjects = subject(context, clause)
    if not subjects and (phrase := subject_phrase(context, clause)) is not None:
        return _after_phrase(text, phrase, end)
    verb = _verb_at(text, lead, end)
    if verb is not None and subjects and text[subjects[0].span.start - 1] == PASSIVE:
        return _made(text, verb, lead, PASSIVE, subjects)
    opened = alternatives("prepositions").match(text, lead, end)
    if verb is not None and not (opened and _verbs()[1][verb.of(text)][0] == _FOCUS):
        return _made(text, verb, lead, "", subjects)
    if opened:
        verb = _verb_after(text, opened.end(), end)
        return _made(text, verb, lead, opened[0], subjects) if verb else None
    return _late_predicate(text, lead, end)


@remembered
def subject_phrase(context: Context, clause: Span) -> Span | None:
    """The phrase that a clause opens with as its subject, where it names no body of the register; None without one.

    A list of names that a common noun closes (甲、乙等省局), else a phrase whose head is a body or person, a predicate
    following it. A clause that opens with a verb or a preposition has none.
    """
    text, end = context.text, clause.end
    start = skip_lead(text, clause.start, end)
    predicates = _predicates(text, start, end)
    listed = not predicates or text[start + 2 : start + 3] == "、"
    for pattern in (alternatives("vague_subject"), *((alternatives("listed_subject"),) if listed else ())):
        match = pattern.match(text, start, end)
        if match is None or not _predicates(text, match.end(), end):
            continue
        if listed or match.end() - start <= _SHORTEST_PHRASE:
            return Span(start, match.end())
    if predicates:
        return None
    found = find_subject(text, Span(start, end))
    if found is None or found.start != start or len(found.span) > _LONGEST_PHRASE:
        return None
    return None if alternatives("no_subject").search(text, start, found.span.end) else found.span


def _predicates(text: str, start: int, end: int) -> bool:
    """Whether a verb, or a preposition with a phrase, begins here, adverbs aside."""
    position = skip_lead(text, start, end)
    verb = _verb_at(text, position, end) is not None
    return verb or alternatives("prepositions").match(text, position, end) is not None


def _after_phrase(text: str, phrase: Span, end: int) -> Predicate | None:
    """The predicate behind a subject phrase."""
    lead = skip_lead(text, phrase.end, end)
    verb = _verb_at(text, lead, end)
    opened = alternatives("prepositions").match(text, lead, end)
    if verb is not None and not (opened and _verbs()[1][verb.of(text)][0] == _FOCUS):
        return replace(_made(text, verb, lead, "", ()), phrase=phrase)
    if opened:
        verb = _verb_after(text, opened.end(), end)
        return replace(_made(text, verb, lead, opened[0], ()), phrase=phrase) if verb else None
    late = _late_predicate(text, lead, end)
    return replace(late, phrase=phrase) if late else None


def _late_predicate(text: str, lead: int, end: int) -> Predicate | None:
    """The verb of a clause that opens with words of no known kind: 局安委会与4个股室签订责任书, 省市合力举办演练."""
    words = masked(text, lead, end)
    late = _verbs()[0].search(words, 0, _LATEST_VERB)
    middle = _MIDDLE.search(words, 1, _LATEST_VERB)
    if middle and (late is None or middle.start() < late.start()):
        verb = _verb_after(text, lead + middle.end(), end)
    else:
        verb = Span(lead + late.start(), lead + late.end()) if late else None
    return _made(text, verb, lead, "?", ()) if verb else None


@remembered
def subject(context: Context, clause: Span) -> tuple[int, tuple[Mention, ...]]:
    """Where the words before the verb end, and the bodies named there: at the start of the clause, or after 由.

    《预案》已由县政府印发 is said of the county government, whatever stands before 由.
    """
    text, end = context.text, clause.end
    lead = skip_lead(text, clause.start, end)
    bodies = _subjects(context, lead, end)
    if not bodies:
        by = _BY.search(text, lead, end)
        bodies = _subjects(context, by.end(), end) if by else ()
    if bodies:
        return skip_lead(text, list_end(text, bodies, end), end), bodies
    modal = None if _verb_at(text, lead, end) else _modal().match(text, lead, end)
    return skip_lead(text, modal.end(), end) if modal else lead, ()


def list_end(text: str, bodies: tuple[Mention, ...], end: int) -> int:
    """Where the list of subjects ends that begins with the bodies: some of it the register may not know."""
    last = bodies[-1].span.end
    if text[last : last + 1] not in _LISTED:
        return last
    found = find_subject(text, Span(bodies[0].span.start, end))
    return max(last, found.span.end) if found is not None else last


def masked(text: str, start: int, end: int) -> str:
    """The stretch with everything inside titles, quotation marks and brackets blotted out, at equal length."""
    return _ENCLOSED.sub(lambda match: "□" * len(match[0]), text[start:end])


def _subjects(context: Context, start: int, end: int) -> tuple[Mention, ...]:
    """The bodies named one after another from `start`: 省水利厅、省气象局 and 各市州."""
    found: list[Mention] = []
    position = start
    for mention in context.mentions_in(Span(start, end), *BODIES):
        if mention.span.start < position:
            continue
        gap = context.text[position : mention.span.start]
        if gap and not (found and _LIST_GLUE.fullmatch(gap)):
            break
        found.append(mention)
        position = mention.span.end
    return tuple(found)


def opens_with_verb(text: str, start: int, end: int) -> bool:
    """Whether the stretch begins with a verb of the vocabulary, adverbs aside."""
    return _verb_at(text, skip_lead(text, start, end), end) is not None


@lru_cache(maxsize=4096)
def _verb_at(text: str, start: int, end: int) -> Span | None:
    match = _verbs()[0].match(text, start, end)
    return Span(match.start(), match.end()) if match else None


def _verb_after(text: str, start: int, end: int) -> Span | None:
    """The verb behind a prepositional phrase: the last that takes a noun of action, else the last verb of doing.

    A verb at the very end is taken only where no other stands before it.
    """
    words = _compound().sub(lambda match: "□" * len(match[0]), masked(text, start, end))
    senses = _verbs()[1]
    doing = [match for match in _verbs()[0].finditer(words) if senses[match[0]][1] == "action"]
    for found in (list(alternatives("support").finditer(words)), doing):
        if found:
            inner = [match for match in found if match.end() < len(words)]
            match = (inner or found)[-1]
            return Span(start + match.start(), start + match.end())
    return None


def _made(text: str, verb: Span, lead: int, preposition: str, subjects: tuple[Mention, ...]) -> Predicate:
    word = verb.of(text)
    sense, family = _verbs()[1].get(word, ("carry-out", "action"))
    return Predicate(verb, sense, family, lead, preposition, subjects)
