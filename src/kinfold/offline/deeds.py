"""The audit events of this app, in words."""

from __future__ import annotations

from typing import Final

DEEDS: Final[dict[str, str]] = {
    "offline.came_home": "Sent a visit home from a device",
    "offline.chosen": "Chose between two wordings of a visit",
    "offline.device_added": "Made a device ready for visits",
    "offline.handed_over": "Handed two wordings of a visit over to a manager",
    "offline.held": "Read a visit that is held beside the record",
    "offline.held_passed_on": "Passed a visit that is held on to another worker",
    "offline.held_stays": "Left a visit beside the record, and said why",
    "offline.held_taken_in": "Took a visit that was held into the record",
    "offline.form": "Opened the visits of a family to write on them",
    "offline.key_told": "Opened a device without its passphrase",
    "offline.page": "Opened the visits of a family",
    "offline.put_on_device": "Put a child's first name on a device for a visit",
    "offline.sound_held": "Sent a recording that is held beside the record",
    "offline.people_told": "Put whom a child can name on a device for a visit",
    "offline.whom": "Opened whom a child meant by a name",
    "offline.whom_said": "Said whom a child meant by a name",
    "offline.taken_along": "Took a child along for a visit",
    "offline.wipe_asked": "Asked a device to wipe what it holds",
}
