"""Mentions shown to a reader: the text with them marked in colour, and a table of what was found."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Final

from rich.console import Console
from rich.table import Table
from rich.text import Text

from extract.context import Context
from extract.pipeline import contextualize
from extract.read import read_document
from extract.records import Entity, EntityClass, Mention
from ontology.errors import InputError

COLOURS: Final[dict[EntityClass, str]] = {
    EntityClass.AGENCY: "bold cyan",
    EntityClass.KIND: "blue",
    EntityClass.GROUP: "bright_black",
    EntityClass.POST: "green",
    EntityClass.SYSTEM: "bold magenta",
    EntityClass.CAMPAIGN: "bold yellow",
    EntityClass.INSTRUMENT: "underline",
    EntityClass.DIVISION: "italic",
}
_NAMES: Final = {
    EntityClass.AGENCY: "机构",
    EntityClass.KIND: "机构类别",
    EntityClass.GROUP: "集合",
    EntityClass.POST: "岗位",
    EntityClass.SYSTEM: "责任制度",
    EntityClass.CAMPAIGN: "行动",
    EntityClass.INSTRUMENT: "文件",
    EntityClass.DIVISION: "地区",
}


def show_mentions(path: Path, names: Sequence[str], rows: bool) -> None:
    """Print the mentions of one file: coloured text and table on a terminal, rows in a pipe or where asked for."""
    context = contextualize(read_document(path, path.parent))
    kinds = classes(names) or tuple(EntityClass)
    console = Console()
    if rows or not console.is_terminal:
        for row in mention_rows(context, kinds):
            print(row)
        return
    console.print(marked_text(context, kinds))
    console.print()
    console.print(legend(kinds))
    console.print(mention_table(context, kinds))


def classes(names: Iterable[str]) -> tuple[EntityClass, ...]:
    """The classes that the user named, in the order of the contract; raises `InputError` for a name that is none."""
    known = {kind.name.lower(): kind for kind in EntityClass}
    wanted = []
    for name in names:
        if name.lower() not in known:
            raise InputError(f"--kind {name}: not a class of mentions; use one of {', '.join(known)}")
        wanted.append(known[name.lower()])
    return tuple(kind for kind in EntityClass if kind in wanted)


def marked_text(context: Context, kinds: Iterable[EntityClass]) -> Text:
    """The document's text with every mention of the given classes in its colour."""
    wanted = set(kinds)
    marked = Text(context.text)
    for mention in sorted(context.mentions, key=lambda m: -len(m.span)):
        if mention.entity.kind in wanted:
            marked.stylize(COLOURS[mention.entity.kind], mention.span.start, mention.span.end)
    return marked


def legend(kinds: Iterable[EntityClass]) -> Text:
    """Which colour means what."""
    return Text("  ").join(Text(f"{_NAMES[kind]} {kind.value}", style=COLOURS[kind]) for kind in kinds)


def mention_table(context: Context, kinds: Iterable[EntityClass]) -> Table:
    """One row for each entity: class, name, how often it is named, how it is written and where first."""
    table = Table("class", "entity", "n", "written", "first at", box=None, header_style="bold")
    for kind in kinds:
        for entity, mentions in grouped(m for m in context.mentions if m.entity.kind is kind):
            written = dict.fromkeys(m.span.of(context.text) for m in mentions)
            shown = " | ".join(" ".join(words.split()) for words in written)
            name = entity.label if entity.resolved else f"{entity.label} (unresolved)"
            table.add_row(_NAMES[kind], Text(name, COLOURS[kind]), str(len(mentions)), shown, _place(mentions))
    return table


def mention_rows(context: Context, kinds: Sequence[EntityClass]) -> Iterator[str]:
    """Tab-separated rows for pipes: start, end, class, words, entity, node."""
    for mention in context.mentions:
        if mention.entity.kind in kinds:
            words = " ".join(mention.span.of(context.text).split())
            entity = mention.entity
            place = f"{mention.span.start}\t{mention.span.end}"
            yield f"{place}\t{entity.kind.value}\t{words}\t{entity.label}\t{entity.iri}"


def grouped(mentions: Iterable[Mention]) -> list[tuple[Entity, list[Mention]]]:
    """The mentions by entity, most named first, then in order of first sight."""
    found: dict[str, tuple[Entity, list[Mention]]] = {}
    for mention in mentions:
        found.setdefault(mention.entity.iri, (mention.entity, []))[1].append(mention)
    return sorted(found.values(), key=lambda pair: -len(pair[1]))


def _place(mentions: Sequence[Mention]) -> str:
    return f"{mentions[0].span.start}–{mentions[0].span.end}"
