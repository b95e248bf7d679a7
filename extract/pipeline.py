"""From a file to everything found in it: the steps of extraction in their order.

A document is read, outlined, cut into tokens and searched for mentions; then every finder of the grammar looks at the
same context. No finder sees another's results, so their order does not matter.
"""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from extract.context import Context
from extract.document import Document
from extract.records import Extraction

FINDERS = {
    "duties": ("extract.grammar.duties", "find_duties"),
    "measures": ("extract.grammar.measures", "find_measures"),
    "observations": ("extract.grammar.observations", "find_observations"),
    "problems": ("extract.grammar.problems", "find_problems"),
    "campaigns": ("extract.grammar.campaigns", "find_campaign_statements"),
    "instruments": ("extract.grammar.instruments", "find_instrument_statements"),
}


def extract_file(path: Path, root: Path) -> Extraction:
    """Everything found in the file `path` of the corpus `root`.

    Raises `InputError` when the file cannot be read as a document.
    """
    document: Document = _load("extract.read", "read_document")(path, root)
    return extract_document(document)


def extract_document(document: Document) -> Extraction:
    """Everything found in a document that was read, each kind of fact sorted by its passage."""
    context = contextualize(document)
    facts: dict[str, Any] = {}
    for kind, (module, function) in FINDERS.items():
        if find_spec(module) is not None:
            facts[kind] = tuple(_load(module, function)(context))
    return Extraction(document=document, mentions=context.mentions, **facts)


def contextualize(document: Document) -> Context:
    """The document with its outline, tokens, mentions and speaking body."""
    lexicon = _load("extract.lexicon", "load_lexicon")()
    outline = _load("extract.structure", "outline")(document)
    tokens = _load("extract.tokens", "tokenize")(document.text, lexicon)
    mentions = _load("extract.mentions", "find_mentions")(document, outline, tokens, lexicon)
    actor = _load("extract.mentions", "document_actor")(document, outline, mentions)
    return Context(document, outline, tokens, mentions, lexicon, actor)


def _load(module: str, name: str) -> Callable[..., Any]:
    function: Callable[..., Any] = getattr(import_module(module), name)
    return function
