"""Extractors for the tests of the build: they read a toy format instead of official Chinese."""

from __future__ import annotations

import os
import signal
import time
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

from extract.document import Document
from extract.records import Duty, Entity, EntityClass, Extraction, Mention, Role
from ontology.errors import InputError
from tests.sample import span_of

TERM = "负责"


def toy(path: Path, root: Path) -> Extraction:
    """Every line `甲负责乙` is a duty; a line `!` is an error, `!!` a bug, `!!!` the end of the process."""
    text = path.read_text(encoding="utf-8")
    source = path.relative_to(root).as_posix()
    mentions, duties = [], []
    for line in text.splitlines():
        if line == "!":
            raise InputError(f"{source}: is marked as unreadable; repair it")
        if line == "!!":
            raise RuntimeError("a fault in a rule")
        if line == "!!!":
            os.kill(os.getpid(), signal.SIGKILL)
        if TERM not in line:
            continue
        bearer, matter = line.split(TERM)
        entity = Entity(EntityClass.AGENCY, bearer, bearer)
        mentions.append(Mention(replace(span_of(text, line), end=span_of(text, line).start + len(bearer)), entity))
        duties.append(Duty(span_of(text, line), "toy", (entity,), Role.EXECUTE, matter))
    digest = sha256(path.read_bytes()).hexdigest()
    return Extraction(Document(source, text, digest), tuple(mentions), tuple(duties))


def slow_toy(path: Path, root: Path) -> Extraction:
    """The same, after a while."""
    time.sleep(0.03)
    return toy(path, root)
