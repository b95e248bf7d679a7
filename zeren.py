"""The command line of Zeren 责任图谱: one thin function per command."""

from __future__ import annotations

import sys

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

# --- mentions: mentions, register --------------------------------------------------------------------------------

# --- facts: extract, evaluate ------------------------------------------------------------------------------------

# --- graph: build, validate, reason, diff -------------------------------------------------------------------------

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
