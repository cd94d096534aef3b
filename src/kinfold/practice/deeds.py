"""The audit events of this app, in words."""

from __future__ import annotations

from typing import Final

DEEDS: Final = {
    "danger_statement.changed": "Changed a danger statement, its goal or scale",
    "danger_statement.moved": "Moved a danger statement",
    "danger_statement.put_back": "Put a danger statement back on the map",
    "danger_statement.withdrawn": "Took a danger statement off the map",
    "danger_statement.written": "Wrote a danger statement, its goal and scale",
    "map.begun": "Began the map",
    "map_entry.changed": "Changed what was written on the map",
    "map_entry.moved": "Moved something to another part of the map",
    "map_entry.put_back": "Put something back on the map",
    "map_entry.withdrawn": "Took something off the map",
    "map_entry.written": "Wrote something on the map",
    "practice.danger_form": "Opened a danger statement to write on it",
    "practice.entry_form": "Opened the map to write on it",
    "practice.map": "Opened the map",
}
