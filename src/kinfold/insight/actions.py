"""Choosing what an authority follows, and writing down what changed in practice."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils import timezone

from kinfold.insight import policy, selectors
from kinfold.insight.errors import ChoiceChanged
from kinfold.insight.models import MeasureChoice, PracticeEvent
from kinfold.insight.selectors import Followable
from kinfold.platform import audit
from kinfold.platform.errors import NotFound
from kinfold.platform.viewer import Viewer
from kinfold.records.errors import CannotDo
from kinfold_core.people.dates import FuzzyDate
from kinfold_measures.measure import Unit


@dataclass(frozen=True, slots=True)
class Choice:
    """What somebody chose about one measure."""

    is_followed: bool
    aim: float | None
    is_at_most: bool
    why: str


@transaction.atomic
def choose_measure(*, code: str, choice: Choice, seen_version: int, by: Viewer) -> None:
    """Keep the choice as the newest of its measure.

    Raises:
        PermissionDenied: what is followed is not theirs to choose.
        NotFound: there is no such measure.
        CannotDo: no reason, or an aim that no figure can reach.
        ChoiceChanged: somebody chose after the choice that was seen.
    """
    _insist(by)
    measure = selectors.to_follow(by, code)
    standing = selectors.choice_of(by, code)
    if (standing.version if standing else 0) != seen_version:
        raise ChoiceChanged(standing)
    _check(choice, measure)
    aim = choice.aim if choice.is_followed else None
    row = MeasureChoice(
        authority_id=by.in_authority(),
        code=code,
        version=seen_version + 1,
        is_followed=choice.is_followed,
        aim=aim,
        is_at_most=choice.is_at_most,
        why=choice.why,
        chosen_by_id=by.as_worker(),
    )
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError:
        raise ChoiceChanged(selectors.choice_of(by, code)) from None
    audit.record(
        by=by,
        action="measure.chosen",
        target=row,
        changes={
            "code": [None, code],
            "is_followed": [
                standing.is_followed if standing else None,
                row.is_followed,
            ],
            "aim": [standing.aim if standing else None, aim],
        },
        why=choice.why,
    )


@transaction.atomic
def write_event(*, kind: str, day: FuzzyDate, words: str, by: Viewer) -> PracticeEvent:
    """Keep what changed in practice and when.

    Raises:
        PermissionDenied: it is not theirs to write.
        CannotDo: no words, a day to come, or the same was written before.
    """
    _insist(by)
    if not words.strip():
        raise CannotDo("Say in a few words what changed", "words")
    if day.earliest > timezone.localdate():
        raise CannotDo("This day has not come yet. Write it when it has", "day")
    same = PracticeEvent.objects.filter(
        authority_id=by.in_authority(),
        kind=kind,
        earliest=day.earliest,
        latest=day.latest,
        words=words,
        taken_back_at=None,
    )
    if same.exists():
        raise CannotDo("This is on the list already", "words")
    event = PracticeEvent(
        authority_id=by.in_authority(),
        kind=kind,
        earliest=day.earliest,
        latest=day.latest,
        is_about=day.is_about,
        words=words,
        written_by_id=by.as_worker(),
    )
    event.save(force_insert=True)
    audit.record(
        by=by,
        action="practice_event.written",
        target=event,
        changes={"kind": [None, kind], "day": [None, str(day)], "words": [None, words]},
    )
    return event


@transaction.atomic
def take_event_back(*, event_id: UUID, why: str, by: Viewer) -> None:
    """Show it no more; it stays readable with the reason. Again changes nothing.

    Raises:
        PermissionDenied: it is not theirs to take back.
        NotFound: the authority has no such event.
        CannotDo: no reason.
    """
    _insist(by)
    event = (
        PracticeEvent.objects.select_for_update(of=("self",))
        .filter(authority_id=by.in_authority(), pk=event_id)
        .first()
    )
    if event is None:
        raise NotFound(f"No event {event_id}")
    if event.taken_back_at is not None:
        return
    if not why.strip():
        raise CannotDo("Say why it is taken back", "why")
    event.taken_back_at = timezone.now()
    event.taken_back_by_id = by.as_worker()
    event.taken_back_why = why
    event.save(update_fields=["taken_back_at", "taken_back_by", "taken_back_why"])
    audit.record(
        by=by, action="practice_event.taken_back", target=event, changes={}, why=why
    )


def _check(choice: Choice, measure: Followable) -> None:
    most = 100 if measure.unit is Unit.PERCENT else 10_000
    if choice.is_followed and choice.aim is not None and not 0 <= choice.aim <= most:
        raise CannotDo(f"Give an aim from 0 to {most:,}, or none", "aim")
    if not choice.why.strip():
        raise CannotDo("Say whose aim it is, or why you choose this", "why")


def _insist(by: Viewer) -> None:
    decision = policy.may_set_goals(by)
    if not decision:
        raise PermissionDenied(decision.reason)
