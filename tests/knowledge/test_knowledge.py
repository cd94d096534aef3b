"""Items are found, kept apart, changed in the open and rated by enough people."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from kinfold.knowledge import actions, selectors
from kinfold.knowledge.models import Item, ItemVersion
from kinfold.platform.errors import NotFound
from kinfold.platform.tenancy import as_viewer
from kinfold.records.errors import CannotDo
from kinfold_core.access import Role
from tests.conftest import signed_in
from tests.factories.knowledge import make_item
from tests.factories.platform import make_worker_viewer
from tests.factories.themes import (
    leave_programme,
)

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
HOME = "/knowledge/"


def page(viewer, url) -> str:
    response = signed_in(Client(), viewer).get(url)
    assert response.status_code == 200, url
    text = re.sub(r"\s+", " ", response.content.decode())
    return text.replace("&#x27;", "'")


def typed(**changes):
    return {
        "kind": "method", "title": "Who are your people?", "summary": "Ask early.",
        "rights": "own", "body": "A name is only a beginning.", "language": "en",
        "topics": ["network"], "seen_by": "all", **changes,
    }  # fmt: skip


def found(viewer, words, **more) -> list[str]:
    with as_viewer(viewer):
        asked = selectors.Asked(words=words, **more)
        return [one.title for one in selectors.search(viewer, asked, page=1).rows]


def test_a_title_counts_above_the_text_and_neither_accents_nor_slips_hide_it(
    lead, theirs, programme
):
    make_item(lead, programme, title="Café talks", body="About grandmothers.")
    make_item(lead, programme, title="Grandmothers", body="They know <b>most</b>.")
    assert found(theirs, "grandmother") == ["Grandmothers", "Café talks"]
    assert found(theirs, "cafe") == ["Café talks"]
    assert found(theirs, "grandmother -cafe") == ["Grandmothers"]
    assert found(theirs, "grandmother", kind="video") == []
    assert "Did you mean" in page(theirs, f"{HOME}?words=grandmohters")
    assert "<mark>grandmothers</mark>" in page(theirs, f"{HOME}?words=grandmothers")
    assert "<b>most</b>" not in page(theirs, f"{HOME}?words=most")
    for odd in ("%00", "'", "!!", "x" * 3000, "&page=9999", "&page=0", "&kind=none"):
        assert signed_in(Client(), theirs).get(f"{HOME}?words={odd}").status_code == 200


def test_an_item_for_one_authority_is_there_for_nobody_else(
    lead, ours, theirs, programme
):
    client = signed_in(Client(), ours)
    url = f"{HOME}add/{programme.pk}/"
    assert client.post(url, typed(seen_by="us", title="Only us")).status_code == 302
    with as_viewer(ours):
        row = Item.objects.get()
        with pytest.raises(CannotDo):
            actions.collect(item_id=row.pk, collection="All", by=ours)
    assert "Only us" in page(ours, HOME)
    for viewer in (lead, theirs):
        answer = signed_in(Client(), viewer).get(f"{HOME}{row.pk}/")
        assert answer.status_code == 404
        with as_viewer(viewer):
            assert not Item.objects.exists()
            assert not ItemVersion.objects.exists()


def test_what_may_only_be_linked_to_never_holds_the_text(ours, programme):
    client, url = signed_in(Client(), ours), f"{HOME}add/{programme.pk}/"
    link = {"rights": "link_only", "link": "https://example.org/paper"}
    refused = client.post(url, typed(**link, attribution="Somebody"))
    assert refused.status_code == 422
    assert "may only be linked to" in refused.content.decode()
    assert client.post(url, typed(**link, body="")).status_code == 422
    bad = typed(link="javascript:alert(1)", body="\x00", written_on_year="9999")
    assert client.post(url, bad).status_code == 422
    done = client.post(url, typed(**link, body="", attribution="Somebody"))
    assert done.status_code == 302


def test_a_change_keeps_what_was_and_who_is_second_sees_both(lead, programme):
    row = make_item(lead, programme)
    client, url = signed_in(Client(), lead), f"{HOME}{row.pk}/change/"
    first = typed(title="First", why="Clearer", version="1")
    assert client.post(url, first).status_code == 302
    second = client.post(url, typed(title="Second", why="Mine", version="1"))
    assert second.status_code == 409
    assert "First" in second.content.decode()
    assert "Clearer" in page(lead, f"{HOME}{row.pk}/versions/")
    assert "Who are your people?" in page(lead, f"{HOME}{row.pk}/versions/")
    gone = client.post(f"{HOME}{row.pk}/withdraw/", {"why": "Out of date"})
    assert gone.status_code == 302
    assert "Out of date" in page(lead, f"{HOME}{row.pk}/")
    assert found(lead, "") == []
    assert found(lead, "", is_withdrawn=True) == ["First"]


def test_ratings_are_shown_from_five_on_and_a_use_names_no_family(
    lead, theirs, programme, authority
):
    row = make_item(lead, programme, topics=("network",))
    raters = [make_worker_viewer(authority, Role.PRACTITIONER) for _ in range(6)]
    for number, viewer in enumerate(raters[:5]):
        with as_viewer(viewer):
            actions.rate(item_id=row.pk, score=4, words="Good words", by=viewer)
        shown = page(theirs, f"{HOME}{row.pk}/")
        assert ("Good words" in shown) is (number == 4)
    assert "4.0 of 5, from 5 people." in shown
    # neither who comes sixth nor who says something else can be told from it
    for viewer in (raters[5], raters[0]):
        with as_viewer(viewer):
            actions.rate(item_id=row.pk, score=1, words="Bad words", by=viewer)
            assert selectors.my_rating(viewer, row).score == 1
    shown = page(theirs, f"{HOME}{row.pk}/")
    assert "4.0 of 5, from 5 people." in shown
    assert "Bad words" not in shown
    today = timezone.localdate()
    day = {"used_on_day": today.day, "used_on_month": today.month}
    sent = {"where": "family_work", "used_on_year": today.year, **day}
    client, url = signed_in(Client(), theirs), f"{HOME}{row.pk}/use/"
    assert client.post(url, {**sent, "words": "The Coles"}).status_code == 422
    assert client.post(url, {**sent, "words": ""}).status_code == 302
    assert "In work with a family" in page(theirs, f"{HOME}{row.pk}/")


def test_rights_that_nobody_looked_at_again_are_said(lead, programme):
    row = make_item(
        lead, programme, rights_until=timezone.localdate() - timedelta(days=1)
    )
    assert "The rights should have been looked at" in page(lead, f"{HOME}{row.pk}/")


def test_nothing_stays_of_an_authority_that_left(
    lead, ours, theirs, programme, authority
):
    row = make_item(ours, programme, topics=("network",))
    with as_viewer(theirs):
        assert selectors.suggested(theirs, ["network"]) == [row]
    leave_programme(programme, authority)
    with as_viewer(theirs), pytest.raises(NotFound):
        selectors.get(theirs, row.pk)


def test_the_list_costs_the_same_for_one_item_and_for_twenty(lead, programme):
    def cost() -> int:
        with CaptureQueriesContext(connection) as asked:
            page(lead, f"{HOME}?words=people")
        return len(asked)

    make_item(lead, programme)
    cost()  # what a process asks once
    one = cost()
    for _ in range(19):
        make_item(lead, programme)
    assert cost() == one
