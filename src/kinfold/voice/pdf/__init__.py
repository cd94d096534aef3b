"""A child's story on paper."""

from kinfold.voice.pdf.render import render_story

__all__ = ["render_story"]
