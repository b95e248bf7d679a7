"""The words that the rules of the grammar turn on, kept as data in `wording/*.toml`."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any, Final

FOLDER: Final = Path(__file__).with_name("wording")


@cache
def wording(name: str) -> dict[str, Any]:
    """The word lists of one kind of fact, e.g. `wording("figures")["about_before"]`.

    Words are regular expressions where the file says so.
    """
    return tomllib.loads((FOLDER / f"{name}.toml").read_text(encoding="utf-8"))
