"""A workshop that is the room of a date in the calendar (`gatherings.rooms`)."""

from __future__ import annotations

from django.urls import reverse

from kinfold.gatherings.models import Gathering
from kinfold.gatherings.rooms import HeldThere
from kinfold.platform.viewer import Viewer
from kinfold.workshops import policy
from kinfold.workshops.models import Workshop


def held_at(viewer: Viewer, row: Gathering) -> list[HeldThere]:
    """The workshops of this date, by title. One query."""
    if not policy.may_read(viewer):
        return []
    found = Workshop.objects.filter(programme=row.programme_id, gathering=row)
    return [
        HeldThere(one.title, reverse("workshops:workshop", args=[one.pk]))
        for one in found.order_by("title")
    ]


def follow_date(row: Gathering, by: Viewer) -> None:
    """Take over a date's day and place. Whoever may change the date moves its room
    with it, and the calendar's own audit says so."""
    rooms = Workshop.objects.filter(programme=row.programme_id, gathering=row)
    rooms.update(held_on=row.day, place=row.where)
