"""What happened in an arrangement, on which day; and rights, explained."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from kinfold.kinship.holding import hold_care
from kinfold.kinship.models import ArrangementHappening, KinshipArrangement
from kinfold.networks.holding import check_named
from kinfold.platform import audit
from kinfold.platform.viewer import Viewer
from kinfold.records.errors import CannotDo
from kinfold_core.practice.kinship_clocks import TO_WRITE, What
from kinfold_core.practice.kinship_law import Kind
from kinfold_core.practice.kinship_written import (
    HappeningDetails,
    RightsDetails,
    why_not_happened,
)


@transaction.atomic
def write_happening(
    *, family_id: UUID, arrangement_id: UUID, details: HappeningDetails, by: Viewer
) -> ArrangementHappening:
    """Write down what happened. It is kept as it is; sent twice, it is kept once.

    Raises:
        CannotDo: not of this kind of care, nobody named, a day that cannot be, or a
            longer approval without who, why and until when.
        NotFound: no such arrangement of this family, or somebody of another one.
    """
    care, worker_id = hold_care(by, family_id, arrangement_id)
    what = What(details.what)
    if what not in TO_WRITE[Kind(care.kind)]:
        raise CannotDo("This is not of this kind of care. Choose again", "what")
    _check(care, details)
    return _keep(by, care, details, worker_id, what=what)


@transaction.atomic
def explain_rights(
    *, family_id: UUID, arrangement_id: UUID, details: RightsDetails, by: Viewer
) -> ArrangementHappening:
    """Write down that the carer was told what this kind of care means for them.

    Raises:
        CannotDo: nobody named, no language, or a day that cannot be.
        NotFound: no such arrangement of this family, or somebody of another one.
    """
    care, worker_id = hold_care(by, family_id, arrangement_id)
    if not details.language.strip():
        raise CannotDo("Say in which language", "language")
    told = HappeningDetails(
        what=What.RIGHTS,
        happened_on=details.happened_on,
        by_whom=details.by_whom,
        words=details.words,
    )
    _check(care, told)
    return _keep(
        by, care, told, worker_id, what=What.RIGHTS, language=details.language.strip()
    )


def _check(care: KinshipArrangement, details: HappeningDetails) -> None:
    why_not, field = why_not_happened(
        details,
        started_on=care.started_on,
        approved_from=_approved_from(care),
        today=timezone.localdate(),
    )
    if why_not:
        raise CannotDo(why_not, field)
    check_named(care.family, [details.by_whom])


def _approved_from(care: KinshipArrangement) -> date:
    """The day from which the weeks of an approval for now are counted."""
    approval = (
        ArrangementHappening.objects.filter(
            authority_id=care.authority_id,
            arrangement=care,
            what=What.TEMPORARY_APPROVAL,
        )
        .order_by("happened_on")
        .last()
    )
    return approval.happened_on if approval else care.started_on


def _keep(
    by: Viewer,
    care: KinshipArrangement,
    details: HappeningDetails,
    worker_id: UUID,
    *,
    what: What,
    language: str = "",
) -> ArrangementHappening:
    row, is_new = ArrangementHappening.objects.get_or_create(
        authority_id=care.authority_id,
        arrangement=care,
        what=what,
        happened_on=details.happened_on,
        by_name=details.by_whom.name,
        words=details.words,
        language=language,
        kind=care.kind,
        until=details.until if what is What.EXTENDED else None,
        defaults={
            "by_person_id": details.by_whom.person_id,
            "by_worker_id": details.by_whom.worker_id,
            "recorded_by_id": worker_id,
        },
    )
    if is_new:
        is_rights = what is What.RIGHTS
        audit.record(
            by=by,
            action="kinship.rights_explained" if is_rights else "kinship.happened",
            target=row,
            changes={"what": what.value, "on": details.happened_on.isoformat()},
            family_id=care.family_id,
            person_id=care.child_id,
        )
    return row
