"""Arrangements: begun, written anew, and ended. Every wording is kept."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from kinfold.family_time.models import FamilyTimeLadder
from kinfold.kinship.holding import hold_care
from kinfold.kinship.models import (
    ArrangementNight,
    ArrangementWording,
    KinshipArrangement,
    KinshipOption,
)
from kinfold.kinship.wording import words_of
from kinfold.networks.holding import check_named, hold
from kinfold.planning.models import PlanRule
from kinfold.platform import audit
from kinfold.platform.errors import NotFound
from kinfold.platform.viewer import Viewer
from kinfold.records.errors import CannotDo, StaleVersion
from kinfold.records.models import Family, FamilyMember, Person
from kinfold_core.access import Action
from kinfold_core.people.dates import (
    FuzzyDate,
    day_in_words,
    whole_years,
    why_not_before_birth,
)
from kinfold_core.practice.facts_kinship import CareFacts
from kinfold_core.practice.kinship_care import (
    CareDetails,
    why_not_begin,
    why_not_carer,
)
from kinfold_core.practice.kinship_law import Kind, Relation
from kinfold_core.practice.rulebook import check_care
from kinfold_core.practice.written import Named

CHILDREN = (FamilyMember.Part.CHILD, FamilyMember.Part.UNBORN)


@transaction.atomic
def begin_care(
    *, family_id: UUID, details: CareDetails, by: Viewer
) -> KinshipArrangement:
    """Write down that a child lives with somebody. Sent twice, it is kept once.

    Raises:
        CannotDo: what cannot be: no carer, the child caring for itself, a carer who
            is a child or not born, an age at which the law does not allow it, a day
            that has not come.
        NotFound: no such family, or somebody or something of another one.
    """
    family, worker_id = hold(by, family_id, Action.WRITE_NETWORK)
    _check(family, details)
    same = KinshipArrangement.objects.filter(
        authority_id=family.authority_id,
        family=family,
        child_id=details.child_id,
        carer_name=details.carer.name,
        kind=details.kind,
        started_on=details.started_on,
        ended_on=None,
    ).first()
    care = KinshipArrangement(
        authority_id=family.authority_id, family=family, entered_by_id=worker_id
    )
    _write(care, details)
    if same is not None:
        if words_of(same) == words_of(care):
            return same
        raise CannotDo(
            f"This care by {same.carer_name} is written down already, with other "
            "words. Change it there",
            "carer",
        )
    care.save(force_insert=True)
    _cover_nights(care, details.rule_ids)
    _keep_wording(care, worker_id)
    changes = {"carer": care.carer_name, "kind": care.kind}
    _record(by, "kinship.care_begun", care, changes)
    return care


@transaction.atomic
def change_care(
    *,
    family_id: UUID,
    arrangement_id: UUID,
    details: CareDetails,
    version: int,
    by: Viewer,
) -> KinshipArrangement:
    """Write an arrangement anew. Saving what stands changes nothing.

    Raises:
        StaleVersion: somebody saved other words meanwhile; holds the arrangement.
        CannotDo: what cannot be (see `begin_care`), or it has ended.
        NotFound: no such arrangement of this family.
    """
    care, worker_id = hold_care(by, family_id, arrangement_id)
    before = words_of(care)
    stood = care.version
    _check(care.family, details)
    _write(care, details)
    rules = set(details.rule_ids)
    is_same_rules = rules == set(
        ArrangementNight.objects.filter(
            authority_id=care.authority_id, arrangement=care
        ).values_list("rule_id", flat=True)
    )
    now = words_of(care)
    fields = sorted(key for key in now if before[key] != now[key])
    if not fields and is_same_rules:
        return care
    if stood != version:
        care.refresh_from_db()
        raise StaleVersion(care)
    care.version += 1
    care.save()
    _cover_nights(care, details.rule_ids)
    _keep_wording(care, worker_id)
    _record(by, "kinship.care_changed", care, {"fields": fields})
    return care


@transaction.atomic
def end_care(
    *, family_id: UUID, arrangement_id: UUID, ended_on: date, reason: str, by: Viewer
) -> KinshipArrangement:
    """The child lives there no longer. Everything stays readable.

    Raises:
        CannotDo: no reason, a day that has not come, before it began, or somebody
            said before how it ended.
        NotFound: no such arrangement of this family.
    """
    care, worker_id = hold_care(by, family_id, arrangement_id, is_ended_welcome=True)
    if care.ended_on is not None:
        if (care.ended_on, care.ended_reason) == (ended_on, reason):
            return care
        raise CannotDo(
            f"This ended on {day_in_words(care.ended_on)} already, and it says: "
            f"{care.ended_reason}",
            "reason",
        )
    if not reason.strip():
        raise CannotDo("Say how it ended, and where the child lives now", "reason")
    if ended_on > timezone.localdate():
        raise CannotDo("This day has not come yet", "ended_on")
    if ended_on < care.started_on:
        raise CannotDo("This is before it began", "ended_on")
    care.ended_on, care.ended_reason = ended_on, reason
    care.version += 1
    care.save()
    _keep_wording(care, worker_id)
    _record(by, "kinship.care_ended", care, {"ended_on": ended_on.isoformat()})
    return care


def _check(family: Family, details: CareDetails) -> None:
    today = timezone.localdate()
    why_not, field = why_not_begin(details, today=today)
    if why_not:
        raise CannotDo(why_not, field)
    child = Named(name=details.child_name, person_id=details.child_id)
    check_named(family, [child, details.carer, details.second_carer])
    here = {"authority_id": family.authority_id}
    part = (
        FamilyMember.objects.filter(
            **here, family=family, person_id=details.child_id, part__in=CHILDREN
        )
        .values_list("part", flat=True)
        .first()
    )
    if part is None:
        raise NotFound("child of the family")
    if part == FamilyMember.Part.UNBORN:
        raise CannotDo(
            "This baby is not born yet. Write it down after the birth", "child"
        )
    _check_there(KinshipOption, family, "family", [details.option_id])
    _check_there(FamilyTimeLadder, family, "family", [details.family_time_id])
    _check_there(PlanRule, family, "plan__family", details.rule_ids)
    _check_carers(family, details, today)


def _check_there(
    model: Any, family: Family, path: str, keys: Iterable[UUID | None]
) -> None:
    """Every row named is this family's.

    Raises:
        NotFound: one is not.
    """
    wanted = {key for key in keys if key is not None}
    there = model.objects.filter(
        authority_id=family.authority_id, pk__in=wanted, **{path: family}
    )
    if wanted and there.count() != len(wanted):
        raise NotFound("row of the family")


def _check_carers(family: Family, details: CareDetails, today: date) -> None:
    """Each carer is born and grown up, and as old as the law asks for.

    Raises:
        CannotDo: one of them is not.
    """
    carers = {"carer": details.carer, "second": details.second_carer}
    keys = [one.person_id for one in carers.values() if one.person_id]
    here = {"authority_id": family.authority_id}
    people = Person.objects.filter(**here, pk__in=[details.child_id, *keys])
    born = {person.pk: person.born for person in people}
    not_yet = why_not_before_birth(
        details.child_name, born.get(details.child_id), details.started_on
    )
    if not_yet:
        raise CannotDo(not_yet, "started_on")
    unborn = {person.pk for person in people if person.is_unborn}
    for field, carer in carers.items():
        if not carer.name:
            continue
        key = carer.person_id
        why_not = why_not_carer(
            carer.name, born[key] if key else None, is_unborn=key in unborn, today=today
        )
        if why_not:
            raise CannotDo(why_not, field)
        for finding in check_care(_facts(details, carer, born, today)):
            if finding.is_blocking:
                where = field if finding.where == "carer" else finding.where
                raise CannotDo(finding.message, where)


def _facts(
    details: CareDetails,
    carer: Named,
    born: Mapping[UUID, FuzzyDate | None],
    today: date,
) -> CareFacts:
    def years(key: UUID | None) -> int | None:
        day = born.get(key) if key else None
        return whole_years(day.earliest, today) if day else None

    return CareFacts(
        child=details.child_name,
        carer=carer.name,
        kind=Kind(details.kind),
        is_close=Relation(details.relation).is_close,
        child_years=years(details.child_id),
        carer_years=years(carer.person_id),
    )


def _write(care: KinshipArrangement, details: CareDetails) -> None:
    care.child_id, care.child_name = details.child_id, details.child_name
    care.carer_person_id = details.carer.person_id
    care.carer_name = details.carer.name
    care.second_person_id = details.second_carer.person_id
    care.second_name = details.second_carer.name
    care.option_id, care.family_time_id = details.option_id, details.family_time_id
    for name in (
        "relation", "kind", "started_on", "how", "arranged", "arranged_words",
        "legal_status", "responsibility", "assessments", "child_view", "permanence",
        "is_child_disabled",
    ):  # fmt: skip
        setattr(care, name, getattr(details, name))


def _cover_nights(care: KinshipArrangement, rule_ids: Iterable[UUID]) -> None:
    here = {"authority_id": care.authority_id, "arrangement": care}
    nights = ArrangementNight.objects.filter(**here)
    nights.exclude(rule_id__in=rule_ids).delete()
    known = set(nights.values_list("rule_id", flat=True))
    ArrangementNight.objects.bulk_create(
        ArrangementNight(**here, rule_id=key)
        for key in dict.fromkeys(rule_ids)
        if key not in known
    )


def _keep_wording(care: KinshipArrangement, worker_id: UUID) -> None:
    nights = ArrangementNight.objects.filter(
        authority_id=care.authority_id, arrangement=care
    ).values_list("rule_id", flat=True)
    ArrangementWording.objects.create(
        authority_id=care.authority_id,
        arrangement=care,
        version=care.version,
        words=words_of(care) | {"nights": sorted(str(key) for key in nights)},
        recorded_by_id=worker_id,
    )


def _record(
    by: Viewer, action: str, care: KinshipArrangement, changes: dict[str, Any]
) -> None:
    audit.record(
        by=by,
        action=action,
        target=care,
        changes=changes,
        family_id=care.family_id,
        person_id=care.child_id,
    )
