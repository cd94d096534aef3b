"""From the child's own words: confirmed one by one, never by itself (I11)."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from kinfold.child_tools.selectors.sessions import sessions_of
from kinfold.child_tools.views.frame import (
    ROOM,
    Opened,
    ask_about,
    open_item,
    open_session,
)
from kinfold.child_words import actions
from kinfold.child_words.forms.feeding import FeedForm, NumberForm
from kinfold.child_words.presenters.feeds import HIDDEN, Around, candidates, numbers
from kinfold.child_words.selectors import taken_back_of
from kinfold.networks.forms import MemberForm
from kinfold.networks.selectors import network_of, refusals_of
from kinfold.platform.errors import NotFound
from kinfold.platform.htmx import go_to, render_page
from kinfold.platform.http import ViewerRequest, posted
from kinfold.platform.viewer import Viewer
from kinfold.practice.errors import StaleWords
from kinfold.practice.selectors import ground_of, living_map
from kinfold.practice.views.frame import WRITES, note_page
from kinfold.records.errors import CannotDo
from kinfold.records.selectors import may_with
from kinfold_core.access import Action
from kinfold_core.practice.child_feeds import READ_BY_FAMILY, FeedKind
from kinfold_core.practice.child_rows import ItemRow
from kinfold_core.practice.child_sharing import is_for_family
from kinfold_core.practice.child_tools import Means
from kinfold_core.practice.network import MemberDetails
from kinfold_core.practice.written import NOBODY

NAMED = "Say who it is. They are told nothing yet; of several, add one after the other."


@require_safe
def own_words(request: ViewerRequest, family_id: UUID) -> HttpResponse:
    ground = ground_of(request.viewer, family_id, Action.NARROW_SHARING)
    sessions = sessions_of(request.viewer, family_id, is_whole=True)
    has_fed = any(one.feeds for one in sessions)
    gone = taken_back_of(request.viewer, family_id) if has_fed else frozenset()
    names_people = any(_names_people(item) for one in sessions for item in one.told)
    around = _around(request.viewer, family_id) if names_people else None
    note_page(request, ground, "child_words.own_words")
    context = ROOM.context(
        ground,
        crumb="From the child's own words",
        candidates=candidates(family_id, sessions, gone, around),
        numbers=numbers(family_id, sessions, gone),
        may_write=bool(may_with(request.viewer, Action.WRITE_NETWORK, ground.family)),
    )
    return render_page(request, "child_words/own_words.html", context)


def _names_people(item: ItemRow) -> bool:
    return item.part.keeps_out or item.part.means is Means.PEOPLE


def _around(viewer: Viewer, family_id: UUID) -> Around:
    return Around(network_of(viewer, family_id).people, refusals_of(viewer, family_id))


@require_http_methods(WRITES)
def feed(
    request: ViewerRequest, family_id: UUID, tool_item_id: UUID, kind: str
) -> HttpResponse:
    opened, item = open_item(request, family_id, tool_item_id)
    if kind not in set(FeedKind) - {FeedKind.RATING}:
        raise NotFound("place for a child's words")
    label = FeedKind(kind).label
    if kind == FeedKind.PERSON:
        return _feed_person(request, opened, item, title=label)
    standing = living_map(request.viewer, family_id)
    form = FeedForm(posted(request), kind=kind, standing=standing)
    is_hidden = kind not in READ_BY_FAMILY and not is_for_family(item.choices)

    def save() -> None:
        try:
            actions.feed(
                family_id=family_id,
                item_id=tool_item_id,
                confirmed=form.confirmed,
                by=request.viewer,
            )
        except StaleWords as stale:
            raise CannotDo(
                f"{stale} Look at it again, then press the button"
            ) from stale

    return ask_about(
        request,
        opened,
        form,
        save,
        title=f"{label}, in the child's own words",
        button="Put it there",
        lead=f"“{item.words}”" + (f"\n{HIDDEN}." if is_hidden else ""),
        back_url=reverse("child_words:own-words", args=[family_id]),
    )


def _feed_person(
    request: ViewerRequest, opened: Opened, item: ItemRow, *, title: str
) -> HttpResponse:
    """Whom the child named, as their worker knows them: asked as the network asks."""
    ground, child_id = opened.ground, opened.session.child_id
    form = MemberForm(
        posted(request),
        people=[one for one in ground.people if one.is_family],
        standing=MemberDetails(who=NOBODY, children=(child_id,) if child_id else ()),
    )
    return ask_about(
        request,
        opened,
        form,
        lambda: actions.feed_person(
            family_id=ground.family.pk,
            item_id=item.id,
            details=form.details,
            by=request.viewer,
        ),
        title=title,
        button="Add them",
        lead=f"“{item.words}”\n{NAMED}",
        back_url=reverse("child_words:own-words", args=[ground.family.pk]),
    )


@require_http_methods(WRITES)
def feed_number(
    request: ViewerRequest, family_id: UUID, tool_session_id: UUID
) -> HttpResponse:
    opened = open_session(request, family_id, tool_session_id)
    form = NumberForm(posted(request), standing=living_map(request.viewer, family_id))
    said = opened.session.scale
    return ask_about(
        request,
        opened,
        form,
        lambda: actions.feed_number(
            **opened.here,
            danger_id=UUID(form.cleaned_data["danger"]),
            is_shown=form.cleaned_data["is_shown"],
            by=request.viewer,
        ),
        title="The child's number on a scale",
        button="Put it there",
        lead="" if said is None else f"{opened.session.child_name}: {said} of 10",
        back_url=reverse("child_words:own-words", args=[family_id]),
    )


@require_POST
def number_back(
    request: ViewerRequest, family_id: UUID, tool_session_id: UUID
) -> HttpResponse:
    """The child no longer wants the number to be read."""
    opened = open_session(request, family_id, tool_session_id, Action.NARROW_SHARING)
    actions.take_back_number(**opened.here, by=request.viewer)
    return go_to(request, reverse("child_words:own-words", args=[family_id]))
