"""The audit events of this app, in words."""

from __future__ import annotations

from typing import Final

LOOKED_AT: Final = "fidelity.looked_at"
TAKEN_AWAY: Final = "fidelity.taken_away"
DEEDS: Final[dict[str, str]] = {
    LOOKED_AT: "Looked at what was recorded of the practice, by team",
    TAKEN_AWAY: "Took away what was recorded of the practice, by team",
}
