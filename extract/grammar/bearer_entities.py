"""Bearers as entities: the mention found there, or an entity made from the phrase itself."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise
from typing import Final

from extract.context import Context
from extract.document import Span
from extract.grammar.bearers import BearerClass, bearer_grammar, classify, label_of, split_joint
from extract.link.kinds import function_of, level_concepts
from extract.link.phrases import find_phrases
from extract.records import Entity, EntityClass
from ontology.namespaces import concept

_BEARERS: Final = (EntityClass.AGENCY, EntityClass.KIND, EntityClass.GROUP, EntityClass.POST)
_POST: Final = re.compile(r"(?:负责人|干部|负责同志|责任人|总监|[长员]|工程师|代表人|首长)$")
_JOINTS: Final = re.compile(r"[省市州县区]?(?:本级)?[、，,和及与以\s]*(?:等(?:[^、，,和及]{0,6}(?:机构|部门|单位))?)?")
_REST: Final = re.compile(r"等[^、，,]{0,8}$")
_VAGUE: Final = re.compile(
    r"^(?:各|各有关|各相关|有关|相关|其他|其他有关|其他相关|各级|同级|上级|上一级|下级|本级|主管)*(?:政府)?(?:主管|有关|相关)*(?:部门|单位|机关|机构|组织|人员|方面)$"
)


def bearers_in(context: Context, phrase: Span) -> tuple[Entity, ...]:
    """The entities that a bearer phrase names, in its order and each once."""
    mentions = context.mentions_in(phrase, *_BEARERS)
    if mentions and _only(context.text, phrase, [mention.span for mention in mentions]):
        return tuple(dict.fromkeys(mention.entity for mention in mentions))
    found: dict[Entity, None] = {}
    for part in split_joint(context.text, phrase):
        entity = entity_at(context, part)
        if entity is not None:
            found[entity] = None
            found |= dict.fromkeys(listed_kinds(entity.label, *_home(context)))
    return tuple(found)


@lru_cache(maxsize=4096)
def listed_kinds(label: str, home: str | None = None, scope: str | None = None) -> tuple[Entity, ...]:
    """The kinds of department that a list names: 教育、民政等部门 is 教育部门 and 民政部门 beside itself."""
    listed = next((phrase for phrase in find_phrases(label) if phrase.span.end == len(label)), None)
    if listed is None or listed.sort != "department" or len(listed.stems) < 2:
        return ()
    before = label[listed.span.start : label.find(listed.stems[0], listed.span.start)]
    levels = level_concepts(listed.levels)
    kinds = []
    for stem in listed.stems:
        function = function_of((stem,))
        name = f"{before}{stem}部门"
        if function is not None:
            key = f"{home}/{name}" if home else name
            kinds.append(Entity(EntityClass.KIND, key, name, function=function, levels=levels, scope=scope))
    return tuple(kinds)


def listed_in(context: Context, span: Span) -> tuple[Entity, ...]:
    """The entities of a plain list of names, one for each name between 、 and the like."""
    found: dict[Entity, None] = {}
    for part in re.finditer(r"(?:（[^）]*）|\([^)]*\)|[^、，,；;\s（(])+", span.of(context.text)):
        entity = entity_at(context, _without_rest(context, Span(span.start + part.start(), span.start + part.end())))
        if entity is not None:
            found[entity] = None
    return tuple(found)


def _without_rest(context: Context, name: Span) -> Span:
    """A name without the 等部门 that closes the list it stands in."""
    rest = _REST.search(context.text, name.start, name.end)
    if rest is None or not any(m.span.end == rest.start() for m in context.mentions_in(name, *_BEARERS)):
        return name
    return Span(name.start, rest.start())


def _only(text: str, phrase: Span, named: list[Span]) -> bool:
    """Whether the phrase is a list of the stretches named and nothing else."""
    if any(one.end >= other.start for one, other in pairwise(named)):
        return False
    rest, position = "", phrase.start
    for span in named:
        rest += text[position : span.start]
        position = max(position, span.end)
    return _JOINTS.fullmatch(rest + text[position : phrase.end]) is not None


def entity_at(context: Context, phrase: Span) -> Entity | None:
    """The entity named by one bearer phrase; None for a phrase without words."""
    bare = _bare(context.text, phrase)
    for mention in context.mentions_in(phrase, *_BEARERS):
        if mention.span in (bare, phrase):
            return mention.entity
    for mention in context.mentions_in(phrase, EntityClass.AGENCY):
        if mention.span.end == bare.end and mention.span.start > bare.start:
            return mention.entity
    label = label_of(phrase.of(context.text))
    return entity_of(label, *_home(context)) if label else None


@lru_cache(maxsize=8192)
def entity_of(label: str, home: str | None = None, scope: str | None = None) -> Entity:
    """An entity made from a bearer's name: a post, a kind of agency, or a group.

    `home` is the name of the division in which the text holds and `scope` its concept, None for the whole nation.
    """
    key = f"{home}/{label}" if home else label
    vague = _VAGUE.match(label) is not None
    if _POST.search(label):
        return Entity(EntityClass.POST, key, label, resolved=not vague)
    listed = listed_kinds(label, home, scope)
    if listed:
        return Entity(EntityClass.GROUP, key, label, members=listed)
    if vague or classify(label) in (BearerClass.PRINCIPAL, BearerClass.ORGANISATION):
        return Entity(EntityClass.GROUP, key, label, resolved=not vague)
    phrase = next((phrase for phrase in find_phrases(label) if phrase.span == Span(0, len(label))), None)
    levels = level_concepts(phrase.levels) if phrase is not None else ()
    function = function_of(phrase.stems) if phrase is not None else None
    if phrase is not None and phrase.sort == "government":
        function = concept("function", "peoples-government")
    return Entity(EntityClass.KIND, key, label, function=function, levels=levels, scope=scope)


def _home(context: Context) -> tuple[str | None, str | None]:
    """The name and concept of the division in which the document's kinds of body hold, as its mentions have it."""
    for mention in context.mentions:
        entity = mention.entity
        if entity.kind is EntityClass.KIND:
            home = entity.key.removesuffix(entity.label).rstrip("/")
            return home or None, entity.scope
    return context.document.metadata.region, None


def _bare(text: str, phrase: Span) -> Span:
    """The phrase without the pointing words before it and the brackets after it."""
    words = phrase.of(text)
    lead = bearer_grammar().trim.match(words)
    end = re.search(r"(?:（[^）]*）)?$", words)
    return Span(phrase.start + (lead.end() if lead else 0), phrase.start + (end.start() if end else len(words)))
