"""What a rater says of each part, on their own, and handing it in."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from kinfold.framework import selectors
from kinfold.framework.holding import CLOSED, count_parts, record
from kinfold.framework.models import Rater, Rating, Review
from kinfold.framework.shipped import framework
from kinfold.platform.errors import NotFound
from kinfold.platform.holding import insist
from kinfold.platform.models import said_by
from kinfold.platform.viewer import Viewer
from kinfold.records.errors import CannotDo, StaleVersion


@dataclass(frozen=True, slots=True, kw_only=True)
class Rated:
    """What a rater says of a part. Scores are places from 0 to 10."""

    score: int
    evidence: str
    front_line: int | None = None
    front_line_why: str = ""
    families: int | None = None
    families_why: str = ""


@transaction.atomic
def rate(
    *,
    rater_id: UUID,
    part: str,
    rated: Rated,
    seen_version: int,
    corrected_why: str = "",
    by: Viewer,
) -> Rating:
    """Say where a part stands. What was said before stays as a row.

    Raises:
        PermissionDenied: somebody else rates here.
        NotFound: there is no such rater for them, or no such part.
        StaleVersion: it was said anew meanwhile, perhaps in another window.
        CannotDo: they were set aside, or it is closed and no why is given.
    """
    review, row = _to_rate(rater_id, by)
    if framework(review.edition).part(part) is None:
        raise NotFound(f"No part {part!r}")
    if review.closed_on:
        if not row.handed_in_on:
            raise CannotDo(CLOSED)
        if not corrected_why:
            raise CannotDo("Say why it is corrected", "corrected_why")
    standing = selectors.said_by_rater(by, row)
    newest = standing.get(part)
    if (newest.version if newest else 0) != seen_version:
        raise StaleVersion(newest)
    said = Rating(
        programme_id=row.programme_id,
        authority_id=row.authority_id,
        rater=row,
        part=part,
        version=seen_version + 1,
        corrected_why=corrected_why if review.closed_on else "",
        **asdict(rated),
        **said_by(by),
    )
    said.save(force_insert=True)
    row.parts_rated = len(standing.keys() | {part})
    row.save(update_fields=["parts_rated"])
    if review.closed_on:
        count_parts(by, review)
        review.save(update_fields=["parts_low", "parts_apart"])
    action = "corrected" if review.closed_on else "given"
    record(by, f"framework_rating.{action}", row)
    return said


@transaction.atomic
def hand_in(*, rater_id: UUID, by: Viewer) -> None:
    """Say that a rater has said all they want to say. Again changes nothing.

    Raises:
        PermissionDenied, NotFound: as `rate`.
        CannotDo: nothing is rated yet, it is closed, or they were set aside.
    """
    review, row = _to_rate(rater_id, by)
    if row.handed_in_on:
        return
    if review.closed_on:
        raise CannotDo(CLOSED)
    if not selectors.said_by_rater(by, row):
        raise CannotDo("Nothing is rated yet. Rate one part at least")
    row.handed_in_on = timezone.localdate()
    row.save(update_fields=["handed_in_on"])
    record(by, "framework_rater.handed_in", row)


def _to_rate(rater_id: UUID, by: Viewer) -> tuple[Review, Rater]:
    """The rater and their review. The review is locked, so that it is not closed over
    what is said now, and nobody says two things at once."""
    found = selectors.rater(by, rater_id)
    insist(selectors.may_rate_as(by, found))
    _not_set_aside(found)  # first, for to them there is no such review any more
    review = selectors.review(by, found.review_id, is_locked=True)
    row = selectors.rater(by, rater_id)  # as it is under the lock
    _not_set_aside(row)
    return review, row


def _not_set_aside(row: Rater) -> None:
    if row.set_aside_why:
        raise CannotDo(
            f"{row.name} was set aside in this review: {row.set_aside_why}. Ask "
            "whoever keeps the review"
        )
