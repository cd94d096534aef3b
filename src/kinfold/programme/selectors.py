"""Reads for a programme: its authorities, their published figures, and what each shows.

Viewer first. Raises, everywhere:
    PermissionDenied: the policy refuses; the message is safe to show.
    NotFound: there is no such thing for the viewer.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from kinfold.platform.errors import NotFound
from kinfold.platform.models import Programme, ProgrammeAuthority
from kinfold.platform.programmes import programmes_open_to
from kinfold.platform.viewer import Viewer
from kinfold.programme import policy
from kinfold.programme.models import ShownMeasure
from kinfold.returns.models import Figure
from kinfold.returns.selectors import figures
from kinfold_core.decision import Decision
from kinfold_measures.areas import Area
from kinfold_measures.breaks import Break, breaks_of
from kinfold_measures.catalogue import BY_CODE, COLUMNS
from kinfold_measures.england import Panel, kept_panel
from kinfold_measures.language.definition import Definition, definitions
from kinfold_measures.ofsted import Judgement
from kinfold_measures.picture import Picture, picture_of
from kinfold_measures.targets import HEADLINES


@dataclass(frozen=True, slots=True)
class Place:
    """One authority in the programme, with its latest published figures."""

    name: str
    joined_on: date
    left_on: date | None
    area: Area | None
    """None for an authority that the published panel does not know."""
    headlines: tuple[Picture, ...]
    judgement: Judgement | None


@dataclass(frozen=True, slots=True)
class ProgrammeHome:
    """A programme and its authorities, by name."""

    id: UUID
    name: str
    starts_on: date
    ends_on: date | None
    places: tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class Shown:
    """A measure that an authority shows today, and what its chart is drawn by."""

    measure: ShownMeasure
    definition: Definition | None
    """None where the measure is counted in another way since: there is no chart."""
    breaks: tuple[Break, ...]


def programmes(viewer: Viewer) -> tuple[ProgrammeHome, ...]:
    """The viewer's programmes, the latest first: those they are a member of, and
    those their authority is in. One query.
    """
    _insist(policy.may_see_programme(viewer))
    panel = _panel()
    homes: dict[UUID, ProgrammeHome] = {}
    for row in _places_of(viewer):
        programme, place = row.programme, _place(row, panel)
        home = homes.get(programme.pk)
        homes[programme.pk] = ProgrammeHome(
            programme.pk,
            programme.name,
            programme.starts_on,
            programme.ends_on,
            (*home.places, place) if home else (place,),
        )
    return tuple(homes.values())


def _places_of(viewer: Viewer) -> QuerySet[ProgrammeAuthority]:
    return (
        ProgrammeAuthority.objects.filter(programme__in=programmes_open_to(viewer))
        .select_related("programme", "authority")
        .order_by("-programme__starts_on", "programme__name", "authority__name")
    )


def _place(row: ProgrammeAuthority, panel: Panel) -> Place:
    area = panel.by_slug(row.authority.slug)
    judgements = panel.judgements.get(area.code, ()) if area else ()
    return Place(
        name=row.authority.name,
        joined_on=row.joined_on,
        left_on=row.left_on,
        area=area,
        headlines=tuple(picture_of(panel, BY_CODE[code], area) for code in HEADLINES)
        if area
        else (),
        judgement=judgements[-1] if judgements else None,
    )


def shown_measures(viewer: Viewer) -> tuple[Shown, ...]:
    """What authorities show in the viewer's programmes today, by authority and title.

    Two queries: the measures, and their figures. One is left out from the day its
    authority leaves; should it join again, what it showed before stays away.
    """
    _insist(policy.may_see_programme(viewer))
    found = _standing(viewer).select_related("authority", "programme")
    found = found.prefetch_related("figures").order_by("authority__name", "title")
    return tuple(_shown(one) for one in found)


def _standing(viewer: Viewer) -> QuerySet[ShownMeasure]:
    today = timezone.localdate()
    # what is shown anew takes the place of what was shown before, also once it is over
    newest = (
        ShownMeasure.objects.order_by("programme", "authority", "code", "-shown_at")
        .distinct("programme", "authority", "code")
        .values("pk")
    )
    stays = ProgrammeAuthority.objects.filter(
        Q(left_on=None) | Q(left_on__gt=today),
        programme=OuterRef("programme"),
        authority=OuterRef("authority"),
        joined_on__lte=OuterRef("shown_at__date"),
    )
    return ShownMeasure.objects.filter(
        Exists(stays),
        pk__in=newest,
        until__gte=today,
        taken_back=None,
        programme__in=programmes_open_to(viewer),
    )


def _shown(measure: ShownMeasure) -> Shown:
    definition = definitions().get(measure.code)
    if definition is None or definition.version != measure.version:
        return Shown(measure, None, ())
    area = _panel().by_slug(measure.authority.slug)
    return Shown(measure, definition, breaks_of(definition, area))


def shown_measure(viewer: Viewer, shown_id: UUID) -> Shown:
    """One that is shown today."""
    every = shown_measures(viewer)
    found = next((one for one in every if one.measure.pk == shown_id), None)
    if found is None:
        raise NotFound(f"No shown measure {shown_id}")
    return found


def own_shown_measure(viewer: Viewer, shown_id: UUID) -> ShownMeasure:
    """One that the viewer's own authority shows, or showed."""
    found = ShownMeasure.objects.filter(
        authority_id=viewer.in_authority(), pk=shown_id
    ).first()
    if found is None:
        raise NotFound(f"No shown measure {shown_id}")
    return found


def own_shown_counted_on(viewer: Viewer, return_id: UUID) -> tuple[ShownMeasure, ...]:
    """What the viewer's own authority shows today that was counted on a return."""
    counts = figures.counts_on(viewer, return_id).values("pk")
    own = _standing(viewer).filter(authority_id=viewer.in_authority())
    return tuple(own.filter(recount_id__in=counts))


def newest_count_of_own(viewer: Viewer) -> UUID | None:
    """The newest count of the viewer's authority; None for who works in none."""
    if viewer.authority_id is None:
        return None
    newest = figures.newest_recount(viewer)
    return newest.pk if newest else None


def to_show(viewer: Viewer, code: str) -> tuple[Definition, tuple[Figure, ...]]:
    """A measure and what would be shown of it: all cases by year, never its parts.

    By quarter where no whole year was counted.
    """
    _insist(policy.may_show_measures(viewer))
    definition = definitions().get(code)
    whole = [
        one
        for one in (figures.figures_of(viewer, code) if definition else ())
        if not one.breakdown
    ]
    if definition is None or not whole:
        raise NotFound(f"Nothing was counted of {code!r}")
    years = [one for one in whole if one.period_kind == Figure.PeriodKind.YEAR]
    return definition, tuple(years or whole)


def programmes_to_show_in(viewer: Viewer) -> QuerySet[Programme]:
    """The programmes that the viewer's authority is in today."""
    viewer.in_authority()
    return programmes_open_to(viewer)


def _panel() -> Panel:
    return kept_panel(settings.PROJECT / "data" / "england", COLUMNS)


def _insist(decision: Decision) -> None:
    if not decision:
        raise PermissionDenied(decision.reason)
