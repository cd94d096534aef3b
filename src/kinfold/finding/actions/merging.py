"""Joining two records of one person, and taking them apart again."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from django.apps import apps
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils import timezone

from kinfold.finding.beyond import against_joining
from kinfold.finding.making.moving import person_keys
from kinfold.finding.selectors.merging import merge_for, two_people
from kinfold.people.making.people import write_name_keys
from kinfold.people.making.ties import stored_way
from kinfold.people.models import PersonMerge, PersonName, Relationship
from kinfold.platform import audit
from kinfold.platform.errors import NotFound
from kinfold.platform.viewer import Viewer
from kinfold.records.errors import CannotDo
from kinfold.records.models import Person
from kinfold_core.access import Action

# Filled on the kept record from the other when it has nothing there.
FILLED = (
    "given_names",
    "family_name",
    "known_as",
    "due_on",
    "died_on",
    "ethnicity_code",
    "languages",
    "communication_needs",
)
BIRTH = ("born_earliest_on", "born_latest_on", "is_birth_about", "is_unborn")


@transaction.atomic
def merge_people(
    *, kept_id: UUID, merged_id: UUID, reason: str, by: Viewer
) -> PersonMerge:
    """Join two records: everything that hung on `merged` hangs on `kept` afterwards.

    Nothing is deleted. A row that cannot move (both are in one family already) stays
    with the other record, which points at the kept one.

    Raises:
        PermissionDenied: the role does not include it.
        NotFound: one is not there, is restricted, or was merged already.
        CannotDo: no reason, one and the same person, or both have something running
            that one person has once.
    """
    if kept_id == merged_id:
        raise CannotDo("Choose two different records")
    if not reason.strip():
        raise CannotDo("Say how you know that they are one person", "reason")
    two_people(by, kept_id, merged_id)
    locked = {
        person.pk: person
        for person in Person.objects.select_for_update()
        .filter(authority_id=by.in_authority(), pk__in=[kept_id, merged_id])
        .order_by("pk")
    }
    kept, merged = locked[kept_id], locked[merged_id]
    if kept.merged_into_id or merged.merged_into_id:
        raise NotFound("two people")
    if against := against_joining(by, kept_id, merged_id):
        raise CannotDo(". ".join(against))
    moved = _move_rows(kept, merged) + _move_ties(kept, merged)
    before = _fill(kept, merged)
    name = _keep_name(kept, merged)
    merge = PersonMerge.objects.create(
        authority_id=by.in_authority(),
        kept=kept,
        merged=merged,
        reason=reason.strip()[:500],
        moved=moved,
        before=before,
        made_name_id=name.pk if name else None,
        merged_by_id=by.worker_id,
    )
    merged.merged_into = kept
    merged.version += 1
    merged.save(update_fields=["merged_into", "version"])
    write_name_keys(kept)
    _record(by, "person.merged", merge, {"moved": len(moved)})
    return merge


def _move_rows(kept: Person, merged: Person) -> list[dict[str, Any]]:
    moved = []
    for model, key in person_keys():
        rows = model._default_manager.filter(
            authority_id=kept.authority_id, **{key.attname: merged.pk}
        )
        for row_id in rows.values_list("pk", flat=True):
            step = {
                "table": model._meta.label_lower,
                "id": str(row_id),
                "before": {key.attname: str(merged.pk)},
                "after": {key.attname: str(kept.pk)},
            }
            if _take(step, "before", "after"):
                moved.append(step)
    return moved


def _move_ties(kept: Person, merged: Person) -> list[dict[str, Any]]:
    """Ties turn round when the kept one's id asks for it; one between the two stays."""
    moved = []
    ties = Relationship.objects.filter(
        Q(person=merged) | Q(other=merged), authority_id=kept.authority_id
    )
    for tie in ties:
        first = kept.pk if tie.person_id == merged.pk else tie.person_id
        other = kept.pk if tie.other_id == merged.pk else tie.other_id
        if first == other:
            continue
        person_id, _, other_id = stored_way(first, tie.code, other)
        step = {
            "table": Relationship._meta.label_lower,
            "id": str(tie.pk),
            "before": {"person_id": str(tie.person_id), "other_id": str(tie.other_id)},
            "after": {"person_id": str(person_id), "other_id": str(other_id)},
        }
        if _take(step, "before", "after"):
            moved.append(step)
    return moved


def _take(step: dict[str, Any], expected: str, wanted: str) -> bool:
    """Make one row say what is wanted, if it still says what is expected."""
    model = apps.get_model(step["table"])
    rows = model._default_manager.filter(pk=step["id"], **step[expected])
    try:
        with transaction.atomic():
            return bool(rows.update(**step[wanted]))
    except IntegrityError:
        return False


def _fill(kept: Person, merged: Person) -> dict[str, Any]:
    """Take what the kept record lacks. Returns {field: [before, after]}."""
    fields = [f for f in FILLED if not getattr(kept, f) and getattr(merged, f)]
    if kept.born is None and merged.born is not None and kept.died_on is None:
        fields += [f for f in BIRTH if getattr(kept, f) != getattr(merged, f)]
    if kept.sex == Person.Sex.UNKNOWN and merged.sex != Person.Sex.UNKNOWN:
        fields.append("sex")
    if merged.is_interpreter_needed and not kept.is_interpreter_needed:
        fields.append("is_interpreter_needed")
    if "died_on" in fields and not _may_have_died(kept, merged, fields):
        fields.remove("died_on")
    if merged.has_died and not (kept.is_dead or kept.is_unborn):
        fields.append("has_died")
    changed = {
        f: [_plain(getattr(kept, f)), _plain(getattr(merged, f))] for f in fields
    }
    for field in fields:
        setattr(kept, field, getattr(merged, field))
    kept.version += 1
    kept.save()
    return changed


def _may_have_died(kept: Person, merged: Person, fields: list[str]) -> bool:
    """Whether the other record's day of death fits the birth that will be kept."""
    birth = merged if "born_earliest_on" in fields else kept
    if kept.is_unborn and "is_unborn" not in fields:
        return False
    earliest = birth.born_earliest_on
    return not (earliest and merged.died_on and merged.died_on < earliest)


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value


def _keep_name(kept: Person, merged: Person) -> PersonName | None:
    same = (kept.given_names, kept.family_name) == (
        merged.given_names,
        merged.family_name,
    )
    given = merged.given_names or merged.known_as
    if same or not (given or merged.family_name):
        return None
    return PersonName.objects.create(
        authority_id=kept.authority_id,
        person=kept,
        kind=PersonName.Kind.OTHER_RECORD,
        given_names=given,
        family_name=merged.family_name,
    )


@transaction.atomic
def undo_merge(*, merge_id: UUID, reason: str, by: Viewer) -> PersonMerge:
    """Take two records apart again: every row that moved goes back.

    What was added to the kept record since stays with it.

    Raises:
        PermissionDenied: the role does not include it.
        NotFound: no such standing merge, or of somebody on a restricted record.
        CannotDo: no reason, or the kept record was itself merged since.
    """
    decision = by.may(Action.MERGE_PEOPLE)
    if not decision:
        raise PermissionDenied(decision.reason)
    merge_for(by, merge_id)
    merge = (
        PersonMerge.objects.select_for_update()
        .filter(authority_id=by.in_authority(), pk=merge_id, undone_at=None)
        .first()
    )
    if merge is None:
        raise NotFound("merge")
    if not reason.strip():
        raise CannotDo("Say how you know that they are two people", "reason")
    kept = Person.objects.select_for_update().get(pk=merge.kept_id)
    merged = Person.objects.select_for_update().get(pk=merge.merged_id)
    if kept.merged_into_id:
        raise CannotDo(
            "The kept record was joined with another one since. Take that apart first."
        )
    returned = sum(_take(step, "after", "before") for step in merge.moved)
    if merge.made_name_id:
        PersonName.objects.filter(pk=merge.made_name_id).delete()
    _unfill(kept, merge.before)
    merged.merged_into = None
    merged.version += 1
    merged.save(update_fields=["merged_into", "version"])
    for person in (kept, merged):
        write_name_keys(person)
    merge.undone_at, merge.undone_by_id = timezone.now(), by.worker_id
    merge.undone_reason = reason.strip()[:500]
    merge.save(update_fields=["undone_at", "undone_by", "undone_reason"])
    counts = {"returned": returned, "moved": len(merge.moved)}
    _record(by, "person.unmerged", merge, counts)
    return merge


def _unfill(kept: Person, before: dict[str, list[Any]]) -> None:
    """Give back what was filled, unless somebody has changed it since."""
    for field, (old, new) in before.items():
        if _plain(getattr(kept, field)) == new:
            setattr(kept, field, _read(field, old))
    kept.version += 1
    kept.save()


def _read(field: str, value: Any) -> Any:
    """A value as it stood before it was kept as plain JSON."""
    is_day = field.endswith("_on") and value is not None
    return date.fromisoformat(value) if is_day else value


def _record(
    by: Viewer, action: str, merge: PersonMerge, counts: dict[str, int]
) -> None:
    """In the audit of both people; the merge's row says why."""
    for person_id in (merge.kept_id, merge.merged_id):
        audit.record(
            by=by,
            action=action,
            target=merge,
            changes={"kept": str(merge.kept_id), "merged": str(merge.merged_id)}
            | counts,
            person_id=person_id,
        )
