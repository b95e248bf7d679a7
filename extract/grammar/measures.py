"""Measures: one concrete action, done or planned, by somebody.

A measure is the smallest clause with a verb of action and its object. Rules, each with an example:

- `verb-object`: 印发《安全技能提升行动方案》; the clause opens with the verb, after adverbs.
- `preposition-verb`: 对22户重点企业开展督查; a phrase with 对, 将, 在, 会同 … stands before the verb.
- `subject-verb`: 各市州逐级签订责任书; the clause names who does it.
- `passive-verb`: 《预案》已由县政府印发; who does it stands after 由.
- `adverb-verb`: 限期整改; in demands a verb of setting right with an adverb needs no object.
- `adverbial-verb`: 省市联动举办演练; other words stand before the verb.

Clauses of attitude (坚持以…为指导), purpose (确保…), outcome (…得到提升) and bare counts (查出隐患237条) are none; nor
is anything in headings, in sections on problems, or in statutes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from extract.context import Context
from extract.document import Genre, Span
from extract.grammar.actors import NEWS, Actors, named_first, together, unique
from extract.grammar.demands import Demands, is_demand
from extract.grammar.numbers import quantities
from extract.grammar.predicates import BODIES, PASSIVE, Predicate, alternatives, is_verb, masked, predicate
from extract.grammar.sectors import sectors_of
from extract.grammar.tasks import charges_only, leaf_headings, names_only
from extract.grammar.wording import cues, wording
from extract.outline import Clause, Sense, Sentence
from extract.records import Entity, EntityClass, Measure, Status
from ontology.vocabulary import load_vocabulary

_NO_MEASURES = frozenset({Genre.STATUTE, Genre.REGULATION})
_SENSES = {
    Sense.DONE: Status.DONE,
    Sense.BACKGROUND: Status.DONE,
    Sense.PLANS: Status.PLANNED,
    Sense.NORM: Status.PLANNED,
}
_PARTS = re.compile(
    "[(\uff08]其中|(?<![(\uff08]如)(?<!例如)[:\uff1a]|(?<=[”》动制度活])[(\uff08][^()\uff08\uff09]{50,}[)\uff09]$"
)
_BRACKET_END = re.compile("[(\uff08][^()\uff08\uff09]*[)\uff09]$")
_SHORTEST_CLAUSE = 6
_SHORTEST_OBJECT = 2
_LONGEST_COUNT = 24
_LONGEST_MANNER = 30
_LONGER = 1.3
_BARE_COUNT = 2
_ADVERB = 2
_PLANNED = frozenset({Sense.PLANS, Sense.NORM})
_TOTAL_BEFORE = 4


def find_measures(context: Context) -> tuple[Measure, ...]:
    """Every measure of a document, sorted by passage; none in statutes."""
    if context.document.metadata.genre in _NO_MEASURES:
        return ()
    found: list[Measure] = []
    introductions = _introductions(context)
    actors, demands, tasks = Actors(context), Demands(context), leaf_headings(context)
    for sentence in context.outline.sentences:
        if sentence.span.end > introductions.get(sentence.section, 0):
            found += _in_sentence(context, sentence, actors, demands, tasks)
    return tuple(sorted(found, key=lambda m: m.span))


def _introductions(context: Context) -> dict[int, int]:
    """Where the introduction of each section of plans ends that has parts: it sums up what the parts say."""
    ends: dict[int, int] = {}
    if context.document.metadata.genre in NEWS:
        return ends
    for section in context.outline.sections:
        above = section.parent
        if (
            above
            and context.outline.sections[above].depth == 1
            and context.outline.sections[above].sense is Sense.PLANS
        ):
            ends.setdefault(above, section.span.start)
    return ends


def _in_sentence(
    context: Context, sentence: Sentence, actors: Actors, demands: Demands, tasks: frozenset[int]
) -> Iterator[Measure]:
    carried: tuple[Entity, ...] = ()
    start: int | None = None
    calling: Predicate | None = None
    how = False
    demanded = demands.whole(sentence)
    if charges_only(context, sentence) or names_only(context, sentence):
        return
    for index in sentence.clauses:
        clause = context.outline.clauses[index]
        if not clause.body or (clause.heading and index not in tasks) or not _may_tell(context, clause):
            continue
        last = index + 1 == sentence.clauses.stop
        span = _bounds(context.text, clause.span)
        if not last and _wording("about").fullmatch(context.text, span.start, span.end):
            start = span.start if start is None else start
            continue
        head = calling or predicate(context, span)
        named = named_first(context, span) if calling is None and start is None else ()
        if named and index <= sentence.clauses.start + 1:
            actors.note(clause, named)
        led = start is not None
        if how and start is not None and span.start - start > _LONGER * len(span):
            start = None
        span = Span(span.start if start is None else start, span.end)
        if head is None or (named and not last and _only_manner(context, head, span)):
            carried = named or carried
            how = bool(named) and not last and len(span) <= _LONGEST_MANNER and _tells_how(context.text, span)
            start = span.start if how else None
            continue
        if calling is None and not last and _calls(context.text, head, span.end):
            start, calling = span.start, head
            continue
        demanded = demanded or is_demand(context.text, span.start, head.verb.start)
        agents, explicit = _agents(context, span, head, carried or actors.of(clause, demanded))
        carried = agents if explicit else carried
        planned = demanded or clause.sense in _PLANNED
        rule = _rule(context.text, span, head, led, planned)
        if rule is not None:
            perfect = context.text.startswith("了", head.verb.end)
            status = _status(context.text, clause.sense, span, demanded, perfect)
            yield _measure(context, clause, span, head, rule, agents, explicit, status)
        start, calling, how = None, None, False
        if _requires(context, head, span.end):
            carried, demanded = _required(context, head, span.end) or carried, True
            if carried:
                actors.note(clause, carried)


def _tells_how(text: str, span: Span) -> bool:
    """Whether the clause holds a phrase of manner: 甲局按“一矿一组”原则."""
    return alternatives("weak_prepositions").search(text, span.start + 2, span.end) is not None


def _only_manner(context: Context, head: Predicate, span: Span) -> bool:
    """甲局按照乙方案要求，…: who acts and in what manner; what they do stands in the next clause."""
    weak = bool(head.preposition) and alternatives("weak_prepositions").fullmatch(head.preposition) is not None
    return weak and _tells_manner(context.text, span, head)


def _may_tell(context: Context, clause: Clause) -> bool:
    """Whether clauses of this sense can be measures: in what was done and what is planned, and in shared-out tasks."""
    genre = context.document.metadata.genre
    if clause.sense is Sense.NORM:
        return genre is Genre.DUTY_ASSIGNMENT
    if clause.sense is Sense.BACKGROUND:
        return genre in NEWS
    return clause.sense in _SENSES


def _bounds(text: str, clause: Span) -> Span:
    """The clause without a list of parts behind it: 修订11个预案(其中…), 配备了装备:记录仪12部."""
    cut = _PARTS.search(text, clause.start, clause.end)
    if cut is None or cut.start() - clause.start <= _SHORTEST_CLAUSE:
        return clause
    return Span(clause.start, clause.start + len(text[clause.start : cut.start()].rstrip()))


def _calls(text: str, head: Predicate, end: int) -> bool:
    """组织安全员, …: the verb only calls on somebody; what they do stands in the next clause."""
    if head.preposition or not alternatives("calling").fullmatch(head.verb.of(text)):
        return False
    tail = masked(text, head.verb.end, end)
    return bool(alternatives("called_end").search(tail)) and not alternatives("support").search(tail)


def _rule(text: str, span: Span, head: Predicate, led: bool, planned: bool) -> str | None:
    """The name of the rule by which the clause is a measure, or None where it is not.

    `led` says that the clause before only told whom or what it is done to, `planned` that it is to be done yet.
    """
    end = span.end
    if head.family != "action" or _stated(text, head, end) or _counts(text, head, end):
        return None
    tail = text[head.verb.end : end].removeprefix("了")
    if tail.startswith("的"):
        return None
    if led and not tail:
        return "preposition-verb"
    if planned and not tail and head.preposition == "" and head.lead - span.start >= _ADVERB:
        return "adverb-verb" if head.sense in wording("measures")["alone_senses"] else None
    if head.preposition == "?":
        told = "subject-verb" if head.phrase is not None else "adverbial-verb"
        return told if len(tail) > _SHORTEST_OBJECT and not _nominal(text, head) else None
    if head.preposition:
        weak = alternatives("weak_prepositions").fullmatch(head.preposition)
        if weak and (len(tail) < _SHORTEST_OBJECT or _tells_manner(text, span, head)):
            return None
        if head.phrase is not None:
            return "subject-verb"
        return "passive-verb" if head.subjects and head.preposition == PASSIVE else "preposition-verb"
    if len(tail) < _SHORTEST_OBJECT:
        return None
    return "subject-verb" if head.subjects or head.phrase is not None else "verb-object"


def _nominal(text: str, head: Predicate) -> bool:
    """Whether the words before the verb are what it is said of, or the verb is a noun among them: 大坝治理工程."""
    if _wording("nominal_subject").search(text[head.lead : head.verb.start]):
        return True
    noun = head.verb.of(text) in wording("measures")["nominal_verbs"]
    return noun and not text.startswith("了", head.verb.end)


def _tells_manner(text: str, span: Span, head: Predicate) -> bool:
    """按照…的部署要求: a clause of manner, unless a verb that takes a noun of action leads it (按要求进行安排)."""
    if alternatives("light").fullmatch(head.verb.of(text)):
        return False
    return alternatives("manner_end").search(text, span.start, span.end) is not None


def _stated(text: str, head: Predicate, end: int) -> bool:
    """Whether the clause states an attitude, an aim or an outcome instead of an action."""
    pattern = alternatives("not_measure")
    if pattern.match(text, head.lead, end) or (head.preposition and pattern.match(text, head.verb.start, end)):
        return True
    words = _BRACKET_END.sub("", text[head.lead : end])
    if pattern.match(words):
        return True
    causes = alternatives("causing").fullmatch(head.verb.of(text)) is not None
    return alternatives("not_measure_end").search(words) is not None and not (causes and words.endswith("到位"))


def _counts(text: str, head: Predicate, end: int) -> bool:
    """查处违法行为9起: a verb, a noun and a number at the end report a figure."""
    if head.preposition not in ("", "?") or end - head.lead > _LONGEST_COUNT:
        return False
    found = [quantity for quantity in quantities(text, head.verb.end, end) if quantity.unit]
    if not found:
        return False
    last = not _BRACKET_END.sub("", text[found[-1].span.end : end])
    between = text[head.verb.end : found[-1].span.start]
    if last and (len(between) < _BARE_COUNT or is_verb(between)):
        return True
    total = alternatives("counted_total").search(text, max(head.lead - _TOTAL_BEFORE, 0), head.verb.start)
    words = wording("measures")
    if head.sense in words["event_senses"] and _wording("events").search(between):
        return False
    return head.sense in words["counting_senses"] and (last or total is not None)


@cache
def _wording(name: str) -> re.Pattern[str]:
    return re.compile(wording("measures")[name])


def _agents(
    context: Context, span: Span, head: Predicate, implied: tuple[Entity, ...]
) -> tuple[tuple[Entity, ...], bool]:
    """Who does it, and whether the clause says so: its subject, the bodies it calls in, else who is implied."""
    if head.subjects:
        bodies = together(context, head.subjects, span.end)
        posts = unique(mention.entity for mention in head.subjects)
        return bodies or unique((*implied, *posts)), bool(bodies)
    named = named_first(context, span, posts=True) if head.phrase is not None else ()
    if named:
        post = named[0].kind is EntityClass.POST
        return (unique((*implied, *named)) if post else named), True
    partners = _partners(context, head, span.end)
    if partners:
        opened = alternatives("joint").match(context.text, head.lead, span.end)
        alone = opened is not None and opened[0] == PASSIVE
        return (partners if alone else unique((*implied, *partners))), True
    return implied, False


def _requires(context: Context, head: Predicate, end: int) -> bool:
    """Whether news tells by this verb what somebody has to do: 要求企业…, 严格执行…."""
    news = context.document.metadata.genre in NEWS
    return news and head.verb.end < end and alternatives("requiring").fullmatch(head.verb.of(context.text)) is not None


def _required(context: Context, head: Predicate, end: int) -> tuple[Entity, ...]:
    """Of whom something is required: the bodies right behind the verb (要求企业…)."""
    return named_first(context, Span(head.verb.end, end))


def _partners(context: Context, head: Predicate, end: int) -> tuple[Entity, ...]:
    text = context.text
    opened = alternatives("joint").match(text, head.lead, end)
    if opened is None:
        return ()
    found: list[Entity] = []
    position = opened.end()
    for mention in context.mentions_in(Span(position, end), *BODIES):
        if re.fullmatch("[、和及与,\uff0c()\uff08\uff09]*|以及", text[position : mention.span.start]) is None:
            break
        found.append(mention.entity)
        position = mention.span.end
    return tuple(found)


def _measure(
    context: Context,
    clause: Clause,
    span: Span,
    head: Predicate,
    rule: str,
    agents: tuple[Entity, ...],
    explicit: bool,
    status: Status,
) -> Measure:
    text = context.text
    tail = text[head.verb.end : span.end].removeprefix("了").strip()
    return Measure(
        span=span,
        rule=rule,
        agents=agents,
        explicit=explicit,
        action=head.verb.of(text),
        status=status,
        object=tail or None,
        kind=measure_kind(span.of(text)),
        campaign=_campaign(context, clause),
        instruments=unique(m.entity for m in context.mentions_in(span, EntityClass.INSTRUMENT)),
        sectors=sectors_of(context, span, clause),
    )


def _status(text: str, sense: Sense, span: Span, demanded: bool, perfect: bool) -> Status:
    """The section says whether it is done or planned; demands and words of tense in the clause overrule it.

    `perfect` says that 了 follows the verb.
    """
    words = span.of(text)
    if _wording("ongoing").search(words):
        return Status.ONGOING
    if sense is Sense.DONE and _wording("future").search(words):
        return Status.PLANNED
    if perfect or (sense is Sense.PLANS and _wording("past").search(words)):
        return Status.DONE
    return Status.PLANNED if demanded else _SENSES[sense]


def _campaign(context: Context, clause: Clause) -> Entity | None:
    """The campaign that the clause names, else the last named before it in the sentence, else by the headings above."""
    named = context.mentions_in(clause.span, EntityClass.CAMPAIGN)
    if named:
        return named[0].entity
    sentence = context.outline.sentences[clause.sentence].span
    before = context.mentions_in(Span(sentence.start, clause.span.start), EntityClass.CAMPAIGN)
    if before:
        return before[-1].entity
    for index in context.outline.ancestors(clause.section):
        heading = context.outline.sections[index].heading
        above = context.mentions_in(heading, EntityClass.CAMPAIGN) if heading and index else ()
        if above:
            return above[0].entity
    return None


@cache
def _kind_words() -> tuple[re.Pattern[str], dict[str, str]]:
    kinds = {word: kind.iri for kind in load_vocabulary().scheme("measure-kind") for word in cues(kind)}
    return re.compile("|".join(re.escape(word) for word in sorted(kinds, key=lambda x: (-len(x), x)))), kinds


def measure_kind(clause: str) -> str | None:
    """The kind of measure whose word in the clause is the longest, the first of equals; None where none has one."""
    pattern, kinds = _kind_words()
    words = [match[0] for match in pattern.finditer(_wording("abstract_building").sub("□", clause))]
    return kinds[max(words, key=len)] if words else None
