"""Which extracts on disk are still to be read: asked by the nightly sweep of files."""

from __future__ import annotations

from uuid import UUID

from kinfold.intake.models import PeopleImport


def still_waiting(authority_id: UUID, names: frozenset[str]) -> list[str]:
    """Of these files, those of extracts that are still to be read.

    For the sweep of files, inside the authority's fence: there is no viewer at night.
    """
    to_read = (PeopleImport.State.WAITING, PeopleImport.State.RUNNING)
    waiting = PeopleImport.objects.filter(
        authority_id=authority_id, stored_as__in=names, state__in=to_read
    )
    return list(waiting.values_list("stored_as", flat=True))
