"""Who acts in clauses that name nobody: the speaking body, those whom the document addresses, or whom a task is given.

A report speaks of what its own body did. A notice tells others what to do: there a clause without a subject is about
those whom the last sentence of its section began with, else those whom the document speaks to most often, else its
addressees. A task with a tag (责任单位：甲局) is done by those whom the tag names.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from functools import cache

from extract.context import Context
from extract.document import Genre, Span
from extract.grammar.assignment_duties import Tag, assignment_tags
from extract.grammar.bearer_entities import entity_at, listed_in
from extract.grammar.bracket_duties import bracket_tags
from extract.grammar.predicates import BODIES, alternatives, list_end, subject, subject_phrase
from extract.grammar.wording import wording
from extract.outline import Clause, Sense
from extract.records import Entity, EntityClass, Mention, Role

NEWS = frozenset({Genre.MEETING_NEWS, Genre.UNKNOWN})
_DEMANDING = frozenset({Genre.NOTICE, Genre.DUTY_ASSIGNMENT})
_DEMANDS = frozenset({Sense.PLANS, Sense.NORM})
_OPENING = 4000
_EARLY = 8
_OPENS = 8
_MOST_TAGS_APART = 3


class Actors:
    """Who acts in the clauses of one document, asked clause by clause in the order of the text."""

    def __init__(self, context: Context) -> None:
        self._context = context
        metadata = context.document.metadata
        self._own = _speaker(context)
        self._news = metadata.genre in NEWS
        planless = metadata.genre is Genre.PLAN and not self._own
        self._demands = metadata.genre in _DEMANDING or planless or bool(metadata.addressees)
        self._addressed = _addressed(context) if self._demands else ()
        self._tagged = _tagged(context)
        self._topics: dict[int, tuple[Entity, ...]] = {}
        self._told: tuple[Entity, ...] = ()
        self._local: tuple[int, tuple[Entity, ...]] = (-1, ())

    @property
    def own(self) -> tuple[Entity, ...]:
        """The body that speaks, if known."""
        return self._own

    def of(self, clause: Clause, demanded: bool = False) -> tuple[Entity, ...]:
        """Who acts in a clause that names nobody; `demanded` says that the clause tells what is to be done."""
        tagged = self._tagged.get(clause.section, ())
        if tagged:
            return tagged
        if self._news:
            return (self._addressees(clause) if demanded or clause.sense in _DEMANDS else ()) or self._own
        if not self._demands or clause.sense not in _DEMANDS:
            return self._own or (self._topics.get(clause.section, ()) if demanded else ())
        return self._topics.get(clause.section) or self._addressed or self._own

    def note(self, clause: Clause, agents: tuple[Entity, ...]) -> None:
        """Remember whom the first clause of a sentence names: the sentences after it are about the same."""
        self._topics[clause.section] = agents
        if not _many(agents):
            return
        start, paragraph = self._starts(clause)
        if start - paragraph <= _OPENS:
            self._told = agents
        self._local = (paragraph, agents)

    def _addressees(self, clause: Clause) -> tuple[Entity, ...]:
        """Whom the news tells what to do: those named at the opening of the last paragraph that names any.

        Others named within a paragraph are told only what follows there without a new 要.
        """
        start, paragraph = self._starts(clause)
        same = self._local[0] == paragraph and not self._context.text.startswith("要", start)
        return self._local[1] if same else self._told

    def _starts(self, clause: Clause) -> tuple[int, int]:
        """Where the sentence of a clause begins, and where its paragraph does."""
        start = self._context.outline.sentences[clause.sentence].span.start
        return start, self._context.text.rfind("\n", 0, start) + 1


def _speaker(context: Context) -> tuple[Entity, ...]:
    """The body that speaks; in news without one, whom an early clause is about, else the first body named."""
    if context.actor is not None:
        return (context.actor,)
    if context.document.metadata.genre not in NEWS:
        return ()
    early = (clause.span for clause in context.outline.clauses[:_EARLY] if clause.body)
    named = (named_first(context, span) for span in early)
    first = next((bodies for bodies in named if bodies and bodies[0].kind is EntityClass.AGENCY), ())
    agencies = (m.entity for m in context.mentions if m.entity.kind is EntityClass.AGENCY)
    return first or tuple(agencies)[:1]


def _many(bodies: tuple[Entity, ...]) -> bool:
    words = alternatives("collective")
    return all(words.match(body.label) for body in bodies)


def _addressed(context: Context) -> tuple[Entity, ...]:
    """Those whom the document tells most often what to do (各地要…), else its addressees."""
    told: Counter[str] = Counter()
    bodies: dict[str, tuple[Entity, ...]] = {}
    for sentence in context.outline.sentences:
        clause = context.outline.clauses[sentence.clauses[0]]
        if clause.sense in _DEMANDS and clause.body and not clause.heading and (named := collective(context, clause)):
            label = "、".join(entity.label for entity in named)
            told[label] += 1
            bodies[label] = named
    if told:
        return bodies[max(told, key=lambda label: (told[label], -list(bodies).index(label)))]
    return unique(entity for words in context.document.metadata.addressees for entity in _written(context, words))


def collective(context: Context, clause: Clause) -> tuple[Entity, ...]:
    """The many whom a clause begins with (各乡镇、各部门), nobody where it names one body or none."""
    named = named_first(context, clause.span)
    return named if named and _many(named) else ()


def named_first(context: Context, span: Span, posts: bool = False) -> tuple[Entity, ...]:
    """The bodies that a clause begins with; a phrase unknown to the register is one too, a post if asked for."""
    bodies = together(context, subject(context, span)[1], span.end)
    if bodies:
        return bodies
    phrase = subject_phrase(context, span)
    entity = entity_at(context, phrase) if phrase is not None else None
    return (entity,) if entity is not None and (posts or entity.kind is not EntityClass.POST) else ()


def together(context: Context, mentions: tuple[Mention, ...], end: int) -> tuple[Entity, ...]:
    """The bodies that mentions name, posts left out; several collectives in one list are one group as written.

    各地区、各部门和单位 is a group whose members are those that the register knows.
    """
    bodies = unique(mention.entity for mention in mentions if mention.entity.kind is not EntityClass.POST)
    if not bodies or not _many(bodies):
        return bodies
    whole = Span(mentions[0].span.start, list_end(context.text, mentions, end))
    if len(bodies) == 1 and whole.end == mentions[-1].span.end:
        return bodies
    key = "/".join(name for name in (context.document.metadata.region, context.of(whole)) if name)
    return (Entity(EntityClass.GROUP, key, context.of(whole), members=bodies, resolved=False),)


def _written(context: Context, words: str) -> tuple[Entity, ...]:
    """The bodies that an addressee's words name where they stand in the opening of the text."""
    start = context.text.find(words, 0, _OPENING)
    if start < 0:
        return ()
    span = Span(start, start + len(words))
    named = tuple(mention.entity for mention in context.mentions_in(span, *BODIES))
    if named:
        return named
    entity = entity_at(context, span)
    return (entity,) if entity is not None else ()


def _tagged(context: Context) -> dict[int, tuple[Entity, ...]]:
    """Those whom the tags of a section charge with its task, by section; those who only help are left out."""
    charged: dict[int, list[Tag]] = {}
    clauses = context.outline.clauses
    for tag in (*assignment_tags(context), *bracket_tags(context)):
        if tag.role in _charging():
            charged.setdefault(clauses[tag.clause].section, []).append(tag)
    return {
        section: unique(entity for tag in tags for entity in listed_in(context, tag.who))
        for section, tags in charged.items()
        if len(tags) <= _MOST_TAGS_APART
    }


@cache
def _charging() -> frozenset[Role]:
    return frozenset(Role(role) for role in wording("measures")["charging_roles"])


def unique(bodies: Iterable[Entity]) -> tuple[Entity, ...]:
    """The bodies in their order, each once."""
    return tuple({body.iri: body for body in bodies}.values())
