"""What the night does with stories."""

from __future__ import annotations

import logging
from contextlib import AbstractContextManager
from uuid import UUID

from django.db import transaction

from kinfold.change_stories.actions import delete_outlived
from kinfold.platform.jobs import nightly
from kinfold.platform.models import Programme, ProgrammeAuthority, ProgrammeMember
from kinfold.platform.programme_places import in_it_today
from kinfold.platform.tenancy import as_authority
from kinfold.platform.viewer import Viewer
from kinfold_core.access import Role

log = logging.getLogger("kinfold.jobs")


@nightly("change_stories.outlived")
def forget_outlived_stories() -> None:
    """Delete the words that no consent covers any more, in every programme.

    What fails in one holds up no other, and is told when all is done that could be.
    """
    failed: list[Exception] = []
    for programme_id in Programme.objects.order_by("pk").values_list("pk", flat=True):
        by = Viewer(
            user_id=0,
            name="Kinfold, every night",
            roles=frozenset({Role.PROGRAMME_LEAD}),
            programme_ids=frozenset({programme_id}),
        )
        try:
            with _inside(programme_id), transaction.atomic():
                delete_outlived(by=by)
        except Exception as error:
            told = {"work": "delete_outlived", "programme": str(programme_id)}
            log.exception("outlived stories failed", extra={"kinfold": told})
            failed.append(error)
    if failed:
        raise failed[0]


def _inside(programme_id: UUID) -> AbstractContextManager[None]:
    """Where the fences show the programme's rows: to a member, who stays when every
    authority has left; or to an authority, where a programme has no member yet."""
    member = ProgrammeMember.objects.filter(programme=programme_id).first()
    places = ProgrammeAuthority.objects.filter(in_it_today(), programme=programme_id)
    place = places.first()
    return as_authority(
        place.authority_id if place else None,
        user_id=member.user_id if member else None,
    )
