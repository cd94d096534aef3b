"""Changing the words an authority uses. What was written before stays."""

from __future__ import annotations

from collections.abc import Mapping

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from kinfold.platform import audit
from kinfold.platform.errors import NotFound
from kinfold.platform.viewer import Viewer
from kinfold.vocabulary.errors import WordsChanged
from kinfold.vocabulary.models import PackVersion, StatusPacks
from kinfold.vocabulary.selectors import pack_at, status_choice, words_in_force
from kinfold_core.access import Action
from kinfold_core.practice.vocabulary import PACKS, Pack, labels_to_keep


@transaction.atomic
def write_pack(*, pack: Pack, seen_version: int, why: str, by: Viewer) -> Pack:
    """Keep these words as the newest version of a pack; the same words change nothing.

    Every concept keeps its key, so nothing that a family has is touched.

    Raises:
        PermissionDenied: the words are not the writer's to change.
        WordsChanged: somebody wrote a version after the one the writer saw.
        NotFound: there is no such pack.
    """
    _check_may(by)
    if pack.code not in PACKS:
        raise NotFound("pack")
    standing = words_in_force(by).packs[pack.code]
    if _says_the_same(pack, standing):
        return standing
    if standing.version != seen_version:
        raise WordsChanged(standing)
    return _keep(pack, standing, why=why, by=by, action="vocabulary.pack_written")


@transaction.atomic
def go_back_to(*, code: str, version: int, why: str, by: Viewer) -> Pack:
    """Speak again as in an earlier version, which becomes the newest one.

    Raises:
        PermissionDenied: the words are not the writer's to change.
        NotFound: there is no such pack or version.
        WordsChanged: somebody wrote a version at the same moment.
    """
    _check_may(by)
    earlier = pack_at(by, code, version) if code in PACKS else None
    if earlier is None:
        raise NotFound("version")
    standing = words_in_force(by).packs[code]
    if _says_the_same(earlier, standing):
        return standing
    return _keep(earlier, standing, why=why, by=by, action="vocabulary.pack_restored")


@transaction.atomic
def choose_packs(
    *, packs: Mapping[str, str], seen_version: int, why: str, by: Viewer
) -> None:
    """Say which service status speaks in which pack.

    Raises:
        PermissionDenied: the words are not the writer's to change.
        WordsChanged: somebody chose after the choice the writer saw.
        NotFound: there is no such status or pack.
    """
    _check_may(by)
    standing = status_choice(by)
    if not set(packs) <= set(standing.packs) or not set(packs.values()) <= set(PACKS):
        raise NotFound("pack")
    wanted = {**standing.packs, **packs}
    if wanted == standing.packs:
        return
    if standing.version != seen_version:
        raise WordsChanged(standing)
    row = StatusPacks(
        authority_id=by.in_authority(),
        version=standing.version + 1,
        packs=wanted,
        why=why,
        written_by_id=by.as_worker(),
    )
    if not _is_first(row):
        raise WordsChanged(status_choice(by))
    changes = {
        status: [standing.packs[status], code]
        for status, code in wanted.items()
        if standing.packs[status] != code
    }
    audit.record(
        by=by, action="vocabulary.services_chosen", target=row, changes=changes, why=why
    )


def _check_may(by: Viewer) -> None:
    decision = by.may(Action.EDIT_VOCABULARY)
    if not decision:
        raise PermissionDenied(decision.reason)


def _says_the_same(one: Pack, other: Pack) -> bool:
    return one.name == other.name and dict(one.labels) == dict(other.labels)


def _is_first(row: PackVersion | StatusPacks) -> bool:
    """Keep a version, unless somebody kept one of the same number meanwhile."""
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError:
        return False
    return True


def _keep(pack: Pack, standing: Pack, *, why: str, by: Viewer, action: str) -> Pack:
    row = PackVersion(
        authority_id=by.in_authority(),
        code=pack.code,
        version=standing.version + 1,
        name=pack.name,
        labels=labels_to_keep(pack),
        why=why,
        written_by_id=by.as_worker(),
    )
    if not _is_first(row):
        raise WordsChanged(words_in_force(by).packs[pack.code])
    changed = [c.value for c in pack.labels if pack.labels[c] != standing.labels[c]]
    audit.record(
        by=by,
        action=action,
        target=row,
        changes={"pack": pack.code, "version": row.version, "concepts": changed},
        why=why,
    )
    return Pack(pack.code, pack.name, pack.labels, row.version)
