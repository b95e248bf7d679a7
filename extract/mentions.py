"""Mentions: every body, system, campaign, document and place that a text names, linked to its node."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from extract.document import Document
from extract.lexicon import Lexicon
from extract.link.agencies import find_agencies
from extract.link.instruments import find_instruments
from extract.link.setting import Setting, settle
from extract.outline import Outline
from extract.records import Entity, EntityClass, Mention
from extract.tokens import Token

_ORDER: Final = {kind: number for number, kind in enumerate(EntityClass)}


def find_mentions(
    document: Document, outline: Outline, tokens: Sequence[Token], lexicon: Lexicon
) -> tuple[Mention, ...]:
    """Every mention in the document, sorted by span, then by class. Each span is verbatim text of the document."""
    setting = settle(document)
    setting = setting.with_actor(speaker(setting))
    found: list[Mention] = []
    found += find_agencies(setting)
    found += find_instruments(setting)
    return sort_mentions(found)


def document_actor(document: Document, outline: Outline, mentions: Sequence[Mention]) -> Entity | None:
    """The body that speaks in the document, or None where it does not say."""
    return speaker(settle(document))


def speaker(setting: Setting) -> Entity | None:
    """The agency that the metadata names as publisher, else the one that the title begins with."""
    metadata = setting.document.metadata
    for words in (metadata.publisher, metadata.title):
        if not words:
            continue
        named = Document(source="", text=words, sha256="", metadata=metadata)
        found = find_agencies(settle(named))
        if found and found[0].span.start == 0:
            return found[0].entity
    return None


def sort_mentions(mentions: Iterable[Mention]) -> tuple[Mention, ...]:
    """Without repeats, in order of span, class and key."""
    return tuple(sorted(set(mentions), key=lambda m: (m.span.start, m.span.end, _ORDER[m.entity.kind], m.entity.key)))
