"""Settings that would open a door by mistake, refused at start."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.checks import CheckMessage, Error, register

_LOCAL = {"localhost", "127.0.0.1", "::1"}


@register("security")
def directory_is_over_https(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """The directory's answers are trusted because they came over TLS from it."""
    if not settings.SOCIALACCOUNT_PROVIDERS["openid_connect"]["APPS"]:
        return []
    url = urlsplit(settings.KINFOLD_OIDC_SERVER)
    if url.scheme == "https" or url.hostname in _LOCAL:
        return []
    return [
        Error(
            "KINFOLD_OIDC_SERVER must begin with https://",
            hint="For Entra ID: https://login.microsoftonline.com/<tenant id>/v2.0",
            id="kinfold.signin.E001",
        )
    ]


@register("security")
def directory_is_one_tenant(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """In a directory shared by all, anybody can give themselves any email address."""
    path = urlsplit(settings.KINFOLD_OIDC_SERVER).path.strip("/").split("/")[0]
    shared = path in {"common", "organizations", "consumers"}
    if not (settings.KINFOLD_OIDC_TRUSTS_EMAIL and shared):
        return []
    return [
        Error(
            "KINFOLD_OIDC_TRUSTS_EMAIL is set for a directory that anybody can join",
            hint="Name your own tenant in KINFOLD_OIDC_SERVER",
            id="kinfold.signin.E002",
        )
    ]
