"""Training: plan it, who was there, the sheet to sign, and coaching of trainers."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from kinfold.development import policy
from kinfold.development.actions import training as actions
from kinfold.development.forms import AttendanceForm, CoachForm, PlanForm
from kinfold.development.links import link_for
from kinfold.development.presenters import counts, training
from kinfold.development.selectors import counts as counted
from kinfold.development.selectors import steps as steps_of
from kinfold.development.selectors import training as reads
from kinfold.development.selectors import ways as walked
from kinfold.development.shipped import shipped
from kinfold.development.views.asking import ASKED, ask_over, crumbs
from kinfold.platform.components import Link
from kinfold.platform.holding import insist
from kinfold.platform.htmx import render_page
from kinfold.platform.http import ViewerRequest, posted
from kinfold.platform.qr import qr_code
from kinfold.records.views.asking import Asking, ask

EMPTY_LINES = range(12)


@require_http_methods(ASKED)
def plan(request: ViewerRequest, programme_id: UUID) -> HttpResponse:
    viewer = request.viewer
    programme = steps_of.programme(viewer, programme_id)
    insist(policy.may_plan_training(viewer, viewer.authority_id))
    places = training.place_options(
        one
        for one in counted.places(viewer, programme.pk)
        if viewer.authority_id in (None, one.pk)
    )
    form = PlanForm(
        posted(request),
        places=places[1:] if viewer.authority_id else places,
        courses=[(one.code, one.title) for one in shipped().courses.values()],
    )
    page = Asking(
        title="Plan a training",
        button="Save the training",
        back_url=reverse("development:home"),
        lead=f"In {programme.name}. One that was held before can be written down too.",
        more=crumbs(Link("Plan a training", "")),
    )
    return ask(
        request,
        form,
        page,
        lambda: actions.plan_training(
            programme_id=programme_id,
            place=UUID(form.cleaned_data["place"])
            if form.cleaned_data["place"]
            else None,
            planned=actions.Planned(
                **{name: form.cleaned_data[name] for name in actions.Planned.__slots__}
            ),
            by=viewer,
        ),
    )


@require_safe
def session(request: ViewerRequest, training_id: UUID) -> HttpResponse:
    viewer = request.viewer
    row = reads.session(viewer, training_id)
    guides = bool(policy.may_guide(viewer))
    url = ""
    if guides and viewer.authority_id:
        url = request.build_absolute_uri(link_for(viewer.authority_id, row.pk))
    context = {
        "row": row,
        "course": counts.course_title(row.course),
        "when": training.when_words(row),
        "who": training.who_words(row),
        "there": reads.attended(viewer, row.pk).there,
        "figure": counts.confidence_figure(
            reads.confidence(viewer, row), f"sure-{row.pk}"
        ),
        "fewest": policy.FEWEST_PAIRS,
        "sees_counts": bool(policy.may_see_counts(viewer)),
        "may_guide": guides,
        "answer_url": url,
        "qr": qr_code(url, said="Opens the questions about confidence") if url else "",
        **crumbs(Link(row.title, "")),
    }
    return render_page(request, "development/session.html", context)


@require_http_methods(ASKED)
def attendance(request: ViewerRequest, training_id: UUID) -> HttpResponse:
    viewer = request.viewer
    row = reads.session(viewer, training_id)
    insist(policy.may_guide(viewer))
    now = reads.attended(viewer, row.pk)
    # who left since is still offered, or saving the list again would drop them
    there = [one.worker_id for one in now.there if one.worker_id]
    form = AttendanceForm(
        posted(request),
        workers=training.worker_options(walked.workers(viewer, and_also=there)),
        initial={
            "version": now.version,
            "workers": [str(one) for one in there],
            "names": "\n".join(one.name for one in now.there if not one.worker_id),
        },
    )
    page = _page(row.title, training_id, "Who was there", "Save who was there")
    return ask_over(
        request,
        form,
        page,
        lambda: actions.write_attendance(
            session_id=training_id,
            worker_ids=[UUID(one) for one in form.cleaned_data["workers"]],
            names=form.cleaned_data["names"],
            seen_version=form.cleaned_data["version"] or 0,
            by=viewer,
        ),
        now=lambda one: (
            one.version,
            "there were " + (", ".join(who.name for who in one.there) or "nobody"),
        ),
    )


@require_safe
def sheet(request: ViewerRequest, training_id: UUID) -> HttpResponse:
    """Names and a line to sign on, to be printed; room for those not on it."""
    viewer = request.viewer
    row = reads.session(viewer, training_id)
    insist(policy.may_guide(viewer))
    context = {
        "row": row,
        "when": training.when_words(row),
        "there": reads.attended(viewer, row.pk).there,
        "lines": EMPTY_LINES,
        "days": range(1, max(row.days, 1) + 1),
        **crumbs(
            Link(row.title, reverse("development:session", args=[row.pk])),
            Link("Sheet to sign", ""),
        ),
    }
    return render_page(request, "development/sheet.html", context)


@require_http_methods(ASKED)
def coach(request: ViewerRequest, programme_id: UUID) -> HttpResponse:
    viewer = request.viewer
    steps_of.programme(viewer, programme_id)
    insist(policy.may_guide(viewer))
    form = CoachForm(
        posted(request), workers=training.worker_options(walked.workers(viewer))
    )
    page = Asking(
        title="Coaching of an in-house trainer",
        button="Keep the coaching",
        back_url=reverse("development:home"),
        lead="Who gives basic training in the house, who coached them in it, and when.",
        more=crumbs(Link("Coaching", "")),
    )
    return ask(
        request,
        form,
        page,
        lambda: actions.write_coaching(
            programme_id=programme_id,
            worker_id=UUID(form.cleaned_data["who"]),
            coach=form.cleaned_data["coach"],
            day=form.cleaned_data["day"],
            words=form.cleaned_data["words"],
            by=viewer,
        ),
    )


def _page(name: str, training_id: UUID, title: str, button: str) -> Asking:
    back = reverse("development:session", args=[training_id])
    return Asking(
        title=title,
        button=button,
        back_url=back,
        lead=name,
        more=crumbs(Link(name, back), Link(title, "")),
    )
