"""Writing down sign-ins: in each authority's audit, and in the log by account only."""

from __future__ import annotations

import logging
from uuid import UUID

from django.http import HttpRequest
from django.http.response import HttpResponseBase

from kinfold.platform import audit
from kinfold.platform.models import AuditEvent, User
from kinfold.platform.places import Place, places_of, viewer_in
from kinfold.platform.tenancy import as_authority

log = logging.getLogger("kinfold.signin")

SIGNED_IN = "sign_in.done"
SIGNED_OUT = "sign_in.left"
ARRIVED = "sign_in.place_chosen"
REFUSED = "sign_in.refused"
LOCKED = "sign_in.locked"
SECOND_FACTOR_REFUSED = "sign_in.second_factor_refused"
SECOND_FACTOR_REMOVED = "sign_in.second_factor_removed"


def note_access(user_id: int, action: str, authority_id: UUID | None) -> None:
    """Write one event about an account: audited where an authority is known."""
    log.info(action, extra={"user_id": user_id})
    if authority_id is None:
        return
    with as_authority(authority_id, user_id=user_id):
        viewer = viewer_in(Place(authority_id=authority_id), user_id=user_id)
        if viewer.authority_id is None:
            return
        audit.record(
            by=viewer,
            action=action,
            target=User(pk=user_id),
            changes={},
            kind=AuditEvent.Kind.ACCESS,
        )


def note_everywhere(user_id: int, action: str) -> None:
    """The same in every authority the account opens."""
    places: list[UUID | None] = [
        place.authority_id for place in places_of(user_id) if place.authority_id
    ]
    for authority_id in places or [None]:
        note_access(user_id, action, authority_id)


def note_refusal_after(
    response: HttpResponseBase, request: HttpRequest, email: str, *, is_locked: bool
) -> None:
    """Write down a refused sign-in once the answer has left.

    Only an address that has an account leads to a write. Done before the answer, the
    time it takes would tell a stranger which addresses do.
    """

    def write() -> None:
        action = LOCKED if is_locked else REFUSED
        known = User.objects.filter(email=email.strip().lower()).values_list("pk")
        row = known.first()
        if row is None:
            log.info(action, extra={"user_id": None})
        else:
            note_everywhere(row[0], action)

    response._resource_closers.append(write)  # type: ignore[attr-defined]
