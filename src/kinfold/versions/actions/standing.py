"""Noting where a danger statement and its goal stand, and whether it is understood."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from kinfold.platform import audit
from kinfold.platform.errors import NotFound
from kinfold.platform.viewer import Viewer
from kinfold.practice import holding
from kinfold.practice.errors import CannotDo, CannotShare
from kinfold.practice.models import DangerStatement, Mapping, SafetyGoal
from kinfold.practice.selectors import living_map
from kinfold.versions.models import SaidBack, StandingStep
from kinfold_core.access import Action
from kinfold_core.practice.living_map import DangerRow
from kinfold_core.practice.map_findings import danger_findings
from kinfold_core.practice.standings import GOAL, GOAL_MET, STATEMENT, next_states
from kinfold_core.practice.written import SaidBackDetails, StandingDetails

IN_DEMONSTRATION = SafetyGoal.State.IN_DEMONSTRATION


@transaction.atomic
def note_standing(
    *, family_id: UUID, danger_id: UUID, details: StandingDetails, by: Viewer
) -> StandingStep:
    """The statement or its goal stands somewhere else now, as these people said.

    Raises:
        CannotDo: it cannot come there from where it stands, nobody named, a day not
            come, seen differently without words, or the goal is not met yet.
        CannotShare: shared with a part missing; holds what.
        NotFound: no such set on this family's map.
    """
    mapping = holding.hold_map(by, family_id, Action.WRITE_MAP)
    row = _row(by, mapping, danger_id)
    _check(row, details, _findings_of(by, family_id, row))
    step = StandingStep.objects.create(
        authority_id=mapping.authority_id,
        danger_id=danger_id,
        of=details.of,
        state=details.state,
        with_whom=details.with_whom,
        words=details.words,
        happened_on=details.happened_on,
        recorded_by_id=holding.writer_of(by),
    )
    here: dict[str, Any] = {"authority_id": mapping.authority_id}
    if details.of == STATEMENT:
        DangerStatement.objects.filter(**here, pk=danger_id).update(state=details.state)
    else:
        since = {"demonstrated_from": details.happened_on}
        begins = details.state == IN_DEMONSTRATION
        SafetyGoal.objects.filter(**here, danger_id=danger_id).update(
            state=details.state, **(since if begins else {})
        )
    audit.record(
        by=by,
        action="map.standing_noted",
        target=step,
        changes={"of": step.of, "state": step.state, "with": step.with_whom},
        family_id=family_id,
    )
    return step


@transaction.atomic
def note_said_back(
    *, family_id: UUID, danger_id: UUID, details: SaidBackDetails, by: Viewer
) -> SaidBack:
    """Keep whether somebody could say the statement in words of their own.

    Raises:
        CannotDo: nobody named, or a day that has not come.
        NotFound: no such set on this family's map, or somebody of another family.
    """
    mapping = holding.hold_map(by, family_id, Action.WRITE_MAP)
    row = _row(by, mapping, danger_id)
    if not details.who.name:
        raise CannotDo("Say who it is", "who")
    _check_day(details.said_on, "said_on")
    holding.check_named(mapping, [details.who])
    kept = SaidBack.objects.create(
        authority_id=mapping.authority_id,
        danger_id=row.id,
        person_id=details.who.person_id,
        worker_id=details.who.worker_id,
        name=details.who.name,
        how_well=details.how_well,
        words=details.words,
        said_on=details.said_on,
        recorded_by_id=holding.writer_of(by),
    )
    audit.record(
        by=by,
        action="map.said_back",
        target=kept,
        changes={"name": kept.name, "how_well": kept.how_well},
        family_id=family_id,
        person_id=kept.person_id,
    )
    return kept


def _row(by: Viewer, mapping: Mapping, danger_id: UUID) -> DangerRow:
    row = living_map(by, mapping.family_id).danger(danger_id)
    if row is None:
        raise NotFound("danger")
    return row


def _findings_of(by: Viewer, family_id: UUID, row: DangerRow) -> CannotShare | None:
    entries = living_map(by, family_id).entries
    found = danger_findings(row, entries, now=timezone.now())
    blocking = tuple(finding for finding in found if finding.is_blocking)
    return CannotShare(blocking) if blocking else None


def _check(
    row: DangerRow, details: StandingDetails, missing: CannotShare | None
) -> None:
    now = row.state if details.of == STATEMENT else row.goal_state
    if details.state not in next_states(details.of, now):
        raise CannotDo("It cannot come to stand there from where it stands", "to")
    if not details.with_whom.strip():
        raise CannotDo("Say with whom, or who said so", "with_whom")
    _check_day(details.happened_on, "happened_on")
    is_statement = details.of == STATEMENT
    if is_statement and details.state == "shared" and missing:
        raise missing
    if is_statement and details.state == "disputed" and not row.disputes:
        raise CannotDo(
            "First write down what they see differently, in their own words", "to"
        )
    if is_statement and details.state == "resolved" and row.goal_state not in GOAL_MET:
        raise CannotDo("Its goal has not been shown for long enough yet", "to")
    if details.of == GOAL and not (row.agency_goal or row.family_goal):
        raise CannotDo("The goal is not written yet", "to")


def _check_day(day: date, field: str) -> None:
    if day > timezone.localdate():
        raise CannotDo("This day has not come yet", field)
