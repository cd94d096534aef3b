"""Family time: a ladder, its steps, and each decision with what the child says."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from kinfold.family_time.models import (
    FamilyTimeDecision,
    FamilyTimeLadder,
    FamilyTimePresence,
    FamilyTimeStep,
)
from kinfold.networks.holding import check_named, check_no_child_refuses, hold
from kinfold.networks.models import HeardStatement, NetworkMember
from kinfold.platform import audit
from kinfold.platform.errors import NotFound
from kinfold.platform.viewer import Viewer
from kinfold.records.errors import CannotDo, StaleVersion
from kinfold_core.access import Action, Artefact
from kinfold_core.people.dates import day_in_words
from kinfold_core.practice.family_time import (
    DecisionDetails,
    LadderDetails,
    Presence,
    Rung,
    StepDetails,
    why_not_begin,
    why_not_turn,
)
from kinfold_core.practice.network import COUNTS_FROM
from kinfold_core.practice.plan_written import Who
from kinfold_core.practice.written import Named

NOT_YET = "This day has not come yet"
Direction = FamilyTimeDecision.Direction
TURNS = frozenset({Direction.UP, Direction.DOWN})


@transaction.atomic
def begin_ladder(
    *, family_id: UUID, details: LadderDetails, by: Viewer
) -> FamilyTimeLadder:
    """Write down why a child's time with somebody is not ordinary time yet.

    The same two people have one that runs. The same, posted again, is kept once.

    Raises:
        CannotDo: nobody named, no reason, a day that has not come, somebody whom a
            child does not want there (R-NW12), or one runs that says something else.
        NotFound: no such family, or somebody of another one.
    """
    family, worker_id = hold(by, family_id, Action.WRITE_PLAN, Artefact.ROAD)
    child = Named(name=details.child_name, person_id=details.child_id)
    if not details.with_whom.name:
        raise CannotDo("Say with whom", "with_whom")
    if details.with_whom.is_same_as(child):
        raise CannotDo("Choose somebody else than the child", "with_whom")
    if not details.why.strip():
        raise CannotDo("Say why it is not ordinary time yet", "why")
    if details.started_on > timezone.localdate():
        raise CannotDo(NOT_YET, "started_on")
    check_named(family, [child, details.with_whom])
    ladder, is_new = FamilyTimeLadder.objects.get_or_create(
        authority_id=family.authority_id,
        family=family,
        child_id=details.child_id,
        with_name=details.with_whom.name,
        ended_on=None,
        defaults={
            "child_name": details.child_name,
            "with_person_id": details.with_whom.person_id,
            "why": details.why,
            "court_words": details.court_words,
            "started_on": details.started_on,
            "written_by_id": worker_id,
        },
    )
    if is_new:
        check_no_child_refuses(by, family.pk, [details.with_whom], "with_whom")
        _record(by, "family_time.begun", ladder, {"with": ladder.with_name})
    elif (ladder.why, ladder.court_words, ladder.started_on) != (
        details.why, details.court_words, details.started_on,
    ):  # fmt: skip
        raise CannotDo(
            f"{ladder} is written down already, since "
            f"{day_in_words(ladder.started_on)}. Add a step there, or end it first",
            "with_whom",
        )
    return ladder


@transaction.atomic
def add_step(
    *, family_id: UUID, ladder_id: UUID, details: StepDetails, by: Viewer
) -> FamilyTimeStep:
    """Plan a step: where, how long, how often, and who is there.

    Raises:
        CannotDo: nothing written of the arrangement, the ladder has ended, or somebody
            is there whom a child does not want there (R-NW12).
        NotFound: no such ladder of this family, or somebody of another network.
    """
    ladder, worker_id = _hold_ladder(by, family_id, ladder_id)
    if not details.arrangement.strip():
        raise CannotDo("Write where, how long and how often", "arrangement")
    members = NetworkMember.objects.filter(
        authority_id=ladder.authority_id,
        family_id=family_id,
        pk__in=details.member_ids,
    )
    if set(details.member_ids) - {one.pk for one in members}:
        raise NotFound("member of the network")
    professionals = [details.professionals] if details.professionals else []
    whom = [*(one.as_who for one in members), *(Who(name=one) for one in professionals)]
    check_no_child_refuses(by, family_id, whom, "members")
    step = FamilyTimeStep.objects.create(
        authority_id=ladder.authority_id,
        ladder=ladder,
        rung=Rung(details.rung),
        arrangement=details.arrangement,
        purpose=details.purpose,
        begins_when=details.begins_when,
        planned_on=details.planned_on,
        written_by_id=worker_id,
    )
    people = [(one.pk, one.name) for one in members]
    named = [(None, name) for name in professionals]
    FamilyTimePresence.objects.bulk_create(
        FamilyTimePresence(
            authority_id=step.authority_id, step=step, member_id=pk, name=name
        )
        for pk, name in [*people, *named]
    )
    _record(by, "family_time.step_planned", ladder, {"rung": step.rung})
    return step


@transaction.atomic
def decide(
    *,
    family_id: UUID,
    step_id: UUID,
    details: DecisionDetails,
    was: UUID | None,
    by: Viewer,
) -> FamilyTimeDecision:
    """Begin a step, let it stay, or go up or down to another one.

    `was` is what the writer saw decided last. The same, posted again, is kept once.

    Raises:
        StaleVersion: somebody decided meanwhile; holds what they decided.
        CannotDo: nobody who decided, no reason, nothing of the child, a day that
            cannot be, a step that cannot be left or entered, somebody who keeps the
            time safe and has not heard the danger, or somebody whom a child does not
            want there (R-NW12).
        NotFound: no such step of this family, or somebody of another one.
    """
    step, worker_id = _hold_step(by, family_id, step_id)
    ladder = step.ladder
    said, last = _columns(details), _decided_last(step)
    if last and all(getattr(last, key) == is_now for key, is_now in said.items()):
        return last
    if last is not None and last.pk != was:
        raise StaleVersion(last)
    _check(step, details)
    check_named(ladder.family, [details.decided_by])
    after = None
    if details.direction in TURNS:
        after = _next_step(ladder, details.next_step_id)
    why_not = why_not_turn(
        details.direction, Rung(step.rung), Rung(after.rung) if after else None
    )
    if why_not:
        raise CannotDo(why_not, "next_step")
    if details.direction == Direction.BEGIN:
        _check_wanted(by, ladder, _there_in(step), "direction")
        _begin(step, details.decided_on, "direction")
    elif after is not None:
        _check_wanted_after(by, step, after, details.direction)
        step.ended_on = details.decided_on
        step.save()
        _begin(after, details.decided_on, "next_step")
    decision = FamilyTimeDecision.objects.create(
        authority_id=step.authority_id, step=step, recorded_by_id=worker_id, **said
    )
    _record(by, f"family_time.{details.direction}", ladder, {"step": str(step.pk)})
    return decision


@transaction.atomic
def end_ladder(
    *, family_id: UUID, ladder_id: UUID, ended_on: date, reason: str, by: Viewer
) -> FamilyTimeLadder:
    """Time is ordinary now, or this way has ended. Everything stays readable.

    Raises:
        CannotDo: no reason, a day that cannot be, or somebody said before how it ended.
        NotFound: no such ladder of this family.
    """
    ladder, _ = _hold_ladder(by, family_id, ladder_id, is_ended_welcome=True)
    if ladder.ended_on is not None:
        if (ladder.ended_on, ladder.ended_reason) == (ended_on, reason):
            return ladder
        raise CannotDo(
            f"This ended on {day_in_words(ladder.ended_on)} already, and it says: "
            f"{ladder.ended_reason}",
            "reason",
        )
    if not reason.strip():
        raise CannotDo("Say how it ends", "reason")
    if ended_on > timezone.localdate():
        raise CannotDo(NOT_YET, "ended_on")
    running = FamilyTimeStep.objects.filter(
        authority_id=ladder.authority_id,
        ladder=ladder,
        started_on__isnull=False,
        ended_on=None,
    )
    began = [step.started_on for step in running if step.started_on]
    latest = max([ladder.started_on, *began])
    if ended_on < latest:
        raise CannotDo("This is before it began", "ended_on")
    running.update(ended_on=ended_on)
    ladder.ended_on, ladder.ended_reason = ended_on, reason
    ladder.save()
    _record(by, "family_time.ended", ladder, {})
    return ladder


def _hold_ladder(
    by: Viewer, family_id: UUID, ladder_id: UUID, *, is_ended_welcome: bool = False
) -> tuple[FamilyTimeLadder, UUID]:
    family, worker_id = hold(by, family_id, Action.WRITE_PLAN, Artefact.ROAD)
    ladder = FamilyTimeLadder.objects.filter(
        authority_id=family.authority_id, family=family, pk=ladder_id
    ).first()
    if ladder is None:
        raise NotFound("family time")
    if ladder.ended_on is not None and not is_ended_welcome:
        raise CannotDo("This has ended. Begin it again if it is needed")
    return ladder, worker_id


def _hold_step(
    by: Viewer, family_id: UUID, step_id: UUID
) -> tuple[FamilyTimeStep, UUID]:
    family, worker_id = hold(by, family_id, Action.WRITE_PLAN, Artefact.ROAD)
    step = (
        FamilyTimeStep.objects.filter(
            authority_id=family.authority_id, ladder__family=family, pk=step_id
        )
        .select_related("ladder__family", "ladder__with_person")
        .first()
    )
    if step is None:
        raise NotFound("step of family time")
    if step.ladder.ended_on is not None:
        raise CannotDo("This has ended. Begin it again if it is needed")
    return step, worker_id


def _check(step: FamilyTimeStep, details: DecisionDetails) -> None:
    if not details.decided_by.name:
        raise CannotDo("Say who decided", "decided_by")
    if not details.reason.strip():
        raise CannotDo("Say why. The family sees your reason", "reason")
    if not details.child_view.strip():
        raise CannotDo(
            "Write what the child says, or why nobody asked them", "child_view"
        )
    if details.decided_on > timezone.localdate():
        raise CannotDo(NOT_YET, "decided_on")
    earliest = step.started_on or step.ladder.started_on
    if details.decided_on < earliest:
        raise CannotDo("This is before it began", "decided_on")
    is_running = step.started_on is not None and step.ended_on is None
    if details.direction == Direction.BEGIN and step.started_on is not None:
        raise CannotDo("This step has begun already")
    if details.direction != Direction.BEGIN and not is_running:
        raise CannotDo("Only the step that runs now can stay, go up or go down")


def _next_step(ladder: FamilyTimeLadder, step_id: UUID | None) -> FamilyTimeStep | None:
    if step_id is None:
        return None
    step = FamilyTimeStep.objects.filter(
        authority_id=ladder.authority_id, ladder=ladder, started_on=None, pk=step_id
    ).first()
    if step is None:
        raise NotFound("planned step of family time")
    return step


def _decided_last(step: FamilyTimeStep) -> FamilyTimeDecision | None:
    rows = FamilyTimeDecision.objects.filter(authority_id=step.authority_id, step=step)
    return rows.order_by("-recorded_at", "-pk").first()


def _columns(details: DecisionDetails) -> dict[str, Any]:
    return {
        "direction": details.direction,
        "next_step_id": details.next_step_id if details.direction in TURNS else None,
        "decided_on": details.decided_on,
        "decided_person_id": details.decided_by.person_id,
        "decided_worker_id": details.decided_by.worker_id,
        "decided_name": details.decided_by.name,
        "reason": details.reason,
        "child_view": details.child_view,
        "network_view": details.network_view,
    }


def _there_in(step: FamilyTimeStep) -> list[Who]:
    rows = FamilyTimePresence.objects.filter(authority_id=step.authority_id, step=step)
    return [
        one.member.as_who if one.member else Who(name=one.name)
        for one in rows.select_related("member__person")
    ]


def _check_wanted_after(
    by: Viewer, step: FamilyTimeStep, after: FamilyTimeStep, direction: str
) -> None:
    """More help never waits for a child's no to who was there already."""
    there, then = _there_in(step), _there_in(after)
    if direction == Direction.DOWN:
        new = [who for who in then if not any(map(who.is_same_as, there))]
        check_no_child_refuses(by, step.ladder.family_id, new, "next_step")
    else:
        _check_wanted(by, step.ladder, then, "next_step")


def _check_wanted(
    by: Viewer, ladder: FamilyTimeLadder, there: Sequence[Who], field: str
) -> None:
    """Nobody is brought nearer by a step whom a child does not want there now."""
    person = ladder.with_person
    key = person.standing_id if person else None
    with_whom = Who(name=ladder.with_name, person_id=key)
    check_no_child_refuses(by, ladder.family_id, [with_whom, *there], field)


def _begin(step: FamilyTimeStep, on: date, field: str) -> None:
    """Start a step: one runs at a time, and whoever keeps it safe has heard (I3)."""
    here = {"authority_id": step.authority_id}
    others = FamilyTimeStep.objects.filter(
        **here, ladder_id=step.ladder_id, started_on__isnull=False, ended_on=None
    )
    if others.exists():
        raise CannotDo("Another step runs now. Go up or down from that one", field)
    presences = [
        Presence(name, member_id)
        for name, member_id in FamilyTimePresence.objects.filter(
            **here, step=step
        ).values_list("name", "member_id")
    ]
    informed = HeardStatement.objects.filter(
        **here,
        step__level__gte=COUNTS_FROM,
        step__member__ended_on=None,
        step__member__in=[one.member_id for one in presences if one.member_id],
    )
    why_not = why_not_begin(
        Rung(step.rung),
        presences,
        frozenset(informed.values_list("step__member_id", flat=True)),
    )
    if why_not:
        raise CannotDo(why_not, field)
    step.started_on = on
    step.save()


def _record(
    by: Viewer, action: str, ladder: FamilyTimeLadder, changes: dict[str, str]
) -> None:
    audit.record(
        by=by,
        action=action,
        target=ladder,
        changes=dict(changes),
        family_id=ladder.family_id,
        person_id=ladder.child_id,
    )
