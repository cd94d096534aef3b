"""The tree of a child's life, and names on the child's pictures that lead to people."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_http_methods, require_POST

from kinfold.belonging import actions
from kinfold.belonging.forms.tree import TreeForm
from kinfold.belonging.selectors import names_on_pictures, trees_of
from kinfold.family_finding.presenters.parts import part_url
from kinfold.family_finding.views.frame import asking, open_to_write, write
from kinfold.platform.http import ViewerRequest, posted
from kinfold.practice.views.frame import WRITES
from kinfold_core.practice.family_finding.tree import not_on_the_list
from kinfold_core.practice.family_finding.words import Source


@require_http_methods(WRITES)
def tree(request: ViewerRequest, family_id: UUID, episode_id: UUID) -> HttpResponse:
    here = open_to_write(request, family_id, episode_id)
    drawn = trees_of(request.viewer, episode_id)
    form = TreeForm(posted(request), last=drawn[0] if drawn else None)
    page = asking(
        request, here, "belonging:pictures", "A tree of your life", at="tree",
        lead="Begin with the roots. Storms come last, and only if the child wants to.",
    )  # fmt: skip
    return write(request, here, form, page, actions.draw_tree)


@require_POST
def to_list(request: ViewerRequest, family_id: UUID, episode_id: UUID) -> HttpResponse:
    """Lay the names the child said into the form that adds people; nothing is saved."""
    here = open_to_write(request, family_id, episode_id)
    names = not_on_the_list(
        names_on_pictures(request.viewer, episode_id),
        [one.name for one in here.episode.people],
    )
    path = part_url(family_id, here.episode, "add-people")
    actions.lay_on_table(
        at=here.at(), path=path, title="Write down who belongs to them",
        boxes={"people": "\n".join(names), "source": Source.CHILD}, by=request.viewer,
    )  # fmt: skip
    return HttpResponseRedirect(path)
