"""A row for every part of an address of what a programme learns."""

from __future__ import annotations

from kinfold.platform.models import Authority
from kinfold.platform.viewer import Viewer
from kinfold_core.access import Role
from tests.factories.aims import make_goal_rows
from tests.factories.change_stories import make_change_story_rows
from tests.factories.cohort import make_cohort_rows
from tests.factories.consultancy import make_consultancy_rows
from tests.factories.development import make_learning_rows
from tests.factories.framework import make_framework_rows
from tests.factories.gatherings import make_gathering_rows
from tests.factories.implementation import make_plan_of_ours_rows
from tests.factories.journeys import make_journey_rows
from tests.factories.knowledge import make_knowledge_rows
from tests.factories.lab import make_lab_rows
from tests.factories.themes import (
    make_programme_member,
    make_programme_of,
    make_theme_rows,
)
from tests.factories.workshops import make_workshop_rows


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
        **make_cohort_rows(lead, programme, authority),
        **make_journey_rows(lead, programme, authority),
        **make_plan_of_ours_rows(by, programme),
        **make_learning_rows(programme, authority),
        **make_workshop_rows(lead, programme),
        **make_lab_rows(lead, programme, authority),
        **make_gathering_rows(lead, programme, authority),
        **make_consultancy_rows(lead, programme, authority),
        **make_goal_rows(by, programme),
        **make_framework_rows(by, programme),
        **make_knowledge_rows(by, programme),
    }
