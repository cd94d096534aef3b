"""Reading settings from the environment, with clear words when one is missing."""

from __future__ import annotations

import os
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured


def required(name: str) -> str:
    value = os.environ.get(name, "")
    if not value:
        raise ImproperlyConfigured(
            f"{name} is not set. Start Kinfold with ./kinfold, which sets it, "
            f"or see docs/how-to/deploy.md"
        )
    return value


def flag(name: str, *, default: bool = False) -> bool:
    return os.environ.get(name, str(int(default))) in {"1", "true", "yes", "on"}


def words(name: str) -> list[str]:
    """A list, separated by commas."""
    return [w.strip() for w in os.environ.get(name, "").split(",") if w.strip()]


def database(name: str) -> dict[str, Any]:
    """Django's database settings from `postgresql://user:password@host:port/name`.

    A socket folder goes in the query: `postgresql://user:password@/name?host=/folder`.

    Raises:
        ImproperlyConfigured: the variable is missing or is no PostgreSQL address.
    """
    url = urlsplit(required(name))
    if url.scheme not in {"postgresql", "postgres"}:
        raise ImproperlyConfigured(f"{name} must begin with postgresql://")
    query = {key: values[-1] for key, values in parse_qs(url.query).items()}
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(url.path.lstrip("/")),
        "USER": unquote(url.username or ""),
        "PASSWORD": unquote(url.password or ""),
        "HOST": query.pop("host", "") or unquote(url.hostname or ""),
        "PORT": query.pop("port", "") or str(url.port or ""),
        "OPTIONS": query,
    }
