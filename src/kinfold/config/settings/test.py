"""The test suite: the real database, real roles, quick password hashing."""

from __future__ import annotations

import os

os.environ.setdefault("KINFOLD_SECRET_KEY", "only-for-tests-never-for-people")
os.environ.setdefault("KINFOLD_APP_DATABASE_URL", "postgresql://kinfold_app@/kinfold")

from kinfold.config.settings.base import *  # noqa: F403

KINFOLD_DEMO = True
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
# warnings are errors in the suite, and this folder is made by collectstatic
WHITENOISE_AUTOREFRESH = True
