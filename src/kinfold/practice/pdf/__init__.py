"""The family's copy on paper."""

from kinfold.practice.pdf.render import render_copy

__all__ = ["render_copy"]
