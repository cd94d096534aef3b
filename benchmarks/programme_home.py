"""The home of a programme of 153 authorities with rows in its rooms, for 50 users."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import Any

from benchmarks.load import Ask
from benchmarks.pages import measure, queries
from benchmarks.programme_made import EMAIL, PLACE
from benchmarks.served import served

USERS = 50


def home(seconds: float) -> dict[str, Any]:
    """The home and one authority's page, beside the empty page."""
    from django.conf import settings
    from django.urls import reverse

    owner = {**os.environ, "KINFOLD_AS_OWNER": "1"}
    made = [sys.executable, "-m", "benchmarks.programme_made"]
    subprocess.run(made, check=True, env=owner)
    lead = signed_in(EMAIL)
    cookie = f"{settings.SESSION_COOKIE_NAME}={lead.session_key}"
    paths = {
        "empty": reverse("platform:empty"),
        "programme home": reverse("programme:home"),
        "one authority": reverse("programme:place", args=[PLACE]),
    }
    figures: dict[str, Any] = {
        name: {"queries": queries(lead, path)} for name, path in paths.items()
    }
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    with served("kinfold.config.wsgi:application", environment) as server:
        for name, path in paths.items():
            asks = [Ask(path, cookie)]
            figures[name] |= measure(server, asks, seconds=seconds, count=USERS)
    return figures


def signed_in(email: str) -> Any:
    from importlib import import_module

    from django.conf import settings
    from django.contrib.auth import (
        BACKEND_SESSION_KEY,
        HASH_SESSION_KEY,
        SESSION_KEY,
        get_user_model,
    )

    from benchmarks.cast import Somebody
    from kinfold.platform.places import places_of, viewer_in

    user = get_user_model().objects.get(email=email)
    [place] = places_of(user.pk)
    session = import_module(settings.SESSION_ENGINE).SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    place.keep_in(session)
    session.save()
    viewer = viewer_in(place, user_id=user.pk)
    return Somebody(viewer, session.session_key, viewer.programme_ids)  # type: ignore[arg-type]
