"""The words in force, and every version there was."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet

from kinfold.platform.models import Authority
from kinfold.platform.viewer import Viewer
from kinfold.records.models import Family
from kinfold.vocabulary.in_force import (
    family_word_columns,
    pack_in,
    vocabulary_in,
    word_columns,
)
from kinfold.vocabulary.models import PackVersion, StatusPacks
from kinfold_core.practice.vocabulary import (
    PACK_OF_STATUS,
    PACKS,
    Pack,
    Vocabulary,
    pack_from,
)


@dataclass(frozen=True, slots=True)
class Version:
    """Who wrote a version, when and why."""

    number: int
    name: str
    why: str
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class StatusChoice:
    """Which service speaks in which pack. Version 0: as Kinfold comes."""

    version: int
    packs: dict[str, str]


def words_in_force(viewer: Viewer) -> Vocabulary:
    """All the words of the viewer's authority as they are now. One query."""
    authority_id = viewer.in_authority()
    here = Authority.objects.filter(pk=authority_id)
    return vocabulary_in(here.values(**word_columns(authority_id)).get())


def pack_of_family(viewer: Viewer, family_id: UUID) -> Pack:
    """The words for a family of the viewer's authority, by the service it has now.

    The caller has been authorised for the family. A change of service changes what
    comes from here, and no row of the family's. One query.
    """
    authority_id = viewer.in_authority()
    family = Family.objects.filter(authority_id=authority_id, pk=family_id)
    row = family.values(**family_word_columns(authority_id, "pk")).first()
    return PACKS["safety"] if row is None else pack_in(row)


def pack_versions(viewer: Viewer, code: str) -> tuple[Version, ...]:
    """Every version an authority has written of a pack, newest first. One query."""
    rows = _of_pack(viewer, code).select_related("written_by").defer("labels")
    return tuple(_version(row, row.name) for row in rows.order_by("-version"))


def pack_at(viewer: Viewer, code: str, version: int) -> Pack | None:
    """A pack as it was in one version, or None when there was no such version."""
    if version == 0:
        return PACKS[code]
    row = _of_pack(viewer, code).filter(version=version).first()
    if row is None:
        return None
    return pack_from(code, name=row.name, version=row.version, labels=row.labels)


def status_choice(viewer: Viewer) -> StatusChoice:
    """Which service speaks in which pack now. One query."""
    row = _choices(viewer).order_by("-version").first()
    if row is None:
        return StatusChoice(0, dict(PACK_OF_STATUS))
    return StatusChoice(row.version, {**PACK_OF_STATUS, **row.packs})


def status_versions(viewer: Viewer) -> tuple[Version, ...]:
    """Every choice of packs for the services, newest first. One query."""
    rows = _choices(viewer).select_related("written_by").order_by("-version")
    return tuple(_version(row, "") for row in rows)


def _of_pack(viewer: Viewer, code: str) -> QuerySet[PackVersion]:
    return PackVersion.objects.filter(authority_id=viewer.in_authority(), code=code)


def _choices(viewer: Viewer) -> QuerySet[StatusPacks]:
    return StatusPacks.objects.filter(authority_id=viewer.in_authority())


def _version(row: PackVersion | StatusPacks, name: str) -> Version:
    return Version(row.version, name, row.why, row.written_by.name, row.written_at)
