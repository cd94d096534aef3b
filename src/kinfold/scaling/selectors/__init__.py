"""Reads of scales: viewer first, rows out."""

from kinfold.scaling.selectors.trends import (
    AnswerRow,
    ScaleRow,
    WordingRow,
    ends_of,
    scales_of,
)

__all__ = ["AnswerRow", "ScaleRow", "WordingRow", "ends_of", "scales_of"]
