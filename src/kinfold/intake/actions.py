"""Handing in an extract, and reading it as the person who handed it in."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from uuid import UUID

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from kinfold.intake.models import PeopleImport
from kinfold.intake.ssd.extract import NotAnExtract
from kinfold.intake.taking.run import Steps, take_extract
from kinfold.platform import audit
from kinfold.platform.errors import NotFound
from kinfold.platform.viewer import Viewer
from kinfold.records.errors import CannotDo
from kinfold_core.access import Action

MOST_BYTES = 200 * 1024 * 1024


def _check(by: Viewer) -> None:
    by.in_authority()
    decision = by.may(Action.IMPORT_PEOPLE)
    if not decision:
        raise PermissionDenied(decision.reason)


def _store_of(people_import: PeopleImport) -> Path:
    """Where an extract waits: outside anything served, one folder an authority."""
    folder = Path(settings.FILES_ROOT) / "imports" / str(people_import.authority_id)
    return folder / people_import.stored_as


@transaction.atomic
def hand_in(*, file_name: str, chunks: Iterable[bytes], by: Viewer) -> PeopleImport:
    """Keep an uploaded extract until it is read.

    Raises:
        PermissionDenied: the role does not include it.
        CannotDo: it is empty or larger than 200 MB.
    """
    _check(by)
    shown = file_name.replace("\x00", "").replace("\\", "/").split("/")[-1][-255:]
    suffix = ".csv" if shown.lower().endswith(".csv") else ".zip"
    waiting = PeopleImport(
        authority_id=by.in_authority(),
        file_name=shown or "extract",
        started_by_id=by.worker_id,
    )
    waiting.stored_as = f"{waiting.pk}{suffix}"
    path = _store_of(waiting)
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    size = 0
    with path.open("xb") as kept:
        for chunk in chunks:
            size += len(chunk)
            if size > MOST_BYTES:
                break
            kept.write(chunk)
    if not size or size > MOST_BYTES:
        path.unlink()
        raise CannotDo(
            "The file is empty" if not size else "The file is larger than 200 MB",
            "extract",
        )
    waiting.save(force_insert=True)
    audit.record(
        by=by,
        action="import.handed_in",
        target=waiting,
        changes={"bytes": size},
    )
    return waiting


@transaction.atomic
def read_import(*, import_id: UUID, by: Viewer, steps: Steps) -> PeopleImport:
    """Read an extract that was handed in. The file is kept only until it is done.

    Raises:
        PermissionDenied: the role does not include it.
        NotFound: no such import in the authority.
    """
    _check(by)
    waiting = (
        PeopleImport.objects.select_for_update()
        .filter(authority_id=by.in_authority(), pk=import_id)
        .first()
    )
    if waiting is None:
        raise NotFound("import")
    path = _store_of(waiting)
    if waiting.state == PeopleImport.State.DONE:
        return waiting
    take_path(people_import=waiting, path=path, by=by, steps=steps)
    transaction.on_commit(lambda: path.unlink(missing_ok=True))
    return waiting


@transaction.atomic
def import_folder(*, path: Path, by: Viewer, steps: Steps) -> PeopleImport:
    """Read an extract that lies on this machine: a folder, a zip or a CSV file.

    Raises:
        PermissionDenied: the role does not include it.
    """
    _check(by)
    made = PeopleImport.objects.create(
        authority_id=by.in_authority(),
        file_name=path.name[-255:],
        started_by_id=by.worker_id,
    )
    take_path(people_import=made, path=path, by=by, steps=steps)
    return made


def take_path(
    *, people_import: PeopleImport, path: Path, by: Viewer, steps: Steps
) -> None:
    """Read the extract and say how it went; an unreadable one is said, not raised."""
    try:
        with transaction.atomic():
            take_extract(
                people_import=people_import,
                path=path,
                today=timezone.localdate(),
                steps=steps,
                by=by,
            )
    except NotAnExtract as error:
        people_import.state = PeopleImport.State.FAILED
        people_import.message = str(error)[:500]
        people_import.finished_at = timezone.now()
        people_import.save()
    audit.record(
        by=by,
        action="import.read",
        target=people_import,
        changes={
            "rows": people_import.row_count,
            "taken": people_import.taken_count,
            "left_out": people_import.left_out_count,
        },
    )
