"""A real service: https only, behind a proxy that ends it."""

from __future__ import annotations

from kinfold.config.settings.base import *  # noqa: F403
from kinfold.config.settings.logging import logging_as

LOGGING = logging_as("json")

SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_SSL_REDIRECT = True
SECURE_REDIRECT_EXEMPT = [r"^health/"]  # asked from inside, over plain http
SECURE_HSTS_SECONDS = 60 * 60 * 24 * 365
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True
SESSION_COOKIE_SECURE = True
CSRF_COOKIE_SECURE = True
