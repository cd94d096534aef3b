"""The audit events of this app, in words."""

from __future__ import annotations

from typing import Final

DEEDS: Final[dict[str, str]] = {
    "measure.shown": "Showed a measure on a programme's page",
    "measure.shown_no_more": "Took a measure back from a programme's page",
    "cohort.programme_made": "Made a programme",
    "cohort.programme_named": "Changed a programme's name or days",
    "cohort.invited": "Asked an authority to join a programme",
    "cohort.answered": "Answered an invitation to a programme",
    "cohort.left": "Wrote down when an authority leaves a programme",
    "cohort.leaving_changed": "Put right when an authority leaves a programme",
    "cohort.earlier_shown": "Showed a programme what was made in an earlier stay",
    "cohort.wave_kept": "Wrote down a wave of a programme",
    "cohort.put_in_wave": "Said with which wave an authority begins",
    "cohort.role_given": "Wrote down who holds a role in a programme",
    "cohort.role_ended": "Wrote down that somebody holds a role no more",
}
