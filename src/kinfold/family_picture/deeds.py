"""The audit events of this app, in words."""

from __future__ import annotations

from typing import Final

DEEDS: Final = {
    "family_picture.around": "Opened the ecomap",
    "family_picture.form": "Opened the ecomap to draw a line on it",
    "family_picture.line_drawn": "Wrote down how strong a tie of the household is",
    "family_picture.page": "Opened the family picture",
}
