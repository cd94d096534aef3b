"""An authority's goals in a programme: one on a measure, one on a scale."""

from __future__ import annotations

from datetime import date

from kinfold.aims import actions
from kinfold.aims.models import AuthorityGoal
from kinfold.platform.models import Programme
from kinfold.platform.tenancy import as_viewer
from kinfold.platform.viewer import Viewer

RATED_ON = date(2026, 3, 5)


def make_goal(
    by: Viewer, programme: Programme, *, key: str = "", code: str = "", **told: object
) -> AuthorityGoal:
    """A scale in their own words, unless a measure is named."""
    usual: dict[str, object] = {
        "title": "Families lead",
        "wants": "lower" if code else "scale",
        "why": "Agreed at the board",
        "low": "" if code else "Never",
        "high": "" if code else "Always",
    }
    with as_viewer(by):
        return actions.choose(
            programme_id=programme.pk,
            told=actions.Told(**{**usual, **told}),  # type: ignore[arg-type]
            key=key,
            code=code,
            by=by,
        )


def make_goal_rows(by: Viewer, programme: Programme) -> dict[str, object]:
    """A row for every part of an address."""
    row = make_goal(by, programme)
    with as_viewer(by):
        actions.rate(
            goal_id=row.pk,
            rater="Una Bell",
            score=6,
            evidence="Twelve plans read in March",
            rated_on=RATED_ON,
            by=by,
        )
    return {
        "goal_id": row.pk,
        "goals_of": by.authority_id,
        "goal_key": "clear-planning",
    }
