"""Training planned, who was there, who was coached, and how sure people are."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from kinfold.development import policy
from kinfold.development.actions.tallying import tally, tally_confidence
from kinfold.development.models import (
    Attendance,
    Coaching,
    ConfidenceAnswer,
    TrainingSession,
)
from kinfold.development.selectors import training as reads
from kinfold.development.selectors.counts import places
from kinfold.development.selectors.steps import programme
from kinfold.development.shipped import shipped
from kinfold.platform import audit
from kinfold.platform.holding import insist
from kinfold.platform.models import Worker, said_by
from kinfold.platform.one_at_a_time import one_at_a_time
from kinfold.platform.tokens import new_code
from kinfold.platform.viewer import Viewer
from kinfold.records.errors import CannotDo, StaleVersion

HIGHEST = 10


@dataclass(frozen=True, slots=True)
class Planned:
    """A training as it is announced; `days` is how many it takes."""

    course: str
    title: str
    starts_on: date
    days: int
    where: str
    led_by: str


@transaction.atomic
def plan_training(
    *, programme_id: UUID, place: UUID | None, planned: Planned, by: Viewer
) -> TrainingSession:
    """Put a training into the programme; `place` is None when it is for everybody.

    Raises:
        PermissionDenied: it is another authority's, or not theirs to plan.
        NotFound: there is no such programme for them.
        CannotDo: there is no such course, or the authority is not in the programme.
    """
    found = programme(by, programme_id)
    insist(policy.may_plan_training(by, place))
    if planned.course not in shipped().courses:
        raise CannotDo("Choose a course from the list", "course")
    if place and place not in {one.pk for one in places(by, found.pk)}:
        raise CannotDo("This authority is not in the programme. Choose again", "place")
    row = TrainingSession(
        programme=found, place_id=place, **asdict(planned), **said_by(by)
    )
    row.save(force_insert=True)
    audit.record_in_programme(
        by=by,
        action="training.planned",
        target=row,
        changes={"course": [None, planned.course]},
    )
    return row


@transaction.atomic
def write_attendance(
    *,
    session_id: UUID,
    worker_ids: Sequence[UUID],
    names: Sequence[str],
    seen_version: int,
    by: Viewer,
) -> int:
    """Write who of the authority was there. Who is left out now stays in the history.

    Returns how many were there.

    Raises:
        PermissionDenied: they guide nobody.
        NotFound: there is no such session for them.
        CannotDo: the session has not begun, or somebody does not work here.
        StaleVersion: somebody wrote the list first; `current` is it as it stands.
    """
    insist(policy.may_guide(by))
    authority_id = by.in_authority()
    session = reads.session(by, session_id)
    one_at_a_time(f"attendance of {session.pk} in {authority_id}")
    now = reads.attended(by, session.pk)
    if now.version != seen_version:
        raise StaleVersion(now)
    if session.starts_on > timezone.localdate():
        raise CannotDo("This training has not begun. Write it once it has")
    workers = Worker.objects.filter(authority=authority_id, pk__in=list(worker_ids))
    there: dict[UUID | str, str] = {one.pk: one.name for one in workers}
    if len(there) != len(set(worker_ids)):
        raise CannotDo("One of these does not work here any more", "workers")
    there |= {name: name for name in names}
    was: dict[UUID | str, str] = {
        (one.worker_id or one.name): one.name for one in now.there
    }
    changed = [(who, name, True) for who, name in there.items() if who not in was]
    changed += [(who, name, False) for who, name in was.items() if who not in there]
    Attendance.objects.bulk_create(
        Attendance(
            authority_id=authority_id, session_id=session.pk, version=now.version + 1,
            course=session.course, starts_on=session.starts_on,
            worker_id=who if isinstance(who, UUID) else None,
            name=name, was_there=was_there, **said_by(by),
        )
        for who, name, was_there in changed
    )  # fmt: skip
    people = {"people": [len(was), len(there)]}
    audit.record(by=by, action="training.attendance", target=session, changes=people)
    tally(by=by, programme_id=session.programme_id)
    return len(there)


@transaction.atomic
def write_coaching(
    *,
    programme_id: UUID,
    worker_id: UUID,
    coach: str,
    day: date,
    words: str,
    by: Viewer,
) -> Coaching:
    """Keep who coached whom in giving basic training, and what came of it.

    Raises:
        PermissionDenied: they guide nobody.
        NotFound: there is no such programme for them.
        CannotDo: they do not work here, or the day has not come.
    """
    found = programme(by, programme_id)
    insist(policy.may_guide(by))
    here = {"authority_id": by.in_authority()}
    if not Worker.objects.filter(**here, pk=worker_id).exists():
        raise CannotDo("Choose somebody who works here", "who")
    if day > timezone.localdate():
        raise CannotDo("This day has not come yet", "day")
    row = Coaching(
        **here, programme=found, worker_id=worker_id, coach=coach, day=day, words=words,
        **said_by(by),
    )  # fmt: skip
    row.save(force_insert=True)
    audit.record(by=by, action="training.coached", target=row, changes={})
    return row


@transaction.atomic
def answer_confidence(
    *,
    session_id: UUID,
    number: str,
    before: Mapping[str, int],
    after: Mapping[str, int],
    by: Viewer,
) -> str:
    """Keep how sure somebody is of each tool. `by` is whoever holds the link: nobody.

    `number` joins an answer to one that was given before; "" makes a new one. What was
    answered already stays. Returns the number.

    Raises:
        NotFound: there is no such session.
        CannotDo: nobody answered under this number, or a value is not 0 to 10.
    """
    session = reads.session_of_link(by, session_id)
    one_at_a_time(f"confidence of {session.pk} in {by.in_authority()}")
    here = {"authority_id": by.in_authority(), "session_id": session.pk}
    if number and not ConfidenceAnswer.objects.filter(**here, number=number).exists():
        raise CannotDo(
            "Nobody answered under this number. Look at it again, or leave it empty "
            "and answer for both",
            "number",
        )
    if any(not 0 <= one <= HIGHEST for one in (*before.values(), *after.values())):
        raise CannotDo("Answer each with a number from 0 to 10")
    number = number or new_code()
    ConfidenceAnswer.objects.bulk_create(
        (
            ConfidenceAnswer(
                **here, number=number, moment=moment, tool=tool, value=value
            )
            for moment, said in (("before", before), ("after", after))
            for tool, value in said.items()
        ),
        ignore_conflicts=True,
    )
    # of the session, and of nobody's answer: who answered what is not to be known
    audit.record(by=by, action="training.confidence", target=session, changes={})
    tally_confidence(by=by, session=session)
    return number
