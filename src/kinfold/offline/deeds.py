"""The audit events of this app, in words."""

from __future__ import annotations

from typing import Final

DEEDS: Final[dict[str, str]] = {
    "offline.came_home": "Sent a visit home from a device",
    "offline.chosen": "Chose between two wordings of a visit",
    "offline.device_added": "Made a device ready for visits",
    "offline.form": "Opened the visits of a family to write on them",
    "offline.key_told": "Opened a device without its passphrase",
    "offline.page": "Opened the visits of a family",
    "offline.put_on_device": "Put a child's first name on a device for a visit",
    "offline.taken_along": "Took a child along for a visit",
    "offline.wipe_asked": "Asked a device to wipe what it holds",
}
