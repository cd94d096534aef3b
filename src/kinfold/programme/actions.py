"""Showing a measure of one's own on a programme's page, and taking it back."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any, Final
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from kinfold.platform import audit
from kinfold.platform.errors import NotFound
from kinfold.platform.viewer import Viewer
from kinfold.programme import policy, selectors
from kinfold.programme.models import MeasureTakenBack, ShownFigure, ShownMeasure
from kinfold.records.errors import CannotDo
from kinfold.returns.models import Figure, FigureAsShown, HandedReturn, Recount
from kinfold_measures.counted import UNITS, clauses_of

LONGEST: Final = timedelta(days=366)
RETURN_DELETED: Final = "A return it was counted on was deleted"
_COLUMNS: Final = [one.name for one in FigureAsShown._meta.local_fields]


@transaction.atomic
def show_measure(
    *, code: str, programme_id: UUID, until: date, by: Viewer
) -> ShownMeasure:
    """Show all cases of a counted measure, as they stand now, to everybody who sees
    the programme's page. It takes the place of what was shown of it before.

    Raises:
        PermissionDenied: it is not theirs to show.
        NotFound: nothing was counted of it, or it is no programme of the authority.
        CannotDo: a last day that is over or too far off, or nothing may be shown; or a
            return it was counted on is deleted by now.
    """
    _insist(by)
    definition, figures = selectors.to_show(by, code)
    _insist_on_returns_still_here(figures[0].recount)
    programme = selectors.programmes_to_show_in(by).filter(pk=programme_id).first()
    if programme is None:
        raise NotFound(f"No programme {programme_id}")
    today = timezone.localdate()
    if not today <= until <= today + LONGEST:
        raise CannotDo("Give a day from today to a year from now", "until")
    if all(one.is_withheld for one in figures):
        raise CannotDo(
            "Every figure of it is withheld, so that there is nothing to show", "until"
        )
    shown = ShownMeasure(
        programme=programme,
        authority_id=by.in_authority(),
        code=code,
        version=definition.version,
        title=definition.title,
        meaning=definition.meaning,
        unit=UNITS[definition.kind].value,
        definition=clauses_of(definition),
        hazards=definition.hazards,
        recount_id=figures[0].recount_id,
        counted_at=figures[0].recount.made_at,
        until=until,
        shown_by_name=by.name,
    )
    shown.save(force_insert=True)
    ShownFigure.objects.bulk_create(_copied(one, shown) for one in figures)
    _write_down(shown, "measure.shown", by, until=[None, str(until)])
    return shown


@transaction.atomic
def take_measure_back(*, shown_id: UUID, why: str, by: Viewer) -> None:
    """Show it no more. Again changes nothing.

    Raises:
        PermissionDenied: it is not theirs to take back.
        NotFound: the authority shows no such measure.
        CannotDo: no reason.
    """
    _insist(by)
    shown = selectors.own_shown_measure(by, shown_id)
    if not why.strip():
        raise CannotDo("Say why it is taken back", "why")
    _take_back(shown, why, by)


@transaction.atomic
def withdraw_counted_on(*, return_id: UUID, by: Viewer) -> None:
    """Take back whatever was counted on a return, which is being deleted.

    Whoever deletes need not be one who may show: it is not they who decide. Why they
    delete is the authority's own affair, and the programme is not told it.
    """
    for shown in selectors.own_shown_counted_on(by, return_id):
        _take_back(shown, RETURN_DELETED, by)


def _take_back(shown: ShownMeasure, why: str, by: Viewer) -> None:
    _, is_new = MeasureTakenBack.objects.get_or_create(
        programme_id=shown.programme_id,
        shown=shown,
        defaults={"why": why, "by_name": by.name},
    )
    if is_new:
        _write_down(shown, "measure.shown_no_more", by, why=[None, why])


def _insist_on_returns_still_here(counted: Recount) -> None:
    """Until the next count, what was counted on a deleted return still stands on the
    authority's own pages. Locked, so that a return deleted meanwhile finds the copy.
    """
    returns = HandedReturn.objects.select_for_update().filter(
        authority_id=counted.authority_id, pk__in=counted.counted_from
    )
    if any(one.state == HandedReturn.State.DELETED for one in returns):
        raise CannotDo(
            f"{RETURN_DELETED}. The measures are being counted anew: show it when that "
            "is done"
        )


def _copied(one: Figure, shown: ShownMeasure) -> ShownFigure:
    columns = {name: getattr(one, name) for name in _COLUMNS}
    return ShownFigure(programme_id=shown.programme_id, shown=shown, **columns)


def _write_down(shown: ShownMeasure, action: str, by: Viewer, **more: Any) -> None:
    """On both sides: the authority's own audit, and the programme's."""
    changes = {
        "code": [None, shown.code],
        "programme": [None, str(shown.programme_id)],
        **more,
    }
    audit.record(by=by, action=action, target=shown, changes=changes)
    audit.record_in_programme(by=by, action=action, target=shown, changes=changes)


def _insist(by: Viewer) -> None:
    decision = policy.may_show_measures(by)
    if not decision:
        raise PermissionDenied(decision.reason)
