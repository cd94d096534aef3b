"""Pictures for a page. Safe by construction: see `kinfold_core.pictures`."""

from __future__ import annotations

from django.utils.safestring import SafeString, mark_safe

from kinfold.voice.selectors.rows import FrameRow
from kinfold_core.pictures import svg
from kinfold_core.pictures.parts import PARTS
from kinfold_core.pictures.picture import Picture
from kinfold_core.pictures.telling import tell


def drawn(picture: Picture, *, said: str = "") -> SafeString:
    """The picture as markup: numbers and our own paths; what is said is escaped."""
    return mark_safe(svg.draw(picture, said=said))  # noqa: S308


def told(frame: FrameRow) -> str:
    """What is said in place of a frame's picture."""
    return frame.alt_text or tell(frame.picture)


def part_buttons() -> list[tuple[str, str, SafeString]]:
    """Each part's key, name and drawing."""
    return [
        (name, part.label, mark_safe(svg.draw_part(name, face="happy")))  # noqa: S308
        for name, part in PARTS.items()
    ]
