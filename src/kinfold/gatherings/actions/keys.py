"""The secret address at which somebody's own calendar program reads the calendar."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction
from django.utils import timezone

from kinfold.gatherings import asked_selectors, selectors
from kinfold.gatherings.models import CalendarKey
from kinfold.platform import audit
from kinfold.platform.one_at_a_time import one_at_a_time
from kinfold.platform.tokens import hashed, new_token
from kinfold.platform.viewer import Viewer


@transaction.atomic
def make_key(*, programme_id: UUID, by: Viewer) -> str:
    """Make the secret part of an address; an older one of theirs ends with it.

    It is given here and never again: the hash alone is kept.

    Raises:
        PermissionDenied, NotFound: as `selectors.programme`.
    """
    selectors.programme(by, programme_id)
    one_at_a_time(f"calendar address of {by.user_id}")
    _end(programme_id, by)
    token = new_token(programme_id)
    row = CalendarKey(
        programme_id=programme_id,
        authority_id=by.authority_id,
        user_id=by.user_id,
        token_hash=hashed(token),
    )
    row.save(force_insert=True)
    audit.record_in_programme(by=by, action="calendar_key.made", target=row, changes={})
    return token


@transaction.atomic
def take_back_key(*, programme_id: UUID, by: Viewer) -> None:
    """Close their address: it answers nobody from now on. Again changes nothing.

    Raises:
        PermissionDenied, NotFound: as `selectors.programme`.
    """
    selectors.programme(by, programme_id)
    _end(programme_id, by)


def _end(programme_id: UUID, by: Viewer) -> None:
    row = asked_selectors.calendar_key(by, programme_id, is_locked=True)
    if row is None:
        return
    row.taken_back_at = timezone.now()
    row.save(update_fields=["taken_back_at"])
    audit.record_in_programme(
        by=by, action="calendar_key.taken_back", target=row, changes={}
    )
