"""The audit events of this app, in words."""

from __future__ import annotations

from typing import Final

DEEDS: Final[dict[str, str]] = {
    "measure.shown": "Showed a measure on a programme's page",
    "measure.shown_no_more": "Took a measure back from a programme's page",
}
