"""What is written to the log, and how. To standard error: the machine keeps it."""

from __future__ import annotations

import os
from typing import Any

# "words" shows errors in full for somebody at the screen, so it is for the demo only:
# an error's text may quote a record. The production settings always take "json".
KINFOLD_LOG = os.environ.get("KINFOLD_LOG", "json")


def logging_as(form: str) -> dict[str, Any]:
    """Django's LOGGING with lines in `form`: "json" or "words"."""
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {
            "json": {"()": "kinfold.platform.logs.JsonFormatter"},
            "words": {"format": "{levelname} {name} {message}", "style": "{"},
        },
        "handlers": {
            "standard_error": {
                "class": "logging.StreamHandler",
                "formatter": "words" if form == "words" else "json",
            },
        },
        "root": {"handlers": ["standard_error"], "level": "WARNING"},
        "loggers": {
            "kinfold": {"level": "INFO"},
            # our own line says each refusal; theirs would say it again
            "django.request": {"level": "ERROR"},
            # replaces Django's own handlers, which print paths
            "django": {"handlers": [], "level": "WARNING", "propagate": True},
            "django.server": {"handlers": [], "level": "ERROR", "propagate": True},
        },
    }


LOGGING = logging_as(KINFOLD_LOG)
