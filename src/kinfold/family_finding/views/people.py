"""Who was found, and everything that is written about one of them."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from kinfold.family_finding import actions
from kinfold.family_finding.forms.people import (
    CheckForm,
    JoinForm,
    PeopleForm,
    PersonForm,
    WishForm,
)
from kinfold.family_finding.forms.reaching import ReachForm, ReplyForm, SearchForm
from kinfold.family_finding.presenters.people_page import people_page
from kinfold.family_finding.selectors import reaches_of, searches_of
from kinfold.family_finding.views.frame import (
    Here,
    asking,
    open_to_write,
    show_part,
    write,
)
from kinfold.networks.views.frame import ask_again_if_stale
from kinfold.platform.http import ViewerRequest, posted
from kinfold.practice.views.frame import WRITES
from kinfold.records.views.asking import Asking, ask
from kinfold_core.practice.family_finding.rows import (
    FoundRow,
    why_not_contact,
    why_not_join,
)


@require_safe
def show(request: ViewerRequest, family_id: UUID, episode_id: UUID) -> HttpResponse:
    viewer = request.viewer
    return show_part(
        request, family_id, episode_id, "people",
        lambda episode: people_page(
                family_id,
                episode,
                reaches_of(viewer, episode_id),
                searches_of(viewer, episode_id),
                today=timezone.localdate(),
            ),
    )  # fmt: skip


@require_http_methods(WRITES)
def add(request: ViewerRequest, family_id: UUID, episode_id: UUID) -> HttpResponse:
    here = open_to_write(request, family_id, episode_id)
    form = PeopleForm(posted(request), episode=here.episode)
    page = asking(
        request, here, "people", "Write down who belongs to them",
        button="Add them all",
        lead="As many as come to mind, also those nobody speaks with. Nobody is "
        "contacted by being on the list.",
    )  # fmt: skip

    def save() -> object:
        are_others = form.cleaned_data["are_others"]
        return actions.add_people(
            at=here.at(), people=form.details, are_others=are_others, by=request.viewer
        )

    return ask(request, form, page, save)


@require_http_methods(WRITES)
def search(request: ViewerRequest, family_id: UUID, episode_id: UUID) -> HttpResponse:
    here = open_to_write(request, family_id, episode_id)
    form = SearchForm(posted(request), me=request.viewer.name)
    page = asking(request, here, "people", "Write down a search", at="searches")
    return write(request, here, form, page, actions.write_search)


@require_http_methods(WRITES)
def edit(request: ViewerRequest, found_id: UUID, **at: UUID) -> HttpResponse:
    here, person = _open(request, found_id, **at)
    family = [
        (str(one.person_id), one.name)
        for one in here.ground.people
        if one.person_id and one.person_id != here.episode.child_id
    ]
    form = PersonForm(posted(request), standing=person, family=family)
    page = _of(request, here, person, f"What is known of {person.name}")
    return ask_again_if_stale(
        request,
        form,
        page,
        lambda: actions.change_person(
            at=here.at(found_id),
            details=form.details,
            version=form.cleaned_data["version"] or 1,
            by=request.viewer,
        ),
        differs=form.differs,
    )


@require_http_methods(WRITES)
def wish(request: ViewerRequest, found_id: UUID, **at: UUID) -> HttpResponse:
    here, person = _open(request, found_id, **at)
    title = f"What {here.episode.child_name} says of {person.name}"
    page, form = _of(request, here, person, title), WishForm(posted(request))
    return write(request, here, form, page, actions.write_wish, found_id=found_id)


@require_http_methods(WRITES)
def safety(request: ViewerRequest, found_id: UUID, **at: UUID) -> HttpResponse:
    here, person = _open(request, found_id, **at)
    lead = "Look before anybody reaches for them."
    page = _of(request, here, person, f"Is {person.name} safe?", lead)
    form = CheckForm(posted(request))
    return write(request, here, form, page, actions.check_safety, found_id=found_id)


@require_http_methods(WRITES)
def reach(request: ViewerRequest, found_id: UUID, **at: UUID) -> HttpResponse:
    here, person = _open(request, found_id, **at)
    stop = why_not_contact(here.episode, person)
    page = _of(request, here, person, f"You reached for {person.name}", stop)
    is_private = here.episode.is_adoption_private
    form = ReachForm(posted(request), is_adoption_private=is_private)
    return write(request, here, form, page, actions.reach, found_id=found_id)


@require_http_methods(WRITES)
def reply(request: ViewerRequest, found_id: UUID, **at: UUID) -> HttpResponse:
    here, person = _open(request, found_id, **at)
    page = _of(request, here, person, f"What {person.name} answered")
    form = ReplyForm(posted(request))
    return write(request, here, form, page, actions.write_reply, found_id=found_id)


@require_http_methods(WRITES)
def join(request: ViewerRequest, found_id: UUID, **at: UUID) -> HttpResponse:
    here, person = _open(request, found_id, **at)
    lead = why_not_join(here.episode, person) or (
        "They are told nothing yet: the network's page says what they know."
    )
    page = _of(request, here, person, f"{person.name} joins the network", lead)
    form = JoinForm(posted(request))

    def save() -> object:
        roles = form.cleaned_data["roles"]
        return actions.join_network(
            at=here.at(found_id), roles=roles, by=request.viewer
        )

    return ask(request, form, page, save)


def _open(
    request: ViewerRequest, found_id: UUID, *, family_id: UUID, episode_id: UUID
) -> tuple[Here, FoundRow]:
    here = open_to_write(request, family_id, episode_id)
    return here, here.person(found_id)


def _of(
    request: ViewerRequest, here: Here, person: FoundRow, title: str, lead: str = ""
) -> Asking:
    at = f"found-{person.id}"
    return asking(request, here, "people", title, lead=lead, at=at)
