"""Scanned pages to lines of text, by RapidOCR with the models that its wheel holds."""

from __future__ import annotations

import logging
from functools import cache
from typing import Any

from rapidocr import RapidOCR

_SCALE = 200 / 72
_LOWEST_SCORE = 0.5
_SAME_LINE = 0.6


@cache
def _engine() -> Any:
    logging.getLogger("RapidOCR").setLevel(logging.ERROR)
    return RapidOCR(params={"Global.log_level": "error", "EngineConfig.onnxruntime.intra_op_num_threads": 1})


def recognise(page: Any) -> list[str]:
    """The lines of a PDFium page, from top to bottom; boxes at one height are one line, from left to right."""
    result = _engine()(page.render(scale=_SCALE).to_numpy())
    if result is None or result.boxes is None:
        return []
    found = [
        (float(box[:, 1].mean()), float(box[:, 0].min()), float(box[:, 1].max() - box[:, 1].min()), str(text))
        for box, text, score in zip(result.boxes, result.txts, result.scores, strict=True)
        if score >= _LOWEST_SCORE
    ]
    return lines_of(found)


def lines_of(boxes: list[tuple[float, float, float, str]]) -> list[str]:
    """Boxes (middle, left, height, text) grouped to lines."""
    lines: list[list[tuple[float, float, float, str]]] = []
    for box in sorted(boxes):
        if lines and box[0] - lines[-1][0][0] < _SAME_LINE * min(box[2], lines[-1][0][2]):
            lines[-1].append(box)
        else:
            lines.append([box])
    return ["".join(text for _, _, _, text in sorted(line, key=lambda box: box[1])) for line in lines]
