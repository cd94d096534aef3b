"""A story of change, with what its teller agreed to, and a round that reads it."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID

from django.utils import timezone

from kinfold.change_stories import actions
from kinfold.change_stories.models import ChangeStory, SelectionRound
from kinfold.platform.models import Authority, Programme
from kinfold.platform.tenancy import as_viewer
from kinfold.platform.viewer import Viewer


def told(**changes: object) -> actions.Story:
    usual = {
        "question": "What changed most?",
        "teller": "worker",
        "teller_name": "",
        "told_on": date(2026, 3, 5),
        "domain": "practice",
        "title": "The day we asked her",
        "story": "Before, we wrote plans alone. Then we asked, and she drew it.",
        "why": "It is her plan now.",
    }
    return actions.Story(**{**usual, **changes})


def agreed(**changes: object) -> actions.Agreed:
    today = timezone.localdate()
    usual = {
        "purpose": "inside",
        "given_on": today,
        "until": today + timedelta(days=300),
        "may_be_quoted": True,
        "explained_by": "",
        "days_kept": 14,
    }
    return actions.Agreed(**{**usual, **changes})


def make_story(
    by: Viewer, programme: Programme, authority: Authority, **changes: object
) -> ChangeStory:
    with as_viewer(by):
        return actions.bring_story(
            programme_id=programme.pk,
            place=authority.pk,
            told=told(**changes),
            agreed=agreed(),
            kept=(),
            by=by,
        )


def make_round(
    by: Viewer, programme: Programme, stories: list[ChangeStory]
) -> SelectionRound:
    with as_viewer(by):
        return actions.begin_round(
            programme_id=programme.pk,
            title="The spring panel",
            panel="Two parents and a team manager",
            held_on=date(2026, 4, 2),
            story_ids=[one.pk for one in stories],
            by=by,
        )


def make_change_story_rows(
    by: Viewer, programme: Programme, authority: Authority
) -> dict[str, UUID]:
    """A row for every part of an address."""
    pair = [
        make_story(by, programme, authority),
        make_story(by, programme, authority, title="Fewer forms"),
    ]
    return {
        "change_story_id": pair[0].pk,
        "round_id": make_round(by, programme, pair).pk,
    }
