"""Writing a danger statement with its goal and its scale: always the three together."""

from __future__ import annotations

import collections.abc as abc
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from kinfold.platform import audit
from kinfold.platform.errors import NotFound
from kinfold.platform.viewer import Viewer
from kinfold.practice import holding
from kinfold.practice.as_written import as_json, set_details
from kinfold.practice.details import DangerSetDetails, Named
from kinfold.practice.errors import CannotDo, StaleWords, Standing
from kinfold.practice.findings import danger_text
from kinfold.practice.models import (
    ChildImpact,
    DangerSetRevision,
    DangerStatement,
    MapEntryRevision,
    Mapping,
    SafetyGoal,
    SafetyScale,
    WorriedPerson,
)
from kinfold.practice.reading import reading_age
from kinfold.practice.row_making import danger_row, danger_rows
from kinfold_core.access import Action

Change = MapEntryRevision.Change


@transaction.atomic
def add_danger_set(
    *, family_id: UUID, details: DangerSetDetails, by: Viewer
) -> DangerStatement:
    """Write a danger statement, its goal and its scale (invariant I1: one of each).

    Parts may be missing while it is a draft; the rules say which.

    Raises:
        CannotDo: nothing was typed, or hidden without a reason.
        NotFound: somebody of another family.
    """
    mapping = holding.hold_map(by, family_id, Action.WRITE_MAP)
    worker_id = holding.writer_of(by)
    _check(mapping, details)
    last = DangerStatement.objects.filter(
        authority_id=mapping.authority_id, mapping=mapping
    ).aggregate(Max("position"))["position__max"]
    danger = DangerStatement(
        authority_id=mapping.authority_id,
        mapping=mapping,
        position=(last or 0) + 1,
        entered_by_id=worker_id,
        changed_by_id=worker_id,
        changed_at=timezone.now(),
    )
    _write_statement(danger, details, worker_id)
    holding.move_on(mapping)
    danger.save(force_insert=True)
    key = {"authority_id": danger.authority_id, "danger": danger}
    SafetyGoal.objects.create(**key, **_goal(details))
    SafetyScale.objects.create(**key, **_scale(details))
    _write_people(danger, details)
    _settle(danger, mapping, Change.WRITTEN, by, before=DangerSetDetails())
    return danger


@transaction.atomic
def change_danger_set(
    *,
    family_id: UUID,
    danger_id: UUID,
    details: DangerSetDetails,
    version: int,
    by: Viewer,
) -> DangerStatement:
    """Change the set that the writer saw in `version`. Same words change nothing.

    Raises:
        StaleWords: somebody saved other words meanwhile; holds theirs.
        CannotDo: as for `add_danger_set`, or it was taken off the map.
        NotFound: no such set on this family's map.
    """
    mapping, danger = _hold(by, family_id, danger_id)
    standing = set_details(danger_row(danger))
    if details == standing and not danger.is_withdrawn:
        return danger
    _check_version(danger, version)
    if danger.is_withdrawn:
        raise CannotDo("This was taken off the map. Put it back before changing it")
    _check(mapping, details, standing)
    worker_id = holding.writer_of(by)
    _write_statement(danger, details, worker_id)
    holding.sign(danger, worker_id)
    holding.move_on(mapping)
    danger.save()
    here = {"authority_id": danger.authority_id, "danger": danger}
    SafetyGoal.objects.filter(**here).update(**_goal(details))
    SafetyScale.objects.filter(**here).update(**_scale(details))
    WorriedPerson.objects.filter(**here).delete()
    ChildImpact.objects.filter(**here).delete()
    _write_people(danger, details)
    _settle(danger, mapping, Change.CHANGED, by, before=standing)
    return danger


@transaction.atomic
def withdraw_danger_set(
    *, family_id: UUID, danger_id: UUID, reason: str, version: int, by: Viewer
) -> DangerStatement:
    """Take a set off the map with a reason. Its ratings and wordings stay readable.

    Raises:
        StaleWords: somebody changed it since it was read.
        CannotDo: no reason.
    """
    mapping, danger = _hold(by, family_id, danger_id)
    if danger.is_withdrawn:
        return danger
    _check_version(danger, version)
    holding.withdraw(danger, reason=reason, worker_id=holding.writer_of(by))
    holding.move_on(mapping)
    danger.save()
    _keep(danger, mapping, Change.WITHDRAWN, by, {"reason": reason})
    return danger


@transaction.atomic
def put_back_danger_set(
    *, family_id: UUID, danger_id: UUID, by: Viewer
) -> DangerStatement:
    """Put a set that was taken off back on the map."""
    mapping, danger = _hold(by, family_id, danger_id)
    if not danger.is_withdrawn:
        return danger
    holding.put_back(danger, worker_id=holding.writer_of(by))
    holding.move_on(mapping)
    danger.save()
    _keep(danger, mapping, Change.PUT_BACK, by, {})
    return danger


def _hold(
    by: Viewer, family_id: UUID, danger_id: UUID
) -> tuple[Mapping, DangerStatement]:
    mapping = holding.hold_map(by, family_id, Action.WRITE_MAP)
    DangerStatement.objects.select_for_update().filter(
        authority_id=mapping.authority_id, pk=danger_id
    ).first()
    danger = danger_rows(mapping.authority_id, mapping.pk).filter(pk=danger_id).first()
    if danger is None:
        raise NotFound("danger")
    return mapping, danger


def _check_version(danger: DangerStatement, version: int) -> None:
    if danger.version != version:
        raise StaleWords(
            Standing(
                set_details(danger_row(danger)),
                danger.version,
                danger.changed_by.name,
                danger.changed_at,
            )
        )


def _check(
    mapping: Mapping,
    details: DangerSetDetails,
    standing: DangerSetDetails | None = None,
) -> None:
    if details.is_empty:
        raise CannotDo("Begin with who is worried, or what they are worried about")
    if not standing or details.showing != standing.showing:
        holding.check_showing(details.showing, today=timezone.localdate())
    before = standing or DangerSetDetails()
    holding.check_named(
        mapping,
        [*details.worried_people, *_children(details)],
        standing=[*before.worried_people, *_children(before)],
    )


def _children(details: DangerSetDetails) -> list[Named]:
    return [Named(person_id=impact.child_id) for impact in details.impacts]


def _write_statement(
    danger: DangerStatement, details: DangerSetDetails, worker_id: UUID
) -> None:
    danger.existing_safety_preface = details.existing_safety_preface
    danger.worried_about = details.worried_about
    danger.what_might_happen = details.what_might_happen
    danger.why_believed = details.why_believed
    holding.write_showing(danger, details.showing, worker_id)


def _goal(details: DangerSetDetails) -> dict[str, object]:
    return {
        "agency_goal": details.agency_goal,
        "family_goal": details.family_goal,
        "child_hope": details.child_hope,
        "observable_signs": list(details.observable_signs),
        "sustained_for": details.sustained_for,
    }


def _scale(details: DangerSetDetails) -> dict[str, str]:
    return {"anchor_0": details.anchor_0, "anchor_10": details.anchor_10}


def _write_people(danger: DangerStatement, details: DangerSetDetails) -> None:
    key = {"authority_id": danger.authority_id, "danger": danger}
    WorriedPerson.objects.bulk_create(
        WorriedPerson(
            **key,
            name=one.name,
            person_id=one.person_id,
            worker_id=one.worker_id,
            position=position,
        )
        for position, one in enumerate(details.worried_people)
    )
    ChildImpact.objects.bulk_create(
        ChildImpact(
            **key, child_id=one.child_id, child_name=one.child_name, text=one.text
        )
        for one in details.impacts
    )


def _settle(
    danger: DangerStatement,
    mapping: Mapping,
    change: MapEntryRevision.Change,
    by: Viewer,
    before: DangerSetDetails,
) -> None:
    """Read back the whole set: its reading age, its wording for the history."""
    row = danger_row(danger_rows(danger.authority_id, mapping.pk).get(pk=danger.pk))
    danger.reading_age = reading_age(danger_text(row))
    danger.save(update_fields=["reading_age"])
    was, words = as_json(before), as_json(set_details(row))
    changes = {key: [was[key], words[key]] for key in words if was[key] != words[key]}
    _keep(danger, mapping, change, by, changes, words)


def _keep(
    danger: DangerStatement,
    mapping: Mapping,
    change: MapEntryRevision.Change,
    by: Viewer,
    changes: abc.Mapping[str, object],
    words: dict[str, Any] | None = None,
) -> None:
    DangerSetRevision.objects.create(
        authority_id=danger.authority_id,
        danger=danger,
        version=danger.version,
        change=change,
        map_version=mapping.version,
        words=words or {"withdrawn_reason": danger.withdrawn_reason},
        changed_by_id=danger.changed_by_id,
    )
    audit.record(
        by=by,
        action=f"danger_statement.{change}",
        target=danger,
        changes=dict(changes),
        family_id=mapping.family_id,
    )
