"""Reads of somebody's own account and of invitations."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from allauth.mfa.models import Authenticator
from django.utils import timezone

from kinfold.platform.models import User
from kinfold.platform.signin.models import Session
from kinfold.platform.signin.sessions import hashed
from kinfold.platform.viewer import Viewer


@dataclass(frozen=True, slots=True)
class Stay:
    """One session of the account that has not ended."""

    started_at: datetime
    ends_at: datetime
    is_here: bool


@dataclass(frozen=True, slots=True)
class AccountPage:
    name: str
    email: str
    has_password: bool
    has_app: bool
    passkey_count: int
    has_recovery_codes: bool
    stays: tuple[Stay, ...]

    @property
    def has_other_stays(self) -> bool:
        return len(self.stays) > 1


def account_page(viewer: Viewer, session_key: str) -> AccountPage:
    """The viewer's own account. Three queries."""
    user = User.objects.get(pk=viewer.user_id)
    kinds = list(
        Authenticator.objects.filter(user_id=viewer.user_id).values_list(
            "type", flat=True
        )
    )
    rows = Session.objects.filter(
        user_id=viewer.user_id, expire_date__gt=timezone.now()
    ).order_by("-started_at")
    here = hashed(session_key)
    return AccountPage(
        name=user.name,
        email=user.email,
        has_password=user.has_usable_password(),
        has_app=Authenticator.Type.TOTP in kinds,
        passkey_count=kinds.count(Authenticator.Type.WEBAUTHN),
        has_recovery_codes=Authenticator.Type.RECOVERY_CODES in kinds,
        stays=tuple(
            Stay(row.started_at, row.expire_date, row.pk == here) for row in rows
        ),
    )
