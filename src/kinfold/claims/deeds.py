"""The audit events of this app, in words."""

from __future__ import annotations

from typing import Final

DEEDS: Final[dict[str, str]] = {
    "theory.node_added": "Put something into the theory of change",
    "theory.node_changed": "Changed what the theory of change says",
    "claim.added": "Claimed that one thing leads to another",
    "claim.changed": "Changed a claim",
    "claim.story_told": "Told the story of a claim so far",
    "evidence.added": "Added evidence",
    "evidence.taken_back": "Took evidence back",
    "rival.named": "Named another explanation",
    "rival.answered": "Answered another explanation",
    "question.asked": "Asked a learning question",
    "question.moved": "Said where a learning question stands",
    "cycle.begun": "Began a cycle",
    "cycle.written": "Wrote in a cycle",
}
