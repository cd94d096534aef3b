"""A scale goes round the room: answers are covered until all have given theirs."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from kinfold.meetings.details import SaidInRound
from kinfold.meetings.holding import chair_of, hold_open, named, note
from kinfold.meetings.models import Meeting, RoundAnswer
from kinfold.platform.errors import NotFound
from kinfold.platform.viewer import Viewer
from kinfold.practice.models import DangerStatement, ScaleRating
from kinfold.records.errors import CannotDo
from kinfold.scaling.actions import rate
from kinfold_core.practice.facts import Answer
from kinfold_core.practice.written import RatingDetails

Occasion = ScaleRating.Occasion
OCCASIONS = {
    Meeting.Kind.FAMILY: Occasion.FAMILY_MEETING,
    Meeting.Kind.CORE_GROUP: Occasion.OTHER,
    Meeting.Kind.CONFERENCE: Occasion.CONFERENCE,
    Meeting.Kind.REVIEW: Occasion.CONFERENCE,
    Meeting.Kind.AT_HOME: Occasion.VISIT,
}


@transaction.atomic
def answer(
    *,
    family_id: UUID,
    meeting_id: UUID,
    danger_id: UUID,
    attendance_id: UUID,
    said: SaidInRound,
    by: Viewer,
) -> RoundAnswer:
    """Keep one person's answer covered; with the last one all of them are shown.

    While it is covered it may be given again. Shown, it is a named answer on the map.

    Raises:
        CannotDo: the meeting is over, a number is missing, or it was shown already.
        NotFound: no such danger on this family's map, or nobody of that id is there.
    """
    meeting = hold_open(by, family_id, meeting_id)
    _check_danger(meeting, danger_id)
    here = chair_of(meeting, attendance_id)
    if (said.answer is Answer.NUMBER) != (said.value is not None):
        raise CannotDo("Choose a number, or say why there is none", "value")
    kept = RoundAnswer.objects.filter(
        authority_id=meeting.authority_id, attendance=here, danger_id=danger_id
    ).first()
    if kept is not None and kept.rating_id is not None:
        raise CannotDo(
            f"{here.name}'s answer is shown already. Add a new one on the map"
        )
    kept = kept or RoundAnswer(
        authority_id=meeting.authority_id, attendance=here, danger_id=danger_id
    )
    kept.answer, kept.value = said.answer.value, said.value
    kept.reason_why_not_lower = said.why_not_lower
    kept.what_would_make_one_higher = said.one_higher
    kept.is_confirmed_by_rater = said.is_confirmed
    kept.recorded_by_id, kept.recorded_at = by.as_worker(), timezone.now()
    kept.save()
    # the number itself stays out of the audit until it is a rating
    note(meeting, "meetings.answered", by, name=here.name, danger=str(danger_id))
    answered = _answers(meeting).filter(danger_id=danger_id).count()
    if answered == meeting.attendances.count():
        settle(meeting=meeting, danger_id=danger_id, by=by)
    return kept


@transaction.atomic
def show_numbers(
    *, family_id: UUID, meeting_id: UUID, danger_id: UUID, by: Viewer
) -> None:
    """Show what was said without waiting for the others. Pressed twice shows it once.

    Raises:
        CannotDo: nobody has answered yet, or the meeting is over.
        NotFound: no such danger on this family's map.
    """
    meeting = hold_open(by, family_id, meeting_id)
    _check_danger(meeting, danger_id)
    if not _answers(meeting).filter(danger_id=danger_id).exists():
        raise CannotDo("Nobody has answered yet. Ask one person first")
    settle(meeting=meeting, danger_id=danger_id, by=by)


@transaction.atomic
def settle(*, meeting: Meeting, by: Viewer, danger_id: UUID | None = None) -> None:
    """Make covered answers of a held meeting named answers on the map.

    Of one danger, or of all.

    Those about a danger that was taken off the map meanwhile stay covered.
    """
    covered = _answers(meeting).filter(rating=None, danger__withdrawn_at=None)
    if danger_id is not None:
        covered = covered.filter(danger_id=danger_id)
    for one in covered.select_related("attendance").order_by("attendance__position"):
        one.rating = rate(
            family_id=meeting.family_id,
            danger_id=one.danger_id,
            details=_details(meeting, one),
            by=by,
        )
        one.save(update_fields=["rating"])


def _details(meeting: Meeting, one: RoundAnswer) -> RatingDetails:
    return RatingDetails(
        rater=named(one.attendance),
        capacity=one.attendance.capacity,
        answer=Answer(one.answer),
        value=one.value,
        rated_on=timezone.localdate(one.recorded_at),
        occasion=OCCASIONS[Meeting.Kind(meeting.kind)].value,
        reason_why_not_lower=one.reason_why_not_lower,
        what_would_make_one_higher=one.what_would_make_one_higher,
        is_confirmed_by_rater=one.is_confirmed_by_rater,
    )


def _answers(meeting: Meeting) -> QuerySet[RoundAnswer]:
    return RoundAnswer.objects.filter(
        authority_id=meeting.authority_id, attendance__meeting=meeting
    )


def _check_danger(meeting: Meeting, danger_id: UUID) -> None:
    """Raises `NotFound` unless it stands on this family's map, shown to the family."""
    if not DangerStatement.objects.filter(
        authority_id=meeting.authority_id,
        mapping__family_id=meeting.family_id,
        pk=danger_id,
        withdrawn_at=None,
        is_visible_to_family=True,
    ).exists():
        raise NotFound("danger")
