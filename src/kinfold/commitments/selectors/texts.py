"""Every text about who does what, to see what was typed again."""

from __future__ import annotations

from collections.abc import Iterator
from uuid import UUID

from kinfold.commitments.models import (
    CommitmentAnswer,
    CommitmentEnd,
    CommitmentTime,
    CommitmentWording,
)
from kinfold.platform.viewer import Viewer
from kinfold.recording.kinds import in_one_query


def texts_of_commitments(viewer: Viewer, family_id: UUID) -> Iterator[str]:
    """Every text of a family's commitments. One query."""
    here = {"authority_id": viewer.in_authority()}
    return in_one_query(
        (
            CommitmentWording.objects.filter(**here, commitment__family_id=family_id),
            ("does", "how_often", "until", "why"),
        ),
        (
            CommitmentAnswer.objects.filter(
                **here, wording__commitment__family_id=family_id
            ),
            ("words",),
        ),
        (
            CommitmentTime.objects.filter(**here, commitment__family_id=family_id),
            ("what",),
        ),
        (
            CommitmentEnd.objects.filter(**here, commitment__family_id=family_id),
            ("reason",),
        ),
    )
