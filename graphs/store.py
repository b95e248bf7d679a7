"""One small interface over the stores that can hold the graph: in memory, on disk (RocksDB), behind SPARQL 1.1.

Every query sees the union of all named graphs as its default graph, whichever store answers it. Answers are
pyoxigraph's: `QuerySolutions` for SELECT, `QueryBoolean` for ASK, an iterator of `Triple` for CONSTRUCT and DESCRIBE.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from types import TracebackType
from typing import Protocol, Self

import pyoxigraph
from pyoxigraph import Literal, NamedNode, Quad, QueryBoolean, QuerySolutions, RdfFormat, Triple

from ontology.errors import InputError
from ontology.namespaces import PREFIXES

Answer = QuerySolutions | QueryBoolean | Iterator[Triple]

STORE_FOLDER = "store"


class Store(Protocol):
    """What Zeren asks of a store."""

    def query(self, text: str) -> Answer:
        """The answer to a SPARQL 1.1 query; the prefixes of `ontology.namespaces` need no declaration.

        Raises `InputError` for a query that is not SPARQL or that the store cannot answer.
        """

    def update(self, text: str) -> None:
        """Run a SPARQL 1.1 update; raises `InputError` when the store is open for reading only."""

    def load(self, quads: Iterable[Quad]) -> int:
        """Add quads that lie in named graphs; the number of quads given."""

    def replace(self, graph: str, quads: Iterable[Quad]) -> int:
        """Make `graph` hold exactly these quads, all of which lie in it; the number of quads given."""

    def dump(self, path: Path) -> None:
        """Write every quad to `path` as N-Quads, beside it first and then renamed."""

    def close(self) -> None:
        """Give up files and connections."""

    def __enter__(self) -> Self: ...

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None: ...


class LocalStore:
    """The graph in this process: in memory, or in an Oxigraph folder on disk."""

    def __init__(self, inner: pyoxigraph.Store, writable: bool = True, name: str = "memory") -> None:
        self.inner = inner
        self.writable = writable
        self.name = name

    @classmethod
    def memory(cls, quads: Iterable[Quad] = ()) -> Self:
        """A store in memory that holds `quads`."""
        store = cls(pyoxigraph.Store())
        store.inner.bulk_extend(quads)
        return store

    @classmethod
    def disk(cls, folder: Path, writable: bool = False) -> Self:
        """The Oxigraph store in `folder`. A link is followed at once, so that a later swap of the link is harmless.

        Raises `InputError` when there is none, or when somebody else holds it for writing.
        """
        place = folder.resolve()
        if not writable and not (place / "CURRENT").is_file():
            raise InputError(f"{folder}: no store here; run `zeren build CORPUS --out DIR` first")
        try:
            inner = pyoxigraph.Store(place) if writable else pyoxigraph.Store.read_only(str(place))
        except (OSError, ValueError) as error:
            raise InputError(f"{folder}: the store cannot be opened ({_one_line(error)}); build it again") from error
        return cls(inner, writable, str(folder))

    def query(self, text: str, substitutions: Mapping[str, NamedNode | Literal] | None = None) -> Answer:
        """See `Store.query`; `substitutions` gives variables their values beforehand."""
        values = {pyoxigraph.Variable(name): term for name, term in (substitutions or {}).items()}
        try:
            answer: Answer = self.inner.query(
                text,
                prefixes=PREFIXES,
                use_default_graph_as_union=True,
                substitutions=values,  # type: ignore[arg-type]
            )
        except SyntaxError as error:
            raise InputError(f"not a SPARQL query: {_one_line(error)}") from error
        return answer

    def update(self, text: str) -> None:
        """See `Store.update`."""
        self._must_be_writable()
        try:
            self.inner.update(text, prefixes=PREFIXES)
        except SyntaxError as error:
            raise InputError(f"not a SPARQL update: {_one_line(error)}") from error

    def load(self, quads: Iterable[Quad]) -> int:
        """See `Store.load`."""
        self._must_be_writable()
        counted = _Counted(quads)
        self.inner.bulk_extend(counted)
        return counted.number

    def load_file(self, path: Path) -> None:
        """Add every quad of an N-Quads file."""
        self._must_be_writable()
        self.inner.bulk_load(path=path, format=RdfFormat.N_QUADS)

    def compact(self) -> None:
        """Merge what was loaded in several steps into one sorted whole, which halves the time of queries on disk."""
        self._must_be_writable()
        self.inner.optimize()

    def replace(self, graph: str, quads: Iterable[Quad]) -> int:
        """See `Store.replace`."""
        self._must_be_writable()
        self.inner.clear_graph(NamedNode(graph))
        counted = _Counted(quads)
        self.inner.extend(counted)
        return counted.number

    def dump(self, path: Path) -> None:
        """See `Store.dump`."""
        beside = path.with_name(path.name + ".part")
        self.inner.dump(beside, RdfFormat.N_QUADS)
        beside.replace(path)

    def close(self) -> None:
        """Write what is buffered; the folder is released with the last reference to the store."""
        if self.writable:
            self.inner.flush()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def __len__(self) -> int:
        return len(self.inner)

    def _must_be_writable(self) -> None:
        if not self.writable:
            raise InputError(f"{self.name}: open for reading only; open it with writable=True")


class _Counted:
    """An iterable that remembers how many items went through it."""

    def __init__(self, quads: Iterable[Quad]) -> None:
        self.quads = quads
        self.number = 0

    def __iter__(self) -> Iterator[Quad]:
        for quad in self.quads:
            self.number += 1
            yield quad


def open_store(where: Path | str, writable: bool = False) -> Store:
    """The store of a build folder, an Oxigraph folder, an RDF file, or a SPARQL 1.1 service (`http…`).

    A build folder is one with a `store` in it. An RDF file (N-Quads, TriG, …) is read into memory.
    Raises `InputError` when there is nothing of the kind.
    """
    if isinstance(where, str) and where.startswith(("http://", "https://")):
        from graphs.remote import RemoteStore

        return RemoteStore(where)
    path = Path(where)
    if path.is_file():
        return _read_file(path)
    folder = path / STORE_FOLDER if (path / STORE_FOLDER).exists() else path
    return LocalStore.disk(folder, writable)


def _read_file(path: Path) -> LocalStore:
    store = LocalStore.memory()
    try:
        store.inner.bulk_load(path=path)
    except (SyntaxError, ValueError, OSError) as error:
        raise InputError(f"{path}: cannot be read as RDF ({_one_line(error)})") from error
    store.name = str(path)
    return store


def solutions_of(answer: Answer) -> QuerySolutions:
    """The rows of a SELECT query; raises `InputError` for another sort of query."""
    if not isinstance(answer, QuerySolutions):
        raise InputError("a SELECT query is needed here")
    return answer


def triples_of(answer: Answer) -> Iterator[Triple]:
    """The triples of a CONSTRUCT or DESCRIBE query; raises `InputError` for another sort of query."""
    if isinstance(answer, QuerySolutions | QueryBoolean):
        raise InputError("a CONSTRUCT or DESCRIBE query is needed here")
    return answer


def _one_line(error: BaseException) -> str:
    return " ".join(str(error).split())
