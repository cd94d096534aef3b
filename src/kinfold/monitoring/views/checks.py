"""How well each rule has held, and writing down that one was lived."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from kinfold.monitoring import actions
from kinfold.monitoring.errors import NotShownYet
from kinfold.monitoring.forms import CheckForm
from kinfold.monitoring.presenters.checks_page import checks_page
from kinfold.monitoring.selectors import lived_plan
from kinfold.monitoring.views.frame import desk_to_write, room
from kinfold.planning.forms import WordsForm
from kinfold.planning.views.frame import desk_of
from kinfold.platform.htmx import render_page
from kinfold.platform.http import ViewerRequest, posted
from kinfold.practice.selectors import ground_of
from kinfold.practice.views.frame import WRITES, note_page
from kinfold.records.selectors import may_with
from kinfold.records.views.asking import ask
from kinfold_core.access import Action

ROOM = room("checks", "Checks")


@require_safe
def show(request: ViewerRequest, family_id: UUID) -> HttpResponse:
    ground = ground_of(request.viewer, family_id)
    page = checks_page(lived_plan(request.viewer, family_id), timezone.localdate())
    note_page(request, ground, ROOM.page)
    family, viewer = ground.family, request.viewer
    context = ROOM.context(
        ground,
        page=page,
        may_write=bool(may_with(viewer, Action.WRITE_JOURNAL, family)),
        may_accept=bool(may_with(viewer, Action.ACCEPT_PLAN, family)),
    )
    return render_page(request, "monitoring/checks.html", context)


@require_http_methods(WRITES)
def add(request: ViewerRequest, family_id: UUID) -> HttpResponse:
    desk = desk_to_write(request, family_id)
    form = CheckForm(
        posted(request),
        people=desk.people,
        rules=desk.plan.rules,
        about=request.GET.get("rule", "")[:40],
    )
    page = ROOM.asking(
        request, desk.ground, title="How was a rule lived?",
        lead="A rule that did not work is good to know. It gets better words.",
    )  # fmt: skip
    return ask(
        request,
        form,
        page,
        lambda: actions.check(
            family_id=family_id, details=form.details, by=request.viewer
        ),
    )


@require_http_methods(WRITES)
def demonstrate(request: ViewerRequest, family_id: UUID) -> HttpResponse:
    desk = desk_of(request, family_id, Action.ACCEPT_PLAN)
    form = WordsForm(
        posted(request),
        label="What have you seen, through which hard days, and who has seen it?",
        missing="Say what you have seen",
    )
    page = ROOM.asking(
        request, desk.ground, title="The plan has been shown to work",
        template="planning/go_live.html",
    )  # fmt: skip

    def save() -> object:
        try:
            return actions.demonstrate(
                family_id=family_id, words=form.cleaned_data["words"], by=request.viewer
            )
        except NotShownYet as error:
            page.more["stops"] = error.findings
            raise

    return ask(request, form, page, save)
