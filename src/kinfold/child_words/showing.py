"""What is kept from the family because the child chose so."""

from __future__ import annotations

from datetime import timedelta
from typing import Final

from django.utils import timezone

from kinfold_core.practice.written import Showing

LOOK_AGAIN: Final = timedelta(weeks=4)
CHOSE_SO: Final = "The child chose who may see this"
MADE_OF_IT: Final = (
    "A child took back what this was made of. Look at it with the child before the "
    "family reads it"
)


def hidden_as_chosen() -> Showing:
    """With the reason, and the day to ask the child again (I8)."""
    day = timezone.localdate() + LOOK_AGAIN
    return Showing(
        is_visible=False, reason=CHOSE_SO, review_on=day, is_childs_choice=True
    )


def hidden_until_looked_at() -> Showing:
    """Others' words made of a child's, that nobody but the child can tell apart."""
    day = timezone.localdate() + LOOK_AGAIN
    return Showing(is_visible=False, reason=MADE_OF_IT, review_on=day)
