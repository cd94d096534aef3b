"""Telling places and people by tapping, one at a time; each tap is kept.

The list lies in the draft of the form that saves it, so whoever types and whoever taps
go on with the same words.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.utils import timezone
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from kinfold.belonging import actions
from kinfold.belonging.forms.tapping import (
    ConnectionTapForm,
    PlaceTapForm,
    WhoTapForm,
)
from kinfold.belonging.presenters.table_page import (
    TablePage,
    people_table,
    places_table,
)
from kinfold.belonging.selectors import connections_of, names_on_pictures, on_the_table
from kinfold.family_finding.presenters.parts import part_url
from kinfold.family_finding.views.frame import ROOM, Here, asking, open_to_write
from kinfold.platform.htmx import render_page
from kinfold.platform.http import ViewerRequest, posted
from kinfold.practice.views.frame import WRITES
from kinfold.records.errors import CannotDo
from kinfold.records.views.asking import Asking, ask
from kinfold_core.practice.family_finding import tapped
from kinfold_core.practice.family_finding.tree import not_on_the_list
from kinfold_core.practice.family_finding.typed import (
    ConnectionLine,
    PlaceLine,
    read_connections,
    read_places,
)

BEFORE = "before_the_tap"
PLACES, PEOPLE = "places", "connections"
HOMES = {PLACES: "belonging:table-places", PEOPLE: "belonging:table-people"}
FORMS = {PLACES: "belonging:add-places", PEOPLE: "belonging:add-connections"}
TITLES = {
    PLACES: "Where have you lived, and who was there?",
    PEOPLE: "Who are your people?",
}


@dataclass(frozen=True, slots=True)
class OnTable:
    """The list of one box as it lies there, and where it is kept."""

    here: Here
    box: str
    path: str
    text: str
    before: str | None

    def line(self, at: int) -> str:
        """Line `at`; "" when there is none."""
        return dict(enumerate(tapped.lines_of(self.text), start=1)).get(at, "")

    def lay(self, request: ViewerRequest, text: str) -> None:
        actions.lay_on_table(
            at=self.here.at(), path=self.path, title=TITLES[self.box],
            boxes={self.box: text, BEFORE: self.text}, by=request.viewer,
        )  # fmt: skip


@require_safe
def places(request: ViewerRequest, family_id: UUID, episode_id: UUID) -> HttpResponse:
    on = _open(request, family_id, episode_id, PLACES)
    page = places_table(
        family_id, on.here.episode, on.text, today=timezone.localdate(),
        may_undo=on.before is not None,
    )  # fmt: skip
    return _show(request, on, page)


@require_safe
def people(request: ViewerRequest, family_id: UUID, episode_id: UUID) -> HttpResponse:
    on = _open(request, family_id, episode_id, PEOPLE)
    page = people_table(
        family_id, on.here.episode, on.text, may_undo=on.before is not None
    )
    return _show(request, on, page)


@require_http_methods(WRITES)
def put_place(
    request: ViewerRequest, family_id: UUID, episode_id: UUID
) -> HttpResponse:
    on, at = _open(request, family_id, episode_id, PLACES), _number(request, "line")
    standing = _place_at(on, at)
    form = PlaceTapForm(posted(request), episode=on.here.episode, standing=standing)
    page = _asking(request, on, "A place where you lived", at)
    return ask(
        request,
        form,
        page,
        lambda: on.lay(request, tapped.put(on.text, form.line, at)),
    )


@require_http_methods(WRITES)
def put_who(request: ViewerRequest, family_id: UUID, episode_id: UUID) -> HttpResponse:
    on, at = _open(request, family_id, episode_id, PLACES), _number(request, "line")
    place = _place_at(on, at)
    if place is None:
        return HttpResponseRedirect(_url(on))  # taken away since, by another tap
    who = _number(request, "who")
    standing = dict(enumerate(place.people, start=1)).get(who)
    named = [one.name for one in place.people]
    form = WhoTapForm(
        posted(request), known=_said_before(request, on, named), standing=standing
    )
    page = _asking(request, on, f"Who was there? {place.name}", at)

    def save() -> None:
        changed = tapped.with_person(place, form.person, who)
        on.lay(request, tapped.put(on.text, tapped.place_line(changed), at))

    return ask(request, form, page, save)


@require_http_methods(WRITES)
def put_person(
    request: ViewerRequest, family_id: UUID, episode_id: UUID
) -> HttpResponse:
    on, at = _open(request, family_id, episode_id, PEOPLE), _number(request, "line")
    standing = _connection_at(on, at)
    named = [one.name for one in read_connections(on.text).connections]
    form = ConnectionTapForm(
        posted(request), known=_said_before(request, on, named), standing=standing
    )
    page = _asking(request, on, "One of your people", at)
    return ask(
        request,
        form,
        page,
        lambda: on.lay(request, tapped.put(on.text, form.line, at)),
    )


@require_POST
def turn_places(
    request: ViewerRequest, family_id: UUID, episode_id: UUID
) -> HttpResponse:
    on = _open(request, family_id, episode_id, PLACES)
    return _turn(request, on, lambda at, who: _without_who(on, at, who))


@require_POST
def turn_people(
    request: ViewerRequest, family_id: UUID, episode_id: UUID
) -> HttpResponse:
    on = _open(request, family_id, episode_id, PEOPLE)
    return _turn(request, on, lambda at, _: on.text)


def _turn(
    request: ViewerRequest, on: OnTable, without_who: Callable[[int, int], str]
) -> HttpResponse:
    """One tap on a card: `do` says what, of which line. A stale one does nothing."""
    do, at, who = _tap(request.POST.get("do", ""))
    text = {
        "up": lambda: tapped.moved(on.text, at, -1),
        "down": lambda: tapped.moved(on.text, at, 1),
        "away": lambda: tapped.without(on.text, at),
        "who": lambda: without_who(at, who),
        "back": lambda: on.text if on.before is None else on.before,
    }.get(do, lambda: on.text)()
    try:
        on.lay(request, text)
    except CannotDo as error:
        messages.error(request, error.message)
    return HttpResponseRedirect(_url(on))


def _without_who(on: OnTable, at: int, who: int) -> str:
    place = _place_at(on, at)
    if place is None:
        return on.text
    return tapped.put(on.text, tapped.place_line(tapped.without_person(place, who)), at)


def _open(
    request: ViewerRequest, family_id: UUID, episode_id: UUID, box: str
) -> OnTable:
    """What lies on the table. People begin from the picture that was kept last."""
    here = open_to_write(request, family_id, episode_id)
    path = part_url(family_id, here.episode, FORMS[box])
    kept = on_the_table(request.viewer, path)
    text = kept.get(box, "")
    if box == PEOPLE and box not in kept:
        drawn = connections_of(request.viewer, episode_id)
        people = drawn[-1].people if drawn else ()
        text = "\n".join(tapped.connection_line(one) for one in people)
    return OnTable(here, box, path, text, kept.get(BEFORE))


def _said_before(
    request: ViewerRequest, on: OnTable, named: list[str]
) -> tuple[str, ...]:
    """Names of the child's own pictures that are not tapped yet: never found ones."""
    said = names_on_pictures(request.viewer, on.here.episode.id)
    return not_on_the_list(said, named)


def _show(request: ViewerRequest, on: OnTable, page: TablePage) -> HttpResponse:
    asked = ROOM.asking(request, on.here.ground, title=page.title)
    context = {**asked.more, "page": page, "family_header": asked.family_header}
    return render_page(request, "belonging/table.html", context)


def _asking(request: ViewerRequest, on: OnTable, title: str, at: int) -> Asking:
    """A few questions that come back to the table, to the line they are about."""
    return asking(
        request, on.here, HOMES[on.box], title, at=f"line-{at}" if at else "last",
        button="Put it on the picture", template="belonging/tap.html",
    )  # fmt: skip


def _place_at(on: OnTable, at: int) -> PlaceLine | None:
    line, episode = on.line(at), on.here.episode
    read = read_places(
        line, born=episode.child_born, child=episode.child_name,
        today=timezone.localdate(),
    )  # fmt: skip
    return read.places[0] if read.places else None


def _connection_at(on: OnTable, at: int) -> ConnectionLine | None:
    read = read_connections(on.line(at))
    return read.connections[0] if read.connections else None


def _url(on: OnTable) -> str:
    return part_url(on.here.ground.family.pk, on.here.episode, HOMES[on.box])


def _number(request: ViewerRequest, name: str) -> int:
    return _digits(request.GET.get(name, ""))


def _tap(do: str) -> tuple[str, int, int]:
    """ "who-2-1" is the first person of line 2."""
    words, line, who, *_ = [*do.split("-"), "", ""]
    return words, _digits(line), _digits(who)


def _digits(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 4 else 0
