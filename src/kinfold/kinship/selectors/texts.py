"""Every text of kinship, to see what was typed again; and names, to leave out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from uuid import UUID

from kinfold.kinship.models import (
    ArrangementHappening,
    KinshipArrangement,
    KinshipOption,
    OptionStep,
    SupportItem,
    SupportLook,
)
from kinfold.platform.viewer import Viewer
from kinfold.recording.kinds import in_one_query


def texts_of_kinship(viewer: Viewer, family_id: UUID) -> Iterator[str]:
    """Every text of a family's options and arrangements. One query."""
    here = {"authority_id": viewer.in_authority()}
    of_care = {**here, "arrangement__family_id": family_id}
    return in_one_query(
        (
            KinshipOption.objects.filter(**here, family_id=family_id),
            ("name", "relationship"),
        ),
        (
            OptionStep.objects.filter(**here, option__family_id=family_id),
            (
                "why",
                "asked_whom",
                "carer_words",
                "child_words",
                "alternatives",
                "still_for",
            ),
        ),
        (
            KinshipArrangement.objects.filter(**here, family_id=family_id),
            (
                "arranged_words",
                "responsibility",
                "assessments",
                "child_view",
                "permanence",
                "ended_reason",
            ),
        ),
        (ArrangementHappening.objects.filter(**of_care), ("words",)),
        (SupportItem.objects.filter(**of_care), ("what", "amount", "given_by")),
        (
            SupportLook.objects.filter(**here, item__arrangement__family_id=family_id),
            ("words",),
        ),
    )


def names_of_kinship(viewer: Viewer, family_ids: Sequence[UUID]) -> Iterator[str]:
    """Every name of everybody thought of or caring. Two queries."""
    here = {"authority_id": viewer.in_authority(), "family_id__in": family_ids}
    options = KinshipOption.objects.filter(**here)
    cares = KinshipArrangement.objects.filter(**here)
    yield from options.values_list("name", flat=True)
    for row in cares.values_list("carer_name", "second_name"):
        yield from filter(None, row)
