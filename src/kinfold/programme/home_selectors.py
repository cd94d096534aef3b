"""A programme's authorities at a glance: one query a room, however many there are.

A member of the programme reads each authority; an authority reads its own. Those that
left are shown to nobody.

Viewer first. Raises, everywhere:
    PermissionDenied: the viewer's role reads none.
    NotFound: there is no such programme, or no such authority in it, for the viewer.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple, Unpack
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db.models import Count, IntegerField, OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce
from django.utils import timezone

from kinfold.aims import selectors as aims
from kinfold.consultancy import selectors as consultancy
from kinfold.consultancy.models import Promise
from kinfold.development.selectors import counts as development
from kinfold.framework import selectors as framework
from kinfold.gatherings import asked_selectors
from kinfold.gatherings import selectors as gatherings
from kinfold.gatherings.models import Visit
from kinfold.implementation.selectors import plans as implementation
from kinfold.journeys import selectors as journeys
from kinfold.journeys.models import Deliverable
from kinfold.lab import selectors as lab
from kinfold.platform.errors import NotFound
from kinfold.platform.kept_queries import kept
from kinfold.platform.models import Programme, ProgrammeAuthority
from kinfold.platform.programme_places import in_it_today
from kinfold.platform.programmes import (
    There,
    open_at,
    programmes_open_to,
    there,
)
from kinfold.platform.viewer import Viewer
from kinfold.programme import policy
from kinfold_core.practice.implementation_plan import FINAL
from kinfold_core.practice.programme_day import Facts, Need, needs_of


@dataclass(frozen=True, slots=True)
class Standing:
    """One authority in the programme today. What a room knows nothing of is None."""

    id: UUID
    name: str
    slug: str
    ons_code: str
    joined_on: date
    phase: journeys.Glance | None
    plan: implementation.Stands | None
    deliverables_seen: int
    next: gatherings.NextEvent | None
    sat: consultancy.Glance | None
    lab: lab.LabGlance | None
    needs: tuple[Need, ...]

    @property
    def follow_ups_due(self) -> int:
        """Of the learning lab."""
        return self.lab.follow_ups_due if self.lab else 0


@dataclass(frozen=True, slots=True)
class LearnedThere:
    """What learning, the goals and the framework know of one authority."""

    learned: development.Learned | None
    goals: aims.GoalGlance | None
    review: framework.Glance | None


@dataclass(frozen=True, slots=True)
class AtAGlance:
    """A programme, how many deliverables it makes, its authorities by name, and the
    viewer's other programmes."""

    programme: Programme
    deliverables: int
    places: tuple[Standing, ...]
    others: tuple[Programme, ...]
    waiting: tuple[asked_selectors.Waiting, ...] = ()
    """Gatherings that wait for the viewer's own answer."""


def at_a_glance(viewer: Viewer, slug: str = "", place: str = "") -> AtAGlance | None:
    """The programme at this address, or the viewer's latest; None where they are in
    none. All of its authorities, or the one at `place`. Eight queries."""
    _insist_reads(viewer)
    every = list(_programmes(viewer))
    if not every:
        return None
    chosen = next((one for one in every if slug in ("", one.slug)), None)
    if chosen is None:
        raise NotFound(f"No programme {slug!r}")
    return AtAGlance(
        programme=chosen,
        deliverables=chosen.made,  # type: ignore[attr-defined]  # annotated
        places=_standings(viewer, chosen.pk, place),
        others=tuple(one for one in every if one.pk != chosen.pk),
        waiting=asked_selectors.waiting_now(
            viewer,
            chosen.waits,  # type: ignore[attr-defined]
        ),
    )


def standing_of(
    viewer: Viewer, place: str, slug: str = ""
) -> tuple[AtAGlance, Standing]:
    """One authority of the programme, by its address."""
    glance = at_a_glance(viewer, slug, place)
    if glance and glance.places:
        return glance, glance.places[0]
    raise NotFound(f"No authority {place!r} in {slug!r}")


def open_promises(
    viewer: Viewer, programme_id: UUID, authority_id: UUID
) -> list[Promise]:
    """What both sides still have to do, the first due first. One query."""
    _insist_reads(viewer)
    rows = Promise.objects.filter(
        programme__in=programmes_open_to(viewer),
        programme=programme_id,
        authority=authority_id,
        state=Promise.State.OPEN,
    )
    return list(rows.order_by("by_day", "at"))


def learned_there(
    viewer: Viewer, programme_id: UUID, authority_id: UUID
) -> LearnedThere:
    """For the authority's own page. Four queries."""
    _insist_reads(viewer)
    there = (viewer, programme_id, authority_id)
    return LearnedThere(
        development.glance(*there).get(authority_id),
        aims.glance(*there).get(authority_id),
        framework.glance(*there).get(authority_id),
    )


def visits_ahead(viewer: Viewer, authority_id: UUID) -> list[Visit]:
    """Visits to the authority and calls with it, from today on. One query."""
    return [
        one
        for one in gatherings.visits(viewer)
        if one.authority_id == authority_id and one.cancelled_on is None
    ]


def _programmes(viewer: Viewer) -> QuerySet[Programme]:
    """Not kept: what waits is asked of the viewer, whose number is no UUID."""
    made = Deliverable.objects.filter(programme=OuterRef("pk")).values("programme")
    count = made.annotate(held=Count("pk")).values("held")
    return programmes_open_to(viewer).annotate(
        made=Coalesce(Subquery(count, output_field=IntegerField()), 0),
        waits=asked_selectors.waiting_in_each(viewer),
    )


def _standings(viewer: Viewer, programme_id: UUID, place: str) -> tuple[Standing, ...]:
    rows = _places(**there(viewer, programme_id))
    places = [_Place(*one) for one in rows if not place or one[2] == place]
    if not places:
        return ()
    today = timezone.localdate()
    # each room reads the one authority where there is one, and all of them otherwise
    here = (viewer, programme_id, places[0].id if len(places) == 1 else None)
    phases = journeys.glance(*here)
    seen = journeys.glance_at_deliverables(*here)
    plans = implementation.glance(*here)
    ahead = gatherings.next_of(*here)
    sat = consultancy.glance(*here)
    labs = lab.glance(*here)
    found = []
    for one in places:
        of_it = (phases.get(one.id), plans.get(one.id), sat.get(one.id))
        booked = labs.get(one.id)
        found.append(
            Standing(
                *one,
                phase=of_it[0],
                plan=of_it[1],
                deliverables_seen=seen.get(one.id, 0),
                next=ahead.get(one.id),
                sat=of_it[2],
                lab=booked,
                needs=needs_of(_facts(one.joined_on, *of_it, booked), today),
            )
        )
    return tuple(found)


class _Place(NamedTuple):
    id: UUID
    name: str
    slug: str
    ons_code: str
    joined_on: date


@kept
def _places(**asked: Unpack[There]) -> QuerySet[ProgrammeAuthority, tuple[Any, ...]]:
    rows = ProgrammeAuthority.objects.filter(open_at(**asked), in_it_today())
    return rows.order_by("authority__name").values_list(
        "authority",
        "authority__name",
        "authority__slug",
        Coalesce("authority__ons_code", Value("")),
        "joined_on",
    )


def _facts(
    joined_on: date,
    phase: journeys.Glance | None,
    plan: implementation.Stands | None,
    sat: consultancy.Glance | None,
    booked: lab.LabGlance | None,
) -> Facts:
    return Facts(
        joined_on=joined_on,
        has_phase=phase is not None,
        overdue_by_programme=sat.overdue_by_programme if sat else 0,
        overdue_by_authority=sat.overdue_by_authority if sat else 0,
        plan_due=plan.due_on if plan else None,
        is_plan_final=plan is not None and plan.state == FINAL,
        last_visit=sat.last_visit if sat else None,
        next_visit=sat.next_visit if sat else None,
        follow_ups_due=booked.follow_ups_due if booked else 0,
    )


def _insist_reads(viewer: Viewer) -> None:
    decision = policy.may_read_rooms(viewer)
    if not decision:
        raise PermissionDenied(decision.reason)
