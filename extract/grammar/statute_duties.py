"""Duties as statutes lay them: a bearer, then what it shall do, to the end of that obligation.

A sentence or list item that lays a duty on a bearer is one duty. It begins at the bearer (for a list item: at the
item, whose bearer is that of the stem) and ends where the sentence ends, another bearer begins, or the role changes.
Rights, definitions, conditions and penalties are none. The patterns are in `statute_duties.toml`; the examples in the
names below are made up.

Rules, each with an example:

- `statute-bearer`: 县水务局应当巡查堤防
- `statute-agent`: 内河护岸，由县水务局巡查
- `statute-elided`: 县水务局应当巡查。发现险情的，应当立即报告
- `statute-created`: 县人民政府设立防汛指挥部，负责指挥抢险
- `statute-split`: 县水务局应当巡查，并督促业主整改
- `statute-item`: 县水务局履行下列职责：（一）巡查堤防
- `statute-ban`: 禁止任何单位和个人取土
- `statute-headship`: 森林防火工作实行镇长负责制
- `statute-principle`: 采砂管理落实采砂企业主体责任与政府监管责任
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any

from extract.document import Span
from extract.grammar.assignment_duties import assignment_grammar
from extract.grammar.bearers import BearerClass, bearer_grammar, class_of, find_bare_subject, find_subject
from extract.grammar.norms import Draft, Paragraph, norm_patterns, pieces_of

_TITLE = 12


def statute_drafts(text: str, clauses: Sequence[Any], skipped: frozenset[int] = frozenset()) -> list[Draft]:
    """The duties of a statute or duty list, sorted by span.

    `clauses` are the outline's; the sections whose indices are in `skipped` (chapters of penalties) are left out.
    """
    found: list[Draft] = []
    stems: dict[int, Draft] = {}
    lists: set[int] = set()
    for _, group in groupby(enumerate(clauses), key=lambda pair: _place(pair[1])):
        members = [(index, clause) for index, clause in group if clause.body and not clause.heading]
        if not members or members[0][1].section in skipped or _sanctions(text, members[0][1].span):
            continue
        stem = members[0][1].stem if members[0][1].item is not None else None
        drafts = Paragraph(text, list(pieces_of(text, members))).read()
        if stem is not None and stem in stems:
            case = _case(text, members, stems[stem])
            drafts = [] if case else list(_item(text, members, stems[stem], drafts, _bans(text, clauses[stem].span)))
            lists |= set() if case else {stem}
        elif members[0][1].item is not None:
            drafts = [draft for draft in drafts if _lays(text, draft)]
        last = members[-1][0]
        opened = _stem(text, members[-1], drafts, stems.get(stem) if stem is not None else None)
        if opened is not None:
            stems[last] = opened
        found += drafts
    found += _headships(text, clauses, skipped)
    found += _principles(text, clauses, skipped, found)
    kept = list(_without_stems(found, {stems[index].span: clauses[index].span for index in lists}, text))
    return sorted(kept, key=lambda draft: (draft.span, draft.rule))


def _without_stems(drafts: Sequence[Draft], stems: Mapping[Span, Span], text: str) -> Iterator[Draft]:
    """The drafts, those that introduce a list cut off before the clause that does: its items say what it meant."""
    for draft in drafts:
        introduction = stems.get(draft.span)
        if introduction is None:
            yield draft
        elif introduction.start > draft.predicate + 4:
            end = introduction.start
            while text[end - 1] in "，、；,; 并":
                end -= 1
            if not norm_patterns().manner.match(text, draft.predicate, end):
                yield draft.until(end)


def _headships(text: str, clauses: Sequence[Any], skipped: frozenset[int]) -> Iterator[Draft]:
    """Clauses by which a territory answers through its head: 森林防火工作实行镇长负责制."""
    for index, match in _within_clauses(norm_patterns().headship, text, clauses, skipped):
        span = clauses[index].span
        topic = Span(span.start, match.start())
        yield Draft(span, Span(*match.span("who")), match.start(), "statute-headship", index, True, topic)


def _principles(text: str, clauses: Sequence[Any], skipped: frozenset[int], found: Sequence[Draft]) -> Iterator[Draft]:
    """Principles that say whose the responsibility is, outside of what somebody in particular shall do."""
    taken = sorted(draft.span for draft in found)
    for index, match in _within_clauses(norm_patterns().principle, text, clauses, skipped):
        place = bisect_right(taken, Span(match.start(), len(text))) - 1
        if place >= 0 and taken[place].end > match.start():
            continue
        for group in ("principal", "regulator"):
            who = Span(*match.span(group))
            if who.start >= 0:
                start = match.start() if group == "principal" else who.start
                end = match.start("regulator") - 1 if group == "principal" and match["regulator"] else match.end()
                yield Draft(Span(start, end), who, who.end, "statute-principle", index)


def _within_clauses(
    pattern: re.Pattern[str], text: str, clauses: Sequence[Any], skipped: frozenset[int]
) -> Iterator[tuple[int, re.Match[str]]]:
    """The matches of a pattern that lie within a clause of the body, each with the clause's index."""
    starts: list[int] = []
    for match in pattern.finditer(text):
        starts = starts or [clause.span.start for clause in clauses]
        index = bisect_right(starts, match.start()) - 1
        clause = clauses[index] if index >= 0 else None
        if clause is None or match.end() > clause.span.end or not clause.body or clause.heading:
            continue
        if clause.section not in skipped:
            yield index, match


def _place(clause: Any) -> tuple[Any, ...]:
    return clause.section, clause.article, clause.paragraph, clause.item


def _lays(text: str, draft: Draft) -> bool:
    """Whether the duty of a list item without a stem is said in so many words."""
    patterns = norm_patterns()
    if patterns.share.match(text, draft.predicate, draft.span.end):
        return True
    return patterns.strong.search(text, draft.predicate, draft.span.end) is not None


def _sanctions(text: str, opening: Span) -> bool:
    """Whether a paragraph that opens so says what happens to those who break the law."""
    return norm_patterns().sanction.match(text, opening.start, opening.end) is not None


def _case(text: str, members: Sequence[tuple[int, Any]], stem: Draft) -> bool:
    """Whether a list item says in which case the stem holds; under a ban it says what is banned."""
    if not text.endswith("的", 0, members[-1][1].span.end):
        return False
    return norm_patterns().ban.search(text, stem.predicate, stem.span.end) is None


def _bans(text: str, stem: Span) -> bool:
    """Whether the items after the clause say what must not be done."""
    return norm_patterns().ban.search(text, stem.start, stem.end) is not None


def _item(
    text: str, members: Sequence[tuple[int, Any]], stem: Draft, own: list[Draft], banned: bool
) -> Iterator[Draft]:
    """The duties of a list item: sentence by sentence its own where it names a bearer, else those of the stem's."""
    sentences = _item_sentences(text, members)
    for sentence in sentences:
        begins, ends = sentence[0][1].span.start, sentence[-1][1].span.end
        inside = [draft for draft in own if begins <= draft.span.start < ends]
        if any(draft.explicit and (draft.span.start == begins or draft.rule == "statute-agent") for draft in inside):
            yield from inside
        elif len(sentences) == 1 or not _titles(text, sentence):
            alone = class_of(text, stem.bearer) is BearerClass.PRINCIPAL
            for first, end in [(sentence[0], ends)] if alone else _shares(text, sentence):
                span = Span(first[1].span.start, end)
                yield Draft(span, stem.bearer, span.start, "statute-item", first[0], False, banned=banned)


def _item_sentences(text: str, members: Sequence[tuple[int, Any]]) -> list[list[tuple[int, Any]]]:
    """The clauses of a list item by sentence; one that does not begin with an act goes on with the one before."""
    sentences: list[list[tuple[int, Any]]] = []
    for _, group in groupby(members, key=lambda member: member[1].sentence):
        sentence = list(group)
        start = sentence[0][1].span.start
        acts = bearer_grammar().opener.match(text, start) or find_subject(text, sentence[0][1].span)
        acts = None if norm_patterns().adds.match(text, start) else acts
        if sentences and (not acts or text[start - 1] in "；;"):
            sentences[-1] += sentence
        else:
            sentences.append(sentence)
    return sentences


def _titles(text: str, sentence: Sequence[tuple[int, Any]]) -> bool:
    """Whether a sentence is but the title of the list item: 职能转变。."""
    span = sentence[0][1].span
    return len(sentence) == 1 and len(span) <= _TITLE and bearer_grammar().opener.match(text, span.start) is None


def _shares(text: str, sentence: Sequence[tuple[int, Any]]) -> Iterator[tuple[tuple[int, Any], int]]:
    """The parts of a sentence of a list item, cut where a share in another's task begins or ends: first clause, end."""
    share = norm_patterns().share
    first, shared = sentence[0], share.match(text, sentence[0][1].span.start) is not None
    end = first[1].span.end
    for member in sentence[1:]:
        now = share.match(text, member[1].span.start) is not None
        if now != shared and bearer_grammar().opener.match(text, member[1].span.start):
            yield first, end
            first, shared = member, now
        end = member[1].span.end
    yield first, end


def _stem(text: str, last: tuple[int, Any], drafts: Sequence[Draft], above: Draft | None) -> Draft | None:
    """The duty whose bearer the items after this clause inherit, if the clause introduces a list of duties."""
    patterns = norm_patterns()
    index, clause = last
    span = clause.span
    if drafts and patterns.possessive.fullmatch(text, span.start, span.end):
        return drafts[-1]
    titled = patterns.titled.search(text, span.start, span.end)
    if titled is not None:
        named = Span(span.start, titled.start())
        bearer = find_bare_subject(text, named)
        if bearer is not None:
            return Draft(span, bearer.span, span.start, "statute-item", index)
        if assignment_grammar().bodies.fullmatch(named.of(text)):
            return Draft(span, named, span.start, "statute-item", index)
    if not patterns.duties.search(text, span.start, span.end) or patterns.others.search(text, span.start, span.end):
        return None
    return next((draft for draft in reversed(drafts) if draft.span.end == span.end), above)
