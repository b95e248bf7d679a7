"""The command line of Zeren 责任图谱: one thin function per command."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from ontology.errors import InputError

application = typer.Typer(
    name="zeren",
    help="Zeren 责任图谱: who is responsible for what, read from official documents, with the passage that says so.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    add_completion=False,
)


@application.callback()
def options() -> None:
    """Zeren 责任图谱."""


# --- language: vocab, ontology -------------------------------------------------------------------------------------

# --- reading: read ---------------------------------------------------------------------------------------------------


@application.command()
def read(
    files: Annotated[list[Path], typer.Argument(help="Files or folders.", show_default=False)],
    outline: Annotated[bool, typer.Option("--outline", help="Print the outline too.")] = False,
    texts: Annotated[Path | None, typer.Option("--texts", help="Folder for the extracted texts.")] = None,
    workers: Annotated[int, typer.Option(help="Processes; 0 takes one per processor.")] = 0,
) -> None:
    """Read documents of any format and print their metadata and outline.

    Exit code 1 says that some files could not be read; they are named at the end.

    Example: zeren read report.html --outline
    """
    from extract.read.presentation import show

    if show(files, outline, texts, workers):
        raise typer.Exit(1)


# --- mentions: mentions, register --------------------------------------------------------------------------------

# --- facts: extract, evaluate ------------------------------------------------------------------------------------

# --- graph: build, validate, reason, diff -------------------------------------------------------------------------


@application.command()
def build(
    corpus: Annotated[Path, typer.Argument(help="The folder that holds the documents.")],
    out: Annotated[Path, typer.Option(help="The folder for the graph, the texts and the store.")],
    workers: Annotated[int, typer.Option(min=1, help="How many processes extract.")] = 1,
) -> None:
    """Read a folder of documents into a graph: zeren.nq, metadata.nq, text/ and store/.

    Unchanged documents are not extracted again. Exit code 1 when a document could not be extracted.

    Example: zeren build examples/corpus --out graph --workers 2
    """
    from graphs.build import build as build_graph
    from graphs.progress import document_progress
    from graphs.summary import summary_lines

    with document_progress("extracting") as step:
        report = build_graph(corpus, out, workers, progress=step)
    for failure in report.failures:
        print(f"zeren: {failure.source}: {failure.message}", file=sys.stderr)
    print("\n".join(summary_lines(report, out)))
    if report.failures:
        raise typer.Exit(1)


# --- questions: ask, matrix, duty-list, analyse, export -----------------------------------------------------------

# --- endpoint: serve, publish --------------------------------------------------------------------------------------


def main() -> None:
    """Run a command; an `InputError` becomes one line on standard error and exit code 2."""
    try:
        application()
    except InputError as error:
        print(f"zeren: {error}", file=sys.stderr)
        sys.exit(2)


if __name__ == "__main__":
    main()
