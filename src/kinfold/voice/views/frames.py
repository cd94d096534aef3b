"""The words of a frame, its place in the story, and every draft of it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from kinfold.drafts.form_drafts import draft_for
from kinfold.networks.views.frame import answer_rules, typed_in
from kinfold.platform.htmx import go_to, render_page
from kinfold.platform.http import ViewerRequest, posted
from kinfold.practice.errors import StaleWords
from kinfold.practice.selectors import living_map
from kinfold.practice.views.frame import note_page
from kinfold.records.errors import CannotDo
from kinfold.records.views.asking import REFUSED, add_error, with_version
from kinfold.voice import actions
from kinfold.voice.forms import FrameForm
from kinfold.voice.presenters.drawn import drawn, told
from kinfold.voice.presenters.history import differences, drafts
from kinfold.voice.presenters.suggestions import suggestions
from kinfold.voice.presenters.typed import frame_rules
from kinfold.voice.selectors import frame_history
from kinfold.voice.selectors.rows import FrameRow
from kinfold.voice.views.around import WRITES, Opened, around, open_story
from kinfold_core.access import Action
from kinfold_core.practice.story import FrameDetails, Section

CONFLICT = 409


@require_http_methods(WRITES)
def add(request: ViewerRequest, family_id: UUID, story_id: UUID) -> HttpResponse:
    opened = open_story(request, family_id, story_id)
    asked = request.GET.get("section", "")
    section = Section(asked) if asked in set(Section) else Section.WHAT_HAPPENED
    form = FrameForm(
        posted(request), standing=FrameDetails(section=section.value), version=0
    )
    if request.method == "POST" and form.is_valid():
        try:
            frame = actions.add_frame(
                **opened.here, details=form.cleaned_data["details"], by=request.viewer
            )
        except CannotDo as error:
            add_error(form, error)
        else:
            messages.success(request, "The frame is in the story. Now its picture")
            return go_to(request, opened.url("draw", frame_id=frame.pk))
    return _ask(request, opened, form, section, title="One more frame")


@require_http_methods(WRITES)
def edit(
    request: ViewerRequest, family_id: UUID, story_id: UUID, frame_id: UUID
) -> HttpResponse:
    opened = open_story(request, family_id, story_id)
    frame = opened.frame(frame_id)
    form = FrameForm(posted(request), standing=_details(frame), version=frame.version)
    conflict: list[tuple[str, str, str]] | None = None
    if request.method == "POST" and form.is_valid():
        try:
            actions.change_frame(
                **opened.here,
                frame_id=frame_id,
                details=form.cleaned_data["details"],
                version=form.cleaned_data["version"],
                by=request.viewer,
            )
        except CannotDo as error:
            add_error(form, error)
        except StaleWords:
            # read again: what stands is what the other person wrote
            opened = open_story(request, family_id, story_id)
            frame = opened.frame(frame_id)
            conflict = differences(frame, form.cleaned_data["details"])
            form.data = with_version(form.data, frame.version)
        else:
            messages.success(request, f"Saved {timezone.localtime():%H:%M}")
            return go_to(request, f"{opened.url()}#frame-{frame_id}")
    return _ask(
        request, opened, form, frame.section, frame=frame, conflict=conflict,
        title=frame.section.label,
    )  # fmt: skip


@require_POST
def check(
    request: ViewerRequest,
    family_id: UUID,
    story_id: UUID,
    frame_id: UUID | None = None,
) -> HttpResponse:
    """What the rules say of a frame that is being typed. Nothing is saved."""
    opened = open_story(request, family_id, story_id)
    frame = opened.frame(frame_id) if frame_id else None
    standing = _details(frame) if frame else FrameDetails(section="")
    form = FrameForm(request.POST, standing=standing, version=0)
    findings = frame_rules(typed_in(form), opened.story, frame)
    return answer_rules(request, findings, needed="Needed before it is read")


@require_safe
def history(
    request: ViewerRequest, family_id: UUID, story_id: UUID, frame_id: UUID
) -> HttpResponse:
    """Every draft, the newest first; `?one=` and `?other=` put two side by side."""
    opened = open_story(request, family_id, story_id, Action.OPEN_FAMILY)
    frame = opened.frame(frame_id)
    every = drafts(frame_history(request.viewer, frame), now=timezone.now())
    by_version = {str(draft.row.version): draft for draft in every}
    chosen = [by_version.get(request.GET.get(name, "")) for name in ("one", "other")]
    note_page(request, opened.ground, "voice.compare")
    context = around(
        opened,
        crumb="Drafts",
        frame=frame,
        drafts=every,
        both=[draft for draft in chosen if draft] if all(chosen) else [],
        one=request.GET.get("one", ""),
        other=request.GET.get("other", ""),
    )
    return render_page(request, "voice/drafts.html", context)


@require_POST
def move(
    request: ViewerRequest, family_id: UUID, story_id: UUID, frame_id: UUID
) -> HttpResponse:
    is_up = request.POST.get("to") == "up"
    return _do(request, family_id, story_id, frame_id, actions.move_frame, is_up=is_up)


@require_POST
def take_out(
    request: ViewerRequest, family_id: UUID, story_id: UUID, frame_id: UUID
) -> HttpResponse:
    return _do(
        request, family_id, story_id, frame_id, actions.take_out_frame,
        done="Taken out. It can be put back from the end of this page",
    )  # fmt: skip


@require_POST
def put_back(
    request: ViewerRequest, family_id: UUID, story_id: UUID, frame_id: UUID
) -> HttpResponse:
    return _do(request, family_id, story_id, frame_id, actions.put_back_frame)


def _do(
    request: ViewerRequest,
    family_id: UUID,
    story_id: UUID,
    frame_id: UUID,
    action: Any,
    *,
    done: str = "",
    **more: Any,
) -> HttpResponse:
    opened = open_story(request, family_id, story_id)
    try:
        action(**opened.here, frame_id=frame_id, by=request.viewer, **more)
    except CannotDo as error:
        messages.error(request, error.message)
        return go_to(request, opened.url())
    if done:
        messages.success(request, done)
    return go_to(request, f"{opened.url()}#frame-{frame_id}")


def _details(frame: FrameRow) -> FrameDetails:
    return FrameDetails(
        section=frame.section.value,
        words=frame.words,
        alt_text=frame.alt_text,
        drawn_by=frame.drawn_by,
        is_new_to_child=frame.is_new_to_child,
    )


def _ask(
    request: ViewerRequest,
    opened: Opened,
    form: FrameForm,
    section: Section,
    *,
    title: str,
    frame: FrameRow | None = None,
    conflict: list[tuple[str, str, str]] | None = None,
) -> HttpResponse:
    # before a suggestion is taken, which stands below what was typed
    draft = draft_for(request, form, title=f"{title}: {opened.story.title}")
    standing = living_map(request.viewer, opened.ground.family.pk)
    offered = suggestions(section, opened.story, standing)
    taken = request.GET.get("take", "")
    if not form.is_bound and taken.isascii() and taken.isdigit():
        # put into the box, where it is read and reworded before anybody saves it
        words = [one.words for n, one in enumerate(offered) if str(n) == taken]
        form.initial["words"] = "\n".join(filter(None, [form.initial["words"], *words]))
    note_page(request, opened.ground, "voice.frame")
    key = {"frame_id": frame.id} if frame else {}
    context = around(
        opened,
        crumb=title,
        rules_url=opened.url("check-frame" if frame else "check-new-frame", **key),
        rules=frame_rules(typed_in(form), opened.story, frame),
        form=form,
        title=title,
        draft=draft,
        frame=frame,
        conflict=conflict,
        picture=drawn(frame.picture, said=told(frame)) if frame else "",
        offered=offered,
        section=section.value,
    )
    status = CONFLICT if conflict is not None else REFUSED if form.errors else 200
    return render_page(request, "voice/frame_form.html", context, status=status)
