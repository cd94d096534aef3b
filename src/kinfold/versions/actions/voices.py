"""Writing down who wrote a map with us, and what each of them says of it."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from kinfold.platform import audit
from kinfold.platform.viewer import Viewer
from kinfold.practice import holding
from kinfold.practice.errors import CannotDo
from kinfold.practice.models import Mapping, VersionStep
from kinfold.versions.models import Contributor, FamilyAnswer
from kinfold_core.access import Action
from kinfold_core.practice.written import AnswerDetails, ContributorDetails, Named

Agreement = FamilyAnswer.Agreement
ANSWERED = {Agreement.AGREE, Agreement.PARTLY, Agreement.DISAGREE}
IN_WORDS = {Agreement.PARTLY, Agreement.DISAGREE}


@transaction.atomic
def note_contributor(
    *, family_id: UUID, details: ContributorDetails, by: Viewer
) -> Contributor:
    """Note that somebody was asked to write this version of the map with us.

    The same, noted twice, is kept once. What is noted later of a person counts.

    Raises:
        CannotDo: nobody named, or a day that has not come.
        NotFound: somebody of another family.
    """
    mapping = holding.hold_map(by, family_id, Action.WRITE_MAP)
    _check(mapping, details.who, details.happened_on, "happened_on")
    said = {
        "version": mapping.version,
        "capacity": details.capacity,
        "mode": details.mode,
        "part": details.part,
        "happened_on": details.happened_on,
    }
    last: Contributor | None = _last(Contributor, mapping, details.who, mapping.version)
    if last is not None and _is_same(last, said):
        return last
    kept = Contributor.objects.create(**_key(mapping, details.who, by), **said)
    audit.record(
        by=by,
        action="map.contributor_noted",
        target=kept,
        changes={"name": kept.name, "part": kept.part, "mode": kept.mode},
        family_id=family_id,
        person_id=kept.person_id,
    )
    return kept


@transaction.atomic
def record_answer(
    *, family_id: UUID, details: AnswerDetails, by: Viewer
) -> FamilyAnswer:
    """Keep what one person says of a version that the family was given.

    The first real answer to the version that stands moves it to "the family has
    answered". The same answer posted twice is kept once; a later one counts.

    Raises:
        CannotDo: nobody named, the version was not given to anybody, a day that has
            not come or was before it was given, or a different view without words.
        NotFound: somebody of another family.
    """
    mapping = holding.hold_map(by, family_id, Action.WRITE_MAP)
    _check(mapping, details.who, details.said_on, "said_on")
    _check_answer(mapping, details)
    said = {
        "version": details.version,
        "capacity": details.capacity,
        "agreement": details.agreement,
        "words": details.words,
        "said_on": details.said_on,
    }
    last: FamilyAnswer | None = _last(
        FamilyAnswer, mapping, details.who, details.version
    )
    if last is not None and _is_same(last, said):
        return last
    kept = FamilyAnswer.objects.create(**_key(mapping, details.who, by), **said)
    is_answer = details.agreement in ANSWERED and details.version == mapping.version
    if is_answer and mapping.status == Mapping.Status.SHARED:
        mapping.status = Mapping.Status.FAMILY_RESPONDED
        mapping.save(update_fields=["status"])
        responded = VersionStep.Kind.FAMILY_RESPONDED
        holding.keep_step(mapping, responded, by, on=details.said_on)
    audit.record(
        by=by,
        action="map.answer_recorded",
        target=kept,
        changes={"name": kept.name, "version": kept.version, "says": kept.agreement},
        family_id=family_id,
        person_id=kept.person_id,
    )
    return kept


def _check(mapping: Mapping, who: Named, day: date, field: str) -> None:
    if not who.name:
        raise CannotDo("Say who it is", "who")
    if day > timezone.localdate():
        raise CannotDo("This day has not come yet", field)
    holding.check_named(mapping, [who])


def _check_answer(mapping: Mapping, details: AnswerDetails) -> None:
    given = VersionStep.objects.filter(
        authority_id=mapping.authority_id,
        mapping=mapping,
        version=details.version,
        kind=VersionStep.Kind.SHARED,
    ).order_by("happened_on")
    first = given.first()
    if first is None:
        raise CannotDo("The family was not given this version yet", "version")
    if details.said_on < first.happened_on:
        raise CannotDo("This was before they were given it", "said_on")
    if details.agreement in IN_WORDS and not details.words.strip():
        raise CannotDo("Write what they see differently, in their own words", "words")


def _key(mapping: Mapping, who: Named, by: Viewer) -> dict[str, Any]:
    return {
        "authority_id": mapping.authority_id,
        "mapping": mapping,
        "person_id": who.person_id,
        "worker_id": who.worker_id,
        "name": who.name,
        "recorded_by_id": holding.writer_of(by),
    }


def _last(kind: type[Any], mapping: Mapping, who: Named, version: int) -> Any:
    """What was written of this person last, in this version."""
    rows = kind.objects.filter(
        authority_id=mapping.authority_id, mapping=mapping, version=version
    ).order_by("-recorded_at", "-pk")
    for row in rows:
        named = Named(name=row.name, person_id=row.person_id, worker_id=row.worker_id)
        if named.is_same_as(who):
            return row
    return None


def _is_same(row: Any, said: dict[str, Any]) -> bool:
    return all(getattr(row, name) == value for name, value in said.items())
