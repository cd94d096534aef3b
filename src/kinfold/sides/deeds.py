"""The audit events of this app, in words."""

from __future__ import annotations

from typing import Final

DEEDS: Final = {"network.asked": "Asked who could stand by the children"}
