"""Changing the words of a step, in a programme; every wording stays."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from uuid import UUID, uuid4

from django.db import transaction

from kinfold.development import policy
from kinfold.development.models import StepWording
from kinfold.development.selectors import steps as reads
from kinfold.platform import audit
from kinfold.platform.holding import insist
from kinfold.platform.models import said_by
from kinfold.platform.one_at_a_time import one_at_a_time
from kinfold.platform.viewer import Viewer
from kinfold.records.errors import StaleVersion


@dataclass(frozen=True, slots=True)
class Worded:
    """What a step says, and why it says so now."""

    place: int
    title: str
    words: str
    shown_by: str
    is_dropped: bool
    why: str


@transaction.atomic
def word_step(
    *,
    programme_id: UUID,
    trajectory: str,
    code: str,
    worded: Worded,
    seen_version: int,
    by: Viewer,
) -> StepWording:
    """Give a step new words; with no `code`, add a step to the trajectory.

    Raises:
        PermissionDenied: it is not theirs to word.
        NotFound: there is no such programme or step for them.
        StaleVersion: somebody worded it first; `current` is the step as it stands.
    """
    found = reads.programme(by, programme_id)
    insist(policy.may_keep_steps(by))
    if code:
        one_at_a_time(f"step {code} of {found.pk}")
        shown = reads.step(by, found.pk, code)
        trajectory = shown.now.trajectory
        if shown.now.version != seen_version:
            raise StaleVersion(shown)
    row = StepWording(
        programme=found,
        trajectory=trajectory,
        code=code or f"own-{uuid4().hex[:12]}",
        version=seen_version + 1,
        **asdict(worded),
        **said_by(by),
    )
    row.save(force_insert=True)
    audit.record_in_programme(
        by=by,
        action="trajectory.worded",
        target=row,
        changes={"step": row.code, "version": [seen_version, row.version]},
    )
    return row
