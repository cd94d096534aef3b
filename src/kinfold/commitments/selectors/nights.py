"""Nights that somebody said yes to, for kinship to ask what care they are."""

from __future__ import annotations

from collections.abc import Iterator
from uuid import UUID

from django.db.models import Exists, F, OuterRef

from kinfold.commitments.models import CommitmentEnd, CommitmentWording
from kinfold.networks.nights import Night
from kinfold.platform.viewer import Viewer
from kinfold_core.practice.commitments import Part
from kinfold_core.practice.written import Named


def nights_committed(viewer: Viewer, family_id: UUID) -> Iterator[Night]:
    """Commitments through the night as they are worded now. One query."""
    here = {"authority_id": viewer.in_authority()}
    ended = CommitmentEnd.objects.filter(**here, commitment=OuterRef("commitment"))
    rows = CommitmentWording.objects.filter(
        ~Exists(ended),
        **here,
        commitment__family_id=family_id,
        commitment__version=F("version"),
        parts__contains=[Part.NIGHT.value],
    ).order_by("commitment__offered_at", "pk")
    for pk, name, person_id, does in rows.values_list(
        "commitment_id", "commitment__member__name", "commitment__member__person_id",
        "does",
    ):  # fmt: skip
        yield Night(pk, Named(name=name, person_id=person_id), does)
