"""Every text of Family Finding, to see what was typed again."""

from __future__ import annotations

from collections.abc import Iterator
from uuid import UUID

from kinfold.family_finding import models
from kinfold.platform.viewer import Viewer
from kinfold.recording.kinds import in_one_query


def texts_of_finding(viewer: Viewer, family_id: UUID) -> Iterator[str]:
    """Every text of a family's episodes. One query."""
    episode = {
        "authority_id": viewer.in_authority(),
        "episode__family_id": family_id,
    }
    found = {f"found__{key}" if key[0] == "e" else key: v for key, v in episode.items()}
    return in_one_query(
        (
            models.FindingEpisode.objects.filter(
                authority_id=viewer.in_authority(), family_id=family_id
            ),
            ("ended_reason",),
        ),
        (
            models.FindingStage.objects.filter(**episode),
            ("child_words", "consent", "safety", "not_to_contact"),
        ),
        (models.FoundPerson.objects.filter(**episode), ("name", "relationship")),
        (models.ChildWish.objects.filter(**found), ("words",)),
        (models.SafetyCheck.objects.filter(**found), ("words",)),
        (
            models.FindingSearch.objects.filter(**episode),
            ("query", "basis_words", "result"),
        ),
        (models.ContactAttempt.objects.filter(**found), ("message", "allowed_by")),
        (models.ContactReply.objects.filter(**found), ("words", "knows", "offers")),
        (models.MobilityMap.objects.filter(**episode), ("child_words",)),
        (models.ConnectionMap.objects.filter(**episode), ("child_words",)),
        (models.BlendedMeeting.objects.filter(**episode), ("agenda", "needs")),
        (
            models.FindingPlan.objects.filter(**episode),
            ("what", "who_stays", "supports"),
        ),
        (
            models.FindingDecision.objects.filter(**episode),
            ("decided_by", "reason", "child_view", "who_stays"),
        ),
        (models.OfferCheck.objects.filter(**found), ("words", "gap")),
        (
            models.LifetimeMember.objects.filter(**found),
            ("words", "rhythm", "crisis", "transition"),
        ),
    )
