"""What the sign-in tests share: a password, the door, and what was written down."""

from __future__ import annotations

from typing import Any

from django.test import Client

from kinfold.platform.models import AuditEvent, User
from kinfold.platform.tenancy import as_viewer
from kinfold.platform.viewer import Viewer

PASSWORD = "three quiet rivers meet"
DOOR = "/account/sign-in/"


def with_password(viewer: Viewer, password: str = PASSWORD) -> User:
    """The viewer's account, with a password to sign in with."""
    user = User.objects.get(pk=viewer.user_id)
    user.set_password(password)
    user.save()
    return user


def enter(client: Client, email: str, password: str = PASSWORD, **more: Any) -> Any:
    return client.post(DOOR, {"login": email, "password": password} | more)


def events_of(viewer: Viewer) -> list[str]:
    """The audited actions of the viewer's authority, oldest first."""
    with as_viewer(viewer):
        return list(AuditEvent.objects.order_by("id").values_list("action", flat=True))
