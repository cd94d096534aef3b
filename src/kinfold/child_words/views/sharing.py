"""Who may see it: asked of the child; and what is told in spite of the child's no."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

from django.http import HttpResponse
from django.views.decorators.http import require_http_methods

from kinfold.child_tools.views.frame import (
    ROOM,
    STALE,
    Opened,
    ask_about,
    open_item,
)
from kinfold.child_words import actions
from kinfold.child_words.forms.answering import ToldForm
from kinfold.child_words.forms.sharing import OverrideForm, ShareForm
from kinfold.child_words.selectors import (
    Whom,
    item_of_override,
    people_a_child_can_name,
)
from kinfold.platform.errors import Conflict
from kinfold.platform.http import ViewerRequest, posted
from kinfold.practice.views.frame import WRITES
from kinfold.records.views.asking import ask, show
from kinfold_core.access import Action
from kinfold_core.practice.child_rows import ItemRow


@require_http_methods(WRITES)
def share(request: ViewerRequest, family_id: UUID, tool_item_id: UUID) -> HttpResponse:
    opened, item = open_item(request, family_id, tool_item_id, Action.NARROW_SHARING)
    people = _people(request, opened, item)
    form = ShareForm(posted(request), item=item, people=people)

    def save() -> None:
        for at, choice in enumerate(form.choices):
            actions.choose_sharing(
                family_id=family_id,
                item_id=tool_item_id,
                choice=choice,
                by=request.viewer,
                seen=None if at else form.cleaned_data["version"] or 0,
            )

    page = ROOM.asking(
        request,
        opened.ground,
        title=f"Who may see it? {opened.session.child_name} chooses",
        button="Keep what the child chose",
        lead=_about(item),
        template="child_words/ask_share.html",
    )
    page = replace(page, back_url=opened.url(tool_item_id))
    try:
        return ask(request, form, page, save)
    except Conflict:
        # never what was sent: an old yes stood chosen in it before anybody looked
        _, newest = open_item(request, family_id, tool_item_id, Action.NARROW_SHARING)
        now = ShareForm(item=newest, people=people)
        page.more["newer"] = form.differs(now)
        return show(request, now, page, status=STALE)


@require_http_methods(WRITES)
def must_tell(
    request: ViewerRequest, family_id: UUID, tool_item_id: UUID
) -> HttpResponse:
    opened, item = open_item(request, family_id, tool_item_id)
    form = OverrideForm(
        posted(request),
        people=_people(request, opened, item),
        decided_by=request.viewer.name,
    )
    return ask_about(
        request,
        opened,
        form,
        lambda: actions.override_sharing(
            family_id=family_id,
            item_id=tool_item_id,
            override=form.override,
            by=request.viewer,
        ),
        title="This must be told, to keep somebody safe",
        button="Decide it",
        lead=f"{_about(item)}\nThe child reads this in their own copy.",
        at=str(tool_item_id),
    )


@require_http_methods(WRITES)
def override_told(
    request: ViewerRequest, family_id: UUID, tool_override_id: UUID
) -> HttpResponse:
    item_id = item_of_override(request.viewer, family_id, tool_override_id)
    opened, _ = open_item(request, family_id, item_id)
    form = ToldForm(posted(request))
    return ask_about(
        request,
        opened,
        form,
        lambda: actions.tell_of_override(
            family_id=family_id,
            override_id=tool_override_id,
            told_on=form.cleaned_data["on"],
            child_words=form.cleaned_data["child_words"],
            by=request.viewer,
        ),
        title="The child knows now what was told",
        at=str(item_id),
    )


def _people(request: ViewerRequest, opened: Opened, item: ItemRow) -> tuple[Whom, ...]:
    return people_a_child_can_name(
        request.viewer,
        opened.ground,
        opened.session.child_id,
        named=item.choices,
    )


def _about(item: ItemRow) -> str:
    return f"“{item.words}”" if item.words else f"The drawing in: {item.part.label}"
