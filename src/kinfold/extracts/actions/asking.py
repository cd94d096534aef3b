"""An evaluator asks an authority of their programme for an extract."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.db import transaction

from kinfold.extracts import policy
from kinfold.extracts.models import ExtractRequest
from kinfold.extracts.selectors import places_to_ask
from kinfold.extracts.written import Asking
from kinfold.platform import audit
from kinfold.platform.viewer import Viewer
from kinfold.records.errors import CannotDo


@transaction.atomic
def ask_for_extract(*, place: str, asking: Asking, by: Viewer) -> ExtractRequest:
    """Ask. `place` is the authority's place in the programme.

    Raises:
        PermissionDenied: the role does not include it.
        CannotDo: the authority is not in the programme, or no table of events is asked.
    """
    if not (may_ask := policy.may_ask(by)):
        raise PermissionDenied(may_ask.reason)
    places = {str(one.pk): one for one in places_to_ask(by)}
    if place not in places:
        raise CannotDo("Choose an authority that is in your programme today", "place")
    limits = asking.limits
    limits.check()
    made = ExtractRequest.objects.create(
        programme_id=places[place].programme_id,
        authority_id=places[place].authority_id,
        by_user_id=by.user_id,
        by_name=by.name,
        study=asking.study,
        purpose=asking.purpose,
        columns={name: list(some) for name, some in limits.columns.items()},
        first_day=limits.first_day,
        last_day=limits.last_day,
        grain=limits.grain,
        wanted_until=asking.wanted_until,
        holders=asking.holders,
        lawful_basis=asking.lawful_basis,
        dpia=asking.dpia,
    )
    audit.record_in_programme(
        by=by, action="extract.asked", target=made, changes={"study": made.study}
    )
    return made
