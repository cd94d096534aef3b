"""What can wait: somebody is there over a child's no, and its day has come."""

from __future__ import annotations

from datetime import date

from django.db.models import Exists, Min, OuterRef

from kinfold.child_no.models import DespiteChild
from kinfold.records.waiting import Asked, Kind, Rows, told
from kinfold_core.access import Action
from kinfold_core.people.dates import day_in_words


def noes_to_look_at(asked: Asked) -> Rows:
    """Decisions over a child's no whose day has come, and that nothing came after."""
    since = DespiteChild.objects.filter(
        authority_id=OuterRef("authority_id"),
        family_id=OuterRef("family_id"),
        name=OuterRef("name"),
        recorded_at__gt=OuterRef("recorded_at"),
    )
    due = DespiteChild.objects.filter(~Exists(since), review_on__lte=asked.today)
    return told(due, asked, "child_no_review", Min("review_on"))


def _say_no(day: date, today: date) -> str:
    return (
        "Somebody is there although a child said no. That was to be looked at again "
        f"on {day_in_words(day)}"
    )


KINDS = (
    Kind(
        key="child_no_review", order=5, icon="users-round", needs=Action.WRITE_NETWORK,
        page="child_no:everybody", rows=noes_to_look_at, say=_say_no,
    ),
)  # fmt: skip
