"""Stories of change: the list, one of them, consent, and rounds that choose one."""

from __future__ import annotations

from functools import partial
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from kinfold.change_stories import actions, policy, presenters, selectors
from kinfold.change_stories.forms import (
    ChooseForm,
    ConsentForm,
    RoundForm,
    StoryForm,
    WithdrawForm,
)
from kinfold.change_stories.presenters import agreed_words
from kinfold.platform.components import Link
from kinfold.platform.htmx import render_page
from kinfold.platform.http import ViewerRequest
from kinfold.platform.viewer import Viewer
from kinfold.records.errors import StaleVersion
from kinfold.records.selectors.naming import people_called
from kinfold.records.views.asking import Asking, ask, with_version
from kinfold.records.views.asking import show as show_form
from kinfold_core.decision import Decision

HOME = "change_stories:stories"
CHANGED = 409
ASKED = ["GET", "HEAD", "POST"]


def _crumbs(label: str) -> tuple[Link, ...]:
    return (Link("Stories of change", reverse(HOME)), Link(label, ""))


@require_safe
def home(request: ViewerRequest) -> HttpResponse:
    viewer = request.viewer
    programmes = selectors.open_programmes(viewer)
    context = {
        "cards": [presenters.story_card(one) for one in selectors.stories(viewer)],
        "rounds": presenters.round_lines(selectors.rounds(viewer)),
        "programmes": programmes,
        "may_bring": _may_bring_any(viewer),
        "may_run": bool(policy.may_run(viewer)),
    }
    return render_page(request, "change_stories/home.html", context)


def _may_bring_any(viewer: Viewer) -> bool:
    """Their own authority's; of a member of the programme, any authority's."""
    anywhere = UUID(int=0)
    return bool(policy.may_bring(viewer, viewer.authority_id or anywhere))


@require_http_methods(ASKED)
def bring(request: ViewerRequest, programme_id: UUID) -> HttpResponse:
    """A story and its consent, with each likely name decided on, in one form."""
    viewer = request.viewer
    programme = selectors.programme(viewer, programme_id)
    places = selectors.places_of(viewer, programme.pk)
    if not places:
        raise PermissionDenied("Your role brings no stories of this programme")
    form = StoryForm(
        request.POST if request.method == "POST" else None,
        places=presenters.place_options(places),
    )
    form.people_in = partial(people_called, viewer)
    page = Asking(
        title="Bring a story of change",
        button="Keep the story",
        back_url=reverse(HOME),
        lead=f"For {programme.name}. It is kept only together with what its teller "
        "agreed to. Names in it are shown to you first.",
        done="The story is kept, and may be read as they agreed",
        more={"breadcrumbs": _crumbs("Bring a story")},
    )
    return ask(
        request,
        form,
        page,
        lambda: actions.bring_story(
            programme_id=programme_id,
            place=UUID(form.cleaned_data["place"]),
            told=actions.Story(
                **{name: form.cleaned_data[name] for name in actions.Story.__slots__}
            ),
            agreed=_agreed(form),
            kept=form.kept,
            by=viewer,
        ),
    )


def _agreed(form: ConsentForm) -> actions.Agreed:
    return actions.Agreed(
        **{name: form.cleaned_data[name] for name in actions.Agreed.__slots__}
    )


@require_safe
def story(request: ViewerRequest, change_story_id: UUID) -> HttpResponse:
    viewer = request.viewer
    shown = selectors.story(viewer, change_story_id)
    card = presenters.story_card(shown)
    context = {
        "card": card,
        "row": shown.row,
        "consents": [
            agreed_words(one) for one in selectors.consents_of(viewer, shown.row)
        ],
        "may_bring": bool(policy.may_bring(viewer, shown.row.authority_id)),
        "is_withdrawn": shown.withdrawn_on is not None,
        "breadcrumbs": _crumbs(card.title),
    }
    return render_page(request, "change_stories/story.html", context)


@require_http_methods(ASKED)
def consent(request: ViewerRequest, change_story_id: UUID) -> HttpResponse:
    """What they agree to from now on."""
    viewer = request.viewer
    shown = selectors.story(viewer, change_story_id)
    _insist(policy.may_bring(viewer, shown.row.authority_id))
    form = ConsentForm(
        request.POST if request.method == "POST" else None,
        told_by=shown.row.teller,
        initial={
            "version": shown.consent.version,
            "purpose": shown.consent.purpose,
            "may_be_quoted": "yes" if shown.consent.may_be_quoted else "no",
            "days_kept": shown.consent.days_kept,
        },
    )
    page = Asking(
        title="What do they agree to now?",
        button="Save what they agreed to",
        back_url=reverse("change_stories:story", args=[change_story_id]),
        lead=f"Until now: {agreed_words(shown.consent)}",
        more={"breadcrumbs": _crumbs("What they agree to")},
    )
    try:
        return ask(
            request,
            form,
            page,
            lambda: actions.give_consent(
                story_id=change_story_id,
                agreed=_agreed(form),
                seen_version=form.cleaned_data["version"] or 0,
                by=viewer,
            ),
        )
    except StaleVersion as changed:
        form.data = with_version(form.data, changed.current.version)
        now: dict[str, Any] = {"changed": agreed_words(changed.current)}
        page.more.update(now)
        form.add_error(
            None,
            "Somebody else wrote down what they agreed to while you were writing: "
            f"{now['changed']} Save again to put yours in its place",
        )
        return show_form(request, form, page, status=CHANGED)


@require_http_methods(ASKED)
def withdraw(request: ViewerRequest, change_story_id: UUID) -> HttpResponse:
    viewer = request.viewer
    shown = selectors.story(viewer, change_story_id)
    _insist(policy.may_bring(viewer, shown.row.authority_id))
    days = shown.consent.days_kept
    page = Asking(
        title="Do they withdraw their story?",
        button="Yes, show it to nobody",
        back_url=reverse("change_stories:story", args=[change_story_id]),
        lead="A no needs no reason. From this moment nobody sees the story, nor why a "
        f"panel chose it; its words are deleted after {days} "
        f"day{'' if days == 1 else 's'}. That there was a story, and what was agreed "
        "when, stays.",
        done="Nobody sees it any more",
        more={"breadcrumbs": _crumbs("Withdraw")},
    )
    form = WithdrawForm(request.POST if request.method == "POST" else None)
    return ask(
        request,
        form,
        page,
        lambda: actions.withdraw(story_id=change_story_id, by=viewer),
    )


@require_http_methods(ASKED)
def begin_round(request: ViewerRequest, programme_id: UUID) -> HttpResponse:
    viewer = request.viewer
    programme = selectors.programme(viewer, programme_id)
    _insist(policy.may_run(viewer))
    here = [
        one for one in selectors.stories(viewer) if one.row.programme_id == programme.pk
    ]
    form = RoundForm(
        request.POST if request.method == "POST" else None,
        stories=presenters.story_options(here),
    )
    page = Asking(
        title="Put stories before a panel",
        button="Begin the round",
        back_url=reverse(HOME),
        lead="The panel reads every one, talks, and chooses the one that shows the "
        "most significant change. Why it chose is the finding.",
        done="Begun. Write down what the panel chooses, and why",
        more={"breadcrumbs": _crumbs("A round")},
    )
    return ask(
        request,
        form,
        page,
        lambda: actions.begin_round(
            programme_id=programme_id,
            title=form.cleaned_data["title"],
            panel=form.cleaned_data["panel"],
            held_on=form.cleaned_data["held_on"],
            story_ids=[UUID(one) for one in form.cleaned_data["stories"]],
            by=viewer,
        ),
    )


@require_safe
def selection_round(request: ViewerRequest, round_id: UUID) -> HttpResponse:
    viewer = request.viewer
    shown = selectors.selection_round(viewer, round_id)
    page = presenters.round_page(shown)
    context = {
        "row": shown.row,
        "round": page,
        "may_choose": bool(policy.may_run(viewer)) and shown.choice is None,
        "breadcrumbs": _crumbs(page.title),
    }
    return render_page(request, "change_stories/round.html", context)


@require_http_methods(ASKED)
def choose(request: ViewerRequest, round_id: UUID) -> HttpResponse:
    viewer = request.viewer
    shown = selectors.selection_round(viewer, round_id)
    _insist(policy.may_run(viewer))
    form = ChooseForm(
        request.POST if request.method == "POST" else None,
        stories=presenters.story_options(shown.stories),
    )
    page = Asking(
        title="What did the panel choose?",
        button="Save the choice",
        back_url=reverse("change_stories:round", args=[round_id]),
        lead=shown.row.title,
        more={"breadcrumbs": _crumbs("The choice")},
    )
    return ask(
        request,
        form,
        page,
        lambda: actions.choose_story(
            round_id=round_id,
            story_id=UUID(form.cleaned_data["story"]),
            why=form.cleaned_data["why"],
            by=viewer,
        ),
    )


def _insist(decision: Decision) -> None:
    if not decision:
        raise PermissionDenied(decision.reason)
