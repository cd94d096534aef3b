"""The pictures of an episode as they were told, a query each."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from kinfold.belonging.selectors.tree import trees_of
from kinfold.family_finding.models import ConnectionMap, MobilityMap
from kinfold.platform.viewer import Viewer
from kinfold_core.practice.family_finding.logs import ConnectionPicture, PlacesPicture
from kinfold_core.practice.family_finding.typed import (
    ConnectionLine,
    PlaceLine,
    PlacePerson,
)


def connections_of(viewer: Viewer, episode_id: UUID) -> tuple[ConnectionPicture, ...]:
    """Every connectedness map with its people, the oldest first. One query."""
    of = "connections__"
    rows = (
        ConnectionMap.objects.filter(
            authority_id=viewer.in_authority(), episode_id=episode_id
        )
        .order_by("drawn_on", "recorded_at", f"{of}pk")
        .values_list(
            "pk", "moment", "drawn_on", "child_words", f"{of}name", f"{of}tie",
            f"{of}strength", f"{of}often", f"{of}wish", f"{of}side", f"{of}generation",
            f"{of}where",
        )
    )  # fmt: skip
    drawn: dict[UUID, tuple[tuple[Any, ...], list[ConnectionLine]]] = {}
    for row in rows:
        _, people = drawn.setdefault(row[0], (row[:4], []))
        if row[4]:
            people.append(ConnectionLine(*row[4:]))
    return tuple(
        ConnectionPicture(pk, moment, day, words, tuple(people))
        for (pk, moment, day, words), people in drawn.values()
    )


def places_of(viewer: Viewer, episode_id: UUID) -> tuple[PlacesPicture, ...]:
    """Every mobility map with its places, the oldest first. One query."""
    of, person = "places__", "places__people__"
    rows = (
        MobilityMap.objects.filter(
            authority_id=viewer.in_authority(), episode_id=episode_id
        )
        .order_by("drawn_on", "recorded_at", f"{of}position", f"{person}pk")
        .values_list(
            "pk", "drawn_on", "child_words", "needs", f"{of}position", f"{of}name",
            f"{of}when", f"{of}felt", f"{person}name", f"{person}mark",
            f"{person}wants_contact",
        )
    )  # fmt: skip
    drawn: dict[UUID, tuple[tuple[Any, ...], dict[int, Any]]] = {}
    for row in rows:
        _, places = drawn.setdefault(row[0], (row[:4], {}))
        position, name, when, felt, *who = row[4:]
        if position is not None:
            people = places.setdefault(position, (name, when, felt, []))[-1]
            if who[0]:
                people.append(PlacePerson(*who))
    return tuple(
        PlacesPicture(
            pk, day, words, tuple(needs),
            tuple(
                PlaceLine(name, when, tuple(people), felt)
                for name, when, felt, people in places.values()
            ),
        )
        for (pk, day, words, needs), places in drawn.values()
    )  # fmt: skip


def names_on_pictures(viewer: Viewer, episode_id: UUID) -> tuple[str, ...]:
    """Everybody the child has named on places, people and trees. Three queries."""
    drawn = connections_of(viewer, episode_id)
    places = [place for one in places_of(viewer, episode_id) for place in one.places]
    return (
        *(one.name for picture in drawn for one in picture.people),
        *(one.name for place in places for one in place.people),
        *(name for tree in trees_of(viewer, episode_id) for name in tree.leaves),
    )
