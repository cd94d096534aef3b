"""Below the pages: nobody rewrites, hides or forges what another authority brought."""

from __future__ import annotations

from contextlib import suppress

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from kinfold.knowledge import actions
from kinfold.knowledge.models import (
    Collected,
    Item,
    ItemRating,
    ItemUse,
    ItemVersion,
)
from kinfold.platform.models import said_by
from kinfold.platform.tenancy import as_viewer
from tests.factories.knowledge import make_item

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
FENCED = "row-level security|permission denied"


@pytest.fixture
def item(ours, programme):
    row = make_item(ours, programme)
    with as_viewer(ours):
        actions.rate(item_id=row.pk, score=5, words="Good", by=ours)
        actions.collect(item_id=row.pk, collection="Beginning", by=ours)
        day = timezone.localdate()
        actions.use(item_id=row.pk, where="course", used_on=day, words="", by=ours)
    return row


def changed(by, statement) -> int:
    """How many rows a statement touches that is typed into the stolen login."""
    with suppress(DatabaseError), as_viewer(by), transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute(statement)
            return cursor.rowcount
    return 0


def planted(by, row) -> None:
    with pytest.raises(DatabaseError, match=FENCED), as_viewer(by):
        row.save(force_insert=True)


def test_nobody_rewrites_hides_or_deletes_what_another_brought(theirs, item):
    for statement in (
        "UPDATE knowledge_item SET title = 'Forged'",
        "UPDATE knowledge_item SET withdrawn_on = now(), withdrawn_why = 'x'",
        f"UPDATE knowledge_item SET only_for_id = '{theirs.authority_id}'",
        f"UPDATE knowledge_item SET authority_id = '{theirs.authority_id}'",
        f"UPDATE knowledge_itemrating SET only_for_id = '{theirs.authority_id}'",
        "UPDATE knowledge_itemrating SET score = 1",
        "UPDATE knowledge_collected SET collection = 'Mine'",
        *(
            f"DELETE FROM knowledge_{table}"
            for table in ("collected", "itemrating", "itemuse", "itemversion", "item")
        ),
    ):
        assert changed(theirs, statement) == 0, statement


def test_its_own_people_change_the_words_and_not_whose_they_are(lead, ours, item):
    for by in (ours, lead):
        assert changed(by, "UPDATE knowledge_item SET title = 'Renamed'") == 1
        for column in ("only_for_id", "authority_id", "by_user_id", "programme_id"):
            same = f"UPDATE knowledge_item SET {column} = {column}"
            assert changed(by, same) == 0, column


@pytest.mark.parametrize("model", [Item, ItemRating, ItemUse, Collected])
def test_nobody_writes_in_anothers_name(model, lead, ours, theirs, programme, item):
    more = {
        Item: {"kind": "method", "title": "x", "summary": "x", "rights": "own",
               "body": "x"},
        ItemRating: {"item": item, "score": 1},
        ItemUse: {"item": item, "where": "course", "used_on": timezone.localdate()},
        Collected: {"item": item, "collection": "Forged"},
    }[model]  # fmt: skip
    more["programme"] = programme
    for by in (theirs, lead):
        planted(by, model(**more, **said_by(by), authority_id=ours.authority_id))
        planted(by, model(**more, **said_by(ours), authority_id=by.authority_id))
    planted(theirs, model(**more, **said_by(theirs)))


def test_what_is_said_of_an_item_is_on_its_shelf(ours, theirs, programme, item):
    alone = make_item(ours, programme, alone=True)

    def rating(by, row, only_for):
        return ItemRating(
            programme=programme, item=row, score=1, only_for_id=only_for,
            authority_id=by.authority_id, **said_by(by),
        )  # fmt: skip

    planted(ours, rating(ours, alone, None))
    planted(ours, rating(ours, item, ours.authority_id))
    planted(theirs, rating(theirs, alone, None))
    planted(theirs, rating(theirs, alone, theirs.authority_id))
    planted(theirs, rating(theirs, item, ours.authority_id))
    planted(
        ours,
        Collected(
            programme=programme, item=alone, collection="x",
            authority_id=ours.authority_id, **said_by(ours),
        ),
    )  # fmt: skip
    forged = ItemVersion(
        programme=programme, item=item, version=2, said={}, **said_by(theirs)
    )
    planted(theirs, forged)
