"""A family's stories: beginning one, its page, agreeing on it, its next version."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from kinfold.platform.components import Link
from kinfold.platform.htmx import go, go_to, render_page
from kinfold.platform.http import ViewerRequest, posted
from kinfold.practice.selectors import ground_of
from kinfold.practice.views.frame import context_of, note_page
from kinfold.records.errors import CannotDo
from kinfold.records.presenters.header import sections_of
from kinfold.records.views.asking import Asking, ask
from kinfold.voice import actions
from kinfold.voice.errors import CannotAgree
from kinfold.voice.forms import StoryForm
from kinfold.voice.judging import findings_of
from kinfold.voice.presenters.history import story_differences
from kinfold.voice.presenters.story_page import story_page
from kinfold.voice.selectors import says_needed, stories_in, story_for
from kinfold.voice.views.around import (
    STORY_TAB,
    WRITES,
    Opened,
    around,
    ask_about,
    children_of,
    may,
    open_story,
)
from kinfold_core.access import Action
from kinfold_core.practice.story import State


@require_safe
def index(request: ViewerRequest, family_id: UUID) -> HttpResponse:
    """The newest story; where there is none yet, what it is for and how to begin."""
    ground = ground_of(request.viewer, family_id)
    stories = stories_in(request.viewer, family_id)
    if stories:
        return go(
            request, "voice:one-story", family_id=family_id, story_id=stories[0].pk
        )
    note_page(request, ground, "voice.story")
    context = context_of(ground, current=STORY_TAB) | {
        "may_write": may(request, ground, Action.WRITE_EXPLANATION),
        "sections": sections_of(ground.family, STORY_TAB, STORY_TAB),
    }
    context["breadcrumbs"] = [context["breadcrumbs"][0], Link("Words and pictures", "")]
    return render_page(request, "voice/none_yet.html", context)


@require_http_methods(WRITES)
def begin(request: ViewerRequest, family_id: UUID) -> HttpResponse:
    ground = ground_of(request.viewer, family_id, Action.WRITE_EXPLANATION)
    form = StoryForm(posted(request), children=children_of(ground))
    note_page(request, ground, "voice.form")
    context = context_of(ground, current=STORY_TAB)
    page = Asking(
        title="Begin a story in words and pictures",
        lead="One story for the children it is about, made with their parents.",
        button="Begin the story",
        back_url=request.path.removesuffix("begin/"),
        done="The story is begun. Write the first frame with the parents",
        family_header=context["family_header"],
        more={"breadcrumbs": [context["breadcrumbs"][0], Link("Begin a story", "")]},
    )

    def save() -> None:
        details = form.cleaned_data["details"]
        actions.begin_story(family_id=family_id, details=details, by=request.viewer)

    return ask(request, form, page, save)


@require_safe
def show(request: ViewerRequest, family_id: UUID, story_id: UUID) -> HttpResponse:
    return _show(request, open_story(request, family_id, story_id, Action.OPEN_FAMILY))


@require_http_methods(WRITES)
def edit(request: ViewerRequest, family_id: UUID, story_id: UUID) -> HttpResponse:
    opened = open_story(request, family_id, story_id)
    form = StoryForm(
        posted(request), children=children_of(opened.ground), standing=opened.story
    )

    def save() -> None:
        actions.change_story(
            **opened.here,
            details=form.cleaned_data["details"],
            version=form.cleaned_data["version"],
            by=request.viewer,
        )

    def differs(_: object) -> list[tuple[str, str, str]]:
        now = story_for(request.viewer, family_id, story_id)
        return story_differences(now, form.cleaned_data["details"])

    return ask_about(
        request, opened, form, save, title="What it is called, and for whom",
        button="Save", differs=differs,
    )  # fmt: skip


@require_POST
def agree(request: ViewerRequest, family_id: UUID, story_id: UUID) -> HttpResponse:
    opened = open_story(request, family_id, story_id)
    try:
        actions.agree_story(**opened.here, by=request.viewer)
    except CannotAgree as refused:
        return _show(request, opened, refused=refused)
    except CannotDo as refused:
        return _show(request, opened, refused=refused)
    messages.success(request, "The story is agreed. It can be read to the child")
    return go_to(request, opened.url())


@require_POST
def follow(request: ViewerRequest, family_id: UUID, story_id: UUID) -> HttpResponse:
    """Begin the next version, or go to it when it was begun."""
    opened = open_story(request, family_id, story_id)
    try:
        begun = actions.begin_next_version(**opened.here, by=request.viewer)
    except CannotDo as refused:
        return _show(request, opened, refused=refused)
    return go(request, "voice:one-story", family_id=family_id, story_id=begun.pk)


def _show(
    request: ViewerRequest, opened: Opened, *, refused: CannotDo | None = None
) -> HttpResponse:
    viewer, ground, story = request.viewer, opened.ground, opened.story
    parents = says_needed(viewer, ground, {child.child_id for child in story.children})
    page = story_page(
        story,
        parents,
        findings_of(story, parents),
        now=timezone.now(),
        today=timezone.localdate(),
    )
    note_page(request, ground, "voice.story")
    others = [
        (other.title, State(other.state).label, opened_url)
        for other in stories_in(viewer, ground.family.pk)
        if other.pk != story.id
        and (opened_url := opened.url().replace(str(story.id), str(other.pk)))
    ]
    context = around(
        opened,
        page=page,
        others=others,
        refused=refused,
        may_write=may(request, ground, Action.WRITE_EXPLANATION),
        may_decide=may(request, ground, Action.APPROVE_EXPLANATION),
        may_print=ground.may_share,
    )
    return render_page(
        request, "voice/story.html", context, status=422 if refused else 200
    )
