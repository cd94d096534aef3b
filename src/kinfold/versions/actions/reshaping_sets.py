"""Splitting and joining danger statements with their goals and scales."""

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
from kinfold.practice.row_making import (
    danger_row,
    danger_rows,
    entry_details,
    entry_rows,
)
from kinfold.versions.lines import keep_lines
from kinfold.versions.models import Lineage
from kinfold_core import phrases
from kinfold_core.access import Action
from kinfold_core.practice.living_map import DangerRow
from kinfold_core.practice.written import (
    GOAL_WORDS,
    SCALE_WORDS,
    STATEMENT_WORDS,
    DangerSetDetails,
    EntryDetails,
    ImpactDetails,
    Named,
)

LEAST = 2


@transaction.atomic
def split_danger(
    *,
    family_id: UUID,
    danger_id: UUID,
    parts: Sequence[str],
    version: int,
    by: Viewer,
) -> tuple[DangerStatement, ...]:
    """Make two or more danger statements of one, each with a goal and a scale (I1).

    Each begins with the same people, goal and ends of the scale, to be made its own.
    Nobody's number is carried: it was given about both. What belonged to the old one
    belongs to the first.

    Raises:
        StaleWords: somebody changed it since it was read.
        CannotDo: fewer than two parts, or it was taken off the map.
    """
    mapping = hold_map(by, family_id, Action.WRITE_MAP)
    texts = [part for part in parts if part.strip()]
    if len(texts) < LEAST:
        raise CannotDo("Write at least two worries, each on its own", "part_2")
    details = _standing(mapping, danger_id).details
    new = tuple(
        practice.add_danger_set(
            family_id=family_id, details=replace(details, worried_about=text), by=by
        )
        for text in texts
    )
    reason = f"Split into {len(texts)} danger statements"
    old = _take_off(family_id, danger_id, reason, version, by)
    _belong_to(new[0], [danger_id], mapping, by)
    keep_lines(Lineage.Kind.SPLIT, [old], new, mapping, by)
    return new


@transaction.atomic
def join_dangers(
    *, family_id: UUID, danger_ids: Sequence[UUID], version: int, by: Viewer
) -> DangerStatement:
    """Make one danger statement, goal and scale of several; `version` is the first's.

    Their words stand under each other, to be made one. Numbers are asked again.

    Raises:
        StaleWords: somebody changed the first since it was read.
        CannotDo: fewer than two, or one is off the map.
        NotFound: one is not on this family's map.
    """
    mapping = hold_map(by, family_id, Action.WRITE_MAP)
    chosen = tuple(dict.fromkeys(danger_ids))
    if len(chosen) < LEAST:
        raise CannotDo("Choose at least one other to join it with", "others")
    rows = [_standing(mapping, key) for key in chosen]
    new = practice.add_danger_set(
        family_id=family_id, details=_together([row.details for row in rows]), by=by
    )
    versions = {row.id: row.version for row in rows} | {chosen[0]: version}
    reason = "Joined with another into one danger statement"
    old = [_take_off(family_id, key, reason, versions[key], by) for key in chosen]
    _belong_to(new, chosen, mapping, by)
    keep_lines(Lineage.Kind.JOINED, old, [new], mapping, by)
    return new


@transaction.atomic
def make_entry_of(
    *,
    family_id: UUID,
    danger_id: UUID,
    category: str,
    text: str,
    version: int,
    by: Viewer,
) -> MapEntry:
    """What was written as a danger statement is an entry: it was something else.

    Raises:
        StaleWords: somebody changed it since it was read.
        CannotDo: no words, no such category, or existing safety still counters it.
    """
    mapping = hold_map(by, family_id, Action.WRITE_MAP)
    if category not in MapEntry.Category.values:
        raise CannotDo("Choose where it belongs", "category")
    row = _standing(mapping, danger_id)
    entry = practice.add_entry(
        family_id=family_id,
        details=EntryDetails(category=category, text=text, showing=row.showing),
        by=by,
    )
    reason = f"Became {entry.get_category_display().lower()}"
    old = _take_off(family_id, danger_id, reason, version, by)
    keep_lines(Lineage.Kind.BECAME, [old], [entry], mapping, by)
    return entry


def _together(sets: Sequence[DangerSetDetails]) -> DangerSetDetails:
    """Each part of all of them, one under the other; the same words once."""

    def words(name: str, joint: str = "\n") -> str:
        texts = [getattr(one, name) for one in sets]
        return joint.join(dict.fromkeys(text for text in texts if text))

    short = {"sustained_for": 120, "who_confirms": 300, "reached_when": 300}
    plain = {
        name: phrases.shortened(words(name, "; "), short[name])
        if name in short
        else words(name)
        for name in (*STATEMENT_WORDS, *GOAL_WORDS, *SCALE_WORDS)
    }
    people: dict[str, Named] = {}
    impacts: dict[UUID, ImpactDetails] = {}
    for one in sets:
        people |= {who.name: people.get(who.name, who) for who in one.worried_people}
        for impact in one.impacts:
            known = impacts.get(impact.child_id)
            text = f"{known.text}\n{impact.text}" if known else impact.text
            impacts[impact.child_id] = replace(impact, text=text)
    return DangerSetDetails(
        **plain,
        worried_people=tuple(people.values()),
        impacts=tuple(impacts.values()),
        observable_signs=tuple(
            dict.fromkeys(sign for one in sets for sign in one.observable_signs)
        ),
        showing=next(
            (one.showing for one in sets if not one.showing.is_visible),
            sets[0].showing,
        ),
    )


def _belong_to(
    new: DangerStatement, old: Sequence[UUID], mapping: Mapping, by: Viewer
) -> None:
    """What belonged to the old statements belongs to the new one."""
    rows = entry_rows(mapping.authority_id, mapping.pk)
    for row in rows.filter(danger_id__in=old, withdrawn_at=None):
        practice.change_entry(
            family_id=mapping.family_id,
            entry_id=row.pk,
            details=replace(entry_details(row), danger_id=new.pk),
            version=row.version,
            by=by,
        )


def _standing(mapping: Mapping, danger_id: UUID) -> DangerRow:
    rows = danger_rows(mapping.authority_id, mapping.pk)
    row = rows.filter(pk=danger_id).first()
    if row is None:
        raise NotFound("danger")
    if row.is_withdrawn:
        raise CannotDo("This was taken off the map. Put it back first")
    return danger_row(row)


def _take_off(
    family_id: UUID, danger_id: UUID, reason: str, version: int, by: Viewer
) -> DangerStatement:
    return practice.withdraw_danger_set(
        family_id=family_id, danger_id=danger_id, reason=reason, version=version, by=by
    )
