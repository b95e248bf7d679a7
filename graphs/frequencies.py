"""The register of a built graph: how often each entity is named, asked of its mentions graphs."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from extract.marking import classes
from extract.records import EntityClass
from graphs.store import open_store, solutions_of
from ontology.namespaces import SKOS, ZR

_QUERY = """
SELECT ?kind ?label (COUNT(DISTINCT ?passage) AS ?n) WHERE {{
  {{ SELECT DISTINCT ?passage ?entity WHERE {{ GRAPH ?g {{ ?passage <{zr}mentions> ?entity }} }} }}
  GRAPH ?register {{ ?entity a ?kind }}
  GRAPH ?words {{ ?entity <{skos}prefLabel> ?label }}
  FILTER(?kind IN ({kinds})) FILTER(LANG(?label) = "zh")
}} GROUP BY ?kind ?label ORDER BY DESC(?n) ?label LIMIT {limit}
"""


def is_build(path: Path) -> bool:
    """Whether the path is a built graph rather than documents: a folder with a store in it, or an N-Quads file."""
    return path.suffix in {".nq", ".trig"} or (path / "store").is_dir()


def show_build_register(path: Path, names: Sequence[str], limit: int) -> None:
    """Print, tab-separated, the entities of a build that are named most often: count, class, name."""
    kinds = classes(names) or (EntityClass.AGENCY, EntityClass.KIND)
    listed = ", ".join(f"<{ZR}{kind.value}>" for kind in kinds)
    with open_store(path) as store:
        for row in solutions_of(store.query(_QUERY.format(zr=ZR, skos=SKOS, kinds=listed, limit=limit))):
            kind = row["kind"].value.rsplit("#", 1)[-1]
            print(f"{row['n'].value}\t{kind}\t{row['label'].value}")
