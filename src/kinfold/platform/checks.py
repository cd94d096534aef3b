"""What a service with real families may not be run with: `check --deploy` says so."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, register

SHORTEST_KEY = 32


@register("security", deploy=True)
def is_no_demo(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """A demo shows its people and their password, and asks for no second step."""
    if not settings.KINFOLD_DEMO:
        return []
    return [
        Error(
            "This is a demo: anybody can sign in to it",
            hint="Use DJANGO_SETTINGS_MODULE=kinfold.config.settings.production, "
            "which is never a demo",
            id="kinfold.platform.E001",
        )
    ]


@register("security", deploy=True)
def field_key_is_set(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """Without its own key a protected address opens with the key of the sessions."""
    if len(settings.KINFOLD_FIELD_KEY) >= SHORTEST_KEY:
        return []
    is_set = bool(settings.KINFOLD_FIELD_KEY)
    return [
        Error(
            f"KINFOLD_FIELD_KEY has fewer than {SHORTEST_KEY} characters"
            if is_set
            else "KINFOLD_FIELD_KEY is not set",
            hint="It encrypts protected addresses; see docs/how-to/deploy.md",
            id="kinfold.platform.E002",
        )
    ]
