"""Whose account an address is: for who gives somebody a place by their address."""

from __future__ import annotations

from dataclasses import dataclass

from kinfold.platform.models import User
from kinfold.platform.places import places_of, viewer_in
from kinfold.platform.tenancy import as_authority
from kinfold.platform.viewer import Viewer


@dataclass(frozen=True, slots=True)
class Account:
    user_id: int
    name: str


def account_at(email: str) -> Account | None:
    """The account that signs in with this address; None where there is none.

    Looked for as at sign-in, before anybody is known: a viewer sees only their own.
    """
    with as_authority(None):
        row = User.objects.filter(email=email.strip().lower(), is_active=True).first()
    return Account(row.pk, row.name) if row else None


def viewers_at(email: str) -> list[Viewer]:
    """Whom this address signs in as, one for each place it opens; empty where it
    opens none. Of their teams nothing is said."""
    account = account_at(email)
    if account is None:
        return []
    places = places_of(account.user_id)
    with as_authority(None, user_id=account.user_id):
        return [viewer_in(place, user_id=account.user_id) for place in places]


def is_open(user_id: int) -> bool:
    """Whether somebody still signs in with this account."""
    with as_authority(None, user_id=user_id):
        return User.objects.filter(pk=user_id, is_active=True).exists()
