"""Signing out on a browser closes the part of it that holds a visit."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.signals import user_logged_out
from django.dispatch import receiver
from django.http import HttpRequest

from kinfold.offline.actions import close_here
from kinfold.offline.keys import read_ticket
from kinfold.platform.models import User
from kinfold.platform.tenancy import as_viewer
from kinfold.platform.viewer import holder_of_a_link

COOKIE = "kinfold_visit"


@receiver(user_logged_out, dispatch_uid="kinfold.offline.close")
def close(
    sender: Any, request: HttpRequest, user: User | None = None, **kwargs: Any
) -> None:
    """The page itself closes it too (`leaving.js`); this is for when it cannot."""
    read = read_ticket(request.COOKIES.get(COOKIE, ""))
    if read is not None and user is not None:
        by = holder_of_a_link(read[0])
        with as_viewer(by):
            close_here(device_id=read[1], user_id=user.pk, by=by)
