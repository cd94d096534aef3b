"""What became of each version of a map, with whom it was written, what they said."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TypeVar
from uuid import UUID

from kinfold.platform.viewer import Viewer
from kinfold.practice.models import Mapping, VersionStep
from kinfold.versions.models import Contributor, FamilyAnswer
from kinfold.versions.models.voices import Voice
from kinfold_core.practice.version_history import StepRow, Version, versions_from
from kinfold_core.practice.written import Named

ORDER = {kind: place for place, kind in enumerate(VersionStep.Kind.values)}
VoiceT = TypeVar("VoiceT", bound=Voice)


@dataclass(frozen=True, slots=True)
class ContributorRow:
    version: int
    who: Named
    mode: str
    part: str
    happened_on: date


@dataclass(frozen=True, slots=True)
class AnswerRow:
    version: int
    who: Named
    agreement: str
    words: str
    said_on: date
    recorded_by: str


@dataclass(frozen=True, slots=True)
class MapPast:
    """The versions of a family's map, newest first. `mapping_id` None: none yet."""

    mapping_id: UUID | None
    status: str
    version: int
    current_version: int | None
    steps: tuple[StepRow, ...]
    contributors: tuple[ContributorRow, ...]
    answers: tuple[AnswerRow, ...]
    purpose: str = ""

    @property
    def versions(self) -> tuple[Version, ...]:
        return versions_from(self.steps)

    @property
    def given(self) -> tuple[int, ...]:
        """The versions that the family was given, newest first."""
        found = {step.version for step in self.steps if step.kind == "shared"}
        return tuple(sorted(found, reverse=True))


def map_past(viewer: Viewer, family_id: UUID) -> MapPast:
    """The past of the map of an authorised family. Four queries at most."""
    here = {"authority_id": viewer.in_authority()}
    mapping = (
        Mapping.objects.filter(**here, family_id=family_id)
        .exclude(status=Mapping.Status.SUPERSEDED)
        .first()
    )
    if mapping is None:
        return MapPast(None, Mapping.Status.DRAFT, 1, None, (), (), ())
    here |= {"mapping_id": mapping.pk}
    return MapPast(
        mapping_id=mapping.pk,
        status=mapping.status,
        version=mapping.version,
        current_version=mapping.current_version,
        steps=_steps(VersionStep.objects.filter(**here).select_related("recorded_by")),
        contributors=tuple(
            ContributorRow(row.version, _who(row), row.mode, row.part, row.happened_on)
            for row in _newest(Contributor.objects.filter(**here))
            if row.part != Contributor.Part.MISTAKE
        ),
        answers=tuple(
            AnswerRow(
                row.version,
                _who(row),
                row.agreement,
                row.words,
                row.said_on,
                row.recorded_by.name,
            )
            for row in _newest(
                FamilyAnswer.objects.filter(**here).select_related("recorded_by")
            )
        ),
        purpose=mapping.purpose,
    )


def _steps(rows: Iterable[VersionStep]) -> tuple[StepRow, ...]:
    return tuple(
        StepRow(
            version=row.version,
            kind=row.kind,
            happened_on=row.happened_on,
            recorded_at=row.recorded_at,
            recorded_by=row.recorded_by.name,
            format=row.format,
            with_whom=row.with_whom,
            purpose=row.purpose,
        )
        for row in sorted(rows, key=lambda row: (row.recorded_at, ORDER[row.kind]))
    )


def _who(row: Voice) -> Named:
    return Named(name=row.name, person_id=row.person_id, worker_id=row.worker_id)


def _newest(rows: Iterable[VoiceT]) -> list[VoiceT]:
    """The last that was written of each person in each version, in their order."""
    kept: dict[tuple[object, ...], VoiceT] = {}
    for row in sorted(rows, key=lambda row: (row.recorded_at, row.pk)):
        known = row.person_id or row.worker_id or row.name.casefold()
        kept[(row.version, known)] = row  # type: ignore[attr-defined]
    return list(kept.values())
