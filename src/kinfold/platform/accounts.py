"""Whose account an address is: for who gives somebody a place by their address."""

from __future__ import annotations

from dataclasses import dataclass

from kinfold.platform.models import User
from kinfold.platform.tenancy import as_authority


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
