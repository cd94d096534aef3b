"""The audit events of this app, in words."""

from __future__ import annotations

from typing import Final

DEEDS: Final[dict[str, str]] = {
    "measure.chosen": "Chose what is followed and aimed at",
    "practice_event.written": "Wrote down what changed in practice",
    "practice_event.taken_back": "Took back what was written of a change in practice",
}
