"""Which files of extracts are still needed: asked by the nightly sweep of files."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from kinfold.extracts.keeping import ENDING
from kinfold.extracts.models import HeldExtract


def still_needed(authority_id: UUID, names: frozenset[str]) -> Iterable[str]:
    """Of these files, those whose key is still there. Inside the authority's fence."""
    held = HeldExtract.objects.filter(authority_id=authority_id, forgotten_at=None)
    live = {f"{one}{ENDING}" for one in held.values_list("request_id", flat=True)}
    return names & live
