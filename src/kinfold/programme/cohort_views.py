"""Who takes part in a programme: the list, its name, invitations and leaving."""

from __future__ import annotations

from uuid import UUID

from django import forms
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from kinfold.platform.components import Link
from kinfold.platform.holding import insist
from kinfold.platform.htmx import render_page
from kinfold.platform.http import ViewerRequest, posted
from kinfold.programme import cohort_actions as actions
from kinfold.programme import cohort_presenters as presenters
from kinfold.programme import cohort_selectors as selectors
from kinfold.programme import parts_selectors, policy
from kinfold.programme.cohort_forms import AnswerForm, InviteForm, LeaveForm, NameForm
from kinfold.programme.cohort_words import answer_words, left_words
from kinfold.programme.over_newer import ask_over
from kinfold.records.errors import StaleVersion
from kinfold.records.views.asking import Asking, ask, settled

HOME = "programme:cohort"
ASKED = ["GET", "HEAD", "POST"]


def page_of(title: str, button: str, lead: str = "", done: str = "Saved") -> Asking:
    crumbs = (Link("Who takes part", reverse(HOME)), Link(title, ""))
    return Asking(
        title=title,
        button=button,
        back_url=reverse(HOME),
        lead=lead,
        done=done,
        more={"breadcrumbs": crumbs},
    )


@require_safe
def cohort(request: ViewerRequest) -> HttpResponse:
    viewer = request.viewer
    led = selectors.led_by(viewer)
    found = selectors.open_programmes(viewer)
    stays = selectors.places(viewer)
    shown = parts_selectors.parts(viewer)
    own = viewer.authority_id if policy.may_answer(viewer) else None
    reader = presenters.Reader(
        viewer.user_id,
        own,
        timezone.localdate(),
        selectors.endings(viewer),
        selectors.earlier_shown(viewer),
    )
    answers = selectors.answers(viewer)
    context = {
        "programmes": [
            presenters.part(one, stays, shown, reader, keeps=one.pk in led)
            for one in found
        ],
        "stays": [
            presenters.own_stay(one, reader) for one in selectors.own_stays(viewer)
        ],
        "answered": presenters.answered(answers) if answers else None,
        "invitations": [
            presenters.asked(one, may=bool(own) or one.programme_id in led)
            for one in selectors.invitations(viewer)
        ],
        "make_url": reverse("programme:make") if led else "",
    }
    return render_page(request, "programme/cohort.html", context)


@require_http_methods(ASKED)
def make(request: ViewerRequest) -> HttpResponse:
    insist(policy.may_keep_cohort(request.viewer))
    form = NameForm(posted(request))
    page = page_of(
        "Make a programme",
        "Make it",
        "You lead it. Nobody else is in it yet.",
        "It is made. Switch to it at the top",
    )
    return ask(
        request,
        form,
        page,
        lambda: actions.make_programme(called=_called(form), by=request.viewer),
    )


@require_http_methods(ASKED)
def name(request: ViewerRequest, programme_id: UUID) -> HttpResponse:
    row = selectors.programme(request.viewer, programme_id)
    selectors.insist_leads(request.viewer, programme_id)
    form = NameForm(
        posted(request),
        initial={
            "version": selectors.version(request.viewer, programme_id),
            "name": row.name,
            "starts_on": row.starts_on,
            "ends_on": row.ends_on,
        },
    )
    page = page_of("Change its name or days", "Save it")
    return ask_over(
        request,
        form,
        page,
        lambda: actions.name_programme(
            programme_id=programme_id,
            called=_called(form),
            seen_version=form.cleaned_data["version"] or 0,
            by=request.viewer,
        ),
        lambda changed: (
            selectors.version(request.viewer, programme_id),
            presenters.called_words(changed.current),
        ),
    )


def _called(form: NameForm) -> actions.Called:
    said = form.cleaned_data
    return actions.Called(said["name"], said["starts_on"], said["ends_on"])


@require_http_methods(ASKED)
def invite(request: ViewerRequest, programme_id: UUID) -> HttpResponse:
    row = selectors.programme(request.viewer, programme_id)
    selectors.insist_leads(request.viewer, programme_id)
    found = selectors.authorities_to_ask(request.viewer, programme_id)
    form = InviteForm(
        posted(request), places=[(str(one.pk), one.name) for one in found]
    )
    page = page_of(
        "Ask an authority to join",
        "Ask it",
        f"{row.name}. Its director answers. It sees nothing of the programme before.",
    )

    def save() -> None:
        said = dict(form.cleaned_data)
        place = UUID(said.pop("place"))
        actions.invite(
            programme_id=programme_id, place=place, **said, by=request.viewer
        )

    return ask(request, form, page, save)


@require_http_methods(ASKED)
def answer(request: ViewerRequest, cohort_invitation_id: UUID) -> HttpResponse:
    """By the authority's director; the programme's lead takes it back."""
    viewer = request.viewer
    row = selectors.invitation(viewer, cohort_invitation_id)
    selectors.insist_speaks(viewer, row.programme_id)
    form = AnswerForm(
        posted(request), kinds=presenters.kinds(bool(viewer.authority_id))
    )
    page = page_of(
        "Answer an invitation", "Send the answer", presenters.asked_words(row)
    )
    standing = selectors.answer_to(viewer, row)
    if standing and request.method != "POST":
        return settled(request, page, answer_words(standing))
    return ask(
        request,
        form,
        page,
        lambda: actions.answer(
            cohort_invitation_id=cohort_invitation_id, **form.cleaned_data, by=viewer
        ),
    )


@require_http_methods(ASKED)
def leave(request: ViewerRequest, programme_id: UUID, journey_of: UUID) -> HttpResponse:
    """Until the day has come it is put right here, over what was said before."""
    viewer, today = request.viewer, timezone.localdate()
    row = selectors.newest_stay(viewer, programme_id, journey_of)
    selectors.insist_speaks(viewer, programme_id)
    past = selectors.endings_of(viewer, row)
    standing = left_words(row, past, today)
    page = page_of(
        f"{row.authority.name} leaves",
        "Save the day",
        f"{standing}. Until that day it can be put right." if standing else
        "From that day it sees nothing more of the programme, and what it shared is "
        f"shown to nobody. {actions.ONLY_ASKED}.",
    )  # fmt: skip
    if row.left_on and row.left_on <= today and request.method != "POST":
        return settled(request, page, standing)
    form = LeaveForm(posted(request), initial=presenters.leave_initial(row, past))

    def save() -> None:
        said = dict(form.cleaned_data)
        seen = said.pop("version") or 0
        actions.leave(
            programme_id=programme_id, place=journey_of, seen_version=seen, **said,
            by=viewer,
        )  # fmt: skip

    def stands(changed: StaleVersion) -> tuple[int, str]:
        now = selectors.endings_of(viewer, changed.current)
        number = now[0].number if now else 0
        return number, f"{left_words(changed.current, now, today)}."

    return ask_over(request, form, page, save, stands)


@require_http_methods(ASKED)
def show_earlier(request: ViewerRequest, programme_id: UUID) -> HttpResponse:
    """By the director of an authority that joined again."""
    viewer = request.viewer
    insist(policy.may_answer(viewer))
    row = selectors.place(viewer, programme_id, viewer.in_authority())
    form = forms.Form(posted(request))
    page = page_of(
        "Show what you made before?",
        "Show it",
        f"Your authority was in {row.programme.name} before. The reviews against the "
        "framework from then are read by you alone. Shown, the programme's members "
        "read them again, until your authority leaves.",
        "The programme reads it again",
    )
    return ask(
        request,
        form,
        page,
        lambda: actions.show_earlier(programme_id=programme_id, by=viewer),
    )
