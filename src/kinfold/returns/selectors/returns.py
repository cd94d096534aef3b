"""Reads of returns and of what was found in them. Viewer first.

Raises, everywhere:
    PermissionDenied: the policy refuses; the message is safe to show.
    NotFound: no such return in the viewer's authority.
"""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.core.paginator import Page, Paginator
from django.db.models import Case, Count, F, IntegerField, Min, QuerySet, When

from kinfold.platform.errors import NotFound
from kinfold.platform.models import Authority
from kinfold.platform.viewer import Viewer
from kinfold.returns import policy
from kinfold.returns.models import HandedReturn, ReturnFinding
from kinfold_measures.england import Panel, kept_panel
from kinfold_measures.language.folder import POPULATION, population_of
from kinfold_measures.returns import importing
from kinfold_measures.returns.kinds import Kind

ON_A_PAGE = 50


@dataclass(frozen=True, slots=True)
class Found:
    """Findings of one kind in a return: how many there are, and how to mend them."""

    about: str
    rule: str
    field: str
    """Which element or column, where no rule says it; else ""."""
    expected: str
    mend: str
    fate: str
    count: int


def authority_code(viewer: Viewer) -> str:
    """The three-digit code of the viewer's authority in returns; "" where it has none.

    A made-up authority that no code was given to has none.
    """
    ons_code = Authority.objects.values_list("ons_code", flat=True).get(
        pk=viewer.in_authority()
    )
    area = _panel().areas.get(ons_code or "")
    return area.old_code if area else ""


def population(viewer: Viewer) -> dict[tuple[str, str], int]:
    """Children who live in each authority, by its three-digit code and the year."""
    viewer.in_authority()
    return population_of(_panel())


def returns_of(viewer: Viewer, page: int) -> Page[HandedReturn]:
    """Returns of the authority, newest first, with their files and runs."""
    _check_sight(viewer)
    found = HandedReturn.objects.filter(authority_id=viewer.in_authority())
    whole = found.select_related("given_by", "run").prefetch_related("files")
    return Paginator(whole.order_by("-given_at", "-pk"), ON_A_PAGE).get_page(page)


def return_for(viewer: Viewer, return_id: UUID) -> HandedReturn:
    """One return, with its files and run."""
    found = HandedReturn.objects.filter(
        authority_id=viewer.in_authority(), pk=return_id
    )
    whole = found.select_related("given_by", "run", "deleted_by", "compared_with")
    one = whole.prefetch_related("files").first()
    if one is None:
        raise NotFound("return")
    _check_sight(viewer)
    return one


def returns_that_count(viewer: Viewer) -> tuple[HandedReturn, ...]:
    """Of each kind and year the return that was handed in last, if it was read.

    Kinfold's own record is whole each time, so that only the last one counts.
    """
    read = HandedReturn.objects.filter(
        authority_id=viewer.in_authority(), state=HandedReturn.State.READ
    )
    told_for = Case(
        When(kind=HandedReturn.Kind.KINFOLD, then=0),
        default=F("year"),
        output_field=IntegerField(),
    )
    newest = read.annotate(told_for=told_for).order_by(
        "kind", "told_for", "-given_at", "-pk"
    )
    return tuple(newest.distinct("kind", "told_for"))


def checks_that_look_back(viewer: Viewer, handed: HandedReturn) -> tuple[str, ...]:
    """The numbers of its checks that look into the return of the year before."""
    _check_sight(viewer)
    return importing.checks_that_look_back(Kind[handed.kind.upper()])


def year_before(viewer: Viewer, handed: HandedReturn) -> HandedReturn | None:
    """The return of the year before that counts, where a check looks into it."""
    if not checks_that_look_back(viewer, handed):
        return None
    before = (handed.kind, handed.year - 1)
    held = returns_that_count(viewer)
    return next((one for one in held if (one.kind, one.year) == before), None)


def kinds_of_findings(viewer: Viewer, handed: HandedReturn) -> tuple[Found, ...]:
    """What was found, counted by rule or by what was expected; the most first."""
    _check_sight(viewer)
    counted = (
        ReturnFinding.objects.filter(authority_id=viewer.in_authority(), handed=handed)
        .values("about", "rule", "fate")
        # findings of no rule are counted by their field, so that each has one
        .annotate(
            count=Count("pk"),
            of=Min("field"),
            told=Min("expected"),
            how=Min("mend"),
        )
        .order_by("-count", "about", "fate")
    )
    return tuple(
        Found(
            row["about"],
            row["rule"],
            "" if row["rule"] else row["of"],
            row["told"],
            row["how"],
            ReturnFinding.Fate(row["fate"]).label,
            row["count"],
        )
        for row in counted
    )


def findings_of(
    viewer: Viewer, handed: HandedReturn, *, about: str = "", page: int = 1
) -> Page[ReturnFinding]:
    """What was found, in the order it was found; of one kind when `about` names it."""
    found = all_findings(viewer, handed)
    if about:
        found = found.filter(about=about)
    return Paginator(found, ON_A_PAGE).get_page(page)


def all_findings(viewer: Viewer, handed: HandedReturn) -> QuerySet[ReturnFinding]:
    """Every finding of a return, in its order."""
    _check_sight(viewer)
    return ReturnFinding.objects.filter(
        authority_id=viewer.in_authority(), handed=handed
    ).order_by("number")


def _check_sight(viewer: Viewer) -> None:
    viewer.in_authority()
    decision = policy.may_see_returns(viewer)
    if not decision:
        raise PermissionDenied(decision.reason)


def _panel() -> Panel:
    return kept_panel(settings.PROJECT / "data" / "england", frozenset({POPULATION}))
