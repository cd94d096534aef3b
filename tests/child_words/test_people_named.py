"""Whom a child puts into their safe house: a worker brings them into the network."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from kinfold.child_tools.models import ChildItem, ItemFeed
from kinfold.child_words import actions
from kinfold.child_words.selectors.placed import (
    ASK_WHETHER_THEY_STAY,
    no_longer_read,
)
from kinfold.networks.selectors import network_of
from kinfold.platform.tenancy import as_viewer
from kinfold.platform.viewer import Viewer
from kinfold.records.errors import CannotDo
from kinfold.records.models import Family
from kinfold_core.access.roles import Role
from kinfold_core.practice.child_feeds import Confirmed
from kinfold_core.practice.network import MemberDetails, NetworkPerson
from kinfold_core.practice.written import Named
from tests.factories.child_tools import (
    child_of,
    make_choice,
    make_finished,
    make_item,
    make_session,
)
from tests.factories.networks import make_child_says, make_member
from tests.factories.platform import make_worker_viewer
from tests.factories.practice import named

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
SignIn = Callable[[Viewer], Client]
WORDS = "Nan Jo lives here. Raj too, when he is not on his boat."


@pytest.fixture
def lives(practitioner: Viewer, family: Family) -> ChildItem:
    session = make_session(practitioner, family, tool="safety_house")
    item = make_item(practitioner, session, WORDS, part="lives")
    make_item(practitioner, session, "Not Dean", part="outside")
    make_finished(practitioner, session)
    return item


@pytest.fixture
def shared(practitioner: Viewer, lives: ChildItem) -> ChildItem:
    for audience in ("workers", "parents"):
        make_choice(practitioner, lives, audience)
    return lives


def network(by: Viewer, family: Family) -> tuple[NetworkPerson, ...]:
    with as_viewer(by):
        return tuple(network_of(by, family.pk).people)


def address(item: ChildItem) -> str:
    return reverse("child_words:feed", args=[item.session.family_id, item.pk, "person"])


def own_words(family: Family) -> str:
    return reverse("child_words:own-words", args=[family.pk])


def bring_in(by: Viewer, item: ChildItem, name: str = "Nan Jo") -> ItemFeed:
    with as_viewer(by):
        return actions.feed_person(
            family_id=item.session.family_id,
            item_id=item.pk,
            details=MemberDetails(who=Named(name=name), side="maternal"),
            by=by,
        )


def test_somebody_is_offered_no_further_than_the_child_chose(
    sign_in: SignIn, practitioner: Viewer, family: Family, lives: ChildItem
) -> None:
    client = sign_in(practitioner)
    with pytest.raises(CannotDo, match="has not said that other workers"):
        bring_in(practitioner, lives)
    make_choice(practitioner, lives, "workers")
    assert address(lives) not in client.get(own_words(family)).content.decode()
    with pytest.raises(CannotDo, match="The family reads this part"):
        bring_in(practitioner, lives)
    make_choice(practitioner, lives, "parents")
    assert address(lives) in client.get(own_words(family)).content.decode()
    assert network(practitioner, family) == ()


def test_the_worker_says_who_each_of_them_is(
    sign_in: SignIn, practitioner: Viewer, family: Family, shared: ChildItem
) -> None:
    with as_viewer(practitioner):
        amira = child_of(family)
    client = sign_in(practitioner)
    asked = client.get(address(shared)).content.decode()
    assert "Nan Jo lives here" in asked
    typed = {"who": "other", "side": "maternal", "children": [str(amira.pk)]}
    for name in ("Nan Jo", "Nan Jo", "Raj"):
        answer = client.post(address(shared), typed | {"who_other": name})
        assert answer.status_code == 302, name
    people = network(practitioner, family)
    assert sorted(one.name for one in people) == ["Nan Jo", "Raj"]
    assert {one.level for one in people} == {0}, "nobody was told anything"
    page = client.get(own_words(family)).content.decode()
    for said in ("In the network: Nan Jo", "In the network: Raj"):
        assert page.count(said) == 1


def test_nothing_typed_is_asked_again_and_brings_nobody(
    sign_in: SignIn, practitioner: Viewer, family: Family, shared: ChildItem
) -> None:
    answer = sign_in(practitioner).post(address(shared), {"who": "other"})
    assert answer.status_code == 422
    assert "Write their name" in answer.content.decode()
    assert network(practitioner, family) == ()


def test_who_may_not_come_in_is_nobody_for_the_network(
    practitioner: Viewer, family: Family, shared: ChildItem
) -> None:
    with as_viewer(practitioner):
        outside = ChildItem.objects.get(session=shared.session, words="Not Dean")
    for audience in ("workers", "parents"):
        make_choice(practitioner, outside, audience)
    with pytest.raises(CannotDo, match="did not name anybody here who helps"):
        bring_in(practitioner, outside, "Dean")
    with as_viewer(practitioner), pytest.raises(CannotDo, match="Say who it is"):
        actions.feed(
            family_id=family.pk, item_id=shared.pk,
            confirmed=Confirmed(kind="person"), by=practitioner,
        )  # fmt: skip
    assert network(practitioner, family) == ()


def test_a_childs_no_is_heard_here_too(
    practitioner: Viewer, family: Family, shared: ChildItem
) -> None:
    raj = make_member(practitioner, family, who=Named(name="Raj"))
    with as_viewer(practitioner):
        kai = named(practitioner, family, "Kai")
    make_child_says(practitioner, raj, said_by=kai)
    with pytest.raises(CannotDo):
        bring_in(practitioner, shared, "Raj")
    with as_viewer(practitioner):
        assert not ItemFeed.objects.filter(kind="person").exists()


def test_when_the_child_wants_it_read_no_longer_their_worker_is_told_beside_them(
    sign_in: SignIn, practitioner: Viewer, family: Family, shared: ChildItem
) -> None:
    bring_in(practitioner, shared)
    (nan,) = network(practitioner, family)
    client = sign_in(practitioner)
    beside = reverse("networks:person", args=[family.pk, nan.id])
    pages = (beside, own_words(family))
    for page in pages:
        assert ASK_WHETHER_THEY_STAY not in client.get(page).content.decode()
    make_choice(practitioner, shared, "nobody", "no")
    for page in pages:
        assert ASK_WHETHER_THEY_STAY in client.get(page).content.decode()
    assert WORDS not in client.get(beside).content.decode()
    assert network(practitioner, family) == (nan,), "a worker decides that, not a rule"


def test_another_worker_does_not_learn_from_it_what_a_child_said(
    practitioner: Viewer, family: Family, shared: ChildItem
) -> None:
    bring_in(practitioner, shared)
    make_choice(practitioner, shared, "nobody", "no")
    (nan,) = network(practitioner, family)
    with as_viewer(practitioner):
        assert no_longer_read(practitioner, family.pk) == {
            nan.id: ASK_WHETHER_THEY_STAY
        }
    other = make_worker_viewer(family.authority, Role.PRACTITIONER)
    with as_viewer(other):
        assert no_longer_read(other, family.pk) == {}
