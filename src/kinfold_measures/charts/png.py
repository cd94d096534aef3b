"""A chart as a picture of dots, for papers that take no drawings."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import resvg_py


def as_png(alone: str, fonts: Sequence[Path]) -> bytes:
    """The file as a picture of dots, twice its size, in the fonts given alone."""
    drawn: bytes = resvg_py.svg_to_bytes(
        svg_string=alone,
        zoom=2,
        skip_system_fonts=True,
        font_files=[str(font) for font in fonts],
    )
    return bytes(drawn)
