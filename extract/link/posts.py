"""Posts: 主要负责人, 行政责任人, 段长 …, and the body or kind that they are posts of."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from ahocorasick_rs import AhoCorasick, MatchKind

from extract.document import Span
from extract.lexicon import concept_labels
from extract.link.setting import Setting
from extract.records import Entity, EntityClass, Mention
from ontology.vocabulary import Concept, load_vocabulary

_BEARERS = {EntityClass.AGENCY, EntityClass.KIND, EntityClass.GROUP}


@dataclass(frozen=True)
class Posts:
    """The labels of posts, compiled."""

    automaton: Any
    concepts: tuple[Concept, ...]


@cache
def load_posts() -> Posts:
    """The post vocabulary, compiled once for each process."""
    found: dict[str, Concept] = {}
    for concept in load_vocabulary().scheme("post"):
        for label in concept_labels(concept, ("preferred", "alternative", "hidden")):
            found.setdefault(label, concept)
    return Posts(AhoCorasick(list(found), matchkind=MatchKind.LeftmostLongest), tuple(found.values()))


def find_posts(setting: Setting, bearers: Iterable[Mention]) -> Iterator[Mention]:
    """Every post; the bearer that ends right before it (企业主要负责人, 生产经营单位的主要负责人) is what it is of."""
    posts, text = load_posts(), setting.masked
    ends = {m.span.end: m for m in bearers if m.entity.kind in _BEARERS}
    for _index, start, end in posts.automaton.find_matches_as_indexes(text):
        if text[start - 1 : start] == "总":
            continue
        label = text[start:end]
        linked = start - 1 if text[start - 1 : start] == "的" else start
        of = ends.get(linked)
        if of is None:
            yield Mention(Span(start, end), Entity(EntityClass.POST, label, label))
        else:
            key = f"{of.entity.key}/{label}"
            name = f"{of.entity.label}{label}"  # one label for one node, whether the text puts a 的 between or not
            yield Mention(Span(of.span.start, end), Entity(EntityClass.POST, key, name, post_of=of.entity))
