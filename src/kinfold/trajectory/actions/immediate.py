"""Making, reviewing and ending what holds the danger today."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from kinfold.networks.holding import check_named, check_no_child_refuses, hold
from kinfold.platform import audit
from kinfold.platform.errors import NotFound
from kinfold.platform.viewer import Viewer
from kinfold.practice.models import DangerStatement
from kinfold.records.actions.earlier import keep_words
from kinfold.records.errors import CannotDo, StaleVersion
from kinfold.records.models import Family
from kinfold.trajectory.models import (
    ImmediateControl,
    ImmediatePlan,
    ImmediateReview,
)
from kinfold_core.access import Action, Artefact
from kinfold_core.practice.immediate import (
    ControlDetails,
    ImmediatePlanDetails,
    first_the_family,
    read_stamp,
    why_not_until,
)
from kinfold_core.practice.written import Named

NOT_YET = "This day has not come yet"


@transaction.atomic
def make_immediate_plan(
    *, family_id: UUID, details: ImmediatePlanDetails, was: UUID | None, by: Viewer
) -> ImmediatePlan:
    """Put a plan in force. The one before it, if any, is replaced and kept.

    The same plan posted twice is made once. `was` is the plan in force that the writer
    knew of.

    Raises:
        StaleVersion: somebody made another meanwhile; holds it.
        CannotDo: nobody does anything, no reason why today, days that cannot be, or
            somebody new whom a child does not want there (R-NW12).
        NotFound: no such family, a danger of another map, somebody of another family.
    """
    family, worker_id = hold(by, family_id, Action.WRITE_PLAN, Artefact.TODAYS_SAFETY)
    _check(family, details)
    here = {"authority_id": family.authority_id, "family": family}
    before = ImmediatePlan.objects.filter(**here, ended_on=None).first()
    if before is not None:
        if _is_same(before, details):
            return before
        if before.pk != was:
            raise StaleVersion(before)
        if details.made_on < before.made_on:
            raise CannotDo("The plan in force was made after this day", "made_on")
    _check_wanted(by, family, details, before)
    if before is not None:
        _end(before, ImmediatePlan.EndedAs.REPLACED, details.made_on, details.occasion)
    plan = ImmediatePlan.objects.create(
        **here,
        occasion=details.occasion,
        made_on=details.made_on,
        expires_on=details.expires_on,
        written_by_id=worker_id,
    )
    _write_controls(plan, details)
    _record(by, "immediate_plan.made", plan, {"expires_on": str(plan.expires_on)})
    return plan


@transaction.atomic
def review_immediate_plan(
    *,
    family_id: UUID,
    plan_id: UUID,
    reviewed_on: date,
    with_whom: str,
    seen: str,
    expires_on: date,
    was: UUID | None,
    by: Viewer,
) -> ImmediateReview:
    """It was looked at together and goes on until another day.

    Posted twice it is written once. Said again after somebody said otherwise it is a
    word of its own. `was` is the newest review that the writer saw.

    Raises:
        StaleVersion: somebody wrote another meanwhile; holds it.
        CannotDo: not in force, nothing seen, nobody there, or days that cannot be.
        NotFound: no such plan of this family.
    """
    plan, worker_id = _hold(by, family_id, plan_id)
    _check_day(plan, reviewed_on, "reviewed_on")
    if not with_whom.strip():
        raise CannotDo("Say who looked at it with you", "with_whom")
    if not seen.strip():
        raise CannotDo("Write what was seen: did it hold?", "seen")
    why_not = why_not_until(expires_on, start=reviewed_on)
    if why_not:
        raise CannotDo(why_not, "expires_on")
    said: dict[str, Any] = {
        "reviewed_on": reviewed_on,
        "with_whom": with_whom,
        "seen": seen,
        "expires_on": expires_on,
    }
    here = {"authority_id": plan.authority_id, "plan": plan}
    reviews = ImmediateReview.objects.filter(**here)
    newest = reviews.order_by("-recorded_at", "-pk").first()
    if newest is not None:
        if all(getattr(newest, name) == value for name, value in said.items()):
            return newest
        if newest.pk != was:
            raise StaleVersion(newest)
    review = ImmediateReview.objects.create(**here, **said, recorded_by_id=worker_id)
    changes = {"expires_on": [str(plan.expires_on), str(expires_on)]}
    plan.expires_on = expires_on
    plan.save()
    _record(by, "immediate_plan.reviewed", plan, changes)
    return review


@transaction.atomic
def end_immediate_plan(
    *, family_id: UUID, plan_id: UUID, ended_on: date, reason: str, by: Viewer
) -> ImmediatePlan:
    """It is not needed any more, because something else holds the danger.

    Raises:
        CannotDo: no reason, or a day that cannot be.
        NotFound: no such plan of this family.
    """
    plan, _ = _hold(by, family_id, plan_id, is_ended_welcome=True)
    if plan.ended_on is not None:
        return plan
    if not reason.strip():
        raise CannotDo("Say what holds the children safe from now on", "reason")
    _check_day(plan, ended_on, "ended_on")
    _end(plan, ImmediatePlan.EndedAs.ENDED, ended_on, reason)
    _record(by, "immediate_plan.ended", plan, {})
    return plan


@transaction.atomic
def read_immediate_plan(
    *, family_id: UUID, plan_id: UUID, read_on: date, how: str, was: str, by: Viewer
) -> ImmediatePlan:
    """It was read to the children: by whom, and what they said.

    `was` is the mark of what the writer saw (`ImmediatePlanRow.read_stamp`).

    Raises:
        StaleVersion: somebody wrote it otherwise meanwhile; holds the plan.
        CannotDo: not in force, nothing written, or a day that cannot be.
        NotFound: no such plan of this family.
    """
    plan, _ = _hold(by, family_id, plan_id)
    if not how.strip():
        raise CannotDo("Write who read it and what the children said", "how")
    _check_day(plan, read_on, "read_on")
    if (plan.read_on, plan.read_how) != (read_on, how):
        if read_stamp(plan.read_on, plan.read_how) != was:
            raise StaleVersion(plan)
        was_read = {"read_how": plan.read_how} if plan.read_how != how else {}
        keep_words(of=plan, family_id=family_id, words=was_read, by=by)
        plan.read_on, plan.read_how = read_on, how
        plan.save()
        _record(by, "immediate_plan.read", plan, {"on": str(read_on)})
    return plan


def _hold(
    by: Viewer, family_id: UUID, plan_id: UUID, *, is_ended_welcome: bool = False
) -> tuple[ImmediatePlan, UUID]:
    family, worker_id = hold(by, family_id, Action.WRITE_PLAN, Artefact.TODAYS_SAFETY)
    plan = ImmediatePlan.objects.filter(
        authority_id=family.authority_id, family=family, pk=plan_id
    ).first()
    if plan is None:
        raise NotFound("immediate safety plan")
    if plan.ended_on is not None and not is_ended_welcome:
        raise CannotDo("This plan is not in force any more. Make a new one")
    return plan, worker_id


def _check(family: Family, details: ImmediatePlanDetails) -> None:
    if not details.occasion.strip():
        raise CannotDo("Say what makes it needed today", "occasion")
    if details.made_on > timezone.localdate():
        raise CannotDo(NOT_YET, "made_on")
    why_not = why_not_until(details.expires_on, start=details.made_on)
    if why_not:
        raise CannotDo(why_not, "expires_on")
    _check_controls(family, details.controls)


def _check_controls(family: Family, controls: Sequence[ControlDetails]) -> None:
    if not controls:
        raise CannotDo("Write at least one thing that somebody does now")
    for control in controls:
        if not control.who.name or not control.does.strip():
            raise CannotDo("Say who does it, and what they do")
        if control.danger_id is None and not control.danger_words.strip():
            raise CannotDo("Choose the danger it holds, or write it down")
    check_named(family, [control.who for control in controls])
    wanted = {one.danger_id for one in controls if one.danger_id}
    on_map = DangerStatement.objects.filter(
        authority_id=family.authority_id, mapping__family=family, pk__in=wanted
    )
    if wanted - set(on_map.values_list("pk", flat=True)):
        raise NotFound("danger")


def _check_wanted(
    by: Viewer,
    family: Family,
    details: ImmediatePlanDetails,
    before: ImmediatePlan | None,
) -> None:
    """Nobody comes into the plan whom a child does not want there; who does something
    in the plan that it replaces may stay."""
    there = [
        Named(
            name=one.who_name,
            person_id=one.who_person_id,
            worker_id=one.who_worker_id,
        )
        for one in ImmediateControl.objects.filter(
            authority_id=family.authority_id, plan=before
        )
    ]
    named = [control.who for control in details.controls]
    new = [who for who in named if not any(map(who.is_same_as, there))]
    check_no_child_refuses(by, family.pk, new, "")


def _check_day(plan: ImmediatePlan, day: date, field: str) -> None:
    if day > timezone.localdate():
        raise CannotDo(NOT_YET, field)
    if day < plan.made_on:
        raise CannotDo("This is before the plan was made", field)


def _is_same(plan: ImmediatePlan, details: ImmediatePlanDetails) -> bool:
    """Posted twice: the same plan, not another that replaces it."""
    controls = ImmediateControl.objects.filter(
        authority_id=plan.authority_id, plan=plan
    ).order_by("position")
    stands = [(one.who_name, one.does, one.when) for one in controls]
    typed = [
        (one.who.name, one.does, one.when) for one in first_the_family(details.controls)
    ]
    return stands == typed and (plan.occasion, plan.made_on, plan.expires_on) == (
        details.occasion,
        details.made_on,
        details.expires_on,
    )


def _write_controls(plan: ImmediatePlan, details: ImmediatePlanDetails) -> None:
    ImmediateControl.objects.bulk_create(
        ImmediateControl(
            authority_id=plan.authority_id,
            plan=plan,
            position=position,
            danger_id=one.danger_id,
            danger_words=one.danger_words,
            carrier=ImmediateControl.Carrier(one.carrier),
            who_person_id=one.who.person_id,
            who_worker_id=one.who.worker_id,
            who_name=one.who.name,
            does=one.does,
            when=one.when,
            relied_on=one.relied_on,
        )
        for position, one in enumerate(first_the_family(details.controls))
    )


def _end(plan: ImmediatePlan, ended_as: str, on: date, reason: str) -> None:
    plan.ended_as, plan.ended_on, plan.ended_reason = ended_as, on, reason
    plan.save()


def _record(
    by: Viewer, action: str, plan: ImmediatePlan, changes: Mapping[str, object]
) -> None:
    audit.record(
        by=by,
        action=action,
        target=plan,
        changes=dict(changes),
        family_id=plan.family_id,
    )
