"""Writing, changing and taking off entries. Every wording is kept."""

from __future__ import annotations

from dataclasses import asdict, replace
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
    HarmedChild,
    HarmMoment,
    MapEntry,
    MapEntryRevision,
    Mapping,
)
from kinfold.practice.row_making import entry_details, entry_rows
from kinfold.vocabulary.reading import reading_age
from kinfold_core.access import Action
from kinfold_core.practice.map_findings import safety_facts
from kinfold_core.practice.rules.harm import is_existing_safety
from kinfold_core.practice.written import EntryDetails, Named, Showing

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
    holding.move_on(mapping, by)
    entry.save(force_insert=True)
    _write_harm(entry, details)
    return _keep(entry, mapping, Change.WRITTEN, by)


@transaction.atomic
def change_entry(
    *, family_id: UUID, entry_id: UUID, details: EntryDetails, version: int, by: Viewer
) -> MapEntry:
    """Change the words of an entry that the writer saw in `version`.

    Another category moves it there: it stays the same entry, with its history.
    Saving what stands already changes nothing, however old the version.

    Raises:
        StaleWords: somebody saved other words meanwhile; holds theirs.
        CannotDo: as for `add_entry`, it was taken off the map, or a child chose that
            the family does not read it.
        NotFound: no such entry on this family's map.
    """
    mapping, entry = _hold(by, family_id, entry_id)
    standing = entry_details(entry)
    details = _as_the_child_chose(details, standing)
    if details == standing and not entry.is_withdrawn:
        return entry
    _check_version(entry, version)
    if entry.is_withdrawn:
        raise CannotDo("This was taken off the map. Put it back before changing it")
    _check(mapping, details, standing)
    worker_id = holding.writer_of(by)
    _write(entry, details, worker_id)
    holding.sign(entry, worker_id)
    holding.move_on(mapping, by)
    entry.save()
    _write_harm(entry, details)
    is_moved = details.category != standing.category
    change = Change.MOVED if is_moved else Change.CHANGED
    return _keep(entry, mapping, change, by, before=standing)


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
    holding.move_on(mapping, by)
    entry.save()
    return _keep(entry, mapping, Change.WITHDRAWN, by)


@transaction.atomic
def put_back_entry(*, family_id: UUID, entry_id: UUID, by: Viewer) -> MapEntry:
    """Put an entry that was taken off back on the map."""
    mapping, entry = _hold(by, family_id, entry_id)
    if not entry.is_withdrawn:
        return entry
    holding.put_back(entry, worker_id=holding.writer_of(by))
    holding.move_on(mapping, by)
    entry.save()
    return _keep(entry, mapping, Change.PUT_BACK, by)


@transaction.atomic
def show_as_the_child_chose(
    *, family_id: UUID, entry_id: UUID, showing: Showing, by: Viewer
) -> MapEntry:
    """Keep an entry from the family because a child chose so, or no longer for that.

    Also one that was taken off the map: put back, it is as the child chose.
    """
    mapping, entry = _hold(by, family_id, entry_id)
    before = entry_details(entry)
    _write(entry, replace(before, showing=showing), holding.writer_of(by))
    holding.sign(entry, holding.writer_of(by))
    holding.move_on(mapping, by)
    entry.save()
    change = Change.WITHDRAWN if entry.is_withdrawn else Change.CHANGED
    return _keep(entry, mapping, change, by, before=before)


def _as_the_child_chose(details: EntryDetails, standing: EntryDetails) -> EntryDetails:
    """What a writer or an earlier wording says, with what the child chose of it."""
    is_childs_choice = standing.showing.is_childs_choice
    if is_childs_choice and details.showing.is_visible:
        child = standing.said_by.name or "The child"
        raise CannotDo(
            f"{child} chose that the family does not read this. Whoever {child} talks "
            "with can ask again, and writes the answer beside the child's own words",
            "is_hidden",
        )
    showing = replace(details.showing, is_childs_choice=is_childs_choice)
    return replace(details, showing=showing)


def _hold(by: Viewer, family_id: UUID, entry_id: UUID) -> tuple[Mapping, MapEntry]:
    mapping = holding.hold_map(by, family_id, Action.WRITE_MAP)
    MapEntry.objects.select_for_update().filter(
        authority_id=mapping.authority_id, pk=entry_id
    ).first()
    entry = entry_rows(mapping.authority_id, mapping.pk).filter(pk=entry_id).first()
    if entry is None:
        raise NotFound("entry")
    return mapping, entry


def _check_version(entry: MapEntry, version: int) -> None:
    if entry.version != version:
        raise StaleWords(
            Standing(
                entry_details(entry),
                entry.version,
                entry.__dict__["changed_by_name"],
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
    holding.check_named(
        mapping, _named_in(details), standing=_named_in(standing) if standing else ()
    )
    if details.danger_id and not _is_danger_here(mapping, details.danger_id):
        raise NotFound("danger")


def _named_in(details: EntryDetails) -> tuple[Named, ...]:
    return (details.said_by, details.who, *details.children)


def _is_danger_here(mapping: Mapping, danger_id: UUID) -> bool:
    return DangerStatement.objects.filter(
        authority_id=mapping.authority_id, mapping=mapping, pk=danger_id
    ).exists()


def _write(entry: MapEntry, details: EntryDetails, worker_id: UUID) -> None:
    category = _kept_as(details)
    is_step, is_harm = category == Category.NEXT_STEP, category == Category.HARM
    is_safety = details.category == Category.EXISTING_SAFETY
    is_factor = category == Category.COMPLICATING_FACTOR
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
    entry.outcome = details.outcome if is_step or is_safety else ""
    entry.about = details.about if is_factor else ""
    entry.how_often = details.how_often if is_safety else ""
    entry.certainty = details.certainty if is_harm else ""
    entry.seen_by = details.seen_by if is_harm or is_safety else ""
    entry.is_childs_own_behaviour = details.is_childs_own_behaviour and is_harm
    entry.reading_age = None if details.is_own_words else reading_age(details.text)
    holding.write_showing(entry, details.showing, worker_id)
    entry.is_childs_choice = details.showing.is_childs_choice


def _write_harm(entry: MapEntry, details: EntryDetails) -> None:
    """The matrix and the children of a harm, as they now are."""
    here = {"authority_id": entry.authority_id, "entry": entry}
    HarmMoment.objects.filter(**here).delete()
    HarmedChild.objects.filter(**here).delete()
    if entry.category != Category.HARM:
        return
    HarmMoment.objects.bulk_create(
        HarmMoment(**here, **asdict(moment))
        for moment in details.moments
        if not moment.is_empty
    )
    HarmedChild.objects.bulk_create(
        HarmedChild(**here, child_id=child.person_id, child_name=child.name)
        for child in details.children
        if child.person_id
    )


def _kept_as(details: EntryDetails) -> str:
    """Existing safety only when it says who, when and against which danger."""
    if details.category != Category.EXISTING_SAFETY:
        return details.category
    is_safety = is_existing_safety(safety_facts(details))
    return Category.EXISTING_SAFETY if is_safety else Category.STRENGTH


def _keep(
    entry: MapEntry,
    mapping: Mapping,
    change: MapEntryRevision.Change,
    by: Viewer,
    before: EntryDetails = NOTHING,
) -> MapEntry:
    """Add the wording to the entry's history, and the change to the audit.

    The entry comes back as `entry_rows` reads it.
    """
    kept = entry_rows(mapping.authority_id, mapping.pk).get(pk=entry.pk)
    words = as_json(entry_details(kept))
    is_rewording = change not in (Change.WITHDRAWN, Change.PUT_BACK)
    fields = changed(before, words) if is_rewording else []
    words |= {"withdrawn_reason": entry.withdrawn_reason, "kept_as": entry.category}
    keep_wording(kept, mapping, change, by, words=words, fields=fields)
    return kept
