"""From the child's own words: one by one, no further than the child chose (I11)."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from kinfold.child_tools import actions
from kinfold.child_tools.models import ChildItem, ChildToolSession, ItemFeed
from kinfold.child_words import actions as becoming
from kinfold.child_words.actions.taking_back import TAKEN_BACK
from kinfold.child_words.showing import CHOSE_SO
from kinfold.planning.models import RuleSuggestion
from kinfold.platform.errors import NotFound
from kinfold.platform.tenancy import as_viewer
from kinfold.platform.viewer import Viewer
from kinfold.practice.models import DangerStatement, MapEntry, ScaleRating
from kinfold.practice.selectors import living_map
from kinfold.records.errors import CannotDo
from kinfold.records.models import Family
from kinfold_core.practice.child_feeds import KINDS_FOR, Confirmed
from kinfold_core.practice.living_map import EntryRow
from kinfold_core.practice.written import Named
from tests.factories.child_tools import (
    SECRET,
    make_choice,
    make_finished,
    make_item,
    make_session,
)
from tests.factories.networks import make_child_says, make_member
from tests.factories.practice import make_set, named

pytestmark = pytest.mark.django_db
SignIn = Callable[[Viewer], Client]


@pytest.fixture
def danger(practitioner: Viewer, family: Family) -> DangerStatement:
    return make_set(practitioner, family)


@pytest.fixture
def done(
    practitioner: Viewer, session: ChildToolSession, item: ChildItem
) -> ChildToolSession:
    return make_finished(practitioner, session)


def feed(by: Viewer, item: ChildItem, kind: str, **more: object) -> ItemFeed:
    with as_viewer(by):
        return becoming.feed(
            family_id=item.session.family_id,
            item_id=item.pk,
            confirmed=Confirmed(kind=kind, **more),  # type: ignore[arg-type]
            by=by,
        )


def entries(by: Viewer, family: Family) -> tuple[EntryRow, ...]:
    with as_viewer(by):
        return living_map(by, family.pk).entries


def test_nothing_is_on_the_map_by_itself(
    practitioner: Viewer, family: Family, done: ChildToolSession
) -> None:
    assert entries(practitioner, family) == ()
    assert "danger" not in {
        kind.value for kinds in KINDS_FOR.values() for kind in kinds
    }


def test_what_others_may_not_read_is_not_put_where_they_read_it(
    practitioner: Viewer, family: Family, done: ChildToolSession, item: ChildItem,
    danger: DangerStatement,
) -> None:  # fmt: skip
    for kind in ("harm", "hope", "rule"):
        with pytest.raises(CannotDo, match="has not said that other workers"):
            feed(practitioner, item, kind, danger_id=danger.pk, why="Fridays")
    make_choice(practitioner, item, "workers")
    for kind in ("hope", "rule"):
        with pytest.raises(CannotDo, match="The family reads this part"):
            feed(practitioner, item, kind, danger_id=danger.pk, why="Fridays")
    assert entries(practitioner, family) == ()


def test_a_worry_is_past_harm_in_the_childs_words_and_kept_from_the_family(
    practitioner: Viewer, family: Family, done: ChildToolSession, item: ChildItem
) -> None:
    make_choice(practitioner, item, "workers")
    fed = feed(practitioner, item, "harm")
    assert feed(practitioner, item, "harm") == fed
    (entry,) = entries(practitioner, family)
    assert (entry.text, entry.said_by.name) == (SECRET, "Amira")
    assert entry.is_own_words
    assert entry.certainty == "told_by_child"
    assert (entry.showing.is_visible, entry.showing.reason) == (False, CHOSE_SO)


def test_what_the_child_takes_back_is_taken_from_the_map(
    practitioner: Viewer, family: Family, done: ChildToolSession, item: ChildItem
) -> None:
    make_choice(practitioner, item, "workers")
    make_choice(practitioner, item, "parents")
    fed = feed(practitioner, item, "harm")
    assert entries(practitioner, family)[0].showing.is_visible
    make_choice(practitioner, item, "person", "no", name="Dean")
    (entry,) = entries(practitioner, family)
    assert not entry.showing.is_visible
    make_choice(practitioner, item, "nobody", "no")
    assert entries(practitioner, family) == ()
    with as_viewer(practitioner):
        assert MapEntry.objects.get(pk=fed.target_id).withdrawn_reason == TAKEN_BACK
    make_choice(practitioner, item, "workers")
    assert feed(practitioner, item, "harm").pk != fed.pk


def test_what_is_taken_off_is_kept_from_the_family_first(
    practitioner: Viewer, family: Family, done: ChildToolSession, item: ChildItem
) -> None:
    make_choice(practitioner, item, "workers")
    make_choice(practitioner, item, "parents")
    fed = feed(practitioner, item, "harm")
    assert entries(practitioner, family)[0].showing.is_visible
    make_choice(practitioner, item, "nobody", "no")
    with as_viewer(practitioner):
        entry = MapEntry.objects.get(pk=fed.target_id)
    assert entry.withdrawn_reason == TAKEN_BACK
    assert not entry.is_visible_to_family


def test_a_dream_is_the_childs_hope_and_a_rule_is_suggested(
    practitioner: Viewer, family: Family, danger: DangerStatement
) -> None:
    session = make_session(practitioner, family)
    dream = make_item(practitioner, session, "A quiet Friday", part="dreams")
    for audience in ("workers", "parents"):
        make_choice(practitioner, dream, audience)
    with pytest.raises(CannotDo, match="finish the time"):
        feed(practitioner, dream, "hope", danger_id=danger.pk)
    make_finished(practitioner, session)
    with pytest.raises(CannotDo, match="Choose which goal"):
        feed(practitioner, dream, "hope")
    for _ in range(2):
        feed(practitioner, dream, "hope", danger_id=danger.pk)
    with as_viewer(practitioner):
        (row,) = living_map(practitioner, family.pk).dangers
    assert row.child_hope.count("Amira: “A quiet Friday”") == 1
    feed(practitioner, dream, "rule", why="Amira sleeps then")
    with as_viewer(practitioner):
        assert RuleSuggestion.objects.get().text == "A quiet Friday"


def test_a_drawing_without_words_waits_for_the_childs_words(
    practitioner: Viewer, family: Family
) -> None:
    session = make_session(practitioner, family)
    silent = make_item(practitioner, session, "")
    make_choice(practitioner, silent, "workers")
    make_finished(practitioner, session)
    with pytest.raises(CannotDo, match="no words"):
        feed(practitioner, silent, "harm")
    with pytest.raises(CannotDo):
        feed(practitioner, silent, "danger")


def test_what_was_taken_out_goes_nowhere(practitioner: Viewer, family: Family) -> None:
    session = make_session(practitioner, family)
    make_item(practitioner, session, "Nan sings", part="good")
    item = make_item(practitioner, session)
    make_choice(practitioner, item, "workers")
    with as_viewer(practitioner):
        actions.change_item(
            family_id=family.pk, item_id=item.pk, changes={"is_taken_out": True},
            seen=1, by=practitioner,
        )  # fmt: skip
    make_finished(practitioner, session)
    with pytest.raises(CannotDo, match="taken out"):
        feed(practitioner, item, "harm")
    assert entries(practitioner, family) == ()


def test_the_number_on_the_path_is_the_childs_answer_on_a_scale(
    practitioner: Viewer, family: Family, danger: DangerStatement
) -> None:
    session = make_session(practitioner, family, tool="safety_house")
    make_item(practitioner, session, "Nan", part="lives")
    key = {"family_id": family.pk, "session_id": session.pk, "by": practitioner}
    number = key | {"danger_id": danger.pk, "is_shown": False}
    with as_viewer(practitioner):
        actions.change_session(**key, changes={"scale": 4}, seen=1)
        with pytest.raises(CannotDo):
            becoming.feed_number(**number)
    make_finished(practitioner, session)
    with as_viewer(practitioner):
        first = becoming.feed_number(**number)
        assert becoming.feed_number(**number) == first
        rating = ScaleRating.objects.get()
        assert (rating.rater_name, rating.value, rating.capacity) == (
            "Amira", 4, "child",
        )  # fmt: skip
        assert not rating.is_visible_to_family
        with pytest.raises(NotFound):
            becoming.feed_number(**number | {"danger_id": session.pk})


@pytest.mark.slow
def test_the_worker_confirms_on_a_page_of_its_own(
    sign_in: SignIn, practitioner: Viewer, family: Family, danger: DangerStatement,
    done: ChildToolSession, item: ChildItem,
) -> None:  # fmt: skip
    client = sign_in(practitioner)
    page = client.get(reverse("child_words:own-words", args=[family.pk]))
    text = page.content.decode()
    assert SECRET in text
    assert "has not said that other workers" in text
    assert "/belongs/" not in text
    make_choice(practitioner, item, "workers")
    client = sign_in(practitioner)
    address = reverse("child_words:own-words", args=[family.pk])
    assert "/belongs/harm/" in client.get(address).content.decode()
    address = reverse("child_words:feed", args=[family.pk, item.pk, "harm"])
    page = client.get(address).content.decode()
    assert "because the child chose so" in page
    assert client.post(address, {}).status_code == 302
    assert len(entries(practitioner, family)) == 1
    client = sign_in(practitioner)
    for kind, code in (("hope", 422), ("rule", 422), ("rating", 404), ("moon", 404)):
        address = reverse("child_words:feed", args=[family.pk, item.pk, kind])
        assert client.post(address, {}).status_code == code, kind
    address = reverse("child_words:feed-number", args=[family.pk, done.pk])
    assert client.get(address).status_code == 200
    sent = {"danger": str(danger.pk)}
    assert client.post(address, sent).status_code == 422  # the child gave no number


def test_who_may_not_come_in_leads_to_where_every_room_hears_a_no(
    sign_in: SignIn, practitioner: Viewer, family: Family
) -> None:
    session = make_session(practitioner, family, tool="safety_house")
    item = make_item(practitioner, session, "Raj, and not Bea!", part="outside")
    other = make_item(practitioner, session, "The man with the dog", part="outside")
    make_finished(practitioner, session)
    raj, bea = (
        make_member(practitioner, family, who=Named(name=name))
        for name in ("Raj", "Bea")
    )
    page = reverse("child_words:own-words", args=[family.pk])
    client = sign_in(practitioner)
    links = [
        reverse("networks:view", args=[family.pk, member.pk]) for member in (raj, bea)
    ]
    kept = client.get(page).content.decode()
    assert not [link for link in links if link in kept], "before other workers may read"
    for one in (item, other):
        make_choice(practitioner, one, "workers")
    said = client.get(page).content.decode()
    assert [link for link in links if link in said] == links
    assert "Say in the network whom it is a no to" in said
    with as_viewer(practitioner):
        amira = named(practitioner, family, "Amira")
    make_child_says(practitioner, raj, said_by=amira)
    heard = client.get(page).content.decode()
    assert [link for link in links if link in heard] == links[1:]
    assert "Amira does not want Raj there" in heard
