"""A programme's open invitation, a wave with an authority in it, and who is asked."""

from __future__ import annotations

from django.utils import timezone

from kinfold.platform.models import Authority, Programme, said_by
from kinfold.platform.tenancy import as_viewer
from kinfold.platform.viewer import Viewer
from kinfold.programme import parts_actions as parts
from kinfold.programme import parts_selectors
from kinfold.programme.models import CohortInvitation, HeldRole


def make_cohort_rows(
    by: Viewer, programme: Programme, authority: Authority
) -> dict[str, object]:
    today = timezone.localdate()
    with as_viewer(by):
        row = CohortInvitation(
            programme=programme,
            authority=authority,
            joins_on=today,
            answer_by=today,
            **said_by(by),
        )
        row.save(force_insert=True)
        if not parts_selectors.waves(by, programme.pk):
            wave = parts.Together("First wave", today)
            parts.keep_wave(programme_id=programme.pk, wave=wave, by=by)
        role = HeldRole(
            programme=programme,
            authority=authority,
            kind=HeldRole.Kind.AUTHORITY_LEAD,
            name="Morgan Ash",
            since=today,
            **said_by(by),
        )
        role.save(force_insert=True)
    return {"cohort_invitation_id": row.pk, "held_role_id": role.pk}
