"""A real service: https only, behind a proxy that ends it."""

from __future__ import annotations

import os

from kinfold.config.settings.base import *  # noqa: F403
from kinfold.config.settings.logging import logging_as

# whatever the environment says: a demo lets anybody in
KINFOLD_DEMO = False
LOGGING = logging_as("json")

# one proxy stands in front; without it the limits on guessing would see one address
ALLAUTH_TRUSTED_PROXY_COUNT = int(os.environ.get("KINFOLD_PROXY_COUNT", "1"))
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_SSL_REDIRECT = True
SECURE_REDIRECT_EXEMPT = [r"^health/"]  # asked from inside, over plain http
SECURE_HSTS_SECONDS = 60 * 60 * 24 * 365
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True
SESSION_COOKIE_SECURE = True
CSRF_COOKIE_SECURE = True
