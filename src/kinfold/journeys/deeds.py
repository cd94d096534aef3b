"""The changes of this app, in words."""

from __future__ import annotations

from typing import Final

DEEDS: Final[dict[str, str]] = {
    "journey.phase_begun": "Wrote down that a phase of a journey began",
    "deliverable.added": "Wrote down what the programme makes",
    "deliverable.changed": "Changed what the programme makes, or how far it is",
    "deliverable.evidence_added": "Wrote down what was seen of a deliverable",
    "journey.event_added": "Wrote down what happened on a road",
    "journey.event_taken_back": "Took back what was written of a road",
    "journey.phase_corrected": "Corrected when a phase of a journey began",
}
