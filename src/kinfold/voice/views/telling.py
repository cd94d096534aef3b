"""What parents say, what a manager decides, reading it to a child, the child's copy."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.views.decorators.http import require_http_methods

from kinfold.platform.http import ViewerRequest, posted
from kinfold.voice import actions
from kinfold.voice.forms import CopyForm, DecisionForm, ReadingForm, SayForm
from kinfold.voice.selectors import says_needed
from kinfold.voice.views.around import WRITES, ask_about, open_story
from kinfold_core.access import Action


@require_http_methods(WRITES)
def say(request: ViewerRequest, family_id: UUID, story_id: UUID) -> HttpResponse:
    opened = open_story(request, family_id, story_id)
    children = {child.child_id for child in opened.story.children}
    parents = says_needed(request.viewer, opened.ground, children)
    form = SayForm(posted(request), parents=parents, chosen=request.GET.get("who", ""))

    def save() -> None:
        details = form.cleaned_data["details"]
        actions.say(**opened.here, details=details, by=request.viewer)

    return ask_about(
        request, opened, form, save, title="What do they say of it?", button="Keep it",
        lead="About the story as it stands now. What was said before stays readable.",
        at="says",
    )  # fmt: skip


@require_http_methods(WRITES)
def decide(request: ViewerRequest, family_id: UUID, story_id: UUID) -> HttpResponse:
    opened = open_story(request, family_id, story_id, Action.APPROVE_EXPLANATION)
    form = DecisionForm(posted(request))

    def save() -> None:
        actions.decide(
            **opened.here,
            decided=form.cleaned_data["decided"],
            reason=form.cleaned_data["reason"],
            by=request.viewer,
        )

    return ask_about(
        request, opened, form, save, title="What do you decide?", button="Decide",
        lead="About the story as it stands now. Read it through first.", at="says",
    )  # fmt: skip


@require_http_methods(WRITES)
def read(request: ViewerRequest, family_id: UUID, story_id: UUID) -> HttpResponse:
    opened = open_story(request, family_id, story_id)
    form = ReadingForm(
        posted(request),
        children=opened.story.children,
        chosen=request.GET.get("child", ""),
        reader=request.viewer.name,
    )

    def save() -> None:
        details = form.cleaned_data["details"]
        actions.record_reading(**opened.here, details=details, by=request.viewer)

    return ask_about(
        request, opened, form, save, title="How was it read to the child?",
        button="Keep it", at="children",
        lead="How and when a child is told matters as much as what.",
    )  # fmt: skip


@require_http_methods(WRITES)
def copy(request: ViewerRequest, family_id: UUID, story_id: UUID) -> HttpResponse:
    opened = open_story(request, family_id, story_id)
    form = CopyForm(
        posted(request),
        children=opened.story.children,
        chosen=request.GET.get("child", ""),
    )

    def save() -> None:
        details = form.cleaned_data["details"]
        actions.give_copy(**opened.here, details=details, by=request.viewer)

    return ask_about(
        request, opened, form, save, title="The child's own copy", button="Keep it",
        lead="It belongs to the child, who decides who else sees it.", at="children",
    )  # fmt: skip
