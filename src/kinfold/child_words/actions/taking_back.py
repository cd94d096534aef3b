"""What a child takes back, or narrows, is taken from wherever it was put.

It stays in the rows; nobody is shown it there any more, and nobody puts it back. It is
never widened by itself: what a child lets the family read again, a worker may show.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Final
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from kinfold.child_tools import holding
from kinfold.child_tools.models import ChildItem, ItemFeed
from kinfold.child_tools.selectors.sessions import choices_of, item_for
from kinfold.child_words.showing import hidden_as_chosen, hidden_until_looked_at
from kinfold.platform.viewer import Viewer
from kinfold.practice import actions as practice
from kinfold.practice.selectors import living_map
from kinfold.scaling.actions import take_back_rating
from kinfold.versions import actions as versions
from kinfold.versions.models import Lineage
from kinfold_core.access import Action
from kinfold_core.practice.child_feeds import ON_THE_MAP, FeedKind
from kinfold_core.practice.child_sharing import is_for_family, why_not_on_the_map
from kinfold_core.practice.taken_back import said_by, says_again

TAKEN_BACK: Final = "The child no longer wants this to be read"


@transaction.atomic
def take_back(*, item: ChildItem, by: Viewer) -> None:
    """After a choice: what stands further than the child lets it is taken from there.

    Within the transaction of the choice.
    """
    feeds = ItemFeed.objects.filter(authority_id=item.authority_id, item=item)
    placed = list(feeds.values_list("kind", "target_id"))
    if not placed:
        return
    _, row = item_for(by, item.session.family_id, item.pk)
    choices = row.choices
    on_map = {target for kind, target in placed if kind in ON_THE_MAP}
    hopes = {target for kind, target in placed if kind == FeedKind.HOPE}
    entries, sets = _became(item, on_map, hopes)
    if not why_not_on_the_map(choices, is_read_by_family=True):
        _let_show(item, entries, by)
        return
    is_for_workers = not why_not_on_the_map(choices, is_read_by_family=False)
    _from_the_map(item, entries, by, is_for_workers=is_for_workers)
    _from_sets(item, sets, by)
    for kind, target in placed:
        if kind == FeedKind.RULE:
            versions.take_back_above(
                family_id=item.session.family_id, thing_id=target, by=by
            )


@transaction.atomic
def take_back_number(*, family_id: UUID, session_id: UUID, by: Viewer) -> None:
    """The child no longer wants their number on a scale to be read by anybody.

    Also once the record is closed, as every no of a child (ADR 30).

    Raises:
        NotFound: no such session of this family.
    """
    session, _ = holding.hold_session(by, family_id, session_id, Action.NARROW_SHARING)
    feeds = ItemFeed.objects.filter(
        authority_id=session.authority_id, session=session, kind=FeedKind.RATING
    )
    for rating_id in set(feeds.values_list("target_id", flat=True)):
        take_back_rating(family_id=family_id, rating_id=rating_id, by=by)
    if feeds:
        holding.note(by, "child_tool.number_taken_back", session, session)


def _from_the_map(
    item: ChildItem, entries: set[UUID], by: Viewer, *, is_for_workers: bool
) -> None:
    """Hidden from the family, when other workers may read it; else off for good."""
    family_id = item.session.family_id
    standing = living_map(by, family_id)
    for entry in (*standing.entries, *standing.withdrawn_entries):
        if entry.id not in entries:
            continue
        if not is_for_workers:
            versions.take_back_entry(
                family_id=family_id,
                entry_id=entry.id,
                reason=TAKEN_BACK,
                showing=hidden_as_chosen(),
                by=by,
            )
        elif not entry.showing.is_childs_choice:
            is_hidden = not entry.showing.is_visible
            showing = entry.showing if is_hidden else hidden_as_chosen()
            practice.show_as_the_child_chose(
                family_id=family_id,
                entry_id=entry.id,
                showing=replace(showing, is_childs_choice=True),
                by=by,
            )


def _let_show(item: ChildItem, entries: set[UUID], by: Viewer) -> None:
    """The child lets the family read it: a worker may show it to them again.

    Unless words of another child, or another thing they said, went into it too.
    """
    family_id = item.session.family_id
    standing = living_map(by, family_id)
    for entry in (*standing.entries, *standing.withdrawn_entries):
        if entry.id not in entries or not entry.showing.is_childs_choice:
            continue
        if _is_kept_for_another(item, entry.id, by):
            continue
        practice.show_as_the_child_chose(
            family_id=family_id,
            entry_id=entry.id,
            showing=replace(entry.showing, is_childs_choice=False),
            by=by,
        )


def _is_kept_for_another(item: ChildItem, entry_id: UUID, by: Viewer) -> bool:
    others = ChildItem.objects.filter(
        authority_id=item.authority_id,
        feeds__kind__in=ON_THE_MAP,
        feeds__target_id__in=_came_from(item, entry_id),
    ).exclude(pk=item.pk)
    keys = others.values_list("pk", flat=True).distinct()
    return any(not is_for_family(choices_of(by, key)) for key in keys)


def _from_sets(item: ChildItem, sets: Iterable[UUID], by: Viewer) -> None:
    """The family reads a danger statement with its goal, so the words go from it."""
    said = said_by(item.session.child_name, item.words)
    for danger_id in sets:
        versions.take_back_from_danger_set(
            family_id=item.session.family_id,
            danger_id=danger_id,
            texts=(said, item.words),
            showing=hidden_until_looked_at(),
            by=by,
        )


def _became(
    item: ChildItem, entries: set[UUID], sets: set[UUID]
) -> tuple[set[UUID], set[UUID]]:
    """These entries and sets with all that was made of them.

    A set is adults' words too: what it became counts where the child's are in it.
    """
    entries, sets, new = set(entries), set(sets), entries | sets
    while new:
        lines = Lineage.objects.filter(
            Q(from_entry_id__in=new) | Q(from_danger_id__in=new),
            authority_id=item.authority_id,
        ).values_list("from_entry_id", "to_entry_id", "to_danger_id", "to_entry__text")
        made = {
            entry
            for of_entry, entry, _, text in lines
            if entry and (of_entry or says_again(text, item.words))
        }
        made_sets = {danger for _, _, danger, _ in lines if danger}
        new = (made | made_sets) - entries - sets
        entries, sets = entries | made, sets | made_sets
    return entries, sets


def _came_from(item: ChildItem, entry_id: UUID) -> set[UUID]:
    """An entry, with all the entries and sets that it was made of."""
    found, new = {entry_id}, {entry_id}
    while new:
        lines = Lineage.objects.filter(
            Q(to_entry_id__in=new) | Q(to_danger_id__in=new),
            authority_id=item.authority_id,
        ).values_list("from_entry_id", "from_danger_id")
        new = {entry or danger for entry, danger in lines} - found
        found |= new
    return found
