"""Meeting, several plans, the decision, and testing what was offered."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.views.decorators.http import require_http_methods, require_safe

from kinfold.family_finding.selectors import episode_alone, promises_of
from kinfold.family_finding.views.frame import (
    Here,
    asking,
    open_to_write,
    show_part,
    write,
)
from kinfold.lifetime import actions
from kinfold.lifetime.forms.deciding import (
    DecisionForm,
    MeetingForm,
    OfferForm,
    PlanForm,
)
from kinfold.lifetime.presenters.plans_page import plans_page
from kinfold.lifetime.selectors import decisions_of, meetings_of, offers_of, plans_of
from kinfold.networks.selectors import who_stays
from kinfold.platform.http import ViewerRequest, posted
from kinfold.practice.views.frame import WRITES
from kinfold_core.practice.family_finding.promises import promise_said
from kinfold_core.practice.family_finding.said import left_out_said

PAGE = "lifetime:plans"


@require_safe
def show(request: ViewerRequest, family_id: UUID, episode_id: UUID) -> HttpResponse:
    viewer = request.viewer
    return show_part(
        request, family_id, episode_id, PAGE,
        lambda episode: plans_page(
                family_id,
                episode,
                meetings=meetings_of(viewer, episode_id),
                plans=plans_of(viewer, episode_id),
                decisions=decisions_of(viewer, episode_id),
                offers=offers_of(viewer, episode_id),
                promises=promises_of(viewer, episode_id),
            ),
        read=episode_alone,
    )  # fmt: skip


@require_http_methods(WRITES)
def meet(request: ViewerRequest, family_id: UUID, episode_id: UUID) -> HttpResponse:
    here = open_to_write(request, family_id, episode_id)
    page = asking(
        request, here, PAGE, "A meeting of many perspectives",
        lead=_with_the_childs_no(
            here,
            "First each one says what they hope, what worries them and what they see. "
            "Plans come after.",
        ),
    )  # fmt: skip
    form = MeetingForm(posted(request))
    return write(request, here, form, page, actions.hold_meeting)


@require_http_methods(WRITES)
def add(request: ViewerRequest, family_id: UUID, episode_id: UUID) -> HttpResponse:
    here = open_to_write(request, family_id, episode_id)
    page = asking(
        request, here, PAGE, "Write down a plan",
        at="plans",
        lead=_with_the_childs_no(
            here, "Plans fail, children do not. What if the first one cannot be?"
        ),
    )  # fmt: skip
    return write(
        request,
        here,
        PlanForm(posted(request), initial=_who_stays(request, family_id)),
        page,
        actions.add_plan,
    )


def _with_the_childs_no(here: Here, lead: str) -> str:
    """What the form is for, and whom the child does not want in it."""
    return " ".join(filter(None, (lead, left_out_said(here.episode))))


def _who_stays(request: ViewerRequest, family_id: UUID) -> dict[str, str]:
    """Who said in the network that they stay, so that nobody writes it again."""
    return {"who_stays": ", ".join(who_stays(request.viewer, family_id).names)}


@require_http_methods(WRITES)
def decide(request: ViewerRequest, family_id: UUID, episode_id: UUID) -> HttpResponse:
    here = open_to_write(request, family_id, episode_id)
    form = DecisionForm(
        posted(request),
        plans=plans_of(request.viewer, episode_id),
        initial=_who_stays(request, family_id),
    )
    page = asking(
        request, here, PAGE, "What was decided", at="decisions",
        lead=_with_the_childs_no(
            here, "In a child's time: safe, well, and belonging to somebody."
        ),
    )  # fmt: skip
    return write(request, here, form, page, actions.decide)


@require_http_methods(WRITES)
def check_offer(
    request: ViewerRequest, family_id: UUID, episode_id: UUID, found_id: UUID
) -> HttpResponse:
    here = open_to_write(request, family_id, episode_id)
    person = here.person(found_id)
    viewer = request.viewer
    said = [one.offers for one in offers_of(viewer, episode_id)
            if one.found_id == found_id]  # fmt: skip
    said += [promise_said(one) for one in promises_of(viewer, episode_id)
             if one.found_id == found_id]  # fmt: skip
    page = asking(
        request, here, PAGE, f"Is what {person.name} offers real?",
        lead="\n".join(said) or f"{person.name} has offered nothing yet.", at="offers",
    )  # fmt: skip
    form = OfferForm(posted(request))
    return write(request, here, form, page, actions.check_offer, found_id=found_id)
