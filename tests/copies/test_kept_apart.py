"""Two people who must not learn of each other, and a paper that is made for one."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

import pytest
from django.test import Client
from django.urls import reverse

from kinfold.people.actions.homes import move
from kinfold.people.actions.separating import keep_apart
from kinfold.people.details import AddressDetails
from kinfold.platform.tenancy import as_viewer
from kinfold.platform.viewer import Viewer
from kinfold.practice.models import DangerStatement
from kinfold.records.models import Family
from kinfold_core.practice.written import Named
from tests.copies.test_parts import (
    FRIDAYS,
    NAN_TAKES,
    PROMISE,
    SOBER,
    article,
    both,
    explain,
    page_of,
    paper_of,
)
from tests.factories.copies import Telephone, address_of, link_for
from tests.factories.people import OPENED_ON
from tests.factories.planning import Planned, make_live
from tests.factories.practice import make_entry, make_family, make_rating, named
from tests.factories.trajectory import make_immediate, make_milestone

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
SignIn = Callable[[Viewer], Client]
SAID = "Dad pushed Mum and she had Kai in her arms."
HERS = "Dean waits outside Leanne's sister's house."


@pytest.fixture
def whole(practitioner: Viewer, chair: Viewer) -> Planned:
    """With a plan, a bottom line and a road; and something that Leanne told us."""
    planned = make_live(practitioner, chair, make_family(practitioner))
    explain(practitioner, planned)
    make_immediate(practitioner, planned.family, planned.danger.pk)
    make_milestone(practitioner, planned.family)
    tell(practitioner, planned.family)
    return planned


def tell(by: Viewer, family: Family) -> None:
    """What Leanne told us."""
    with as_viewer(by):
        leanne = named(by, family, "Leanne")
    make_entry(by, family, text=HERS, said_by=leanne)


def key(by: Viewer, family: Family, name: str) -> UUID:
    with as_viewer(by):
        person_id = named(by, family, name).person_id
    assert person_id
    return person_id


def apart(by: Viewer, family: Family, kind: str, *, is_both_ways: bool = False) -> None:
    """Dean must not learn of Leanne."""
    dean, leanne = key(by, family, "Dean"), key(by, family, "Leanne")
    with as_viewer(by):
        keep_apart(
            person_id=dean, about_ids=[leanne], kind=kind, reason="Order", by=by,
            is_both_ways=is_both_ways,
        )  # fmt: skip


def asked(by: Viewer, family: Family, *names: str, part: str = "") -> str:
    readers = "".join(f"&reader={key(by, family, name)}" for name in names)
    parts = "".join(f"&part={one}" for one in part.split())
    return f"?chosen=1{readers}{parts}"


def test_what_she_told_us_is_on_her_copy_and_not_on_his(
    sign_in: SignIn, practitioner: Viewer, whole: Planned
) -> None:
    client, family = sign_in(practitioner), whole.family
    his = asked(practitioner, family, "Dean", part="now plan lines")
    assert all(HERS in words for words in both(client, family, his))
    apart(practitioner, family, "third_party")
    for words in both(client, family, his):
        assert HERS not in words
        # it says nothing of how days go that is hers
        assert SOBER in words
        assert NAN_TAKES in words
    hers = asked(practitioner, family, "Leanne")
    assert all(HERS in words for words in both(client, family, hers))
    # one that names nobody may come into his hands
    assert HERS not in article(page_of(client, family, "?chosen=1"))


def test_who_saw_it_is_not_on_the_copy_of_whoever_is_kept_from_them(
    sign_in: SignIn, practitioner: Viewer, whole: Planned
) -> None:
    client, family, text = sign_in(practitioner), whole.family, "He rang the bell."
    with as_viewer(practitioner):
        dean = named(practitioner, family, "Dean")
    make_entry(
        practitioner, family, "harm", text=text, who=dean, seen_by="Leanne, from inside"
    )
    his = asked(practitioner, family, "Dean")
    assert all(text in words for words in both(client, family, his))
    apart(practitioner, family, "third_party")
    assert all(text not in words for words in both(client, family, his))
    hers = asked(practitioner, family, "Leanne")
    assert all(text in words for words in both(client, family, hers))


@pytest.mark.parametrize("kind", ["no_contact", "court", "adoption"])
def test_how_days_go_is_not_for_somebody_who_must_not_meet_her(
    sign_in: SignIn, practitioner: Viewer, whole: Planned, kind: str
) -> None:
    client, family = sign_in(practitioner), whole.family
    apart(practitioner, family, kind)
    his = asked(practitioner, family, "Dean", part="now plan lines road")
    for words in both(client, family, his):
        assert SOBER in words
        assert PROMISE in words
        assert FRIDAYS not in words
        assert NAN_TAKES not in words
        assert (HERS in words) is (kind == "no_contact")
    assert "The safety plan, as it is lived today: not for Dean." in page_of(
        client, family, his
    )


def test_they_are_never_on_one_copy(
    sign_in: SignIn, practitioner: Viewer, whole: Planned
) -> None:
    client, family = sign_in(practitioner), whole.family
    apart(practitioner, family, "court")
    page = page_of(client, family, asked(practitioner, family, "Dean", "Leanne"))
    assert "is not on this copy. They are kept apart from" in page
    copy = client.get(
        reverse("copies:family-copy", args=[family.pk])
        + asked(practitioner, family, "Dean", "Leanne")
    ).context["copy"]
    assert len({"Dean", "Leanne"} & set(copy.everybody)) == 1


def test_nobody_who_is_kept_apart_is_ticked_unasked(
    sign_in: SignIn, practitioner: Viewer, whole: Planned
) -> None:
    client, family = sign_in(practitioner), whole.family
    apart(practitioner, family, "no_contact")
    page = client.get(reverse("copies:family-copy", args=[family.pk]))
    assert "Dean" not in page.context["copy"].everybody
    assert "Dean (kept apart from Leanne)" in page.content.decode()


def test_a_link_closes_when_somebody_on_it_is_kept_from_its_holder(
    practitioner: Viewer, family: Family, danger: DangerStatement, phone: Telephone
) -> None:
    tell(practitioner, family)
    his = link_for(practitioner, family, "Dean")
    hers = link_for(practitioner, family, "Leanne")
    assert phone.opens(his)[0] == phone.opens(hers)[0] == 200
    apart(practitioner, family, "adoption")
    status, words = phone.opens(his)
    assert status == 404
    assert HERS not in words
    assert phone.get(address_of(his)).status_code == 404
    assert phone.opens(hers)[0] == 200
    # made anew, it holds what he may see
    status, words = phone.opens(link_for(practitioner, family, "Dean"))
    assert status == 200
    assert HERS not in words


def test_a_link_tells_neither_of_them_where_the_other_lives(
    practitioner: Viewer, family: Family, danger: DangerStatement, phone: Telephone
) -> None:
    homes = {"Leanne": ("9 Secret Street", "LN9 9ZZ"),
             "Dean": ("31 Copper Wynd", "LN3 3QQ")}  # fmt: skip
    for name, said in homes.items():
        who = key(practitioner, family, name)
        with as_viewer(practitioner):
            move(
                family_id=family.pk, person_ids=[who], kind="home", by=practitioner,
                address=AddressDetails(
                    lines=said[0], postcode=said[1], is_hidden=name == "Leanne"
                ),
                started_on=OPENED_ON,
            )  # fmt: skip
        for private in said:
            make_entry(practitioner, family, text=f"{name} is at {private} now.")
    hers = phone.opens(link_for(practitioner, family, "Leanne"))[1]
    assert all(private in hers for private in homes["Dean"])  # nothing is decided yet
    apart(practitioner, family, "no_contact", is_both_ways=True)
    for name, other in (("Leanne", "Dean"), ("Dean", "Leanne")):
        status, words = phone.opens(link_for(practitioner, family, name))
        assert status == 200
        assert SAID in words
        assert not any(private in words for private in homes[other])


def test_a_childs_own_copy_has_its_own_number_and_lines_in_pictures(
    sign_in: SignIn, practitioner: Viewer, whole: Planned
) -> None:
    client, family = sign_in(practitioner), whole.family
    for name, value in (("Amira", "3"), ("Leanne", "8")):
        make_rating(
            practitioner, family, whole.danger.pk,
            rater=Named(name=name, person_id=key(practitioner, family, name)),
            value=value,
        )  # fmt: skip
    hers = asked(practitioner, family, "Amira", part="lines road plan")
    page = page_of(client, family, hers)
    assert "A child is told it in pictures" in page
    words = article(page)
    assert SOBER not in words
    assert PROMISE not in words
    assert "Amira packs the red bag." in words
    assert "Leanne" not in words.split("From 0 to 10")[-1].split("<section")[0]
    drawn = client.get(reverse("copies:pictures", args=[family.pk]) + hers)
    assert SOBER in drawn.content.decode()
    with_mum = asked(practitioner, family, "Amira", "Leanne", part="lines")
    assert SOBER in paper_of(client, family, with_mum)
