"""The changes of this app, in words."""

from __future__ import annotations

from typing import Final

DEEDS: Final[dict[str, str]] = {
    "knowledge.added": "Put an item into the knowledge bank",
    "knowledge.changed": "Changed an item of the knowledge bank",
    "knowledge.withdrawn": "Withdrew an item of the knowledge bank",
    "knowledge.rated": "Said whether an item of the knowledge bank is useful",
    "knowledge.used": "Wrote down where an item of the knowledge bank was used",
    "knowledge.taken_out": "Took an item of the knowledge bank out of a collection",
    "knowledge.collected": "Put an item of the knowledge bank into a collection",
}
