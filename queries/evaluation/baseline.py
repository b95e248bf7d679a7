"""The figures that a change may not fall below.

`tests/accuracy.toml` holds one table per set of annotations; its keys are layers, its values F1.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from pathlib import Path

from ontology.errors import InputError
from queries.evaluation.scoring import Scores

TOLERANCE = 0.005


def load_baseline(path: Path, section: str) -> dict[str, float]:
    """The kept F1 of each layer for one set of annotations.

    Raises:
        InputError: when the file or the section is missing or not TOML.
    """
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
        return {layer: float(value) for layer, value in data[section].items()}
    except FileNotFoundError as error:
        raise InputError(f"{path}: not found; name the kept figures with --baseline") from error
    except (KeyError, tomllib.TOMLDecodeError, TypeError, ValueError) as error:
        raise InputError(f"{path}: no usable table [{section}] ({error})") from error


def drops(scores: Scores, baseline: Mapping[str, float]) -> list[str]:
    """One sentence for every layer whose F1 fell by more than the tolerance, or is no longer measured."""
    faults = []
    for layer, kept in sorted(baseline.items()):
        measured = scores[layer].f1 if layer in scores else 0.0
        if measured < kept - TOLERANCE:
            faults.append(f"{layer}: F1 {measured:.3f} is below the kept {kept:.3f}")
    return faults


def baseline_toml(scores: Scores, section: str) -> str:
    """The table to keep, F1 rounded down to three digits so that it never promises more than was measured."""
    lines = [f"[{section}]"]
    lines += [f'"{layer}" = {int(score.f1 * 1000) / 1000:.3f}' for layer, score in scores.items()]
    return "\n".join(lines) + "\n"
