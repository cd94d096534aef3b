"""Beginning a review, asking raters into it, and closing it."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone

from kinfold.framework import policy, selectors
from kinfold.framework.holding import count_parts, open_review, record
from kinfold.framework.models import Rater, Review, ReviewVersion
from kinfold.framework.shipped import EDITION
from kinfold.platform.holding import insist
from kinfold.platform.models import said_by
from kinfold.platform.viewer import Viewer
from kinfold.records.errors import CannotDo, StaleVersion


@dataclass(frozen=True, slots=True, kw_only=True)
class Purpose:
    """What a review is for, as it was typed."""

    day: date
    why: str
    who_rates: str


@transaction.atomic
def begin(
    *,
    programme_id: UUID,
    authority_id: UUID,
    purpose: Purpose,
    is_synthetic: bool = False,
    by: Viewer,
) -> Review:
    """Begin a review of one's own authority, rated against the newest edition.

    Raises:
        PermissionDenied: not theirs to begin.
        NotFound: there is no such authority in the programme for them.
    """
    place = selectors.place(by, programme_id, authority_id)
    insist(policy.may_keep(by, place.authority_id))
    row = Review(
        programme_id=place.programme_id,
        authority_id=place.authority_id,
        edition=EDITION,
        is_synthetic=is_synthetic,
        **asdict(purpose),
        **said_by(by),
    )
    row.save(force_insert=True)
    record(by, "framework_review.begun", row)
    return row


@transaction.atomic
def change(
    *, review_id: UUID, purpose: Purpose, seen_version: int, by: Viewer
) -> Review:
    """Change what an open review is for. What it said before is kept.

    Raises:
        PermissionDenied, NotFound, CannotDo: as `open_review`.
        StaleVersion: somebody else changed it first.
    """
    row = open_review(review_id, by)
    if row.version != seen_version:
        raise StaleVersion(row)
    before = {name: getattr(row, name) for name in Purpose.__slots__}
    after = asdict(purpose)
    if before == after:
        return row
    ReviewVersion(
        programme_id=row.programme_id,
        authority_id=row.authority_id,
        review=row,
        version=row.version,
        **before,
        **said_by(by),
    ).save(force_insert=True)
    for name, value in after.items():
        setattr(row, name, value)
    row.version += 1
    row.save(update_fields=[*after, "version"])
    record(by, "framework_review.changed", row)
    return row


@transaction.atomic
def ask(
    *,
    review_id: UUID,
    name: str,
    role: str,
    hat: str,
    account: int | None = None,
    by: Viewer,
) -> Rater:
    """Ask somebody to rate. With an `account` they sign in and rate on their own;
    without one, whoever asks writes down what they say.

    Raises:
        PermissionDenied, NotFound: as `open_review`.
        CannotDo: closed, nobody who signs in here, or asked already and not set
            aside since.
    """
    review = open_review(review_id, by)
    if account and account not in {one.user_id for one in selectors.colleagues(by)}:
        raise CannotDo("Nobody who signs in here was chosen. Choose again", "account")
    row = Rater(
        programme_id=review.programme_id,
        authority_id=review.authority_id,
        review=review,
        name=name,
        role=role,
        hat=hat,
        account=account,
        **said_by(by),
    )
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError:
        raise CannotDo(
            "This colleague is asked in this review already. Choose another one",
            "account",
        ) from None
    record(by, "framework_rater.asked", row)
    return row


@transaction.atomic
def set_aside(*, rater_id: UUID, why: str, by: Viewer) -> None:
    """Write down why a rater did not rate, so that the review stops waiting for them.

    Raises:
        PermissionDenied, NotFound, CannotDo: as `open_review`, or they handed in, or
            were set aside already; the message says why.
    """
    row = selectors.rater(by, rater_id)
    open_review(row.review_id, by)
    row.refresh_from_db()
    if row.handed_in_on:
        raise CannotDo("They have handed in what they said, so they did rate")
    if row.set_aside_why:
        raise CannotDo(
            f"{row.name} was set aside already, and this reason stands: "
            f"“{row.set_aside_why}”. If they are to rate after all, ask them again"
        )
    row.set_aside_why = why
    row.save(update_fields=["set_aside_why"])
    record(by, "framework_rater.set_aside", row)


@transaction.atomic
def close(*, review_id: UUID, by: Viewer) -> Review:
    """Close it: from now on everybody in it sees what each rater said, and nothing of
    it is changed. Again changes nothing.

    Raises:
        PermissionDenied, NotFound: as `selectors.review`, or it is not theirs to keep.
        CannotDo: nobody handed in, or somebody has neither handed in nor been set
            aside; the message names each.
    """
    row = selectors.review(by, review_id, is_locked=True)
    insist(policy.may_keep(by, row.authority_id))
    if row.closed_on:
        return row
    raters = selectors.raters_of(by, row)
    if not any(one.handed_in_on for one in raters):
        raise CannotDo("Nobody has handed in yet, so there is nothing to show")
    left = [one for one in raters if not (one.handed_in_on or one.set_aside_why)]
    if left:
        names = "; ".join(str(one) for one in left)
        raise CannotDo(
            "Wait for these, or write down why they did not rate, on this "
            f"page: {names}"
        )
    row.closed_on, row.closed_by = timezone.localdate(), by.name
    row.parts_low = row.parts_apart = 0
    row.save(update_fields=["closed_on", "closed_by", "parts_low", "parts_apart"])
    # only now can anybody read what the others said
    count_parts(by, row)
    row.save(update_fields=["parts_low", "parts_apart"])
    record(by, "framework_review.closed", row)
    return row
