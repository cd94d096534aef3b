"""By when things are hoped for: reading it, and changing it for everybody here."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from kinfold.expectations import actions
from kinfold.expectations.errors import ExpectationsChanged
from kinfold.expectations.forms import ExpectationsForm
from kinfold.expectations.presenters import (
    differences,
    expectation_rows,
    history_lines,
)
from kinfold.expectations.selectors import (
    Written,
    expectation_history,
    standing_expectations,
)
from kinfold.platform.components import Link
from kinfold.platform.htmx import render_page
from kinfold.platform.http import ViewerRequest
from kinfold.records.views.asking import Asking, ask, with_version
from kinfold.records.views.asking import show as show_form
from kinfold_core.access import Action
from kinfold_core.practice.expectations import Expectations

TITLE = "What we hope for, by when"
HOME = "expectations:expectations"


@require_safe
def show(request: ViewerRequest) -> HttpResponse:
    """For everybody who meets these numbers beside a family."""
    viewer = request.viewer
    decision = viewer.may(Action.SEE_WHITEBOARD)
    if not decision:
        raise PermissionDenied(decision.reason)
    history = expectation_history(viewer)
    now = history[0] if history else Written(0, Expectations())
    context = {
        "title": TITLE,
        "rows": expectation_rows(now.hoped),
        "history": history_lines(history),
        "may_edit": bool(viewer.may(Action.EDIT_EXPECTATIONS)),
    }
    return render_page(request, "expectations/expectations.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def change(request: ViewerRequest) -> HttpResponse:
    viewer = request.viewer
    decision = viewer.may(Action.EDIT_EXPECTATIONS)
    if not decision:
        raise PermissionDenied(decision.reason)
    standing = standing_expectations(viewer)
    form = ExpectationsForm(
        request.POST if request.method == "POST" else None,
        standing=standing.hoped,
        version=standing.version,
    )
    title = "Change what we hope for"
    page = Asking(
        title=title,
        button="Hope for this",
        back_url=reverse(HOME),
        lead="These numbers stand beside each family as help. They judge nobody: a "
        "family takes the time it takes, and a page says only that a day has passed.",
        done="Every page says these from now on",
        more={"breadcrumbs": [Link(TITLE, reverse(HOME)), Link(title, "")]},
    )
    try:
        return ask(
            request,
            form,
            page,
            lambda: actions.write_expectations(
                hoped=form.hoped(),
                seen_version=form.cleaned_data["version"] or 0,
                why=form.cleaned_data["why"],
                by=viewer,
            ),
        )
    except ExpectationsChanged as changed:
        now = changed.standing
        page.more["conflict"] = differences(now.hoped, form.hoped())
        form.data = with_version(form.data, now.version)
        return show_form(request, form, page, status=409)
