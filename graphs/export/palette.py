"""The colours, legends and fonts of pictures, from `palette.toml`."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

PALETTE = Path(__file__).with_name("palette.toml")


@dataclass(frozen=True)
class Palette:
    """Colours by edge role and node class (`#rrggbb`), names of node classes, and where to look for fonts."""

    edges: dict[str, str]
    nodes: dict[str, str]
    labels: dict[str, str]
    font_families: tuple[str, ...]
    font_packages: tuple[str, ...]


@cache
def load_palette() -> Palette:
    """The palette of this release."""
    data = tomllib.loads(PALETTE.read_text(encoding="utf-8"))
    fonts = data["fonts"]
    return Palette(data["edges"], data["nodes"], data["labels"], tuple(fonts["families"]), tuple(fonts["packages"]))
