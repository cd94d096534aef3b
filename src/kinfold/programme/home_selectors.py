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
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db.models import Count, IntegerField, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone

from kinfold.aims import selectors as aims
from kinfold.consultancy import selectors as consultancy
from kinfold.consultancy.models import Promise
from kinfold.development.selectors import counts as development
from kinfold.framework import selectors as framework
from kinfold.gatherings import selectors as gatherings
from kinfold.gatherings.models import Visit
from kinfold.implementation.selectors import plans as implementation
from kinfold.journeys import selectors as journeys
from kinfold.journeys.models import Deliverable
from kinfold.lab import selectors as lab
from kinfold.platform.errors import NotFound
from kinfold.platform.models import Programme, ProgrammeAuthority
from kinfold.platform.programme_places import in_it_today
from kinfold.platform.programmes import programmes_open_to
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
    made = Deliverable.objects.filter(programme=OuterRef("pk")).values("programme")
    count = made.annotate(held=Count("pk")).values("held")
    return programmes_open_to(viewer).annotate(
        made=Coalesce(Subquery(count, output_field=IntegerField()), 0)
    )


def _standings(viewer: Viewer, programme_id: UUID, place: str) -> tuple[Standing, ...]:
    rows = ProgrammeAuthority.objects.filter(in_it_today(), programme=programme_id)
    if viewer.authority_id:
        rows = rows.filter(authority=viewer.authority_id)
    if place:
        rows = rows.filter(authority__slug=place)
    places = list(rows.select_related("authority").order_by("authority__name"))
    if not places:
        return ()
    today = timezone.localdate()
    # each room reads the one authority where there is one, and all of them otherwise
    there = (viewer, programme_id, places[0].authority_id if len(places) == 1 else None)
    phases = journeys.glance(*there)
    seen = journeys.glance_at_deliverables(*there)
    plans = implementation.glance(*there)
    ahead = gatherings.next_of(*there)
    sat = consultancy.glance(*there)
    labs = lab.glance(*there)
    return tuple(
        Standing(
            id=one.authority_id,
            name=one.authority.name,
            slug=one.authority.slug,
            ons_code=one.authority.ons_code or "",
            joined_on=one.joined_on,
            phase=phases.get(one.authority_id),
            plan=plans.get(one.authority_id),
            deliverables_seen=seen.get(one.authority_id, 0),
            next=ahead.get(one.authority_id),
            sat=sat.get(one.authority_id),
            lab=labs.get(one.authority_id),
            needs=needs_of(
                _facts(
                    one,
                    phases.get(one.authority_id),
                    plans.get(one.authority_id),
                    sat.get(one.authority_id),
                    labs.get(one.authority_id),
                ),
                today,
            ),
        )
        for one in places
    )


def _facts(
    place: ProgrammeAuthority,
    phase: journeys.Glance | None,
    plan: implementation.Stands | None,
    sat: consultancy.Glance | None,
    booked: lab.LabGlance | None,
) -> Facts:
    return Facts(
        joined_on=place.joined_on,
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
