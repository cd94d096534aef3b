"""The authority says yes or no. A yes narrows, sets a last day and starts the work."""

from __future__ import annotations

import secrets
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from kinfold.extracts import policy
from kinfold.extracts.models import (
    ExtractDecision,
    ExtractRequest,
    Grain,
    HeldExtract,
)
from kinfold.extracts.policy import Standing
from kinfold.extracts.rooms import in_turn
from kinfold.extracts.selectors import extract_for
from kinfold.extracts.written import Giving
from kinfold.platform import audit
from kinfold.platform.jobs import Job, enqueue
from kinfold.platform.viewer import Viewer
from kinfold.records.errors import CannotDo

KEY_BYTES = 32


@transaction.atomic
def decide_extract(
    *, request_id: UUID, reason: str, giving: Giving | None, job: Job, by: Viewer
) -> ExtractDecision:
    """Say yes with its limits, or no (`giving` None). `job` makes the file.

    Raises:
        NotFound: no such extract was asked of the authority.
        PermissionDenied: only information governance decides.
        CannotDo: it is decided or ended, or the yes gives more than was asked.
    """
    in_turn(request_id)
    extract = extract_for(by, request_id)
    if not (may_decide := policy.may_decide(by)):
        raise PermissionDenied(may_decide.reason)
    if extract.standing is not Standing.ASKED:
        raise CannotDo(
            "This was decided or ended while you were writing. Nothing was changed"
        )
    request = extract.request
    made = ExtractDecision(
        programme_id=request.programme_id,
        authority_id=request.authority_id,
        request=request,
        by_user_id=by.user_id,
        by_name=by.name,
        is_given=giving is not None,
        reason=reason,
    )
    if giving is not None:
        _insist_on_no_more(request, giving)
        _set_limits(made, giving)
    made.save(force_insert=True)
    _note(made, by)
    if giving is not None:
        HeldExtract.objects.create(
            authority_id=by.in_authority(),
            request_id=request.pk,
            key=secrets.token_bytes(KEY_BYTES),
        )
        enqueue(by=by, job=job, request_id=request.pk)
    return made


def _insist_on_no_more(request: ExtractRequest, giving: Giving) -> None:
    limits = giving.limits
    limits.check()
    if limits.first_day < request.first_day:
        raise CannotDo("This is earlier than was asked for", "first_day")
    if limits.last_day > request.last_day:
        raise CannotDo("This is later than was asked for", "last_day")
    if request.grain == Grain.QUARTER and limits.grain != Grain.QUARTER:
        raise CannotDo("Only quarters were asked for", "grain")
    for name, columns in limits.columns.items():
        if set(columns) - set(request.columns.get(name, ())):
            raise CannotDo("Columns that were not asked for cannot be given")
    if not policy.FEWEST_ALIKE <= giving.alike <= policy.MOST_ALIKE:
        raise CannotDo(
            f"From {policy.FEWEST_ALIKE} to {policy.MOST_ALIKE} children", "alike"
        )
    _insist_on_no_longer(request, giving)


def _insist_on_no_longer(request: ExtractRequest, giving: Giving) -> None:
    today = timezone.localdate()
    if not today <= giving.expires_on <= today + policy.LONGEST:
        raise CannotDo(
            f"Choose a day from today on, and at most {policy.LONGEST.days} days away",
            "expires_on",
        )
    if giving.expires_on > request.wanted_until:
        raise CannotDo(
            f"It is wanted until {request.wanted_until:%-d %B %Y}. Choose no later "
            "day: for longer it must be asked for anew",
            "expires_on",
        )


def _set_limits(made: ExtractDecision, giving: Giving) -> None:
    made.columns = {name: list(some) for name, some in giving.limits.columns.items()}
    made.first_day, made.last_day = giving.limits.first_day, giving.limits.last_day
    made.grain, made.alike = giving.limits.grain, giving.alike
    made.expires_on = giving.expires_on


def _note(made: ExtractDecision, by: Viewer) -> None:
    action = "extract.given" if made.is_given else "extract.refused"
    changes = {"request": str(made.request_id), "expires_on": str(made.expires_on)}
    audit.record_in_programme(by=by, action=action, target=made, changes=changes)
    audit.record(
        by=by, action=action, target=made, changes=changes, why=made.reason[:500]
    )
