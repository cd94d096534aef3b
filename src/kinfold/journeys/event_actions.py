"""Writing down what happened on an authority's road, and taking it back."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from kinfold.journeys import policy, selectors
from kinfold.journeys.models import RoadEvent, RoadEventTakenBack
from kinfold.platform import audit
from kinfold.platform.holding import insist
from kinfold.platform.models import said_by
from kinfold.platform.one_at_a_time import one_at_a_time
from kinfold.platform.viewer import Viewer
from kinfold.records.errors import CannotDo


@dataclass(frozen=True, slots=True)
class Happened:
    """What happened on a day, of which kind, and where it is read."""

    kind: str
    happened_on: date
    words: str
    link: str = ""


@transaction.atomic
def add_event(
    *,
    programme_id: UUID,
    place: UUID,
    told: Happened,
    by: Viewer,
    is_synthetic: bool = False,
) -> RoadEvent:
    """Put something that happened on the road.

    Raises:
        PermissionDenied: it is another authority's, or not theirs to write.
        NotFound: there is no such authority in the programme for them.
        CannotDo: the day is to come, or the same stands there already.
    """
    one_at_a_time(f"journey of {place} in {programme_id}")
    shown = selectors.journey(by, programme_id, place)
    insist(policy.may_keep(by, place))
    if told.happened_on > timezone.localdate():
        raise CannotDo("This day has not come yet", "happened_on")
    said = (told.kind, told.happened_on, told.words)
    if any(
        (one.kind, one.happened_on, one.words) == said and not one.taken_back.all()
        for one in shown.events
    ):
        raise CannotDo("This stands on the road already", "words")
    row = RoadEvent(
        programme_id=programme_id,
        authority_id=place,
        is_synthetic=is_synthetic,
        **asdict(told),
        **said_by(by),
    )
    row.save(force_insert=True)
    audit.record_in_programme(
        by=by,
        action="journey.event_added",
        target=row,
        changes={},  # all of the programme reads this, and a road is one authority's
    )
    return row


@transaction.atomic
def take_event_back(
    *, programme_id: UUID, place: UUID, road_event_id: UUID, why: str, by: Viewer
) -> None:
    """It stands on the road no more. What it said stays to be read.

    Raises:
        PermissionDenied: it is another authority's, or not theirs to write.
        NotFound: no such event was put on the road.
        CannotDo: it was taken back already. The same by the same person is none.
    """
    one_at_a_time(f"journey of {place} in {programme_id}")
    shown = selectors.journey(by, programme_id, place)
    insist(policy.may_keep(by, place))
    event = shown.event(road_event_id)
    ended = event.ended
    if ended:
        if (ended.by_user_id, ended.why) != (by.user_id, why):
            raise CannotDo(f"{ended.by_name} took it back already: {ended.why}", "why")
        return
    row = RoadEventTakenBack(
        programme_id=programme_id,
        authority_id=place,
        event=event,
        why=why,
        **said_by(by),
    )
    row.save(force_insert=True)
    audit.record_in_programme(
        by=by, action="journey.event_taken_back", target=event, changes={}
    )
