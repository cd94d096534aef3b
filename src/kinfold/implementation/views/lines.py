"""The goals and actions of a plan: added, written anew, taken out."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.views.decorators.http import require_http_methods

from kinfold.implementation import policy
from kinfold.implementation.actions import keeping
from kinfold.implementation.forms import ActionForm, GoalForm, RemoveForm
from kinfold.implementation.kept_lines import lines_of
from kinfold.implementation.presenters import comparing
from kinfold.implementation.selectors import plans as selectors
from kinfold.implementation.selectors.plans import PlanRead
from kinfold.implementation.views.frame import (
    ASKED,
    Differences,
    ask_over,
    page_of,
)
from kinfold.platform.holding import insist
from kinfold.platform.http import ViewerRequest, posted
from kinfold.records.errors import StaleVersion
from kinfold_core.practice.implementation_plan import ACTION, GOAL, Line


@require_http_methods(ASKED)
def add_goal(request: ViewerRequest, plan_id: UUID) -> HttpResponse:
    return _write(request, plan_id, Line("", GOAL), "Add a goal")


@require_http_methods(ASKED)
def add_action(
    request: ViewerRequest, plan_id: UUID, plan_line_id: UUID
) -> HttpResponse:
    new = Line("", ACTION, goal_id=str(plan_line_id))
    return _write(request, plan_id, new, "Add an action")


@require_http_methods(ASKED)
def line(request: ViewerRequest, plan_id: UUID, plan_line_id: UUID) -> HttpResponse:
    shown = selectors.plan(request.viewer, plan_id)
    now = next((o for o in shown.lines if o.id == str(plan_line_id)), None)
    if now is None and request.method == "POST":
        # taken out while they wrote: what they typed is shown back to them
        now = _as_it_was(request, shown, str(plan_line_id))
    stands = now or shown.line(str(plan_line_id))
    return _write(request, plan_id, stands, "Change this line")


def _as_it_was(request: ViewerRequest, shown: PlanRead, line_id: str) -> Line | None:
    seen = request.POST.get("version", "")
    if not (seen.isascii() and seen.isdigit() and len(seen) < 7):
        return None
    version = selectors.version(request.viewer, shown, int(seen))
    found = lines_of(version.lines)
    return next((one for one in found if one.id == line_id), None)


def _write(
    request: ViewerRequest, plan_id: UUID, stands: Line, title: str
) -> HttpResponse:
    """One goal or action, added or written anew."""
    viewer = request.viewer
    insist(policy.may_write(viewer))
    shown = selectors.plan(viewer, plan_id)
    if request.method == "GET" and not stands.id and stands.goal_id:
        shown.line(stands.goal_id)  # there is none such: nothing was typed yet
    kind = GoalForm if stands.kind == GOAL else ActionForm
    form = kind(posted(request), initial=_initial(stands, shown.version.number))

    def typed() -> Line:
        return _typed(stands, form.cleaned_data)

    def stale(changed: StaleVersion) -> tuple[int, Differences]:
        now, version = changed.current
        return version, comparing.conflict_of(now, typed())

    return ask_over(
        request,
        form,
        page_of(shown, title, "Save", done="Saved as a new version"),
        lambda: keeping.keep_line(
            plan_id=plan_id,
            line=typed(),
            seen_version=form.seen,
            why=form.cleaned_data["why"],
            by=viewer,
        ),
        stale,
    )


def _initial(stands: Line, version: int) -> dict[str, Any]:
    return {
        "version": version,
        "part": stands.part,
        "text": stands.text,
        "zero": stands.zero,
        "ten": stands.ten,
        "now": stands.now,
        "owner": stands.owner,
        "due": stands.due,
        "evidence": stands.evidence,
        "deliverables": list(stands.deliverables),
        "is_done": stands.is_done,
    }


def _typed(stands: Line, said: dict[str, Any]) -> Line:
    due: date | None = said.get("due")
    return Line(
        id=stands.id,
        kind=stands.kind,
        goal_id=stands.goal_id,
        part=said.get("part", ""),
        text=said["text"],
        zero=said.get("zero", ""),
        ten=said.get("ten", ""),
        now=said.get("now"),
        owner=said.get("owner", ""),
        due=due.isoformat() if due else "",
        evidence=said["evidence"],
        deliverables=tuple(said.get("deliverables", ())),
        is_done=said["is_done"],
    )


@require_http_methods(ASKED)
def remove(request: ViewerRequest, plan_id: UUID, plan_line_id: UUID) -> HttpResponse:
    viewer = request.viewer
    insist(policy.may_write(viewer))
    shown = selectors.plan(viewer, plan_id)
    stands = shown.line(str(plan_line_id))
    form = RemoveForm(posted(request), initial={"version": shown.version.number})
    page = page_of(
        shown,
        "Take it out of the plan",
        "Take it out",
        lead=f"“{stands.text}” With a goal its actions come out too. All of it "
        "stays in the versions before.",
        done="It is out of the plan",
    )

    def stale(changed: StaleVersion) -> tuple[int, Differences]:
        now, version = changed.current
        return version, comparing.conflict_of(now, stands)

    return ask_over(
        request,
        form,
        page,
        lambda: keeping.remove_line(
            plan_id=plan_id,
            line_id=stands.id,
            seen_version=form.seen,
            why=form.cleaned_data["why"],
            by=viewer,
        ),
        stale,
    )
