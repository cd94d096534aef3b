"""The demo's reviews against the framework: made up, and marked so.

That all ten reviewed before the launch in 2017 is a public fact; what anybody said in
one is not known, and is made up here.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Final
from uuid import UUID

from django.utils import timezone

from kinfold.framework.actions import rating, reviewing
from kinfold.framework.models import Rater, Rating, Review
from kinfold.insight.loading import PROGRAMME_SLUG
from kinfold.platform.models import User, said_by
from kinfold.platform.places import places_of, viewer_in
from kinfold.platform.programmes import programmes_open_to
from kinfold.platform.tenancy import as_authority, as_viewer
from kinfold.platform.viewer import Viewer
from kinfold.world.framework_said import SAID
from kinfold_core.practice.self_review import Hat

GRACE, NADIA, KOFI = (f"{name}@norfolk.example" for name in ("grace", "nadia", "kofi"))
SAMUEL: Final = "samuel@norfolk.example"
CARYS, AMINA = "carys@lincolnshire.example", "amina@lincolnshire.example"
RATERS: Final = (
    (GRACE, "", "Director", Hat.LEADER, ""),
    (NADIA, "", "Practice leader, family support", Hat.PRACTICE_LEADER,
     "In fewer teams than we say upstairs"),
    (KOFI, "", "Social worker", Hat.FRONT_LINE, ""),
    ("", "Joy Platt", "Social worker, duty team", Hat.FRONT_LINE,
     "With us on duty it is much the same"),
    ("", "The parents’ panel", "Parents who meet each month", Hat.FAMILY,
     "So six of us told it at the meeting in the summer"),
)  # fmt: skip
"""Their account, or else a name; what they do; as whom; and what shows it to them,
where that is not what stands in `SAID`."""
REVIEWS: Final = (
    (date(2017, 9, 4), "Before the project is launched: where do we begin?"),
    (date(2018, 9, 24), "A year later: what has moved, and what has not?"),
)


def load_framework() -> None:
    """Norfolk's review before the launch and one a year later, and an open one of
    Lincolnshire that a social worker is asked in. Again changes nothing."""
    samuel = _viewer(SAMUEL)
    with as_viewer(samuel):
        is_there = Review.objects.filter(authority=samuel.authority_id).exists()
    if is_there:
        return
    for turn, (day, why) in enumerate(REVIEWS):
        review = _begin(samuel, day, why)
        raters = list(_ask(samuel, review.pk))
        for seat, (who, row) in enumerate(raters):
            _rate(who, row, turn, seat)
        with as_viewer(samuel):
            reviewing.close(review_id=review.pk, by=samuel)
    _open_one()


def _viewer(email: str) -> Viewer:
    user_id = User.objects.get(email=email).pk
    place = places_of(user_id)[0]
    with as_authority(place.authority_id, user_id=user_id):
        return viewer_in(place, user_id=user_id)


def _begin(by: Viewer, day: date, why: str) -> Review:
    with as_viewer(by):
        programme = programmes_open_to(by).get(slug=PROGRAMME_SLUG)
        return reviewing.begin(
            programme_id=programme.pk,
            authority_id=by.in_authority(),
            purpose=reviewing.Purpose(
                day=day,
                why=why,
                who_rates="The director, practice leaders, social workers of two "
                "services and the parents’ panel",
            ),
            is_synthetic=True,
            by=by,
        )


def _ask(by: Viewer, review_id: UUID) -> Iterator[tuple[Viewer, Rater]]:
    for email, name, role, hat, _ in RATERS:
        who = _viewer(email) if email else by
        with as_viewer(by):
            row = reviewing.ask(
                review_id=review_id,
                name=name or who.name,
                role=role,
                hat=hat,
                account=who.user_id if email else None,
                by=by,
            )
        yield who, row


def _rate(who: Viewer, row: Rater, turn: int, seat: int) -> None:
    """`turn`: which review; `seat`: which rater. Written at once, for speed."""
    leads = row.hat in (Hat.LEADER, Hat.PRACTICE_LEADER)
    with as_viewer(who):
        said = Rating.objects.bulk_create(
            Rating(
                programme_id=row.programme_id,
                authority_id=row.authority_id,
                rater=row,
                part=part,
                version=1,
                score=int(scores[seat]),
                evidence=RATERS[seat][-1] or (above if leads else below),
                # a leader guesses a little too well of what others would say
                front_line=max(int(scores[seat]) - 1, 0) if leads else None,
                families=max(int(scores[seat]) - 1, 0)
                if leads and scores[-1] != "-"
                else None,
                **said_by(who),
            )
            for part, scores, above, below in _said(turn)
            if scores[seat] != "-"
        )
        Rater.objects.filter(pk=row.pk).update(parts_rated=len(said))
        rating.hand_in(rater_id=row.pk, by=who)


def _said(turn: int) -> Iterator[tuple[str, str, str, str]]:
    for part, scores, above, below in SAID:
        yield part, scores.split()[turn], above, below


def _open_one() -> None:
    carys, amina = _viewer(CARYS), _viewer(AMINA)
    day = timezone.localdate() + timedelta(days=21)
    review = _begin(carys, day, "Before next year’s plan: what do we work on first?")
    with as_viewer(carys):
        for who, role, hat in (
            (carys, "Practice leader", Hat.PRACTICE_LEADER),
            (amina, "Social worker", Hat.FRONT_LINE),
        ):
            reviewing.ask(
                review_id=review.pk, name=who.name, role=role, hat=hat,
                account=who.user_id, by=carys,
            )  # fmt: skip
