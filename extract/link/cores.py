"""The cores of agencies' names, compiled: for each label the sort of core that it is, with what reading it needs."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

from ahocorasick_rs import AhoCorasick, MatchKind

from extract.link.names import load_names
from ontology.namespaces import ZR


@dataclass(frozen=True)
class Cores:
    """The automaton over every core, and for each label the method that reads it with its argument."""

    automaton: Any
    values: tuple[tuple[str, Any], ...]


@cache
def load_cores() -> Cores:
    """Every core of an agency's name, compiled once for each process."""
    names = load_names()
    settings = names.settings
    found: dict[str, tuple[str, Any]] = {}
    for name, full in settings["named"].items():
        found[name] = ("named", full)
    for word in settings["government"]["words"]:
        found[word] = ("government", None)
    for word in settings["party"]["words"]:
        found[word] = ("committee", None)
    for word, parts in settings["joint"].items():
        found[word] = ("joint", parts)
    for word in settings["self"]["words"]:
        found[word] = ("self", None)
    for word in settings["self"]["relatives"]:
        found[word] = ("relative", None)
    for suffix in ("厅", "局", "委"):
        for word in settings["self"]["after"]:
            found[suffix + word] = ("bare", suffix)
    for word, template in settings["branches"].items():
        found[word] = ("branch", template)
    for label, form in zip(names.labels, names.forms, strict=True):
        if names.functions[form.function].value(ZR + "matched") != "false":
            found.setdefault(label, ("body", form))
    return Cores(AhoCorasick(list(found), matchkind=MatchKind.LeftmostLongest), tuple(found.values()))
