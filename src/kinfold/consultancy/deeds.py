"""The changes of this app, in words."""

from __future__ import annotations

from typing import Final

DEEDS: Final[dict[str, str]] = {
    "sitting.begun": "Wrote down a visit to an authority’s leaders, or a call",
    "sitting.changed": "Changed what is written of a visit or a call",
    "sitting.closed": "Closed a visit or a call",
    "promise.made": "Wrote down a promise of a visit or a call",
    "promise.answered": "Said what came of a promise",
}
