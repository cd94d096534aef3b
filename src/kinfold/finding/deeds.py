"""The audit events of this app, in words."""

from __future__ import annotations

from typing import Final

DEEDS: Final = {
    "family.created": "Opened the record",
    "family.member_added": "Added somebody to the family",
    "joining records": "Compared two records to join them",
    "person.merged": "Joined two records of one person",
    "person.unmerged": "Took two joined records apart",
}
