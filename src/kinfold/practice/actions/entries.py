"""Writing, changing and taking off entries. Every wording is kept."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from kinfold.platform.errors import NotFound
from kinfold.platform.viewer import Viewer
from kinfold.practice import holding
from kinfold.practice.as_written import as_json, changed, keep_wording
from kinfold.practice.errors import CannotDo, StaleWords, Standing
from kinfold.practice.models import (
    DangerStatement,
    MapEntry,
    MapEntryRevision,
    Mapping,
)
from kinfold.practice.reading import reading_age
from kinfold.practice.row_making import entry_details
from kinfold_core.access import Action
from kinfold_core.practice.facts import ExistingSafetyFacts
from kinfold_core.practice.rules.harm import is_existing_safety
from kinfold_core.practice.written import EntryDetails

Change = MapEntryRevision.Change
Category = MapEntry.Category
NOTHING = EntryDetails(category="", text="")


@transaction.atomic
def add_entry(*, family_id: UUID, details: EntryDetails, by: Viewer) -> MapEntry:
    """Write an entry on the family's map, last in its category.

    Existing safety that does not say who, when and which danger is kept as a strength
    (R-ES1); `offered_as` remembers what the writer meant.

    Raises:
        CannotDo: words missing, own words of nobody, hidden without a reason.
        NotFound: a person of another family, a danger of another map.
    """
    mapping = holding.hold_map(by, family_id, Action.WRITE_MAP)
    worker_id = holding.writer_of(by)
    _check(mapping, details)
    last = MapEntry.objects.filter(
        authority_id=mapping.authority_id, mapping=mapping, category=details.category
    ).aggregate(Max("position"))["position__max"]
    entry = MapEntry(
        authority_id=mapping.authority_id,
        mapping=mapping,
        position=(last or 0) + 1,
        entered_by_id=worker_id,
        changed_by_id=worker_id,
        changed_at=timezone.now(),
    )
    _write(entry, details, worker_id)
    holding.move_on(mapping)
    entry.save(force_insert=True)
    _keep(entry, mapping, Change.WRITTEN, by)
    return entry


@transaction.atomic
def change_entry(
    *, family_id: UUID, entry_id: UUID, details: EntryDetails, version: int, by: Viewer
) -> MapEntry:
    """Change the words of an entry that the writer saw in `version`.

    Saving what stands already changes nothing, however old the version.

    Raises:
        StaleWords: somebody saved other words meanwhile; holds theirs.
        CannotDo: as for `add_entry`, or it was taken off the map.
        NotFound: no such entry on this family's map.
    """
    mapping, entry = _hold(by, family_id, entry_id)
    standing = entry_details(entry)
    if details == standing and not entry.is_withdrawn:
        return entry
    _check_version(entry, version)
    if entry.is_withdrawn:
        raise CannotDo("This was taken off the map. Put it back before changing it")
    _check(mapping, details, standing)
    worker_id = holding.writer_of(by)
    _write(entry, details, worker_id)
    holding.sign(entry, worker_id)
    holding.move_on(mapping)
    entry.save()
    _keep(entry, mapping, Change.CHANGED, by, before=standing)
    return entry


@transaction.atomic
def withdraw_entry(
    *, family_id: UUID, entry_id: UUID, reason: str, version: int, by: Viewer
) -> MapEntry:
    """Take an entry off the map with a reason. Nothing is deleted.

    Raises:
        StaleWords: somebody changed it since it was read.
        CannotDo: no reason.
    """
    mapping, entry = _hold(by, family_id, entry_id)
    if entry.is_withdrawn:
        return entry
    _check_version(entry, version)
    holding.withdraw(entry, reason=reason, worker_id=holding.writer_of(by))
    holding.move_on(mapping)
    entry.save()
    _keep(entry, mapping, Change.WITHDRAWN, by)
    return entry


@transaction.atomic
def put_back_entry(*, family_id: UUID, entry_id: UUID, by: Viewer) -> MapEntry:
    """Put an entry that was taken off back on the map."""
    mapping, entry = _hold(by, family_id, entry_id)
    if not entry.is_withdrawn:
        return entry
    holding.put_back(entry, worker_id=holding.writer_of(by))
    holding.move_on(mapping)
    entry.save()
    _keep(entry, mapping, Change.PUT_BACK, by)
    return entry


def _hold(by: Viewer, family_id: UUID, entry_id: UUID) -> tuple[Mapping, MapEntry]:
    mapping = holding.hold_map(by, family_id, Action.WRITE_MAP)
    entry = (
        MapEntry.objects.select_for_update(of=("self",))
        .select_related("changed_by")
        .filter(authority_id=mapping.authority_id, mapping=mapping, pk=entry_id)
        .first()
    )
    if entry is None:
        raise NotFound("entry")
    return mapping, entry


def _check_version(entry: MapEntry, version: int) -> None:
    if entry.version != version:
        raise StaleWords(
            Standing(
                entry_details(entry),
                entry.version,
                entry.changed_by.name,
                entry.changed_at,
            )
        )


def _check(
    mapping: Mapping, details: EntryDetails, standing: EntryDetails | None = None
) -> None:
    today = timezone.localdate()
    if not details.text.strip():
        raise CannotDo("Write what you want to put on the map", "text")
    if details.is_own_words and not details.said_by.name:
        raise CannotDo("Say whose own words these are", "said_by")
    if details.happened and details.happened.earliest > today:
        raise CannotDo("This day has not come yet. Enter when it happened", "happened")
    if details.done_on and details.done_on > today:
        raise CannotDo("This day has not come yet. Enter when it was done", "done_on")
    if not standing or details.showing != standing.showing:
        holding.check_showing(details.showing, today=today)
    before = (standing.said_by, standing.who) if standing else ()
    holding.check_named(mapping, (details.said_by, details.who), standing=before)
    if details.danger_id and not _is_danger_here(mapping, details.danger_id):
        raise NotFound("danger")


def _is_danger_here(mapping: Mapping, danger_id: UUID) -> bool:
    return DangerStatement.objects.filter(
        authority_id=mapping.authority_id, mapping=mapping, pk=danger_id
    ).exists()


def _write(entry: MapEntry, details: EntryDetails, worker_id: UUID) -> None:
    category = _kept_as(details)
    is_step = category == Category.NEXT_STEP
    entry.category = category
    entry.offered_as = details.category if category != details.category else ""
    entry.text = details.text
    entry.is_own_words = details.is_own_words
    entry.said_by_name = details.said_by.name
    entry.said_by_person_id = details.said_by.person_id
    entry.said_by_worker_id = details.said_by.worker_id
    entry.source_type = details.source_type
    entry.happened_earliest_on = details.happened.earliest if details.happened else None
    entry.happened_latest_on = details.happened.latest if details.happened else None
    entry.is_happened_about = bool(details.happened and details.happened.is_about)
    entry.impact = details.impact
    entry.danger_id = details.danger_id
    entry.who_name = details.who.name
    entry.who_person_id = details.who.person_id
    entry.who_worker_id = details.who.worker_id
    entry.due_on = details.due_on if is_step else None
    entry.done_on = details.done_on if is_step else None
    entry.outcome = details.outcome if is_step else ""
    entry.reading_age = None if details.is_own_words else reading_age(details.text)
    holding.write_showing(entry, details.showing, worker_id)


def _kept_as(details: EntryDetails) -> str:
    """Existing safety only when it says who, when and against which danger."""
    if details.category != Category.EXISTING_SAFETY:
        return details.category
    facts = ExistingSafetyFacts(
        who=details.who.name,
        did_what=details.text,
        occurrence_count=1 if details.happened else 0,
        has_danger=details.danger_id is not None,
    )
    return Category.EXISTING_SAFETY if is_existing_safety(facts) else Category.STRENGTH


def _keep(
    entry: MapEntry,
    mapping: Mapping,
    change: MapEntryRevision.Change,
    by: Viewer,
    before: EntryDetails = NOTHING,
) -> None:
    """Add the wording to the entry's history, and the change to the audit."""
    words = as_json(entry_details(entry))
    changes = changed(before, words)
    if change in (Change.WITHDRAWN, Change.PUT_BACK):
        changes = {"reason": entry.withdrawn_reason}
    words |= {"withdrawn_reason": entry.withdrawn_reason}
    keep_wording(entry, mapping, change, by, words=words, changes=changes)
