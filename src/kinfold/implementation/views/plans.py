"""An authority's own plans: the list, one of them, its versions and steps."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from kinfold.implementation import policy
from kinfold.implementation.actions import keeping
from kinfold.implementation.forms import (
    StepForm,
    StretchForm,
)
from kinfold.implementation.kept_lines import lines_of
from kinfold.implementation.presenters import comparing, pages
from kinfold.implementation.presenters import lines as line_words
from kinfold.implementation.selectors import plans as selectors
from kinfold.implementation.selectors import shares
from kinfold.implementation.views.frame import (
    ASKED,
    HOME,
    Differences,
    ask_over,
    crumbs,
    file_of,
    page_of,
    plan_link,
)
from kinfold.platform.holding import insist
from kinfold.platform.htmx import render_page
from kinfold.platform.http import ViewerRequest, posted
from kinfold.records.errors import StaleVersion
from kinfold.records.views.asking import Asking, ask
from kinfold_core.people.dates import day_in_words
from kinfold_core.practice.implementation_plan import (
    FINAL,
    NEXT,
    STATES,
    changes_between,
    readiness,
)


@require_safe
def home(request: ViewerRequest) -> HttpResponse:
    viewer, today = request.viewer, timezone.localdate()
    programmes, is_of_authority = (
        selectors.programmes_of(viewer),
        bool(viewer.authority_id),
    )
    followed = () if is_of_authority else programmes
    context = {
        "is_of_authority": is_of_authority,
        "own": pages.plans_table(selectors.plans(viewer)),
        "received": pages.received_table(shares.received(viewer)),
        "standings": [
            (
                each.name,
                pages.standings_table(
                    selectors.glance(viewer, each.pk).values(), today
                ),
            )
            for each in followed
        ],
        "programmes": programmes
        if is_of_authority and policy.may_write(viewer)
        else (),
    }
    return render_page(request, "implementation/home.html", context)


@require_safe
def plan(request: ViewerRequest, plan_id: UUID) -> HttpResponse:
    viewer, today = request.viewer, timezone.localdate()
    shown = selectors.plan(viewer, plan_id)
    feedback = selectors.feedback_on(viewer, shown.row)
    shared = selectors.shares_of(viewer, shown.row)
    may_write = bool(policy.may_write(viewer))
    is_open = may_write and shown.step.state != FINAL
    said = line_words.said_by_line(
        selectors.comments_on(viewer, shown.row), feedback, may_write=may_write
    )
    checks = readiness(
        shown.lines,
        state=shown.step.state,
        shared_with=len(shared),
        unanswered=sum(1 for one in feedback if one.answer is None),
        ends=shown.row.ends_on,
    )
    context = {
        "shown": shown,
        "state": STATES[shown.step.state],
        "due": day_in_words(shown.row.due_on),
        "dates": f"{day_in_words(shown.row.starts_on)} to "
        f"{day_in_words(shown.row.ends_on)}",
        "parts": line_words.parts_of(
            shown.lines, said=said, plan_id=plan_id if is_open else None
        ),
        "said": said.get("", ()),
        "deliverables": line_words.deliverables_table(shown.lines),
        "shares": pages.shares_table(shared, today),
        "steps": pages.steps_entries(shown.steps),
        "met": sum(1 for one in checks if one.is_met),
        "needed": len(checks),
        "may_write": may_write,
        "is_open": is_open,
        "may_hand_on": bool(policy.may_hand_on(viewer)),
        "breadcrumbs": crumbs(shown.row.title),
    }
    return render_page(request, "implementation/plan.html", context)


@require_http_methods(ASKED)
def begin(request: ViewerRequest, programme_id: UUID) -> HttpResponse:
    viewer = request.viewer
    insist(policy.may_write(viewer))
    programme = selectors.programme(viewer, programme_id)
    viewer.in_authority()
    form = StretchForm(posted(request))
    page = Asking(
        title="Begin an implementation plan",
        button="Begin it",
        back_url=reverse(HOME),
        lead=f"For {programme.name}. It starts as a draft that nobody outside "
        f"{viewer.place_name} sees.",
        done="Begun. Add the first goal",
        more={"breadcrumbs": crumbs("Begin a plan")},
    )
    return ask(
        request,
        form,
        page,
        lambda: keeping.begin_plan(
            programme_id=programme_id, stretch=_stretch(form), by=viewer
        ),
    )


@require_http_methods(ASKED)
def carry(request: ViewerRequest, plan_id: UUID) -> HttpResponse:
    """What is not done goes on into the next plan."""
    viewer = request.viewer
    shown = selectors.plan(viewer, plan_id)
    insist(policy.may_write(viewer))
    form = StretchForm(posted(request))
    page = page_of(
        shown,
        "Carry it forward",
        "Begin the next plan",
        lead="What is done stays behind. Every other goal and action goes on into a "
        "new plan, and keeps its place in both.",
        done="The next plan is begun",
    )
    return ask(
        request,
        form,
        page,
        lambda: keeping.carry_forward(
            plan_id=plan_id, stretch=_stretch(form), by=viewer
        ),
        done_url=reverse(HOME),
    )


@require_safe
def versions(request: ViewerRequest, plan_id: UUID) -> HttpResponse:
    """Every version, and two of them side by side: the newest two unless asked."""
    viewer = request.viewer
    shown = selectors.plan(viewer, plan_id)
    newest = shown.version.number
    after = _number(request, "after", newest)
    before = _number(request, "before", max(after - 1, 1))
    old, new = (selectors.version(viewer, shown, one) for one in (before, after))
    changes = changes_between(lines_of(old.lines), lines_of(new.lines))
    context = {
        "shown": shown,
        "versions": selectors.versions(viewer, shown),
        "before": before,
        "after": after,
        "rows": comparing.rows_that_differ(changes),
        "breadcrumbs": crumbs("Versions", plan_link(shown)),
    }
    return render_page(request, "implementation/versions.html", context)


def _number(request: ViewerRequest, name: str, otherwise: int) -> int:
    text = request.GET.get(name, "")
    is_number = text.isascii() and text.isdigit() and len(text) < 7
    return int(text) if is_number else otherwise


@require_http_methods(ASKED)
def step(request: ViewerRequest, plan_id: UUID) -> HttpResponse:
    viewer = request.viewer
    shown = selectors.plan(viewer, plan_id)
    insist(policy.may_hand_on(viewer))
    states = NEXT[shown.step.state]
    form = StepForm(
        posted(request),
        states=states,
        initial={"version": shown.step.number, "on": timezone.localdate()},
    )
    waits = selectors.unanswered_of(viewer, shown.row)
    lead = f"It is {STATES[shown.step.state].lower()}. "
    lead += (
        "A draft goes on when it is shared with somebody."
        if not states
        else f"Answers still owed to people who road-tested it: {waits}."
    )
    page = page_of(shown, "Where does the plan go?", "Save", lead=lead)

    def stale(changed: StaleVersion) -> tuple[int, Differences]:
        now = changed.current
        said = STATES[form.cleaned_data["state"]]
        return now.number, [("State", STATES[now.state], said)]

    return ask_over(
        request,
        form,
        page,
        lambda: keeping.step(
            plan_id=plan_id,
            to=form.cleaned_data["state"],
            on=form.cleaned_data["on"],
            why=form.cleaned_data["why"],
            why_unanswered=form.cleaned_data["why_unanswered"],
            seen_step=form.seen,
            by=viewer,
        ),
        stale,
    )


@require_safe
def file(request: ViewerRequest, plan_id: UUID, file_kind: str) -> HttpResponse:
    """The whole plan, for its own authority."""
    shown = selectors.plan(request.viewer, plan_id)
    told = [
        ("Version", str(shown.version.number)),
        ("State", STATES[shown.step.state]),
        ("Due", f"{day_in_words(shown.row.due_on)}, {shown.row.workshop}"),
    ]
    if shown.row.is_synthetic:
        told.append(("Made up", "Yes, every word of it"))
    return file_of(shown.row.title, shown.lines, file_kind, told)


def _stretch(form: StretchForm) -> keeping.Stretch:
    return keeping.Stretch(
        **{name: form.cleaned_data[name] for name in keeping.Stretch.__slots__}
    )
