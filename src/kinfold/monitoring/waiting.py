"""What can wait as a plan is lived: a red flag to be read, a review to be held."""

from __future__ import annotations

from datetime import date, timedelta

from django.db.models import Max

from kinfold.monitoring.models import JournalEntry
from kinfold.planning.models import SafetyPlan
from kinfold.records.waiting import Asked, Kind, Rows, told
from kinfold_core.access import Action
from kinfold_core.people.dates import day_in_words

# a week is enough to ask everybody who has to come
REVIEW_AHEAD = timedelta(days=7)


def unread_red_flags(asked: Asked) -> Rows:
    """Of each family the newest that this worker has neither written nor read."""
    unread = (
        JournalEntry.objects.filter(is_red_flag=True)
        .exclude(recorded_by_id=asked.worker_id)
        .exclude(readings__reader_id=asked.worker_id)
    )
    return told(unread, asked, "red_flag", Max("happened_on"))


def reviews_due(asked: Asked) -> Rows:
    lived = SafetyPlan.objects.filter(
        live_version__isnull=False, review_on__lte=asked.today + REVIEW_AHEAD
    )
    return told(lived, asked, "review", "review_on")


def _say_red_flag(day: date, today: date) -> str:
    return f"A red flag in the journal of {day_in_words(day)} that you have not read"


def _say_review(day: date, today: date) -> str:
    was = "was" if day < today else "is"
    return f"The plan {was} to be looked at together by {day_in_words(day)}"


KINDS = (
    Kind(
        key="red_flag", order=0, icon="flag", needs=Action.WRITE_JOURNAL,
        page="monitoring:journal", rows=unread_red_flags, say=_say_red_flag,
    ),
    Kind(
        key="review", order=3, icon="calendar-clock", needs=Action.WRITE_PLAN,
        page="monitoring:reviews", rows=reviews_due, say=_say_review,
    ),
)  # fmt: skip
