"""The audit events of this app, in words. They are of Family Finding."""

from __future__ import annotations

from typing import Final

DEEDS: Final = {
    "family_finding.asked_again": "Asked somebody who stays for life again",
    "family_finding.decided": "Decided on a plan in Family Finding",
    "family_finding.met": "Wrote down a meeting of many perspectives",
    "family_finding.offer_checked": "Looked at whether an offer is real",
    "family_finding.plan_made": "Wrote down a plan in Family Finding",
    "family_finding.stays_for_life": "Wrote down who stays for life",
}
