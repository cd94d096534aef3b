"""Reads of reviews against the framework. Those of an authority that left are shown to
nobody.

Viewer first. Raises, everywhere:
    PermissionDenied: the viewer's role reads none.
    NotFound: there is no such thing for the viewer.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery

from kinfold.framework import policy
from kinfold.framework.models import Rater, Rating, Review, ReviewVersion
from kinfold.platform.errors import NotFound
from kinfold.platform.holding import insist
from kinfold.platform.models import ProgrammeAuthority, Worker
from kinfold.platform.programme_places import at, in_it_today, place_is_in_it
from kinfold.platform.programmes import programmes_open_to
from kinfold.platform.viewer import Viewer
from kinfold.records.selectors.lists import active_workers
from kinfold_core.practice.self_review import Hat

MOST_SHOWN = 100


@dataclass(frozen=True, slots=True)
class Glance:
    """An authority's newest closed review, and whether one is open."""

    review_id: UUID | None
    day: date | None
    low: int
    """Parts that somebody put low."""
    apart: int
    """Parts that the raters put far apart."""
    is_open: bool


@dataclass(frozen=True, slots=True)
class Told:
    """A closed review with its raters and the newest that each said of each part."""

    review: Review
    raters: tuple[Rater, ...]
    ratings: tuple[Rating, ...]


@dataclass(frozen=True, slots=True)
class Corrected:
    """What a rater said anew of a part of a closed review, and what stood before."""

    rater: Rater
    part: str
    at_closing: Rating | None
    """What stood when the review was closed; None if they had not rated the part."""
    since: tuple[Rating, ...]
    """Each correction, in the order in which it was said; the last one stands."""


@dataclass(frozen=True, slots=True)
class ReviewShown:
    """A review with all that its page shows. An open one tells of no rating."""

    review: Review
    raters: tuple[Rater, ...]
    told: Told | None
    before: Told | None
    """The closed review of the same authority whose day comes before. None for a
    viewer who only rates here."""
    corrected: tuple[Corrected, ...]
    versions: tuple[ReviewVersion, ...]


def glance(
    viewer: Viewer, programme_id: UUID, place: UUID | None = None
) -> dict[UUID, Glance]:
    """Every authority whose reviews the viewer may know of, by its id. One query."""
    rows = _at_a_glance(viewer).filter(at(place), programme=programme_id)
    return {row.authority_id: _glance(row) for row in rows}


def overview(viewer: Viewer) -> list[tuple[ProgrammeAuthority, Glance]]:
    """Every authority the viewer may know of, by programme and name. One query."""
    rows = _at_a_glance(viewer).select_related("programme", "authority")
    rows = rows.order_by("-programme__starts_on", "programme", "authority__name")
    return [(row, _glance(row)) for row in rows]


def asked_of(viewer: Viewer) -> list[Rater]:
    """Where the viewer is asked to rate on their own, the newest first. One query."""
    insist(policy.may_enter(viewer))
    rows = _raters(viewer).filter(account=viewer.user_id)
    return list(rows.order_by("-review__day", "-at")[:MOST_SHOWN])


def place(viewer: Viewer, programme_id: UUID, authority_id: UUID) -> ProgrammeAuthority:
    """One authority in a programme. One query."""
    insist(policy.may_see(viewer))
    rows = _places(viewer).select_related("programme", "authority")
    found = rows.filter(programme=programme_id, authority=authority_id).first()
    if found is None:
        raise NotFound(f"No authority {authority_id} in {programme_id}")
    return found


def reviews_of(viewer: Viewer, place: ProgrammeAuthority) -> list[Any]:
    """An authority's reviews, the latest day first, with how many raters are `asked`
    and not set aside, and how many of them are `handed_in`. One query."""
    insist(policy.may_see(viewer))
    rows = Review.objects.filter(
        programme=place.programme_id, authority=place.authority_id
    )
    # who was set aside may be asked again, and then counts once
    of_it = Rater.objects.filter(
        programme=OuterRef("programme"), review=OuterRef("pk"), set_aside_why=""
    )
    counted = of_it.values("review").annotate(held=Count("pk")).values("held")
    there = of_it.filter(handed_in_on__isnull=False)
    handed = there.values("review").annotate(held=Count("pk")).values("held")
    rows = rows.annotate(asked=Subquery(counted), handed_in=Subquery(handed))
    return list(rows.order_by("-day", "-at")[:MOST_SHOWN])


def review(viewer: Viewer, review_id: UUID, *, is_locked: bool = False) -> Review:
    """One review, for whoever reads or rates in it; locked for a change if asked.
    Who was set aside does not rate in it."""
    insist(policy.may_enter(viewer))
    rows = Review.objects.filter(
        place_is_in_it(), pk=review_id, programme__in=programmes_open_to(viewer)
    ).select_related("authority", "programme")
    if not policy.may_see(viewer):
        own = Rater.objects.filter(
            programme=OuterRef("programme"),
            review=OuterRef("pk"),
            account=viewer.user_id,
            set_aside_why="",
        )
        rows = rows.filter(Exists(own))
    if is_locked:
        rows = rows.select_for_update(of=("self",))
    found = rows.first()
    if found is None:
        raise NotFound(f"No review {review_id}")
    return found


def review_shown(viewer: Viewer, review_id: UUID) -> ReviewShown:
    """A review with all that its page shows. At most eight queries."""
    row = review(viewer, review_id)
    raters = raters_of(viewer, row)
    told = before = None
    corrected: list[Corrected] = []
    if row.closed_on:
        told = Told(row, _spoke(raters), _newest(row.programme_id, raters))
        corrected = corrections(viewer, row)
        if policy.may_see(viewer):
            earlier = _closed(row, before=row.day).first()
            before = told_in(viewer, earlier) if earlier else None
    versions = ReviewVersion.objects.filter(programme=row.programme_id, review=row)
    return ReviewShown(
        review=row,
        raters=raters,
        told=told,
        before=before,
        corrected=tuple(corrected),
        versions=tuple(versions.order_by("-version")),
    )


def raters_of(viewer: Viewer, row: Review) -> tuple[Rater, ...]:
    """By hat, from leaders to partners, and name. One query."""
    insist(policy.may_enter(viewer))
    found = Rater.objects.filter(programme=row.programme_id, review=row)
    return _in_order(found)


def told_in(viewer: Viewer, row: Review) -> Told:
    """What was said in a closed review. Two queries."""
    raters = _spoke(raters_of(viewer, row))
    return Told(row, raters, _newest(row.programme_id, raters))


def over_time(viewer: Viewer, row: Review) -> list[Told]:
    """The closed reviews of the same authority, the earliest first. Three queries.

    Of a review the viewer only rates in, that one alone.
    """
    insist(policy.may_enter(viewer))
    rows = list(_closed(row))
    if not policy.may_see(viewer):
        rows = [one for one in rows if one.pk == row.pk]
    raters = _spoke(Rater.objects.filter(programme=row.programme_id, review__in=rows))
    ratings = _newest(row.programme_id, raters)
    found = []
    for one in reversed(rows):
        theirs = tuple(rater for rater in raters if rater.review_id == one.pk)
        ids = {rater.pk for rater in theirs}
        said = tuple(rating for rating in ratings if rating.rater_id in ids)
        found.append(Told(one, theirs, said))
    return found


def corrections(viewer: Viewer, row: Review, part: str = "") -> list[Corrected]:
    """What was corrected of a closed review's part, or of every part, by hat and name.
    One query."""
    insist(policy.may_enter(viewer))
    rows = Rating.objects.filter(
        programme=row.programme_id,
        rater__review=row,
        rater__handed_in_on__isnull=False,
    )
    if part:
        rows = rows.filter(part=part)
    said = defaultdict(list)
    for one in rows.select_related("rater").order_by("version"):
        said[one.rater_id, one.part].append(one)
    raters = {held[0].rater_id: held[0].rater for held in said.values()}
    order = [one.pk for one in _in_order(raters.values())]
    found = []
    for (rater_id, key), held in said.items():
        since = tuple(one for one in held if one.corrected_why)
        if since:
            before = [one for one in held if not one.corrected_why]
            last = before[-1] if before else None
            found.append(Corrected(raters[rater_id], key, last, since))
    return sorted(found, key=lambda one: order.index(one.rater.pk))


def rater(viewer: Viewer, rater_id: UUID) -> Rater:
    """One rater with their review, for whoever reads it or rates in it."""
    insist(policy.may_enter(viewer))
    rows = _raters(viewer).filter(pk=rater_id)
    if not policy.may_see(viewer):
        rows = rows.filter(account=viewer.user_id)
    found = rows.first()
    if found is None:
        raise NotFound(f"No rater {rater_id}")
    return found


def said_by_rater(viewer: Viewer, row: Rater) -> dict[str, Rating]:
    """The newest that a rater said of each part: for whoever rates as them.

    Raises:
        PermissionDenied: somebody else rates here.
    """
    insist(may_rate_as(viewer, row))
    return {one.part: one for one in _newest(row.programme_id, [row])}


def may_rate_as(viewer: Viewer, row: Rater) -> Any:
    """The policy's answer for one rater."""
    return policy.may_rate_as(
        viewer, row.authority_id, account=row.account, asked_by=row.by_user_id
    )


def colleagues(viewer: Viewer) -> list[Worker]:
    """Who signs in and could rate on their own, by name. One query."""
    insist(policy.may_keep(viewer, viewer.authority_id))
    return [
        one
        for one in active_workers(viewer)
        if one.user_id and policy.could_rate(one.roles)
    ]


def _closed(row: Review, *, before: date | None = None) -> QuerySet[Review]:
    """Those of the same authority in the same programme, the latest day first."""
    rows = Review.objects.filter(
        programme=row.programme_id,
        authority=row.authority_id,
        closed_on__isnull=False,
    ).select_related("authority")
    if before:
        rows = rows.filter(day__lt=before)
    return rows.order_by("-day", "-at")


def _raters(viewer: Viewer) -> QuerySet[Rater]:
    return Rater.objects.filter(
        place_is_in_it(), programme__in=programmes_open_to(viewer)
    ).select_related("review", "authority")


def _in_order(raters: Iterable[Rater]) -> tuple[Rater, ...]:
    hats = list(Hat)
    return tuple(sorted(raters, key=lambda one: (hats.index(Hat(one.hat)), one.name)))


def _spoke(raters: Iterable[Rater]) -> tuple[Rater, ...]:
    """Those who handed in, in order."""
    return _in_order(one for one in raters if one.handed_in_on)


def _newest(programme_id: UUID, raters: Iterable[Rater]) -> tuple[Rating, ...]:
    rows = Rating.objects.filter(
        programme=programme_id, rater__in=[one.pk for one in raters]
    )
    newest = {(one.rater_id, one.part): one for one in rows.order_by("version")}
    return tuple(newest.values())


def _at_a_glance(viewer: Viewer) -> QuerySet[Any]:
    insist(policy.may_see(viewer))
    of_it = Review.objects.filter(
        programme=OuterRef("programme"), authority=OuterRef("authority")
    )
    newest = of_it.filter(closed_on__isnull=False).order_by("-day", "-at")
    return _places(viewer).annotate(
        newest_id=Subquery(newest.values("pk")[:1]),
        newest_day=Subquery(newest.values("day")[:1]),
        low=Subquery(newest.values("parts_low")[:1]),
        apart=Subquery(newest.values("parts_apart")[:1]),
        is_open=Exists(of_it.filter(closed_on=None)),
    )


def _glance(row: Any) -> Glance:
    return Glance(
        review_id=row.newest_id,
        day=row.newest_day,
        low=row.low or 0,
        apart=row.apart or 0,
        is_open=row.is_open,
    )


def _places(viewer: Viewer) -> QuerySet[ProgrammeAuthority]:
    found = ProgrammeAuthority.objects.filter(
        in_it_today(), programme__in=programmes_open_to(viewer)
    )
    mine = Q(authority=viewer.authority_id) if viewer.authority_id else Q()
    return found.filter(mine)
