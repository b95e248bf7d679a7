"""The last step of a build: what readers see is exchanged in one go, and nothing stale is left."""

from __future__ import annotations

import os
import shutil
from collections.abc import Mapping
from pathlib import Path

from graphs.store import STORE_FOLDER
from ontology.errors import InputError


def current_store(out: Path) -> Path:
    """The folder that `out/store` points to; raises FileNotFoundError when there is none."""
    return (out / STORE_FOLDER).resolve(strict=True)


def publish_store(folder: Path, out: Path) -> None:
    """Make `out/store` point to `folder`, in one step.

    The store that was current stays on disk until the next build, for readers that have it open; older ones and
    those of killed builds are removed. Raises `InputError` when something else than a link is in the place.
    """
    link = out / STORE_FOLDER
    if link.exists() and not link.is_symlink():
        raise InputError(f"{link}: is not a link made by a build; move it away")
    previous = link.resolve() if link.is_symlink() else None
    beside = folder.parent / "link"
    beside.unlink(missing_ok=True)
    beside.symlink_to(os.path.relpath(folder, out), target_is_directory=True)
    beside.replace(link)
    for other in folder.parent.iterdir():
        if other not in (folder, previous) and other.resolve() != previous:
            shutil.rmtree(other, ignore_errors=True)


def publish_texts(texts: Mapping[str, Path], folder: Path) -> None:
    """Make `folder/<source>.txt` hold each document's text, and nothing else be there."""
    wanted = {folder / f"{source}.txt": path for source, path in texts.items()}
    for target, path in wanted.items():
        content = path.read_bytes()
        if target.is_file() and target.read_bytes() == content:
            continue
        target.parent.mkdir(parents=True, exist_ok=True)
        beside = target.with_name(f"{target.name}.part")
        beside.write_bytes(content)
        beside.replace(target)
    if not folder.is_dir():
        return
    for path in sorted(folder.rglob("*"), reverse=True):
        if path.is_dir():
            if not any(path.iterdir()):
                path.rmdir()
        elif path not in wanted:
            path.unlink()
