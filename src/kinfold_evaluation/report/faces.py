"""Where our typefaces are: the shell ships them, and a second copy would part from it.

Files, not code: nothing of the shell is imported.
"""

from __future__ import annotations

from pathlib import Path
from typing import Final

PLATFORM: Final = Path(__file__).parents[2] / "kinfold" / "platform"
PRINTED: Final = PLATFORM / "pdf_fonts"
ON_A_PAGE: Final = (
    PLATFORM / "static/kinfold/fonts/atkinson-hyperlegible-next-latin-wght-normal.woff2"
)
