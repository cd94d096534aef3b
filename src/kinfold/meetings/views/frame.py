"""What the pages of a meeting have around them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django import forms
from django.urls import reverse
from django.utils import timezone

from kinfold.copies.policy import ANYBODY, map_for
from kinfold.copies.presenters.family_copy import family_copy
from kinfold.copies.selectors import readers_of
from kinfold.drafts.form_drafts import draft_for
from kinfold.meetings.presenters.wall import Slide, slides_of
from kinfold.meetings.selectors import MeetingRow
from kinfold.people.selectors.private_words import marks_for_any_hand
from kinfold.platform.components import Link
from kinfold.platform.http import ViewerRequest
from kinfold.platform.viewer import Viewer
from kinfold.practice.errors import CannotDo as CannotDoOnMap
from kinfold.practice.selectors.members import Ground
from kinfold.practice.views.frame import context_of, note_page
from kinfold.records.errors import CannotDo
from kinfold.records.views.asking import Asking
from kinfold_core.people.private_words import leave_out
from kinfold_core.practice.living_map import LivingMap

TAB = "meetings:meetings"
ASKS = ["GET", "HEAD", "POST"]


def frame(
    ground: Ground, crumb: str = "", *, meeting: MeetingRow | None = None, **more: Any
) -> dict[str, Any]:
    """The family around a page of its meetings. No query."""
    family = ground.family
    crumbs = [Link(family.name, reverse("people:family", args=[family.pk]))]
    if meeting is not None:
        crumbs.append(Link("This meeting", meeting_url(meeting)))
    elif crumb:
        crumbs.append(Link("Meetings", reverse(TAB, args=[family.pk])))
    crumbs.append(Link(crumb or "Meetings", ""))
    return context_of(ground, current=TAB, breadcrumbs=crumbs, meeting=meeting, **more)


def asking(
    request: ViewerRequest,
    ground: Ground,
    form: forms.Form,
    *,
    title: str,
    button: str,
    meeting: MeetingRow | None = None,
    **more: Any,
) -> Asking:
    """A question about this family, under its header: written down as a look.

    What was typed into it before and not saved is in the boxes again.
    """
    note_page(request, ground, "meetings.form")
    around = frame(ground, title, meeting=meeting)
    around["draft"] = draft_for(request, form, title=title)
    back_url = (
        meeting_url(meeting) if meeting else reverse(TAB, args=[ground.family.pk])
    )
    more.setdefault("template", "meetings/ask.html")
    more.setdefault("back_url", back_url)
    return Asking(
        title=title,
        button=button,
        family_header=around.pop("family_header"),
        more={**around, **more.pop("extra", {})},
        **more,
    )


def slides(
    viewer: Viewer, ground: Ground, standing: LivingMap, meeting: MeetingRow
) -> tuple[Slide, ...]:
    """All that all in the room may see. Seven queries."""
    there = {chair.who.person_id for chair in meeting.chairs}
    whom = [
        one.in_the_room for one in readers_of(viewer, ground) if one.person_id in there
    ]
    marks = marks_for_any_hand(viewer, ground.family.pk)
    theirs = map_for(leave_out(standing, marks)[0], whom or ANYBODY)
    copy = family_copy(ground, theirs, readers=(), now=timezone.now())
    return slides_of(copy, theirs.dangers, meeting)


def meeting_url(meeting: MeetingRow, at: str = "") -> str:
    url = reverse("meetings:meeting", args=[meeting.family_id, meeting.id])
    return f"{url}#{at}" if at else url


def address(name: str, meeting: MeetingRow, *rest: UUID) -> str:
    return reverse(f"meetings:{name}", args=[meeting.family_id, meeting.id, *rest])


def on_map(save: Callable[[], object]) -> None:
    """Do it on the map; what the map refuses is said as the pages here say it."""
    try:
        save()
    except CannotDoOnMap as error:
        raise CannotDo(error.message, error.field) from error
