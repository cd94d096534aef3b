"""The audit events of this app, in words."""

from __future__ import annotations

from typing import Final

DEEDS: Final = {
    "contact.added": "Added a way to reach somebody",
    "contact.ended": "Took away a way to reach somebody",
    "contact.safety_changed": "Changed whether a way to reach somebody is safe",
    "family": "Opened the family's page",
    "hidden address": "Opened a hidden address",
    "person": "Opened a person's page",
    "person form": "Opened what is known of a person to change it",
    "person.added": "Added a person",
    "person.changed": "Changed what is known of a person",
    "person.name_added": "Added a name of a person",
    "person.reference_added": "Added a reference of a person",
    "protected contact": "Opened a protected number",
    "relationship.added": "Said how two people are related",
    "relationship.ended": "Ended how two people are related",
    "residence.added": "Recorded where somebody lives",
    "residence.ended": "Recorded that somebody moved out",
    "residence.hidden": "Hid an address",
    "residence.shown": "Showed a hidden address again",
    "separation form": "Opened what somebody must not learn, to change it",
    "separation.added": "Said what somebody must not learn of somebody else",
    "separation.ended": "Ended what somebody must not learn of somebody else",
}
