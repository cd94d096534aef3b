"""The changes of this app, in words."""

from __future__ import annotations

from typing import Final

DEEDS: Final[dict[str, str]] = {
    "journey.phase_begun": "Wrote down that a phase of a journey began",
    "deliverable.added": "Wrote down what the programme makes",
    "deliverable.changed": "Changed what the programme makes, or how far it is",
    "deliverable.evidence_added": "Wrote down what was seen of a deliverable",
    "journey.phase_corrected": "Corrected when a phase of a journey began",
}
