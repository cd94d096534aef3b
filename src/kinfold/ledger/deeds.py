"""The audit events of this app, in words."""

from __future__ import annotations

from typing import Final

DEEDS: Final = {
    "network.disclosed": "Wrote down something else that somebody was given",
    "networks.ledger": "Opened what everybody of the network was told",
}
