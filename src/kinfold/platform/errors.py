"""What can go wrong between a request and a record, and what each becomes."""

from __future__ import annotations


class NotFound(LookupError):
    """No such record *for this viewer*. Becomes a 404, never a 403."""


class Conflict(Exception):
    """Somebody else changed it meanwhile. Becomes a 409 that shows both versions."""
