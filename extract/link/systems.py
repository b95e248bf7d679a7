"""Responsibility systems: those of the vocabulary by their labels, new ones by patterns."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache
from typing import Final

from extract.document import Span
from extract.link.extent import Extents
from extract.link.setting import Setting
from extract.link.system_labels import QUOTES, Hit, Label, Systems, load_systems, unquoted
from extract.records import Entity, EntityClass, Mention
from ontology.namespaces import DCT
from ontology.vocabulary import Concept, load_vocabulary

_QUOTE: Final = re.compile(f"[{QUOTES}]")
_OPEN: Final = {"“": "”", "‘": "’", '"': '"'}
_LEVELS: Final = "省州县区旗"
_JOINTS: Final = "、和与及"
_BEFORE: Final = 60
_AFTER: Final = 12
_COUNT: Final = 6
_LONGEST: Final = 24


def find_systems(setting: Setting) -> tuple[Mention, ...]:
    """Every responsibility system, without overlaps: labels first, then patterns where no label stands."""
    found = list(_by_label(setting))
    for mention in _by_whole_pattern(setting):
        found = _laid_over(found, mention, same_end=True)
    for mention, over_labels in _by_head(setting):
        found = _laid_over(found, mention, same_end=over_labels)
    found.extend(_by_verb(setting.masked, found))
    named = (_with_marks(setting.masked, _without_bearer(setting.masked, mention)) for mention in found)
    return tuple(sorted(_under_fuller_names(list(named)), key=lambda m: m.span))


def _by_verb(text: str, found: list[Mention]) -> Iterator[Mention]:
    """Verbs that name again the only system of leaders with this verb in its name (领导|包联|36座煤矿)."""
    systems = load_systems()
    for match in systems.verb.finditer(text):
        verb = Span(match.start("verb"), match.end("verb"))
        names = {m.entity.label: m.entity for m in found if verb.of(text) in m.entity.label}
        entities = [entity for label, entity in names.items() if systems.verb_subject in label]
        if len(entities) == 1 and not any(m.span.start < verb.end and verb.start < m.span.end for m in found):
            yield Mention(verb, entities[0])


def _without_bearer(text: str, mention: Mention) -> Mention:
    """The mention without the enterprises that a word before it counts (部分企业|主体责任)."""
    systems, words = load_systems(), mention.span.of(text)
    bearer = systems.bearer.match(words)
    if bearer is None or unquoted(words[bearer.end() :]) not in _labels():
        return mention
    if not systems.counted.search(text[max(0, mention.span.start - _COUNT) : mention.span.start]):
        return mention
    return Mention(Span(mention.span.start + bearer.end(), mention.span.end), named_system(words[bearer.end() :]))


def _with_marks(text: str, mention: Mention) -> Mention:
    """The mention with the quotation marks around it, if its name is one that is written in them."""
    systems, span = load_systems(), mention.span
    closing = _OPEN.get(text[span.start - 1 : span.start])
    if closing is None or text[span.end : span.end + 1] != closing or not systems.marked.fullmatch(span.of(text)):
        return mention
    return Mention(Span(span.start - 1, span.end + 1), mention.entity)


def _laid_over(found: list[Mention], mention: Mention, same_end: bool) -> list[Mention]:
    """The mentions with one more in place of those that it holds; unchanged where it only meets one.

    A mention that ends where the new one ends, or goes on behind it, gives way only with `same_end`: a label is surer
    than words grown left.
    """
    rivals = [m for m in found if m.span.start < mention.span.end and mention.span.start < m.span.end]
    for rival in rivals:
        held = mention.span.contains(rival.span) and rival.span.end < mention.span.end
        if not (held or (same_end and mention.span.start < rival.span.start)):
            return found
    return [*(m for m in found if m not in rivals), mention]


def _under_fuller_names(mentions: list[Mention]) -> Iterator[Mention]:
    """The mentions, short names linked to the fuller one that the document has (责任书 to 目标责任书)."""
    names = {mention.entity.label: mention.entity for mention in mentions}
    for mention in mentions:
        name = mention.entity.label
        ending = next((e for e in load_systems().fuller if name.endswith(e) and len(name) - len(e) <= 4), None)
        longer = [n for n in names if ending and n.endswith(ending) and len(n) > len(name)]
        known = ending is not None and (name == ending or name.removesuffix(ending) in ("安全", "安全生产"))
        yield Mention(mention.span, names[longer[0]]) if known and len(longer) == 1 else mention


@lru_cache(maxsize=4096)
def system_entity(iri: str) -> Entity:
    """The node of a system of the vocabulary, with its parts."""
    concept = load_vocabulary().concepts[iri]
    parts = tuple(system_entity(part) for part in concept.properties.get(DCT + "hasPart", ()))
    return Entity(EntityClass.SYSTEM, concept.label_zh, concept.label_zh, concept=iri, parts=parts)


@lru_cache(maxsize=4096)
def sort_of_system(name: str, iri: str) -> Entity:
    """The node of a sort of a system of the vocabulary that has a name of its own."""
    return Entity(EntityClass.SYSTEM, name, name, whole=system_entity(iri))


def new_system(name: str) -> Entity:
    """The node of a system that the vocabulary does not have, or has under this very name without its marks."""
    return Entity(EntityClass.SYSTEM, name, name)


def _by_label(setting: Setting) -> Iterator[Mention]:
    systems, text = load_systems(), setting.masked
    marks = [match.start() - number for number, match in enumerate(_QUOTE.finditer(text))]
    plain = unquoted(text)
    hits = [Hit(start, end, systems.labels[i]) for i, start, end in systems.automaton.find_matches_as_indexes(plain)]
    strong = [hit for hit in hits if not hit.label.weak]
    position = 0
    for number, hit in enumerate(hits):
        if hit.start < position or not _confirmed(systems, plain, hit, strong):
            continue
        start, end = hit.start, hit.end
        entity = _entity(hit)
        whole = systems.wholes.get(hit.label.concept.iri)
        last = _last_part(systems, plain, hits, number, whole) if whole is not None else None
        if whole is not None and last is not None:
            end, entity = last, system_entity(whole.iri)
        position = end
        about = systems.about(plain, hit)
        if about:
            start, entity = start - len(about), sort_of_system(about + hit.label.words, hit.label.concept.iri)
        span = _balanced(text, start + bisect_right(marks, start), end + bisect_right(marks, end - 1))
        if whole is not None and last is not None:
            summary = systems.summary.match(text[span.end : span.end + 12])
            span = Span(span.start, span.end + summary.end()) if summary else span
        if text[span.end - 1] == "制" and text[span.end : span.end + 1] == "度":
            span = Span(span.start, span.end + 1)
        yield _after_mark(systems, text, span, entity)


def _after_mark(systems: Systems, text: str, span: Span, entity: Entity) -> Mention:
    """The mention, without a general word before the quotation marks that hold its name (安全生产“一票否决”)."""
    words = span.of(text)
    match = systems.general.match(words)
    rest = words[match.end() :] if match is not None else ""
    if match is not None and rest[-1:] not in QUOTES and unquoted(words) in _labels():
        return Mention(span, named_system(words))
    label = _labels().get(unquoted(rest))
    if match is None or label is None:
        return _in_marks(words, span) or Mention(span, entity)
    inner = rest.strip(QUOTES)
    start = span.start + match.end() + (len(rest) - len(rest.lstrip(QUOTES)) if inner.find("”") < 0 else 0)
    return Mention(Span(start, start + len(inner if inner.find("”") < 0 else rest)), named_system(rest))


def _in_marks(words: str, span: Span) -> Mention | None:
    """The name that marks at the end hold, without the words before them (水库“三个责任人”); None for a weak label."""
    head, mark, inner = words[:-1].rpartition("“")
    label = _labels().get(inner)
    if not head or not mark or not words.endswith("”") or label is None or label.weak:
        return None
    return Mention(Span(span.start + len(head) + 1, span.end - 1), named_system(inner))


def _entity(hit: Hit) -> Entity:
    """The node of a label: the concept, or the sort of it that the label names."""
    if hit.label.own:
        return sort_of_system(hit.label.words, hit.label.concept.iri)
    return system_entity(hit.label.concept.iri)


def _last_part(systems: Systems, plain: str, hits: list[Hit], number: int, whole: Concept) -> int | None:
    """Where a row of the parts of one system ends (执法公示制度、全过程记录制度); None for a part alone."""
    end, last = hits[number].end, None
    for hit in hits[number + 1 :]:
        between = plain[end : hit.start]
        if len(between) > 1 or between not in _JOINTS or systems.wholes.get(hit.label.concept.iri) is not whole:
            break
        end = last = hit.end
    return last


def _confirmed(systems: Systems, plain: str, hit: Hit, strong: list[Hit]) -> bool:
    """Whether the context makes a weak label a system: its own patterns, a name in full elsewhere, or its row."""
    rule = systems.weak.get(hit.label.words)
    if rule is None:
        return not hit.label.weak or any(_in_row(plain, hit, other) for other in strong)
    before, after = plain[max(0, hit.start - _BEFORE) : hit.start], plain[hit.end : hit.end + _AFTER]
    if rule.never_before.search(before) or rule.never_after.match(after):
        return False
    if not hit.label.weak or rule.before.search(before) or rule.after.match(after):
        return True
    if rule.known and any(other.label.concept is hit.label.concept for other in strong):
        return True
    return any(_in_row(plain, hit, other) for other in strong)


def _in_row(plain: str, hit: Hit, other: Hit) -> bool:
    """Whether two systems stand in one enumeration."""
    between = plain[other.end : hit.start] if other.end <= hit.start else plain[hit.end : other.start]
    return 0 < len(between) <= 6 and "、" in between and not re.search(r"[，,。；;：:\n]", between)


def _by_whole_pattern(setting: Setting) -> Iterator[Mention]:
    for pattern, system, under in load_systems().whole:
        for match in pattern.finditer(setting.masked):
            span = _balanced(setting.masked, match.start(), match.end())
            words = unquoted(match.groupdict().get("name") or span.of(setting.masked))
            yield Mention(span, _sort(words, under) if under else named_system(system or words))


def _sort(words: str, under: str) -> Entity:
    """The node of words found by a pattern: of the vocabulary where it has them, else a sort of the system `under`."""
    return named_system(words) if words in _labels() else sort_of_system(words, _labels()[under].concept.iri)


def _by_head(setting: Setting) -> Iterator[tuple[Mention, bool]]:
    extents = None
    for rule in load_systems().grown:
        for match in rule.head.finditer(setting.masked):
            extents = extents or Extents(setting.masked)
            start = extents.start(match.start())
            no_part = load_systems().leading if rule.with_level else load_systems().leading + _LEVELS
            if setting.masked[start] in no_part and match.start() - start > 2:
                start += 1
            counted = load_systems().counted_bearer.match(setting.masked, start, match.start())
            span = _balanced(setting.masked, counted.end() if counted else start, match.end())
            name = unquoted(span.of(setting.masked))
            if rule.shortest <= len(name) <= _LONGEST and (rule.with_level or "、" not in name):
                yield Mention(span, named_system(name)), rule.over_labels


def named_system(words: str) -> Entity:
    """The node for words that a pattern found: of the vocabulary where it has them, else a new one."""
    name = unquoted(words)
    label = _labels().get(name)
    if label is None:
        return new_system(name)
    return sort_of_system(name, label.concept.iri) if label.own else system_entity(label.concept.iri)


@cache
def _labels() -> Mapping[str, Label]:
    return {label.words: label for label in load_systems().labels}


def _balanced(text: str, start: int, end: int) -> Span:
    """The span with a quotation mark added where it holds only the other one of the pair."""
    inner = text[start:end]
    for opening, closing in _OPEN.items():
        if opening == closing:
            continue
        if inner.count(closing) > inner.count(opening) and text[start - 1 : start] == opening:
            start -= 1
        if inner.count(opening) > inner.count(closing) and text[end : end + 1] == closing:
            end += 1
    return Span(start, end)
