"""Fixtures shared by all tests: where the real corpus is, when it is there."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared"
# Servers of the tests listen on loopback, which a proxy of the machine cannot reach.
os.environ["NO_PROXY"] = ",".join(filter(None, (os.environ.get("NO_PROXY"), "127.0.0.1", "localhost")))


@pytest.fixture(scope="session")
def root() -> Path:
    """The repository's root folder."""
    return ROOT


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder with the real corpus and gold; skips where it is absent."""
    if not SHARED.is_dir():
        pytest.skip("the real corpus (../shared) is not here; CI fails when it is there and unreadable")
    return SHARED


@pytest.fixture(scope="session")
def corpus(shared: Path) -> Path:
    """The folder of real reports and statutes; a folder that is there but incomplete is a failure, never a skip."""
    folder = shared / "corpus"
    assert len(list((folder / "reports").glob("*.txt"))) >= 5, f"{folder}: the reports are missing"
    assert len(list((folder / "statutes").glob("*.md"))) >= 144, f"{folder}: the statutes are missing"
    return folder
