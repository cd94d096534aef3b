"""Settings common to every way of running Kinfold. Values come from the environment."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from kinfold.config.environment import database, flag, required, words
from kinfold.config.settings.logging import *  # noqa: F403  what is written to the log
from kinfold.config.settings.signin import *  # noqa: F403  how people sign in

SOURCE = Path(__file__).resolve().parents[2]
PROJECT = SOURCE.parents[1]
HOME = Path(os.environ.get("KINFOLD_HOME", PROJECT / ".kinfold"))

SECRET_KEY = required("KINFOLD_SECRET_KEY")
DEBUG = False
# Made-up families, demo users and the ribbon that says so.
KINFOLD_DEMO = flag("KINFOLD_DEMO")
# Encrypts protected addresses; without it the secret key does. See people/sealing.py.
KINFOLD_FIELD_KEY = os.environ.get("KINFOLD_FIELD_KEY", "")
ALLOWED_HOSTS = words("KINFOLD_HOSTS") or ["localhost", "127.0.0.1", "[::1]"]
CSRF_TRUSTED_ORIGINS = words("KINFOLD_ORIGINS")

INSTALLED_APPS = [
    # ours first, so that our form and account templates stand before their defaults
    "kinfold.platform",
    "kinfold.platform.signin",
    "kinfold.records",
    "kinfold.drafts",
    "kinfold.recording",
    "kinfold.people",
    "kinfold.finding",
    "kinfold.intake",
    "kinfold.vocabulary",
    "kinfold.expectations",
    "kinfold.questions",
    "kinfold.practice",
    "kinfold.scaling",
    "kinfold.versions",
    "kinfold.networks",
    "kinfold.sides",
    "kinfold.child_no",
    "kinfold.ledger",
    "kinfold.circles",
    "kinfold.family_picture",
    "kinfold.trajectory",
    "kinfold.family_time",
    "kinfold.planning",
    "kinfold.monitoring",
    "kinfold.commitments",
    "kinfold.kinship",
    "kinfold.voice",
    "kinfold.child_tools",
    "kinfold.child_words",
    "kinfold.supervision",
    "kinfold.family_finding",
    "kinfold.lifetime",
    "kinfold.belonging",
    "kinfold.offline",
    "kinfold.inquiries",
    "kinfold.stages",
    "kinfold.long_haul",
    "kinfold.copies",
    "kinfold.own_copies",
    "kinfold.meetings",
    "kinfold.network_meetings",
    "kinfold.whiteboard",
    "kinfold.returns",
    "kinfold.insight",
    "kinfold.fidelity",
    "kinfold.studies",
    "kinfold.themes",
    "kinfold.change_stories",
    "kinfold.journeys",
    "kinfold.development",
    "kinfold.workshops",
    "kinfold.lab",
    "kinfold.extracts",
    "kinfold.implementation",
    "kinfold.knowledge",
    "kinfold.gatherings",
    "kinfold.consultancy",
    "kinfold.framework",
    "kinfold.aims",
    "kinfold.claims",
    "kinfold.programme",
    "kinfold.world",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django.forms",
    "django_htmx",
    "template_partials.apps.SimpleAppConfig",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "procrastinate.contrib.django",
]
MIDDLEWARE = [
    "kinfold.platform.middleware.WatchMiddleware",
    "kinfold.platform.middleware.SecurityHeadersMiddleware",
    "kinfold.platform.middleware.FormCharsetMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    # outside the viewer's transaction, because it writes letters when that commits
    "allauth.account.middleware.AccountMiddleware",
    "kinfold.platform.middleware.ViewerMiddleware",
    "kinfold.platform.signin.door.DoorMiddleware",
    "kinfold.platform.signin.second_factor.SecondFactorMiddleware",
    "kinfold.config.matrix_rows.MatrixRowsMiddleware",
    "kinfold.records.middleware.NoAccessMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "kinfold.drafts.middleware.DraftMiddleware",
    "kinfold.recording.middleware.RecordingMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]
ROOT_URLCONF = "kinfold.config.urls"
WSGI_APPLICATION = "kinfold.config.wsgi.application"

# What the web application logs in as owns nothing and sees one authority at a time.
# Commands that change the schema log in as its owner instead (see kinfold.manage).
DATABASES: dict[str, dict[str, Any]] = {
    "default": database(
        "KINFOLD_MIGRATE_DATABASE_URL"
        if flag("KINFOLD_AS_OWNER")
        else "KINFOLD_APP_DATABASE_URL"
    )
}
DATABASES["default"]["CONN_MAX_AGE"] = 600
DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "OPTIONS": {
            "loaders": [
                (
                    "template_partials.loader.Loader",
                    [
                        (
                            "django.template.loaders.cached.Loader",
                            ["django.template.loaders.app_directories.Loader"],
                        )
                    ],
                )
            ],
            "builtins": ["template_partials.templatetags.partials"],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.messages.context_processors.messages",
                "kinfold.config.frame.frame",
            ],
        },
    }
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

AUTH_USER_MODEL = "platform.User"
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
] + [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    }
]

LANGUAGE_CODE = "en-gb"
TIME_ZONE = "Europe/London"
USE_TZ = True
USE_I18N = True

STATIC_URL = "static/"
STATIC_ROOT = HOME / "static"
# The faces of the paper, for a screen that has none for a family's script.
STATICFILES_DIRS = [("kinfold/scripts", SOURCE / "platform/pdf_fonts/scripts")]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
# Where uploaded files are kept: outside anything a web server serves.
FILES_ROOT = HOME / "files"
KINFOLD_FILE_LIMIT_BYTES = int(os.environ.get("KINFOLD_FILE_LIMIT_MB", "25")) << 20
# An authority's returns: the largest one, and how long each is kept.
KINFOLD_RETURN_LIMIT_BYTES = int(os.environ.get("KINFOLD_RETURN_LIMIT_MB", "500")) << 20
KINFOLD_RETURN_DAYS = int(os.environ.get("KINFOLD_RETURN_DAYS", "2557"))
# ClamAV's clamd: "unix:/run/clamav/clamd.ctl" or "host:3310". Empty: no scanning.
KINFOLD_CLAMD = os.environ.get("KINFOLD_CLAMD", "")
# What a monitor sends as "Authorization: Bearer ..." to read /metrics.
KINFOLD_METRICS_TOKEN = os.environ.get("KINFOLD_METRICS_TOKEN", "")

# What writing costs is shown of at least so many workers together, never of fewer.
KINFOLD_RECORDING_CELL = max(10, int(os.environ.get("KINFOLD_RECORDING_CELL", "10")))

CSRF_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
# Named as in Django 6, which has this built in.
SECURE_CSP: dict[str, list[str]] = {
    "default-src": ["'none'"],
    "script-src": ["'self'"],
    "style-src": ["'self'"],
    "img-src": ["'self'"],
    "font-src": ["'self'"],
    # a recording of a child: from us, or just made and not sent yet
    "media-src": ["'self'", "blob:"],
    "connect-src": ["'self'"],
    "form-action": ["'self'"],
    "manifest-src": ["'self'"],
    "frame-ancestors": ["'none'"],
    "base-uri": ["'none'"],
}
PERMISSIONS_POLICY = (
    "camera=(), microphone=(), geolocation=(), payment=(), usb=(), "
    "browsing-topics=(), publickey-credentials-get=(self), "
    "publickey-credentials-create=(self)"
)
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2_000
