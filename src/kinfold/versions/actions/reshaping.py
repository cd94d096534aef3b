"""Splitting, joining and moving what is on the map. What it came from can be read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from uuid import UUID

from django.db import transaction

from kinfold.platform.errors import NotFound
from kinfold.platform.viewer import Viewer
from kinfold.practice import actions as practice
from kinfold.practice.errors import CannotDo
from kinfold.practice.holding import hold_map
from kinfold.practice.models import DangerStatement, MapEntry, Mapping
from kinfold.practice.row_making import entry_details, entry_rows
from kinfold.versions.lines import keep_lines
from kinfold.versions.models import Lineage
from kinfold_core import phrases
from kinfold_core.access import Action
from kinfold_core.practice.facts import ComplicatingFactorFacts
from kinfold_core.practice.rulebook import check_complicating_factor
from kinfold_core.practice.written import DangerSetDetails, EntryDetails, Showing

LEAST = 2
HARM = MapEntry.Category.HARM


@transaction.atomic
def split_entry(
    *, family_id: UUID, entry_id: UUID, texts: Sequence[str], version: int, by: Viewer
) -> tuple[MapEntry, ...]:
    """Make two or more entries of one; each keeps all that was said beside its words.

    Raises:
        StaleWords: somebody changed it since it was read.
        CannotDo: fewer than two parts, or it was taken off the map.
    """
    mapping = hold_map(by, family_id, Action.WRITE_MAP)
    parts = [text for text in texts if text.strip()]
    if len(parts) < LEAST:
        raise CannotDo("Write at least two parts, each on its own", "part_2")
    details = _standing(mapping, entry_id)
    reason = f"Split into {len(parts)}"
    if not _is_childs(details):
        reason = f"{reason}: {phrases.listed([_said(t) for t in parts])}"
    old = _take_off(family_id, entry_id, reason, version, by)
    new = tuple(
        practice.add_entry(
            family_id=family_id, details=replace(details, text=text), by=by
        )
        for text in parts
    )
    keep_lines(Lineage.Kind.SPLIT, [old], new, mapping, by)
    return new


@transaction.atomic
def join_entries(
    *, family_id: UUID, entry_ids: Sequence[UUID], text: str, version: int, by: Viewer
) -> MapEntry:
    """Make one entry of several of one category, in these words.

    What is known beside the words is that of the first; `version` is the first's. If
    one was kept from the family, so is what they become.

    Raises:
        StaleWords: somebody changed the first since it was read.
        CannotDo: fewer than two, of different categories, or one is off the map.
        NotFound: one is not on this family's map.
    """
    mapping = hold_map(by, family_id, Action.WRITE_MAP)
    chosen = tuple(dict.fromkeys(entry_ids))
    if len(chosen) < LEAST:
        raise CannotDo("Choose at least one other to join it with", "others")
    if not text.strip():
        raise CannotDo("Write the words that say both", "text")
    all_details = [_standing(mapping, key) for key in chosen]
    first = all_details[0]
    if any(one.category != first.category for one in all_details):
        raise CannotDo("Only things of one kind can be joined", "others")
    reason = "Joined with others"
    if not any(_is_childs(one) for one in all_details):
        reason = f"{reason} into {_said(text)}"
    rows = entry_rows(mapping.authority_id, mapping.pk).in_bulk(chosen)
    versions = {key: row.version for key, row in rows.items()} | {chosen[0]: version}
    old = [_take_off(family_id, key, reason, versions[key], by) for key in chosen]
    own_words = first.is_own_words and text == first.text
    details = replace(
        first,
        text=text,
        is_own_words=own_words,
        showing=max((one.showing for one in all_details), key=_narrowness),
    )
    new = practice.add_entry(family_id=family_id, details=details, by=by)
    keep_lines(Lineage.Kind.JOINED, old, [new], mapping, by)
    return new


@transaction.atomic
def move_entry(
    *, family_id: UUID, entry_id: UUID, category: str, version: int, by: Viewer
) -> MapEntry:
    """Put an entry into another category. It stays the same entry, with its past.

    Raises:
        StaleWords: somebody changed it since it was read.
        CannotDo: there is no such category, or it was taken off the map.
    """
    mapping = hold_map(by, family_id, Action.WRITE_MAP)
    if category not in MapEntry.Category.values:
        raise CannotDo("Choose where it belongs", "category")
    details = replace(_standing(mapping, entry_id), category=category)
    return practice.change_entry(
        family_id=family_id, entry_id=entry_id, details=details, version=version, by=by
    )


@transaction.atomic
def make_danger_of(
    *,
    family_id: UUID,
    entry_id: UUID,
    details: DangerSetDetails,
    version: int,
    by: Viewer,
) -> DangerStatement:
    """Begin a danger statement from an entry (R-CF1).

    Past harm stays past harm and is put under the statement; anything else becomes it.

    Raises:
        StaleWords: somebody changed it since it was read.
        CannotDo: it says no adult's behaviour, or no impact on a child, or words that
            a child keeps from the family.
    """
    mapping = hold_map(by, family_id, Action.WRITE_MAP)
    entry = _standing(mapping, entry_id)
    found = check_complicating_factor(
        ComplicatingFactorFacts(
            text=entry.text,
            becomes_danger=True,
            adult_behaviour=details.worried_about,
            child_impact=" ".join(impact.text for impact in details.impacts),
        )
    )
    if found:
        raise CannotDo(f"{found[0].message} {found[0].suggestion}", "worried_about")
    danger = practice.add_danger_set(family_id=family_id, details=details, by=by)
    if entry.category == HARM:
        old = practice.change_entry(
            family_id=family_id,
            entry_id=entry_id,
            details=replace(entry, danger_id=danger.pk),
            version=version,
            by=by,
        )
    else:
        reason = "Became a danger statement"
        if not _is_childs(entry):
            reason = f"{reason}: {_said(details.worried_about)}"
        old = _take_off(family_id, entry_id, reason, version, by)
    keep_lines(Lineage.Kind.BECAME, [old], [danger], mapping, by)
    return danger


def _standing(mapping: Mapping, entry_id: UUID) -> EntryDetails:
    rows = entry_rows(mapping.authority_id, mapping.pk)
    row = rows.filter(pk=entry_id).first()
    if row is None:
        raise NotFound("entry")
    if row.is_withdrawn:
        raise CannotDo("This was taken off the map. Put it back first")
    return entry_details(row)


def _take_off(
    family_id: UUID, entry_id: UUID, reason: str, version: int, by: Viewer
) -> MapEntry:
    return practice.withdraw_entry(
        family_id=family_id,
        entry_id=entry_id,
        reason=phrases.shortened(reason, 500),
        version=version,
        by=by,
    )


def _is_childs(details: EntryDetails) -> bool:
    """A child may take their words back, so no reason beside them repeats any."""
    return details.source_type == MapEntry.Source.CHILD


def _narrowness(showing: Showing) -> tuple[bool, bool]:
    return showing.is_childs_choice, not showing.is_visible


def _said(text: str) -> str:
    return f"“{phrases.shortened(text, 80)}”"
