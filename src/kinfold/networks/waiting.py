"""What can wait in a network: a role that was closed until a day."""

from __future__ import annotations

from datetime import date

from django.db.models import Min

from kinfold.networks.models import RoleClosed
from kinfold.records.waiting import Asked, Kind, Rows, told
from kinfold_core.access import Action
from kinfold_core.people.dates import day_in_words


def roles_to_look_at(asked: Asked) -> Rows:
    """Closed roles whose day to look again has come (R-NW6)."""
    due = RoleClosed.objects.filter(
        looks=None, review_on__lte=asked.today, member__ended_on=None
    )
    return told(due, asked, "role_review", Min("review_on"), "member__family_id")


def _say(day: date, today: date) -> str:
    return (
        "A role that is closed to somebody of the network was to be looked at again "
        f"on {day_in_words(day)}"
    )


KINDS = (
    Kind(
        key="role_review", order=5, icon="users-round", needs=Action.WRITE_NETWORK,
        page="networks:network", rows=roles_to_look_at, say=_say,
    ),
)  # fmt: skip
