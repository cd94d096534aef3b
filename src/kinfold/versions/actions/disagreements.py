"""Writing down that somebody sees it differently."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from kinfold.platform import audit
from kinfold.platform.errors import NotFound
from kinfold.platform.viewer import Viewer
from kinfold.practice import holding
from kinfold.practice.errors import CannotDo
from kinfold.practice.models import DangerStatement, Disagreement, MapEntry, Mapping
from kinfold_core.access import Action
from kinfold_core.practice.written import Named


@transaction.atomic
def disagree(
    *,
    family_id: UUID,
    who: Named,
    words: str,
    said_on: date,
    by: Viewer,
    entry_id: UUID | None = None,
    danger_id: UUID | None = None,
) -> Disagreement:
    """Keep somebody's own words beside an entry or a danger statement.

    The same words of the same person on the same day are kept once.

    Raises:
        CannotDo: no name or no words, or a day that has not come.
        NotFound: no such entry or set on this family's map.
        ValueError: neither or both of `entry_id` and `danger_id`.
    """
    if (entry_id is None) == (danger_id is None):
        raise ValueError("A disagreement is with one thing")
    mapping = holding.hold_map(by, family_id, Action.WRITE_MAP)
    _check(mapping, who, words, said_on)
    said = {
        "authority_id": mapping.authority_id,
        **_target(mapping, entry_id, danger_id),
        "name": who.name,
        "words": words,
        "said_on": said_on,
    }
    kept = Disagreement.objects.filter(**said).first()
    if kept is not None:
        return kept
    holding.move_on(mapping, by)
    kept = Disagreement.objects.create(
        **said,
        person_id=who.person_id,
        worker_id=who.worker_id,
        map_version=mapping.version,
        recorded_by_id=holding.writer_of(by),
    )
    audit.record(
        by=by,
        action="map.disagreement_recorded",
        target=kept,
        changes={"name": who.name},
        family_id=family_id,
        person_id=who.person_id,
    )
    return kept


def _check(mapping: Mapping, who: Named, words: str, said_on: date) -> None:
    if not who.name:
        raise CannotDo("Say who sees it differently", "who")
    if not words.strip():
        raise CannotDo("Write what they say, in their own words", "words")
    if said_on > timezone.localdate():
        raise CannotDo("This day has not come yet", "said_on")
    holding.check_named(mapping, [who])


def _target(
    mapping: Mapping, entry_id: UUID | None, danger_id: UUID | None
) -> dict[str, UUID]:
    here = {"authority_id": mapping.authority_id, "mapping": mapping}
    if entry_id and MapEntry.objects.filter(**here, pk=entry_id).exists():
        return {"entry_id": entry_id}
    if danger_id and DangerStatement.objects.filter(**here, pk=danger_id).exists():
        return {"danger_id": danger_id}
    raise NotFound("on the map")
