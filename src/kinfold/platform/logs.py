"""Log lines that can be searched and that name nobody.

A line holds what `extra={"kinfold": {...}}` gives it, and the message as the source
code has it: its arguments are never put in, because they may be a path with an id, a
search word or a name. Of an error it holds the type and where it was raised, never
its text: PostgreSQL, for one, quotes the row that broke a rule.
"""

from __future__ import annotations

import json
import logging
import traceback
from contextvars import ContextVar
from datetime import UTC, datetime
from typing import Any

# The reference of the request that is being answered, "" outside of one.
current_request: ContextVar[str] = ContextVar("current_request", default="")
FRAMES = 12


class JsonFormatter(logging.Formatter):
    """One JSON object per line."""

    def format(self, record: logging.LogRecord) -> str:
        line: dict[str, Any] = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(),
            "level": record.levelname.lower(),
            "logger": record.name,
            # Django's own words there are "%s: %s", for the reason and the path
            "message": "unhandled error"
            if record.name == "django.request"
            else str(record.msg),
        }
        if reference := current_request.get():
            line["request"] = reference
        line |= getattr(record, "kinfold", {})
        if record.exc_info and record.exc_info[1] is not None:
            line["error"] = error_of(record.exc_info[1])
        return json.dumps(line, default=str, ensure_ascii=False)


def error_of(error: BaseException) -> dict[str, Any]:
    """An error without its text: type, database code, where, and what caused it."""
    frames = traceback.extract_tb(error.__traceback__)[-FRAMES:]
    said: dict[str, Any] = {
        "type": f"{type(error).__module__}.{type(error).__qualname__}",
        "where": [f"{f.filename}:{f.lineno} {f.name}" for f in frames],
    }
    if code := getattr(error, "sqlstate", None):
        said["sqlstate"] = code
    if error.__cause__ is not None:
        said["cause"] = error_of(error.__cause__)
    return said
