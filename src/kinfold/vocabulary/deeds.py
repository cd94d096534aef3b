"""The audit events of this app, in words."""

from __future__ import annotations

from typing import Final

DEEDS: Final[dict[str, str]] = {
    "vocabulary.pack_restored": "Went back to earlier words for the map",
    "vocabulary.pack_written": "Changed the words used for the map",
    "vocabulary.services_chosen": "Changed which service speaks in which words",
}
