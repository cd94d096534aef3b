"""Reading the calendar at a secret address: as whoever made it, and no more.

What stands in the address is never logged, counted or audited: the route is (ADR 23).
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from uuid import UUID

from kinfold.gatherings import policy, selectors
from kinfold.gatherings.models import CalendarKey
from kinfold.platform.accounts import is_open
from kinfold.platform.errors import NotFound
from kinfold.platform.places import Place, viewer_in
from kinfold.platform.tenancy import as_authority, as_key_holder
from kinfold.platform.tokens import authority_of, hashed
from kinfold.platform.viewer import Viewer


@contextmanager
def reading_at(token: str) -> Iterator[tuple[Viewer, UUID]]:
    """Whoever made this address, as they stand today, and the programme it is of. What
    is read inside is what they would read signed in.

    Raises:
        NotFound: there is no such address, it was taken back, their account is closed,
            or they or their authority see the programme no more.
    """
    programme_id = authority_of(token)  # a programme's stands in this one
    if programme_id is None:
        raise NotFound("No calendar address")
    with as_key_holder(hashed(token)):
        key = CalendarKey.objects.filter(
            programme=programme_id, token_hash=hashed(token), taken_back_at=None
        ).first()
    if key is None or not is_open(key.user_id):
        raise NotFound("No calendar address")
    place = Place(
        authority_id=key.authority_id,
        programme_id=None if key.authority_id else key.programme_id,
    )
    with as_authority(key.authority_id, user_id=key.user_id):
        viewer = viewer_in(place, user_id=key.user_id)
        if viewer.authority_id != key.authority_id or not policy.may_see(viewer):
            raise NotFound("No calendar address")
        selectors.programme(viewer, key.programme_id)
        yield viewer, key.programme_id
