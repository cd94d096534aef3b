"""The changes of this app, in words."""

from __future__ import annotations

from typing import Final

DEEDS: Final[dict[str, str]] = {
    "workshop.planned": "Planned a workshop",
    "workshop.changed": "Changed what a workshop is called or when it is",
    "workshop.opened": "Opened a workshop to telephones",
    "workshop.closed": "Closed a workshop",
    "workshop.item_added": "Added an item to a workshop's agenda",
    "workshop.item_changed": "Changed an item of a workshop's agenda",
    "workshop.item_opened": "Put an item of a workshop to the room",
    "workshop.item_closed": "Closed an item of a workshop",
    "workshop.note_taken_down": "Took words down from a workshop's wall",
    "workshop.highlight_told": "Told a workshop of an achievement and a challenge",
    "workshop.action_added": "Wrote down an action of a workshop",
    "workshop.action_done": "Wrote down that an action of a workshop is done",
    "workshop.journal_made": "Made the journal of a workshop",
}
