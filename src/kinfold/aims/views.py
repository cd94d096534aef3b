"""Goals of a programme's authorities: all, one authority's, one goal, and its forms."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from kinfold.aims import actions, policy, presenters, published, selectors
from kinfold.aims.forms import DropForm, GoalForm, RateForm
from kinfold.platform.components import Link
from kinfold.platform.errors import NotFound
from kinfold.platform.holding import insist
from kinfold.platform.htmx import render_page
from kinfold.platform.http import ViewerRequest, posted
from kinfold.records.errors import StaleVersion
from kinfold.records.views.asking import Asking, ask, show, with_version
from kinfold_measures.england import ATTRIBUTION
from kinfold_measures.export import written
from kinfold_measures.named_goals import NAMED
from kinfold_measures.workbook import workbook_of

ASKED = ["GET", "HEAD", "POST"]
HOME = "aims:home"


@require_safe
def home(request: ViewerRequest) -> HttpResponse:
    """Each programme's authorities with their goals, by name; one's own, for others."""
    viewer = request.viewer
    programmes = selectors.open_programmes(viewer)
    said = selectors.standing(viewer, [one.pk for one in programmes])
    places: dict[tuple[UUID, UUID], list[Any]] = {}
    for one in said:
        places.setdefault((one.programme_id, one.authority_id), []).append(one)
    context = {
        "programmes": programmes,
        "own": viewer.authority_id,
        "places": [
            {
                "name": rows[0].authority.name,
                "url": reverse("aims:place", args=key),
                "table": presenters.goals_table(
                    f"Goals of {rows[0].authority.name}", _with_figures(rows)
                ),
            }
            for key, rows in places.items()
        ],
        "is_synthetic": any(one.goal.is_synthetic for one in said),
        "chosen": None if viewer.authority_id else presenters.chosen_table(said),
        "data_attribution": ATTRIBUTION,
    }
    return render_page(request, "aims/home.html", context)


@require_safe
def place(request: ViewerRequest, programme_id: UUID, goals_of: UUID) -> HttpResponse:
    viewer = request.viewer
    seat = selectors.place_in(viewer, programme_id, goals_of)
    rows = selectors.standing(viewer, [programme_id], goals_of)
    name = seat.authority.name
    context = {
        "seat": seat,
        "table": presenters.goals_table(f"Goals of {name}", _with_figures(rows)),
        "is_synthetic": any(one.goal.is_synthetic for one in rows),
        "may_keep": bool(policy.may_keep(viewer, goals_of)),
        "named": [one for one in NAMED.values() if one.key not in _keys(rows)],
        "breadcrumbs": _crumbs(name),
        "data_attribution": ATTRIBUTION,
    }
    return render_page(request, "aims/place.html", context)


@require_safe
def away(
    request: ViewerRequest, programme_id: UUID, goals_of: UUID, form: str
) -> HttpResponse:
    """The authority's goals as a file."""
    seat = selectors.place_in(request.viewer, programme_id, goals_of)
    rows = selectors.standing(request.viewer, [programme_id], goals_of)
    lines = presenters.file_rows(_with_figures(rows))
    kinds = {
        "csv": "text/csv; charset=utf-8",
        "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    }
    if form not in kinds:
        raise NotFound(f"No file of the kind {form!r}")
    content: str | bytes
    if form == "csv":
        content = "\ufeff" + written(presenters.HEADINGS, lines)
    else:
        content = workbook_of(
            presenters.HEADINGS,
            lines,
            numbers={"baseline", "target", "target_percent", "baseline_year"},
            told=[("Goals of", seat.authority.name), ("Licence", ATTRIBUTION)],
        )
    name = f"kinfold-goals-{seat.authority.slug}.{form}"
    return HttpResponse(
        content,
        content_type=kinds[form],
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


@require_safe
def goal(request: ViewerRequest, goal_id: UUID) -> HttpResponse:
    viewer = request.viewer
    history = selectors.history(viewer, goal_id)
    said = history[0]
    process = published.process(said.authority, said.goal.code)
    beside = {
        code: published.process(said.authority, code)
        for code, _ in presenters.beside_codes(said)
    }
    rated = selectors.ratings(viewer, goal_id)
    own = selectors.own_figures(viewer, said)
    picture = published.picture(said.authority, said.goal.code)
    context = {
        "said": said,
        "baseline": presenters.baseline_words(said),
        "target": presenters.target_words(said),
        "measure": presenters.measure_title(said.goal.code),
        "latest": presenters.latest_words(said, picture),
        "moved": presenters.moved_words(published.moved(said)),
        "figure": presenters.figure(said, process) if process else None,
        "beside": presenters.beside_of(said, beside),
        "own": presenters.own_table(own, presenters.unit_of(said)) if own else None,
        "history": presenters.history_table(history),
        "ratings": presenters.ratings_of(rated),
        "drift": presenters.ratings_words(rated),
        "rated": presenters.ratings_table(rated),
        "may_keep": bool(policy.may_keep(viewer, said.authority_id)),
        "may_rate": bool(policy.may_rate(viewer, said.authority_id)),
        "breadcrumbs": _crumbs(said.title),
        "data_attribution": ATTRIBUTION,
    }
    return render_page(request, "aims/goal.html", context)


@require_http_methods(ASKED)
def choose(
    request: ViewerRequest, programme_id: UUID, goal_key: str = ""
) -> HttpResponse:
    """A goal of the catalogue, or one in their own words."""
    viewer = request.viewer
    insist(policy.may_keep(viewer, viewer.authority_id))
    selectors.place_in(viewer, programme_id, viewer.in_authority())
    named = NAMED.get(goal_key)
    if goal_key and named is None:
        raise NotFound(f"No goal {goal_key!r}")
    initial = presenters.typed_of_named(named) if named else {}
    form = GoalForm(posted(request), is_fixed=bool(named), initial=initial)
    back = reverse("aims:place", args=[programme_id, viewer.in_authority()])
    page = Asking(
        title="Choose this goal" if named else "Write a goal of your own",
        button="Save this goal",
        back_url=back,
        lead="The programme and your own authority see it. No other authority does.",
        more={"breadcrumbs": _crumbs("Choose a goal")},
    )

    def save() -> None:
        told = _told(form)
        code = named.code if named else form.cleaned_data["code"]
        actions.choose(
            programme_id=programme_id, told=told, key=goal_key, code=code, by=viewer
        )

    return ask(request, form, page, save)


@require_http_methods(ASKED)
def change(request: ViewerRequest, goal_id: UUID) -> HttpResponse:
    said = selectors.history(request.viewer, goal_id)[0]
    insist(policy.may_keep(request.viewer, said.authority_id))
    form = GoalForm(posted(request), is_fixed=True, initial=presenters.typed(said))
    page = _page(said, "Change this goal", "Save the change")

    def save() -> None:
        actions.change(
            goal_id=goal_id,
            told=_told(form),
            seen_version=form.cleaned_data["version"] or 0,
            by=request.viewer,
        )

    return _ask(request, form, page, save)


@require_http_methods(ASKED)
def drop(request: ViewerRequest, goal_id: UUID) -> HttpResponse:
    """No longer a goal. A change takes it up again."""
    said = selectors.history(request.viewer, goal_id)[0]
    insist(policy.may_keep(request.viewer, said.authority_id))
    form = DropForm(posted(request), initial={"version": said.version})
    page = _page(said, "Drop this goal?", "Drop it")

    def save() -> None:
        kept = {k: v for k, v in presenters.typed(said).items() if k != "version"}
        told = actions.Told(**kept, why=form.cleaned_data["why"], is_dropped=True)
        actions.change(
            goal_id=goal_id,
            told=told,
            seen_version=form.cleaned_data["version"] or 0,
            by=request.viewer,
        )

    return _ask(request, form, page, save)


@require_http_methods(ASKED)
def rate(request: ViewerRequest, goal_id: UUID) -> HttpResponse:
    said = selectors.history(request.viewer, goal_id)[0]
    insist(policy.may_rate(request.viewer, said.authority_id))
    if said.goal.code:
        raise NotFound("A measure tells of this goal")
    form = RateForm(posted(request))
    page = _page(said, "Where does the authority stand?", "Save this place")

    def save() -> None:
        actions.rate(goal_id=goal_id, **form.cleaned_data, by=request.viewer)

    return ask(request, form, page, save)


def _ask(request: ViewerRequest, form: Any, page: Asking, save: Any) -> HttpResponse:
    try:
        return ask(request, form, page, save)
    except StaleVersion as stale:
        now = stale.current
        past = selectors.history(request.viewer, now.goal_id)
        number = form.cleaned_data["version"]
        seen = next((one for one in past if one.version == number), None)
        page.more["conflict"] = presenters.conflict(now, seen, form)
        form.data = with_version(form.data, now.version)
        return show(request, form, page, status=409)


def _page(said: Any, title: str, button: str) -> Asking:
    return Asking(
        title=title,
        button=button,
        back_url=reverse("aims:goal", args=[said.goal_id]),
        lead=f"{said.title}. {said.authority.name}.",
        more={"breadcrumbs": _crumbs(title)},
    )


def _told(form: GoalForm) -> actions.Told:
    left = {"version", "code"}
    return actions.Told(**{k: v for k, v in form.cleaned_data.items() if k not in left})


def _with_figures(rows: Any) -> list[Any]:
    return [
        (one, published.picture(one.authority, one.goal.code), published.moved(one))
        for one in rows
    ]


def _keys(rows: Any) -> set[str]:
    return {one.goal.key for one in rows}


def _crumbs(label: str) -> tuple[Link, ...]:
    return (Link("Goals and measures", reverse(HOME)), Link(label, ""))
