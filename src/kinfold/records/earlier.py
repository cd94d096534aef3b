"""Which words are kept when they are written otherwise, and who may read them.

Rows of other domains are named in text, because this one stands below them. A field
that is not here is a day, a number or a choice: the audit says it as it was and is.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from kinfold_core.access import Artefact


@dataclass(frozen=True, slots=True)
class EarlierKind:
    """A kind of row: how it is called, what its fields are, whose row of 11.3 it is.

    `artefact` None: whoever may open the record may read it.
    """

    called: str
    fields: Mapping[str, str]
    artefact: Artefact | None = None


KINDS: Final[Mapping[str, EarlierKind]] = {
    "records.family": EarlierKind(
        "The record",
        {
            "closed_because": "Why it closed",
            "reopened_because": "Why it opened again",
            "service_because": "Why the children's service changed",
        },
    ),
    "trajectory.trajectory": EarlierKind(
        "The road to closing",
        {"closure": "What everybody will see when services can leave"},
        Artefact.ROAD,
    ),
    "trajectory.milestone": EarlierKind(
        "A step of the road",
        {
            "what": "What will have happened",
            "for_whom": "For whom",
            "evidence": "How everybody will know",
            "owner": "Who sees to it",
            "comment": "What was seen when it was done",
        },
        Artefact.ROAD,
    ),
    "trajectory.immediateplan": EarlierKind(
        "The plan for today",
        {"read_how": "How it was read to the children"},
        Artefact.TODAYS_SAFETY,
    ),
    "planning.safetyplan": EarlierKind(
        "The safety plan", {"title": "What the family called it"}, Artefact.SAFETY_PLAN
    ),
    "supervision.groupsupervision": EarlierKind(
        "A group supervision",
        {
            "place": "Where",
            "presenter_goal": "What whoever brought it wanted",
            "what_is_hard": "What was hard",
            "learning_points": "What was learned",
            "outcome": "What came of it",
            "for_others": "What others may learn",
        },
        Artefact.SUPERVISION,
    ),
    "supervision.casesupervision": EarlierKind(
        "Supervision of two",
        {"worried": "Worries", "working": "What works", "needs": "What is needed"},
        Artefact.SUPERVISION,
    ),
    "family_finding.findingepisode": EarlierKind(
        "Family Finding", {"coordinator": "Who led the looking"}, Artefact.FOUND_PEOPLE
    ),
    "family_finding.foundperson": EarlierKind(
        "Somebody found",
        {"name": "Name", "relationship": "Who they are to the child"},
        Artefact.FOUND_PEOPLE,
    ),
}
