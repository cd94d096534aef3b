"""Whether the family may be asked afterwards, and what they said when they were."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from kinfold.long_haul.models import CheckIn, CheckInConsent
from kinfold.long_haul.selectors import consent_of
from kinfold.networks.holding import check_named, hold
from kinfold.platform import audit
from kinfold.platform.viewer import Viewer
from kinfold.records.errors import CannotDo
from kinfold_core.access import Action
from kinfold_core.practice.long_haul import (
    CONSENTS,
    CheckInDetails,
    ConsentDetails,
    why_not_asked,
)


@transaction.atomic
def write_consent(
    *, family_id: UUID, details: ConsentDetails, by: Viewer
) -> CheckInConsent:
    """Somebody of the family says whether they may be asked after the end.

    Taking it back is another row; what was said before stays. What was said last,
    said again by the same person the same way, is written once.

    Raises:
        CannotDo: no answer, nobody who gave it, a worker, or a day that has not come.
        NotFound: no such family, or somebody of another one.
    """
    family, worker_id = hold(by, family_id, Action.ASK_AFTERWARDS)
    if details.answer not in CONSENTS:
        raise CannotDo("Choose what they said", "answer")
    _check_whose(details.who.name, details.who.worker_id)
    _check_day(details.said_on, "said_on")
    check_named(family, [details.who])
    here = {"authority_id": family.authority_id, "family": family}
    said = {
        "answer": details.answer,
        "said_person_id": details.who.person_id,
        "said_name": details.who.name,
        "said_on": details.said_on,
        "way": details.way,
    }
    newest = CheckInConsent.objects.filter(**here).order_by("-recorded_at", "-pk")
    standing = newest.first()
    if standing and all(
        getattr(standing, key) == is_now for key, is_now in said.items()
    ):
        return standing
    row = CheckInConsent.objects.create(**here, **said, recorded_by_id=worker_id)
    audit.record(
        by=by,
        action=f"long_haul.consent_{row.answer}",
        target=row,
        changes={"who": row.said_name},
        family_id=family.pk,
    )
    return row


@transaction.atomic
def write_check_in(*, family_id: UUID, details: CheckInDetails, by: Viewer) -> CheckIn:
    """Write down how somebody says that it stands. Posted twice it is written once.

    The record may be closed: this is the one thing that is written after that.

    Raises:
        CannotDo: no answer, nobody who gave it, a worker, nothing of what changed, a
            day that cannot be, or a family that did not say they may be asked.
        NotFound: no such family, or somebody of another one.
    """
    family, worker_id = hold(by, family_id, Action.ASK_AFTERWARDS)
    here = {"authority_id": family.authority_id, "family": family}
    why, field = why_not_asked(
        details,
        closed_on=family.closed_on,
        consent=consent_of(by, family_id),
    )
    if why:
        raise CannotDo(why, field)
    _check_whose(details.who.name, details.who.worker_id)
    _check_day(details.heard_on, "heard_on")
    check_named(family, [details.who])
    row, is_new = CheckIn.objects.get_or_create(
        **here,
        closed_on=family.closed_on,
        month=details.month,
        heard_on=details.heard_on,
        said_person_id=details.who.person_id,
        said_name=details.who.name,
        answer=details.answer,
        words=details.words,
        wanted=details.wanted,
        defaults={"recorded_by_id": worker_id},
    )
    if is_new:
        audit.record(
            by=by,
            action="long_haul.heard",
            target=row,
            changes={"answer": row.answer, "month": row.month, "who": row.said_name},
            family_id=family.pk,
        )
    return row


def _check_whose(name: str, worker_id: UUID | None) -> None:
    """It is the family's and their people's to say, and never a worker's."""
    if not name:
        raise CannotDo("Say who said it", "who")
    if worker_id is not None:
        raise CannotDo("This is for the family or their people to say", "who")


def _check_day(day: date, field: str) -> None:
    if day > timezone.localdate():
        raise CannotDo("This day has not come yet", field)
