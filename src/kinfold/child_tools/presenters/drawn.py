"""Drawings for a page. Safe by construction: see `kinfold_core.pictures`."""

from __future__ import annotations

from django.utils.safestring import SafeString, mark_safe

from kinfold_core.pictures import svg
from kinfold_core.pictures.picture import Picture
from kinfold_core.pictures.tool_pictures import draw_tool_part


def drawn(picture: Picture, *, said: str = "") -> SafeString:
    """What a child drew: numbers and our own paths; what is said is escaped."""
    return mark_safe(svg.draw(picture, said=said))  # noqa: S308


def part_drawn(tool: str, part: str) -> SafeString:
    """A part of a tool, as we draw it."""
    return mark_safe(draw_tool_part(tool, part))  # noqa: S308
