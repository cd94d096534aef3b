"""Answering for somebody who is there although a child said no (R-NW12)."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from kinfold.child_no.models import DespiteChild
from kinfold.child_no.selectors import may_decide
from kinfold.networks.holding import check_named, hold
from kinfold.networks.selectors import refusals_of
from kinfold.platform import audit
from kinfold.platform.errors import NotFound
from kinfold.platform.viewer import Viewer
from kinfold.records.errors import CannotDo, StaleVersion
from kinfold.records.models import Family
from kinfold.records.selectors.members import children_of
from kinfold_core.access import Action
from kinfold_core.practice.child_no import (
    LONGEST_DESPITE,
    DespiteDetails,
    Refusals,
)
from kinfold_core.practice.facts_network import DespiteFacts
from kinfold_core.practice.plan_written import Who
from kinfold_core.practice.rulebook import check_despite


@transaction.atomic
def decide_despite(
    *, family_id: UUID, of_whom: UUID, details: DespiteDetails, seen: str, by: Viewer
) -> DespiteChild:
    """Somebody answers for it that a person is there all the same, or not any more.

    The child's no stays as it was said. What was decided last, posted again, is kept
    once. `seen` is the mark of what the writer saw (`Refusals.stamp_on`): nothing is
    decided over a no that nobody had before them.

    Raises:
        StaleVersion: a child said something else of them, or somebody decided
            otherwise, since it was seen; holds what counts now.
        CannotDo: no reason or decider, a decider who may not be it, or a day that
            cannot be.
        NotFound: no child of this family said no to anybody of that key.
    """
    family, worker_id = hold(by, family_id, Action.WRITE_NETWORK)
    refusals = refusals_of(by, family.pk)
    about = _refused(refusals, of_whom)
    _check(by, family, about, details)
    said = _as_columns(about, details)
    here = {"authority_id": family.authority_id, "family": family}
    newest = (
        DespiteChild.objects.filter(**here, name=about.name)
        .order_by("-recorded_at", "-pk")
        .first()
    )
    if newest and all(getattr(newest, key) == is_now for key, is_now in said.items()):
        return newest
    if refusals.stamp_on(about) != seen:
        raise StaleVersion(refusals)
    row = DespiteChild.objects.create(
        **here,
        **said,
        decided_by_person_id=details.decided_by.person_id,
        decided_by_worker_id=details.decided_by.worker_id,
        recorded_by_id=worker_id,
    )
    audit.record(
        by=by,
        action="child_no.despite" if row.is_there else "child_no.heeded",
        target=row,
        changes={"name": row.name, "who": row.decided_by_name},
        family_id=family.pk,
        person_id=row.person_id,
    )
    return row


def _as_columns(about: Who, details: DespiteDetails) -> dict[str, Any]:
    return {
        "name": about.name,
        "member_id": about.member_id,
        "person_id": about.person_id,
        "is_there": details.is_there,
        "reason": details.reason,
        "decided_by_name": details.decided_by.name,
        "decided_on": details.decided_on,
        "review_on": details.review_on if details.is_there else None,
    }


def _refused(refusals: Refusals, of_whom: UUID) -> Who:
    for word in refusals.words:
        if word.of_whom == of_whom:
            return word.about
    raise NotFound("child's no")


def _check(by: Viewer, family: Family, about: Who, details: DespiteDetails) -> None:
    decider = details.decided_by
    check_named(family, [decider])
    facts = DespiteFacts(
        reason=details.reason,
        decided_by=decider.name,
        is_by_themselves=Who.from_named(decider).is_same_as(about),
        is_by_child=decider.person_id in children_of(by, family.pk),
        may_decide=not details.is_there or may_decide(by, family, decider.worker_id),
        has_review=details.review_on is not None or not details.is_there,
        is_too_long=details.is_there
        and details.review_on is not None
        and details.review_on - details.decided_on > LONGEST_DESPITE,
    )
    for finding in check_despite(facts):
        raise CannotDo(finding.message, finding.where)
    today = timezone.localdate()
    if details.decided_on > today:
        raise CannotDo("This day has not come yet", "decided_on")
    if details.is_there and details.review_on and details.review_on <= today:
        raise CannotDo("Choose a day that is still to come", "review_on")
