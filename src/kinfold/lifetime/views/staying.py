"""Who stays for life, and asking them after 3, 6 and 12 months."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from kinfold.family_finding.views.frame import asking, open_to_write, show_part, write
from kinfold.lifetime import actions
from kinfold.lifetime.forms.staying import AnswerForm, StayForm
from kinfold.lifetime.presenters.staying_page import already_said, staying_page
from kinfold.lifetime.selectors import stays_of
from kinfold.networks.selectors import who_stays
from kinfold.platform.errors import NotFound
from kinfold.platform.http import ViewerRequest, posted
from kinfold.practice.views.frame import WRITES
from kinfold.records.afterwards import hears_who_stays
from kinfold.records.selectors import family_for
from kinfold_core.practice.family_finding.measures import due_of
from kinfold_core.practice.family_finding.rows import why_not_invite

PAGE = "lifetime:staying"


@require_safe
def show(request: ViewerRequest, family_id: UUID, episode_id: UUID) -> HttpResponse:
    viewer = request.viewer
    return show_part(
        request, family_id, episode_id, PAGE,
        lambda episode: staying_page(
                family_id,
                episode,
                stays_of(viewer, episode_id),
                who_stays(viewer, family_id),
                today=timezone.localdate(),
            ),
    )  # fmt: skip


@require_http_methods(WRITES)
def stay(
    request: ViewerRequest, family_id: UUID, episode_id: UUID, found_id: UUID
) -> HttpResponse:
    here = open_to_write(request, family_id, episode_id)
    person = here.person(found_id)
    said = who_stays(request.viewer, family_id).of(person.member_id)
    page = asking(
        request, here, PAGE, f"{person.name} stays for life",
        lead=why_not_invite(here.episode, person) or already_said(said),
    )  # fmt: skip
    initial = {"words": said.words, "agreed_on": said.since} if said else {}
    form = StayForm(posted(request), initial=initial)
    return write(request, here, form, page, actions.stay_for_life, found_id=found_id)


@require_http_methods(WRITES)
def ask_again(
    request: ViewerRequest, family_id: UUID, episode_id: UUID, stay_id: UUID
) -> HttpResponse:
    asks = hears_who_stays(family_for(request.viewer, family_id))
    here = open_to_write(request, family_id, episode_id, action=asks)
    known = [one for one in stays_of(request.viewer, episode_id) if one.id == stay_id]
    if not known:
        raise NotFound("somebody who stays for life")
    row = known[0]
    due = due_of(here.episode, row.found_id, row.agreed_on, timezone.localdate())
    page = asking(
        request, here, PAGE, f"Is {row.name} still there?",
        lead=f"“{row.words}” {row.rhythm}", at=f"stay-{stay_id}",
    )  # fmt: skip
    form = AnswerForm(posted(request), due=due)
    return write(request, here, form, page, actions.write_answer, stay_id=stay_id)
