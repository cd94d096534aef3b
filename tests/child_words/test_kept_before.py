"""What a child kept from the family before entries were marked is marked once."""

from __future__ import annotations

from importlib import import_module
from uuid import UUID

import pytest
from django.db import connection

from kinfold.child_tools.models import ChildItem
from kinfold.platform.tenancy import as_viewer
from kinfold.platform.viewer import Viewer
from kinfold.practice.models import MapEntry
from kinfold.records.models import Family
from kinfold.versions import actions as versions
from tests.child_words.test_stays_narrowed import ADULTS, all_of, the_one
from tests.factories.child_tools import SECRET, make_choice
from tests.factories.practice import make_entry

pytestmark = pytest.mark.django_db
MARK: str = import_module(
    "kinfold.child_words.migrations.0002_mark_what_was_kept_before"
).MARK
OURS = "Not safe to read at home"


def as_before(by: Viewer) -> None:
    """The rows as they were written when no entry said that a child chose so."""
    with as_viewer(by):
        MapEntry.objects.filter(is_visible_to_family=False).update(
            is_childs_choice=False, hidden_reason=OURS
        )


def mark(by: Viewer) -> int:
    with as_viewer(by), connection.cursor() as cursor:
        cursor.execute(MARK)
        return int(cursor.rowcount)


def marked(by: Viewer) -> set[UUID]:
    with as_viewer(by):
        found = MapEntry.objects.filter(is_childs_choice=True)
        return set(found.values_list("pk", flat=True))


@pytest.mark.parametrize(
    "choice",
    [
        {"audience": "parents", "answer": "no"},
        {"audience": "parents", "answer": "if_there"},
        {"audience": "network", "answer": "no"},
        {"audience": "person", "answer": "no", "name": "Nan Jo"},
    ],
)
def test_a_hidden_entry_that_the_child_does_not_let_the_family_read_is_marked_once(
    practitioner: Viewer, family: Family, shared: ChildItem, choice: dict[str, str]
) -> None:
    make_choice(practitioner, shared, **choice)
    row = the_one(practitioner, family)
    as_before(practitioner)
    assert marked(practitioner) == set()
    assert mark(practitioner) == 1
    assert marked(practitioner) == {row.id}
    assert the_one(practitioner, family).showing.reason == OURS
    assert mark(practitioner) == 0


def test_what_was_split_from_it_is_marked_too_and_what_adults_hid_is_not(
    practitioner: Viewer, family: Family, shared: ChildItem
) -> None:
    first = the_one(practitioner, family)
    adults = make_entry(practitioner, family, "strength", text=ADULTS)
    with as_viewer(practitioner):
        versions.split_entry(
            family_id=family.pk, entry_id=first.id, version=first.version,
            texts=[SECRET, "Amira hides"], by=practitioner,
        )  # fmt: skip
    make_choice(practitioner, shared, "parents", "no")
    childs = {
        one.id for one in all_of(practitioner, family) if not one.showing.is_visible
    }
    assert len(childs) > 1
    with as_viewer(practitioner):
        MapEntry.objects.filter(pk=adults.pk).update(
            is_visible_to_family=False, hidden_reason=OURS,
            hidden_review_on="2090-01-01", hidden_by_id=practitioner.worker_id,
        )  # fmt: skip
    as_before(practitioner)
    assert mark(practitioner) == len(childs)
    assert marked(practitioner) == childs


def test_what_the_child_lets_the_family_read_by_now_is_not_marked(
    practitioner: Viewer, family: Family, shared: ChildItem
) -> None:
    for answer in ("no", "yes"):
        make_choice(practitioner, shared, "parents", answer)
    assert not the_one(practitioner, family).showing.is_visible
    as_before(practitioner)
    assert mark(practitioner) == 0


def test_nobody_takes_back_every_yes_before_it(
    practitioner: Viewer, family: Family, shared: ChildItem
) -> None:
    make_choice(practitioner, shared, "nobody", "no")
    make_choice(practitioner, shared, "workers")
    as_before(practitioner)
    assert mark(practitioner) == 1
