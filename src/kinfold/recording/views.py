"""My recording, the totals, and what the page tells while somebody writes."""

from __future__ import annotations

from datetime import date, timedelta

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from kinfold.platform.errors import NotFound
from kinfold.platform.htmx import go, render_page
from kinfold.platform.http import ViewerRequest
from kinfold.recording import actions, presenters, selectors
from kinfold.recording.forms import DayForm, read_spent
from kinfold.recording.kinds import kind_of
from kinfold.records.addresses import match_of
from kinfold_core.access import Action


@require_POST
def spent(request: ViewerRequest) -> HttpResponse:
    """Add the seconds that were spent on forms. What makes no sense adds nothing."""
    for path, seconds in read_spent(request.body).items():
        try:
            match, _ = match_of(path)
        except NotFound:
            continue
        document, kind = kind_of(match)
        actions.add_to_meter(
            document=document, kind=kind, day=timezone.localdate(), seconds=seconds,
            by=request.viewer,
        )  # fmt: skip
    return HttpResponse(status=204)


@require_safe
def mine(request: ViewerRequest) -> HttpResponse:
    """The viewer's own minutes of a day they choose, and of the four weeks before."""
    today = timezone.localdate()
    form = DayForm(request.GET if "day_year" in request.GET else None)
    form.initial["day"] = today
    day: date = form.cleaned_data["day"] if form.is_valid() else today
    spent_on = selectors.own_day(request.viewer, day)
    first = day - timedelta(days=presenters.DAYS_SHOWN - 1)
    days = selectors.own_days(request.viewer, first, day)
    context = {
        "form": form,
        "day": day,
        "sentence": presenters.sentence(day, spent_on),
        "table": presenters.day_table(day, spent_on),
        "figure": presenters.days_figure(days, day),
        "may_see_totals": bool(request.viewer.may(Action.SEE_RECORDING_TOTALS)),
    }
    status = 422 if form.errors else 200
    return render_page(request, "recording/mine.html", context, status=status)


@require_POST
def forget(request: ViewerRequest) -> HttpResponse:
    """Delete one's own rows: of a day, or all there are."""
    try:
        day = date.fromisoformat(request.POST["day"]) if "day" in request.POST else None
    except ValueError as error:
        raise NotFound("day") from error
    count = actions.forget_own(day=day, by=request.viewer)
    messages.success(request, "Deleted" if count else "There was nothing to delete")
    return go(request, "recording:mine")


@require_safe
def totals(request: ViewerRequest) -> HttpResponse:
    cell = settings.KINFOLD_RECORDING_CELL
    rows = selectors.totals(request.viewer, before=timezone.localdate())
    context = {"table": presenters.totals_table(rows, cell), "cell": cell}
    return render_page(request, "recording/totals.html", context)
