"""Who stays, and what a family says afterwards. Fixed words, through the actions."""

from __future__ import annotations

from datetime import date

from django.utils import timezone

from kinfold.long_haul import actions
from kinfold.long_haul.models import CheckIn, CheckInConsent
from kinfold.platform.tenancy import as_viewer
from kinfold.platform.viewer import Viewer
from kinfold.records.models import Family
from kinfold.stages.actions.ending import agree_long_haul
from kinfold.stages.models import LongHaul
from kinfold.stages.selectors.agreed import agreed_of
from kinfold_core.practice.ending import LongHaulDetails
from kinfold_core.practice.long_haul import CheckInDetails, ConsentDetails
from kinfold_core.practice.written import Named

JO = Named(name="Nan Jo")


def make_haul(by: Viewer, family: Family, **changes: object) -> LongHaul:
    details: dict[str, object] = {
        "who_stays": ("Nan Jo", "Raj"),
        "coordinator": "Nan Jo",
        "rhythm": "Sunday dinner at Nan's",
        "triggers": "Dean drinks on a Friday",
        "who_to_ring": "Raj, then the duty worker",
        "turning_points": "Amira starts her new school",
        "emergency": "Raj, and Bea when he is away",
        "child_copy": "A drawing on the fridge",
        "agreed_on": timezone.localdate(),
    }
    with as_viewer(by):
        newest = agreed_of(by, family.pk)
        return agree_long_haul(
            family_id=family.pk,
            details=LongHaulDetails(**(details | changes)),  # type: ignore[arg-type]
            was=newest.pk if newest else None,
            by=by,
        )


def make_consent(
    by: Viewer, family: Family, answer: str = "yes", **changes: object
) -> CheckInConsent:
    details: dict[str, object] = {
        "answer": answer,
        "who": JO,
        "said_on": timezone.localdate(),
        "way": "Ring Nan on a Sunday",
    }
    with as_viewer(by):
        return actions.write_consent(
            family_id=family.pk,
            details=ConsentDetails(**(details | changes)),  # type: ignore[arg-type]
            by=by,
        )


def make_check_in(
    by: Viewer, family: Family, month: int = 0, **changes: object
) -> CheckIn:
    details: dict[str, object] = {
        "month": month,
        "heard_on": timezone.localdate(),
        "who": JO,
        "answer": "still",
        "words": "Sunday dinner, every week.",
    }
    with as_viewer(by):
        return actions.write_check_in(
            family_id=family.pk,
            details=CheckInDetails(**(details | changes)),  # type: ignore[arg-type]
            by=by,
        )


def close_on(by: Viewer, family: Family, day: date) -> None:
    """The record was closed that day."""
    with as_viewer(by):
        Family.objects.filter(pk=family.pk).update(
            opened_on=min(family.opened_on, day), closed_on=day
        )
        family.refresh_from_db()
