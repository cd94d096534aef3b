"""What was counted on an authority's own returns, as it may be shown.

Raises, everywhere:
    PermissionDenied: the policy refuses; the message is safe to show.
    NotFound: the viewer belongs to no authority.
"""

from __future__ import annotations

from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet

from kinfold.platform.viewer import Viewer
from kinfold.returns import policy
from kinfold.returns.models import Figure, Recount


def newest_recount(viewer: Viewer) -> Recount | None:
    """The count that screens show, or None while nothing was counted."""
    decision = policy.may_see_figures(viewer)
    if not decision:
        raise PermissionDenied(decision.reason)
    counted = Recount.objects.filter(authority_id=viewer.in_authority())
    return counted.select_related("made_by").order_by("-made_at", "-pk").first()


def counts_on(viewer: Viewer, return_id: UUID) -> QuerySet[Recount]:
    """The authority's counts that were made on this return, among others."""
    return Recount.objects.filter(
        authority_id=viewer.in_authority(), counted_from__contains=[str(return_id)]
    )


def newest_figures(viewer: Viewer) -> tuple[Figure, ...]:
    """The newest figure of all cases of each measure, in the order of the codes.

    Of a year; of a quarter where no year was counted. Two queries.
    """
    recount = newest_recount(viewer)
    found = Figure.objects.filter(
        authority_id=viewer.in_authority(), recount=recount, breakdown=""
    )
    # "year" comes after "quarter", so the years are the first from behind
    newest = found.order_by("code", "-period_kind", "-ends_on", "place")
    return tuple(newest.distinct("code"))


def figures_of(viewer: Viewer, *codes: str) -> tuple[Figure, ...]:
    """Every figure of some measures, or of all: the whole first, then its parts.

    In the order in which they were counted: by measure, and in a measure those of all
    cases by period, then by breakdown, period and group. One query for the count and
    one for its figures, however many measures are asked for.
    """
    recount = newest_recount(viewer)
    found = Figure.objects.filter(authority_id=viewer.in_authority(), recount=recount)
    found = found.select_related("recount")
    if codes:
        found = found.filter(code__in=codes)
    return tuple(found.order_by("place"))
