"""Taking one person's answer on one scale."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction
from django.utils import timezone

from kinfold.platform import audit
from kinfold.platform.errors import NotFound
from kinfold.platform.viewer import Viewer
from kinfold.practice import holding
from kinfold.practice.errors import CannotDo
from kinfold.practice.models import Mapping, SafetyScale, ScaleRating, TakenBack
from kinfold.scaling.holding import hold_scale
from kinfold_core.access import Action
from kinfold_core.practice.facts import Answer
from kinfold_core.practice.written import Named, RatingDetails


@transaction.atomic
def rate(
    *,
    family_id: UUID,
    danger_id: UUID,
    details: RatingDetails,
    by: Viewer,
    scale_type: str = SafetyScale.Type.SAFETY,
) -> ScaleRating:
    """Add a named person's answer. It supersedes their last one and changes none.

    A scale other than that of safety begins with its first answer. The same answer
    posted twice is kept once, unless it is now confirmed, or kept from the family.

    Raises:
        CannotDo: nobody named, a number missing, a day that has not come, or hidden
            without a reason.
        NotFound: no such scale on this family's map, or somebody of another family.
    """
    mapping = holding.hold_map(by, family_id, Action.RATE_SCALE)
    scale = hold_scale(mapping, danger_id, scale_type)
    _check(mapping, details)
    last = _last_of(scale, details.rater)
    if last is not None and _is_same(last, details) and not _is_taken_back(last):
        return last
    holding.move_on(mapping, by)
    rating = ScaleRating(
        authority_id=mapping.authority_id,
        scale=scale,
        rater_person_id=details.rater.person_id,
        rater_worker_id=details.rater.worker_id,
        rater_name=details.rater.name,
        capacity=details.capacity,
        answer=details.answer,
        value=details.value,
        reason_why_not_lower=details.reason_why_not_lower,
        what_would_make_one_higher=details.what_would_make_one_higher,
        occasion=details.occasion,
        rated_on=details.rated_on,
        is_confirmed_by_rater=details.is_confirmed_by_rater,
        supersedes=last,
        map_version=mapping.version,
        recorded_by_id=holding.writer_of(by),
    )
    holding.write_showing(rating, details.showing, holding.writer_of(by))
    rating.save(force_insert=True)
    _note(rating, family_id, by)
    return rating


@transaction.atomic
def take_back_rating(*, family_id: UUID, rating_id: UUID, by: Viewer) -> None:
    """Whoever gave this answer no longer wants it read. Its row stays, unread.

    Also once the record is closed.

    Raises:
        NotFound: no such answer on this family's map.
    """
    mapping = holding.hold_map(by, family_id, Action.NARROW_SHARING)
    here = {"authority_id": mapping.authority_id}
    rating = ScaleRating.objects.filter(
        **here, scale__danger__mapping=mapping, pk=rating_id
    ).first()
    if rating is None:
        raise NotFound("answer on a scale")
    _, is_new = TakenBack.objects.get_or_create(
        **here,
        rating=rating,
        lifted_at=None,
        defaults={"mapping": mapping, "recorded_by_id": holding.writer_of(by)},
    )
    if is_new:
        holding.move_on(mapping, by)
        audit.record(
            by=by,
            action="scale.taken_back",
            target=rating,
            changes={},
            family_id=family_id,
            person_id=rating.rater_person_id,
        )


def _note(rating: ScaleRating, family_id: UUID, by: Viewer) -> None:
    audit.record(
        by=by,
        action="scale.rated",
        target=rating,
        changes={"rater": rating.rater_name},  # a child may take the number back
        family_id=family_id,
        person_id=rating.rater_person_id,
    )


def _check(mapping: Mapping, details: RatingDetails) -> None:
    today = timezone.localdate()
    if not details.rater.name:
        raise CannotDo("Say whose number this is", "rater")
    if (details.answer is Answer.NUMBER) != (details.value is not None):
        raise CannotDo("Choose a number, or say why there is none", "value")
    if details.rated_on > today:
        raise CannotDo("This day has not come yet. Enter when they said it", "rated_on")
    holding.check_showing(details.showing, today=today)
    holding.check_named(mapping, [details.rater])


def _last_of(scale: SafetyScale, rater: Named) -> ScaleRating | None:
    """The answer of this person that none supersedes yet."""
    answers = list(
        ScaleRating.objects.filter(authority_id=scale.authority_id, scale=scale)
    )
    superseded = {answer.supersedes_id for answer in answers}
    for answer in answers:
        given_by = Named(
            name=answer.rater_name,
            person_id=answer.rater_person_id,
            worker_id=answer.rater_worker_id,
        )
        if answer.pk not in superseded and given_by.is_same_as(rater):
            return answer
    return None


def _is_taken_back(rating: ScaleRating) -> bool:
    return TakenBack.objects.filter(
        authority_id=rating.authority_id, rating=rating, lifted_at=None
    ).exists()


def _is_same(last: ScaleRating, details: RatingDetails) -> bool:
    return (
        last.answer == details.answer
        and last.value == details.value
        and last.rated_on == details.rated_on
        and last.occasion == details.occasion
        and last.reason_why_not_lower == details.reason_why_not_lower
        and last.what_would_make_one_higher == details.what_would_make_one_higher
        and last.is_confirmed_by_rater == details.is_confirmed_by_rater
        and last.is_visible_to_family == details.showing.is_visible
    )
