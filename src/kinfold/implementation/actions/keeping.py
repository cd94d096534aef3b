"""Beginning a plan, writing its lines, moving it on, carrying it into the next year."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from uuid import UUID, uuid4

from django.db import transaction
from django.utils import timezone

from kinfold.implementation import policy
from kinfold.implementation.holding import day_of, said
from kinfold.implementation.kept_lines import lines_of
from kinfold.implementation.models import (
    ImplementationPlan,
    ImplementationStep,
    ImplementationVersion,
    PlanStanding,
)
from kinfold.implementation.selectors import plans as selectors
from kinfold.implementation.selectors.plans import PlanRead
from kinfold.platform import audit
from kinfold.platform.holding import insist
from kinfold.platform.programmes import programmes_open_to
from kinfold.platform.viewer import Viewer
from kinfold.records.errors import CannotDo, StaleVersion
from kinfold_core.practice.implementation_plan import (
    ACTION,
    DRAFT,
    FINAL,
    GOAL,
    Line,
    carried_forward,
    kept_of,
    why_not_step,
)

MOST_LINES = 200


@dataclass(frozen=True, slots=True)
class Stretch:
    """What a plan is called, when it runs, and the workshop at which it is due."""

    title: str
    starts_on: date
    ends_on: date
    workshop: str
    due_on: date


@transaction.atomic
def begin_plan(
    *, programme_id: UUID, stretch: Stretch, by: Viewer, at: datetime | None = None
) -> ImplementationPlan:
    """Begin a plan of the viewer's authority, as a draft without a line.

    `at` is when, for one that is retold; here and in every action, none is now.

    Raises:
        PermissionDenied: not theirs to write.
        NotFound: there is no such programme for them.
        CannotDo: it ends before it starts.
    """
    insist(policy.may_write(by))
    selectors.programme(by, programme_id)
    row = _begin(programme_id, stretch, (), "Begun", None, by, at)
    audit.record(
        by=by, action="implementation.begun", target=row, changes={"version": 1}
    )
    return row


@transaction.atomic
def keep_line(
    *,
    plan_id: UUID,
    line: Line,
    seen_version: int,
    why: str,
    by: Viewer,
    at: datetime | None = None,
) -> Line:
    """Add a line, or write one anew, as the next version of the plan.

    A `line` without an id is added.

    Raises:
        PermissionDenied: not theirs to write.
        NotFound: there is no such plan, or goal, for them.
        CannotDo: the plan is final, or too long.
        StaleVersion: somebody else changed or removed this line since it was read.
    """
    shown = _open(plan_id, by)
    if not line.id:
        goals = {one.id for one in shown.lines if one.kind == GOAL}
        if line.kind == ACTION and line.goal_id not in goals:
            raise CannotDo("Its goal was taken out. Add this action under another")
        if len(shown.lines) >= MOST_LINES:
            raise CannotDo(f"A plan has {MOST_LINES} lines at most. Remove one first")
        added = replace(line, id=str(uuid4()))
        _save(shown, [*shown.lines, added], why or "A line was added", by, at)
        return added
    _insist_same(shown, line.id, seen_version, by)
    lines = [line if one.id == line.id else one for one in shown.lines]
    if lines != list(shown.lines):
        _save(shown, lines, why or "A line was changed", by, at)
    return line


@transaction.atomic
def remove_line(
    *, plan_id: UUID, line_id: str, seen_version: int, why: str, by: Viewer
) -> None:
    """Leave a line out of the next version, with the actions under it. It stays in
    the versions before.

    Raises:
        PermissionDenied: not theirs to write.
        NotFound: there is no such plan or line for them.
        CannotDo: the plan is final.
        StaleVersion: somebody else changed it since it was read.
    """
    shown = _open(plan_id, by)
    _insist_same(shown, line_id, seen_version, by)
    for one in shown.lines:
        if one.goal_id == line_id:  # it goes too, so it has to be as they saw it
            _insist_same(shown, one.id, seen_version, by)
    left = [one for one in shown.lines if line_id not in (one.id, one.goal_id)]
    _save(shown, left, why, by)


@transaction.atomic
def step(
    *,
    plan_id: UUID,
    to: str,
    on: date,
    why: str,
    why_unanswered: str,
    seen_step: int,
    by: Viewer,
    at: datetime | None = None,
) -> None:
    """Move a plan on, or back. The steps before stay.

    Raises:
        PermissionDenied: not theirs to say.
        NotFound: there is no such plan for them.
        CannotDo: it may not go there from where it stands, or a reason is missing.
        StaleVersion: somebody else moved it since it was read.
    """
    insist(policy.may_hand_on(by))
    shown = selectors.plan(by, plan_id, is_locked=True)
    if shown.step.number != seen_step:
        raise StaleVersion(shown.step)
    if on > timezone.localdate():
        raise CannotDo("This day has not come yet", "on")
    if on < shown.step.on:
        raise CannotDo("This day is before the step that it follows", "on")
    missing = why_not_step(
        shown.step.state,
        to,
        unanswered=selectors.unanswered_of(by, shown.row),
        why=why,
        why_unanswered=why_unanswered,
    )
    for field, sentence in missing.items():
        raise CannotDo(sentence, field)
    put_step(
        shown=shown,
        to=to,
        on=on,
        why=why,
        by=by,
        why_unanswered=why_unanswered,
        at=at,
    )


def put_step(
    *,
    shown: PlanRead,
    to: str,
    on: date,
    why: str,
    by: Viewer,
    why_unanswered: str = "",
    at: datetime | None = None,
) -> None:
    """Keep the step, and tell the programme where the plan stands. In the caller's
    transaction, over a locked plan."""
    before = shown.step
    row = _put_step(
        shown.row,
        before.number + 1,
        to,
        shown.version.number,
        on,
        by,
        at,
        why=why,
        why_unanswered=why_unanswered,
    )
    audit.record(
        by=by,
        action="implementation.stepped",
        target=row,
        changes={"state": [before.state, to]},
    )


@transaction.atomic
def carry_forward(*, plan_id: UUID, stretch: Stretch, by: Viewer) -> ImplementationPlan:
    """Begin the next year's plan with what is not done in this one.

    Raises:
        PermissionDenied: not theirs to write.
        NotFound: there is no such plan for them.
        CannotDo: it ends before it starts, or was carried forward already.
    """
    insist(policy.may_write(by))
    shown = selectors.plan(by, plan_id, is_locked=True)
    if ImplementationPlan.objects.filter(
        authority=shown.row.authority_id, came_from=shown.row
    ).exists():
        raise CannotDo("This plan was carried forward already. Open the newer plan")
    row = _begin(
        shown.row.programme_id,
        stretch,
        carried_forward(shown.lines),
        f"Carried forward from {shown.row.title}"[:500],
        shown.row,
        by,
    )
    audit.record(
        by=by,
        action="implementation.carried",
        target=row,
        changes={"from": str(plan_id)},
    )
    return row


def _begin(
    programme_id: UUID,
    stretch: Stretch,
    lines: Sequence[Line],
    why: str,
    came_from: ImplementationPlan | None,
    by: Viewer,
    at: datetime | None = None,
) -> ImplementationPlan:
    if stretch.ends_on < stretch.starts_on:
        raise CannotDo("It ends before it starts. Change one of the days", "ends_on")
    row = ImplementationPlan(
        authority_id=by.in_authority(),
        programme_id=programme_id,
        title=stretch.title,
        starts_on=stretch.starts_on,
        ends_on=stretch.ends_on,
        workshop=stretch.workshop,
        due_on=stretch.due_on,
        came_from=came_from,
        **said(by, at),
    )
    row.save(force_insert=True)
    _put_version(row, 1, lines, why, by, at)
    _put_step(row, 1, DRAFT, 1, day_of(at), by, at)
    return row


def _put_step(
    row: ImplementationPlan,
    number: int,
    state: str,
    version: int,
    on: date,
    by: Viewer,
    at: datetime | None,
    **reasons: str,
) -> ImplementationStep:
    kept = ImplementationStep(
        authority_id=row.authority_id,
        plan=row,
        number=number,
        state=state,
        version=version,
        on=on,
        **reasons,
        **said(by, at),
    )
    kept.save(force_insert=True)
    _tell_standing(row, kept, version, by)
    return kept


def _tell_standing(
    row: ImplementationPlan, step_row: ImplementationStep, version: int, by: Viewer
) -> None:
    """Where it stands, without a word of it, for the members of the programme; one
    that has left tells it nothing more, and goes on with its plan."""
    if not programmes_open_to(by).filter(pk=row.programme_id).exists():
        return
    standing = PlanStanding(
        programme_id=row.programme_id,
        authority_id=row.authority_id,
        plan=row,
        state=step_row.state,
        version=version,
        since=step_row.on,
        due_on=row.due_on,
    )
    standing.save(force_insert=True)
    audit.record_in_programme(
        by=by,
        action="implementation.standing",
        target=standing,
        changes={},  # all of the programme reads this
    )


def _put_version(
    row: ImplementationPlan,
    number: int,
    lines: Sequence[Line],
    why: str,
    by: Viewer,
    at: datetime | None,
) -> ImplementationVersion:
    kept = ImplementationVersion(
        authority_id=row.authority_id,
        plan=row,
        number=number,
        lines=[kept_of(one) for one in lines],
        why=why,
        **said(by, at),
    )
    kept.save(force_insert=True)
    return kept


def _open(plan_id: UUID, by: Viewer) -> PlanRead:
    """The plan, locked, while it may still be written."""
    insist(policy.may_write(by))
    shown = selectors.plan(by, plan_id, is_locked=True)
    if shown.step.state == FINAL:
        raise CannotDo(
            "This plan is final. To change it, move it back to refined, and say why"
        )
    return shown


def _insist_same(shown: PlanRead, line_id: str, seen_version: int, by: Viewer) -> None:
    """A line that nobody else touched may be saved over a newer version."""
    now = next((one for one in shown.lines if one.id == line_id), None)
    if seen_version == shown.version.number and now is not None:
        return
    seen = selectors.version(by, shown, seen_version)
    was = next((o for o in lines_of(seen.lines) if o.id == line_id), None)
    if now is None or now != was:
        raise StaleVersion((now, shown.version.number))


def _save(
    shown: PlanRead,
    lines: Sequence[Line],
    why: str,
    by: Viewer,
    at: datetime | None = None,
) -> None:
    number = shown.version.number + 1
    row = _put_version(shown.row, number, lines, why, by, at)
    audit.record(
        by=by,
        action="implementation.written",
        target=row,
        changes={"version": [number - 1, number]},
    )
