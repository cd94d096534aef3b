"""Handing in returns, and deleting one. Keyword-only, `by=` whoever asks."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import Any
from uuid import UUID

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.core.files import File
from django.db import transaction
from django.db.models.functions import Now
from django.utils import timezone

from kinfold.platform import audit
from kinfold.platform.errors import NotFound
from kinfold.platform.files import FileRefused, keep_at
from kinfold.platform.files.names import clean_name
from kinfold.platform.jobs import Job, enqueue
from kinfold.platform.models.bases import time_ordered_uuid
from kinfold.platform.viewer import Viewer
from kinfold.records.errors import CannotDo
from kinfold.returns import keeping, policy
from kinfold.returns.going import take_away_what_stands_on
from kinfold.returns.models import HandedReturn, ReturnFile, ReturnFinding
from kinfold.returns.selectors.returns import authority_code
from kinfold_core.decision import Decision
from kinfold_measures.returns.kinds import Bundle, Kind, bundles_of

State = HandedReturn.State
_LIVE = (State.WAITING, State.READ)


@dataclass(frozen=True, slots=True)
class HandedIn:
    """What came of handing files in: returns to be read, and those known already."""

    new: tuple[HandedReturn, ...]
    known: tuple[HandedReturn, ...]


@transaction.atomic
def hand_in(
    *, uploads: Sequence[File[Any]], year: int, job: Job, by: Viewer
) -> HandedIn:
    """Keep the files of one or several returns until `job` reads each return.

    A return that is there already, file for file, is not taken again.

    Args:
        year: the year that those close in which do not say it; 0 for none.

    Raises:
        PermissionDenied: the role does not include it.
        CannotDo: a file is empty, too large or twice there, or says no year.
    """
    _insist(policy.may_import_returns(by))
    authority_id = by.in_authority()
    known_code(by=by)
    names = _names(uploads)
    files: dict[UUID, ReturnFile] = {}
    try:
        for upload, name in zip(uploads, names, strict=True):
            one = _kept(upload, name, authority_id)
            files[one.pk] = one
        return _taken(files, year, job, by)
    except BaseException:
        _forget_bytes(authority_id, files)
        raise


def known_code(*, by: Viewer) -> str:
    """The authority's code in returns.

    Raises:
        CannotDo: nobody knows it.
    """
    code = authority_code(by)
    if not code:
        raise CannotDo(
            "Kinfold does not know your authority's code in the Department's returns, "
            "so it cannot tell whose a file is. Ask your administrator to set it"
        )
    return code


def _names(uploads: Iterable[File[Any]]) -> list[str]:
    names = [clean_name(upload.name or "") for upload in uploads]
    name, count = Counter(names).most_common(1)[0]
    if count > 1:
        raise CannotDo(
            f"{count} of the files are called {name}. Give each a name of its own, "
            "with its year in it, or hand in one year at a time",
            "given",
        )
    return names


def _kept(upload: File[Any], name: str, authority_id: UUID) -> ReturnFile:
    file_id = time_ordered_uuid()
    place = keeping.place_of(authority_id, file_id)
    place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    try:
        kept = keep_at(
            place, upload.chunks(), limit=settings.KINFOLD_RETURN_LIMIT_BYTES
        )
    except FileRefused as refused:
        raise CannotDo(f"{name}: {refused}", "given") from refused
    return ReturnFile(
        id=file_id,
        authority_id=authority_id,
        name=name,
        byte_count=kept.byte_count,
        sha256=kept.sha256,
    )


def _taken(
    files: Mapping[UUID, ReturnFile], year: int, job: Job, by: Viewer
) -> HandedIn:
    """Each return that the files make up, as new or as known already."""
    new, known = [], []
    named = [(one.pk, one.name) for one in files.values()]
    with keeping.under_their_names(by.in_authority(), named) as paths:
        whose = {path: files[file_id] for file_id, path in paths.items()}
        for bundle in _bundles(paths.values(), year):
            of_it = [whose[path] for path in bundle.files]
            sha256 = _sha256(bundle, of_it)
            there = _already_there(by, sha256)
            if there is None:
                new.append(_begun(bundle, of_it, sha256, job, by))
            else:
                known.append(there)
                _forget_bytes(by.in_authority(), [one.pk for one in of_it])
    return HandedIn(tuple(new), tuple(known))


def _bundles(paths: Iterable[Path], year: int) -> list[Bundle]:
    bundles = bundles_of(paths, year)
    for one in bundles:
        if one.kind is not Kind.CENSUS and not one.year:
            raise CannotDo(
                f"{one.called}: the {one.kind} does not say of which year it is. "
                "Give the year it closes in, for example 2025 for April 2024 to March "
                "2025",
                "year",
            )
    # each finds the year before it read already
    return sorted(bundles, key=lambda one: one.year)


def _sha256(bundle: Bundle, files: Iterable[ReturnFile]) -> str:
    """What tells the return from every other: its bytes, and the year it is read as."""
    said = [str(bundle.year), *sorted(one.sha256 for one in files)]
    return hashlib.sha256(" ".join(said).encode()).hexdigest()


def _already_there(by: Viewer, sha256: str) -> HandedReturn | None:
    return HandedReturn.objects.filter(
        authority_id=by.in_authority(), sha256=sha256, state__in=_LIVE
    ).first()


def _begun(
    bundle: Bundle, files: Iterable[ReturnFile], sha256: str, job: Job, by: Viewer
) -> HandedReturn:
    if by.worker_id is None:
        raise NotFound("worker")
    made = HandedReturn.objects.create(
        authority_id=by.in_authority(),
        kind=bundle.kind.name.lower(),
        year=bundle.year,
        sha256=sha256,
        given_by_id=by.worker_id,
    )
    of_it = list(files)
    for one in of_it:
        one.handed = made
    ReturnFile.objects.bulk_create(of_it)
    made.run = enqueue(by=by, job=job, return_id=made.pk)
    made.save(update_fields=["run"])
    audit.record(
        by=by,
        action="return.handed_in",
        target=made,
        changes={
            "kind": made.kind,
            "files": [{"name": f.name, "sha256": f.sha256} for f in of_it],
        },
    )
    return made


@transaction.atomic
def delete_return(
    *, return_id: UUID, why: str, recount: Job, by: Viewer
) -> HandedReturn:
    """Take away a return, its tables and what was found; that it was here stays.

    What it replaced counts again; the measures are counted anew.

    Raises:
        NotFound: no such return in the authority.
        PermissionDenied: the role does not include it.
        CannotDo: no reason is given, or it is deleted already.
    """
    handed = (
        HandedReturn.objects.select_for_update()
        .filter(authority_id=by.in_authority(), pk=return_id)
        .first()
    )
    if handed is None:
        raise NotFound("return")
    _insist(policy.may_delete_returns(by))
    if not why.strip():
        raise CannotDo("Say why the return is deleted", "why")
    if handed.state == State.DELETED:
        raise CannotDo("This return was deleted already. Nothing was changed")
    was_read = handed.state == State.READ
    _delete(handed, why.strip()[:500], by)
    if was_read:
        enqueue(by=by, job=recount)
    return handed


@transaction.atomic
def delete_outlived(*, by: Viewer) -> int:
    """Delete the authority's returns that have been kept as long as is set."""
    days = settings.KINFOLD_RETURN_DAYS
    outlived = HandedReturn.objects.select_for_update().filter(
        authority_id=by.in_authority(),
        given_at__lt=timezone.now() - timedelta(days=days),
    )
    found = list(outlived.exclude(state=State.DELETED))
    for handed in found:
        _delete(handed, f"Kept for {days} days, as is set here", by)
    return len(found)


def _delete(handed: HandedReturn, why: str, by: Viewer) -> None:
    handed.state, handed.deleted_at, handed.deleted_why = State.DELETED, Now(), why
    handed.deleted_by_id = by.worker_id
    handed.save(update_fields=["state", "deleted_at", "deleted_why", "deleted_by"])
    ReturnFinding.objects.filter(
        authority_id=handed.authority_id, handed=handed
    ).delete()
    audit.record(by=by, action="return.deleted", target=handed, changes={}, why=why)
    take_away_what_stands_on(return_id=handed.pk, by=by)
    forget_on_commit(handed=handed, by=by)


def forget_on_commit(*, handed: HandedReturn, by: Viewer) -> None:
    """Take the bytes of a return away once it is sure that it goes."""
    ids = list(handed.files.values_list("pk", flat=True))
    transaction.on_commit(partial(keeping.forget, by.in_authority(), handed.pk, ids))


def _forget_bytes(authority_id: UUID, file_ids: Iterable[UUID]) -> None:
    for file_id in file_ids:
        keeping.place_of(authority_id, file_id).unlink(missing_ok=True)


def _insist(decision: Decision) -> None:
    if not decision:
        raise PermissionDenied(decision.reason)
