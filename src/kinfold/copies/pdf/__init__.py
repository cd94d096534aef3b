"""The family's copy on paper."""

from kinfold.copies.pdf.render import render_copy

__all__ = ["render_copy"]
