"""Exporting Kinfold's own record without names, and counting on it as on a return."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from datetime import date
from errno import EEXIST
from os import strerror
from pathlib import Path
from tempfile import TemporaryDirectory

from django.core.files import File
from django.db import transaction

from kinfold.platform import audit
from kinfold.platform.jobs import Job, Progress
from kinfold.platform.models import Authority
from kinfold.platform.viewer import Viewer
from kinfold.records.errors import CannotDo
from kinfold.returns.actions.handing_in import HandedIn, hand_in, known_code
from kinfold.returns.selectors.own_record import OWN_TABLES
from kinfold.returns.selectors.pseudonyms import Row, record_of
from kinfold_measures.returns.own_record import closed_year, file_name, write_table


@transaction.atomic
def export_own_record(
    *, into: Path, today: date, progress: Progress, by: Viewer
) -> tuple[Path, ...]:
    """Write the record as it stands into a folder that is there: a file for each table.

    The same record gives the same bytes.

    Raises:
        PermissionDenied: the role does not include it.
        CannotDo: nobody knows the authority's code in returns.
    """
    record = record_of(by)
    code, year = known_code(by=by), closed_year(today)
    progress.expect(len(OWN_TABLES), "Reading the record, without names")
    paths, count = [], 0
    for table, rows in OWN_TABLES.items():
        path = into / file_name(table, year)
        told = _telling(rows(by), progress)
        count += write_table(path, table, told, authority=code)
        paths.append(path)
        progress.step()
    audit.record(
        by=by,
        action="return.own_record",
        target=Authority.objects.get(pk=record.authority_id),
        changes={"rows": count, "year": year},
    )
    return tuple(paths)


@transaction.atomic
def ask_for_own_record(*, by: Viewer) -> None:
    """Say in the audit that the record is to go into a folder, before any of it does.

    In a transaction of its own, so that an export that fails was still asked for.

    Raises:
        PermissionDenied: the role does not include it.
        CannotDo: nobody knows the authority's code in returns.
    """
    record = record_of(by)
    known_code(by=by)
    audit.record(
        by=by,
        action="return.own_record_asked",
        target=Authority.objects.get(pk=record.authority_id),
        changes={},
    )


@transaction.atomic
def export_to_folder(*, folder: Path, today: date, by: Viewer) -> int:
    """Write the record into a folder that is not there yet, whole or not at all.

    How many files there are. They are written beside it and moved once all are there,
    so that no part of a record is ever left behind.

    Raises:
        PermissionDenied: the role does not include it.
        CannotDo: the folder cannot be made or written.
    """
    try:
        if folder.exists():
            raise FileExistsError(EEXIST, strerror(EEXIST))
        with TemporaryDirectory(prefix=".kinfold-export-", dir=folder.parent) as beside:
            made = Path(beside) / folder.name
            made.mkdir(mode=0o700)
            paths = export_own_record(
                into=made, today=today, progress=Progress(), by=by
            )
            made.rename(folder)
    except OSError as error:
        raise CannotDo(
            f"{folder} cannot be made or written: {error.strerror}. Name a folder that "
            "is not there yet, in one that is and has room"
        ) from error
    return len(paths)


def _telling(rows: Iterable[Row], progress: Progress) -> Iterator[Row]:
    """The rows; at each the work may be stopped."""
    for row in rows:
        progress.step(0)
        yield row


@transaction.atomic
def hand_in_own_record(
    *, today: date, progress: Progress, job: Job, by: Viewer
) -> HandedIn:
    """Hand the record in as a return that `job` reads; the same again changes nothing.

    Raises:
        PermissionDenied: the role does not include it.
        CannotDo: nobody knows the authority's code in returns.
    """
    with (
        TemporaryDirectory(prefix="kinfold-own-record-") as folder,
        ExitStack() as open_,
    ):
        paths = export_own_record(
            into=Path(folder), today=today, progress=progress, by=by
        )
        files = [
            File(open_.enter_context(path.open("rb")), path.name) for path in paths
        ]
        return hand_in(uploads=files, year=closed_year(today), job=job, by=by)
