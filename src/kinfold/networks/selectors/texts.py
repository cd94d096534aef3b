"""Every text of a family's network, to see what was typed again."""

from __future__ import annotations

from collections.abc import Iterator
from uuid import UUID

from kinfold.networks.models import (
    InformedStep,
    MemberAbout,
    MemberStep,
    MemberView,
    NetworkAsk,
    NetworkMember,
    OtherDisclosure,
    RoleClosed,
    RoleLookedAt,
    TimeAway,
)
from kinfold.platform.viewer import Viewer
from kinfold.recording.kinds import in_one_query


def texts_of_network(viewer: Viewer, family_id: UUID) -> Iterator[str]:
    """Every text of a family's network. One query."""
    here: dict[str, UUID] = {"authority_id": viewer.in_authority()}
    theirs = {**here, "member__family_id": family_id}
    return in_one_query(
        (
            NetworkMember.objects.filter(**here, family_id=family_id),
            ("name", "relationship", "ended_reason"),
        ),
        (
            InformedStep.objects.filter(**here, member__family_id=family_id),
            ("permission",),
        ),
        (NetworkAsk.objects.filter(**here, family_id=family_id), ("answer",)),
        (MemberStep.objects.filter(**theirs), ("basis",)),
        (RoleClosed.objects.filter(**theirs), ("reason",)),
        (
            RoleLookedAt.objects.filter(**here, closed__member__family_id=family_id),
            ("reason",),
        ),
        (TimeAway.objects.filter(**theirs), ("reason",)),
        (OtherDisclosure.objects.filter(**theirs), ("what", "permission")),
        (MemberView.objects.filter(**theirs), ("words",)),
        (
            MemberAbout.objects.filter(**theirs),
            ("free_when", "how_far", "reached_by", "needs", "checks", "not_with"),
        ),
    )
