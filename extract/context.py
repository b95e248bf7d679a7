"""What every finder of facts is given: one document with everything that earlier steps made of it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property, wraps
from typing import Any, TypeVar, TypeVarTuple

from extract.document import Document, Span
from extract.lexicon import Lexicon
from extract.outline import Outline
from extract.records import Entity, EntityClass, Mention
from extract.tokens import Token

Arguments = TypeVarTuple("Arguments")
Result = TypeVar("Result")


@dataclass(frozen=True)
class Context:
    """One document on its way to facts.

    `outline` is the document's sections, sentences and clauses, `tokens` its typed tokens, `mentions` the entities
    named in it, all sorted by span; `lexicon` is the compiled vocabulary; `actor` is the body that speaks, if known.
    `memory` holds what `remembered` functions said of the document.
    """

    document: Document
    outline: Outline
    tokens: tuple[Token, ...]
    mentions: tuple[Mention, ...]
    lexicon: Lexicon
    actor: Entity | None = None
    memory: dict[Any, Any] = field(default_factory=dict, init=False, repr=False, compare=False)

    @property
    def text(self) -> str:
        """The document's text, which every span refers to."""
        return self.document.text

    def of(self, span: Span) -> str:
        """The characters that the span covers."""
        return self.document.text[span.start : span.end]

    def mentions_in(self, span: Span, *kinds: EntityClass) -> tuple[Mention, ...]:
        """The mentions that lie wholly within the span, of the given classes or of all, in order of their start."""
        starts = self._mention_starts
        first = bisect_left(starts, span.start)
        inside = self.mentions[first : bisect_left(starts, span.end, first)]
        return tuple(m for m in inside if m.span.end <= span.end and (not kinds or m.entity.kind in kinds))

    def tokens_in(self, span: Span) -> tuple[Token, ...]:
        """The tokens that lie wholly within the span."""
        first = bisect_left(self._token_starts, span.start)
        last = bisect_left(self._token_starts, span.end)
        tokens = self.tokens[first:last]
        return tokens[:-1] if tokens and tokens[-1].end > span.end else tokens

    @cached_property
    def _mention_starts(self) -> list[int]:
        return [mention.span.start for mention in self.mentions]

    @cached_property
    def _token_starts(self) -> list[int]:
        return [token.start for token in self.tokens]


def remembered(
    find: Callable[[Context, *Arguments], Result],
) -> Callable[[Context, *Arguments], Result]:
    """A function of a document and positional arguments whose answers the context keeps, being asked several times."""

    @wraps(find)
    def ask(context: Context, *arguments: *Arguments) -> Result:
        key = (find, *arguments)
        if key not in context.memory:
            context.memory[key] = find(context, *arguments)
        return context.memory[key]  # type: ignore[no-any-return]

    return ask
