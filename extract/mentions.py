"""Mentions: every body, system, campaign, document and place that a text names, linked to its node."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Final

from extract.document import Document, Span
from extract.lexicon import Lexicon
from extract.link.abbreviations import find_abbreviated
from extract.link.acting import find_acting
from extract.link.agencies import find_agencies
from extract.link.anaphora import find_named_again
from extract.link.bodies import GOVERNMENT
from extract.link.branches import find_branches
from extract.link.campaigns import find_campaigns
from extract.link.corps import find_corps
from extract.link.divisions import load_gazetteer
from extract.link.enterprises import find_enterprises
from extract.link.firms import find_firms
from extract.link.formations import find_formations
from extract.link.groups import find_groups
from extract.link.home import first_line
from extract.link.institutions import find_institutions
from extract.link.instruments import find_instruments
from extract.link.investigations import find_investigations
from extract.link.kinds import find_kinds
from extract.link.lists import find_listed
from extract.link.localities import find_localities
from extract.link.names import load_names
from extract.link.offices import find_offices
from extract.link.organs import find_organs
from extract.link.partners import find_partners
from extract.link.places import find_places
from extract.link.posts import find_posts
from extract.link.premises import without_premises
from extract.link.renaming import renamed
from extract.link.rescue import find_teams
from extract.link.setting import Setting, mask, settle
from extract.link.subjects import find_subjects
from extract.link.systems import find_systems
from extract.link.townships import find_own_town
from extract.link.unlisted import disclosed, without_unlisted
from extract.outline import Outline
from extract.records import Entity, EntityClass, Mention
from extract.tokens import Token
from ontology.namespaces import concept

APEX: Final = "国务院"
HEAD: Final = 400
HEAD_LINES: Final = 8
_OWN_WORDS: Final = re.compile(
    r"(?<![市县区省州旗安])(?:我局|我厅|我委|局党委|局党组|厅党组|厅党委|委党组|局务会|局长办公会|局安委会|局安全生产委员会)"
)
_PARTNER: Final = ("会同", "联合", "配合", "与", "商")
_DEPARTMENT: Final = concept("function", "government-department")
_FEWEST_TIMES: Final = 3
_LONGEST_SHORT: Final = 15
_ORDER: Final = {kind: number for number, kind in enumerate(EntityClass)}


def find_mentions(
    document: Document, outline: Outline, tokens: Sequence[Token], lexicon: Lexicon
) -> tuple[Mention, ...]:
    """Every mention in the document, sorted by span, then by class. Each span is verbatim text of the document."""
    setting = settle(document)
    setting = setting.with_actor(speaker(setting))
    found: list[Mention] = []
    agencies = find_agencies(setting)
    own = widest(find_own_town(setting))
    spans = {agency.span for agency in agencies}
    local = (mention for mention in find_localities(setting) if mention.span not in spans)
    listed = widest([*own, *apart([*agencies, *find_listed(setting, agencies), *local], own)])
    listed = widest([*listed, *find_organs(setting, listed), *find_investigations(setting)])
    branches = widest(find_branches(setting, listed))
    listed = widest([*branches, *apart(listed, branches)])
    offices = tuple(find_offices(setting))
    spans = {office.span for office in offices}
    institutions = (m for m in find_institutions(setting, listed) if m.span not in spans)
    named = widest([*(m for m in listed if m.span not in spans), *institutions, *offices])
    special = widest([*find_teams(setting), *find_corps(setting, named)])
    special = widest([*special, *apart(find_formations(setting, named), special)])
    named = widest([*apart(named, special), *special])
    named = widest([*named, *find_enterprises(setting, named)])
    named = (*named, *apart(find_firms(setting, named), named))
    named = (*named, *apart(find_subjects(setting), named))
    named = widest([*named, *apart(find_acting(setting, named), named)])
    wide = [mention for mention in named if mention.span.end - mention.span.start > _LONGEST_SHORT]
    short = tuple(outside(find_abbreviated(setting, named), wide))
    named = (*named, *apart(find_named_again(setting, named), (*named, *short)))
    named = tuple(without_premises(setting, (*apart(named, short), *short)))
    known = renamed(setting, written_out(named, document.text))
    bodies = (*known, *apart(find_partners(setting), known))
    collectives = first_of_span(widest([*find_kinds(setting), *find_groups(setting, bodies)]))
    bearers = without_covered(bodies, collectives)
    found += bearers
    found += find_places(setting, bearers)
    systems = find_systems(setting)
    found += systems
    found += outside(find_posts(setting, bearers), systems)
    found += find_campaigns(setting)
    found += find_instruments(setting)
    return sort_mentions(disclosed(mention, document.source) for mention in found)


def document_actor(document: Document, outline: Outline, mentions: Sequence[Mention]) -> Entity | None:
    """The body that speaks in the document, or None where it does not say."""
    actor = speaker(settle(document))
    return actor and without_unlisted(actor, document.source)


def speaker(setting: Setting) -> Entity | None:
    """The agency that the metadata names as publisher, else the one that the title or a line of the head has."""
    metadata = setting.document.metadata
    for words in (metadata.publisher, metadata.title, first_line(setting.document)):
        if not words:
            continue
        named = Document(source="", text=words, sha256="", metadata=metadata)
        found = find_agencies(replace(setting, document=named, masked=mask(named)))
        if found and found[0].span.start == 0:
            return found[0].entity
    return None if setting.statute else heading(setting) or of_own_words(setting)


def heading(setting: Setting) -> Entity | None:
    """The agency that fills one of the first lines, as above a title of two lines; None where none does."""
    lines = [line.strip() for line in setting.document.text[:HEAD].splitlines()][:HEAD_LINES]
    for line in filter(None, lines):
        named = Document(source="", text=line, sha256="", metadata=setting.document.metadata)
        found = find_agencies(replace(setting, document=named, masked=line))
        if found and found[0].span == Span(0, len(line)):
            return found[0].entity
    return None


def of_own_words(setting: Setting) -> Entity | None:
    """The department that a text names most, where it speaks of 我局 or 局党组; None where it is open."""
    if setting.statute or setting.home is None or not _OWN_WORDS.search(setting.masked):
        return None
    functions = load_names().functions
    found = [
        m
        for m in find_agencies(setting)
        if m.entity.division == setting.home and _DEPARTMENT in functions[m.entity.function or GOVERNMENT].broader
    ]
    partners = {m.entity for m in found if setting.masked.endswith(_PARTNER, 0, m.span.start)}
    counts = Counter(m.entity for m in found if m.entity not in partners)
    ranked = counts.most_common(2)
    clear = ranked and (len(ranked) == 1 or ranked[0][1] > ranked[1][1])
    return ranked[0][0] if clear and ranked[0][1] >= _FEWEST_TIMES else None


def widest(mentions: Iterable[Mention]) -> tuple[Mention, ...]:
    """Overlap policy for agencies: a mention inside a wider one is dropped; equal spans stay (省两办 is two bodies)."""
    kept: list[Mention] = []
    for mention in sorted(mentions, key=lambda m: (m.span.start, -m.span.end)):
        again = any(k.span == mention.span and k.entity.key == mention.entity.key for k in kept[-3:])
        if not again and not any(k.span != mention.span and k.span.end > mention.span.start for k in kept[-3:]):
            kept.append(mention)
    return tuple(kept)


def written_out(bodies: Sequence[Mention], text: str) -> tuple[Mention, ...]:
    """Short forms linked to the name that the document itself writes out for the function and division.

    市执法支队 is 市应急管理执法支队 where the document says so; where it writes out several names nothing changes.
    """
    full: dict[tuple[str, str, tuple[str, ...]], dict[str, Entity]] = {}
    for body in bodies:
        entity = body.entity
        if entity.function and entity.division and is_written_out(body, text):
            full.setdefault((entity.function, entity.division, entity.levels), {})[entity.key] = entity
    linked = []
    for body in bodies:
        entity = body.entity
        names = full.get((entity.function or "", entity.division or "", entity.levels), {})
        only = next(iter(names.values())) if len(names) == 1 and not is_written_out(body, text) else body.entity
        linked.append(Mention(body.span, only) if shortens(body.span.of(text), only.label) else body)
    return tuple(linked)


def shortens(words: str, name: str) -> bool:
    """Whether the words, without their level word, leave characters of the name out and add none (住建局)."""
    rest = iter(name)
    return all(character in rest for character in words[1:])


def is_written_out(body: Mention, text: str) -> bool:
    """Whether the words hold all of the body's name but its division."""
    division = body.entity.division
    if division is None:
        return True
    return body.span.of(text).endswith(body.entity.label.removeprefix(load_gazetteer().body_label(division)))


def apart(mentions: Iterable[Mention], others: Sequence[Mention]) -> Iterator[Mention]:
    """The mentions that touch none of the others."""
    covered = {position for other in others for position in range(other.span.start, other.span.end)}
    for mention in mentions:
        if covered.isdisjoint(range(mention.span.start, mention.span.end)):
            yield mention


def first_of_span(mentions: Iterable[Mention]) -> tuple[Mention, ...]:
    """Of mentions with the same span the first (a kind before a group)."""
    kept: dict[Span, Mention] = {}
    for mention in mentions:
        kept.setdefault(mention.span, mention)
    return tuple(kept.values())


def without_covered(bodies: Iterable[Mention], collectives: Iterable[Mention]) -> tuple[Mention, ...]:
    """Bodies and collectives together.

    A body inside a collective stays only where the collective is of its members (28个省安委会成员单位); a collective
    with the span of a body or inside it goes; a body named by kind (国务院应急管理部门) covers the bodies inside it;
    国务院 stays named in 国务院有关部门.
    """
    ordered = sorted(bodies, key=lambda m: m.span.start)
    starts = [body.span.start for body in ordered]
    gone: set[int] = set()
    added: list[Mention] = []
    for phrase in collectives:
        first = max(0, bisect_left(starts, phrase.span.start) - 2)
        near = range(first, bisect_left(starts, phrase.span.end))
        rivals = [i for i in near if i not in gone and ordered[i].span.end > phrase.span.start]
        if not rivals:
            added.append(phrase)
        elif any(ordered[i].span.contains(phrase.span) or _is_first_of(ordered[i], phrase) for i in rivals) or (
            len(rivals) > 1 and phrase.entity.kind is not EntityClass.AGENCY
        ):
            continue
        elif phrase.entity.label.endswith("成员单位"):
            added.append(phrase)
        elif phrase.entity.kind is EntityClass.AGENCY or phrase.span.contains(ordered[rivals[0]].span):
            apex = phrase.entity.kind is EntityClass.GROUP
            gone.update(i for i in rivals if not (apex and ordered[i].entity.label == APEX))
            added.append(phrase)
    return (*(body for i, body in enumerate(ordered) if i not in gone), *added)


def _is_first_of(body: Mention, phrase: Mention) -> bool:
    """Whether a phrase is a body with 等 behind it: 公安等部门 after 市应急局、."""
    words = body.span.end - phrase.span.start
    return body.span.start == phrase.span.start and phrase.entity.label.startswith("等", words)


def outside(mentions: Iterable[Mention], others: Sequence[Mention]) -> Iterator[Mention]:
    """The mentions that lie in none of the others: 行政首长 in 行政首长负责制 is no post of its own."""
    spans = sorted(other.span for other in others)
    for mention in mentions:
        index = bisect_right(spans, mention.span) - 1
        near = spans[max(0, index) : index + 2]
        if not any(span.contains(mention.span) for span in near):
            yield mention


def sort_mentions(mentions: Iterable[Mention]) -> tuple[Mention, ...]:
    """Without repeats, in order of span, class and key, then as they were found."""
    return tuple(
        sorted(dict.fromkeys(mentions), key=lambda m: (m.span.start, m.span.end, _ORDER[m.entity.kind], m.entity.key))
    )
