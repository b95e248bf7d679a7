"""Graphs of any size from a built one: copies in which every division is exchanged for another of its level."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import count
from pathlib import Path

from ontology.namespaces import GRAPH_ONTOLOGY, GRAPH_REGISTER, GRAPH_VOCABULARY, MENTIONS_SUFFIX, ZD
from ontology.vocabulary import load_vocabulary

_OWN = re.compile(rf"<{ZD}(document|duty|measure|observation|problem|inherited|inference|activity)/")
_CODE = re.compile(r"/division/(\d{6})(?=[>])")


def relabelled(graph: Path, size: int) -> Iterator[str]:
    """At least `size` lines of N-Quads: reference graphs, register, documents one by one, then relabelled copies.

    Documents stay whole, so the last one may bring a few lines more. The inference graph is left out.
    """
    parts: dict[str, list[str]] = {}
    for line in graph.read_text(encoding="utf-8").splitlines(keepends=True):
        name = line[line.rindex("<") + 1 : line.rindex(">")]
        parts.setdefault(name.removesuffix(MENTIONS_SUFFIX), []).append(line)
    number = 0
    for name in (GRAPH_ONTOLOGY, GRAPH_VOCABULARY):
        yield from parts.get(name, ())
        number += len(parts.get(name, ()))
    documents = [lines for name, lines in parts.items() if name.startswith(f"{ZD}document/")]
    for copy in count():
        exchange = _Exchange(copy)
        for lines in (parts.get(GRAPH_REGISTER, []), *documents):
            if number >= size:
                return
            yield from (exchange.line(line) if copy else line for line in lines)
            number += len(lines)


class _Exchange:
    """Divisions moved on by `step` places among those of their level, in codes and in names."""

    def __init__(self, step: int) -> None:
        self.step = step
        levels: dict[str, list[tuple[str, str]]] = {}
        for division in load_vocabulary().scheme("division"):
            if division.name.isdigit():
                level = division.name[4:] != "00", division.name[2:] != "0000"
                levels.setdefault(str(level), []).append((division.name, division.label_zh))
        self.codes: dict[str, str] = {}
        self.names: dict[str, str] = {}
        for places in levels.values():
            for place, (code, name) in enumerate(places):
                other_code, other_name = places[(place + step) % len(places)]
                self.codes[code] = other_code
                self.names[name] = other_name
        self.known = re.compile("|".join(re.escape(n) for n in sorted(self.names, key=len, reverse=True) if len(n) > 2))

    def line(self, line: str) -> str:
        """The line with every division exchanged and with nodes of its own."""
        line = _CODE.sub(lambda found: f"/division/{self.codes.get(found[1], found[1])}", line)
        line = self.known.sub(lambda found: self.names[found[0]], line)
        return _OWN.sub(rf"<{ZD}\1/copy-{self.step}-", line)
