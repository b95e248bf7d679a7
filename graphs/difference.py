"""What changed between two graphs: as people read it, and as an RDF patch.

People care for what is said and not for where: a fact that only moved in its document has a new IRI but is no change.
What is compared, and by what two facts are the same, is said by the query files in `graphs/differences/`.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from pyoxigraph import Literal, NamedNode

from graphs.store import Store, solutions_of
from ontology.errors import InputError

COMPARED_FOLDER = Path(__file__).resolve().parent / "differences"
GRAPH_FILE = "zeren.nq"

Row = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """What is compared: its title, the columns that say which thing it is, the columns that may change, the query."""

    title: str
    key: tuple[str, ...]
    values: tuple[str, ...]
    query: str


@dataclass(frozen=True, slots=True)
class Change:
    """One difference. `before` is None for what is new, `after` None for what is gone; values by column."""

    key: Row
    before: Row | None
    after: Row | None


@dataclass(frozen=True, slots=True)
class Difference:
    """The changes of one comparison, sorted."""

    comparison: Comparison
    changes: tuple[Change, ...]


def load_comparisons(folder: Path = COMPARED_FOLDER) -> tuple[Comparison, ...]:
    """The comparisons in the order of their files' names."""
    return tuple(_comparison(path) for path in sorted(folder.glob("*.rq")))


def _comparison(path: Path) -> Comparison:
    text = path.read_text(encoding="utf-8")
    title, key, values = (line.removeprefix("#").strip() for line in text.splitlines()[:3])
    return Comparison(title, tuple(key.split()[1:]), tuple(values.split()[1:]), text)


def differences(old: Store, new: Store) -> tuple[Difference, ...]:
    """What differs between two stores, one entry per comparison."""
    return tuple(Difference(c, tuple(_changes(_rows(old, c), _rows(new, c)))) for c in load_comparisons())


def _rows(store: Store, comparison: Comparison) -> dict[Row, Counter[Row]]:
    """For each key, the values that it has; several values of a column are sorted and joined."""
    columns = (*comparison.key, *comparison.values)
    own = "document" if "document" in comparison.key else None
    nodes: dict[Row, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for row in solutions_of(store.query(comparison.query)):
        name = (_text(row["node"]), _text(row[own]) if own else "")
        for column in columns:
            if row[column] is not None:
                nodes[name][column].add(_text(row[column]))
    found: dict[Row, Counter[Row]] = defaultdict(Counter)
    for node in nodes.values():
        cells = {column: "、".join(sorted(node[column])) for column in columns}
        key = tuple(cells[column] for column in comparison.key)
        found[key][tuple(cells[column] for column in comparison.values)] += 1
    return found


def _text(term: object) -> str:
    return term.value if isinstance(term, Literal | NamedNode) else ""


def _changes(old: dict[Row, Counter[Row]], new: dict[Row, Counter[Row]]) -> Iterator[Change]:
    for key in sorted({*old, *new}):
        before, after = old.get(key, Counter()), new.get(key, Counter())
        gone = sorted((before - after).elements())
        come = sorted((after - before).elements())
        for was, now in zip(gone, come, strict=False):
            yield Change(key, was, now)
        for was in gone[len(come) :]:
            yield Change(key, was, None)
        for now in come[len(gone) :]:
            yield Change(key, None, now)


def difference_lines(found: Iterable[Difference]) -> Iterator[str]:
    """The differences in lines: `+` new, `-` gone, `~` changed."""
    for difference in found:
        marks = Counter("+" if c.before is None else "-" if c.after is None else "~" for c in difference.changes)
        yield f"{difference.comparison.title}: +{marks['+']} -{marks['-']} ~{marks['~']}"
        for change in difference.changes:
            yield f"  {_line(change, difference.comparison)}"


def _line(change: Change, comparison: Comparison) -> str:
    about = " | ".join(cell for cell in change.key if cell)
    if change.before is not None and change.after is not None:
        columns = zip(comparison.values, change.before, change.after, strict=True)
        changed = "; ".join(f"{name}: {was or '∅'} → {now or '∅'}" for name, was, now in columns if was != now)
        return f"~ {about} | {changed}"
    mark, cells = ("+", change.after) if change.before is None else ("-", change.before)
    return " | ".join((f"{mark} {about}", *(cell for cell in cells or () if cell)))


def graph_file(where: Path) -> Path:
    """The N-Quads of a build folder, or the file itself; raises `InputError` when there is none."""
    path = where / GRAPH_FILE if where.is_dir() else where
    if not path.is_file():
        raise InputError(f"{where}: no {GRAPH_FILE} here; give a build folder or an N-Quads file")
    return path


def patch_lines(old: Path, new: Path) -> Iterator[str]:
    """An RDF patch that turns the quads of one sorted N-Quads file into those of another. Memory stays small.

    Raises `InputError` when a file is not sorted.
    """
    yield "TX .\n"
    with old.open(encoding="utf-8", newline="\n") as before, new.open(encoding="utf-8", newline="\n") as after:
        was, now = _sorted(before, old), _sorted(after, new)
        left, right = next(was, None), next(now, None)
        while left is not None or right is not None:
            if right is None or (left is not None and left < right):
                yield f"D {left}"
                left = next(was, None)
            elif left is None or right < left:
                yield f"A {right}"
                right = next(now, None)
            else:
                left, right = next(was, None), next(now, None)
    yield "TC .\n"


def _sorted(lines: Iterable[str], path: Path) -> Iterator[str]:
    last = ""
    for line in lines:
        if line <= last:
            raise InputError(
                f"{path}: not sorted as a build writes it; build it again or sort it by `LC_ALL=C sort -u`"
            )
        last = line
        yield line


def write_patch(lines: Iterable[str], path: Path) -> None:
    """Write a patch beside `path` and rename."""
    beside = path.with_name(f"{path.name}.part")
    with beside.open("w", encoding="utf-8", newline="\n") as file:
        file.writelines(lines)
    beside.replace(path)
