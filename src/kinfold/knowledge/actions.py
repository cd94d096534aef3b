"""Adding items, changing and withdrawing them, and what others make of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any, Final
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from kinfold.knowledge import policy, selectors
from kinfold.knowledge.models import (
    Collected,
    Item,
    ItemRating,
    ItemUse,
    ItemVersion,
)
from kinfold.knowledge.names import (
    LOOKED_THROUGH,
    People,
    called_so,
    insist_none_told,
    kept_in,
)
from kinfold.knowledge.searched import vector_of
from kinfold.platform import audit
from kinfold.platform.holding import insist
from kinfold.platform.likely_identifiers import Kept, kept_rows
from kinfold.platform.models import ProgrammeOwned, said_by
from kinfold.platform.viewer import Viewer
from kinfold.records.errors import CannotDo, StaleVersion
from kinfold.records.selectors.naming import people_called

FOR_EVERYBODY: Final = "What you put in is for everybody in the programme"


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """What an item says, and whose it is."""

    kind: str
    title: str
    summary: str
    rights: str
    body: str = ""
    link: str = ""
    language: str = "en"
    written_on: date | None = None
    reviewed_on: date | None = None
    attribution: str = ""
    may_adapt: bool = False
    rights_until: date | None = None
    topics: tuple[str, ...] = ()

    def columns(self) -> dict[str, Any]:
        """As the item's row holds them."""
        return {**asdict(self), "topics": list(self.topics)}

    def texts(self) -> tuple[str, ...]:
        """What may say who somebody is."""
        return tuple(getattr(self, name) for name in LOOKED_THROUGH)


@transaction.atomic
def add(
    *,
    programme_id: UUID,
    words: Words,
    kept: Sequence[Kept] = (),
    is_for_us_alone: bool = False,
    people: People | None = None,
    by: Viewer,
) -> Item:
    """Put an item in, for the whole programme or for one's own authority alone.

    Args:
        kept: what of its words may say who somebody is, and why it stays.
        people: as `people_called`, of whoever asked already.

    Raises:
        PermissionDenied: it is not theirs to write.
        NotFound: there is no such programme for them.
        CannotDo: it is neither text nor link, or a link that may only be linked to
            comes with the text; it is for an authority that they do not speak for; or
            something that may say who somebody is was not decided on.
    """
    found = selectors.programme(by, programme_id)
    insist(policy.may_write(by, by.authority_id))
    if is_for_us_alone and by.authority_id is None:
        raise CannotDo(f"You speak for no authority. {FOR_EVERYBODY}", "seen_by")
    _check(words)
    _insist_none_told(words.texts(), kept, by, people)
    row = Item(
        programme=found,
        only_for_id=by.authority_id if is_for_us_alone else None,
        kept=kept_rows(kept),
        **words.columns(),
        **_brought_by(by),
    )
    row.save(force_insert=True)
    _keep(row, "", by)
    _record(by, "knowledge.added", row, row, {"kind": [None, row.kind]})
    return row


@transaction.atomic
def change(
    *,
    item_id: UUID,
    words: Words,
    why: str,
    kept: Sequence[Kept] = (),
    seen_version: int,
    people: People | None = None,
    by: Viewer,
) -> Item:
    """Change what an item says. What it said stays to be read.

    Raises:
        PermissionDenied, NotFound, CannotDo: as `add`; or it was withdrawn.
        StaleVersion: somebody else changed it first.
    """
    row = _written_by(by, item_id)
    if row.version != seen_version:
        raise StaleVersion(row)
    _check(words)
    if not why.strip():
        raise CannotDo("Say why it is changed", "why")
    _insist_none_told((*words.texts(), why), kept, by, people)
    for name, value in words.columns().items():
        setattr(row, name, value)
    row.version += 1
    row.kept = kept_rows(kept)
    row.save(update_fields=[*Words.__slots__, "version", "kept"])
    _keep(row, why.strip(), by)
    moved = {"version": [seen_version, row.version]}
    _record(by, "knowledge.changed", row, row, moved)
    return row


@transaction.atomic
def withdraw(*, item_id: UUID, why: str, kept: Sequence[Kept] = (), by: Viewer) -> None:
    """Take an item out of the bank. Its page stays and says why; its text is then read
    by those who may write it, alone.

    Raises:
        PermissionDenied, NotFound: it is not theirs to write, or not there.
        CannotDo: it was withdrawn already, no reason is given, or something in it that
            may say who somebody is was not decided on.
    """
    row = _written_by(by, item_id)
    if not why.strip():
        raise CannotDo("Say why it is withdrawn", "why")
    _insist_none_told((why,), kept, by)
    row.withdrawn_on, row.withdrawn_why = timezone.localdate(), why.strip()
    row.kept = [*row.kept, *kept_rows(kept)]
    row.save(update_fields=["withdrawn_on", "withdrawn_why", "kept"])
    Item.objects.filter(pk=row.pk).update(search=vector_of(row))
    _record(by, "knowledge.withdrawn", row, row, {})


@transaction.atomic
def rate(
    *, item_id: UUID, score: int, words: str, kept: Sequence[Kept] = (), by: Viewer
) -> ItemRating:
    """Say how useful it is, 1 to 5. Saying it again is what they say from then on.

    Raises:
        PermissionDenied, NotFound: as `selectors.get`.
        CannotDo: something that may say who somebody is was not decided on.
    """
    item = selectors.get(by, item_id)
    _insist_none_told((words,), kept, by)
    row = ItemRating(
        programme_id=item.programme_id,
        only_for_id=item.only_for_id,
        item=item,
        score=score,
        words=words,
        kept=kept_rows(kept),
        **_brought_by(by),
    )
    row.save(force_insert=True)
    _record(by, "knowledge.rated", item, row, {})
    return row


@transaction.atomic
def use(
    *,
    item_id: UUID,
    where: str,
    used_on: date,
    words: str,
    kept: Sequence[Kept] = (),
    by: Viewer,
) -> ItemUse:
    """Write down where it was used.

    Raises:
        PermissionDenied, NotFound: as `selectors.get`.
        CannotDo: the day has not come, or words that might name a family are given.
    """
    item = selectors.get(by, item_id)
    if used_on > timezone.localdate():
        raise CannotDo("This day has not come yet", "used_on")
    if where == ItemUse.Where.FAMILY_WORK and words.strip():
        raise CannotDo(
            "Leave this empty for work with a family: the bank names no family", "words"
        )
    _insist_none_told((words,), kept, by)
    row = ItemUse(
        programme_id=item.programme_id,
        only_for_id=item.only_for_id,
        item=item,
        where=where,
        used_on=used_on,
        words=words.strip(),
        kept=kept_rows(kept),
        **_brought_by(by),
    )
    row.save(force_insert=True)
    _record(by, "knowledge.used", item, row, {"where": [None, where]})
    return row


@transaction.atomic
def collect(
    *, item_id: UUID, collection: str, kept: Sequence[Kept] = (), by: Viewer
) -> None:
    """Put an item into a collection, which begins with its first one.

    Raises:
        PermissionDenied, NotFound: it is not theirs to write, or not there.
        CannotDo: it is kept for one authority alone, or was withdrawn; or a new name
            may say who somebody is, and this was not decided on.
    """
    item = selectors.get(by, item_id)
    insist(policy.may_write(by, by.authority_id))
    if item.only_for_id:
        raise CannotDo("Collections are for the whole programme; this item is not")
    if item.withdrawn_on:
        raise CannotDo("This item was withdrawn, so it goes into no collection")
    if collection in [one.collection for one in selectors.collected(by, item)]:
        return
    known = kept_in((collection,), called_so(selectors.collections(by)))
    _insist_none_told((collection,), (*kept, *known), by)
    row, is_new = Collected.objects.get_or_create(
        programme_id=item.programme_id,
        item=item,
        collection=collection,
        defaults={**said_by(by), "kept": kept_rows(kept)},
        **{"authority_id": by.authority_id},
    )
    if is_new:
        _record(by, "knowledge.collected", item, row, {})


@transaction.atomic
def take_out(*, item_id: UUID, collection: str, by: Viewer) -> None:
    """Take an item out of a collection, which ends with its last one.

    Raises:
        PermissionDenied, NotFound: it is not theirs to write, or not there.
        CannotDo: it is not in there, or somebody else put it there.
    """
    item = selectors.get(by, item_id)
    insist(policy.may_write(by, by.authority_id))
    named = [
        one for one in selectors.collected(by, item) if one.collection == collection
    ]
    theirs = [one for one in named if policy.may_write(by, one.authority_id)]
    if not named:
        raise CannotDo("It is not in this collection any more", "collection")
    if not theirs:
        raise CannotDo(
            "Somebody else put it into this collection. Ask them, or a lead of the "
            "programme",
            "collection",
        )
    Collected.objects.filter(pk__in=[one.pk for one in theirs]).delete()
    moved = {"collection": [collection, None]}
    _record(by, "knowledge.taken_out", item, item, moved)


def _written_by(by: Viewer, item_id: UUID) -> Item:
    insist(policy.may_write(by, selectors.get(by, item_id).authority_id))
    row = selectors.get(by, item_id, is_locked=True)
    if row.withdrawn_on:
        raise CannotDo("This item was withdrawn. Add it anew if it is needed again")
    return row


def _keep(row: Item, why: str, by: Viewer) -> None:
    """What it says now, to be read later and to be found."""
    Item.objects.filter(pk=row.pk).update(search=vector_of(row))
    said = {name: getattr(row, name) for name in (*Words.__slots__, "kept")}
    for name in ("written_on", "reviewed_on", "rights_until"):
        said[name] = said[name].isoformat() if said[name] else None
    version = ItemVersion(
        programme_id=row.programme_id,
        only_for_id=row.only_for_id,
        item=row,
        version=row.version,
        said=said,
        why=why,
        **said_by(by),
    )
    version.save(force_insert=True)


def _check(words: Words) -> None:
    if words.rights == Item.Rights.LINK_ONLY and words.body.strip():
        raise CannotDo(
            "This may only be linked to, so its text is not kept here. Take the text "
            "out and keep the link",
            "body",
        )
    if words.rights == Item.Rights.LINK_ONLY and not words.link:
        raise CannotDo("Give the link", "link")
    if not words.body.strip() and not words.link:
        raise CannotDo("Write the text, or give a link to it", "body")
    if words.rights != Item.Rights.OWN and not words.attribution.strip():
        raise CannotDo("Say whose it is, as they want to be named", "attribution")


def _insist_none_told(
    texts: Sequence[str],
    kept: Sequence[Kept],
    by: Viewer,
    people: People | None = None,
) -> None:
    found = people_called(by, texts) if people is None else people
    insist_none_told(texts, kept, found)


def _brought_by(by: Viewer) -> dict[str, Any]:
    return {**said_by(by), "authority_id": by.authority_id}


def _record(
    by: Viewer, action: str, item: Item, target: ProgrammeOwned, changes: dict[str, Any]
) -> None:
    """Of an item for one authority alone the programme's record says nothing."""
    if item.only_for_id:
        audit.record(by=by, action=action, target=target, changes=changes)
    else:
        audit.record_in_programme(by=by, action=action, target=target, changes=changes)
