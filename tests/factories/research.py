"""A row for every part of an address of what a programme learns."""

from __future__ import annotations

from kinfold.platform.models import Authority
from kinfold.platform.viewer import Viewer
from kinfold_core.access import Role
from tests.factories.change_stories import make_change_story_rows
from tests.factories.themes import (
    make_programme_member,
    make_programme_of,
    make_theme_rows,
)


def make_programme_rows(by: Viewer) -> dict[str, object]:
    """Of one that our authority is in, and nobody else; and `lead`, who runs it."""
    authority = Authority.objects.get(pk=by.authority_id)
    programme = make_programme_of(authority)
    lead = make_programme_member(programme, Role.PROGRAMME_LEAD)
    other = make_programme_member(programme, Role.EVALUATOR)
    return {
        "lead": lead,
        **make_theme_rows(lead, other, programme),
        **make_change_story_rows(lead, programme, authority),
    }
