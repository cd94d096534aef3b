"""What the children of a family say; beginning a time with one; one time, whole."""

from __future__ import annotations

from uuid import UUID, uuid4

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from kinfold.child_tools import actions
from kinfold.child_tools.forms.saying import AroundForm, BeginForm
from kinfold.child_tools.presenters.home import home_page
from kinfold.child_tools.presenters.session_page import session_page
from kinfold.child_tools.selectors import session_for, sessions_of
from kinfold.child_tools.views.frame import (
    ROOM,
    age_of,
    ask_over,
    children_of,
    open_session,
)
from kinfold.platform.htmx import render_page
from kinfold.platform.http import ViewerRequest, posted
from kinfold.practice.selectors import ground_of
from kinfold.practice.views.frame import WRITES, note_page
from kinfold.records.selectors import may_with
from kinfold.records.views.asking import ask
from kinfold_core.access import Action


@require_safe
def index(request: ViewerRequest, family_id: UUID) -> HttpResponse:
    ground = ground_of(request.viewer, family_id)
    page = home_page(
        family_id,
        sessions_of(request.viewer, family_id),
        children_of(ground),
        today=timezone.localdate(),
    )
    note_page(request, ground, ROOM.page)
    context = ROOM.context(
        ground,
        page=page,
        may_write=bool(may_with(request.viewer, Action.WRITE_NETWORK, ground.family)),
        may_narrow=bool(may_with(request.viewer, Action.NARROW_SHARING, ground.family)),
    )
    return render_page(request, "child_tools/tools.html", context)


@require_http_methods(WRITES)
def begin(request: ViewerRequest, family_id: UUID) -> HttpResponse:
    ground = ground_of(request.viewer, family_id, Action.WRITE_NETWORK)
    form = BeginForm(
        posted(request),
        children=children_of(ground),
        child_id=request.GET.get("child", ""),
    )
    page = ROOM.asking(
        request, ground, title="A time with a child", button="Begin",
        lead="Ask first, explain first. Then the child chooses where to begin.",
    )  # fmt: skip
    session_id = uuid4()
    return ask(
        request,
        form,
        page,
        lambda: actions.start_session(
            family_id=family_id, details=form.details, by=request.viewer, id=session_id
        ),
        done_url=reverse("child_tools:session", args=[family_id, session_id]),
    )


@require_safe
def show(
    request: ViewerRequest, family_id: UUID, tool_session_id: UUID
) -> HttpResponse:
    ground = ground_of(request.viewer, family_id)
    row = session_for(request.viewer, family_id, tool_session_id)
    may = may_with(request.viewer, Action.WRITE_NETWORK, ground.family)
    page = session_page(
        family_id,
        row,
        age=age_of(ground, row.child_id),
        today=timezone.localdate(),
    )
    note_page(request, ground, "child_tools.session")
    may_narrow = may_with(request.viewer, Action.NARROW_SHARING, ground.family)
    context = ROOM.context(
        ground,
        crumb=page.title,
        page=page,
        may_write=bool(may) and row.may_write,
        may_narrow=bool(may_narrow) and row.may_write,
    )
    return render_page(request, "child_tools/session.html", context)


@require_http_methods(WRITES)
def around(
    request: ViewerRequest, family_id: UUID, tool_session_id: UUID
) -> HttpResponse:
    opened = open_session(request, family_id, tool_session_id)
    form = AroundForm(posted(request), session=opened.session)

    def differs(stands: dict[str, object]) -> list[tuple[str, str, str]]:
        return [
            (
                str(form.fields[name].label),
                str(was or ""),
                str(form.changes[name] or ""),
            )
            for name, was in stands.items()
            if name in form.fields
        ]

    return ask_over(
        request,
        opened,
        form,
        lambda: actions.change_session(
            **opened.here,
            changes=form.changes,
            seen=form.cleaned_data["version"],
            by=request.viewer,
        ),
        title=f"Around what {opened.session.child_name} says",
        differs=differs,
    )
