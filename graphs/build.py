"""From a folder of documents to a graph: N-Quads, texts and a store, the same every time."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from time import monotonic, time_ns

import graphs
import ontology
from extract.pipeline import extract_file
from graphs.cache import Cache, folder_hash, rules_hash
from graphs.corpus import SourceFile, source_files
from graphs.doubt import doubt_prevails
from graphs.extraction import Extractor, Failure, Task, extract_all
from graphs.inference import infer
from graphs.lines import lines_of, merge, sorted_lines, write_lines
from graphs.lock import exclusive
from graphs.metadata import graph_counts, metadata_lines
from graphs.publication import current_store, publish_store, publish_texts
from graphs.reference import reference_quads
from graphs.store import LocalStore
from ontology.vocabulary import vocabulary_hash

GRAPH_FILE = "zeren.nq"
METADATA_FILE = "metadata.nq"
TEXT_FOLDER = "text"
WORK_FOLDER = ".build"
MANIFEST = "manifest.json"


@dataclass(frozen=True, slots=True)
class BuildReport:
    """What a build did. `quads` counts the lines of `zeren.nq`, `inferred` those of the inference graph."""

    documents: int
    extracted: int
    reused: int
    failures: tuple[Failure, ...]
    quads: int
    inferred: int
    seconds: float
    unchanged: bool = False


Step = Callable[[int, int], None]


def build(
    corpus: Path,
    out: Path,
    workers: int = 1,
    *,
    extractor: Extractor = extract_file,
    progress: Step | None = None,
) -> BuildReport:
    """Build the graph of every document in `corpus` into the folder `out`.

    Writes `out/zeren.nq` (sorted canonical N-Quads: the same bytes whatever the order of files, the number of workers
    or the machine), `out/metadata.nq` (versions and times), `out/text/<source>.txt` and `out/store` (Oxigraph). What
    was extracted before is reused while the document, the vocabularies and the rules are the same. A build that is
    killed leaves the old store in place, and the next one ends in the same bytes.

    `progress` is told, after each document, how many are done and how many there are to extract.

    A document that cannot be extracted is named in the report and left out; the others go on. Raises `InputError`
    when there is no corpus or another build is running in `out`.
    """
    begun, started = monotonic(), datetime.now(UTC)
    files = source_files(corpus, out)
    out.mkdir(parents=True, exist_ok=True)
    work = out / WORK_FOLDER
    with exclusive(work / "lock"):
        hashes = _hashes(files)
        if (earlier := _finished(out, hashes)) is not None:
            return _again(earlier, monotonic() - begun)
        _clear_remains(work)
        cache = Cache(work / "cache", hashes["rules"])
        cache.folder.mkdir(exist_ok=True)
        extracted, failures = _extract(files, corpus, cache, workers, extractor, progress)
        failed = {failure.source for failure in failures}
        kept = {file.source: cache.key(file) for file in files if file.source not in failed}
        quads, inferred, store = _assemble(work, cache, kept, hashes, failures, started)
        publish_texts({source: cache.text(key) for source, key in kept.items()}, out / TEXT_FOLDER)
        (work / GRAPH_FILE).replace(out / GRAPH_FILE)
        (work / METADATA_FILE).replace(out / METADATA_FILE)
        publish_store(store, out)
        reused = len(kept) - (extracted - len(failures))
        report = BuildReport(len(kept), extracted, reused, failures, quads, inferred, monotonic() - begun)
        _write_manifest(out, hashes, report, kept)
        cache.keep_only(kept.values())
    return report


def _clear_remains(work: Path) -> None:
    """Remove what a killed build left half-written."""
    for path in work.iterdir():
        if path.suffix in {".part", ".merge"}:
            path.unlink()
    shutil.rmtree(work / "parts", ignore_errors=True)


def _hashes(files: list[SourceFile]) -> dict[str, str]:
    """SHA-256 of what decides the result, by name."""
    listing = "".join(f"{file.source}\0{file.sha256}\n" for file in files)
    here = Path(graphs.__file__).parent
    return {
        "documents": sha256(listing.encode()).hexdigest(),
        "rules": rules_hash(),
        "vocabularies": vocabulary_hash(),
        "ontology": folder_hash(Path(ontology.__file__).parent),
        "inference": folder_hash(here),
    }


def _extract(
    files: list[SourceFile], root: Path, cache: Cache, workers: int, extractor: Extractor, progress: Step | None
) -> tuple[int, tuple[Failure, ...]]:
    tasks = [Task(file, root, cache, extractor) for file in files if not cache.has(cache.key(file))]
    failures = []
    for done, (_, failure) in enumerate(extract_all(tasks, workers), start=1):
        if progress is not None:
            progress(done, len(tasks))
        if failure is not None:
            failures.append(failure)
    return len(tasks), tuple(sorted(failures))


def _assemble(
    work: Path,
    cache: Cache,
    kept: Mapping[str, str],
    hashes: Mapping[str, str],
    failures: tuple[Failure, ...],
    started: datetime,
) -> tuple[int, int, Path]:
    """Put documents, reference graphs and inference together; the quads in all, the inferred ones, the new store."""
    stores = work / "stores"
    parts = work / "parts"
    reference = work / "reference" / f"{hashes['ontology']}.nq"
    if not reference.is_file():
        shutil.rmtree(reference.parent, ignore_errors=True)
        write_lines(lines_of(reference_quads()), reference)
    merge([reference, *(cache.lines(key) for key in sorted(kept.values()))], parts / "said.nq", doubt_prevails)
    folder = stores / f"{time_ns()}"
    stores.mkdir(exist_ok=True)
    with LocalStore.disk(folder, writable=True) as store:
        store.load_file(parts / "said.nq")
        inferred = write_lines(lines_of(infer(store)), parts / "inferred.nq")
        quads = merge([parts / "said.nq", parts / "inferred.nq"], work / GRAPH_FILE)
        with (work / GRAPH_FILE).open("rb") as file:
            counts = graph_counts(file)
        metadata = metadata_lines(counts, hashes, failures, started, datetime.now(UTC))
        write_lines(sorted_lines(metadata), work / METADATA_FILE)
        store.load_file(work / METADATA_FILE)
        store.compact()
    del store
    shutil.rmtree(parts)
    return quads, inferred, folder


def _finished(out: Path, hashes: Mapping[str, str]) -> BuildReport | None:
    """The report of an earlier build of the same things whose results are all still in place."""
    try:
        manifest = json.loads((out / WORK_FOLDER / MANIFEST).read_text(encoding="utf-8"))
        report = manifest["report"]
        if manifest["hashes"] != hashes or report["failures"] or manifest["outputs"] != _outputs(out):
            return None
        if any(not (out / TEXT_FOLDER / f"{source}.txt").is_file() for source in manifest["sources"]):
            return None
        return BuildReport(**{**report, "failures": ()})
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _again(earlier: BuildReport, seconds: float) -> BuildReport:
    return BuildReport(
        earlier.documents, 0, earlier.documents, (), earlier.quads, earlier.inferred, seconds, unchanged=True
    )


def _outputs(out: Path) -> dict[str, list[int | str]]:
    """What tells that the results were not touched: sizes and times of the files, and which store is in place."""
    found: dict[str, list[int | str]] = {}
    for name in (GRAPH_FILE, METADATA_FILE):
        status = (out / name).stat()
        found[name] = [status.st_size, status.st_mtime_ns]
    store = current_store(out)
    found["store"] = [store.name, len(list(store.iterdir()))]
    return found


def _write_manifest(out: Path, hashes: Mapping[str, str], report: BuildReport, kept: Mapping[str, str]) -> None:
    manifest = {
        "hashes": dict(hashes),
        "outputs": _outputs(out),
        "sources": sorted(kept),
        "report": asdict(report),
    }
    path = out / WORK_FOLDER / MANIFEST
    beside = path.with_suffix(".part")
    beside.write_text(json.dumps(manifest, ensure_ascii=False, indent=1), encoding="utf-8")
    beside.replace(path)
