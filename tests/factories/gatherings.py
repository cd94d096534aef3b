"""A gathering of a programme with everything it can hold, and a visit."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from kinfold.gatherings.models import (
    AgreedAction,
    Gathering,
    GuestInvitation,
    Visit,
)
from kinfold.platform.models import Authority, Programme
from kinfold.platform.models.said_by import said_by
from kinfold.platform.tenancy import as_viewer
from kinfold.platform.viewer import Viewer

DAY = date(2026, 12, 3)


def make_gathering(by: Viewer, programme: Programme, **changes: object) -> Gathering:
    usual = {"kind": "workshop", "title": "Leaders meet", "day": DAY}
    with as_viewer(by):
        return Gathering.objects.create(
            programme=programme, **{**usual, **changes}, **said_by(by)
        )


def make_visit(
    by: Viewer, programme: Programme, authority: Authority, **changes: object
) -> Visit:
    usual = {"kind": "visit", "day": DAY}
    with as_viewer(by):
        return Visit.objects.create(
            programme=programme,
            authority=authority,
            **{**usual, **changes},
            **said_by(by),
        )


def make_gathering_rows(
    by: Viewer, programme: Programme, authority: Authority
) -> dict[str, UUID]:
    """A row for every part of an address."""
    held = make_gathering(by, programme)
    of_it = {"programme": programme, "gathering": held, **said_by(by)}
    with as_viewer(by):
        agreed = AgreedAction.objects.create(
            words="Send the draft plan", who="Grace", by_day=DAY, **of_it
        )
        asked = GuestInvitation.objects.create(user_id=-2, name="Grace", **of_it)
    return {
        "gathering_id": held.pk,
        "agreed_id": agreed.pk,
        "guest_invitation_id": asked.pk,
        "visit_id": make_visit(by, programme, authority).pk,
    }
