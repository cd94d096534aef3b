"""Reads of scales: viewer first, rows out."""

from kinfold.scaling.selectors.trends import AnswerRow, ScaleRow, scales_of

__all__ = ["AnswerRow", "ScaleRow", "scales_of"]
