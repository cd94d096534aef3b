"""What the page tells of the time that was spent, and the day somebody looks at."""

from __future__ import annotations

import json
from typing import Any

from django import forms
from django.utils import timezone

from kinfold.platform.fields import DayField
from kinfold.platform.word_fields import NOT_YET

MOST_TOLD = 20


def read_spent(body: bytes) -> dict[str, int]:
    """Seconds by the address of a form; empty when it is not what the page tells."""
    try:
        told: Any = json.loads(body)
        found = {path: int(seconds) for path, seconds in told.items()}
    except (ValueError, TypeError, AttributeError, OverflowError, RecursionError):
        return {}
    return {path: s for path, s in list(found.items())[:MOST_TOLD] if s > 0}


class DayForm(forms.Form):
    hides_optional = True
    day = DayField(
        label="Which day?",
        latest=timezone.localdate,
        error_messages=NOT_YET,
    )
