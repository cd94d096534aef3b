"""Writing a danger statement with its goal and its scale: always the three together."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from kinfold.platform.errors import NotFound
from kinfold.platform.viewer import Viewer
from kinfold.practice import holding
from kinfold.practice.as_written import as_json, changed, keep_wording
from kinfold.practice.errors import CannotDo, StaleWords, Standing
from kinfold.practice.models import (
    ChildImpact,
    DangerStatement,
    MapEntryRevision,
    Mapping,
    SafetyGoal,
    SafetyScale,
    WorriedPerson,
)
from kinfold.practice.row_making import danger_row, danger_rows
from kinfold.records.kept_from_family import WHY_NOT, takes_in_kept
from kinfold.vocabulary.reading import reading_age
from kinfold_core.access import Action
from kinfold_core.practice.map_findings import danger_text
from kinfold_core.practice.written import (
    GOAL_WORDS,
    SCALE_WORDS,
    STATEMENT_WORDS,
    DangerSetDetails,
    Named,
)

Change = MapEntryRevision.Change


@transaction.atomic
def add_danger_set(
    *, family_id: UUID, details: DangerSetDetails, by: Viewer
) -> DangerStatement:
    """Write a danger statement, its goal and its scale (invariant I1: one of each).

    Parts may be missing while it is a draft; the rules say which.

    Raises:
        CannotDo: nothing was typed, hidden without a reason, or words that a child
            keeps from the family.
        NotFound: somebody of another family.
    """
    mapping = holding.hold_map(by, family_id, Action.WRITE_MAP)
    worker_id = holding.writer_of(by)
    _check(mapping, details, by)
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
    holding.move_on(mapping, by)
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
    standing = danger_row(danger).details
    if details == standing and not danger.is_withdrawn:
        return danger
    _check_version(danger, version)
    if danger.is_withdrawn:
        raise CannotDo("This was taken off the map. Put it back before changing it")
    _check(mapping, details, by, standing)
    worker_id = holding.writer_of(by)
    _write_statement(danger, details, worker_id)
    holding.sign(danger, worker_id)
    holding.move_on(mapping, by)
    danger.save()
    here = {"authority_id": danger.authority_id, "danger": danger}
    SafetyGoal.objects.filter(**here).update(**_goal(details))
    SafetyScale.objects.filter(**here, scale_type=SafetyScale.Type.SAFETY).update(
        **_scale(details)
    )
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
    holding.move_on(mapping, by)
    danger.save()
    _keep_reason(danger, mapping, Change.WITHDRAWN, by)
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
    holding.move_on(mapping, by)
    danger.save()
    _keep_reason(danger, mapping, Change.PUT_BACK, by)
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
        row = danger_row(danger)
        raise StaleWords(
            Standing(row.details, row.version, row.changed_by, row.changed_at)
        )


def _check(
    mapping: Mapping,
    details: DangerSetDetails,
    by: Viewer,
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
    family_id = mapping.family_id
    if takes_in_kept(by, family_id, details.texts, standing=before.texts):
        raise CannotDo(WHY_NOT, "worried_about")


def _children(details: DangerSetDetails) -> list[Named]:
    return [Named(person_id=impact.child_id) for impact in details.impacts]


def _write_statement(
    danger: DangerStatement, details: DangerSetDetails, worker_id: UUID
) -> None:
    for name in STATEMENT_WORDS:
        setattr(danger, name, getattr(details, name))
    holding.write_showing(danger, details.showing, worker_id)


def _goal(details: DangerSetDetails) -> dict[str, object]:
    words = {name: getattr(details, name) for name in GOAL_WORDS}
    return words | {"observable_signs": list(details.observable_signs)}


def _scale(details: DangerSetDetails) -> dict[str, str]:
    return {name: getattr(details, name) for name in SCALE_WORDS}


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
    words = as_json(row.details)
    keep_wording(
        danger, mapping, change, by, words=words, fields=changed(before, words)
    )


def _keep_reason(
    danger: DangerStatement,
    mapping: Mapping,
    change: MapEntryRevision.Change,
    by: Viewer,
) -> None:
    row = danger_row(danger_rows(danger.authority_id, mapping.pk).get(pk=danger.pk))
    words = as_json(row.details) | {"withdrawn_reason": danger.withdrawn_reason}
    keep_wording(danger, mapping, change, by, words=words, fields=[])
