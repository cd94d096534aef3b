"""Choosing and changing a goal, and saying where the authority stands."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date
from math import isclose
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone

from kinfold.aims import policy, published, selectors
from kinfold.aims.models import (
    AuthorityGoal,
    AuthorityGoalRating,
    AuthorityGoalVersion,
)
from kinfold.platform import audit
from kinfold.platform.holding import insist
from kinfold.platform.models import Authority
from kinfold.platform.models.said_by import said_by
from kinfold.platform.viewer import Viewer
from kinfold.records.errors import CannotDo, StaleVersion

LAST_PLACE = 10  # of a scale


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What a goal says. `percent` or `target`, not both; figures in the measure's unit.

    An empty `baseline` is the published figure of the year, where there is one.
    """

    title: str
    wants: str
    why: str
    low: str = ""
    high: str = ""
    baseline_year: int | None = None
    baseline: float | None = None
    baseline_why: str = ""
    percent: float | None = None
    target: float | None = None
    by_day: date | None = None
    is_dropped: bool = False


@transaction.atomic
def choose(
    *,
    programme_id: UUID,
    told: Told,
    key: str = "",
    code: str = "",
    is_synthetic: bool = False,
    by: Viewer,
) -> AuthorityGoal:
    """Take a goal for one's own authority, from the catalogue or in own words.

    Raises:
        PermissionDenied: not theirs to choose.
        NotFound: their authority is not in the programme.
        CannotDo: chosen already, or what it says does not hold together.
    """
    insist(policy.may_keep(by, by.authority_id))
    seat = selectors.place_in(by, programme_id, by.in_authority())
    between = {"programme_id": programme_id, "authority_id": seat.authority_id}
    row = AuthorityGoal(
        **between, key=key, code=code, is_synthetic=is_synthetic, **said_by(by)
    )
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError:
        raise CannotDo(
            "Your authority has this goal already. Change it there"
        ) from None
    _write(row, told, seat.authority, by)
    # the programme's audit is read by all of it, so it says nothing of the words
    audit.record_in_programme(
        by=by, action="authority_goal.chosen", target=row, changes={}
    )
    return row


@transaction.atomic
def change(*, goal_id: UUID, told: Told, seen_version: int, by: Viewer) -> None:
    """Say the goal anew, or drop it. What it said before stays readable.

    Raises:
        PermissionDenied, NotFound: not theirs, or none for them.
        StaleVersion: somebody else changed it first.
        CannotDo: what it says does not hold together.
    """
    row = selectors.locked(by, goal_id)
    insist(policy.may_keep(by, row.authority_id))
    if row.version != seen_version:
        raise StaleVersion(selectors.history(by, goal_id)[0])
    row.version += 1
    row.save(update_fields=["version"])
    _write(row, told, row.authority, by)
    audit.record_in_programme(
        by=by,
        action="authority_goal.changed",
        target=row,
        changes={"version": [seen_version, row.version]},
    )


@transaction.atomic
def rate(
    *, goal_id: UUID, rater: str, score: int, evidence: str, rated_on: date, by: Viewer
) -> None:
    """Keep where somebody named puts the authority, 0 to 10, and on what ground.

    Raises:
        PermissionDenied, NotFound: not theirs, or none for them.
        CannotDo: the goal has no scale, or the day has not come.
    """
    row = selectors.locked(by, goal_id)
    insist(policy.may_rate(by, row.authority_id))
    if row.code:
        raise CannotDo("A measure tells of this goal, so it has no scale")
    if rated_on > timezone.localdate():
        raise CannotDo("This day has not come yet", "rated_on")
    AuthorityGoalRating(
        programme_id=row.programme_id,
        authority_id=row.authority_id,
        goal=row,
        rater=rater,
        score=score,
        evidence=evidence,
        rated_on=rated_on,
        **said_by(by),
    ).save(force_insert=True)
    audit.record_in_programme(
        by=by, action="authority_goal.rated", target=row, changes={}
    )


def _write(row: AuthorityGoal, told: Told, place: Authority, by: Viewer) -> None:
    _check(row, told)
    said = asdict(told)
    said["baseline"] = baseline = _baseline(row, told, place)
    if told.percent is not None:
        if baseline is None:
            raise CannotDo(
                "A change in per cent needs a baseline. Give its year and figure",
                "percent",
            )
        said["target"] = baseline * (1 + told.percent / 100)
    AuthorityGoalVersion(
        programme_id=row.programme_id,
        authority_id=row.authority_id,
        goal=row,
        version=row.version,
        **said,
        **said_by(by),
    ).save(force_insert=True)


def _check(row: AuthorityGoal, told: Told) -> None:
    if not told.why.strip():
        raise CannotDo("Say why", "why")
    if told.percent is not None and told.target is not None:
        raise CannotDo("Give a change in per cent or a figure, not both", "target")
    if bool(row.code) == (told.wants == "scale"):
        raise CannotDo("Choose a measure, or say that a scale tells of it", "wants")
    if not row.code:
        _check_scale(told)


def _check_scale(told: Told) -> None:
    if not (told.low and told.high):
        raise CannotDo("Say what 0 and what 10 mean on the scale", "low")
    if told.percent is not None:
        raise CannotDo("A scale has places. Give the target as one of them", "percent")
    for name in ("baseline", "target"):
        place = getattr(told, name)
        if place is not None and not 0 <= place <= LAST_PLACE:
            raise CannotDo("Give a place on the scale, from 0 to 10", name)


def _baseline(row: AuthorityGoal, told: Told, place: Authority) -> float | None:
    """The published figure, or another one that says why it is another."""
    picture = published.picture(place, row.code)
    cell = None
    if picture and told.baseline_year in picture.years:
        cell = picture.series.at(told.baseline_year)
    stated = cell if isinstance(cell, float) else None
    if told.baseline is None or stated is None:
        return stated if told.baseline is None else told.baseline
    # people copy a figure as it is printed
    if isclose(stated, told.baseline, abs_tol=0.05):
        return stated
    if not told.baseline_why:
        raise CannotDo(
            f"The published figure of {told.baseline_year} is {stated:.1f}. Leave "
            "this empty to take it, or say below why yours differs",
            "baseline",
        )
    return told.baseline
