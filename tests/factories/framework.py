"""A review against the framework, with raters who rate and hand in."""

from __future__ import annotations

from datetime import date

from kinfold.framework.actions import rating, reviewing
from kinfold.framework.models import Rater, Review
from kinfold.platform.models import Programme
from kinfold.platform.tenancy import as_viewer
from kinfold.platform.viewer import Viewer

DAY = date(2026, 3, 5)
PART = "close-to-practice"


def make_review(by: Viewer, programme: Programme, day: date = DAY) -> Review:
    with as_viewer(by):
        return reviewing.begin(
            programme_id=programme.pk,
            authority_id=by.in_authority(),
            purpose=reviewing.Purpose(
                day=day, why="Before the plan", who_rates="Leaders and a team"
            ),
            by=by,
        )


def make_rater(by: Viewer, review: Review, **told: object) -> Rater:
    usual = {"name": "Joy Platt", "role": "Social worker", "hat": "front_line"}
    with as_viewer(by):
        return reviewing.ask(
            review_id=review.pk,
            by=by,
            **{**usual, **told},  # type: ignore[arg-type]
        )


def make_rated(
    who: Viewer, rater: Rater, score: int, *, part: str = PART, **told: object
) -> None:
    """Said, and handed in."""
    with as_viewer(who):
        rating.rate(
            rater_id=rater.pk,
            part=part,
            rated=rating.Rated(score=score, evidence="Seen in March", **told),  # type: ignore[arg-type]
            seen_version=0,
            by=who,
        )
        rating.hand_in(rater_id=rater.pk, by=who)


def make_closed(by: Viewer, programme: Programme, day: date = DAY, score: int = 4):
    """A closed review of one rater, who is the first of what is given."""
    review = make_review(by, programme, day)
    rater = make_rater(by, review)
    make_rated(by, rater, score)
    with as_viewer(by):
        return rater, reviewing.close(review_id=review.pk, by=by)


def make_framework_rows(by: Viewer, programme: Programme) -> dict[str, object]:
    """A row for every part of an address; `by` leads in the authority."""
    rater, review = make_closed(by, programme)
    still_open = make_review(by, programme)
    return {
        "reviews_of": by.authority_id,
        "review_id": review.pk,
        "rater_id": rater.pk,
        "open_review_id": still_open.pk,
        "open_rater_id": make_rater(by, still_open).pk,
        "part_key": PART,
    }
