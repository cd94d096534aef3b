"""The family's copy on paper."""

from kinfold.copies.pdf.render import render_copy, render_pictures

__all__ = ["render_copy", "render_pictures"]
