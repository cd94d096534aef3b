"""What was taken out of the bank, or out of a collection, is no longer handed on."""

from __future__ import annotations

import pytest
from django.contrib.postgres.search import SearchVector
from django.db.models import Value
from django.test import Client

from kinfold.knowledge import actions, selectors
from kinfold.knowledge.models import Item
from kinfold.platform.tenancy import as_viewer
from kinfold.records.errors import CannotDo
from kinfold_core.access import Role
from tests.conftest import signed_in
from tests.factories.knowledge import make_item
from tests.factories.platform import make_worker_viewer
from tests.factories.themes import leave_programme

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
HOME = "/knowledge/"


def reads(viewer, row, words="SECRET") -> list[str]:
    """The addresses on which the words are read."""
    client = signed_in(Client(), viewer)
    found = []
    for url in (
        f"{HOME}{row.pk}/",
        f"{HOME}{row.pk}/versions/",
        f"{HOME}items.csv?withdrawn=1",
        f"{HOME}items.csv",
        f"{HOME}?words=people&withdrawn=1",
        f"{HOME}?words=people",
    ):
        said = client.get(url)
        assert said.status_code == 200, url
        found += [url] if words in said.content.decode() else []
    return found


def test_a_text_that_was_withdrawn_is_read_by_its_writers_alone(
    lead, ours, theirs, programme
):
    row = make_item(ours, programme, body="SECRET people", title="T", summary="s")
    with as_viewer(ours):
        words = actions.Words(kind="method", title="T", summary="s", rights="own",
                              body="SECRET people, again")  # fmt: skip
        actions.change(item_id=row.pk, words=words, why="x", seen_version=1, by=ours)
    # while it stands: its page, its versions, the file and the search
    assert len(reads(theirs, row)) == 4
    with as_viewer(ours):
        actions.withdraw(item_id=row.pk, why="Not ours to give", by=ours)
    assert reads(theirs, row) == []
    assert len(reads(ours, row)) == len(reads(lead, row)) == 3
    with as_viewer(theirs):
        asked = selectors.Asked(words="secret", is_withdrawn=True)
        assert selectors.search(theirs, asked, page=1).count == 0


def test_what_was_withdrawn_long_ago_is_not_found_by_its_text(ours, programme):
    row = make_item(ours, programme, title="Old", body="SECRET")
    with as_viewer(ours):
        actions.withdraw(item_id=row.pk, why="Old", by=ours)
        said = [("Old", "A"), ("SECRET", "D")]
        title, text = (
            SearchVector(Value(words), weight=weight, config="english")
            for words, weight in said
        )
        Item.objects.filter(pk=row.pk).update(search=title + text)
        for words, count in (("old", 1), ("secret", 0)):
            asked = selectors.Asked(words=words, is_withdrawn=True)
            assert selectors.search(ours, asked, page=1).count == count


def test_what_is_only_linked_to_now_keeps_its_old_text_from_others(
    ours, theirs, programme
):
    row = make_item(ours, programme, body="SECRET people")
    words = actions.Words(kind="method", title="T", summary="s", rights="link_only",
                          link="https://a.example/", attribution="A")  # fmt: skip
    with as_viewer(ours):
        actions.change(item_id=row.pk, words=words, why="x", seen_version=1, by=ours)
    assert reads(theirs, row) == []
    assert reads(theirs, row, "No longer shown") == [f"{HOME}{row.pk}/versions/"]
    assert reads(ours, row) == [f"{HOME}{row.pk}/versions/"]


def test_an_item_is_put_into_a_collection_and_taken_out_again(
    lead, ours, programme, elsewhere_authority
):
    beside = make_worker_viewer(elsewhere_authority, Role.PRACTICE_LEADER)
    row = make_item(lead, programme)

    def put(by, act=actions.collect) -> None:
        with as_viewer(by):
            act(item_id=row.pk, collection="Beginning", by=by)

    put(beside)
    put(ours)  # it is there already
    with pytest.raises(CannotDo, match="Somebody else"):
        put(ours, actions.take_out)
    leave_programme(programme, elsewhere_authority)
    with as_viewer(ours):
        assert selectors.collections(ours) == []
    put(ours)  # in their own name now
    client = signed_in(Client(), ours)
    url = f"{HOME}{row.pk}/take-out/"
    assert "take-out" in client.get(f"{HOME}{row.pk}/").content.decode()
    assert client.post(url, {"collection": "\x00"}).status_code == 422
    assert client.post(url, {"collection": "Beginning"}).status_code == 302
    assert "in no collection" in client.get(url).content.decode()
    put(ours)
    with as_viewer(lead):
        actions.withdraw(item_id=row.pk, why="Old", by=lead)
    with pytest.raises(CannotDo, match="withdrawn"):
        put(lead)
