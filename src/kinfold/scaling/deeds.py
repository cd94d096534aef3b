"""The audit events of this app, in words."""

from __future__ import annotations

from typing import Final

DEEDS: Final = {
    "scale.ends_written": "Wrote what 0 and 10 mean on a scale",
    "scale.rated": "Wrote down a number on a scale",
    "scale.taken_back": "Took back a number that nobody is shown any more",
    "scaling.ends_form": "Opened a scale to say what its ends mean",
    "scaling.rating_form": "Opened a scale to add a number",
    "scaling.scales": "Read the scales over time",
}
