"""The audit events of this app, in words."""

from __future__ import annotations

from typing import Final

DEEDS: Final = {
    "return.handed_in": "Handed in a return",
    "return.own_record": "Exported Kinfold's own record, without names, to count on",
    "return.own_record_asked": "Asked for Kinfold's own record in a folder",
    "return.read": "Read a return into tables",
    "return.refused": "Refused a return",
    "return.deleted": "Deleted a return",
    "return.findings": "Looked at what was found in a return",
    "return.counted": "Counted the measures on the returns",
}
