"""Asking a family who could stand by the children."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction
from django.utils import timezone

from kinfold.networks.holding import check_named, hold
from kinfold.networks.models import NetworkAsk
from kinfold.platform import audit
from kinfold.platform.viewer import Viewer
from kinfold.records.errors import CannotDo
from kinfold_core.access import Action
from kinfold_core.practice.network import AskDetails


@transaction.atomic
def write_ask(*, family_id: UUID, details: AskDetails, by: Viewer) -> NetworkAsk:
    """Write down that somebody was asked, and what they said. Twice is kept once.

    Raises:
        CannotDo: nobody named, no answer, or a day that has not come.
        NotFound: no such family, or somebody of another one.
    """
    family, worker_id = hold(by, family_id, Action.WRITE_NETWORK)
    if not details.whom.name:
        raise CannotDo("Say who was asked", "whom")
    if not details.answer.strip():
        raise CannotDo("Write what they said, or how you tried", "answer")
    if details.asked_on > timezone.localdate():
        raise CannotDo("This day has not come yet", "asked_on")
    check_named(family, [details.whom])
    ask, is_new = NetworkAsk.objects.get_or_create(
        authority_id=family.authority_id,
        family=family,
        side=NetworkAsk.About(details.side),
        asked_on=details.asked_on,
        asked_name=details.whom.name,
        answer=details.answer,
        defaults={
            "asked_person_id": details.whom.person_id,
            "asked_worker_id": details.whom.worker_id,
            "recorded_by_id": worker_id,
        },
    )
    if is_new:
        audit.record(
            by=by,
            action="network.asked",
            target=ask,
            changes={"side": details.side, "whom": details.whom.name},
            family_id=family.pk,
            person_id=details.whom.person_id,
        )
    return ask
