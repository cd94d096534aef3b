"""What the pages of a story have around them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpResponse
from django.urls import reverse

from kinfold.networks.views.frame import ask_again_if_stale
from kinfold.platform.components import Link
from kinfold.platform.errors import NotFound
from kinfold.platform.http import ViewerRequest
from kinfold.practice.selectors import ground_of
from kinfold.practice.selectors.members import Ground
from kinfold.practice.views.frame import context_of, note_page
from kinfold.records.presenters.header import sections_of
from kinfold.records.presenters.tabs import VOICE_TAB
from kinfold.records.selectors import may_with
from kinfold.records.views.asking import Asking
from kinfold.voice.selectors import story_for
from kinfold.voice.selectors.rows import FrameRow, StoryRow
from kinfold_core.access import Action
from kinfold_core.practice.living_map import Member, born

STORY_TAB = VOICE_TAB
WRITES = ["GET", "HEAD", "POST"]


@dataclass(frozen=True, slots=True)
class Opened:
    """A story of a family that the viewer was authorised for."""

    ground: Ground
    story: StoryRow

    @property
    def here(self) -> dict[str, UUID]:
        return {"family_id": self.ground.family.pk, "story_id": self.story.id}

    def url(self, name: str = "one-story", **more: UUID) -> str:
        return reverse(f"voice:{name}", kwargs=self.here | more)

    def frame(self, frame_id: UUID) -> FrameRow:
        """A frame of it, also one that was taken out.

        Raises:
            NotFound: it is no frame of this story.
        """
        for frame in (*self.story.frames, *self.story.taken_out):
            if frame.id == frame_id:
                return frame
        raise NotFound("frame")


def open_story(
    request: ViewerRequest,
    family_id: UUID,
    story_id: UUID,
    action: Action = Action.WRITE_EXPLANATION,
) -> Opened:
    """The story of an address, when the viewer may do `action` with its family."""
    ground = ground_of(request.viewer, family_id, action)
    return Opened(ground, story_for(request.viewer, family_id, story_id))


def around(opened: Opened, *, crumb: str = "", **more: Any) -> dict[str, Any]:
    """The frame of a page of a story. No query."""
    family = opened.ground.family
    crumbs = [Link(family.name, reverse("people:family", args=[family.pk]))]
    if crumb:
        crumbs += [Link(opened.story.title, opened.url()), Link(crumb, "")]
    else:
        crumbs.append(Link("Words and pictures", ""))
    sections = sections_of(family, STORY_TAB, VOICE_TAB)
    context = context_of(opened.ground, current=VOICE_TAB, sections=sections, **more)
    return context | {"breadcrumbs": crumbs, "story": opened.story}


def may(request: ViewerRequest, ground: Ground, action: Action) -> bool:
    return bool(may_with(request.viewer, action, ground.family))


def children_of(ground: Ground) -> list[Member]:
    """Who a story can be for: the children of the family who are born."""
    return [member for member in born(ground.people) if member.is_child]


def ask_about(
    request: ViewerRequest,
    opened: Opened,
    form: forms.Form,
    save: Callable[[], object],
    *,
    title: str,
    button: str,
    differs: Callable[[Any], Sequence[tuple[str, str, str]]] = lambda _: (),
    **said: str,
) -> HttpResponse:
    """One page that asks something about a story, and goes back to it.

    `said` may have a `lead`, and `at` which part of the story it goes back to;
    `differs` is what stands and what was typed, when somebody saved first.
    """
    note_page(request, opened.ground, "voice.form")
    context = around(opened, crumb=title)
    page = Asking(
        title=title,
        button=button,
        lead=said.get("lead", ""),
        back_url=opened.url() + (f"#{said['at']}" if "at" in said else ""),
        family_header=context["family_header"],
        more={"breadcrumbs": context["breadcrumbs"]},
    )
    return ask_again_if_stale(request, form, page, save, differs=differs)
