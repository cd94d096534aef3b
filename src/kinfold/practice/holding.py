"""What every change to a map does: hold it, check who is named, sign, move on."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.utils import timezone

from kinfold.platform import audit
from kinfold.platform.errors import NotFound
from kinfold.platform.models import Worker
from kinfold.platform.viewer import Viewer
from kinfold.practice.errors import CannotDo
from kinfold.practice.models import Mapping, VersionStep
from kinfold.practice.models.bases import ShownToFamily, Written
from kinfold.records.models import Family, FamilyMember
from kinfold.records.selectors import family_for
from kinfold_core.access import Action
from kinfold_core.practice.written import Named, Showing


def writer_of(by: Viewer) -> UUID:
    """The worker who writes. Everything on a map has one.

    Raises:
        PermissionDenied: the account is nobody's who works here.
    """
    if by.worker_id is None:
        raise PermissionDenied("Only somebody who works here can write on a map")
    return by.worker_id


def hold_map(by: Viewer, family_id: UUID, action: Action) -> Mapping:
    """The family's living map, begun if there is none, held until the end.

    The family's row is held first, so that two people who write the first words at
    the same time begin one map and not two.

    Raises:
        NotFound: no such family in the writer's authority.
        RecordRefused: the family is not open to the writer for this.
    """
    worker_id = writer_of(by)
    family = family_for(by, family_id, action, is_locked=True)
    mapping = (
        Mapping.objects.select_for_update()
        .filter(authority_id=family.authority_id, family=family)
        .exclude(status=Mapping.Status.SUPERSEDED)
        .first()
    )
    return mapping or _begin(family, worker_id, by)


def _begin(family: Family, worker_id: UUID, by: Viewer) -> Mapping:
    mapping = Mapping.objects.create(
        authority_id=family.authority_id, family=family, started_by_id=worker_id
    )
    keep_step(mapping, VersionStep.Kind.DRAFT, by)
    audit.record(
        by=by, action="map.begun", target=mapping, changes={}, family_id=family.pk
    )
    return mapping


def move_on(mapping: Mapping, by: Viewer) -> None:
    """A change after sharing opens the next version as a draft."""
    if mapping.status == Mapping.Status.DRAFT:
        return
    mapping.version += 1
    mapping.status = Mapping.Status.DRAFT
    mapping.save(update_fields=["version", "status"])
    keep_step(mapping, VersionStep.Kind.DRAFT, by)


def keep_step(
    mapping: Mapping,
    kind: VersionStep.Kind,
    by: Viewer,
    *,
    on: date | None = None,
    **given: str,
) -> VersionStep:
    """Write down what became of the version that is being written."""
    return VersionStep.objects.create(
        authority_id=mapping.authority_id,
        mapping=mapping,
        version=mapping.version,
        kind=kind,
        purpose=mapping.purpose,
        happened_on=on or timezone.localdate(),
        recorded_by_id=writer_of(by),
        **given,
    )


def check_named(
    mapping: Mapping, people: Iterable[Named], *, standing: Iterable[Named] = ()
) -> None:
    """Everybody named by key belongs to this family or works in this authority.

    Those in `standing` are named there already and may stay, also when they have left.

    Raises:
        NotFound: a key of somebody else's family, or another authority's.
    """
    known = {(one.person_id, one.worker_id) for one in standing}
    new = [one for one in people if (one.person_id, one.worker_id) not in known]
    persons = {one.person_id for one in new if one.person_id}
    workers = {one.worker_id for one in new if one.worker_id}
    here = {"authority_id": mapping.authority_id}
    family = FamilyMember.objects.filter(**here, family_id=mapping.family_id)
    if persons and persons - set(
        family.filter(person_id__in=persons).values_list("person_id", flat=True)
    ):
        raise NotFound("person")
    if workers and workers - set(
        Worker.objects.filter(**here, pk__in=workers).values_list("pk", flat=True)
    ):
        raise NotFound("worker")


def check_showing(showing: Showing, *, today: date) -> None:
    """Hidden from the family only with a reason and a day to look again (I8).

    Raises:
        CannotDo: one of them is missing, or the day has passed.
    """
    if showing.is_visible:
        return
    if not showing.reason.strip():
        raise CannotDo("Say why the family should not see this yet", "hidden_reason")
    if showing.review_on is None or showing.review_on <= today:
        raise CannotDo(
            "Enter a day after today when this will be looked at again",
            "hidden_review_on",
        )


def write_showing(row: ShownToFamily, showing: Showing, worker_id: UUID) -> None:
    """Whoever hides it is kept; saving it unchanged does not change who did."""
    if showing.is_visible:
        row.is_visible_to_family, row.hidden_reason = True, ""
        row.hidden_review_on, row.hidden_by_id = None, None
        return
    if row.is_visible_to_family:
        row.hidden_by_id = worker_id
    row.is_visible_to_family = False
    row.hidden_reason, row.hidden_review_on = showing.reason, showing.review_on


def sign(row: Written, worker_id: UUID) -> None:
    """One version on, by this writer, now."""
    row.version += 1
    row.changed_by_id, row.changed_at = worker_id, timezone.now()


def withdraw(row: Written, *, reason: str, worker_id: UUID) -> None:
    """Take it off the map; it stays readable.

    Raises:
        CannotDo: no reason is given.
    """
    if not reason.strip():
        raise CannotDo("Say why this comes off the map", "reason")
    sign(row, worker_id)
    row.withdrawn_at, row.withdrawn_by_id = row.changed_at, worker_id
    row.withdrawn_reason = reason


def put_back(row: Written, *, worker_id: UUID) -> None:
    sign(row, worker_id)
    row.withdrawn_at, row.withdrawn_by_id, row.withdrawn_reason = None, None, ""
