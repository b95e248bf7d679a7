"""What a document says of the instruments it names: issued, revised, planned or cited, and by whom."""

from __future__ import annotations

import re
import tomllib
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final

from extract.context import Context
from extract.document import Document, Span
from extract.link.agencies import find_agencies
from extract.link.setting import Setting, settle
from extract.outline import Sense
from extract.records import Entity, EntityClass, InstrumentStatement, Mention

SETTINGS: Final = Path(__file__).with_suffix(".toml")
_RANK: Final = {"issued": 0, "revised": 1, "planned": 2, "cited": 3}
_ROW: Final = re.compile(r"》[、和与及以]?$")
_SENTENCE_END: Final = re.compile(r"[。；;\n]")
_WINDOW: Final = 90


@dataclass(frozen=True)
class Wording:
    """The settings, compiled."""

    before: re.Pattern[str]
    after: dict[str, re.Pattern[str]]
    future: re.Pattern[str]
    senses: frozenset[str]
    alone: re.Pattern[str]
    together: re.Pattern[str]
    gap: re.Pattern[str]
    about: re.Pattern[str]
    own: re.Pattern[str]


@cache
def load_wording() -> Wording:
    """The wording of issuing, compiled once for each process."""
    settings: dict[str, Any] = tomllib.loads(SETTINGS.read_text(encoding="utf-8"))
    groups = (f"(?P<{status}>{words})" for status, words in settings["before"].items())
    issuers = settings["issuers"]
    return Wording(
        before=re.compile("|".join(groups)),
        after={status: re.compile(pattern) for status, pattern in settings["after"].items()},
        future=re.compile(settings["future"]["words"]),
        senses=frozenset(settings["future"]["sections"]),
        alone=re.compile(issuers["alone"]),
        together=re.compile(f"(?:{issuers['together']})$"),
        gap=re.compile(issuers["gap"]),
        about=re.compile(settings["about"]["words"]),
        own=re.compile(settings["about"]["own"]),
    )


def find_instrument_statements(context: Context) -> tuple[InstrumentStatement, ...]:
    """One statement for each instrument that the document names: its strongest status, and the issuers said with it.

    Where nobody is named with a verb of issuing, the speaking body issued it. An instrument that is only cited has
    the issuers that its title begins with.
    """
    found: dict[str, InstrumentStatement] = {}
    setting = settle(context.document)
    for mention in context.mentions:
        if mention.entity.kind is not EntityClass.INSTRUMENT:
            continue
        statement = read_statement(context, setting, mention)
        known = found.get(statement.instrument.key)
        if known is None or _RANK[statement.status] < _RANK[known.status]:
            found[statement.instrument.key] = statement
    return tuple(found.values())


def read_statement(context: Context, setting: Setting, mention: Mention) -> InstrumentStatement:
    """What the words around one title say."""
    wording, text = load_wording(), context.text
    start = row_start(text, mention.span.start)
    sentence = _sentence_start(text, start)
    before = text[sentence:start]
    if about := wording.about.search(before):
        run = tuple(m.entity for m in _run_before(context, wording, sentence, sentence + about.start()))
        if wording.own.search(before) and _in_head(context, mention):
            issuers = run or _issuers(context, wording, sentence, start, mention)
            return InstrumentStatement(mention.entity, "issued", issuers)
        return InstrumentStatement(mention.entity, "cited", run)
    verb = next(reversed(list(wording.before.finditer(before))), None)
    status = verb.lastgroup or "cited" if verb is not None else "cited"
    if verb is not None and "，" in before[verb.end() :].replace(",", "，"):
        status = "cited"
    if verb is not None and before[verb.end() :].endswith("的"):
        status = "cited"
    for later, pattern in wording.after.items():
        if status in {"cited", "issued"} and pattern.match(text, mention.span.end):
            status = later
            break
    if status in {"issued", "revised"} and verb is not None and _is_future(context, wording, before, verb, start):
        status = "planned"
    if context.document.metadata.genre in {"statute", "regulation"}:
        status = "cited"
    titled = title_agencies(mention.entity.label, setting)
    if status == "cited":
        return InstrumentStatement(mention.entity, status, titled)
    issuers = _issuers(context, wording, sentence, sentence + verb.start() if verb else start, mention)
    return InstrumentStatement(mention.entity, status, issuers)


def _in_head(context: Context, mention: Mention) -> bool:
    """Whether a mention stands in the head of the document, as in its own title."""
    clause = context.outline.clause_at(mention.span.start)
    if clause is None or load_wording().alone.match(context.text, clause.span.start):
        return False
    return clause.sense is Sense.HEAD or clause is context.outline.clauses[0]


def row_start(text: str, start: int) -> int:
    """Where the row of titles begins that this one stands in (《甲》《乙》 and 《甲》和《乙》)."""
    while _ROW.search(text, max(0, start - 2), start):
        opening = text.rfind("《", 0, start - 1)
        if opening < 0 or _SENTENCE_END.search(text, opening, start):
            return start
        start = opening
    return start


def title_agencies(title: str, setting: Setting) -> tuple[Entity, ...]:
    """The bodies that a title begins with: 甲局乙局关于…的通知; none where it begins with its matter."""
    if not re.search(r"[厅局委部院府办会队](?!门)", title):
        return ()
    inner = settle(Document(source="", text=title, sha256=""))
    found: list[Entity] = []
    position = 0
    for mention in find_agencies(
        inner if inner.home else Setting(inner.document, title, inner.gazetteer, setting.home, False)
    ):
        if mention.span.start != position:
            break
        found.append(mention.entity)
        position = mention.span.end + (1 if title[mention.span.end : mention.span.end + 1] in " 、" else 0)
    return tuple(dict.fromkeys(found))


def _sentence_start(text: str, end: int) -> int:
    """The start of the sentence that `end` lies in, titles not looked into, at most a window back."""
    position = max(0, end - _WINDOW)
    for match in _SENTENCE_END.finditer(text, position, end):
        position = match.end()
    return position


def _is_future(context: Context, wording: Wording, before: str, verb: re.Match[str], start: int) -> bool:
    if wording.future.search(before[: verb.start()]):
        return True
    return _sense(context, start) in wording.senses


def _sense(context: Context, position: int) -> Sense | None:
    clauses = context.outline.clauses
    index = bisect_right(clauses, position, key=lambda clause: clause.span.start) - 1
    if index < 0:
        return None
    sense: Sense = clauses[index].sense
    return sense


def _issuers(context: Context, wording: Wording, sentence: int, verb: int, mention: Mention) -> tuple[Entity, ...]:
    """The bodies right before the verb, with the speaker where they acted together; the speaker where none is named."""
    after = _bodies(context, Span(mention.span.end, min(len(context.text), mention.span.end + 30)))
    if after and re.match(r"》?(?:已)?由$", context.text[mention.span.end : after[0].span.start]):
        return (after[0].entity,)
    run = list(_run_before(context, wording, sentence, verb))
    actor = (context.actor,) if context.actor is not None else ()
    if not run:
        return actor
    bodies = tuple(dict.fromkeys(m.entity for m in run))
    lead = context.text[sentence : run[0].span.start]
    if wording.together.search(lead):
        return tuple(dict.fromkeys((*actor, *bodies)))
    return bodies


def _run_before(context: Context, wording: Wording, sentence: int, verb: int) -> Iterator[Mention]:
    """The bodies of one enumeration that ends right before the verb, in order."""
    bodies = _bodies(context, Span(sentence, verb))
    if not bodies or not wording.gap.match(context.text[bodies[-1].span.end : verb]):
        return
    first = len(bodies) - 1
    while first > 0:
        between = context.text[bodies[first - 1].span.end : bodies[first].span.start]
        if between.strip("、和与及") != "":
            break
        first -= 1
    yield from bodies[first:]


def _bodies(context: Context, span: Span) -> Sequence[Mention]:
    return context.mentions_in(span, EntityClass.AGENCY)
