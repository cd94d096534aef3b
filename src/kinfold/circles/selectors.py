"""Where everybody stands, and the safety objects of a family. Viewer first."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Prefetch
from django.urls import reverse
from django.utils import timezone

from kinfold.circles.models import (
    CirclePlace,
    SafetyObject,
    SafetyObjectKeptFrom,
    SafetyObjectLooker,
    SafetyObjectTry,
)
from kinfold.networks.beyond import Placed, plan_known
from kinfold.networks.selectors import Blocks, blocks_of
from kinfold.platform.viewer import Viewer
from kinfold.recording.kinds import in_one_query
from kinfold_core.people.dates import day_in_words
from kinfold_core.practice.circles import RINGS, PlaceRow, circles_on, is_kept_from
from kinfold_core.practice.plan_written import Who
from kinfold_core.practice.written import Named


@dataclass(frozen=True, slots=True)
class Looker:
    """Somebody of the network, by their key there."""

    id: UUID
    who: Named

    @property
    def as_who(self) -> Who:
        return Who(name=self.who.name, member_id=self.id, person_id=self.who.person_id)


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


@dataclass(frozen=True, slots=True)
class ClosedTo:
    """Who cannot look at a safety object, whatever was agreed before."""

    sources: tuple[Who, ...]
    blocks: Blocks

    def why(self, member_id: UUID, who: Named) -> str:
        """Why somebody of the network cannot look; "" when they can."""
        is_source = any(one.member_id == member_id for one in self.sources)
        if is_source or is_kept_from(who, [one.as_named() for one in self.sources]):
            return "is whom a danger is about"
        if self.blocks.is_kept_from_child(member_id):
            return "is kept apart from a child"
        if self.blocks.is_not_safe(member_id):
            return "is marked not safe to contact"
        return ""


def closed_to(viewer: Viewer, family_id: UUID) -> ClosedTo:
    """Who cannot look in an authorised family today. Seven queries at most."""
    return ClosedTo(
        sources=plan_known(viewer, family_id).sources,
        blocks=blocks_of(viewer, family_id),
    )


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


def placed_now(viewer: Viewer, family_id: UUID) -> Iterator[Placed]:
    """Where everybody stands today, for the network's own page. One query."""
    for row in circles_on(places_of(viewer, family_id), timezone.localdate()):
        ring, day = RINGS[row.ring], day_in_words(row.said_on)
        yield Placed(
            who=Who.from_named(row.who),
            ring=row.ring,
            said=f"{row.said_by.name} said “{ring}” in the circles on {day}",
            url=f"{reverse('circles:place', args=[family_id])}?of={row.id}",
        )


def objects_of(viewer: Viewer, family_id: UUID) -> tuple[ObjectRow, ...]:
    """The safety objects that an authorised family's children have now.

    Somebody who cannot look now is not among those who do, whatever was agreed. Eleven
    queries at most. For the worker's own page and for one looker's card; for no paper
    of the family's.
    """
    here = {"authority_id": viewer.in_authority()}
    shut = closed_to(viewer, family_id)
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
                one
                for one in (_looker(it) for it in row.lookers.all())
                if one and not shut.why(one.id, one.who)
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


def _looker(row: SafetyObjectLooker) -> Looker | None:
    """Who looks; None for somebody who stepped back."""
    one = row.member
    if one.ended_on is not None:
        return None
    return Looker(one.pk, Named(name=one.name, person_id=one.person_id))


def texts_of_circles(viewer: Viewer, family_id: UUID) -> Iterator[str]:
    """What was said of the circles, to see what was typed again. One query.

    A safety object's words are compared with nothing.
    """
    here = {"authority_id": viewer.in_authority(), "family_id": family_id}
    return in_one_query(
        (CirclePlace.objects.filter(**here), ("name", "inward", "says_no"))
    )
