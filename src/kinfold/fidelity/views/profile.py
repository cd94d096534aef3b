"""What was recorded of the practice: every team, one team, one element, and away."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from kinfold.fidelity import policy
from kinfold.fidelity.deeds import LOOKED_AT, TAKEN_AWAY
from kinfold.fidelity.forms import QuarterForm
from kinfold.fidelity.presenters import profile as words
from kinfold.fidelity.selectors import recorded
from kinfold.platform.audit import note_overview
from kinfold.platform.components import Link
from kinfold.platform.errors import NotFound
from kinfold.platform.htmx import render_page
from kinfold.platform.http import ViewerRequest
from kinfold_measures.fidelity.elements import BY_CODE, UNSEEN
from kinfold_measures.fidelity.export import profile_csv, profile_workbook
from kinfold_measures.fidelity.quarters import quarter_words, quarters_before
from kinfold_measures.language.periods import Period

TITLE = "Fidelity: what was done, and how well"
QUARTERS_OF_A_YEAR = 4
BYTE_ORDER_MARK = "\ufeff"
"""Without it Excel reads the file in the machine's own letters."""
WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def _quarters() -> tuple[Period, ...]:
    return quarters_before(timezone.localdate(), recorded.QUARTERS)


def crumbs(last: str) -> tuple[Link, ...]:
    return (Link("Fidelity", reverse("fidelity:home")), Link(last, ""))


@require_safe
def home(request: ViewerRequest) -> HttpResponse:
    """Every team that the viewer may see, in one quarter."""
    quarters = _quarters()
    form = QuarterForm(request.GET.dict(), choices=words.quarter_choices(quarters))
    context = {"title": TITLE, "form": form, "unseen": UNSEEN}
    if not form.is_valid():
        return render_page(request, "fidelity/home.html", context, status=422)
    asked = form.cleaned_data["quarter"]
    quarter = next((one for one in quarters if one.code == asked), quarters[-1])
    place = quarters.index(quarter)
    year_before = quarters[max(place - QUARTERS_OF_A_YEAR, 0)]
    asked_for = tuple(dict.fromkeys((year_before, quarter)))
    shown = recorded.profile(request.viewer, asked_for)
    first = next((team for team in shown.teams if shown.has(team)), None)
    context |= {
        "figure": None if first is None else words.team_figure(shown, first),
        "table": words.teams_table(shown) if len(shown.teams) > 1 else None,
        "teams": words.team_links(shown),
        "too_small": shown.too_small,
        "may_see_outcomes": bool(policy.may_see_every_team(request.viewer)),
    }
    note_overview(
        request.viewer,
        action=LOOKED_AT,
        asked=quarter_words(quarter),
        count=shown.family_count,
    )
    return render_page(request, "fidelity/home.html", context)


@require_safe
def team(request: ViewerRequest, team_id: UUID) -> HttpResponse:
    """One team, quarter by quarter."""
    shown = recorded.profile_of_team(request.viewer, team_id, _quarters())
    key = str(team_id)
    name = shown.teams[key]
    context = {
        "title": name,
        "figure": words.team_figure(shown, key) if shown.has(key) else None,
        "table": words.quarters_table(shown, key),
        "unseen": UNSEEN,
        "breadcrumbs": crumbs(name),
    }
    note_overview(
        request.viewer, action=LOOKED_AT, asked=name, count=shown.family_count
    )
    return render_page(request, "fidelity/team.html", context)


@require_safe
def element(request: ViewerRequest, code: str) -> HttpResponse:
    """What an element counts, and the teams beside each other over the quarters."""
    if code not in BY_CODE:
        raise NotFound(f"No element of the practice is {code!r}")
    one = BY_CODE[code]
    shown = recorded.profile(request.viewer, _quarters(), code=code)
    context = {
        "title": one.title,
        "rows": words.element_rows(code),
        "table": words.element_table(shown, code),
        "withheld_note": words.WITHHELD_NOTE,
        "breadcrumbs": crumbs(one.title),
    }
    note_overview(
        request.viewer, action=LOOKED_AT, asked=one.title, count=shown.family_count
    )
    return render_page(request, "fidelity/element.html", context)


@require_safe
def figures(request: ViewerRequest, form: str) -> HttpResponse:
    """Every figure that may be shown, with its definition, as CSV or XLSX."""
    if form not in ("csv", "xlsx"):
        raise NotFound(f"No figures as {form!r}")
    shown = recorded.profile(request.viewer, _quarters())
    rows, who = words.rows_to_take_away(shown), request.viewer.place_name
    content: str | bytes
    if form == "csv":
        content, kind = (
            BYTE_ORDER_MARK + profile_csv(rows, who),
            "text/csv; charset=utf-8",
        )
    else:
        content, kind = profile_workbook(rows, who), WORKBOOK
    note_overview(
        request.viewer, action=TAKEN_AWAY, asked=form, count=shown.family_count
    )
    response = HttpResponse(content, content_type=kind)
    response["Content-Disposition"] = f'attachment; filename="kinfold-fidelity.{form}"'
    return response
