"""The words that the rules of the grammar turn on, kept as data in `wording/*.toml`."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from pathlib import Path
from typing import Any, Final

from ontology.namespaces import ZR
from ontology.vocabulary import Concept

CUE: Final = ZR + "cue"
MATCHED: Final = ZR + "matched"
FOLDER: Final = Path(__file__).with_name("wording")


@cache
def wording(name: str) -> dict[str, Any]:
    """The word lists of one kind of fact, e.g. `wording("figures")["about_before"]`.

    Words are regular expressions where the file says so.
    """
    return tomllib.loads((FOLDER / f"{name}.toml").read_text(encoding="utf-8"))


@cache
def pattern(kind: str, name: str) -> re.Pattern[str]:
    """One entry of the `patterns` of a kind of fact, compiled."""
    return re.compile(wording(kind)["patterns"][name])


def cues(concept: Concept) -> tuple[str, ...]:
    """The words that point to a concept: its labels and its `zr:cue`s; none for headings of a scheme."""
    if concept.value(MATCHED) == "false":
        return ()
    return tuple(dict.fromkeys((*concept.labels, *concept.properties.get(CUE, ()))))
