"""What a child keeps from the family, no adult shows it to them again."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import replace

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from kinfold.child_tools.models import ChildItem, ChildToolSession
from kinfold.platform.errors import Conflict, NotFound
from kinfold.platform.tenancy import as_viewer
from kinfold.platform.viewer import Viewer
from kinfold.practice import actions as practice
from kinfold.practice.errors import CannotDo, StaleWords
from kinfold.practice.models import MapEntry
from kinfold.practice.selectors import living_map
from kinfold.records.models import Family
from kinfold.versions import actions as versions
from kinfold_core.practice.living_map import EntryRow
from kinfold_core.practice.written import SHOWN
from tests.child_words.test_feeding import feed
from tests.factories.child_tools import (
    GOOD,
    SECRET,
    make_choice,
    make_finished,
    make_item,
    make_override,
    make_session,
)
from tests.factories.practice import make_entry
from tests.practice.test_pages import posted

pytestmark = pytest.mark.django_db
SignIn = Callable[[Viewer], Client]
ADULTS = "Nan Jo has a spare key."


def all_of(by: Viewer, family: Family) -> list[EntryRow]:
    with as_viewer(by):
        standing = living_map(by, family.pk)
        return [*standing.entries, *standing.withdrawn_entries]


def the_one(by: Viewer, family: Family) -> EntryRow:
    (row,) = all_of(by, family)
    return row


def the_childs(by: Viewer, family: Family) -> EntryRow:
    (row,) = [one for one in all_of(by, family) if one.source_type == "child"]
    return row


def show(by: Viewer, family: Family, row: EntryRow) -> None:
    with as_viewer(by):
        practice.change_entry(
            family_id=family.pk, entry_id=row.id, version=row.version, by=by,
            details=replace(row.details, showing=SHOWN),
        )  # fmt: skip


def test_a_change_and_an_undo_are_refused_in_words_that_say_who_asks_the_child(
    sign_in: SignIn, practitioner: Viewer, family: Family, shared: ChildItem
) -> None:
    make_choice(practitioner, shared, "parents", "no")
    row = the_one(practitioner, family)
    assert not row.showing.is_visible
    with pytest.raises(CannotDo, match="Amira chose that the family does not read"):
        show(practitioner, family, row)
    with as_viewer(practitioner), pytest.raises(Conflict, match="can ask again"):
        versions.undo_entry(
            family_id=family.pk, entry_id=row.id, version=row.version, by=practitioner
        )
    client = sign_in(practitioner)
    address = reverse("practice:edit-entry", args=[family.pk, row.id])
    sent = posted(client.get(address).context["form"])
    page = client.post(address, sent | {"is_hidden": ""})
    assert page.status_code == 422
    assert "Amira chose that the family does not read this" in page.content.decode()
    assert not the_one(practitioner, family).showing.is_visible


def test_what_was_taken_off_meanwhile_comes_back_as_the_child_chose(
    practitioner: Viewer, family: Family, shared: ChildItem
) -> None:
    row = the_one(practitioner, family)
    key = {"family_id": family.pk, "entry_id": row.id, "by": practitioner}
    with as_viewer(practitioner):
        practice.withdraw_entry(**key, reason="Twice", version=row.version)
    make_choice(practitioner, shared, "parents", "no")
    off = the_one(practitioner, family)
    assert (off.withdrawn_reason, off.showing.is_visible) == ("Twice", False)
    with as_viewer(practitioner):
        versions.undo_entry(**key, version=off.version)
    back = the_one(practitioner, family)
    assert back.withdrawn_at is None
    assert not back.showing.is_visible
    with pytest.raises(CannotDo):
        show(practitioner, family, back)


def test_whoever_puts_it_back_is_told_that_the_family_still_does_not_read_it(
    sign_in: SignIn, practitioner: Viewer, family: Family, shared: ChildItem
) -> None:
    row = the_one(practitioner, family)
    key = {"family_id": family.pk, "entry_id": row.id, "by": practitioner}
    client = sign_in(practitioner)
    address = reverse("versions:entry", args=[family.pk, row.id])
    with as_viewer(practitioner):
        practice.withdraw_entry(**key, reason="Twice", version=row.version)
    assert "Put back, it is still hidden" not in client.get(address).text
    make_choice(practitioner, shared, "parents", "no")
    page = client.get(address).text
    assert "still hidden from the family: a child chose so" in page
    put_back = reverse("versions:put-back-entry", args=[family.pk, row.id])
    said = client.post(put_back, follow=True).text
    assert "Put back, still hidden from the family" in said
    assert not the_one(practitioner, family).showing.is_visible


def test_what_went_there_for_workers_alone_is_not_shown_by_a_change(
    practitioner: Viewer, family: Family, session: ChildToolSession, item: ChildItem
) -> None:
    make_choice(practitioner, item, "workers")
    make_finished(practitioner, session)
    feed(practitioner, item, "harm")
    with pytest.raises(CannotDo):
        show(practitioner, family, the_one(practitioner, family))


def test_a_reason_of_the_adults_stays_beside_what_the_child_chose(
    practitioner: Viewer, family: Family, shared: ChildItem
) -> None:
    row = the_one(practitioner, family)
    hidden = replace(row.showing, is_visible=False, reason="Not safe to read at home")
    hidden = replace(hidden, review_on=row.changed_at.date().replace(year=2090))
    with as_viewer(practitioner):
        practice.change_entry(
            family_id=family.pk, entry_id=row.id, version=row.version,
            details=replace(row.details, showing=hidden), by=practitioner,
        )  # fmt: skip
    make_choice(practitioner, shared, "parents", "no")
    kept = the_one(practitioner, family)
    assert kept.showing.reason == "Not safe to read at home"
    with pytest.raises(CannotDo):
        show(practitioner, family, kept)


def test_the_child_alone_opens_it_again_and_an_override_does_not(
    practitioner: Viewer, family: Family, shared: ChildItem
) -> None:
    make_choice(practitioner, shared, "parents", "no")
    make_override(practitioner, shared, "parents")
    with pytest.raises(CannotDo):
        show(practitioner, family, the_one(practitioner, family))
    make_choice(practitioner, shared, "parents")
    row = the_one(practitioner, family)
    assert not row.showing.is_visible  # never by itself
    show(practitioner, family, row)
    assert the_one(practitioner, family).showing.is_visible


def test_what_holds_the_words_of_two_opens_when_both_are_let_be_read(
    practitioner: Viewer, family: Family, shared: ChildItem
) -> None:
    session = make_session(practitioner, family)
    other = make_item(practitioner, session, GOOD)
    for audience in ("workers", "parents"):
        make_choice(practitioner, other, audience)
    make_finished(practitioner, session)
    feed(practitioner, other, "complicating_factor")
    with as_viewer(practitioner):
        joined = versions.join_entries(
            family_id=family.pk, entry_ids=[r.id for r in all_of(practitioner, family)],
            text=f"{SECRET}. {GOOD}", version=1, by=practitioner,
        )  # fmt: skip

    def now() -> EntryRow:
        (row,) = [r for r in all_of(practitioner, family) if r.id == joined.pk]
        return row

    for item in (shared, other):
        make_choice(practitioner, item, "parents", "no")
    make_choice(practitioner, shared, "parents")
    with pytest.raises(CannotDo):
        show(practitioner, family, now())
    make_choice(practitioner, other, "parents")
    show(practitioner, family, now())
    assert now().showing.is_visible


def test_the_database_itself_keeps_it_hidden(
    practitioner: Viewer, family: Family, shared: ChildItem
) -> None:
    make_choice(practitioner, shared, "parents", "no")
    row = the_one(practitioner, family)
    open_it = {
        "is_visible_to_family": True, "hidden_reason": "", "hidden_review_on": None,
        "hidden_by": None,
    }  # fmt: skip
    with (
        as_viewer(practitioner),
        pytest.raises(IntegrityError, match="childs_choice_is_hidden"),
        transaction.atomic(),
    ):
        MapEntry.objects.filter(pk=row.id).update(**open_it)


REFUSALS = (CannotDo, Conflict, NotFound, StaleWords)


def _do(rng: random.Random, by: Viewer, family: Family) -> None:
    """Anything that the map lets somebody do to something on it."""
    rows = all_of(by, family)
    row, other = rng.choice(rows), rng.choice(rows)
    key = {"family_id": family.pk, "entry_id": row.id, "by": by}
    versioned = key | {"version": row.version}
    shown = replace(row.details, showing=SHOWN)
    rng.choice(
        [
            lambda: versions.undo_entry(**versioned),
            lambda: practice.put_back_entry(**key),
            lambda: practice.withdraw_entry(**versioned, reason="Twice"),
            lambda: practice.change_entry(**versioned, details=shown),
            lambda: practice.change_entry(
                **versioned,
                details=replace(shown, source_type="observed", text=f"{row.text} now"),
            ),
            lambda: practice.change_entry(
                **versioned, details=replace(row.details, text=f"{row.text} too")
            ),
            lambda: versions.move_entry(**versioned, category="strength"),
            lambda: versions.split_entry(
                **versioned, texts=[row.text, f"{row.text} and so"]
            ),
            lambda: versions.join_entries(
                family_id=family.pk, entry_ids=[row.id, other.id], by=by,
                version=row.version, text=f"{row.text} {other.text}",
            ),
        ]
    )()  # fmt: skip


@pytest.mark.parametrize("seed", range(12))
def test_no_walk_over_the_map_shows_it_to_the_family_again(
    practitioner: Viewer, family: Family, shared: ChildItem, seed: int
) -> None:
    """Adults' own words may be shown; what came of the child's may not."""
    make_entry(practitioner, family, "complicating_factor", text=ADULTS)
    rng = random.Random(seed)  # noqa: S311  the same walk each time
    done = 0
    for step in range(30):
        if step == 8:
            make_choice(practitioner, shared, "parents", "no")
        with as_viewer(practitioner):
            try:
                with transaction.atomic():
                    _do(rng, practitioner, family)
            except REFUSALS:
                continue
        done += 1
        if step >= 8:
            assert not [
                row
                for row in all_of(practitioner, family)
                if row.showing.is_visible and SECRET in row.text
            ]
    assert done > 8
