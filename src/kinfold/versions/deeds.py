"""The audit events of this app, in words."""

from __future__ import annotations

from typing import Final

DEEDS: Final = {
    "versions.danger": "Read a danger statement, its goal and scale",
    "versions.entry": "Read what was written on the map",
}
