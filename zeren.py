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


ontology_commands = typer.Typer(name="ontology", help="Classes, properties and shapes.", no_args_is_help=True)
application.add_typer(ontology_commands)


@ontology_commands.command("check")
def ontology_check(
    reasoning: Annotated[bool, typer.Option(help="Ask HermiT too, which takes a few seconds.")] = True,
) -> None:
    """Check the ontology, vocabularies and shapes: hygiene rules, consistency, coherence.

    Exit code 1 when anything is wrong.

    Example: zeren ontology check
    """
    from ontology.inspection import inspect, lines

    inspection = inspect(reasoning)
    typer.echo("\n".join(lines(inspection)))
    if not inspection.passed:
        raise typer.Exit(1)


vocabulary_commands = typer.Typer(name="vocab", help="The vocabularies that drive extraction.", no_args_is_help=True)
application.add_typer(vocabulary_commands)


@vocabulary_commands.command("lint")
def vocabulary_lint() -> None:
    """Report labels that collide or are too short, orphans and dangling references. Exit code 1 when there are any.

    Example: zeren vocab lint
    """
    from ontology.vocabulary import load_vocabulary
    from ontology.vocabulary_lint import lint

    faults = lint(load_vocabulary())
    for fault in faults:
        typer.echo(f"{fault.scheme} {fault.rule}: {fault.concept}: {fault.message}")
    typer.echo(f"{len(faults)} faults in {len(load_vocabulary().schemes)} schemes")
    if faults:
        raise typer.Exit(1)


@vocabulary_commands.command("stats")
def vocabulary_statistics() -> None:
    """Count the concepts and labels of every scheme.

    Example: zeren vocab stats
    """
    from rich.console import Console

    from ontology.vocabulary import load_vocabulary
    from ontology.vocabulary_statistics import count, table

    console = Console()
    Console(width=max(console.width, 100)).print(table(count(load_vocabulary())))


@application.command()
def docs(
    out: Annotated[Path, typer.Option(help="The folder for the pages; what is in it is replaced.")] = Path("site"),
) -> None:
    """Render the ontology, the vocabularies, the shapes and the rules as web pages. Needs no network.

    Example: zeren docs --out site
    """
    from ontology.publication import publish

    typer.echo(f"{publish(out)} pages: {out / 'index.html'}")


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


@application.command()
def mentions(
    file: Annotated[Path, typer.Argument(help="The document.", show_default=False)],
    kind: Annotated[list[str] | None, typer.Option(help="Only agency, kind, group, system …; repeatable.")] = None,
    rows: Annotated[bool, typer.Option("--rows", help="Tab-separated rows instead of text and table.")] = False,
) -> None:
    """Print a document with the bodies, systems, campaigns and documents that it names in colour, and a table.

    In a pipe, and with --rows, one tab-separated row is printed for each mention: start, end, class, words, name, node.

    Example: zeren mentions examples/corpus/report.txt --kind agency --kind campaign
    """
    from extract.marking import show_mentions

    show_mentions(file, kind or (), rows)


@application.command()
def register(
    corpus: Annotated[Path, typer.Argument(help="A document, a folder of documents, or a build.", show_default=False)],
    kind: Annotated[list[str] | None, typer.Option(help="Classes to count; agency and kind when not given.")] = None,
    limit: Annotated[int, typer.Option(min=1, help="How many entities to print.")] = 100,
    workers: Annotated[int, typer.Option(min=1, help="How many processes read documents.")] = 1,
) -> None:
    """Print the bodies and kinds of body that are named most often, with how they are written.

    Example: zeren register examples/corpus --limit 30
    """
    from graphs.frequencies import is_build, show_build_register

    if is_build(corpus):
        show_build_register(corpus, kind or (), limit)
        return
    from extract.census import show_register

    show_register(corpus, kind or (), limit, workers)


# --- facts: extract, evaluate ------------------------------------------------------------------------------------


@application.command()
def extract(
    files: Annotated[list[Path], typer.Argument(help="Files or folders.", show_default=False)],
    form: Annotated[str, typer.Option("--format", help="table, json, nquads or turtle.")] = "table",
) -> None:
    """Duties, measures, figures, problems and everything else that documents say, each with its passage.

    Exit code 1 says that some files could not be read; they are named on standard error.

    Example: zeren extract report.txt --format json
    """
    from extract.presentation import extract_and_write

    if extract_and_write(files, form):
        raise typer.Exit(1)


@application.command()
def evaluate(
    gold: Annotated[Path, typer.Argument(help="Folder of annotation files (*.json).")],
    corpus: Annotated[Path, typer.Option(help="Folder of the annotated documents.")],
    store: Annotated[
        Path | None, typer.Option(help="A built graph to score; without it the documents are read.")
    ] = None,
    misses: Annotated[str | None, typer.Option(help="Show each miss and false alarm of a layer.")] = None,
    json: Annotated[bool, typer.Option("--json", help="Print JSON instead of tables.")] = False,
    baseline: Annotated[Path | None, typer.Option(help="Kept figures; a drop ends with exit code 1.")] = None,
    section: Annotated[str, typer.Option(help="Table of the kept figures.")] = "reports",
) -> None:
    """Precision, recall and F1 per layer against hand-made annotations.

    Example: zeren evaluate gold --corpus reports --misses duties.found
    """
    import pyoxigraph
    from rich.console import Console

    from graphs.in_memory import graph_in_memory
    from queries.evaluation.gate import Request, run_gate
    from queries.evaluation.gold import load_gold_folder

    annotated = load_gold_folder(gold, corpus)
    if store is None:
        graph = graph_in_memory([corpus / document.name for document in annotated], corpus)
    else:
        graph = pyoxigraph.Store.read_only(str(store / "store"))
    faults = run_gate(graph, annotated, Request(misses, json, baseline, section), Console())
    for fault in faults:
        print(f"zeren: {fault}", file=sys.stderr)
    if faults:
        raise typer.Exit(1)


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


@application.command()
def diff(
    old: Annotated[Path, typer.Argument(help="A build folder or its zeren.nq.")],
    new: Annotated[Path, typer.Argument(help="The later one.")],
    patch: Annotated[Path | None, typer.Option(help="Write an RDF patch from old to new here.")] = None,
) -> None:
    """Say what changed between two graphs in duties, agencies, campaigns and figures.

    Lines begin with + (new), - (gone) or ~ (changed). What only moved within its document is no change.

    Example: zeren diff graph-2023 graph-2024 --patch changes.rdfp
    """
    from graphs.difference import difference_lines, differences, graph_file, patch_lines, write_patch
    from graphs.store import open_store

    old_file, new_file = graph_file(old), graph_file(new)
    if patch is not None:
        write_patch(patch_lines(old_file, new_file), patch)
    for line in difference_lines(differences(open_store(old_file), open_store(new_file))):
        print(line)


@application.command()
def validate(
    graph: Annotated[Path, typer.Argument(help="A build's folder, or a .nq, .trig or .ttl file.", show_default=False)],
    fail_on: Annotated[
        str, typer.Option(help="violation, warning or info: from here on the exit code is 1.")
    ] = "violation",
    engine: Annotated[str, typer.Option(help="fast (whole graph) or reference (pyshacl, by document).")] = "fast",
    report: Annotated[
        list[Path] | None, typer.Option(help="Write the report: .ttl (SHACL), .sarif, .xml (JUnit); may be repeated.")
    ] = None,
    limit: Annotated[int, typer.Option(min=0, help="How many findings of a shape to print.")] = 10,
    english: Annotated[bool, typer.Option("--english", help="Messages in English.")] = False,
) -> None:
    """Validate a graph: SHACL shapes, and figures on which documents disagree.

    Every finding is shown with its document, its offsets and its words.

    Example: zeren validate graph --fail-on warning --report findings.sarif
    """
    from graphs.progress import document_progress
    from graphs.validate import severity
    from graphs.validate import validate as validate_graph
    from graphs.validate_report import write
    from graphs.validate_table import show

    threshold = severity(fail_on)
    with document_progress("validating") as step:
        found = validate_graph(graph, engine, progress=step)
    for path in report or ():
        write(found, path, threshold)
    show(found, limit, english)
    if found.fails(threshold):
        raise typer.Exit(1)


@application.command()
def reason(
    graph: Annotated[Path, typer.Argument(help="A build's folder, or a .nq, .trig or .ttl file.", show_default=False)],
    limit: Annotated[int, typer.Option(help="Take whole documents up to this many statements.")] = 50_000,
    explain: Annotated[bool, typer.Option(help="Narrow an inconsistency down to what clashes.")] = True,
    english: Annotated[bool, typer.Option("--english", help="Explain in English.")] = False,
) -> None:
    """Ask HermiT whether a graph contradicts itself or the ontology, and explain in words where it does.

    Exit code 1 when it does. Narrowing down takes a minute or two.

    Example: zeren reason graph --limit 20000
    """
    from rich.console import Console

    from graphs.reason import lines
    from graphs.reason import reason as ask_reasoner

    with Console(stderr=True).status("asking HermiT") as status:
        found = ask_reasoner(graph, limit, explain, lambda asked: status.update(f"narrowing down: question {asked}"))
    typer.echo("\n".join(lines(found, english)))
    if not found.consistent:
        raise typer.Exit(1)


# --- questions: ask, matrix, duty-list, analyse, export -----------------------------------------------------------


@application.command(context_settings={"allow_extra_args": True, "ignore_unknown_options": True})
def ask(
    context: typer.Context,
    question: Annotated[str, typer.Argument(help="number or name; without it the questions are listed")] = "",
    store: Annotated[str, typer.Option(help="build folder, RDF file or SPARQL service")] = "build",
    format: Annotated[str, typer.Option(help="table, csv, json, markdown or xlsx")] = "table",
    output: Annotated[Path | None, typer.Option(help="file to write instead of the screen")] = None,
    evidence: Annotated[bool, typer.Option("--evidence", help="add document, article and passage")] = False,
    sparql: Annotated[bool, typer.Option("--sparql", help="print the query instead of running it")] = False,
    rows: Annotated[int, typer.Option(min=0, help="rows of a table on the screen, 0 for all")] = 200,
) -> None:
    """Answer a question of the catalogue; further options are its parameters: zeren ask 2 --sector 燃气 --evidence"""
    from queries.command import answer_question

    answer_question(store, question, context.args, format, output, evidence, sparql, rows)


@application.command()
def matrix(
    division: Annotated[str, typer.Option(help="The division, by name, alias or code.")],
    store: Annotated[str, typer.Option(help="Build folder, RDF file or SPARQL service.")] = "build",
    below: Annotated[bool, typer.Option("--below", help="Take in the divisions below it too.")] = False,
    output: Annotated[list[Path] | None, typer.Option(help="File to write: .xlsx, .html or .svg; may repeat.")] = None,
) -> None:
    """Write the duty matrix of a place, departments by sectors: zeren matrix --division 甘肃省 --output matrix.xlsx"""
    from queries.command import make_matrix

    make_matrix(store, division, below, output or [Path("matrix.xlsx"), Path("matrix.html"), Path("matrix.svg")])


@application.command("duty-list")
def duty_list(
    agency: Annotated[str, typer.Option(help="The agency, by its full name.")],
    store: Annotated[str, typer.Option(help="Build folder, RDF file or SPARQL service.")] = "build",
    output: Annotated[list[Path] | None, typer.Option(help="File to write: .xlsx or .docx; may repeat.")] = None,
) -> None:
    """Write the duty list 责任清单 of an agency: zeren duty-list --agency 绍兴市应急管理局 --output list.docx"""
    from queries.command import make_duty_list

    make_duty_list(store, agency, output or [Path("duty-list.xlsx"), Path("duty-list.docx")])


@application.command()
def analyse(
    name: Annotated[str, typer.Argument(help="overlap, gaps, chains, brokers, communities, similarity or spread.")],
    store: Annotated[str, typer.Option(help="Build folder, RDF file or SPARQL service.")] = "build",
    format: Annotated[str, typer.Option(help="table, csv, json, markdown or xlsx.")] = "table",
    output: Annotated[Path | None, typer.Option(help="File to write instead of the screen.")] = None,
    rdf: Annotated[Path | None, typer.Option(help="Also write the findings as N-Quads of the analysis graph.")] = None,
) -> None:
    """Ask the network of duties: overlaps, gaps, broken chains, hubs, communities, likeness, spread.

    Example: zeren analyse overlap --store build --format xlsx --output overlap.xlsx
    """
    from graphs.lines import lines_of, write_lines
    from graphs.store import open_store
    from queries.analyses.finding import finding_quads
    from queries.analyses.run import run_analysis
    from queries.command import show

    with open_store(store) as opened:
        result = run_analysis(name, opened)
    show(result, format, output)
    if rdf is not None:
        write_lines(lines_of(finding_quads(name, result)), rdf)


@application.command()
def export(
    output: Annotated[Path, typer.Argument(help="File to write.", show_default=False)],
    format: Annotated[str, typer.Option(help="graphml, gexf, jsonld, turtle, nquads, csvw, svg, png or html.")],
    store: Annotated[str, typer.Option(help="Build folder, RDF file or SPARQL service.")] = "build",
    agency: Annotated[str | None, typer.Option(help="Only this body's or campaign's neighbourhood.")] = None,
    depth: Annotated[int, typer.Option(min=1, help="Steps from it.")] = 1,
    limit: Annotated[int, typer.Option(min=2, max=200, help="Bodies in it at most.")] = 200,
    font: Annotated[Path | None, typer.Option(help="Font file with Chinese characters, for png.")] = None,
) -> None:
    """Write the graph or one body's neighbourhood for other programs, or as a picture.

    Example: zeren export network.svg --format svg --agency 抚州市应急管理局
    """
    from graphs.export.export import Selection
    from graphs.export.export import export as write
    from graphs.store import open_store

    with open_store(store) as opened:
        print(write(opened, format, output, Selection(agency, depth, limit, font)))


# --- endpoint: serve, publish --------------------------------------------------------------------------------------


@application.command()
def serve(
    build: Annotated[Path, typer.Argument(help="Folder of a built graph.")] = Path("build"),
    host: Annotated[str, typer.Option(help="Address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(help="Port to listen on.")] = 8000,
    workers: Annotated[int, typer.Option(help="Query processes; 0 for one per core.")] = 0,
    time_limit: Annotated[float, typer.Option(help="Seconds after which a query is ended.")] = 10.0,
    row_limit: Annotated[int, typer.Option(help="Rows of a result at most.")] = 100_000,
    byte_limit: Annotated[int, typer.Option(help="Bytes of a result at most.")] = 32 * 1024 * 1024,
    request_limit: Annotated[int, typer.Option(help="Bytes of a request at most.")] = 256 * 1024,
    queue: Annotated[int, typer.Option(help="Requests that may wait for a query process.")] = 128,
    log_addresses: Annotated[bool, typer.Option(help="Log client addresses too.")] = False,
) -> None:
    """Serve a built graph: SPARQL 1.1 Protocol, linked data, documents with their passages.

    Example: zeren serve build --port 8000
    """
    from queries.endpoint.server import serve as run
    from queries.endpoint.settings import Settings, default_workers

    settings = Settings(
        workers=workers or default_workers(),
        time_limit=time_limit,
        row_limit=row_limit,
        byte_limit=byte_limit,
        request_limit=request_limit,
        queue=queue,
        log_addresses=log_addresses,
    )
    run(build, host, port, settings)


@application.command()
def publish(
    url: Annotated[str, typer.Argument(help="Query address of a SPARQL 1.1 service.", show_default=False)],
    build: Annotated[Path, typer.Option(help="Folder of a built graph.")] = Path("build"),
    update_url: Annotated[str | None, typer.Option(help="Update address, where it is not URL with /update.")] = None,
    graph_url: Annotated[str | None, typer.Option(help="Graph store address, where it is not URL with /store.")] = None,
    user: Annotated[str | None, typer.Option(help="User name.")] = None,
    password: Annotated[str, typer.Option(envvar="ZEREN_PASSWORD", help="Password.", show_default=False)] = "",
    digest: Annotated[bool, typer.Option(help="Digest instead of basic authentication (Virtuoso).")] = False,
) -> None:
    """Copy a built graph to an Oxigraph server, Virtuoso or any other SPARQL 1.1 service.

    Example: zeren publish http://127.0.0.1:7878/query --build build
    """
    import httpx

    from graphs.progress import document_progress
    from graphs.remote import RemoteStore
    from graphs.upload import upload

    basic = (user, password) if user else None
    auth = httpx.DigestAuth(user, password) if user and digest else basic
    with RemoteStore(url, update_url, graph_url, auth=auth) as service, document_progress("publishing") as step:
        report = upload(build, service, step)
    print(f"{url}: {report.graphs} graphs, {report.quads} quads; {report.emptied} graphs emptied")


def main() -> None:
    """Run a command; an `InputError` or a missing extra becomes one line on standard error and exit code 2."""
    try:
        application()
    except InputError as error:
        print(f"zeren: {error}", file=sys.stderr)
        sys.exit(2)
    except ModuleNotFoundError as error:
        print(
            f"zeren: the package {error.name} is missing; install Zeren with its extras, e.g. zeren[web,pdf,docx,ofd]",
            file=sys.stderr,
        )
        sys.exit(2)


if __name__ == "__main__":
    main()
