"""Reads of who is asked to come, of what one answered, and of one's own calendar."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, time, timedelta
from typing import Any
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import JSONObject
from django.utils import timezone

from kinfold.gatherings import policy
from kinfold.gatherings.models import (
    CalendarKey,
    Gathering,
    Guest,
    GuestAnswer,
    GuestInvitation,
    Visit,
)
from kinfold.gatherings.selectors import (
    MOST_SHOWN,
    gatherings_open_to,
    insist_sees,
    visits_open_to,
)
from kinfold.platform.errors import NotFound
from kinfold.platform.models import ProgrammeAuthority
from kinfold.platform.programme_places import in_it_today, place_is_in_it
from kinfold.platform.programmes import programmes_open_to
from kinfold.platform.viewer import Viewer

LATELY = 92
"""Days for which what is over stays in a subscribed calendar."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """A gathering that waits for somebody's answer."""

    id: UUID
    title: str
    day: date


def invitation(viewer: Viewer, invitation_id: UUID) -> GuestInvitation:
    """One invitation by name, locked for a change.

    Raises:
        PermissionDenied: the viewer's role sees none.
        NotFound: there is none for this viewer.
    """
    rows = GuestInvitation.objects.filter(
        place_is_in_it(),
        pk=invitation_id,
        gathering__in=gatherings_open_to(viewer).values("pk"),
    )
    found = rows.select_for_update(of=("self",)).select_related("gathering").first()
    if found is None:
        raise NotFound(f"No invitation {invitation_id}")
    return found


def places_on(viewer: Viewer, row: Gathering) -> set[UUID]:
    """The authorities that are in the programme today and on the day of a gathering."""
    insist_sees(viewer)
    stays = Q(left_on=None) | Q(left_on__gt=row.day)
    rows = ProgrammeAuthority.objects.filter(
        in_it_today(), stays, programme=row.programme_id
    )
    return set(rows.values_list("authority", flat=True))


def waiting_in_each(viewer: Viewer) -> ArraySubquery:
    """Of a query of programmes: what waits there for the viewer's own answer, as
    `waiting_now` reads it. They are asked by name and have not answered, or it was
    moved since they did. No query of its own."""
    mine = {
        "programme": OuterRef("programme"),
        "gathering": OuterRef("pk"),
        "user_id": viewer.user_id,
    }
    asked = GuestInvitation.objects.filter(place_is_in_it(), taken_back_at=None, **mine)
    said = Guest.objects.filter(place_is_in_it(), **mine)
    holds = said.filter(answers_move=OuterRef("moves"))
    # whoever cannot come is not asked again by a new day unless they are invited
    is_asked = Exists(asked) | Exists(said.exclude(answer=Guest.Answer.CANNOT))
    rows = gatherings_open_to(viewer).filter(
        is_asked,
        ~Exists(holds),
        programme=OuterRef("pk"),
        cancelled_on=None,
        day__gte=timezone.localdate(),
    )
    held = JSONObject(id="id", title="title", day="day", starts_at="starts_at")
    told = rows.order_by("day", "starts_at").values(held=held)
    return ArraySubquery(told[:MOST_SHOWN])


def waiting_now(viewer: Viewer, held: Iterable[dict[str, Any]]) -> tuple[Waiting, ...]:
    """What `waiting_in_each` found for them in one programme, as far as it has not
    begun. No query."""
    insist_sees(viewer)
    now = timezone.localtime()
    found = []
    for one in held:
        day = date.fromisoformat(one["day"])
        starts_at = time.fromisoformat(one["starts_at"]) if one["starts_at"] else None
        if not policy.has_begun(day, starts_at, now):
            found.append(Waiting(UUID(one["id"]), one["title"], day))
    return tuple(found)


def last_why(viewer: Viewer, guest: Guest | None) -> str:
    """The word that stands beside an answer, as far as the viewer may read it."""
    insist_sees(viewer)
    if guest is None:
        return ""
    rows = GuestAnswer.objects.filter(programme=guest.programme_id, guest=guest)
    newest = rows.order_by("-at", "-id").first()
    return newest.why if newest else ""


def answers_of(viewer: Viewer) -> dict[UUID, Guest]:
    """What the viewer answered, by gathering. One query."""
    insist_sees(viewer)
    mine = Guest.objects.filter(
        programme__in=programmes_open_to(viewer), user_id=viewer.user_id
    )
    return {one.gathering_id: one for one in mine}


def calendar_key(
    viewer: Viewer, programme_id: UUID, *, is_locked: bool = False
) -> CalendarKey | None:
    """The viewer's own secret address of a programme's calendar, while it is open."""
    insist_sees(viewer)
    rows = CalendarKey.objects.filter(
        programme=programme_id,
        user_id=viewer.user_id,
        authority=viewer.authority_id,
        taken_back_at=None,
    )
    return (rows.select_for_update() if is_locked else rows).first()


def subscribed(viewer: Viewer, programme_id: UUID) -> list[Gathering | Visit]:
    """What a subscribed calendar shows of one programme: what comes, and the last
    three months, which would else vanish from it. Two queries."""
    since = timezone.localdate() - timedelta(days=LATELY)
    of_it = {"programme": programme_id, "day__gte": since}
    meets = gatherings_open_to(viewer).filter(**of_it).order_by("day")
    sits = visits_open_to(viewer).filter(**of_it).order_by("day")
    return [*meets[:MOST_SHOWN], *sits[:MOST_SHOWN]]
