"""Writing on the map while everybody looks at it."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.views.decorators.http import require_http_methods

from kinfold.meetings import actions
from kinfold.meetings.forms import PenForm, StepForm
from kinfold.meetings.selectors import meeting_of
from kinfold.meetings.views.frame import ASKS, asking, meeting_url, on_map, slides
from kinfold.platform.http import ViewerRequest, posted
from kinfold.practice import actions as practice
from kinfold.practice.selectors import ground_of, living_map
from kinfold.records.views.asking import ask
from kinfold_core import phrases
from kinfold_core.access import Action
from kinfold_core.practice.vocabulary import Concept, label
from kinfold_core.practice.written import EntryDetails

# Where on the wall an entry of a category stands
PARTS = {
    "harm": "happened",
    "complicating_factor": "harder",
    "strength": "good",
    "next_step": "steps",
}


@require_http_methods(ASKS)
def write(
    request: ViewerRequest, family_id: UUID, meeting_id: UUID, category: str
) -> HttpResponse:
    """Add one thing to the map. The wall turns to it once it is there."""
    viewer = request.viewer
    ground = ground_of(viewer, family_id, Action.RUN_MEETING)
    meeting = meeting_of(viewer, family_id, meeting_id)
    words = living_map(viewer, family_id).vocabulary
    form: PenForm | StepForm
    if category == "next_step":
        form = StepForm(posted(request), chairs=meeting.chairs)
    else:
        form = PenForm(posted(request), category=category, chairs=meeting.chairs)
    page = asking(
        request,
        ground,
        form,
        meeting=meeting,
        title=phrases.capital(label(words, Concept(category)).one),
        button="Put it on the map",
        template="meetings/pen.html",
        done="On the map and on the wall",
        back_url=meeting_url(meeting, "write"),
    )

    def save() -> None:
        on_map(lambda: _add(request, family_id, form.details))
        pages = slides(viewer, ground, living_map(viewer, family_id), meeting)
        part = PARTS[category]
        keys = [p.key for p in pages if p.key == part or p.key.startswith(f"{part}-")]
        actions.show_on_wall(
            family_id=family_id,
            meeting_id=meeting_id,
            slide=keys[-1] if keys else pages[0].key,
            by=viewer,
        )

    return ask(request, form, page, save)


def _add(request: ViewerRequest, family_id: UUID, details: EntryDetails) -> None:
    practice.add_entry(family_id=family_id, details=details, by=request.viewer)
