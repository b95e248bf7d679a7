"""The two SHACL engines over the same triples: time and findings.

    python -m benchmarks.validation [BUILD] [--sizes 10000 100000 1000000] [--reference-up-to 100000]

Documents are taken until the size is reached, with what register and vocabularies say of their nodes. Both engines must
find the same.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from pathlib import Path

from pyoxigraph import RdfFormat, Triple, parse, serialize

from benchmarks.relabelled import relabelled
from graphs.validate_engines import engine
from ontology.namespaces import MENTIONS_SUFFIX, ZD

REFERENCE = 100_000  # more than the reference graphs and the register of one corpus hold


def triples_of(graph: Path, size: int) -> list[Triple]:
    """At least `size` triples: document after document, each with what register and vocabulary say of its nodes."""
    described: dict[object, list[Triple]] = {}
    documents: dict[str, list[Triple]] = {}
    with tempfile.NamedTemporaryFile("w", suffix=".nq", encoding="utf-8") as file:
        file.writelines(relabelled(graph, size + REFERENCE))
        file.flush()
        for quad in parse(path=file.name):
            name = quad.graph_name.value
            if name.startswith(f"{ZD}document/"):
                documents.setdefault(name.removesuffix(MENTIONS_SUFFIX), []).append(quad.triple)
            else:
                described.setdefault(quad.subject, []).append(quad.triple)
    found: dict[Triple, None] = {}
    for triples in documents.values():
        waiting = triples[::-1]
        while waiting and len(found) < size:
            triple = waiting.pop()
            if triple not in found:
                found[triple] = None
                waiting += described.pop(triple.object, [])
    return list(found)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("build", type=Path, nargs="?", default=Path("build"))
    parser.add_argument("--sizes", type=int, nargs="+", default=[10_000, 100_000, 1_000_000])
    parser.add_argument("--reference-up-to", type=int, default=100_000, help="the largest size given to pyshacl")
    arguments = parser.parse_args()
    print("triples\tengine\tseconds\tratio\tfindings\tequal", flush=True)
    for size in arguments.sizes:
        triples = triples_of(arguments.build / "zeren.nq", size)
        data = (serialize(triples, format=RdfFormat.N_TRIPLES) or b"").decode()
        fast_time, fast = measured("fast", data)
        print(f"{len(triples)}\tshacl\t{fast_time:.2f}\t1\t{len(fast)}", flush=True)
        if size <= arguments.reference_up_to:
            reference_time, reference = measured("reference", data)
            equal = "yes" if reference == fast else "no"
            ratio = reference_time / fast_time
            print(f"{len(triples)}\tpyshacl\t{reference_time:.2f}\t{ratio:.0f}\t{len(reference)}\t{equal}", flush=True)


def measured(name: str, data: str) -> tuple[float, list[object]]:
    started = time.perf_counter()
    found = engine(name).findings(data)
    return time.perf_counter() - started, list(found)


if __name__ == "__main__":
    main()
