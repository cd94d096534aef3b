"""An authority's returns: handing them in, what was found, and deleting one."""

from __future__ import annotations

import csv
import io
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from kinfold.platform import audit
from kinfold.platform.components import Link
from kinfold.platform.htmx import render_page
from kinfold.platform.http import ViewerRequest
from kinfold.platform.jobs import enqueue
from kinfold.platform.limits import limited
from kinfold.records.errors import CannotDo
from kinfold.records.views.asking import (
    REFUSED,
    Asking,
    add_error,
    ask,
    leave,
    page_number,
)
from kinfold.returns import policy, presenters
from kinfold.returns.actions.handing_in import HandedIn, delete_return, hand_in
from kinfold.returns.forms import DeleteReturnForm, ReturnForm
from kinfold.returns.jobs import (
    count_measures,
    hand_in_our_own,
    read_handed_return,
)
from kinfold.returns.selectors import returns as selectors
from kinfold.returns.selectors.figures import newest_recount
from kinfold_measures.formulas import harmless

LONGEST_ABOUT = 160


@require_http_methods(["GET", "HEAD", "POST"])
@limited("returns", per_minute=20)
def returns(request: ViewerRequest) -> HttpResponse:
    """Hand in returns; see those that are here."""
    viewer = request.viewer
    page = selectors.returns_of(viewer, page_number(request))
    may_import = policy.may_import_returns(viewer)
    is_posted = request.method == "POST"
    if is_posted and not may_import:
        raise PermissionDenied(may_import.reason)
    form = ReturnForm(request.POST, request.FILES) if is_posted else ReturnForm()
    if is_posted and form.is_valid():
        try:
            with transaction.atomic():
                came = hand_in(
                    uploads=form.cleaned_data["given"],
                    year=form.cleaned_data["year"],
                    job=read_handed_return,
                    by=viewer,
                )
        except CannotDo as error:
            add_error(form, error)
        else:
            return _after(request, came)
    counting = {one.pk for one in selectors.returns_that_count(viewer)}
    context = {
        "form": form if may_import else None,
        "table": presenters.returns_table(page, counting),
        "page_obj": page,
        "last_count": presenters.last_count(newest_recount(viewer)),
    }
    status = REFUSED if form.errors else 200
    return render_page(request, "returns/returns.html", context, status=status)


def _after(request: ViewerRequest, came: HandedIn) -> HttpResponse:
    for words in presenters.what_came_in(len(came.new), came.known):
        messages.success(request, words)
    if len(came.new) == 1 and not came.known:
        run_id = came.new[0].run_id
        return leave(request, reverse("platform:job", args=[run_id]))
    return leave(request, reverse("returns:returns"))


@require_POST
@limited("returns", per_minute=20)
def own_record(request: ViewerRequest) -> HttpResponse:
    """Count on Kinfold's own record, in the background."""
    may_import = policy.may_import_returns(request.viewer)
    if not may_import:
        raise PermissionDenied(may_import.reason)
    with transaction.atomic():
        run = enqueue(by=request.viewer, job=hand_in_our_own)
    return leave(request, reverse("platform:job", args=[run.pk]))


@require_safe
def one_return(request: ViewerRequest, return_id: UUID) -> HttpResponse:
    """How a return was read, what was found in it, and how to mend that."""
    viewer = request.viewer
    handed = selectors.return_for(viewer, return_id)
    audit.note_read(viewer, target=handed, page="return.findings")
    about = request.GET.get("about", "").replace("\x00", "")[:LONGEST_ABOUT]
    page = selectors.findings_of(viewer, handed, about=about, page=page_number(request))
    counting = {one.pk for one in selectors.returns_that_count(viewer)}
    context = {
        "handed": handed,
        "name": presenters.name_of(handed),
        "rows": presenters.return_rows(
            handed, counting, selectors.checks_that_look_back(viewer, handed)
        ),
        "kinds": presenters.kinds_table(
            handed, selectors.kinds_of_findings(viewer, handed)
        ),
        "table": presenters.findings_table(page),
        "page_obj": page,
        "about": about,
        "may_delete": policy.may_delete_returns(viewer),
        "breadcrumbs": _crumbs(presenters.name_of(handed)),
    }
    return render_page(request, "returns/return.html", context)


@require_safe
def findings_csv(request: ViewerRequest, return_id: UUID) -> HttpResponse:
    """What was found, as a file for whoever mends it in the case system."""
    viewer = request.viewer
    handed = selectors.return_for(viewer, return_id)
    audit.note_read(viewer, target=handed, page="return.findings")
    text = io.StringIO()
    lines = csv.writer(text)
    lines.writerow(
        ("file", "line", "child", "module", "field", "rule", "found", "expected",
         "how to mend", "what became of it")
    )  # fmt: skip
    for one in selectors.all_findings(viewer, handed).iterator(2_000):
        told = (one.child, one.module, one.field, one.rule, one.found, one.expected,
                one.mend, one.get_fate_display())  # fmt: skip
        lines.writerow(
            (harmless(one.file), one.line, *(harmless(cell) for cell in told))
        )
    response = HttpResponse(text.getvalue(), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="findings.csv"'
    return response


@require_http_methods(["GET", "HEAD", "POST"])
def delete(request: ViewerRequest, return_id: UUID) -> HttpResponse:
    """Ask why, and delete a return."""
    viewer = request.viewer
    handed = selectors.return_for(viewer, return_id)
    may_delete = policy.may_delete_returns(viewer)
    if not may_delete:
        raise PermissionDenied(may_delete.reason)
    name = presenters.name_of(handed)
    form = DeleteReturnForm(request.POST or None)
    page = Asking(
        title=f"Delete: {name}",
        lead=(
            "Its files, its tables and what was found in it are taken away for good. "
            "That it was here, and why it went, stays. What it replaced counts again, "
            "the measures are counted anew, and figures that were counted on it go. "
            "Those shown on a programme's page leave it at once, and every extract "
            "that an evaluator can take today ends."
        ),
        button="Delete this return",
        back_url=reverse("returns:return", args=[handed.pk]),
        done="The return was deleted. The measures are being counted anew.",
        keeps_typed=False,
        more={"breadcrumbs": _crumbs(name)},
    )
    return ask(
        request,
        form,
        page,
        lambda: delete_return(
            return_id=return_id,
            why=form.cleaned_data["why"],
            recount=count_measures,
            by=viewer,
        ),
        done_url=reverse("returns:returns"),
    )


def _crumbs(name: str) -> tuple[Link, ...]:
    return Link("Returns", reverse("returns:returns")), Link(name, "")
