"""Handing a plan on, reading one that was handed on, and what is said about it."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from kinfold.implementation import policy
from kinfold.implementation.actions import sharing
from kinfold.implementation.forms import SayForm, ShareForm, TakeBackForm
from kinfold.implementation.presenters import lines as line_words
from kinfold.implementation.presenters import pages
from kinfold.implementation.selectors import plans, shares
from kinfold.implementation.views.frame import (
    ASKED,
    Differences,
    ask_over,
    crumbs,
    file_of,
)
from kinfold.platform.components import Link
from kinfold.platform.errors import NotFound
from kinfold.platform.holding import insist
from kinfold.platform.htmx import render_page
from kinfold.platform.http import ViewerRequest, posted
from kinfold.records.errors import StaleVersion
from kinfold.records.views.asking import Asking, ask
from kinfold_core.people.dates import day_in_words

USUAL_DAYS = 28


@require_http_methods(ASKED)
def hand_on(request: ViewerRequest, plan_id: UUID) -> HttpResponse:
    """Share the newest version with named others, without some lines, until a day."""
    viewer = request.viewer
    shown = plans.plan(viewer, plan_id)
    insist(policy.may_hand_on(viewer))
    form = ShareForm(
        posted(request),
        others=[
            (str(one.pk), one.name)
            for one in plans.others_in(viewer, shown.row.programme_id)
        ],
        lines=line_words.line_options(shown.lines),
        initial={
            "version": shown.version.number,
            "until": timezone.localdate() + timedelta(days=USUAL_DAYS),
        },
    )
    page = Asking(
        title="Share the plan",
        button="Share it",
        back_url=reverse("implementation:plan", args=[plan_id]),
        lead=f"Version {shown.version.number} is copied as it is now. They can read it "
        "and comment on its lines until the day you give, or until you take it back.",
        done="Shared",
        more={
            "breadcrumbs": crumbs(
                "Share",
                Link(shown.row.title, reverse("implementation:plan", args=[plan_id])),
            )
        },
    )

    def stale(changed: StaleVersion) -> tuple[int, Differences]:
        now = changed.current
        return now.number, [
            ("The plan", f"Version {now.number}: {now.why}", f"Version {form.seen}")
        ]

    return ask_over(
        request,
        form,
        page,
        lambda: sharing.share_plan(
            plan_id=plan_id, handing=_handing(form), seen_version=form.seen, by=viewer
        ),
        stale,
    )


def _handing(form: ShareForm) -> sharing.Handing:
    return sharing.Handing(
        recipients=[UUID(one) for one in form.cleaned_data["recipients"]],
        to_programme=form.cleaned_data["to_programme"],
        until=form.cleaned_data["until"],
        left_out=form.cleaned_data["left_out"],
        note=form.cleaned_data["note"],
    )


@require_safe
def share(request: ViewerRequest, plan_share_id: UUID) -> HttpResponse:
    """What was shared, while it is; afterwards that it was, and what was said."""
    viewer = request.viewer
    shown = shares.share(viewer, plan_share_id)
    may_write = bool(policy.may_write(viewer))
    may_comment = may_write and not shown.is_own and shown.is_shown
    said = pages.share_said(shown, may_write=may_write)
    context = {
        "shown": shown,
        "lead": pages.share_lead(shown, timezone.localdate()),
        "parts": line_words.parts_of(
            shown.lines, said=said, share_id=plan_share_id if may_comment else None
        ),
        "said": () if shown.is_shown else [o for some in said.values() for o in some],
        "deliverables": line_words.deliverables_table(shown.lines),
        "may_comment": may_comment,
        "may_take_back": shown.is_own
        and not shown.withdrawn_on
        and bool(policy.may_hand_on(viewer)),
        "breadcrumbs": crumbs(f"{shown.giver}'s plan"),
    }
    return render_page(request, "implementation/share.html", context)


@require_safe
def file(request: ViewerRequest, plan_share_id: UUID, file_kind: str) -> HttpResponse:
    """What was shared, as it was shared, while it is."""
    shown = shares.share(request.viewer, plan_share_id)
    if not shown.is_shown:
        raise NotFound(f"Share {plan_share_id} is shown no more")
    told = [
        ("Shared by", shown.giver),
        ("Version", str(shown.row.version)),
        ("May be read until", day_in_words(shown.row.last_day)),
    ]
    return file_of(shown.title, shown.lines, file_kind, told)


@require_http_methods(ASKED)
def take_back(request: ViewerRequest, plan_share_id: UUID) -> HttpResponse:
    viewer = request.viewer
    shown = shares.share(viewer, plan_share_id)
    insist(policy.may_hand_on(viewer))
    if not shown.is_own:
        raise NotFound(f"Share {plan_share_id} is not theirs")
    page = Asking(
        title="Take the plan back?",
        button="Yes, show it to nobody else",
        back_url=reverse("implementation:share", args=[plan_share_id]),
        lead="From this moment none of those you shared it with can read it. That it "
        "was shared, and what they said about it, stays.",
        done="Nobody else can read it any more",
        more={"breadcrumbs": crumbs("Take it back")},
    )
    return ask(
        request,
        TakeBackForm(posted(request)),
        page,
        lambda: sharing.take_back(share_id=plan_share_id, by=viewer),
    )


@require_http_methods(ASKED)
def comment(
    request: ViewerRequest, plan_share_id: UUID, plan_line_id: UUID
) -> HttpResponse:
    viewer = request.viewer
    insist(policy.may_write(viewer))
    shown = shares.share(viewer, plan_share_id)
    line_id = str(plan_line_id)
    # where it is over, the form says so when it is sent: what was typed is still there
    words = shown.line(line_id).text if shown.is_shown else ""
    form = SayForm(posted(request))
    page = Asking(
        title="Say something about this line",
        button=f"Send it to {shown.giver}",
        back_url=reverse("implementation:share", args=[plan_share_id]),
        lead=f"“{words}”" if words else pages.share_lead(shown, timezone.localdate()),
        done=f"{shown.giver} can read it now",
        more={"breadcrumbs": crumbs("Comment")},
    )
    return ask(
        request,
        form,
        page,
        lambda: sharing.comment_on(
            share_id=plan_share_id,
            line_id=line_id,
            words=form.cleaned_data["words"],
            by=viewer,
        ),
    )


@require_http_methods(ASKED)
def answer_comment(request: ViewerRequest, plan_comment_id: UUID) -> HttpResponse:
    viewer = request.viewer
    insist(policy.may_write(viewer))
    found = shares.comment(viewer, plan_comment_id)
    if viewer.in_authority() not in found.row.recipients:
        raise NotFound(f"Comment {plan_comment_id} is not theirs to answer")
    form = SayForm(posted(request))
    page = Asking(
        title="Answer this comment",
        button="Send the answer",
        back_url=reverse("implementation:share", args=[found.row.share_id]),
        lead=f"{found.row.by_name}, {found.place}, on line {found.row.line_number}: "
        f"“{found.row.words}”",
        done=f"{found.place} can read your answer now",
        more={"breadcrumbs": crumbs("Answer")},
    )
    return ask(
        request,
        form,
        page,
        lambda: sharing.answer_comment(
            comment_id=plan_comment_id, words=form.cleaned_data["words"], by=viewer
        ),
    )
