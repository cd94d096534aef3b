"""The audit events of this app, in words."""

from __future__ import annotations

from typing import Final

DEEDS: Final[dict[str, str]] = {
    "kinship.care_begun": "Wrote down that a child lives with family or friends",
    "kinship.care_changed": "Changed the words of a kinship arrangement",
    "kinship.care_ended": "Ended a kinship arrangement",
    "kinship.form": "Opened kinship to write on it",
    "kinship.happened": "Wrote down what happened in a kinship arrangement",
    "kinship.history": "Opened the earlier words of a kinship arrangement",
    "kinship.option_added": "Wrote down somebody the child could live with",
    "kinship.option_agreed": "Wrote down that a kinship option was agreed",
    "kinship.option_declined": "Wrote down that a kinship option was declined",
    "kinship.option_offered": "Wrote down that a kinship option was asked or offered",
    "kinship.option_reopened": "Opened a kinship option again",
    "kinship.option_weighed": "Wrote down that a kinship option is being weighed",
    "kinship.page": "Opened kinship",
    "kinship.paper": "Opened the paper of a carer's rights",
    "kinship.rights_explained": "Wrote down that a carer's rights were explained",
    "kinship.support_added": "Wrote down help for a kinship arrangement",
    "kinship.support_looked_at": "Wrote down a look at help for an arrangement",
}
