"""The audit events of this app, in words."""

from __future__ import annotations

from typing import Final

DEEDS: Final = {
    "earlier words": "Looked at what was written otherwise",
    "emergency review": "Opened an emergency access to review it",
    "emergency_access.ended": "Ended emergency access",
    "emergency_access.reviewed": "Reviewed an emergency access",
    "emergency_access.used": "Used emergency access",
    "families.waiting": "Saw in a list what waits in the record",
    "family form": "Opened a form about the family",
    "family.allocated": "Allocated the family",
    "family.closed": "Closed the record",
    "family.member_left": "Took somebody out of the family",
    "family.named": "Changed who may open the restricted record",
    "family.refused": "Was refused the record",
    "family.renamed": "Changed the family's name",
    "family.reopened": "Reopened the record",
    "family.restricted": "Restricted the record",
    "family.unrestricted": "Lifted the restriction",
    "restriction": "Looked at who may open the restricted record",
    "status.changed": "Changed a child's service",
    "who looked": "Looked at who looked",
}
