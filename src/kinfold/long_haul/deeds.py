"""The audit events of this app, in words."""

from __future__ import annotations

from typing import Final

DEEDS: Final[dict[str, str]] = {
    "long_haul.consent_no": "Wrote down that the family is not to be asked afterwards",
    "long_haul.consent_yes": "Wrote down that the family may be asked afterwards",
    "long_haul.form": "Opened a form of the long haul",
    "long_haul.heard": "Wrote down whether their people are still there",
    "long_haul.page": "Looked at who stays when services have gone",
    "long_haul.paper": "Opened the paper of who stays",
}
