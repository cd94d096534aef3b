"""The audit events of this app, in words."""

from __future__ import annotations

from typing import Final

DEEDS: Final = {
    "extract.asked": "Asked for an extract of de-identified data",
    "extract.ended": "Ended an extract",
    "extract.forgotten": "Deleted the file and the key of an extract",
    "extract.given": "Said yes to an extract",
    "extract.made": "Made the file of an extract",
    "extract.not_made": "Could not make the file of an extract",
    "extract.refused": "Said no to an extract",
    "extract.taken": "Took the file of an extract",
}
