"""Papers as PDF that screen readers can read (PDF/UA-1).

Everything a person wrote goes in as JSON, never as source, so that words that look
like markup stay words. What the shipped faces cannot draw is marked. See ADR 12.
"""

from __future__ import annotations

import json
import logging
from functools import lru_cache
from pathlib import Path
from typing import Any

import typst

from kinfold.platform.glyphs import FONTS, Printer

log = logging.getLogger(__name__)


@lru_cache(maxsize=1)
def _fonts() -> typst.Fonts:
    """The shipped faces alone: the same paper on every machine."""
    return typst.Fonts(
        include_system_fonts=False,
        include_embedded_fonts=False,
        font_paths=[FONTS],
    )


def typeset(template: Path, data: dict[str, Any], **as_is: Any) -> bytes:
    """The template filled with `data` as a tagged PDF.

    The template reads it as `json(bytes(sys.inputs.data))`, with `has_missing` beside
    it when letters could not be drawn. `as_is` holds what nobody reads, such as
    drawings, and is passed on without being looked at.
    """
    printer = Printer()
    printable = printer.value(data)
    if printer.missing:
        # no words of the family's in the log: only which letters, by number
        log.warning(
            "typesetting.letters_not_drawn",
            extra={"letters": sorted(f"U+{ord(c):04X}" for c in printer.missing)[:20]},
        )
    filled = printable | as_is | {"has_missing": bool(printer.missing)}
    return bytes(
        typst.compile(
            str(template),
            root=str(template.parent),
            font_paths=_fonts(),
            sys_inputs={"data": json.dumps(filled)},
            format="pdf",
            pdf_standards=["ua-1"],
        )
    )
