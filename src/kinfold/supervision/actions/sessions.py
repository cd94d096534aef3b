"""Planning a group supervision, changing its plan, calling it off, and its end."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction
from django.utils import timezone

from kinfold.platform import audit
from kinfold.platform.errors import NotFound
from kinfold.platform.models import Team
from kinfold.platform.viewer import Viewer
from kinfold.records.actions.earlier import keep_changed, keep_words
from kinfold.records.errors import CannotDo, StaleVersion
from kinfold.records.selectors import family_for
from kinfold.records.selectors.naming import names_on
from kinfold.supervision.details import LearningDetails, SessionDetails
from kinfold.supervision.holding import check_open, check_workers, hold_session
from kinfold.supervision.models import (
    Attendee,
    GroupSupervision,
    RunningOrder,
    StepRun,
)
from kinfold_core.access import Action, Reach, RecordState
from kinfold_core.people.names import name_parts, name_within
from kinfold_core.practice.running_order import LONGEST_STEP, MINUTES, STEPS

State = GroupSupervision.State
PLAN = (
    "planned_on", "place", "presenter_id", "facilitator_id", "advisor_id",
    "presenter_goal", "what_is_hard", "clarity_before",
)  # fmt: skip

LEARNED_WORDS = ("learning_points", "outcome", "for_others")
LEARNED = (*LEARNED_WORDS, "clarity_after")


@transaction.atomic
def plan_session(
    *, family_id: UUID, details: SessionDetails, by: Viewer
) -> GroupSupervision:
    """Plan a group supervision. Its steps take the minutes of the family's team.

    Raises:
        CannotDo: one person in two parts.
        NotFound: somebody who does not work here.
    """
    family = family_for(by, family_id, Action.HOLD_SUPERVISION, is_locked=True)
    _check(details, by)
    order = RunningOrder.objects.filter(
        authority_id=family.authority_id, team_id=family.__dict__["allocated_team_id"]
    ).first()
    session = GroupSupervision.objects.create(
        authority_id=family.authority_id,
        family=family,
        minutes=order.minutes if order else list(MINUTES),
        planned_by_id=by.as_worker(),
        **{name: getattr(details, name) for name in PLAN},
    )
    _seat(session, details)
    _note(session, "supervision.planned", by, planned_on=details.planned_on.isoformat())
    return session


@transaction.atomic
def change_session(
    *,
    family_id: UUID,
    session_id: UUID,
    details: SessionDetails,
    version: int,
    by: Viewer,
) -> GroupSupervision:
    """Change who, when and what for. What stands already changes nothing.

    Raises:
        StaleVersion: somebody saved since `version` was read; holds theirs.
        CannotDo: it is over, or one person is in two parts.
    """
    session = hold_session(by, family_id, session_id)
    check_open(session)
    seated = set(session.attendees.values_list("worker_id", flat=True))
    changes = {
        name: [str(getattr(session, name)), str(getattr(details, name))]
        for name in PLAN
        if getattr(session, name) != getattr(details, name)
    }
    if not changes and seated == set(details.attendee_ids):
        return session
    if session.version != version:
        raise StaleVersion(session)
    _check(details, by)
    for name in PLAN:
        setattr(session, name, getattr(details, name))
    session.version += 1
    session.save()
    session.attendees.exclude(worker_id__in=details.attendee_ids).delete()
    _seat(session, details)
    told = keep_changed(of=session, family_id=family_id, changes=changes, by=by)
    _note(session, "supervision.changed", by, **told)
    return session


@transaction.atomic
def call_off(
    *, family_id: UUID, session_id: UUID, reason: str, by: Viewer
) -> GroupSupervision:
    """A planned session is not held, and the reason stays.

    Raises:
        CannotDo: no reason, or it has been held.
    """
    session = hold_session(by, family_id, session_id)
    if session.state == State.CALLED_OFF:
        return session
    if session.state != State.PLANNED:
        raise CannotDo("This session has been held, so it cannot be called off")
    if not reason.strip():
        raise CannotDo("Say why it is called off", "reason")
    _end_running(session)
    session.state, session.called_off_reason = State.CALLED_OFF, reason
    session.version += 1
    session.save()
    _note(session, "supervision.called_off", by)
    return session


@transaction.atomic
def move_to(
    *, family_id: UUID, session_id: UUID, step: int, by: Viewer
) -> GroupSupervision:
    """End the step that runs and begin this one. The step that runs stays as it is.

    Raises:
        CannotDo: there is no such step, or the session is over.
    """
    session = hold_session(by, family_id, session_id)
    if session.state != State.PLANNED:
        raise CannotDo("This session is over, so its steps stand still")
    if not 1 <= step <= len(STEPS):
        raise CannotDo(f"There are steps 1 to {len(STEPS)}")
    here = {"authority_id": session.authority_id, "session": session}
    if StepRun.objects.filter(**here, ended_at=None, step=step).exists():
        return session
    _end_running(session)
    StepRun.objects.create(
        **here, step=step, started_at=timezone.now(), moved_by_id=by.as_worker()
    )
    _note(session, "supervision.moved", by, step=step)
    return session


@transaction.atomic
def end_session(*, family_id: UUID, session_id: UUID, by: Viewer) -> GroupSupervision:
    """It has been held. The step that runs ends.

    Raises:
        CannotDo: it was called off, or its day has not come.
    """
    session = hold_session(by, family_id, session_id)
    if session.held_at is not None:
        return session
    check_open(session)
    if session.planned_on > timezone.localdate():
        raise CannotDo("Its day has not come yet. Change the day if you met earlier")
    _end_running(session)
    session.state, session.held_at = State.HELD, timezone.now()
    session.version += 1
    session.save()
    _note(session, "supervision.held", by)
    return session


@transaction.atomic
def write_learning(
    *,
    family_id: UUID,
    session_id: UUID,
    details: LearningDetails,
    version: int,
    by: Viewer,
) -> GroupSupervision:
    """Write what was learned. The session is complete then; it can be written again.

    What stands already changes nothing.

    Raises:
        StaleVersion: somebody saved since `version` was read; holds theirs.
        CannotDo: it has not been held, nothing was learned, or somebody is named in
            what others may read.
    """
    session = hold_session(by, family_id, session_id)
    if session.held_at is None:
        raise CannotDo("First say that the session has been held")
    if not details.learning_points.strip():
        raise CannotDo("Write at least one thing that somebody learned", "learned")
    stands = LearningDetails(
        learning_points=session.learning_points,
        outcome=session.outcome,
        for_others=session.for_others,
        clarity_after=session.clarity_after,
    )
    if session.state == State.LEARNED and details == stands:
        return session
    if session.version != version:
        raise StaleVersion(session)
    _check_names_nobody(session, details.for_others, by)
    changed = [name for name in LEARNED if _differs(name, details, stands)]
    was = {name: getattr(stands, name) for name in LEARNED_WORDS if name in changed}
    keep_words(of=session, family_id=family_id, words=was, by=by)
    for name in LEARNED:
        setattr(session, name, getattr(details, name))
    session.state, session.learned_at = State.LEARNED, timezone.now()
    session.learned_by_id = by.as_worker()
    session.version += 1
    session.save()
    # what the group learned is the group's; the audit says only which words changed
    _note(session, "supervision.learned", by, changed=changed)
    return session


def _differs(name: str, one: LearningDetails, other: LearningDetails) -> bool:
    return bool(getattr(one, name) != getattr(other, name))


def _check_names_nobody(session: GroupSupervision, words: str, by: Viewer) -> None:
    """Neither the family nor a colleague: others learn from it and know nobody."""
    if not words:
        return
    seats = session.attendees.values_list("worker__name", flat=True)
    leads = (session.presenter, session.facilitator, session.advisor)
    colleagues = name_parts([*seats, *(one.name for one in leads if one)])
    names = names_on(by, [session.family_id]) | colleagues
    if name := name_within(words, names):
        raise CannotDo(
            f"“{name.title()}” is still in it. Colleagues learn from this without "
            "knowing whom it is about: change the words first",
            "for_others",
        )


@transaction.atomic
def set_running_order(
    *, team_id: UUID, minutes: tuple[int, ...], by: Viewer
) -> RunningOrder:
    """How many minutes a team gives to each step from now on.

    Raises:
        NotFound: no such team here, or not one of the writer's.
        CannotDo: a step is missing, or is longer than an hour.
    """
    authority_id = by.in_authority()
    team = Team.objects.filter(authority_id=authority_id, pk=team_id).first()
    nearness = Reach.TEAM if team_id in by.team_ids else Reach.AUTHORITY
    may = by.may(Action.HOLD_SUPERVISION, RecordState(nearness=nearness))
    if team is None or not may:
        raise NotFound("team")
    if len(minutes) != len(STEPS) or not all(1 <= m <= LONGEST_STEP for m in minutes):
        raise CannotDo(f"Give each step 1 to {LONGEST_STEP} minutes")
    order, _ = RunningOrder.objects.update_or_create(
        authority_id=authority_id,
        team=team,
        defaults={
            "minutes": list(minutes),
            "changed_by_id": by.as_worker(),
            "changed_at": timezone.now(),
        },
    )
    audit.record(
        by=by,
        action="supervision.order_changed",
        target=order,
        changes={"minutes": list(minutes)},
    )
    return order


def _check(details: SessionDetails, by: Viewer) -> None:
    leads = [details.presenter_id, details.facilitator_id]
    if details.advisor_id:
        leads.append(details.advisor_id)
    if len(set(leads)) < len(leads):
        raise CannotDo(
            "Bringing, leading and advising are done by different people",
            "facilitator",
        )
    check_workers(by, {*leads, *details.attendee_ids})


def _seat(session: GroupSupervision, details: SessionDetails) -> None:
    leads = {details.presenter_id, details.facilitator_id, details.advisor_id}
    seated = set(session.attendees.values_list("worker_id", flat=True))
    Attendee.objects.bulk_create(
        Attendee(
            authority_id=session.authority_id, session=session, worker_id=worker_id
        )
        for worker_id in dict.fromkeys(details.attendee_ids)
        if worker_id not in leads | seated
    )


def _end_running(session: GroupSupervision) -> None:
    session.runs.filter(ended_at=None).update(ended_at=timezone.now())


def _note(session: GroupSupervision, deed: str, by: Viewer, **changes: object) -> None:
    audit.record(
        by=by,
        action=deed,
        target=session,
        changes=changes,
        family_id=session.family_id,
    )
