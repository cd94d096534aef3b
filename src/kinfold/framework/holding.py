"""Holding whoever acts to what a review allows, and counting what it found."""

from __future__ import annotations

from collections import defaultdict
from uuid import UUID

from kinfold.framework import policy, selectors
from kinfold.framework.models import Rater, Review
from kinfold.platform import audit
from kinfold.platform.holding import insist
from kinfold.platform.viewer import Viewer
from kinfold.records.errors import CannotDo
from kinfold_core.practice.self_review import is_apart, is_low

CLOSED = (
    "This review is closed, so nothing of it is changed. Whoever rated can correct "
    "what they said, and says why"
)


def open_review(review_id: UUID, by: Viewer) -> Review:
    """One whose words and raters may still be changed, locked.

    Raises:
        PermissionDenied, NotFound: as `selectors.review`, or it is not theirs to keep.
        CannotDo: it is closed.
    """
    row = selectors.review(by, review_id, is_locked=True)
    insist(policy.may_keep(by, row.authority_id))
    if row.closed_on:
        raise CannotDo(CLOSED)
    return row


def count_parts(by: Viewer, row: Review) -> None:
    """Count how many parts somebody put low, and on how many raters lie far apart."""
    scores = defaultdict(list)
    for one in selectors.told_in(by, row).ratings:
        scores[one.part].append(one.score)
    row.parts_low = sum(is_low(each) for each in scores.values())
    row.parts_apart = sum(is_apart(each) for each in scores.values())


def record(by: Viewer, action: str, row: Review | Rater) -> None:
    # the programme's audit is read by all of it, so it does not say what was rated
    audit.record_in_programme(by=by, action=action, target=row, changes={})
