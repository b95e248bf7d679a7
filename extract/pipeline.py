"""From a file to everything found in it: the steps of extraction in their order.

A document is read, outlined, cut into tokens and searched for mentions; then every finder of the grammar looks at the
same context. No finder sees another's results, so their order does not matter.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from extract.context import Context
from extract.document import Document
from extract.grammar.campaigns import find_campaign_statements
from extract.grammar.duties import find_duties
from extract.grammar.instruments import find_instrument_statements
from extract.grammar.measures import find_measures
from extract.grammar.observations import find_observations
from extract.grammar.problems import find_problems
from extract.lexicon import load_lexicon
from extract.mentions import document_actor, find_mentions
from extract.read import read_document
from extract.records import Extraction
from extract.structure import outline
from extract.tokens import tokenize


def extract_file(path: Path, root: Path) -> Extraction:
    """Everything found in the file `path` of the corpus `root`.

    Raises `InputError` when the file cannot be read as a document.
    """
    return extract_document(read_document(path, root))


def extract_document(document: Document) -> Extraction:
    """Everything found in a document that was read, each kind of fact sorted by its passage."""
    with uncollected():
        return _extracted(document)


@contextmanager
def uncollected() -> Iterator[None]:
    """Without searches for cycles of objects, which make a third of the time of extraction and find none.

    Tokens, mentions and records refer to one another in one direction only: they go when the last that needs them goes.
    """
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            gc.enable()


def _extracted(document: Document) -> Extraction:
    context = contextualize(document)
    found = Extraction(
        document=document,
        mentions=context.mentions,
        duties=find_duties(context),
        measures=find_measures(context),
        observations=find_observations(context),
        problems=find_problems(context),
        campaigns=find_campaign_statements(context),
        instruments=find_instrument_statements(context),
    )
    return replace(found, headings=context.outline.headings_of(found.fact_spans()))


def contextualize(document: Document) -> Context:
    """The document with its outline, tokens, mentions and speaking body."""
    lexicon = load_lexicon()
    made = outline(document)
    tokens = tokenize(document.text, lexicon)
    mentions = find_mentions(document, made, tokens, lexicon)
    return Context(document, made, tokens, mentions, lexicon, document_actor(document, made, mentions))
