"""Where everybody stands, and the safety objects of a family. Viewer first."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Prefetch

from kinfold.circles.models import (
    CirclePlace,
    SafetyObject,
    SafetyObjectKeptFrom,
    SafetyObjectLooker,
    SafetyObjectTry,
)
from kinfold.platform.viewer import Viewer
from kinfold.recording.kinds import in_one_query
from kinfold_core.practice.circles import PlaceRow
from kinfold_core.practice.written import Named


@dataclass(frozen=True, slots=True)
class Looker:
    id: UUID
    who: Named


@dataclass(frozen=True, slots=True)
class TryRow:
    on: date
    worked: str
    what_happened: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ObjectRow:
    """A child's safety object, with who looks and who must never hear of it."""

    id: UUID
    child_name: str
    thing: str
    place: str
    how_often: str
    what_they_do: str
    agreed_on: date
    lookers: tuple[Looker, ...]
    kept_from: tuple[Named, ...]
    tries: tuple[TryRow, ...]


def places_of(viewer: Viewer, family_id: UUID) -> tuple[PlaceRow, ...]:
    """Everything said of an authorised family's circles, as it came. One query."""
    rows = CirclePlace.objects.filter(
        authority_id=viewer.in_authority(), family_id=family_id
    )
    return tuple(
        PlaceRow(
            id=row.pk,
            who=Named(name=row.name, person_id=row.person_id),
            ring=row.ring,
            said_by=Named(name=row.said_name, person_id=row.said_person_id),
            said_on=row.said_on,
            child_wants=row.child_wants,
            inward=row.inward,
            says_no=row.says_no,
        )
        for row in rows.order_by("recorded_at", "pk")
    )


def objects_of(viewer: Viewer, family_id: UUID) -> tuple[ObjectRow, ...]:
    """The safety objects that an authorised family's children have now. Four queries.

    For the worker's own page and for one looker's card; for no paper of the family's.
    """
    here = {"authority_id": viewer.in_authority()}
    lookers = SafetyObjectLooker.objects.filter(**here).select_related("member")
    rows = SafetyObject.objects.filter(**here, family_id=family_id, ended_on=None)
    return tuple(
        ObjectRow(
            id=row.pk,
            child_name=row.child_name,
            thing=row.thing,
            place=row.place,
            how_often=row.how_often,
            what_they_do=row.what_they_do,
            agreed_on=row.agreed_on,
            lookers=tuple(
                Looker(
                    one.member_id,
                    Named(name=one.member.name, person_id=one.member.person_id),
                )
                for one in row.lookers.all()
                if one.member.ended_on is None
            ),
            kept_from=tuple(
                Named(name=one.name, person_id=one.person_id)
                for one in row.kept_from.all()
            ),
            tries=tuple(
                TryRow(one.tried_on, one.worked, one.what_happened)
                for one in row.tries.all()
            ),
        )
        for row in rows.prefetch_related(
            Prefetch("lookers", lookers.order_by("member__name", "pk")),
            Prefetch("kept_from", SafetyObjectKeptFrom.objects.filter(**here)),
            Prefetch(
                "tries",
                SafetyObjectTry.objects.filter(**here).order_by(
                    "-tried_on", "-recorded_at"
                ),
            ),
        ).order_by("child_name", "pk")
    )


def texts_of_circles(viewer: Viewer, family_id: UUID) -> Iterator[str]:
    """What was said of the circles, to see what was typed again. One query.

    A safety object's words are compared with nothing.
    """
    here = {"authority_id": viewer.in_authority(), "family_id": family_id}
    return in_one_query(
        (CirclePlace.objects.filter(**here), ("name", "inward", "says_no"))
    )
