"""A font that has Chinese characters, found on this machine or asked for."""

from __future__ import annotations

from functools import cache
from importlib.util import find_spec
from pathlib import Path

from matplotlib import font_manager

from graphs.export.palette import load_palette
from ontology.errors import InputError


@cache
def find_font(wanted: Path | None = None) -> tuple[Path, str]:
    """The file of a font with Chinese characters, and its family name.

    Args:
        wanted: a font file that the user names; it is used as it is.

    Raises:
        InputError: when there is none; the message says how to get one.
    """
    if wanted is not None:
        if not wanted.is_file():
            raise InputError(f"{wanted}: no such font file; name an OpenType or TrueType font with Chinese characters")
        return wanted, _family(wanted)
    installed = {entry.name: Path(entry.fname) for entry in reversed(font_manager.fontManager.ttflist)}
    for family in load_palette().font_families:
        if family in installed:
            return installed[family], family
    for package in load_palette().font_packages:
        if files := _files_of(package):
            return files[0], _family(files[0])
    raise InputError(
        "no font with Chinese characters was found; install one (on Debian: fonts-noto-cjk) or name a file with --font"
    )


def _files_of(package: str) -> list[Path]:
    found = find_spec(package)
    folders = (found.submodule_search_locations or []) if found else []
    return sorted(path for folder in folders for path in Path(folder).glob("*.[ot]tf"))


def _family(path: Path) -> str:
    try:
        return font_manager.get_font(str(path)).family_name
    except (RuntimeError, OSError) as error:
        raise InputError(f"{path}: not a usable font file ({error}); name another with --font") from error
