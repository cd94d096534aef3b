"""What an authority follows: its measures' home, one of them, and what changed."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from kinfold.insight import actions, policy, selectors
from kinfold.insight.errors import ChoiceChanged
from kinfold.insight.forms import ChoiceForm, EventForm, TakeBackForm
from kinfold.insight.presenters import goals, in_full, kinds, own, published
from kinfold.platform.components import Link
from kinfold.platform.htmx import render_page
from kinfold.platform.http import ViewerRequest
from kinfold.platform.viewer import Viewer
from kinfold.records.views.asking import Asking, ask, with_version
from kinfold.records.views.asking import show as show_form
from kinfold_measures.england import ATTRIBUTION, LICENCE_URL
from kinfold_measures.measure import UNIT_WORDS

CHOOSE = "Choose what we follow"
HOME, EVENTS = "insight:goals", "insight:events"


def _home() -> Link:
    return Link("Our measures", reverse(HOME))


@require_safe
def home(request: ViewerRequest) -> HttpResponse:
    """Small charts of everything the authority follows."""
    shown = selectors.goals(request.viewer)
    cards = [
        *(goals.goal_card(goal, shown.events) for goal in shown.followed),
        *(
            own.counted_card(goal, shown.events, request.viewer.place_name)
            for goal in shown.counted
        ),
    ]
    context = {
        "area": shown.area,
        "cards": [card for card in cards if card],
        "how": kinds.how_to_read(card.process for card in cards if card),
        "events": goals.event_lines(shown.events),
        "may_set": bool(policy.may_set_goals(request.viewer)),
        "licence_url": LICENCE_URL,
        "version": selectors.england(request.viewer).version,
        "data_attribution": ATTRIBUTION,
    }
    return render_page(request, "insight/goals.html", context)


@require_safe
def own_measure(request: ViewerRequest, code: str) -> HttpResponse:
    """One measure of the viewer's authority, with its own aim and what changed."""
    viewer = request.viewer
    measure, area = selectors.measure(viewer, code), selectors.own_area(viewer)
    choices = selectors.choices_before(viewer, code)
    events = selectors.standing_events(viewer)
    context: dict[str, Any] = {
        "measure": measure,
        "area": area,
        "history": goals.choice_lines(choices, measure.unit),
        "events": goals.event_lines(events),
        "may_set": bool(policy.may_set_goals(viewer)),
        "licence_url": LICENCE_URL,
        "version": selectors.england(viewer).version,
        "data_attribution": ATTRIBUTION,
        "breadcrumbs": (_home(), Link(measure.short, "")),
    }
    if area is not None:
        shown = selectors.in_full(viewer, area.slug, code)
        asked = request.GET
        process = goals.own_process(
            shown.picture,
            choices[0] if choices else None,
            kinds.asked_kind(asked, "change"),
        )
        drawn_as = kinds.kinds_of(process, "change", asked={}, place="changed")
        days = [one.day.middle for one in events]
        context |= {
            "change": in_full.change_of(measure, process, days, drawn_as),
            "how": kinds.how_to_read([process]),
            "refused": kinds.refused(asked, {"change": process}),
            "picture_url": published.picture_url(area, measure),
            "balancing": published.balancing_links(measure, area),
            "workforce": [
                published.card(one)
                for one in selectors.workforce(viewer, area)
                if one.measure != measure
            ],
        }
    return render_page(request, "insight/own_measure.html", context)


@require_safe
def choosing(request: ViewerRequest) -> HttpResponse:
    """Every measure, for whoever may choose."""
    _insist(request.viewer)
    context = {
        "lines": goals.followable(
            selectors.followable(request.viewer).values(),
            selectors.newest_choices(request.viewer),
        ),
        "breadcrumbs": (_home(), Link(CHOOSE, "")),
    }
    return render_page(request, "insight/choosing.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def choose(request: ViewerRequest, code: str) -> HttpResponse:
    viewer = request.viewer
    _insist(viewer)
    measure, standing = (
        selectors.to_follow(viewer, code),
        selectors.choice_of(viewer, code),
    )
    form = ChoiceForm(
        request.POST if request.method == "POST" else None,
        unit=UNIT_WORDS[measure.unit],
        initial=goals.choice_typed(standing),
    )
    page = Asking(
        title=f"Follow “{measure.short}”",
        button="Save this choice",
        back_url=reverse("insight:choosing"),
        lead=measure.meaning,
        done="Saved. It is on the page of your measures",
        more={"breadcrumbs": (_home(), Link(CHOOSE, reverse("insight:choosing")))},
    )
    try:
        return ask(
            request,
            form,
            page,
            lambda: actions.choose_measure(
                code=code,
                choice=_typed(form),
                seen_version=form.cleaned_data["version"] or 0,
                by=viewer,
            ),
        )
    except ChoiceChanged as changed:
        now = changed.standing
        page.more["conflict"] = goals.choice_conflict(now, _typed(form), measure.unit)
        form.data = with_version(form.data, now.version if now else 0)
        return show_form(request, form, page, status=409)


def _typed(form: ChoiceForm) -> actions.Choice:
    return actions.Choice(
        is_followed=form.cleaned_data["is_followed"],
        aim=form.cleaned_data["aim"],
        is_at_most=form.cleaned_data["side"] != "least",
        why=form.cleaned_data["why"],
    )


@require_safe
def events(request: ViewerRequest) -> HttpResponse:
    """All that was written of what changed, what was taken back too."""
    context = {
        "events": goals.event_lines(selectors.events(request.viewer)),
        "may_set": bool(policy.may_set_goals(request.viewer)),
        "breadcrumbs": (_home(), Link("What changed in our practice", "")),
    }
    return render_page(request, "insight/events.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def add_event(request: ViewerRequest) -> HttpResponse:
    viewer = request.viewer
    _insist(viewer)
    form = EventForm(
        request.POST if request.method == "POST" else None, kinds=goals.EVENT_KINDS
    )
    page = Asking(
        title="What changed in our practice?",
        button="Add it to the charts",
        back_url=reverse(EVENTS),
        lead="When forms changed, when teams were trained. It stands over every chart "
        "of yours as a numbered line; nothing is worked out from it.",
        done="It stands over your charts from now on",
    )
    return ask(
        request,
        form,
        page,
        lambda: actions.write_event(
            kind=form.cleaned_data["kind"],
            day=form.cleaned_data["day"],
            words=form.cleaned_data["words"],
            by=viewer,
        ),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def take_event_back(request: ViewerRequest, event_id: UUID) -> HttpResponse:
    viewer = request.viewer
    _insist(viewer)
    event = selectors.event(viewer, event_id)
    form = TakeBackForm(request.POST if request.method == "POST" else None)
    page = Asking(
        title="Take this back?",
        button="Take it back",
        back_url=reverse(EVENTS),
        lead=f"{event.day}: {event.words}. It leaves the charts and stays in the list "
        "with your reason.",
        done="Taken back",
    )
    return ask(
        request,
        form,
        page,
        lambda: actions.take_event_back(
            event_id=event_id, why=form.cleaned_data["why"], by=viewer
        ),
    )


def _insist(viewer: Viewer) -> None:
    decision = policy.may_set_goals(viewer)
    if not decision:
        raise PermissionDenied(decision.reason)
