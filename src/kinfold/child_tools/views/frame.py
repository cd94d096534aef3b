"""What the pages of a time with a child have around them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.forms import Form
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone

from kinfold.child_tools.selectors import item_for, session_for
from kinfold.networks.views.frame import Room
from kinfold.platform.http import ViewerRequest
from kinfold.practice.errors import StaleWords
from kinfold.practice.selectors import ground_of
from kinfold.practice.selectors.members import Ground
from kinfold.records.presenters.tabs import VOICE_TAB
from kinfold.records.views.asking import ask, show, with_version
from kinfold_core.access import Action
from kinfold_core.people.dates import whole_years
from kinfold_core.practice.child_rows import ItemRow, SessionRow
from kinfold_core.practice.living_map import Member, born

ROOM = Room(
    home="child_tools:tools",
    label="What the child says",
    page="child_tools.page",
    form="child_tools.form",
    tab=VOICE_TAB,
)
NOT_THEIRS = "Only the worker whom the child talked with, or their manager, writes here"
STALE = 409


@dataclass(frozen=True, slots=True)
class Opened:
    """A time with a child that the viewer may write in, of an authorised family."""

    ground: Ground
    session: SessionRow

    @property
    def here(self) -> dict[str, Any]:
        return {"family_id": self.ground.family.pk, "session_id": self.session.id}

    def url(self, at: object = "") -> str:
        address = reverse(
            "child_tools:session", args=[self.ground.family.pk, self.session.id]
        )
        return f"{address}#item-{at}" if at else address


def open_session(
    request: ViewerRequest,
    family_id: UUID,
    session_id: UUID,
    action: Action = Action.WRITE_NETWORK,
) -> Opened:
    """To write in it.

    Raises:
        PermissionDenied: the child talked with somebody else.
    """
    ground = ground_of(request.viewer, family_id, action)
    return _to_write(ground, session_for(request.viewer, family_id, session_id))


def open_item(
    request: ViewerRequest,
    family_id: UUID,
    item_id: UUID,
    action: Action = Action.WRITE_NETWORK,
) -> tuple[Opened, ItemRow]:
    """To write of one thing that a child said. Raises as `open_session` does."""
    ground = ground_of(request.viewer, family_id, action)
    session, item = item_for(request.viewer, family_id, item_id)
    return _to_write(ground, session), item


def _to_write(ground: Ground, session: SessionRow) -> Opened:
    if not session.may_write:
        raise PermissionDenied(NOT_THEIRS)
    return Opened(ground, session)


def ask_about(
    request: ViewerRequest,
    opened: Opened,
    form: Form,
    save: Callable[[], object],
    *,
    title: str,
    button: str = "Save",
    **said: str,
) -> HttpResponse:
    """One page that asks something of a time with a child, and goes back to it.

    `said` may have a `lead`, a `template`, and where it goes back to: `at` one thing
    that the child said, or to `back_url`.
    """
    back_url = said.pop("back_url", "") or opened.url(said.pop("at", ""))
    page = ROOM.asking(request, opened.ground, title=title, button=button, **said)
    return ask(request, form, replace(page, back_url=back_url), save)


def ask_over(
    request: ViewerRequest,
    opened: Opened,
    form: Form,
    save: Callable[[], object],
    *,
    title: str,
    differs: Callable[[Any], Sequence[tuple[str, str, str]]],
    at: object = "",
) -> HttpResponse:
    """The same of words that somebody else may have changed: both are shown then."""
    page = ROOM.asking(request, opened.ground, title=title)
    page = replace(page, back_url=opened.url(at))
    try:
        return ask(request, form, page, save)
    except StaleWords as stale:
        standing = stale.standing
        page.more["conflict"] = [
            row for row in differs(standing.details) if row[1] != row[2]
        ]
        form.data = with_version(form.data, standing.version)
        return show(request, form, page, status=STALE)


def age_of(ground: Ground, child_id: UUID) -> int | None:
    """Whole years of a child, as well as they are known. No query."""
    for member in ground.facts.members:
        born = member.person.born
        if member.person_id == child_id and born is not None:
            return whole_years(born.latest, timezone.localdate())
    return None


def children_of(ground: Ground) -> list[Member]:
    """The children who are born: a tool is for them."""
    return [one for one in born(ground.people) if one.is_child]
