"""A paper for each reader: what this child lets them see, and nothing else."""

from __future__ import annotations

from dataclasses import dataclass, replace
from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from kinfold.child_tools.selectors import sessions_of
from kinfold.child_tools.views.frame import ROOM
from kinfold.child_words import actions
from kinfold.child_words.forms.papers import ShownForm
from kinfold.child_words.presenters.papers import offered, paper_things
from kinfold.child_words.selectors.papers import paper_readers, safe_paper
from kinfold.people.selectors.contact import not_safe
from kinfold.platform.errors import NotFound
from kinfold.platform.htmx import render_page
from kinfold.platform.http import ViewerRequest, posted
from kinfold.practice.selectors import ground_of
from kinfold.practice.selectors.members import Ground
from kinfold.practice.views.frame import WRITES, note_page
from kinfold.records.views.asking import ask
from kinfold_core.access import Action
from kinfold_core.phrases import listed
from kinfold_core.practice.child_papers import OnPaper, PaperReader


@dataclass(frozen=True, slots=True)
class _Paper:
    ground: Ground
    child: str
    one: PaperReader
    things: tuple[OnPaper, ...]
    left_out: int


@require_safe
def papers(
    request: ViewerRequest, family_id: UUID, tool_child_id: UUID
) -> HttpResponse:
    """Whom there is a paper for, each with its door."""
    ground = ground_of(request.viewer, family_id, Action.WRITE_NETWORK)
    child = _child(ground, tool_child_id)
    lines = offered(
        family_id,
        tool_child_id,
        sessions_of(request.viewer, family_id),
        paper_readers(request.viewer, ground, tool_child_id),
    )
    note_page(request, ground, "child_words.papers")
    context = ROOM.context(
        ground,
        crumb=f"Who may see what {child} said",
        child=child,
        lines=[one for one in lines if one.url],
        nothing_for=listed([one.name for one in lines if not one.url]),
    )
    return render_page(request, "child_words/papers.html", context)


@require_safe
def paper(
    request: ViewerRequest, family_id: UUID, tool_child_id: UUID, reader_key: str
) -> HttpResponse:
    found = _paper(request, family_id, tool_child_id, reader_key)
    note_page(request, found.ground, "child_words.paper")
    key = found.one.reader.person_id
    context = ROOM.context(
        found.ground,
        crumb=f"For {found.one.name}",
        child=found.child,
        reader=found.one,
        things=paper_things(family_id, found.things),
        left_out=found.left_out,
        is_not_safe=bool(key and not_safe(request.viewer, [key])),
        shown_url=reverse(
            "child_words:paper-shown", args=[family_id, tool_child_id, reader_key]
        ),
    )
    del context["family_header"]  # it is for one reader's hands
    return render_page(request, "child_words/paper.html", context)


@require_http_methods(WRITES)
def shown(
    request: ViewerRequest, family_id: UUID, tool_child_id: UUID, reader_key: str
) -> HttpResponse:
    found = _paper(request, family_id, tool_child_id, reader_key)
    form = ShownForm(posted(request), things=[one.item_id for one in found.things])
    page = ROOM.asking(
        request,
        found.ground,
        title=f"{found.one.name} was shown what {found.child} lets them see",
        button="Write it down",
        lead=f"{found.child} reads this on their own page.",
    )
    address = reverse("child_words:papers", args=[family_id, tool_child_id])
    return ask(
        request,
        form,
        replace(page, back_url=address),
        lambda: actions.show_paper(
            family_id=family_id,
            child_id=tool_child_id,
            reader_key=reader_key,
            seen=form.seen,
            shown_on=form.cleaned_data["on"],
            by=request.viewer,
        ),
    )


def _child(ground: Ground, child_id: UUID) -> str:
    for one in ground.people:
        if one.person_id == child_id and one.is_child:
            return one.name
    raise NotFound("child")


def _paper(
    request: ViewerRequest, family_id: UUID, child_id: UUID, reader_key: str
) -> _Paper:
    """What is on it, when there is anything.

    Raises:
        NotFound: no such child or reader here, or the child lets them see nothing.
    """
    ground = ground_of(request.viewer, family_id, Action.WRITE_NETWORK)
    child = _child(ground, child_id)
    readers = paper_readers(request.viewer, ground, child_id)
    for one in readers:
        if one.key == reader_key:
            things, left_out = safe_paper(request.viewer, family_id, child_id, one)
            if things or left_out:
                return _Paper(ground, child, one, things, left_out)
    raise NotFound("paper")
