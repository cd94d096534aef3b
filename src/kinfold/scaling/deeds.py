"""The audit events of this app, in words."""

from __future__ import annotations

from typing import Final

DEEDS: Final = {
    "scale.rated": "Wrote down a number on a scale",
    "scaling.rating_form": "Opened a scale to add a number",
    "scaling.scales": "Read the scales over time",
}
