"""Keeping the supervision of the work with one family, and what was decided."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from kinfold.platform import audit
from kinfold.platform.viewer import Viewer
from kinfold.records.actions.earlier import keep_changed
from kinfold.records.errors import CannotDo, StaleVersion
from kinfold.records.selectors import family_for
from kinfold.supervision.details import CaseDetails
from kinfold.supervision.holding import check_workers, hold_case
from kinfold.supervision.models import CaseDecision, CaseSupervision
from kinfold_core.access import Action

WORDS = (
    "worker_id", "supervisor_id", "held_on", "worried", "working", "needs", "next_on",
)  # fmt: skip


@transaction.atomic
def keep_case(*, family_id: UUID, details: CaseDetails, by: Viewer) -> CaseSupervision:
    """Keep what two people saw of the work with a family.

    Raises:
        CannotDo: no words, one person in both parts, or days that cannot be.
        NotFound: somebody who does not work here.
    """
    family = family_for(by, family_id, Action.HOLD_SUPERVISION, is_locked=True)
    _check(details, by)
    case = CaseSupervision.objects.create(
        authority_id=family.authority_id,
        family=family,
        recorded_by_id=by.as_worker(),
        **{name: getattr(details, name) for name in WORDS},
    )
    _note(case, "supervision.case_kept", by, held_on=details.held_on.isoformat())
    return case


@transaction.atomic
def change_case(
    *, family_id: UUID, case_id: UUID, details: CaseDetails, version: int, by: Viewer
) -> CaseSupervision:
    """Mend what was kept. What stands already changes nothing.

    Raises:
        StaleVersion: somebody saved since `version` was read; holds theirs.
        CannotDo: as for `keep_case`.
    """
    case = hold_case(by, family_id, case_id)
    changes = {
        name: [str(getattr(case, name)), str(getattr(details, name))]
        for name in WORDS
        if getattr(case, name) != getattr(details, name)
    }
    if not changes:
        return case
    if case.version != version:
        raise StaleVersion(case)
    _check(details, by)
    for name in WORDS:
        setattr(case, name, getattr(details, name))
    case.version += 1
    case.save()
    told = keep_changed(of=case, family_id=family_id, changes=changes, by=by)
    _note(case, "supervision.case_changed", by, **told)
    return case


@transaction.atomic
def decide(
    *,
    family_id: UUID,
    case_id: UUID,
    text: str,
    reason: str,
    who_id: UUID,
    due_on: date | None,
    by: Viewer,
) -> CaseDecision:
    """Write down what was decided, why, and who does it. The same is kept once.

    Raises:
        CannotDo: it does not say what or why.
        NotFound: somebody who does not work here.
    """
    case = hold_case(by, family_id, case_id)
    if not text.strip():
        raise CannotDo("Write what was decided", "text")
    if not reason.strip():
        raise CannotDo("Say why. Somebody will ask in a year", "reason")
    check_workers(by, {who_id})
    decision, is_new = CaseDecision.objects.get_or_create(
        authority_id=case.authority_id,
        supervision=case,
        text=text,
        reason=reason,
        who_id=who_id,
        due_on=due_on,
        defaults={"decided_by_id": by.as_worker()},
    )
    if is_new:
        _note(case, "supervision.decided", by)
    return decision


def _check(details: CaseDetails, by: Viewer) -> None:
    if details.worker_id == details.supervisor_id:
        raise CannotDo("Choose two different people", "supervisor")
    if details.held_on > timezone.localdate():
        raise CannotDo("This day has not come yet. Enter when you met", "held_on")
    if details.next_on and details.next_on <= details.held_on:
        raise CannotDo("Enter a day after this one", "next_on")
    if not any((details.worried, details.working, details.needs)):
        raise CannotDo(
            "Write in at least one of the three: what worries you, what works, or "
            "what is needed",
            "worried",
        )
    check_workers(by, {details.worker_id, details.supervisor_id})


def _note(case: CaseSupervision, deed: str, by: Viewer, **changes: object) -> None:
    audit.record(
        by=by,
        action=deed,
        target=case,
        changes=changes,
        family_id=case.family_id,
    )
