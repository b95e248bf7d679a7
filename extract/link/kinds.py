"""Kinds of body as statutes name bearers: function × levels × scope (县级以上地方人民政府应急管理部门)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Final

from extract.document import Span
from extract.link.bodies import agency
from extract.link.divisions import NATION, NATIONAL
from extract.link.names import load_names
from extract.link.phrases import Phrase, extend_left, find_phrases, load_phrase_words
from extract.link.setting import Setting
from extract.link.unlisted import is_listed
from extract.records import Entity, EntityClass, Mention
from ontology.namespaces import concept

_NOT_OF_GOVERNMENT: Final = frozenset({"enterprise", "institution", "people"})
_REPEATED: Final = re.compile("镇镇|乡乡")


def find_kinds(setting: Setting) -> Iterator[Mention]:
    """Kinds, unresolved collectives (as groups) and single bodies named by kind (国务院应急管理部门, as agencies)."""
    for phrase in find_phrases(setting.masked):
        entity = read_phrase(setting, phrase)
        if (
            entity is not None
            and entity.kind is EntityClass.AGENCY
            and setting.masked.endswith("等", 0, phrase.span.start)
        ):
            continue
        if entity is not None and not _REPEATED.match(setting.masked, phrase.span.start):
            yield Mention(phrase.span, entity)
    for match in load_phrase_words().responsible.finditer(setting.masked):
        start, levels = extend_left(setting.masked, match.start())
        words = setting.masked[start : match.end()]
        yield Mention(Span(start, match.end()), kind(setting, words, None, level_concepts(levels)))


def read_phrase(setting: Setting, phrase: Phrase) -> Entity | None:
    """What a phrase names; None for a phrase that is rather a body of its own (市人民政府 of the document's city)."""
    words = phrase.span.of(setting.document.text)
    vague = bool(load_phrase_words().vague & set(phrase.links)) or "等" in phrase.links
    if phrase.levels[:1] == ("国务院",) and len(phrase.stems) == 1 and not vague and phrase.sort == "department":
        return agency(words, NATION, function_of(phrase.stems) or function_headed(words, phrase.stems), NATIONAL)
    if phrase.sort in {"department", "member"} and (vague or not phrase.stems):
        return group(setting, words)
    levels = level_concepts(phrase.levels)
    own = setting.division_of(phrase.levels[0]) if len(phrase.levels) == 1 else None
    if own is not None and phrase.sort == "department" and len(phrase.stems) == 1 and not phrase.links:
        rest = words.removeprefix(phrase.levels[0])
        level = (setting.tiers_level(own),)
        function = function_of(phrase.stems) or function_headed(rest, phrase.stems)
        return agency(setting.gazetteer.label(own) + rest, own, function, level[0])
    if phrase.sort == "government" and not phrase.levels:
        return kind(setting, words, concept("function", "peoples-government"), ()) if words == "人民政府" else None
    function = function_of(phrase.stems)
    if phrase.sort == "government":
        function = concept("function", "peoples-government")
    elif phrase.sort in _NOT_OF_GOVERNMENT:
        return group(setting, words, resolved=not vague)
    elif phrase.sort == "grassroots":
        function = function_named(words)
        levels = levels or ((concept("level", "township"),) if function is not None else ())
    elif function is None and phrase.sort == "department":
        function = function_headed(words, phrase.stems)
    return kind(setting, words, function, levels)


def kind(setting: Setting, words: str, function: str | None, levels: Iterable[str]) -> Entity:
    """The node of a kind. The statute of a province or city speaks of the bodies within it alone: that is its scope."""
    words = full_width(words)
    scope = setting.home if is_listed(setting.home) else None
    local = scope is not None and scope != NATION
    key = f"{setting.gazetteer.label(scope)}/{words}" if local and scope is not None else words
    return Entity(EntityClass.KIND, key, words, function=function, levels=tuple(levels), scope=scope)


def group(
    setting: Setting, words: str, count: int | None = None, members: tuple[Entity, ...] = (), resolved: bool = False
) -> Entity:
    """The node of a collective bearer, by the document's division and its words."""
    home = setting.home
    if home == NATION:
        key = words
    else:
        place = setting.gazetteer.label(home) if home and is_listed(home) else setting.document.source
        key = f"{place}/{words}"
    return Entity(EntityClass.GROUP, key, words, count=count, members=members, resolved=resolved or bool(members))


def level_concepts(words: Iterable[str]) -> tuple[str, ...]:
    """The level concepts that level words name together, highest first."""
    table = load_phrase_words().settings["levels"]
    named = {name for word in words for name in table.get(word) or table.get(full_width(word), ())}
    order = ("national", "province", "prefecture", "county", "township")
    return tuple(concept("level", name) for name in order if name in named)


def function_of(stems: tuple[str, ...]) -> str | None:
    """The function concept that lines of work name, where it is one and known."""
    known = load_names().stems
    found = [known[stem][0] for stem in stems if stem in known]
    return found[0] if len(found) == 1 else None


def full_width(word: str) -> str:
    """The word with full-width brackets."""
    return word.replace("(", "（").replace(")", "）")


@lru_cache(maxsize=8192)
def function_headed(words: str, stems: tuple[str, ...]) -> str | None:
    """The function whose stem begins with the lines of work and ends before a head (消防|救援机构 is 消防救援|机构)."""
    work = "".join(stems)
    known = load_names().stems
    for head in sorted(load_phrase_words().settings["heads"]["department"], key=len):
        before = words.removesuffix(head)
        if work and before != words:
            fitting = [stem for stem in known if stem.startswith(work) and before.endswith(stem)]
            if fitting:
                return known[max(fitting, key=len)][0]
    return None


@lru_cache(maxsize=8192)
def function_named(words: str) -> str | None:
    """The function whose full name ends the words (乡镇|人民政府); the longest such name."""
    names = load_names()
    government = concept("function", "peoples-government")
    if words.endswith(names.functions[government].label_zh):
        return government
    found = next((words[start:] for start in range(len(words)) if words[start:] in names.by_label), None)
    return names.by_label[found].function if found is not None else None
