"""Keeping what the child tells of places and people, as pictures of one day."""

from __future__ import annotations

from typing import Any

from django.db import transaction

from kinfold.family_finding.holding import At, Held, check_day, hold_at, record
from kinfold.family_finding.models import (
    Connection,
    ConnectionMap,
    MobilityMap,
    MobilityPerson,
    MobilityPlace,
)
from kinfold.family_finding.selectors import episode_of
from kinfold.platform.viewer import Viewer
from kinfold.records.errors import CannotDo
from kinfold_core.practice.family_finding.details import (
    ConnectionsDetails,
    PlacesDetails,
)

MOST_NEEDS = 5


@transaction.atomic
def draw_places(*, at: At, details: PlacesDetails, by: Viewer) -> MobilityMap:
    """Keep where the child lived and who was there, with the child's own marks.

    Raises:
        CannotDo: no place, more than five needs, or a day that cannot be.
    """
    held = hold_at(by, at)
    if not details.places:
        raise CannotDo("Write at least one place", "places")
    if len(details.needs) > MOST_NEEDS:
        raise CannotDo(
            f"These are {len(details.needs)} needs. Keep the five that matter most",
            "needs",
        )
    drawn = MobilityMap.objects.create(
        **_of_the_day(held, details), needs=list(details.needs)
    )
    here = {"authority_id": drawn.authority_id}
    places = MobilityPlace.objects.bulk_create(
        MobilityPlace(
            **here,
            drawn=drawn,
            position=at,
            name=one.name,
            when=one.when,
            felt=one.felt,
        )
        for at, one in enumerate(details.places, start=1)
    )
    MobilityPerson.objects.bulk_create(
        MobilityPerson(
            **here, place=place, name=one.name, mark=one.mark,
            wants_contact=one.wants_contact,
        )
        for place, line in zip(places, details.places, strict=True)
        for one in line.people
    )  # fmt: skip
    record(held, "places_drawn", drawn, {"places": len(places)})
    return drawn


@transaction.atomic
def draw_connections(
    *, at: At, details: ConnectionsDetails, by: Viewer
) -> ConnectionMap:
    """Keep who is connected to the child, as the child sees it on that day.

    Side and generation are those of whoever has the same name on the list.

    Raises:
        CannotDo: nobody on it, or a day that cannot be.
    """
    held = hold_at(by, at)
    if not details.connections:
        raise CannotDo("Write at least one person", "connections")
    row = episode_of(by, at.family_id, at.episode_id)
    drawn = ConnectionMap.objects.create(
        **_of_the_day(held, details), moment=details.moment
    )
    people = []
    for one in details.connections:
        known = row.called(one.name) or one
        people.append(
            Connection(
                authority_id=drawn.authority_id, drawn=drawn, name=one.name,
                tie=one.tie, strength=one.strength, often=one.often, wish=one.wish,
                where=one.where,
                side=known.side, generation=known.generation,
            )
        )  # fmt: skip
    Connection.objects.bulk_create(people)
    changes = {"moment": drawn.moment, "people": len(people)}
    record(held, "connections_drawn", drawn, changes)
    return drawn


def _of_the_day(
    held: Held, details: PlacesDetails | ConnectionsDetails
) -> dict[str, Any]:
    check_day(held.episode, details.drawn_on, "drawn_on")
    told = {"drawn_on": details.drawn_on, "child_words": details.child_words}
    return {**held.here, "recorded_by_id": held.worker_id, **told}
