"""The road to closing: what it leads to, and dated steps that slip only in sight."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from kinfold.networks.holding import check_named, hold
from kinfold.platform import audit
from kinfold.platform.errors import NotFound
from kinfold.platform.viewer import Viewer
from kinfold.records.actions.earlier import keep_changed
from kinfold.records.errors import CannotDo, StaleVersion
from kinfold.records.models import Family
from kinfold.trajectory.models import Milestone, MilestoneSlip, Trajectory
from kinfold_core.access import Action, Artefact
from kinfold_core.practice.trajectory import MilestoneDetails

NOT_YET = "This day has not come yet"


@transaction.atomic
def write_closure(
    *, family_id: UUID, words: str, version: int, by: Viewer
) -> Trajectory:
    """Say what everybody will see when services can leave (R-TR1).

    Raises:
        StaleVersion: somebody wrote other words meanwhile; holds the road.
        CannotDo: no words.
        NotFound: no such family.
    """
    road, worker_id = _hold_road(by, family_id)
    if not words.strip():
        raise CannotDo("Write what everybody will see when services can leave", "words")
    if road.closure == words:
        return road
    if road.closure and road.version != version:
        raise StaleVersion(road)
    changes = {"closure": [road.closure, words]}
    road.closure = words
    road.version += 1
    road.changed_by_id, road.changed_at = worker_id, timezone.now()
    road.save()
    audit.record(
        by=by,
        action="trajectory.closure_written",
        target=road,
        changes=keep_changed(of=road, family_id=family_id, changes=changes, by=by),
        family_id=road.family_id,
    )
    return road


@transaction.atomic
def add_milestone(
    *, family_id: UUID, details: MilestoneDetails, by: Viewer
) -> Milestone:
    """Put a dated step on the road. The same step posted twice is put there once.

    Raises:
        CannotDo: no words, nobody named.
        NotFound: no such family, or somebody of another one.
    """
    road, worker_id = _hold_road(by, family_id)
    _check(road.family, details)
    step = Milestone(
        authority_id=road.authority_id,
        trajectory=road,
        target_on=details.target_on,
        changed_by_id=worker_id,
        changed_at=timezone.now(),
    )
    _write(step, details)
    twin = Milestone.objects.filter(
        authority_id=road.authority_id,
        trajectory=road,
        taken_off_on=None,
        achieved_on=None,
        kind=step.kind,
        what=step.what,
        owner_name=step.owner_name,
        target_on=step.target_on,
    ).first()
    if twin is not None:
        return twin
    step.save(force_insert=True)
    changes = {"kind": step.kind, "owner_kind": step.owner_kind}
    _record(by, "milestone.added", step, changes)
    return step


@transaction.atomic
def change_milestone(
    *,
    family_id: UUID,
    milestone_id: UUID,
    details: MilestoneDetails,
    version: int,
    by: Viewer,
) -> Milestone:
    """Change its words or its owner, never its day: that moves with a reason.

    Raises:
        StaleVersion: somebody saved other words meanwhile; holds the step.
        CannotDo: no words, nobody named, or it was taken off.
        NotFound: no such step of this family, or somebody of another one.
    """
    step, worker_id = _hold_step(by, family_id, milestone_id)
    before, stood = _words(step), step.version
    _check(step.trajectory.family, details)
    _write(step, details)
    changes = {
        key: [was, now]
        for (key, was), now in zip(before.items(), _words(step).values(), strict=True)
        if was != now
    }
    if not changes:
        return step
    if stood != version:
        step.refresh_from_db()
        raise StaleVersion(step)
    _sign(step, worker_id)
    _record_change(by, "milestone.changed", step, changes)
    return step


@transaction.atomic
def move_milestone(
    *, family_id: UUID, milestone_id: UUID, to_on: date, reason: str, version: int,
    by: Viewer,
) -> Milestone:  # fmt: skip
    """Move its day, with a reason that the family sees (R-TR4).

    Raises:
        CannotDo: no reason, it is done already, or it was taken off.
        StaleVersion: it was changed since `version`; holds the step.
        NotFound: no such step of this family.
    """
    step, worker_id = _hold_step(by, family_id, milestone_id)
    if step.target_on == to_on:
        return step
    if step.achieved_on is not None:
        raise CannotDo("This is done already. Its day stays as it was")
    if not reason.strip():
        raise CannotDo("Say why it moves. The family sees your reason", "reason")
    _check_seen(step, version)
    MilestoneSlip.objects.create(
        authority_id=step.authority_id,
        milestone=step,
        from_on=step.target_on,
        to_on=to_on,
        reason=reason,
        recorded_by_id=worker_id,
    )
    changes = {"target_on": [str(step.target_on), str(to_on)]}
    step.target_on = to_on
    _sign(step, worker_id)
    _record(by, f"milestone.slipped_{step.owner_kind}", step, changes)
    return step


@transaction.atomic
def achieve_milestone(
    *, family_id: UUID, milestone_id: UUID, achieved_on: date, comment: str,
    version: int, by: Viewer,
) -> Milestone:  # fmt: skip
    """It is done: when, and what was seen.

    Raises:
        CannotDo: a day that has not come, or it was taken off.
        StaleVersion: it was changed since `version`; holds the step.
        NotFound: no such step of this family.
    """
    step, worker_id = _hold_step(by, family_id, milestone_id)
    if achieved_on > timezone.localdate():
        raise CannotDo(NOT_YET, "achieved_on")
    if (step.achieved_on, step.comment) == (achieved_on, comment):
        return step
    _check_seen(step, version)
    changes = {"achieved_on": [str(step.achieved_on), str(achieved_on)]}
    if step.comment != comment:
        changes["comment"] = [step.comment, comment]
    step.achieved_on, step.comment = achieved_on, comment
    _sign(step, worker_id)
    _record_change(by, "milestone.achieved", step, changes)
    return step


@transaction.atomic
def take_off_milestone(
    *, family_id: UUID, milestone_id: UUID, reason: str, version: int, by: Viewer
) -> Milestone:
    """It is not needed on the road any more. It stays readable, with the reason.

    Raises:
        CannotDo: no reason.
        StaleVersion: it was changed since `version`; holds the step.
        NotFound: no such step of this family.
    """
    step, worker_id = _hold_step(by, family_id, milestone_id, is_off_welcome=True)
    if step.taken_off_on is not None:
        return step
    if not reason.strip():
        raise CannotDo("Say why it is not needed any more", "reason")
    _check_seen(step, version)
    step.taken_off_on, step.taken_off_reason = timezone.localdate(), reason
    _sign(step, worker_id)
    _record(by, "milestone.taken_off", step, {})
    return step


def _hold_road(by: Viewer, family_id: UUID) -> tuple[Trajectory, UUID]:
    """The family's road, begun if there is none, held with the family's row."""
    family, worker_id = hold(by, family_id, Action.WRITE_PLAN, Artefact.ROAD)
    road, _ = Trajectory.objects.get_or_create(
        authority_id=family.authority_id,
        family=family,
        defaults={"changed_by_id": worker_id},
    )
    return road, worker_id


def _hold_step(
    by: Viewer, family_id: UUID, milestone_id: UUID, *, is_off_welcome: bool = False
) -> tuple[Milestone, UUID]:
    family, worker_id = hold(by, family_id, Action.WRITE_PLAN, Artefact.ROAD)
    step = (
        Milestone.objects.filter(
            authority_id=family.authority_id,
            trajectory__family=family,
            pk=milestone_id,
        )
        .select_related("trajectory__family")
        .first()
    )
    if step is None:
        raise NotFound("step of the road")
    if step.taken_off_on is not None and not is_off_welcome:
        raise CannotDo("This was taken off the road. Add it again if it is needed")
    return step, worker_id


def _check(family: Family, details: MilestoneDetails) -> None:
    if not details.what.strip():
        raise CannotDo("Write what will have happened", "what")
    if not details.owner.name:
        raise CannotDo("Say who sees to it", "owner")
    is_of_the_law = details.kind != Milestone.Kind.STEP
    if is_of_the_law and details.owner_kind != Milestone.Owner.AGENCY:
        raise CannotDo("Services see to this day. Choose services", "owner_kind")
    check_named(family, [details.owner])


def _write(step: Milestone, details: MilestoneDetails) -> None:
    step.kind, step.what = details.kind, details.what
    step.for_whom, step.evidence = details.for_whom, details.evidence
    step.owner_kind, step.owner_name = details.owner_kind, details.owner.name
    step.owner_person_id = details.owner.person_id
    step.owner_worker_id = details.owner.worker_id


def _check_seen(step: Milestone, version: int) -> None:
    if step.version != version:
        raise StaleVersion(step)


def _sign(step: Milestone, worker_id: UUID) -> None:
    step.version += 1
    step.changed_by_id, step.changed_at = worker_id, timezone.now()
    step.save()


def _words(step: Milestone) -> dict[str, Any]:
    return {
        "kind": step.kind,
        "what": step.what,
        "for_whom": step.for_whom,
        "evidence": step.evidence,
        "owner_kind": step.owner_kind,
        "owner": step.owner_name,
    }


def _record_change(
    by: Viewer, action: str, step: Milestone, changes: dict[str, list[str]]
) -> None:
    family_id = step.trajectory.family_id
    told = keep_changed(of=step, family_id=family_id, changes=changes, by=by)
    _record(by, action, step, told)


def _record(by: Viewer, action: str, step: Milestone, changes: dict[str, Any]) -> None:
    audit.record(
        by=by,
        action=action,
        target=step,
        changes=changes,
        family_id=step.trajectory.family_id,
    )
