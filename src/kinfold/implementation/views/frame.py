"""What the pages of implementation plans have in common."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from django.http import HttpResponse
from django.urls import reverse

from kinfold.implementation.forms import Versioned
from kinfold.implementation.pdf import render_plan
from kinfold.implementation.presenters.comparing import plan_csv, plan_workbook
from kinfold.implementation.selectors.plans import PlanRead
from kinfold.platform.components import Link
from kinfold.platform.errors import NotFound
from kinfold.platform.http import ViewerRequest
from kinfold.records.errors import StaleVersion
from kinfold.records.views.asking import Asking, ask, with_version
from kinfold.records.views.asking import show as show_form
from kinfold_core.practice.implementation_plan import Line

HOME = "implementation:plans"
CHANGED = 409
ASKED = ["GET", "HEAD", "POST"]
WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
BYTE_ORDER_MARK = "\ufeff"

Differences = list[tuple[str, str, str]]


def crumbs(label: str, *between: Link) -> tuple[Link, ...]:
    return (Link("Implementation plans", reverse(HOME)), *between, Link(label, ""))


def ask_over(
    request: ViewerRequest,
    form: Versioned,
    page: Asking,
    save: Callable[[], object],
    stale: Callable[[StaleVersion], tuple[int, Differences]],
    *,
    done_url: str = "",
) -> HttpResponse:
    """As `ask`; who is second is shown both, and may save over what stands then.

    `stale` gives the version that stands now, and what differs from what was typed.
    """
    try:
        return ask(request, form, page, save, done_url=done_url)
    except StaleVersion as changed:
        version, differs = stale(changed)
        form.data = with_version(form.data, version)
        page.more["conflict"] = differs
        return show_form(request, form, page, status=CHANGED)


def file_of(
    title: str, lines: Sequence[Line], kind: str, told: list[tuple[str, str]]
) -> HttpResponse:
    """A plan to take away, as PDF, CSV or XLSX.

    Raises:
        NotFound: there is no such kind of file.
    """
    if kind == "csv":
        content: str | bytes = BYTE_ORDER_MARK + plan_csv(lines)
        form = "text/csv; charset=utf-8"
    elif kind == "xlsx":
        content, form = plan_workbook(lines, [("Plan", title), *told]), WORKBOOK
    elif kind == "pdf":
        content, form = render_plan(title, lines, told), "application/pdf"
    else:
        raise NotFound(f"No plan as {kind!r}")
    response = HttpResponse(content, content_type=form)
    response["Content-Disposition"] = f'attachment; filename="kinfold-plan.{kind}"'
    return response


def plan_link(shown: PlanRead) -> Link:
    return Link(shown.row.title, reverse("implementation:plan", args=[shown.row.pk]))


def page_of(
    shown: PlanRead, title: str, button: str, *, lead: str = "", done: str = "Saved"
) -> Asking:
    return Asking(
        title=title,
        button=button,
        back_url=reverse("implementation:plan", args=[shown.row.pk]),
        lead=lead,
        done=done,
        more={"breadcrumbs": crumbs(title, plan_link(shown))},
    )
